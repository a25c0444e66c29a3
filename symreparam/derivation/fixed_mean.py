"""Means of functions of several variables, with one of them held fixed at a time."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Expr, Symbol, oo

from symreparam.decide.answer import Context
from symreparam.derivation.branch import NoInverse, OrderNeeded, SignNeeded
from symreparam.derivation.builder import Builder, written_law
from symreparam.derivation.cells import crossings
from symreparam.derivation.integrate import integral_step
from symreparam.derivation.names import held_letter
from symreparam.derivation.transport import source_law
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import Expectation
from symreparam.logic.proof import Step
from symreparam.rules.table import FIXED_MEAN
from symreparam.terms.region import NUMBERS, interval
from symreparam.terms.scope import Relation, variable

MOST_CUTS = 4
MOST_VARIABLES = 3
Mean = Callable[[Builder, Expr], int]
Span = tuple[Expr, Expr]


def fixed_mean_step(builder: Builder, body: Expr, mean: Mean) -> int:
    """A step Expectation(body, value); `mean` finds those at fixed values of one variable. Raises
    RuleError, NoInverse or Unsupported with what stopped the first choice of it."""
    random = [v for v in builder.claim.variables if body.has(v)]
    if not 2 <= len(random) <= MOST_VARIABLES:
        raise RuleError("expectation-fixed.variables", str(len(random)))
    error: Exception | None = None
    tried: list[Symbol] = []
    for symbol in random:
        if any(_alike(builder, body, symbol, other) for other in tried):
            continue
        tried.append(symbol)
        scope = builder.scope
        try:
            return _fixing(builder, symbol, body, mean)
        except (RuleError, NoInverse, Unsupported) as failed:
            builder.scope = scope
            error = error or failed
    assert error is not None
    raise error


def _alike(builder: Builder, body: Expr, one: Symbol, other: Symbol) -> bool:
    """Whether the mean says the same of both: they have one law, and the body is symmetric."""
    variables, known = builder.claim.variables, builder.claim.hypotheses
    laws = [known[variables.index(symbol)].law for symbol in (one, other)]
    return laws[0] == laws[1] and body.xreplace({one: other, other: one}) == body


def _fixing(builder: Builder, symbol: Symbol, body: Expr, mean: Mean) -> int:
    letter = held_letter(builder, variable("x"), variable("z"))
    given = source_law(builder, builder.claim.variables.index(symbol), letter)
    law = written_law(builder, given)
    if law.lattices:
        raise RuleError("expectation-fixed.law", "masses on a lattice")
    held = body.xreplace({symbol: letter})
    premises, values = [given], []
    for piece in law.pieces:
        density = piece.density.xreplace({law.variable: letter})
        span = piece.region.bounds[0][1:]
        parts, found = _parts(builder, letter, held, span, density, mean)
        regions = tuple(interval(letter, *part) for part in parts)
        order = tuple(
            builder.holds(Relation(low, "<", high))
            for low, high in parts
            if len(parts) > 1 and low != -oo and high != oo
        )
        premises += [builder.add("covers", order, (regions, interval(letter, *span)))]
        for steps, value in found:
            premises += steps
            values.append(value)
    for atom in law.atoms:
        premises.append(mean(builder, held.xreplace({letter: atom.point})))
        values.append(atom.mass * _value(builder, premises[-1]))
    total: Expr = sum(values, start=held * 0)
    done = Expectation(body, total)
    return builder.insert(Step(builder.scope, FIXED_MEAN, tuple(premises), (letter, held), done))


def _parts(
    builder: Builder, letter: Symbol, held: Expr, span: Span, density: Expr, mean: Mean
) -> tuple[list[Span], list[tuple[list[int], Expr]]]:
    """The parts of the span, cut where signs change, each with its four premises and its part of
    the mean."""
    parts = [span]
    for _ in range(MOST_CUTS):
        try:
            return parts, [_part(builder, letter, held, p, density, mean) for p in parts]
        except (SignNeeded, OrderNeeded) as open_sign:
            if not open_sign.term.has(letter):
                raise
            context = Context(builder.setting.scope, NUMBERS)
            term = open_sign.term
            parts = [one for p in parts for one in crossings(term, letter, *p, context)]
    raise NoInverse(f"too many parts of {span}")


def _part(
    builder: Builder, letter: Symbol, held: Expr, part: Span, density: Expr, mean: Mean
) -> tuple[list[int], Expr]:
    with builder.bound(letter, *part):
        means = [mean(builder, held), mean(builder, held**2)]
    over = interval(letter, *part)
    totals = [integral_step(builder, _value(builder, m) * density, over) for m in means]
    return [*means, *totals], builder.conclusion(totals[0]).value  # type: ignore[union-attr]


def _value(builder: Builder, step: int) -> Expr:
    known = builder.conclusion(step)
    assert isinstance(known, Expectation)
    return known.value
