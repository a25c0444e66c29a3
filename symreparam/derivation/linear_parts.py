"""A sum as a linear combination of random terms."""

from __future__ import annotations

from collections.abc import Sequence

from sympy import Add, Expr, Integer, Symbol

from symreparam.logic.errors import RuleError
from symreparam.terms.fuel import expanded_size

ROOM = 10  # terms may cancel


def linear_parts(body: Expr, variables: Sequence[Symbol]) -> list[tuple[Expr, Expr]]:
    """(random term, factor) once each, in the order of the sum; 1 stands for no random term."""
    found: dict[Expr, Expr] = {}
    for term in Add.make_args(body):
        random = [v for v in variables if term.has(v)]
        factor, rest = term.as_independent(*random, as_Add=False) if random else (term, Integer(1))
        found[rest] = found.get(rest, Integer(0)) + factor
    return list(found.items())


def require_few(term: Expr, letters: tuple[Symbol, ...], most: int) -> None:
    """Requires, before the term is multiplied out, that it has no more terms by far than `most`."""
    size = expanded_size(term, letters)
    if size > ROOM * most:
        raise RuleError("expectation.terms", f"{size} terms")


def is_affine(body: Expr, random: tuple[Symbol, ...]) -> bool:
    """Whether it is affine in the variables."""
    return all(not body.diff(variable).has(*random) for variable in random)


def is_long(body: Expr, random: tuple[Symbol, ...], most: int) -> bool:
    """Whether it is a polynomial of more than so many terms, whose law would be of no use."""
    return bool(body.is_polynomial(*random)) and expanded_size(body, random) > most
