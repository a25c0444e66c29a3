"""The masses that g puts on points: images of atoms, and flat stretches of g."""

from __future__ import annotations

from itertools import pairwise

from symreparam.numeric.evaluate import Function
from symreparam.numeric.laws import close
from symreparam.numeric.profile import Profile
from symreparam.numeric.quadrature import total
from symreparam.numeric.roots import Node
from symreparam.numeric.scene import Scene
from symreparam.numeric.workspace import NotFinite, Real


def flat_values(scene: Scene, grids: list[list[list[Node]]]) -> list[Real]:
    """The values that g takes at neighbouring nodes with mass between them, in order."""
    found = set()
    for shape, runs in zip(scene.profiles, grids, strict=True):
        for run in runs:
            for a, b, c in zip(run, run[1:], run[2:], strict=False):
                held = shape.below(c[0]) - shape.below(a[0])
                if a[1] == b[1] == c[1] and held > 1e-9 * shape.sums[-1]:
                    found.add(b[1])
    return sorted(found)


def flat_mass(scene: Scene, grids: list[list[list[Node]]], z: Real) -> Real:
    """P(g(X) = z) from the grids' flat stretches, their ends found by bisection, and atoms."""
    assert scene.g is not None and scene.source is not None
    mass = scene.work.mp.zero
    for point, weight in scene.source.atoms:
        if close(scene.g(point), z, scene.work):
            mass = mass + weight
    for shape, runs in zip(scene.profiles, grids, strict=True):
        for low, high in _stretches(scene, shape, runs, z):
            cuts = [shape.quantile(share) for share in (0.1, 0.5, 0.9)]
            inside = sorted({cut for cut in cuts if low < cut < high})
            mass = mass + total(shape.piece.density, low, high, inside, scene.work)
    return mass


def _stretches(
    scene: Scene, shape: Profile, runs: list[list[Node]], z: Real
) -> list[tuple[Real, Real]]:
    """The intervals on which g is z, up to the ends of the piece."""
    assert scene.g is not None
    if len(runs) != 1:
        raise NotFinite("the map has no value at some points")
    (run,) = runs
    run = _with_steps(scene, scene.g, run, z)
    there = [close(value, z, scene.work) for _, value in run]
    found = []
    low = shape.piece.lower if there[0] else None
    for (here, after), (a, b) in zip(pairwise(there), pairwise(run), strict=True):
        if here == after:
            continue
        edge = _edge(scene, scene.g, a[0], b[0], z)
        if after:
            low = edge
        elif low is not None:
            found.append((low, edge))
            low = None
    if low is not None:
        found.append((low, shape.piece.upper))
    return [(a, b) for a, b in found if a < b]


def _with_steps(scene: Scene, g: Function, run: list[Node], z: Real) -> list[Node]:
    """The run with a node where g is z between two neighbours that skip it: a step of g can be
    narrower than a cell of the grid."""
    found = []
    for (a, before), (b, after) in pairwise(run):
        if not min(before, after) < z < max(before, after):
            continue
        low, high = a, b
        for _ in range(60):
            middle = (low + high) / 2
            value = g(middle)
            if close(value, z, scene.work):
                found.append((middle, value))
                break
            low, high = (middle, high) if (value < z) == (before < z) else (low, middle)
    return sorted([*run, *found], key=lambda node: node[0]) if found else run


def _edge(scene: Scene, g: Function, a: Real, b: Real, z: Real) -> Real:
    """Where g begins, or ceases, to be z between two nodes."""
    at_a = close(g(a), z, scene.work)
    for _ in range(100):
        middle = (a + b) / 2
        if close(g(middle), z, scene.work) == at_a:
            a = middle
        else:
            b = middle
    return (a + b) / 2
