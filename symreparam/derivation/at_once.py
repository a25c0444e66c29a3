"""Proofs that one theorem gives at once, before any other search."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Dummy, Expr, Symbol, preorder_traversal

from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder, law_step
from symreparam.derivation.of_independent import by_independent_parts
from symreparam.derivation.one_variable import transported
from symreparam.derivation.prove import Stuck, conclude, prove
from symreparam.derivation.quadratic_form import quadratic_form
from symreparam.derivation.transport import letters
from symreparam.derivation.unfold import unfold_step
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import HasLaw
from symreparam.logic.proof import Proof
from symreparam.terms.law import Law, Named

_UNIT = Dummy("unit", real=True)  # a claim may have a parameter of that name


def prove_at_once(claim: Claim) -> Proof | None:
    """A proof for a function of one quadratic form in normal variables, or of independent ones, or
    None."""
    builder, goal = Builder(claim), claim.law_goal
    random = tuple(v for v in claim.variables if goal.subject.has(v))
    for inner, outer in _forms(goal.subject, random):
        try:
            given = quadratic_form(builder, inner)
            if law_step(builder, given).law == goal.law and inner == goal.subject:
                return builder.proof(given)
            return builder.proof(_through(builder, given, outer, goal))
        except (RuleError, NoInverse, Unsupported):
            continue
    return by_independent_parts(claim, _proved)


def _proved(claim: Claim) -> Proof | None:
    try:
        return prove(claim)
    except (Stuck, Unsupported):
        return None


def _forms(term: Expr, random: tuple[Symbol, ...]) -> Iterator[tuple[Expr, Expr]]:
    """The term itself, or the largest polynomials of which it is a function, and that function."""
    for node in preorder_traversal(term):
        if not isinstance(node, Expr) or not node.is_polynomial(*random):
            continue
        outer = term.xreplace({node: _UNIT})
        if node.has(*random) and not outer.has(*random):
            yield node, outer
            return


def _through(builder: Builder, given: int, outer: Expr, goal: HasLaw) -> int:
    """The goal from the named law of the form."""
    names, named = letters(builder), law_step(builder, given).law
    assert isinstance(named, Named)
    letter = names.target if outer == _UNIT else names.source
    step = builder.add("rewrite-law", (given, unfold_step(builder, named, letter)))
    if outer != _UNIT:
        step = transported(builder, step, outer.xreplace({_UNIT: names.source}), names)
    law = law_step(builder, step).law
    assert isinstance(law, Law)
    return conclude(builder, step, law, goal)
