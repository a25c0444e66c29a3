"""Steps about the shape of one map on an interval: derivative, monotonicity, image."""

from __future__ import annotations

from contextlib import suppress
from typing import Final

from sympy import Add, Expr, Symbol, factor, oo

from symreparam.decide.answer import Context
from symreparam.decide.limits import limit
from symreparam.decide.real import slope
from symreparam.derivation.builder import Builder
from symreparam.derivation.signs import sign_step
from symreparam.logic.errors import RuleError
from symreparam.terms.mapping import Map
from symreparam.terms.region import NUMBERS, Region
from symreparam.terms.scope import Relation

MOST_OPERATIONS: Final = 80


def monotone_step(builder: Builder, mapping: Map) -> int:
    """The map is strictly monotone, by the sign of its derivative, taken in factors if need be."""
    rise = derivative_step(builder, mapping)
    derivative = builder.conclusion(rise).derivative  # type: ignore[union-attr]
    region: Region = mapping.source if derivative.has(mapping.variable) else NUMBERS
    try:
        return builder.add("monotone", (rise, sign_step(builder, derivative, region)))
    except RuleError:
        factored = in_factors(derivative, mapping.variable)
        if factored == derivative:
            raise
        known = builder.steps[rise].premises
        rise = builder.add("derivative", known, (mapping, factored))
        return builder.add("monotone", (rise, sign_step(builder, factored, region)))


def in_factors(term: Expr, variable: Symbol) -> Expr:
    """A polynomial or quotient of polynomials as a product over the rationals; others unchanged."""
    if not term.is_rational_function(variable) or term.count_ops() > MOST_OPERATIONS:
        return term
    return factor(term)


def derivative_step(builder: Builder, mapping: Map) -> int:
    """The map is differentiable, with SymPy's derivative, or as a product where that is shorter:
    1/(1 - z)^2, and not 1/(1 - z) + z/(1 - z)^2."""
    known = builder.add("defined", (), (mapping.body, mapping.source))
    found = slope(mapping.body, mapping.variable)
    short = in_factors(found, mapping.variable) if isinstance(found, Add) else found
    if short.count_ops() < found.count_ops():
        with suppress(RuleError):
            return builder.add("derivative", (known,), (mapping, short))
    return builder.add("derivative", (known,), (mapping, found))


def image_step(builder: Builder, shape: int, mapping: Map, letter: Symbol) -> int:
    """The image of a strictly monotone map, by the limits at the ends of its source."""
    _, lower, upper = mapping.source.bounds[0]
    premises = [shape]
    context = Context(builder.setting.scope, mapping.source)
    for end in ("lower", "upper"):
        value = limit(mapping.body, mapping.variable, end, context)
        if value is None:
            raise RuleError("limit.unknown", str(mapping.body))
        premises.append(builder.add("limit", (), (mapping, end, value)))
    if lower != -oo and upper != oo:
        premises.append(builder.holds(Relation(lower, "<", upper)))
    return builder.add("image", tuple(premises), (letter,))
