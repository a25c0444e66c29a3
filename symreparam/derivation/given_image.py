"""Laws given a value, of terms that are affine in one variable once the value is put in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sympy import Expr, Symbol, cancel, diff, expand

from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder
from symreparam.derivation.names import fresh
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import GivenValue
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import variable

Posterior = Callable[[Builder, GivenValue], int]


def image_given(
    builder: Builder, goal: GivenValue, posterior: Posterior, error: Exception
) -> int:
    """A step GivenValue with the goal's terms, from the law of one variable given the value, which
    `posterior` finds. Raises `error`, which stopped another way, where there is none."""
    letter = variable(fresh(builder, "u", variable("u")))
    for symbol in builder.claim.variables:
        if not goal.given.has(symbol):
            continue
        body = _in_terms_of(builder, goal, symbol, letter)
        parts = None if body is None else _affine(body.xreplace({letter: goal.value}), symbol)
        if body is None or parts is None:
            continue
        try:
            step = posterior(builder, replace(goal, subject=symbol))
            return _imaged(builder, step, parts, (letter, body))
        except (RuleError, NoInverse, Unsupported):
            continue
    raise error


def _in_terms_of(
    builder: Builder, goal: GivenValue, symbol: Symbol, letter: Symbol
) -> Expr | None:
    """The subject as a term in one variable and in the condition's term, a letter."""
    others = [v for v in builder.claim.variables if goal.subject.has(v) and v != symbol]
    if not others:
        return goal.subject
    if len(others) > 1:
        return None
    [other] = others
    slope = diff(goal.given, other)
    rest = expand(goal.given - slope * other)
    if slope == 0 or slope.has(other) or rest.has(other):
        return None
    body = cancel(goal.subject.xreplace({other: (letter - rest) / slope}))
    body = expand(body) if body.is_polynomial(symbol) else body
    return body if body.xreplace({letter: goal.given}) == goal.subject else None


def _affine(body: Expr, symbol: Symbol) -> tuple[Expr, Expr] | None:
    slope = cancel(diff(body, symbol))
    rest = cancel(body - slope * symbol)
    return None if slope == 0 or slope.has(symbol) or rest.has(symbol) else (slope, rest)


def _imaged(
    builder: Builder, step: int, parts: tuple[Expr, Expr], back: tuple[Symbol, Expr]
) -> int:
    slope, rest = parts
    if parts != (1, 0):
        premises = (step, builder.sign(slope), builder.add("defined", (), (rest, NUMBERS)))
        step = builder.add("given-value-affine", premises, parts)
    letter, body = back
    return builder.add("given-value-put-back", (step,), back) if body.has(letter) else step
