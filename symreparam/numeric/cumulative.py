"""P(Z <= t) of a law: by the record's distribution function, or by integrating the density."""

from __future__ import annotations

from collections.abc import Sequence

from symreparam.families.members import cdf_of
from symreparam.numeric.evaluate import Function, function
from symreparam.numeric.laws import NumericPiece, spelled_out
from symreparam.numeric.quadrature import cells
from symreparam.numeric.scene import Scene, in_doubles
from symreparam.numeric.workspace import NoNumber, Real
from symreparam.terms.law import Named


def gaps_to(
    scene: Scene, marks: Sequence[float], shares: Sequence[float], most: float
) -> list[float]:
    """|P(Z <= mark) - share| of each mark: by doubles, and where they find more than `most` or are
    of no use, by the scene's own numbers. Raises NoNumber."""
    try:
        found = _gaps(in_doubles(scene), marks, shares)
        if max(found) <= most:
            return found
    except (ArithmeticError, ValueError):
        pass
    return _gaps(scene, marks, shares)


def _gaps(scene: Scene, marks: Sequence[float], shares: Sequence[float]) -> list[float]:
    wanted = cumulative(scene, [scene.work.mp.mpf(mark) for mark in marks])
    return [abs(float(p) - share) for p, share in zip(wanted, shares, strict=True)]


def cumulative(scene: Scene, marks: Sequence[Real]) -> list[Real]:
    """P(Z <= t) of the scene's law at increasing marks. Raises NoNumber."""
    pieces, work = scene.derived.pieces, scene.work
    if not scene.derived.complete:
        raise NoNumber("more points have weight than are listed")
    found = [
        sum((mass for point, mass in scene.derived.atoms if point <= t), work.mp.zero)
        for t in marks
    ]
    if isinstance(scene.law, Named):
        letter = spelled_out(scene.law).variable
        terms = cdf_of(scene.law, letter)
        if len(terms) == len(pieces) and not scene.derived.atoms:
            functions = [function(term, letter, scene.values, work) for term in terms]
            return [_recorded(pieces, functions, t) for t in marks]
    for piece in pieces:
        found = [a + b for a, b in zip(found, _summed(scene, piece, marks), strict=True)]
    return found


def _recorded(pieces: tuple[NumericPiece, ...], functions: list[Function], t: Real) -> Real:
    """The record's cdf at t: outside the pieces it is 0, 1, or constant from the last piece on."""
    if t >= max(piece.upper for piece in pieces):
        return 1
    below = 0
    for piece, cdf in zip(pieces, functions, strict=True):
        if piece.inside(t):
            return cdf(t)
        if piece.upper <= t:
            below = cdf(piece.upper)
    return below


def _summed(scene: Scene, piece: NumericPiece, marks: Sequence[Real]) -> list[Real]:
    """The piece's mass up to each mark."""
    cuts = [t for t in marks if piece.inside(t)]
    parts = cells(piece.density, piece.lower, piece.upper, cuts, scene.work)
    found = []
    for t in marks:
        count = len(parts) if t >= piece.upper else sum(cut <= t for cut in cuts)
        found.append(sum(parts[:count], scene.work.mp.zero))
    return found
