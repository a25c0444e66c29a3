"""Derivatives of means as means of derivatives: the witnesses for integration by parts, and the
means that stand for derivatives whose values are not known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sympy import Add, Expr, Integer, Mul, Poly, Symbol, cancel

from symreparam.decide.real import slope
from symreparam.derivation.builder import Builder
from symreparam.families.members import record_of
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Equation, Letter, Mean, SlopeOf
from symreparam.rules.every_function import density_of
from symreparam.rules.law_motion import LOCATIONS, SCALES
from symreparam.rules.law_slope import score_of
from symreparam.rules.pathwise import weight_of
from symreparam.terms.law import Named
from symreparam.terms.scope import variable

Row = tuple[Symbol, Expr]


def pathwise_step(builder: Builder, goal: Equation) -> int:
    """A step that concludes the goal by differentiation under the mean. Raises RuleError."""
    failed: RuleError | None = None
    for rows in dict.fromkeys(((), *_choices(builder, goal))):
        try:
            return builder.add("equation-pathwise", (), (goal, *rows))
        except RuleError as error:
            failed = failed or error
    assert failed is not None
    raise failed


def _choices(builder: Builder, goal: Equation) -> Iterator[tuple[Row | Symbol, ...]]:
    """The variables that laws carry along; rows with which the score that moves a law becomes a
    derivative at fixed noise; and once more, to a second derivative, for the scale of a normal
    law."""
    first: list[Row] = []
    second: list[Row] = []
    for letter in goal.means:
        share = slope(goal.left - goal.right, letter.letter)
        if not isinstance(letter, SlopeOf) or share.has(*(m.letter for m in goal.means)):
            continue
        for factor, mean in _linear(letter):
            for symbol, pace, scale in _paces(builder, mean.body, letter.parameter):
                body = share * factor * mean.body
                weight = weight_of(density_of(builder.setting, symbol).region.bounds[0])
                first.append((symbol, cancel(pace / weight) * body))
                if scale is not None:
                    second.append((symbol, scale * slope(body, symbol)))
    moved = tuple(dict.fromkeys(_carried(builder, goal.means)))
    if moved:
        yield moved
    if first:
        yield tuple(first)
        if moved:
            yield (*first, *moved)
    if second:
        yield (*first, *second)


def _carried(builder: Builder, means: tuple[Letter, ...]) -> Iterator[Symbol]:
    """The variables whose laws depend on the parameters of derivatives."""
    for letter in means:
        if not isinstance(letter, SlopeOf):
            continue
        yield from _carried(builder, letter.means)
        for given, symbol in zip(builder.claim.hypotheses, builder.claim.variables, strict=True):
            law = given.law
            if isinstance(law, Named) and any(a.has(letter.parameter) for a in law.arguments):
                yield symbol


def _linear(letter: SlopeOf) -> Iterator[tuple[Expr, Mean]]:
    """The means under the derivative with the factors beside them."""
    letters = [mean.letter for mean in letter.means]
    if not letters or not letter.body.is_polynomial(*letters):
        return
    polynomial = Poly(letter.body, *letters)
    for mean in letter.means:
        if isinstance(mean, Mean):
            yield polynomial.coeff_monomial(mean.letter), mean


def _paces(
    builder: Builder, body: Expr, parameter: Symbol
) -> Iterator[tuple[Symbol, Expr, Expr | None]]:
    """The variables of the term that the parameter moves by their location or scale, with dz/dc at
    fixed noise; and the scale times its own derivative, for a normal law."""
    for given, symbol in zip(builder.claim.hypotheses, builder.claim.variables, strict=True):
        law = given.law
        if not body.has(symbol) or not isinstance(law, Named):
            continue
        meanings = [each.meaning for each in record_of(law).parameters]
        found = list(zip(meanings, law.arguments, strict=True))
        start = Add(*(argument for word, argument in found if word in LOCATIONS))
        for word, argument in found:
            moved = slope(argument, parameter) if argument.has(parameter) else Integer(0)
            if moved == 0:
                continue
            if word in LOCATIONS:
                yield symbol, moved, None
            elif word in SCALES or word == "rate":
                sign = -1 if word == "rate" else 1
                pace = Mul(sign, moved, symbol - start, 1 / argument)
                yield symbol, pace, argument * moved if law.family == "Normal" else None


# the means that derivatives are -------------------------------------------------------------------
def slopes_as_means(builder: Builder) -> tuple[Claim, tuple[int, ...]]:
    """The claim with means for the derivatives of its equation, and the steps that say that they
    are equal. Raises RuleError."""
    goal = builder.claim.goal
    assert isinstance(goal, Equation)
    setting = builder.setting
    used = {each.name for each in (*setting.scope.names, *setting.claim.variables)}
    used |= {letter.letter.name for letter in goal.means}
    means: list[Letter] = []
    steps: list[int] = []
    for letter in goal.means:
        if not isinstance(letter, SlopeOf):
            means.append(letter)
            continue
        name = next(n for k in range(1, 10_000) if (n := f"E_{k}") not in used)
        step, body = _as_mean(builder, letter, variable(name))
        steps.append(step)
        means.append(Mean(letter.letter, body))
    replaced = Equation(goal.left, goal.right, tuple(means))
    return replace(builder.claim, goal=replaced), tuple(steps)


def _as_mean(builder: Builder, letter: SlopeOf, name: Symbol) -> tuple[int, Expr]:
    """A step that says which mean the derivative is, with the term of that mean."""
    failed: RuleError | None = None
    for body in _terms(builder, letter):
        wanted = Equation(letter.letter, name, (letter, Mean(name, body)))
        try:
            return pathwise_step(builder, wanted), body
        except RuleError as error:
            failed = failed or error
    raise failed or RuleError("pathwise.none", f"{letter.parameter} moves no mean")


def _terms(builder: Builder, letter: SlopeOf) -> Iterator[Expr]:
    """The derivative at fixed noise, then the one by the scores of the laws that move."""
    rows = list(_linear(letter))
    inside = letter.body.xreplace({mean.letter: mean.body for _, mean in rows})
    plain = slope(inside, letter.parameter)
    moving: list[Expr] = []
    scores: list[Expr] = []
    for factor, mean in rows:
        for symbol, pace, _ in _paces(builder, mean.body, letter.parameter):
            moving.append(factor * pace * slope(mean.body, symbol))
        for given, symbol in zip(builder.claim.hypotheses, builder.claim.variables, strict=True):
            law = given.law
            if not mean.body.has(symbol) or not isinstance(law, Named):
                continue
            if any(argument.has(letter.parameter) for argument in law.arguments):
                try:
                    found = score_of(builder.setting, symbol, law, letter.parameter, False)
                except RuleError:  # it moves by affine maps only
                    continue
                scores.append(factor * mean.body * found.body)
    yield Add(plain, *moving)
    if scores:
        yield Add(plain, *scores)
