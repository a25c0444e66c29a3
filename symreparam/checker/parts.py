"""Claims that hold or fail as others do: `holds-part` and `fails-part`, with fewer parameters, and
`not-member-each`, with those of a family's members as well.

The lemma's proof is replayed against the claim that is built here from the goal.
"""

from __future__ import annotations

from dataclasses import replace

from sympy import Expr, Symbol

from symreparam.checker.lemmas import lemma_refuted, proved_lemma
from symreparam.families.members import parameter_conditions
from symreparam.families.table import family
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Fails, HasLaw, Holds, Judgement, Member
from symreparam.logic.proof import Argument, Proof, Step
from symreparam.rules.boundary import pointwise
from symreparam.rules.instance import put_in, require_defined_at, substitute
from symreparam.rules.rule import Setting, count, require, take
from symreparam.rules.table import EACH, HELD, PART
from symreparam.terms.law import Named
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import Relation, Scope


def conclude_parts(step: Step, proof: Proof, setting: Setting) -> Judgement:
    """What the step concludes. Raises RuleError."""
    told = {PART: conclude_part, HELD: conclude_held, EACH: conclude_each}
    return told[step.rule](step, proof, setting)


def conclude_held(step: Step, proof: Proof, setting: Setting) -> Judgement:
    """
    s_1 = t_1, .., s_k = t_k are relations of the scope, t_i free of s_1, .., s_i
    (or s_i <= t_i and t_i <= s_i are known in it)
    the claim with t_1 for s_1, .. holds under some of the scope's other relations, with t_1 for
    s_1, .. in them
    ---------------------------------------------------------------  holds-part(((s, t), ..), lemma)
    the claim holds at every parameter value of the scope

    As for `fails-part`. The goal speaks of each parameter value by itself, and no power or function
    in the claim loses its meaning at the terms. A whole number below 2 and not below 1 is 1.
    """
    count(step.args, 2, "holds-part.args")
    require(not proof.at, "holds-part.values", "the claim is about all parameter values")
    claim, scope = setting.claim, setting.scope
    require(scope.symbols == claim.scope.symbols, "holds-part.scope", "a bound symbol")
    require(pointwise(claim), "holds-part.goal", type(claim.goal).__name__)
    for relation in _between(step, proof):
        scope = scope.with_relation(relation)
    lemma, wanted = part_of(claim, scope, step, "holds-part")
    there = claim
    for symbol, term in _equations(step.args[0], "holds-part"):
        require_defined_at(there, symbol, term, "holds-part")
        there = substitute(there, {symbol: term})
    proved_lemma(lemma, wanted, "holds-part.lemma")
    return claim.goal


