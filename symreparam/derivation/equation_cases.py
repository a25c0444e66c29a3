"""Equations by cases: on the signs that the search needs, and on the choices left open."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Expr, Max, Min, Piecewise
from sympy.core.relational import Relational

from symreparam.decide.answer import Context
from symreparam.decide.points import find
from symreparam.derivation.branch import NoInverse, SignNeeded, sign_of
from symreparam.derivation.builder import Builder
from symreparam.derivation.equations import SidesDiffer, equation_step, value_of
from symreparam.derivation.held import held_step
from symreparam.derivation.instances import Values
from symreparam.derivation.prove import in_cases
from symreparam.derivation.splitting import root_of
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import Equation, GivenMean, Mean
from symreparam.logic.proof import Proof
from symreparam.terms.region import NUMBERS

CASES = 6
"""How deep the cases are nested: a distribution function in pieces has one for each end."""


class CaseDiffers(RuleError):
    """In one case both sides are known, and not shown to be equal; `at` is a point of the case."""

    def __init__(self, differ: SidesDiffer, at: Values) -> None:
        super().__init__(differ.code, differ.detail)
        self.at = at


def prove_in_cases(claim: Claim, lemmas: bool = True) -> Proof:
    """A proof of an equation, that may rest on `lemmas`. Raises RuleError, NoInverse or
    Unsupported; SidesDiffer where the values of both sides were derived, CaseDiffers where they
    were in one case."""
    goal = claim.goal
    assert isinstance(goal, Equation)
    # derivatives in a parameter are not of one value of it
    if not all(isinstance(letter, Mean | GivenMean) for letter in goal.means):
        return _proof(claim, goal)
    builder = Builder(claim)
    return builder.proof(in_cases(builder, lambda one: _at_value(one, goal, lemmas), CASES))


def _proof(claim: Claim, goal: Equation) -> Proof:
    builder = Builder(claim)
    return builder.proof(equation_step(builder, goal))


def _at_value(builder: Builder, goal: Equation, lemmas: bool) -> int:
    """The equation in the current scope; where that gives a parameter a value, at the value."""
    try:
        return _in_scope(builder, goal)
    except (RuleError, NoInverse) as failed:
        if not lemmas or not builder.scope:
            raise
        try:
            return held_step(builder, lambda claim: prove_in_cases(claim, lemmas=False))
        except (RuleError, NoInverse, Unsupported):
            raise failed from None


def _in_scope(builder: Builder, goal: Equation) -> int:
    """The equation in the current scope; what stops it is an open choice first."""
    try:
        return equation_step(builder, goal)
    except RuleError as failed:
        sides = (goal.left, goal.right)
        if isinstance(failed, SidesDiffer):
            sides += tuple(value_of(failed.builder, step) for step in failed.steps)
        gap = next(_open_gaps(builder, sides), None)
        if gap is not None:
            raise SignNeeded(gap) from failed
        if builder.scope and isinstance(failed, SidesDiffer):
            raise CaseDiffers(failed, find(builder.setting.scope) or ()) from failed
        raise


def _open_gaps(builder: Builder, sides: tuple[Expr, ...]) -> Iterator[Expr]:
    """The differences in parameters alone, of unknown sign, on which a choice in them rests."""
    context = Context(builder.setting.scope, NUMBERS)
    for gap in _gaps(sides):
        known = gap.free_symbols and gap.free_symbols <= set(context.scope.names)
        if known and root_of(gap) is not None and sign_of(gap, context) is None:
            yield gap


def _gaps(sides: tuple[Expr, ...]) -> Iterator[Expr]:
    """The differences of what is compared in the terms."""
    for side in sides:
        for choice in sorted(side.atoms(Piecewise), key=str):
            for _, condition in choice.args:
                for atom in sorted(condition.atoms(Relational), key=str):
                    yield atom.lhs - atom.rhs
        for extreme in sorted(side.atoms(Max, Min), key=str):
            first, *others = sorted(extreme.args, key=str)
            for other in others:
                yield first - other
