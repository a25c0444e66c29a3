"""The cross-check of an equation: its quantities by quadrature, at exact parameter values.

It shares no code with the proof or the refutation.
"""

from __future__ import annotations

from typing import Final

from sympy import Dummy, Expr, Symbol, oo

from symreparam.logic.claim import Claim
from symreparam.logic.judgement import Equation, Mean, MedianOf, SlopeOf
from symreparam.logic.verdict import CrossCheck
from symreparam.numeric.evaluate import number, parameter_values
from symreparam.numeric.infinite import growing
from symreparam.numeric.laws import terms_of
from symreparam.numeric.letters import Quantities, as_cosines, at_most
from symreparam.numeric.workspace import FUEL, NotConverged, Real, Workspace, digits_for

NAME: Final = "both sides, their means by quadrature"
GROWTH: Final = "the mean within parts of the law grows"
SAME: Final = 1e-6
ROUGH: Final = 1e-4  # where a derivative is a quotient of differences
_APART: Final = 1e-10
_SENSITIVE: Final = 50
_TROUBLE: Final = (ArithmeticError, ValueError, RecursionError, TypeError)
_FEW: Final = (0.02, 0.2, 0.5, 0.8, 0.98)
_MANY: Final = (0.001, 0.01, 0.05, 0.15, 0.35, 0.65, 0.85, 0.95, 0.99, 0.999)
Point = tuple[tuple[Symbol, Expr], ...]


def equation_check(
    claim: Claim, refuted: Point | None = None, told: Expr | None = None
) -> CrossCheck:
    """Whether both sides of a proved equation agree, each quantity computed twice; of one that is
    `refuted` at parameter values, whether they differ there, by what is `told`. Never raises."""
    goal = claim.goal
    assert isinstance(goal, Equation)
    point = claim.scope.point if refuted is None else refuted
    if goal.right == oo:
        return _infinite(claim, goal, point, refuted is None)
    same = ROUGH if any(isinstance(m, SlopeOf) for m in goal.means) else SAME
    try:
        left, right = _sides(claim, point, _FEW, 1)
        finer = _sides(claim, point, _MANY, 2)
    except _TROUBLE as error:
        return CrossCheck(NAME, None, f"no evidence: {error}")
    size = 1 + abs(left) + abs(right)
    off = max(abs(left - finer[0]), abs(right - finer[1]))
    if off > same * size:
        return CrossCheck(NAME, None, "no evidence: the quadrature did not settle")
    gap, shown = abs(left - right), f"{float(left):.8g} against {float(right):.8g}"
    if refuted is None:
        if gap <= same * size:
            return CrossCheck(NAME, True, f"they agree to {same:g}")
        return CrossCheck(NAME, False, shown)
    if gap > same * size:
        return CrossCheck(NAME, True, f"they differ: {shown}")
    near = told is not None and _next_to_nothing(told, refuted, SAME * size)
    if gap <= _APART * size and off <= _APART * size and same == SAME and not near:
        return CrossCheck(NAME, False, f"they agree: {shown}")
    return CrossCheck(NAME, None, f"no evidence: too close to tell apart, {shown}")


def _next_to_nothing(gap: Expr, point: Point, most: Real) -> bool:
    """Whether a number is not 0, and too small for quadrature: exp(-500), or 1 - erf(50)."""
    for times in (1, 10, 40):
        work = Workspace(times * digits_for((gap, *(value for _, value in point))))
        try:
            size = abs(number(gap, parameter_values(dict(point), work), work))
        except _TROUBLE:
            return False
        if size > work.mp.mpf(10) ** (-3 * work.digits // 4):
            return bool(size <= most)
    return False


def _infinite(claim: Claim, goal: Equation, point: Point, proved: bool) -> CrossCheck:
    """Evidence that a mean is infinite; that it is finite, quadrature can't say."""
    found = [mean for mean in goal.means if isinstance(mean, Mean) and mean.letter == goal.left]
    if not proved or not found:
        return CrossCheck(NAME, None, "no evidence: an infinite value is not computed")
    work = Workspace(max(15, digits_for([found[0].body])), 4 * FUEL)
    try:
        asked = Quantities(claim, parameter_values(dict(point), work), _FEW, work)
        grows, shown = growing(asked, found[0].body)
    except _TROUBLE as error:
        return CrossCheck(GROWTH, None, f"no evidence: {error}")
    return CrossCheck(GROWTH, True if grows else None, shown if grows else f"no evidence: {shown}")


def _sides(
    claim: Claim, point: Point, shares: tuple[float, ...], times: int
) -> tuple[Real, Real]:
    goal = claim.goal
    assert isinstance(goal, Equation)
    terms = [goal.left, goal.right, *(v for _, v in point)]
    terms += [term for given in claim.hypotheses for term in terms_of(given.law)]
    work = Workspace(times * max(15, digits_for(terms)), 20 * FUEL)
    asked = Quantities(claim, parameter_values(dict(point), work), shares, work)
    for one, other in ((goal.left, goal.right), (goal.right, goal.left)):
        for letter in goal.means:
            if isinstance(letter, MedianOf) and letter.letter == one:
                return _median(asked, letter, other)
    known = {**asked.values, **{m.letter: asked.value(m) for m in goal.means}}
    sides = as_cosines(goal.left), as_cosines(goal.right)
    found = number(sides[0], known, work), number(sides[1], known, work)
    for m in goal.means:
        # what is off by so little must not matter: a quotient by next to nothing tells nothing
        off = (ROUGH if isinstance(m, SlopeOf) else SAME) / 100 * (1 + abs(known[m.letter]))
        moved = {**known, m.letter: known[m.letter] + off}
        for side, value in zip(sides, found, strict=True):
            if abs(number(side, moved, work) - value) > _SENSITIVE * off * (1 + abs(value)):
                raise NotConverged("the sides are too sensitive to their means")
    return found


def _median(asked: Quantities, letter: MedianOf, other: Expr) -> tuple[Real, Real]:
    """(m, m) where the other side m is a median of the subject, else (m, m + what it lacks)."""
    goal, work = asked.claim.goal, asked.work
    assert isinstance(goal, Equation)
    rest = [m for m in goal.means if m != letter]
    known = {**asked.values, **{m.letter: asked.value(m) for m in rest if other.has(m.letter)}}
    if other.has(letter.letter):
        raise NotConverged("a median on both sides is not computed")
    value = number(other, known, work)
    lacking = work.mp.zero
    for sign in (1, -1):
        mark = Dummy("mark", real=True)
        room = (1 + abs(value)) * work.mp.mpf(10) ** (-work.digits // 2)
        values = {**asked.values, mark: sign * value + room}
        there = Quantities(asked.claim, values, asked.shares, work)
        share = there.mean(at_most(sign * letter.subject, mark))
        lacking = max(lacking, work.mp.mpf(1) / 2 - share)
    return value, value + lacking
