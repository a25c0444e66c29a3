"""The symbols of a record: of each term in it, at any depth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass

from sympy import Expr, Symbol


def symbols_of(value: object) -> set[Symbol]:
    """Every symbol in the terms of a record."""
    return set().union(*(term.free_symbols for term in terms_of(value)))


def terms_of(value: object) -> Iterator[Expr]:
    """The terms of a record, at any depth."""
    if isinstance(value, Expr):
        yield value
        return
    parts: Iterable[object] = ()
    if isinstance(value, tuple):
        parts = value
    elif is_dataclass(value):
        parts = (getattr(value, each.name) for each in fields(value))
    for part in parts:
        yield from terms_of(part)
