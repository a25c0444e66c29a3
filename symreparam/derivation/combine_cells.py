"""The density on each cell of the line, as a sum of sections of a joint density."""

from __future__ import annotations

from itertools import pairwise

from sympy import Add, Expr, Integer, Symbol, oo

from symreparam.decide.answer import Context
from symreparam.decide.limits import limit
from symreparam.derivation.branch import NoInverse, OrderNeeded, SignNeeded
from symreparam.derivation.builder import Builder
from symreparam.derivation.cells import crossings, in_order
from symreparam.derivation.integrate import integral_step
from symreparam.derivation.sections import Joint, section_step
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Section
from symreparam.terms.law import Lattice, Piece
from symreparam.terms.region import NUMBERS, Region, interval
from symreparam.terms.scope import Relation

CUTS = 4


def cells(builder: Builder, joint: list[Joint], point: Symbol, premises: list[int]) -> list[Piece]:
    """The sections on each cell between the places where some section changes its form."""
    context = Context(builder.setting.scope, NUMBERS)
    marks: list[Expr] = []
    for part in joint:
        for edge in (part.low, part.high):
            for end in ("lower", "upper"):
                value = _limit(edge, part, end, builder)
                if value not in (oo, -oo) and value not in marks:
                    marks.append(value)
    ends = [-oo, *in_order(marks, context), oo]
    spans = list(pairwise(ends))
    found = _values(builder, joint, point, spans)
    spans = [span for span, _, _ in found]
    order = tuple(
        builder.holds(Relation(low, "<", high)) for low, high in spans if low != -oo and high != oo
    )
    regions = tuple(interval(point, low, high) for low, high in spans)
    premises.append(builder.add("covers", order, (regions, interval(point, -oo, oo))))
    pieces = []
    for (low, high), total, steps in found:
        premises += steps
        if total != 0:
            pieces.append(Piece(interval(point, low, high), total))
    return pieces


def _values(
    builder: Builder, joint: list[Joint], point: Symbol, spans: list[tuple[Expr, Expr]]
) -> list[tuple[tuple[Expr, Expr], Expr, list[int]]]:
    """Each span with the sum of its sections; spans are cut where an order depends on the point."""
    context = Context(builder.setting.scope, NUMBERS)
    found = []
    pending, cuts = list(spans), 0
    while pending:
        low, high = pending.pop(0)
        steps: list[int] = []
        try:
            found.append(((low, high), _sections(builder, joint, point, low, high, steps), steps))
        except (OrderNeeded, SignNeeded) as needed:
            term = needed.term
            parts = crossings(term, point, low, high, context) if term.has(point) else []
            cuts += 1
            if len(parts) < 2 or cuts > CUTS:
                raise
            pending = [*parts, *pending]
        except RuleError:
            # at 0 an integral may be infinite, or change its form
            if not (low.is_extended_negative and high.is_extended_positive):
                raise
            zero: Expr = Integer(0)
            pending = [(low, zero), (zero, high), *pending]
    return found


def _limit(edge: Expr, part: Joint, end: str, builder: Builder) -> Expr:
    letter = part.over.variables[0]
    if not edge.has(letter) or edge in (oo, -oo):
        return edge
    value = limit(edge, letter, end, Context(builder.setting.scope, part.over))
    if value is None:
        raise NoInverse(f"the limit of {edge} is open")
    return value


def _sections(
    builder: Builder,
    joint: list[Joint],
    point: Symbol,
    low: Expr,
    high: Expr,
    premises: list[int],
) -> Expr:
    values = []
    with builder.bound(point, low, high):
        for part in joint:
            index = section_step(builder, part, point)
            premises.append(index)
            section = builder.conclusion(index)
            assert isinstance(section, Section)
            values.append(section.value)
    return Add(*values)


def lattice_mass(
    builder: Builder, one: Lattice, letter: Symbol, density: Expr, over: Region
) -> int:
    """In a scope with k: the integral of the mass at k over the values of the letter."""
    if any(term.has(letter) for term in (one.lower, one.upper, one.point)):
        raise NoInverse("whole numbers that move with a continuous variable")
    with builder.bound(*one.range.bounds[0]):
        return integral_step(builder, one.mass * density, over)
