"""Where a term of one variable has a kink or a jump: quadrature is cut there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from itertools import combinations, pairwise
from typing import Final

from sympy import Abs, Expr, Max, Min, Piecewise, Symbol, sign
from sympy.core.relational import Relational

from symreparam.numeric.evaluate import Function, function
from symreparam.numeric.profile import Profile
from symreparam.numeric.workspace import NotFinite, Real, UnknownHead, Workspace

_HALVINGS: Final = 80
_EVEN: Final = 40


def edges(term: Expr, symbol: Symbol) -> list[Expr]:
    """Terms in the variable at whose zeros the given one may break, in a fixed order."""
    found: dict[Expr, None] = {}
    for part in sorted(term.atoms(Abs, sign), key=str):
        found[part.args[0]] = None
    for part in sorted(term.atoms(Max, Min), key=str):
        for one, other in combinations(part.args, 2):
            found[one - other] = None
    for part in sorted(term.atoms(Piecewise), key=str):
        for _, condition in part.args:
            for atom in sorted(condition.atoms(Relational), key=str):
                found[atom.lhs - atom.rhs] = None
    return [edge for edge in found if edge.has(symbol)]


def breaks(
    found: Iterable[Expr],
    symbol: Symbol,
    shape: Profile,
    values: Mapping[Symbol, Real],
    work: Workspace,
) -> list[Real]:
    """The zeros of these terms inside the piece that a change of sign shows, by bisection."""
    places: set[Real] = set()
    nodes = sorted({*shape.nodes, *(shape.quantile((k + 0.5) / _EVEN) for k in range(_EVEN))})
    nodes = [x for x in nodes if shape.piece.inside(x)]
    for edge in found:
        with suppress(UnknownHead):
            places |= _zeros(function(edge, symbol, values, work), nodes)
    return sorted(x for x in places if shape.piece.inside(x))


def _zeros(edge: Function, nodes: list[Real]) -> set[Real]:
    at = []
    for x in nodes:
        with suppress(NotFinite):
            at.append((x, edge(x)))
    found = {x for x, value in at if value == 0}
    for (a, before), (b, after) in pairwise(at):
        if before * after < 0:
            with suppress(NotFinite):
                found.add(_bisected(edge, a, b, before > 0))
    return found


def _bisected(edge: Function, a: Real, b: Real, positive: bool) -> Real:
    for _ in range(_HALVINGS):
        middle = (a + b) / 2
        if (edge(middle) > 0) == positive:
            a = middle
        else:
            b = middle
    return (a + b) / 2
