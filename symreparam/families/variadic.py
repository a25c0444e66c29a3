"""Families whose number of parameters is not fixed by their name: a record for each number."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, Final

from sympy import Basic, Expr, Symbol

from symreparam.families.aliases import ALIASES, Alias
from symreparam.families.family import Family, Parameter
from symreparam.families.table import FAMILY_NAMES, family

VARIADIC: Final = ("Categorical",)
MOST_PARAMETERS: Final = 30


@cache
def family_of(name: str, count: int) -> Family | None:
    """The family of that name, for that number of arguments where the number is free."""
    if name in ALIASES:
        return renamed(ALIASES[name])
    if name not in VARIADIC:
        return family(name)
    from symreparam.families.categorical import categorical

    return categorical(count) if 1 <= count <= MOST_PARAMETERS else None


def renamed(alias: Alias) -> Family:
    """The record of the law that the alias names, in the alias's own parameters."""
    record = family(alias.target)
    assert record is not None and not record.variants
    names = (parameter.symbol for parameter in record.parameters)
    swap = dict(zip(names, alias.arguments, strict=True))
    parameters = tuple(Parameter(n, s, domain, n) for n, s, domain in alias.parameters)
    moved: Family = _moved(record, swap)
    return replace(moved, name=alias.name, parameters=parameters)


def _moved(part: Any, swap: dict[Symbol, Expr]) -> Any:
    """The same data with terms put in for symbols."""
    if isinstance(part, Basic):
        return part.xreplace(swap)
    if isinstance(part, tuple):
        return tuple(_moved(each, swap) for each in part)
    if is_dataclass(part) and not isinstance(part, type):
        return replace(part, **{f.name: _moved(getattr(part, f.name), swap) for f in fields(part)})
    return part


def is_law(name: str) -> bool:
    """Whether laws of one variable go by that name."""
    return name in FAMILY_NAMES or name in ALIASES or name in VARIADIC
