"""The law of g(X) told where X lives, for maps whose inverse has no closed form."""

from __future__ import annotations

from sympy import Expr, factor_terms, oo

from symreparam.decide.answer import Context
from symreparam.derivation.builder import Builder, at_values, law_step
from symreparam.derivation.cells import Cell
from symreparam.derivation.pullback import cover_step, monotone_segments
from symreparam.derivation.shapes import image_step, monotone_step
from symreparam.derivation.signs import sign_step
from symreparam.derivation.transport import Letters, source_law
from symreparam.logic.errors import RuleError
from symreparam.terms.law import Law
from symreparam.terms.mapping import Map
from symreparam.terms.region import NUMBERS, interval


def implicit_law(builder: Builder, subject: Expr, names: Letters) -> int:
    """A step HasImplicitLaw(subject, ..). Raises RuleError, NoInverse."""
    claim = builder.claim
    random = [v for v in claim.variables if subject.has(v)]
    if len(random) != 1:
        raise RuleError("pushforward-implicit.law", "a term in one random variable is needed")
    given = source_law(builder, claim.variables.index(random[0]), names.source)
    law = law_step(builder, given).law
    if not isinstance(law, Law) or law.atoms or law.lattices:
        raise RuleError("pushforward-implicit.law", "a law with a density and no masses is needed")
    body = subject.xreplace({random[0]: names.source})
    premises = [given]
    context = Context(builder.setting.scope, NUMBERS)
    for piece in law.pieces:
        _, lower, upper = piece.region.bounds[0]
        plain = at_values(builder.setting.scope, body)
        segments = monotone_segments(plain, names.source, lower, upper, context, True)
        premises.append(cover_step(builder, segments, lower, upper, names.source))
        for cell in segments:
            premises += _segment(builder, cell, body, names)
    mapping = Map(names.source, body, interval(names.source, -oo, oo))
    return builder.add("pushforward-implicit", tuple(premises), (mapping,))


def _segment(builder: Builder, cell: Cell, body: Expr, names: Letters) -> list[int]:
    """The premises of one monotone segment."""
    region = interval(names.source, cell.lower, cell.upper)
    mapping = Map(names.source, cell.body, region)
    premises = [builder.equal(body, cell.body, region)] if cell.body != body else []
    shape = monotone_step(builder, mapping)
    image = image_step(builder, shape, mapping, names.target)
    return [*premises, image, *_in_factors(builder, shape, mapping)]


def _in_factors(builder: Builder, shape: int, mapping: Map) -> tuple[int, ...]:
    """The derivative and its sign, common factors taken out, so that they cancel in the density."""
    slope, sign = builder.steps[shape].premises
    derivative = builder.conclusion(slope).derivative  # type: ignore[union-attr]
    factored = factor_terms(derivative)
    if factored == derivative:
        return slope, sign
    try:
        other = builder.add("derivative", builder.steps[slope].premises, (mapping, factored))
        return other, sign_step(builder, factored, mapping.source)
    except RuleError:
        return slope, sign
