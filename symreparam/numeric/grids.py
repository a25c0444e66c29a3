"""Refuted laws and independence once more: shares on a grid that follows the variables' laws.

The cells of the grid share out the probability, so that the cells of the points in an event have
about its probability. Two grids say how good that is: a difference of several times what they
differ by is none of the grid's. No inverse, no density of the term, no random number.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, product
from typing import Final

from sympy import Symbol

from symreparam.logic.judgement import HasLaw, Independent
from symreparam.logic.proof import Proof
from symreparam.logic.verdict import CrossCheck
from symreparam.numeric.evaluate import joint, parameter_values
from symreparam.numeric.laws import NumericPiece, placed, spelled_out
from symreparam.numeric.profile import profile
from symreparam.numeric.workspace import NoNumber, NotFinite, Real, Workspace
from symreparam.terms.law import AnyLaw

NAME: Final = "shares on two grids"
_TROUBLE: Final = (ArithmeticError, ValueError, RecursionError, TypeError)
_FUEL: Final = 5_000_000
_SIZES: Final = {1: (300, 700), 2: (40, 64), 3: (12, 17)}
_MARKS: Final = (0.1, 0.25, 0.4, 0.5, 0.6, 0.75, 0.9)
_TIMES: Final = 5
_WHOLE: Final = 0.02
_SMALL: Final = 1e-4
_MOST_POINTS: Final = 20_000
Weighed = list[tuple[float, float]]
"""Values, each with the probability of its cell."""
Row = tuple[tuple[float, ...], float]
"""The terms' values at a point of a grid, and the probability of its cell."""


def recheck_shares(proof: Proof) -> CrossCheck | None:
    """Whether shares on two grids differ from those of what was refuted; None for other goals.

    ok None: they are too close for a grid to tell. Never raises.
    """
    goal = proof.claim.goal
    if not isinstance(goal, HasLaw | Independent):
        return None
    work = Workspace(0, _FUEL)
    try:
        values = parameter_values(dict(proof.at or proof.claim.scope.point), work)
        coarse, fine = (_rows(proof, goal, values, work, place) for place in (0, 1))
        if isinstance(goal, HasLaw):
            pairs = _below(goal.law, coarse, fine, values, work)
        else:
            pairs = _corners(coarse, fine)
    except _TROUBLE as error:
        return CrossCheck(NAME, None, f"no evidence: {error}")
    noise = max(abs((a - b) - (c - d)) for (a, b), (c, d) in pairs)
    one, other = max((pair for _, pair in pairs), key=lambda pair: abs(pair[0] - pair[1]))
    if abs(one - other) <= _TIMES * noise + 1 / len(fine):
        return CrossCheck(NAME, None, "no evidence: the shares are too close for a grid to tell")
    return CrossCheck(NAME, True, f"{one:.4f} against {other:.4f}")


def _rows(
    proof: Proof,
    goal: HasLaw | Independent,
    values: Mapping[Symbol, Real],
    work: Workspace,
    place: int,
) -> list[Row]:
    """The terms at each point of a grid, where they have values."""
    claim = proof.claim
    terms = (goal.subject,) if isinstance(goal, HasLaw) else goal.subjects
    used = tuple(v for v in claim.variables if any(term.has(v) for term in terms))
    if len(used) not in _SIZES:
        raise NoNumber(f"{len(used)} random variables at once")
    laws = {given.subject: given.law for given in claim.hypotheses}
    size = _SIZES[len(used)][place]
    sides = [_cells(laws[v], values, work, size) for v in used]
    if math.prod(map(len, sides)) > _MOST_POINTS:
        raise NoNumber("the grid has too many points")
    inner = [joint(term, used, values, work) for term in terms]
    found = []
    for point in product(*sides):
        at = tuple(x for x, _ in point)
        try:
            row = tuple(float(each(at)) for each in inner)
        except NotFinite:
            continue
        found.append((row, math.prod(share for _, share in point)))
    return found


def _cells(law: AnyLaw, values: Mapping[Symbol, Real], work: Workspace, size: int) -> Weighed:
    """The atoms, and inner points of cells of about the same probability."""
    numeric = placed(spelled_out(law), values, work)
    # the atoms far out are many, and what they leave out is seen below
    found = [(float(point), float(mass)) for point, mass in numeric.atoms if mass > _SMALL]
    for piece in numeric.pieces:
        found += _of_piece(piece, work, size)
    whole = math.fsum(share for _, share in found)
    if abs(whole - 1) > _WHOLE:
        raise NoNumber("the cells leave out a part of the probability")
    return [(x, share / whole) for x, share in found]


def _of_piece(piece: NumericPiece, work: Workspace, size: int) -> Iterator[tuple[float, float]]:
    shape = profile(piece, work)
    ends = [float(shape.quantile(k / size)) for k in range(size + 1)]
    for low, high in pairwise(dict.fromkeys(ends)):
        middle = (low + high) / 2
        # Simpson's rule, but for the ends, where a density may have a pole
        inner = [piece.density(low + (high - low) * part) for part in (0.25, 0.5, 0.75)]
        yield middle, float(high - low) * float(2 * inner[0] - inner[1] + 2 * inner[2]) / 3


def _below(
    law: AnyLaw, coarse: list[Row], fine: list[Row], values: Mapping[Symbol, Real], work: Workspace
) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """P(term <= t) and the law's own, on both grids."""
    claimed = [_cells(law, values, work, size) for size in _SIZES[1]]
    found = []
    for mark in _marks([(row[0], share) for row, share in fine]):
        pair = []
        for rows, own in zip((coarse, fine), claimed, strict=True):
            mine = math.fsum(share for (value,), share in rows if value <= mark)
            pair.append((mine, math.fsum(share for x, share in own if x <= mark)))
        found.append((pair[0], pair[1]))
    return found


def _corners(
    coarse: list[Row], fine: list[Row]
) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """The shares of corners and the products of those of their sides, on both grids."""
    places = range(len(fine[0][0]))
    marks = [_marks([(row[k], share) for row, share in fine]) for k in places]
    found = []
    for corner in product(*marks):
        pair = [(_share(rows, corner), _product(rows, corner)) for rows in (coarse, fine)]
        found.append((pair[0], pair[1]))
    return found


def _share(rows: list[Row], corner: Sequence[float]) -> float:
    inside = (s for row, s in rows if all(x <= c for x, c in zip(row, corner, strict=True)))
    return math.fsum(inside)


def _product(rows: list[Row], corner: Sequence[float]) -> float:
    return math.prod(
        math.fsum(share for row, share in rows if row[k] <= mark) for k, mark in enumerate(corner)
    )


def _marks(values: Weighed) -> list[float]:
    """Places with these shares of the values below them, beside no value."""
    marks, below, todo = [], 0.0, list(_MARKS)
    ordered = sorted(values)
    for (x, share), (after, _) in pairwise(ordered):
        below += share
        if todo and below >= todo[0] and after > x:
            marks.append((x + after) / 2)
            todo = [share for share in todo if share > below]
    if not marks:
        raise NoNumber("the term has one value")
    return marks
