"""Integrals of densities by an antiderivative: proposed here, checked by derivative and limits."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Expr, Integral, Symbol
from sympy.integrals.manualintegrate import manualintegrate

from symreparam.decide.answer import Context
from symreparam.decide.limits import limit
from symreparam.derivation.builder import Builder
from symreparam.families.members import cdf_of
from symreparam.logic.errors import RuleError
from symreparam.terms.law import Named
from symreparam.terms.mapping import Map
from symreparam.terms.region import Region

MOST_OPERATIONS = 30


def integral_step(builder: Builder, density: Expr, region: Region) -> int:
    """A step Integral(density, region, value). RuleError when no antiderivative is found."""
    variable = region.variables[0]
    for candidate in _antiderivatives(builder, density, variable):
        mapping = Map(variable, candidate, region)
        try:
            return _by(builder, mapping, density)
        except RuleError:
            continue
    raise RuleError("integral.antiderivative", f"none was found for {density}")


def _by(builder: Builder, mapping: Map, density: Expr) -> int:
    known = builder.add("defined", (), (mapping.body, mapping.source))
    slope = builder.add("derivative", (known,), (mapping, density))
    context = Context(builder.setting.scope, mapping.source)
    ends = []
    for end in ("lower", "upper"):
        value = limit(mapping.body, mapping.variable, end, context)
        if value is None:
            raise RuleError("integral.limit", f"{mapping.body} at its {end} end")
        ends.append(builder.add("limit", (), (mapping, end, value)))
    signed = builder.sign_is(density, ">=", mapping.source)
    return builder.add("integral", (slope, *ends, signed))


def _antiderivatives(builder: Builder, density: Expr, variable: Symbol) -> Iterator[Expr]:
    """The cdfs of the claim's own laws, then what SymPy finds for a short density."""
    for given in builder.claim.hypotheses:
        if isinstance(given.law, Named):
            yield from cdf_of(given.law, variable)
    if not density.has(variable):
        yield density * variable
    elif density.count_ops() <= MOST_OPERATIONS:
        found = manualintegrate(density, variable)
        if not found.has(Integral):
            yield found
