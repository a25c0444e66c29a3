"""The cross-check of proved claims that are not about the law of one term, nor equations."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sympy import Dummy, Expr, Symbol, oo

from symreparam.logic.claim import Claim
from symreparam.logic.judgement import GivenValue, ImplicitSlope, Jacobian, ValueMean
from symreparam.logic.verdict import CrossCheck
from symreparam.numeric.evaluate import Function, joint, number, parameter_values
from symreparam.numeric.laws import placed, spelled_out, terms_of
from symreparam.numeric.letters import Quantities, as_cosines, at_most
from symreparam.numeric.profile import profile
from symreparam.numeric.workspace import FUEL, NoNumber, Real, Workspace, digits_for

_TROUBLE: Final = (ArithmeticError, ValueError, RecursionError, TypeError)
_SAME: Final = 1e-6
_SHARES: Final = (0.02, 0.2, 0.5, 0.8, 0.98)
_FINER: Final = (0.001, 0.01, 0.05, 0.15, 0.35, 0.65, 0.85, 0.95, 0.99, 0.999)
_STEP: Final = "1e-12"
NAMES: Final = {
    GivenValue: "probabilities under the condition, by quadrature",
    Jacobian: "the determinant, by differences",
    ImplicitSlope: "the distribution function, by differences",
}
SAMPLED: Final = "a seeded sample"
LATER: Final = "not drawn: the option --sample does it"


def goal_checks(claim: Claim, *, sample: bool) -> tuple[CrossCheck, ...]:
    """Checks of a goal that was proved, at the scope's point. Never raises."""
    goal = claim.goal
    if isinstance(goal, GivenValue):
        return (_safely(NAMES[GivenValue], lambda: _given_value(claim, goal)),)
    if isinstance(goal, Jacobian):
        return (_safely(NAMES[Jacobian], lambda: _jacobian(claim, goal)),)
    if isinstance(goal, ImplicitSlope):
        return (_safely(NAMES[ImplicitSlope], lambda: _implicit_slope(claim, goal)),)
    if not sample:
        return (CrossCheck(SAMPLED, None, LATER),)
    # imported here: this imports numpy
    from symreparam.numeric.vectors import sampled_goal

    return (_safely(SAMPLED, lambda: sampled_goal(claim)),)


def _safely(name: str, check: Callable[[], tuple[bool | None, str]]) -> CrossCheck:
    try:
        ok, detail = check()
    except _TROUBLE as error:
        return CrossCheck(name, None, f"no evidence: {error}")
    return CrossCheck(name, ok, detail)


def _given_value(claim: Claim, goal: GivenValue) -> tuple[bool | None, str]:
    """P(subject <= m given the value), for a few m, against the law's own integral."""
    compared = 0
    for index in range(3):
        wanted, found, again = _shares(claim, goal, index)
        if abs(found - again) > _SAME:
            continue
        if abs(wanted - found) > _SAME:
            return False, f"{float(wanted):.8g} in the law, {float(found):.8g} by quadrature"
        compared += 1
    if not compared:
        return None, "no evidence: the quadrature did not settle"
    return True, f"{compared} values agree to {_SAME:g}"


def _shares(claim: Claim, goal: GivenValue, index: int) -> tuple[Real, Real, Real]:
    terms = [goal.subject, goal.given, goal.value, *terms_of(goal.law)]
    terms += [v for _, v in claim.scope.point]
    found = []
    for times, shares in ((1, _SHARES), (2, _FINER)):
        work = Workspace(times * max(15, digits_for(terms)), 20 * FUEL)
        values = parameter_values(dict(claim.scope.point), work)
        law = placed(spelled_out(goal.law), values, work)
        if law.atoms or len(law.pieces) != 1 or not law.complete:
            raise NoNumber("a law that is not of one density")
        shape = profile(law.pieces[0], work)
        mark = Dummy("mark", real=True)
        place = work.mp.mpf(float(shape.quantile((0.3, 0.5, 0.7)[index])))
        asked = Quantities(claim, {**values, mark: place}, shares, work)
        event = at_most(goal.subject, mark)
        found.append(asked.value(ValueMean(mark, event, goal.given, goal.value)))
        if times == 1:
            wanted = asked.up_to(law.pieces[0], place)
    return wanted, found[0], found[1]


def _jacobian(claim: Claim, goal: Jacobian) -> tuple[bool | None, str]:
    """|det| of the matrix of central differences against the value."""
    point = claim.scope.point
    terms = (*goal.subjects, *goal.point, goal.value, *(v for _, v in point))
    work = Workspace(4 * digits_for(terms))
    mp = work.mp
    values = parameter_values(dict(point), work)
    at = [number(term, values, work) for term in goal.point]
    step = mp.mpf(_STEP)
    rows = []
    for subject in goal.subjects:
        inner = _inner(as_cosines(subject), goal.letters, values, work)
        row = []
        for place in range(len(at)):
            ends = []
            for sign in (1, -1):
                there = list(at)
                there[place] = there[place] + sign * step
                ends.append(inner(tuple(there)))
            row.append((ends[0] - ends[1]) / (2 * step))
        rows.append(row)
    found = abs(mp.det(mp.matrix(rows)))
    wanted = number(as_cosines(goal.value), values, work)
    shown = f"{mp.nstr(wanted, 10)} against {mp.nstr(found, 10)}"
    return bool(abs(found - wanted) <= _SAME * (1 + abs(found))), shown


def _inner(
    term: Expr, letters: tuple[Symbol, ...], values: dict[Symbol, Real], work: Workspace
) -> Function:
    return joint(term, letters, {s: v for s, v in values.items() if s not in letters}, work)


def _implicit_slope(claim: Claim, goal: ImplicitSlope) -> tuple[bool | None, str]:
    """The integral of the slope against differences of the integral of the law's own density."""
    point = claim.scope.point
    terms = (goal.density.body, goal.slope, *(v for _, v in point))
    work = Workspace(2 * digits_for(terms), 20 * FUEL)
    mp = work.mp
    values = parameter_values(dict(point), work)
    letter, low, high = goal.density.source.bounds[0]
    start = number(low, values, work)
    width = number(high, values, work) - start if high != oo else mp.mpf(4)
    step = mp.mpf(_STEP)

    def integral(term: Expr, to: Real, there: dict[Symbol, Real]) -> Real:
        inner = joint(term, (letter,), there, work)
        return mp.quad(lambda x: inner((x,)), mp.linspace(start, to, 3))

    for to in (start + width * mp.mpf(share) / 10 for share in (3, 7)):
        ends = [
            integral(goal.density.body, to, {**values, goal.parameter: values[goal.parameter] + d})
            for d in (step, -step)
        ]
        found = (ends[0] - ends[1]) / (2 * step)
        wanted = integral(goal.slope, to, values)
        shown = f"{mp.nstr(wanted, 10)} against {mp.nstr(found, 10)}"
        if abs(found - wanted) > _SAME * (1 + abs(found)):
            return False, shown
        if goal.value is not None:
            closed = number(goal.value, {**values, letter: to}, work)
            if abs(closed - wanted) > _SAME * (1 + abs(closed)):
                return False, f"{mp.nstr(closed, 10)} against {mp.nstr(wanted, 10)}"
    return True, shown
