"""The symbols of a record: of each term in it, at any depth."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, is_dataclass

from sympy import Expr, Symbol


def symbols_of(value: object) -> set[Symbol]:
    """Every symbol in the terms of a record."""
    if isinstance(value, Expr):
        return set(value.free_symbols)
    parts: Iterable[object] = ()
    if isinstance(value, tuple):
        parts = value
    elif is_dataclass(value):
        parts = (getattr(value, each.name) for each in fields(value))
    return set().union(*map(symbols_of, parts))
