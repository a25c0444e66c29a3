"""The law of g(X) checked where X lives: for maps whose inverse has no closed form.

Nothing is derived here: the claimed law tells the density of each branch's image.
"""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Expr, Symbol, diff, oo

from symreparam.decide.answer import Context, Proved
from symreparam.decide.sign import holds
from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder, law_step
from symreparam.derivation.cells import Cell, cells, crossings
from symreparam.derivation.shapes import image_step, monotone_step
from symreparam.derivation.transport import Letters
from symreparam.logic.errors import RuleError
from symreparam.terms.law import Law
from symreparam.terms.mapping import Map
from symreparam.terms.region import NUMBERS, Region, interval
from symreparam.terms.scope import Relation


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
        segments = _segments(body, names.source, lower, upper, context)
        premises.append(_cover(builder, segments, lower, upper, names.source))
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


def _segments(
    body: Expr, source: Symbol, lower: Expr, upper: Expr, context: Context
) -> list[Cell]:
    """Cells on which the plain body is monotone: cut at the zeros of its derivative."""
    out: list[Cell] = []
    for cell in cells(body, source, lower, upper, context):
        slope = diff(cell.body, source)
        try:
            ends = crossings(slope, source, cell.lower, cell.upper, context)
        except NoInverse:
            ends = [(cell.lower, cell.upper)]
        out += [Cell(a, b, cell.body) for a, b in ends]
    return out


def _cover(
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
    wanted = target.density(onto, context)
    densities.append(wanted)
    there = wanted.xreplace({names.target: cell.body})
    left = there * (derivative if rising else -derivative)
    return [*premises, shape, image, slope, builder.equal(left, density, region)]