def _between(step: Step, proof: Proof) -> tuple[Relation, ...]:
    """Equations s = t, one for two premises s <= t and t <= s of the step's own scope."""
    known = tuple(proof.steps[index] for index in step.premises)
    count(known, 2 * (len(known) // 2), "holds-part.premises")
    found = []
    for one, two in zip(known[::2], known[1::2], strict=True):
        require(one.scope == two.scope == step.scope, "holds-part.premises", "of another scope")
        up, down = (take(each.conclusion, Holds, "holds-part.premises") for each in (one, two))
        low, high = up.relation.left, up.relation.right
        both = (Relation(low, "<=", high), Relation(high, "<=", low))
        wanted = tuple(Holds(relation, NUMBERS) for relation in both)
        require((up, down) == wanted, "holds-part.between", f"{low}, {high}")
        found.append(Relation(low, "=", high))
    return tuple(found)


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
    lemma, wanted = part_of(claim, scope, step, "fails-part")
    fails_everywhere(lemma, wanted, "fails-part")
    return Fails(setting.claim.goal)


def conclude_each(step: Step, proof: Proof, setting: Setting) -> Judgement:
    """
    p_1, .., p_k are new parameters with the domains of the family's own
    the claim that the term follows the member with arguments p_1, .., p_k fails at every value of
    all parameters, under some of the scope's relations and of those that a member needs
    ---------------------------------------------------------------  not-member-each(lemma)
    the term follows no member of the family, at any parameter value of the scope
    """
    count(step.premises, 0, "not-member-each.premises")
    count(step.args, 1, "not-member-each.args")
    claim, scope = setting.claim, setting.scope
    goal = take(claim.goal, Member, "not-member-each.goal")
    require(scope.symbols == claim.scope.symbols, "not-member-each.scope", "a bound symbol")
    record = family(goal.family)
    if record is None or record.variants:
        raise RuleError("not-member-each.family", goal.family)
    lemma = take(step.args[0], Proof, "not-member-each.lemma")
    there = lemma.claim.scope
    known, new = there.symbols[: len(scope.symbols)], there.symbols[len(scope.symbols) :]
    require(known == scope.symbols, "not-member-each.parameters", "other parameters")
    domains = tuple(domain for _, domain in new)
    wanted = tuple(parameter.domain for parameter in record.parameters)
    require(domains == wanted, "not-member-each.domains", "other members")
    named = Named(goal.family, tuple(symbol for symbol, _ in new))
    allowed = (*scope.relations, *parameter_conditions(named))
    strange = [r for r in there.relations if r not in allowed]
    require(not strange, "not-member-each.relations", strange)
    fails_everywhere(
        lemma, replace(claim, goal=HasLaw(goal.subject, named), scope=there), "not-member-each"
    )
    return Fails(goal)


def part_of(claim: Claim, scope: Scope, step: Step, code: str) -> tuple[Proof, Claim]:
    """The lemma of a step with the arguments (equations, lemma), and the claim that it has to be
    about: this one with the equations' terms put in, in a scope that assumes no more. RuleError."""
    for symbol, term in _equations(step.args[0], code):
        claim, scope = _put_in(claim, scope, symbol, term, code)
    lemma = take(step.args[1], Proof, f"{code}.lemma")
    there = lemma.claim.scope
    require(there.symbols == scope.symbols, f"{code}.parameters", "other parameters")
    strange = [r for r in there.relations if r not in scope.relations]
    require(not strange, f"{code}.relations", strange)
    return lemma, replace(claim, scope=there)


def fails_everywhere(lemma: Proof, wanted: Claim, code: str) -> None:
    """Require that the lemma refutes this claim at all of its parameter values."""
    require(not lemma.at, f"{code}.everywhere", "the lemma is about some values only")
    inner = (PART,) if code in ("not-member-each", "by-sign") else ()
    refuted = lemma_refuted(lemma, wanted, f"{code}.lemma", inner)
    require(refuted, f"{code}.proved", "it is proved")
    last = lemma.steps[-1].conclusion
    require(last == Fails(wanted.goal), f"{code}.everywhere", "it fails at some values only")


def _equations(argument: Argument, code: str) -> tuple[tuple[Symbol, Expr], ...]:
    found = []
    for pair in take(argument, tuple, f"{code}.equations"):
        require(isinstance(pair, tuple) and len(pair) == 2, f"{code}.equations", "no pair")
        symbol = take(pair[0], Symbol, f"{code}.equations")
        found.append((symbol, take(pair[1], Expr, f"{code}.equations")))
    return tuple(found)


def _put_in(
    claim: Claim, scope: Scope, symbol: Symbol, term: Expr, code: str
) -> tuple[Claim, Scope]:
    """The claim and the scope without the parameter. RuleError unless the scope has the equation
    and the term is one in other parameters."""
    if scope.domain(symbol) is None:
        raise RuleError(f"{code}.parameter", f"{symbol} is no parameter")
    others = set(scope.names) - {symbol}
    require(term.free_symbols <= others, f"{code}.term", term)
    known = any(
        r.sign == "=" and (r.left, r.right) == (symbol, term) for r in scope.relations
    )
    require(known, f"{code}.equation", f"{symbol} = {term} is no relation of the scope")
    return substitute(claim, {symbol: term}), put_in(scope, symbol, term)
