"""Where the mass of a density sits: nodes that narrow peaks cannot hide from.

mpmath numbers do not underflow: exp(-10^17) compares correctly with exp(-10^16). So halving the
cell that seems to hold most leads into a peak however narrow it is and wherever it stands.
"""

from __future__ import annotations

import heapq
from bisect import bisect_right
from itertools import pairwise
from typing import Final

from symreparam.numeric.laws import NumericPiece
from symreparam.numeric.workspace import NotFinite, Real, Workspace
from symreparam.terms.record import dataclass

_REACH: Final = 8
_SPLITS: Final = 300
_SHARE: Final = 12


@dataclass(frozen=True, slots=True)
class Profile:
    """Increasing nodes inside a piece, and roughly the mass up to each (the total comes last)."""

    piece: NumericPiece
    nodes: tuple[Real, ...]
    sums: tuple[Real, ...]

    def quantile(self, share: float) -> Real:
        """A point with about this share of the mass to its left, between two nodes."""
        wanted = self.sums[-1] * share
        for index in range(1, len(self.nodes)):
            if self.sums[index] >= wanted:
                left, right = self.nodes[index - 1], self.nodes[index]
                mass = self.sums[index] - self.sums[index - 1]
                part = (wanted - self.sums[index - 1]) / mass if mass > 0 else 0
                return left + (right - left) * part
        return self.nodes[-1]

    def below(self, x: Real) -> Real:
        """Roughly the mass to the left of the last node that is not beyond x."""
        return self.sums[max(0, bisect_right(self.nodes, x) - 1)]


def profile(piece: NumericPiece, work: Workspace) -> Profile:
    """The profile of a density. Raises NotFinite when it has no positive value at any node."""
    values: dict[Real, Real] = {}
    for x in _starts(piece, work):
        _note(piece, x, values)
    nodes = sorted(values)
    # ties (equal masses) are settled by position, so that the result is one and the same
    heap = [(-_mass(values, a, b), a, b) for a, b in pairwise(nodes)]
    heapq.heapify(heap)
    whole = -sum(entry[0] for entry in heap)
    for _ in range(_SPLITS):
        if not heap or -heap[0][0] * _SHARE <= whole:
            break
        mass, a, b = heapq.heappop(heap)
        whole += mass
        centre = middle(piece, a, b, work)
        if a < centre < b and _note(piece, centre, values):
            for left, right in ((a, centre), (centre, b)):
                part = _mass(values, left, right)
                whole += part
                heapq.heappush(heap, (-part, left, right))
    nodes = sorted(values)
    sums = [work.mp.zero]
    for a, b in pairwise(nodes):
        sums.append(sums[-1] + _mass(values, a, b))
    if not sums[-1] > 0:
        raise NotFinite("a density has no positive value")
    return Profile(piece, tuple(nodes), tuple(sums))


def _starts(piece: NumericPiece, work: Workspace, reach: int = _REACH) -> list[Real]:
    """Nodes over all magnitudes (1e18 and 1e-18 at reach 8), graded towards the piece's ends."""
    lower, upper = piece.lower, piece.upper
    found = []
    for step in range(-reach, reach + 1):
        q, _ = work.node(step / 2)
        if work.finite(lower) and work.finite(upper):
            found.append(lower + (upper - lower) * (q / (1 + q)))
        elif work.finite(lower):
            found.append(lower + q)
        elif work.finite(upper):
            found.append(upper - q)
        else:
            found.append((q - 1 / q) / 2)
    return [x for x in found if piece.inside(x)]


def _note(piece: NumericPiece, x: Real, values: dict[Real, Real]) -> bool:
    try:
        value = piece.density(x)
    except NotFinite:
        return False
    if value < 0:
        return False
    values[x] = value
    return True


def _mass(values: dict[Real, Real], a: Real, b: Real) -> Real:
    return (b - a) * (values[a] + values[b]) / 2


def middle(piece: NumericPiece, a: Real, b: Real, work: Workspace) -> Real:
    """The middle of a cell: the geometric one where its distances from an end span magnitudes."""
    if work.finite(piece.lower) and b - piece.lower > 4 * (a - piece.lower) > 0:
        return piece.lower + work.mp.sqrt((a - piece.lower) * (b - piece.lower))
    if work.finite(piece.upper) and piece.upper - a > 4 * (piece.upper - b) > 0:
        return piece.upper - work.mp.sqrt((piece.upper - a) * (piece.upper - b))
    if a * b > 0 and not 0.25 < a / b < 4:
        return work.mp.sqrt(a * b) if a > 0 else -work.mp.sqrt(a * b)
    return (a + b) / 2


def refined(found: Profile, rounds: int, work: Workspace) -> list[Real]:
    """The profile's nodes, reaching further with more rounds, every cell halved `rounds` times."""
    nodes = sorted({*found.nodes, *_starts(found.piece, work, _REACH + rounds)})
    for _ in range(rounds):
        between = [middle(found.piece, a, b, work) for a, b in pairwise(nodes)]
        nodes = sorted({*nodes, *between})
    return nodes
