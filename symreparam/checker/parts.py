"""The rule `fails-part`: a claim fails in a scope as another claim, with fewer parameters, fails.

The lemma's proof is replayed against the claim that is built here from the goal.
"""

from __future__ import annotations

from dataclasses import replace

from sympy import Expr, Symbol

from symreparam.checker.lemmas import lemma_refuted
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Fails, Judgement
from symreparam.logic.proof import Argument, Proof, Step
from symreparam.rules.instance import put_in, substitute
from symreparam.rules.rule import Setting, count, require, take
from symreparam.terms.scope import Scope


def conclude_part(step: Step, proof: Proof, setting: Setting) -> Judgement:
    """
    s_1 = t_1, .., s_k = t_k are relations of the scope, t_i free of s_1, .., s_i
    the claim with t_1 for s_1, .. fails at every value of its parameters under some of the
    scope's other relations, with t_1 for s_1, .. in them
    ---------------------------------------------------------------  fails-part(((s, t), ..), lemma)
    the claim fails at every parameter value of the scope

    At a point of the scope the claim is the lemma's claim at the values of the parameters that are
    left, and these satisfy its scope. What holds of s_i in the scope (its domain) holds of t_i.
    """
    count(step.premises, 0, "fails-part.premises")
    count(step.args, 2, "fails-part.args")
    require(not proof.at, "fails-part.values", "the claim is about all parameter values")
    claim, scope = setting.claim, setting.scope
    require(scope.symbols == claim.scope.symbols, "fails-part.scope", "a bound symbol")
    for symbol, term in _equations(step.args[0]):
        claim, scope = _put_in(claim, scope, symbol, term)
    lemma = take(step.args[1], Proof, "fails-part.lemma")
    there = lemma.claim.scope
    require(there.symbols == scope.symbols, "fails-part.parameters", "other parameters")
    strange = [r for r in there.relations if r not in scope.relations]
    require(not strange, "fails-part.relations", strange)
    require(not lemma.at, "fails-part.everywhere", "the lemma is about some values only")
    wanted = replace(claim, scope=there)
    require(lemma_refuted(lemma, wanted, "fails-part.lemma"), "fails-part.proved", "it is proved")
    last = lemma.steps[-1].conclusion
    require(last == Fails(wanted.goal), "fails-part.everywhere", "it fails at some values only")
    return Fails(setting.claim.goal)


def _equations(argument: Argument) -> tuple[tuple[Symbol, Expr], ...]:
    found = []
    for pair in take(argument, tuple, "fails-part.equations"):
        require(isinstance(pair, tuple) and len(pair) == 2, "fails-part.equations", "no pair")
        symbol = take(pair[0], Symbol, "fails-part.equations")
        found.append((symbol, take(pair[1], Expr, "fails-part.equations")))
    return tuple(found)


def _put_in(claim: Claim, scope: Scope, symbol: Symbol, term: Expr) -> tuple[Claim, Scope]:
    """The claim and the scope without the parameter. RuleError unless the scope has the equation
    and the term is one in other parameters."""
    if scope.domain(symbol) is None:
        raise RuleError("fails-part.parameter", f"{symbol} is no parameter")
    others = set(scope.names) - {symbol}
    require(term.free_symbols <= others, "fails-part.term", term)
    known = any(
        r.sign == "=" and (r.left, r.right) == (symbol, term) for r in scope.relations
    )
    require(known, "fails-part.equation", f"{symbol} = {term} is no relation of the scope")
    return substitute(claim, {symbol: term}), put_in(scope, symbol, term)
