"""Where a law given a value may live: proposals for the range of Bayes' theorem."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from sympy import Expr, Max, Min, Symbol, cancel, diff, expand, oo


def supports(
    letter: Symbol, whole_span: tuple[Expr, Expr], span: tuple[Expr, Expr], value: Expr
) -> Iterator[tuple[Expr, Expr]]:
    """Where the posterior may live: all of the prior's range, up to where an end meets t, or up to
    whichever of the two comes first."""
    marks: list[Expr] = []
    from_below: list[Expr] = []
    from_above: list[Expr] = []
    for place, end in enumerate(span):
        if end in (oo, -oo) or not end.has(letter):
            continue
        slope = diff(end, letter)
        if not slope.has(letter):
            mark = expand(cancel((value - (end - slope * letter)) / slope))
            marks.append(mark)
            (from_above if slope.is_positive is (place == 0) else from_below).append(mark)
    lower, upper = whole_span
    lows, highs = [lower, *marks], [upper, *marks]
    for low, high in product(dict.fromkeys(lows), dict.fromkeys(highs)):
        if low != high:
            yield expand(low), expand(high)
    if letter.is_integer and marks:
        low, high = Max(lower, *from_below), Min(upper, *from_above)
        if isinstance(low, Max) or isinstance(high, Min):
            yield low, high
