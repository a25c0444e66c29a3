"""The law of g(X) checked where X lives: for maps whose inverse has no closed form.

Nothing is derived here: the claimed law tells the density of each branch's image. Where several
branches have one image each may carry a share of it, as those of Chebyshev's polynomials do under
the arcsine law.
"""

from __future__ import annotations

from math import isfinite

from sympy import (
    Expr,
    Integer,
    Mul,
    Rational,
    Symbol,
    diff,
    factor,
    factor_list,
    fraction,
    oo,
    together,
)

from symreparam.decide.answer import Context, Proved
from symreparam.decide.ball import enclose
from symreparam.decide.points import sample
from symreparam.decide.sign import holds
from symreparam.derivation.branch import NoInverse, OrderNeeded, SignNeeded
from symreparam.derivation.builder import Builder, law_step
from symreparam.derivation.cells import Cell, cells, crossings
from symreparam.derivation.shapes import image_step, monotone_step
from symreparam.derivation.transport import Letters
from symreparam.logic.errors import RuleError
from symreparam.terms.law import Law
from symreparam.terms.mapping import Map
from symreparam.terms.record import dataclass
from symreparam.terms.region import NUMBERS, Region, interval
from symreparam.terms.scope import Relation

MOST_SHARES = 24
MOST_OPERATIONS = 60


def pull_back(builder: Builder, given: int, body: Expr, names: Letters, claimed: Law) -> int:
    """A step HasLaw(g(X), law) whose densities are the claimed law's on the images of g."""
    law = law_step(builder, given).law
    if not isinstance(law, Law) or law.atoms:
        raise RuleError("pullback.law", "a law with a density and no atoms is needed")
    premises: list[int] = [given]
    densities: list[Expr] = []
    context = Context(builder.setting.scope, NUMBERS)
    for piece in law.pieces:
        _, lower, upper = piece.region.bounds[0]
        segments = monotone_segments(body, names.source, lower, upper, context)
        premises.append(cover_step(builder, segments, lower, upper, names.source))
        density = piece.density.xreplace({law.variable: names.source})
        for cell in segments:
            target = _Target(claimed, names.target)
            premises += _segment(builder, cell, body, names, density, target, densities)
    mapping = Map(names.source, body, interval(names.source, -oo, oo))
    return builder.add("pushforward", tuple(premises), (mapping, tuple(densities)))


@dataclass(frozen=True, slots=True)
class _Target:
    """The claimed law and the letter of its densities."""

    law: Law
    letter: Symbol

    def density(self, image: Region, context: Context) -> Expr:
        """The claimed density on the image, when one piece contains it."""
        _, low, high = image.bounds[0]
        for piece in self.law.pieces:
            _, lower, upper = piece.region.bounds[0]
            if all(
                a == b or isinstance(holds(Relation(a, "<=", b), context), Proved)
                for a, b in ((lower, low), (high, upper))
            ):
                return piece.density.xreplace({self.law.variable: self.letter})
        raise RuleError("pullback.image", f"({low}, {high}) lies in no piece of the claimed law")


def monotone_segments(
    body: Expr, source: Symbol, lower: Expr, upper: Expr, context: Context, cases: bool = False
) -> list[Cell]:
    """Cells on which the plain body is monotone: cut at the zeros of its derivative. With `cases`
    SignNeeded is raised where the sign of a term in parameters decides them."""
    out: list[Cell] = []
    for cell in cells(body, source, lower, upper, context):
        ends = [(cell.lower, cell.upper)]
        under = fraction(together(cell.body))[1]
        for gap in (under, *_factors(diff(cell.body, source), source)):
            try:
                ends = [
                    one for low, high in ends for one in crossings(gap, source, low, high, context)
                ]
            except (SignNeeded, OrderNeeded) as needed:
                if cases and not needed.term.has(source):
                    raise
            except NoInverse:
                continue
        out += [Cell(a, b, cell.body) for a, b in ends]
    return out


def _factors(slope: Expr, source: Symbol) -> list[Expr]:
    """The factors of the slope's numerator in the variable, else the slope itself."""
    above = fraction(together(slope))[0]
    if above.count_ops() > MOST_OPERATIONS:
        return [slope]
    if not above.is_polynomial(source):
        parts = (each.as_base_exp()[0] for each in Mul.make_args(factor(above)))
        return [each for each in parts if each.has(source)] or [slope]
    return [each for each, _ in factor_list(above, source)[1]] or [slope]


def _share(ratio: Expr, region: Region, builder: Builder) -> Expr:
    """The part of the claimed density that this branch carries, guessed at two points.

    RuleError when the numbers exclude every part.
    """
    point = next(iter(sample(Context(builder.setting.scope), 1)), {})
    letter, low, high = region.bounds[0]
    found: list[Rational] = []
    for mark in _marks(low.xreplace(point), high.xreplace(point)):
        ball = enclose(ratio.xreplace(point).xreplace({letter: mark}), {}, 96)
        if ball is None or ball.contains(0):
            return Integer(1)
        value = float((1 / ball).mid())
        if not isfinite(value):
            return Integer(1)
        share = Rational(str(round(value, 9))).limit_denominator(MOST_SHARES)
        if share <= 0 or abs(value - float(share)) > 1e-6 or share not in (found or [share]):
            raise RuleError("pullback.density", "another density than the claimed one")
        found.append(share)
    return found[0]


def _marks(low: Expr, high: Expr) -> tuple[Expr, Expr]:
    """Two points of the interval."""
    if low == -oo:
        low = -high if high > 0 else 2 * high - 1
        low = Integer(-2) if high == oo else low
    if high == oo:
        high = low + 3
    return low + (high - low) / 3, low + (high - low) * 5 / 7


def cover_step(
    builder: Builder, segments: list[Cell], lower: Expr, upper: Expr, source: Symbol
) -> int:
    regions = tuple(interval(source, cell.lower, cell.upper) for cell in segments)
    order = tuple(
        builder.holds(Relation(cell.lower, "<", cell.upper))
        for cell in segments
        if len(segments) > 1 and cell.lower != -oo and cell.upper != oo
    )
    return builder.add("covers", order, (regions, interval(source, lower, upper)))


def _segment(
    builder: Builder,
    cell: Cell,
    body: Expr,
    names: Letters,
    density: Expr,
    target: _Target,
    densities: list[Expr],
) -> list[int]:
    """The premises of one monotone segment for the rule `pushforward`."""
    region = interval(names.source, cell.lower, cell.upper)
    mapping = Map(names.source, cell.body, region)
    premises = [builder.equal(body, cell.body, region)] if cell.body != body else []
    shape = monotone_step(builder, mapping)
    image = image_step(builder, shape, mapping, names.target)
    slope = builder.steps[shape].premises[0]
    derivative = builder.conclusion(slope).derivative  # type: ignore[union-attr]
    rising = builder.conclusion(shape).sense == "+"  # type: ignore[union-attr]
    context = Context(builder.setting.scope, NUMBERS)
    onto = builder.conclusion(image).image  # type: ignore[union-attr]
    jacobian = derivative if rising else -derivative
    whole = target.density(onto, context)
    ratio = whole.xreplace({names.target: cell.body}) * jacobian / density
    wanted = whole * _share(ratio, region, builder)
    densities.append(wanted)
    left = wanted.xreplace({names.target: cell.body}) * jacobian
    return [*premises, shape, image, slope, builder.equal(left, density, region)]
