"""Signs and relations on an interval: decided at once, or by monotonicity and a limit."""

from __future__ import annotations

from sympy import Expr, diff, oo

from symreparam.decide.answer import Context, Proved
from symreparam.decide.limits import limit
from symreparam.decide.sign import sign
from symreparam.derivation.builder import Builder
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import SignName
from symreparam.terms.mapping import Map
from symreparam.terms.region import NUMBERS, Region
from symreparam.terms.scope import Relation


def sign_step(builder: Builder, expr: Expr, over: Region, wanted: SignName | None = None) -> int:
    """A step Sign(expr, + or -, over); RuleError when neither (or not the wanted one) is shown."""
    try:
        return builder.sign_is(expr, wanted, over) if wanted else builder.sign(expr, over)
    except RuleError as error:
        if len(over.bounds) != 1 or not expr.has(over.variables[0]):
            raise
        found = _by_monotonicity(builder, expr, over, wanted)
        if found is None:
            raise error from None
        return found


def holds_step(builder: Builder, relation: Relation, over: Region = NUMBERS) -> int:
    """A step Holds(relation, over)."""
    try:
        return builder.holds(relation, over)
    except RuleError:
        if relation.sign not in ("<", "<=") or len(over.bounds) != 1:
            raise
        gap = relation.right - relation.left
        return builder.add("holds-by-sign", (sign_step(builder, gap, over, "+"),), (relation,))


def _by_monotonicity(
    builder: Builder, expr: Expr, over: Region, wanted: SignName | None
) -> int | None:
    """g monotone and c >= 0 its limit at the lowest end, or c <= 0 at the highest."""
    mapping = Map(over.variables[0], expr, over)
    try:
        known = builder.add("defined", (), (expr, over))
        slope = builder.add("derivative", (known,), (mapping, diff(expr, mapping.variable)))
        derivative = builder.conclusion(slope).derivative  # type: ignore[union-attr]
        region = over if derivative.has(mapping.variable) else NUMBERS
        shape = builder.add("monotone", (slope, builder.sign(derivative, region)))
    except RuleError:
        return None
    rising = builder.conclusion(shape).sense == "+"  # type: ignore[union-attr]
    for end, asked, concluded in (
        ("lower" if rising else "upper", ">=", "+"),
        ("upper" if rising else "lower", "<=", "-"),
    ):
        if wanted not in (None, concluded):
            continue
        value = limit(expr, mapping.variable, end, Context(builder.setting.scope, over))
        if value is None or value in (oo, -oo):
            continue
        if isinstance(sign(value, asked, Context(builder.setting.scope)), Proved):
            tends = builder.add("limit", (), (mapping, end, value))
            bound = builder.add("sign", (), (value, NUMBERS, asked))
            return builder.add("sign-monotone", (shape, tends, bound))
    return None
