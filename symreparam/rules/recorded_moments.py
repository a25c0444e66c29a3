"""Moments and moment generating functions as the records of families state them."""

from __future__ import annotations

from functools import lru_cache

from sympy import Expr, Integer, Symbol, nan, oo, zoo

from symreparam.families.members import (
    UnknownFamily,
    WrongArguments,
    record_of,
    transform_of,
)
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import HasLaw, Holds
from symreparam.rules.rule import Premises, require, take
from symreparam.terms.law import Named
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import Relation

MOST_MOMENTS = 16


def recorded_member(premises: Premises, code: str) -> tuple[HasLaw, Named]:
    """The premise that a term follows a member whose moment generating function is recorded."""
    require(bool(premises), f"{code}.premises", "none")
    given = take(premises[0], HasLaw, f"{code}.law")
    named = take(given.law, Named, f"{code}.law")
    recorded(named, code)
    return given, named


def recorded(named: Named, code: str) -> None:
    """Require that the member's moment generating function is recorded."""
    try:
        record = record_of(named)
    except (UnknownFamily, WrongArguments) as error:
        raise RuleError(f"{code}.unknown", str(error)) from error
    require(record.mgf is not None, f"{code}.transform", (record.name, "has", "none"))


# asked for by the search, the rule and the replay; 1 is the first moment, Integer(1) the point 1
@lru_cache(maxsize=1024, typed=True)
def transform_value(named: Named, at: int | Expr) -> Expr:
    """The k-th moment for an int k, M(c) for a term c; undefined where the formula has no value."""
    record, swap = record_of(named), _swap(named)
    assert record.mgf is not None
    if not isinstance(at, int):
        return transform_of(named, record.mgf, 0, at)
    value = transform_of(named, record.mgf, at, Integer(0))
    if not value.has(nan, zoo, oo, -oo) or at > 2 or record.mean is None or record.variance is None:
        return value
    spread = record.variance if at == 2 else Integer(0)
    return (record.mean**at + spread).xreplace(swap)


def _swap(named: Named) -> dict[Symbol, Expr]:
    pairs = zip(record_of(named).parameters, named.arguments, strict=True)
    return {parameter.symbol: argument for parameter, argument in pairs}


def inside(premises: Premises, named: Named, point: Expr, code: str) -> None:
    """The point lies inside the interval on which the moment generating function is finite."""
    ends = record_of(named).mgf_range
    assert ends is not None
    low, high = (end.xreplace(_swap(named)) for end in ends)
    for left, right in ((low, point), (point, high)):
        if left == -oo or right == oo:
            continue
        known = Holds(Relation(left, "<", right), NUMBERS) in premises
        require(known, f"{code}.range", (left, "<", right))
