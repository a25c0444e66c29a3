"""Quantiles of discrete families as numbers: masses of the record are added up from the least."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sympy import Expr, oo

from symreparam.families.table import family
from symreparam.numeric.workspace import NotFinite, Real, UnknownHead, Workspace
from symreparam.terms.draws import Quantile

_MOST: Final = 5_000
Evaluator = Callable[[Real], Real]
Compile = Callable[[Expr, tuple[object, ...]], Evaluator]


def count_quantile(
    term: Quantile, parts: list[Evaluator], compiled: Compile, work: Workspace
) -> Evaluator:
    """The least whole number whose cumulative mass reaches the last part."""
    record = family(term.family)
    lattice = None if record is None else record.lattice
    if record is None or lattice is None or not lattice.lower.is_Integer:
        raise UnknownHead(type(term).__name__)
    names = (lattice.index, *(p.symbol for p in record.parameters))
    mass = compiled(lattice.mass, names)
    upper = None if lattice.upper == oo else compiled(lattice.upper, names)
    first = int(lattice.lower)

    def quantile(x: Real) -> Real:
        *arguments, share = (part(x) for part in parts)
        last = first + _MOST if upper is None else int(upper((0, *arguments)))
        below = work.mp.zero
        for k in range(first, min(last, first + _MOST) + 1):
            work.spend(10)
            below = below + mass((work.mp.mpf(k), *arguments))
            if below >= share:
                return work.mp.mpf(k)
        if upper is not None and last < first + _MOST:
            return work.mp.mpf(last)
        raise NotFinite("a draw that is far out")

    return quantile
