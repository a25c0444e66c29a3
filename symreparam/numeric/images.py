"""Divergences and entropies of a term g(X): the term's density from the numeric roots of g.

The entropy of g(X) is -E log f(g(X)), where f(z) is the sum of f_X(x)/|g'(x)| over the roots x of
g(x) = z; KL(g(X), Q) is E log f(g(X)) - E log q(g(X)).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from symreparam.numeric.evaluate import Function
from symreparam.numeric.laws import NumericLaw, density_at
from symreparam.numeric.profile import Profile, profile, refined
from symreparam.numeric.quadrature import total
from symreparam.numeric.roots import Node, grid_of, roots_in, slope_at
from symreparam.numeric.workspace import NotFinite, Real, UnknownHead, Workspace

_NOTHING: Final = 1e-60
"""Below this a density times a logarithm is none."""
_POINT: Final = 2000
"""The cost of the roots at one point, in the units of `Workspace.spend`."""


def image_value(
    g: Function,
    source: NumericLaw,
    other: NumericLaw | None,
    shares: Sequence[float],
    work: Workspace,
) -> Real:
    """KL(g(X), other), or the entropy of g(X) when there is no other law. Raises NoNumber.

    X has the law `source`, a density; integrals are cut where it leaves `shares` below.
    """
    if source.atoms:
        raise UnknownHead("a term in a variable with masses")
    shapes = [profile(piece, work) for piece in source.pieces]
    grids = [grid_of(g, refined(shape, 1, work), turns=True) for shape in shapes]
    found = work.mp.zero
    for shape, runs in zip(shapes, grids, strict=True):
        piece = shape.piece

        def gain(x: Real, own: Function = piece.density) -> Real:
            here = own(x)
            if here < _NOTHING:
                return work.mp.zero
            work.spend(_POINT)
            z = g(x)
            told = work.mp.log(_density(g, shapes, grids, z, work))
            if other is None:
                return -here * told
            there = density_at(other, z)
            if there <= 0:
                raise NotFinite("a logarithm of no positive number")
            return here * (told - work.mp.log(there))

        marks = {*map(shape.quantile, shares), *_turns(runs)}
        cuts = sorted(mark for mark in marks if piece.inside(mark))
        found += total(gain, piece.lower, piece.upper, cuts, work)
    return found


def _turns(runs: list[list[Node]]) -> list[Real]:
    """Where g is greater or less than on both sides: the density of g(X) has a pole there."""
    found = []
    for run in runs:
        for a, b, c in zip(run, run[1:], run[2:], strict=False):
            if (b[1] - a[1]) * (c[1] - b[1]) < 0:
                found.append(b[0])
    return found


def _density(
    g: Function, shapes: list[Profile], grids: list[list[list[Node]]], z: Real, work: Workspace
) -> Real:
    """The density of g(X) at z. Raises NotFinite where no root has a usable derivative."""
    found = work.mp.zero
    for shape, runs in zip(shapes, grids, strict=True):
        piece = shape.piece
        for root in roots_in(g, runs, z, work):
            room = min(root[0] - piece.lower, piece.upper - root[0])
            found += piece.density(root[0]) / slope_at(g, root, room, work)
    if not found > 0:
        raise NotFinite("no root was found")
    return found
