"""The law's density against the sum of f(x)/|g'(x)| over the numeric roots of g(x) = z.

Roots by bracketing, slopes by differences; atoms against the flat stretches of g. A disagreement
counts only when two finer grids, one of them with twice the digits, agree with each other and
not with the law.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from itertools import pairwise
from typing import Final, Literal

from symreparam.numeric.atoms import flat_mass, flat_values
from symreparam.numeric.evaluate import number
from symreparam.numeric.laws import close, density_at, mass_at
from symreparam.numeric.profile import refined
from symreparam.numeric.roots import Node, grid_of, roots_in, slope_at
from symreparam.numeric.scene import Scene, scene_of
from symreparam.numeric.workspace import FUEL, NoNumber, NotFinite, Real
from symreparam.terms.record import dataclass

SAME: Final = 1e-8
APART: Final = 1e-6
NEGLIGIBLE: Final = 1e-12
_MOST_ATOMS: Final = 40
_SHARES: Final = (0.03, 0.2, 0.43, 0.71, 0.96)
Kind = Literal["density", "mass"]


@dataclass(frozen=True, slots=True)
class _Look:
    """A scene, a grid of g for each piece of the source, and images of points that share out
    the source's mass, in order."""

    scene: Scene
    grids: list[list[list[Node]]]
    images: list[Real]

    @property
    def span(self) -> Real:
        """The length on which most of the mass lies, or 1."""
        return self.images[-1] - self.images[0] if len(self.images) > 1 else 1


def density_check(scene: Scene) -> tuple[bool | None, str]:
    """Compare values of the law, at points, with what g makes of the source; with details.

    Raises NoNumber.
    """
    if not scene.variables:
        return _constant(scene)
    if scene.g is None:
        return None, "no evidence: several random variables"
    look, finer = _look(scene, 0), _Finer(scene)
    compared = 0
    for kind, z in _places(look):
        try:
            law, numeric = _law(kind, look, z), _numeric(kind, look, z)
        except NotFinite:
            continue
        if _gap(kind, law, numeric) <= SAME:
            compared += bool(law != 0)  # nothing on both sides says little
            continue
        if kind == "density" and max(abs(law), abs(numeric)) * look.span < NEGLIGIBLE:
            continue  # a root may lie beyond every grid
        fault = _confirmed(kind, finer, z, law)
        if fault:
            return False, fault
    if compared:
        return True, f"{compared} values agree to {SAME:g}"
    return None, "no evidence: nothing was comparable"


def _constant(scene: Scene) -> tuple[bool | None, str]:
    """A term without random variables: the law must be one atom of mass 1 at its value."""
    value = number(scene.claim.law_goal.subject, scene.values, scene.work)
    shown = f"the term is the constant {scene.work.mp.nstr(value, 10)}"
    there = mass_at(scene.derived, value, scene.work)
    return close(there, scene.work.mp.one, scene.work) and not scene.derived.pieces, shown


def _look(scene: Scene, rounds: int) -> _Look:
    assert scene.g is not None
    grids = []
    for shape in scene.profiles:
        nodes = sorted({*refined(shape, rounds, scene.work), *map(shape.quantile, _SHARES)})
        grids.append(grid_of(scene.g, nodes, turns=rounds > 0))
    images = set()
    for shape in scene.profiles:
        for share in _SHARES:
            with suppress(NoNumber):
                images.add(scene.g(shape.quantile(share)))
    return _Look(scene, grids, sorted(images))


class _Finer:
    """Two finer looks, the finest with twice the digits, each made when it is needed."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene

    @cached_property
    def fine(self) -> _Look:
        return _look(scene_of(self.scene.claim, self.scene.law, fuel=4 * FUEL), 3)

    @cached_property
    def finest(self) -> _Look:
        return _look(scene_of(self.scene.claim, self.scene.law, fuel=20 * FUEL, times=2), 6)


def _confirmed(kind: Kind, finer: _Finer, z: Real, law: Real) -> str:
    """The disagreement in words when both finer looks agree on it, else ''."""
    try:
        coarse = _numeric(kind, finer.fine, finer.fine.scene.work.mp.mpf(z))
        if _gap(kind, coarse, law) <= SAME:
            return ""
        mp = finer.finest.scene.work.mp
        place = mp.mpf(z)
        numeric, again = _numeric(kind, finer.finest, place), _law(kind, finer.finest, place)
    except NotFinite:
        return ""
    settled = _gap(kind, mp.mpf(coarse), numeric) <= SAME and _gap(kind, mp.mpf(law), again) <= SAME
    if not settled or _gap(kind, again, numeric) <= APART:
        return ""
    shown = [mp.nstr(x, 10) for x in (again, numeric, place)]
    return f"{kind} {shown[0]} in the law, {shown[1]} through the map, at {shown[2]}"


def _gap(kind: Kind, a: Real, b: Real) -> Real:
    """The difference, for densities relative to their size."""
    return abs(a - b) if kind == "mass" or a == b else abs(a - b) / (abs(a) + abs(b))


def _law(kind: Kind, look: _Look, z: Real) -> Real:
    if kind == "density":
        return density_at(look.scene.derived, z)
    return mass_at(look.scene.derived, z, look.scene.work)


def _numeric(kind: Kind, look: _Look, z: Real) -> Real:
    """What g makes of the source at z. Raises NotFinite where a root has no usable derivative."""
    scene = look.scene
    if kind == "mass":
        return flat_mass(scene, look.grids, z)
    assert scene.g is not None
    total = scene.work.mp.zero
    for shape, runs in zip(scene.profiles, look.grids, strict=True):
        piece = shape.piece
        for root in roots_in(scene.g, runs, z, scene.work):
            room = min(root[0] - piece.lower, piece.upper - root[0])
            weight = piece.density(root[0])
            total = total + weight / slope_at(scene.g, root, room, scene.work)
    return total


def _places(look: _Look) -> Iterator[tuple[Kind, Real]]:
    """Where to compare: atoms of either side; images of source points; and in every piece."""
    scene = look.scene
    assert scene.g is not None and scene.source is not None
    atoms = [point for point, _ in scene.derived.atoms[:_MOST_ATOMS]]
    images = [scene.g(p) for p, _ in scene.source.atoms[:_MOST_ATOMS]]
    for point in (*images, *flat_values(scene, look.grids)[:_MOST_ATOMS]):
        if not any(close(point, place, scene.work) for place in atoms):
            atoms.append(point)
    if not scene.source.complete:  # a point may come from values that are not listed
        atoms = []
    for z in atoms:
        yield "mass", z
    yield from (("density", z) for z in look.images)
    if len(look.images) > 1:
        yield from (("density", z) for z in _more(scene, look.images[0], look.images[-1]))


def _more(scene: Scene, low: Real, high: Real) -> Iterator[Real]:
    """Points beyond the images, in every piece of the law, and beyond its finite ends."""
    span = high - low
    for share in (0.01, 0.7):
        yield low - span * share
        yield high + span * share
    ends = {end for piece in scene.derived.pieces for end in (piece.lower, piece.upper)}
    finite = sorted(end for end in ends if scene.work.finite(end))
    for end in finite:
        yield end - span * 0.037
        yield end + span * 0.037
    for a, b in pairwise(finite):
        yield a + (b - a) * 0.53
