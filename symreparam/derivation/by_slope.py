"""Equalities that the normal form leaves open, by derivative and one common value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sympy import Expr, Integer, Rational, acos, asin, atan, diff

from symreparam.decide.answer import Context
from symreparam.decide.limits import limit
from symreparam.logic.errors import RuleError
from symreparam.terms.mapping import Map
from symreparam.terms.region import Region
from symreparam.terms.scope import Relation

if TYPE_CHECKING:
    from symreparam.derivation.builder import Builder

MOST_OPERATIONS = 60
POINTS = (Integer(0), Integer(1), Rational(1, 2), Integer(2), Integer(-1))


def worth_it(left: Expr, right: Expr, over: Region) -> bool:
    """Whether inverse trigonometric functions of one variable are compared."""
    short = left.count_ops() + right.count_ops() <= MOST_OPERATIONS
    return short and len(over.bounds) == 1 and (left - right).has(asin, acos, atan)


def equal_by_slope(builder: Builder, left: Expr, right: Expr, over: Region) -> int:
    """A step Equal(left, right, over). RuleError when it is not shown."""
    variable = over.variables[0]
    maps = [Map(variable, body, over) for body in (left, right)]
    steps = []
    for mapping in maps:
        known = builder.add("defined", (), (mapping.body, over))
        slope = diff(mapping.body, variable)
        steps.append(builder.add("derivative", (known,), (mapping, slope)))
    slopes = [builder.conclusion(step).derivative for step in steps]  # type: ignore[union-attr]
    steps.append(builder.equal(slopes[0], slopes[1], over))
    context = Context(builder.setting.scope, over)
    for end in ("lower", "upper"):
        values = [limit(mapping.body, variable, end, context) for mapping in maps]
        if values[0] is None or values[0] != values[1] or not values[0].is_finite:
            continue
        ends = [builder.add("limit", (), (m, end, values[0])) for m in maps]
        return builder.add("equal-by-slope", (*steps, *ends))
    return _at_a_point(builder, maps, steps)


def _at_a_point(builder: Builder, maps: list[Map], steps: list[int]) -> int:
    _, low, high = maps[0].source.bounds[0]
    middle = [(low + high) / 2] if low.is_finite and high.is_finite else []
    for point in (*POINTS, *middle):
        try:
            inside = [
                builder.holds(Relation(a, "<", b))
                for a, b in ((low, point), (point, high))
                if a.is_finite and b.is_finite
            ]
            same = builder.equal(maps[0].at(point), maps[1].at(point))
            return builder.add("equal-by-slope", (*steps, same, *inside), (point,))
        except RuleError:
            continue
    raise RuleError("equal-by-slope.value", "no common value was found")
