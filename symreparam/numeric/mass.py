"""The law has mass 1, by quadrature on cells that follow the mass.

Cells between images of source points find a narrow peak where the source puts it. A mass that is
not 1 must be found on two sets of cells that follow the density of the law itself, the second
time with twice the digits.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Final

from symreparam.numeric.breaks import breaks, edges
from symreparam.numeric.laws import spelled_out
from symreparam.numeric.profile import profile
from symreparam.numeric.quadrature import total
from symreparam.numeric.scene import Scene, scene_of
from symreparam.numeric.workspace import FUEL, NoNumber, NotConverged, NotFinite, Real, Workspace

SAME: Final = 1e-6
_FEW: Final = (0.1, 0.5, 0.9)
_MANY: Final = (0.002, 0.03, 0.15, 0.3, 0.5, 0.7, 0.85, 0.97, 0.998)


def mass_check(scene: Scene) -> tuple[bool | None, str]:
    """Whether pieces and atoms have total mass 1, with details. Raises NoNumber."""
    if not scene.derived.complete:
        raise NotConverged("more points have weight than are listed")
    with suppress(NotConverged):
        if abs(_mass(scene, _images(scene)) - 1) <= SAME:
            return True, f"1 to {SAME:g}"
    scene.work.fuel += 4 * FUEL
    first = _mass(scene, _quantiles(scene))
    if abs(first - 1) <= SAME:
        return True, f"1 to {SAME:g}"
    again = scene_of(scene.claim, scene.law, fuel=20 * FUEL, times=2)
    second = _mass(again, [*_images(again), *_quantiles(again)])
    if abs(again.work.mp.mpf(first) - second) > SAME * (1 + abs(second)):
        return None, "no evidence: the quadrature did not settle"
    if scene.derived.pieces and abs(second) <= SAME:  # a peak that no cell has met
        return None, "no evidence: the quadrature found no mass"
    return False, f"the mass is {scene.work.mp.nstr(second, 10)}"


def _mass(scene: Scene, marks: list[Real]) -> Real:
    """The total mass, the pieces cut at the marks inside them."""
    mass = sum((mass for _, mass in scene.derived.atoms), scene.work.mp.zero)
    for piece, kinks in zip(scene.derived.pieces, _kinks(scene), strict=True):
        cuts = _apart([*(z for z in marks if piece.inside(z)), *kinks], scene.work)
        mass += total(piece.density, piece.lower, piece.upper, cuts, scene.work)
    return mass


def _kinks(scene: Scene) -> list[list[Real]]:
    """For each piece of the law, where its density has a kink or a jump inside of it."""
    found: list[list[Real]] = []
    for written, piece in zip(spelled_out(scene.law).pieces, scene.derived.pieces, strict=True):
        symbol = written.region.bounds[0][0]
        lines = edges(written.density, symbol)
        found.append([])
        with suppress(NotFinite):  # a density that is zero has no quantiles
            if lines:
                shape = profile(piece, scene.work)
                found[-1] = breaks(lines, symbol, shape, scene.values, scene.work)
    return found


def _quantiles(scene: Scene) -> list[Real]:
    """Points that share out the mass of each piece of the law."""
    found = []
    for piece in scene.derived.pieces:
        with suppress(NotFinite):  # a density that is zero has no quantiles
            shape = profile(piece, scene.work)
            found += [shape.quantile(share) for share in _MANY]
    return found


def _images(scene: Scene) -> list[Real]:
    """Images under g of points that share out the mass of the source (one random variable)."""
    found = []
    if scene.g is not None:
        for shape in scene.profiles:
            for share in _FEW:
                with suppress(NoNumber):
                    found.append(scene.g(shape.quantile(share)))
    return found


def _apart(marks: list[Real], work: Workspace) -> list[Real]:
    """The marks in order, without those that differ from the one before by rounding only."""
    found: list[Real] = []
    least = (max(marks) - min(marks)) * work.mp.mpf(10) ** (-work.digits // 2) if marks else 0
    for mark in sorted(marks):
        if not found or mark - found[-1] > least:
            found.append(mark)
    return found
