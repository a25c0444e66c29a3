"""A sum as a linear combination of random terms."""

from __future__ import annotations

from collections.abc import Sequence

from sympy import Add, Expr, Integer, Symbol


def linear_parts(body: Expr, variables: Sequence[Symbol]) -> list[tuple[Expr, Expr]]:
    """(random term, factor) once each, in the order of the sum; 1 stands for no random term."""
    found: dict[Expr, Expr] = {}
    for term in Add.make_args(body):
        random = [v for v in variables if term.has(v)]
        factor, rest = term.as_independent(*random, as_Add=False) if random else (term, Integer(1))
        found[rest] = found.get(rest, Integer(0)) + factor
    return list(found.items())
