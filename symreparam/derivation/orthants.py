"""The probability that jointly normal variables of mean 0 are all positive, proposed."""

from __future__ import annotations

from itertools import combinations

from sympy import Expr, factor, sqrt

from symreparam.derivation.builder import Builder, law_step
from symreparam.logic.errors import RuleError
from symreparam.rules.orthants import covariance, scaled, sides_of, slopes
from symreparam.terms.law import Named


def orthant_step(builder: Builder, body: Expr) -> int | None:
    """The step where the body is such an event, or None."""
    try:
        return orthant(builder, body)
    except RuleError:
        return None


def orthant(builder: Builder, body: Expr) -> int:
    """A step Expectation(body, 1/4 + asin(r)/(2 pi)), or that of three. RuleError where the body
    is no such event."""
    claim, sides = builder.claim, sides_of(body) or ()
    names = [v for v in claim.variables if any(s.has(v) for s in sides)]
    given = tuple(builder.add("hypothesis", (), (claim.variables.index(v),)) for v in names)
    laws = [law_step(builder, step).law for step in given]
    normal = [law for law in laws if isinstance(law, Named) and law.family == "Normal"]
    rows = [row for row in (slopes(side, names) for side in sides) if row is not None]
    if not sides or len(normal) < len(laws) or len(rows) < len(sides):
        raise RuleError("expectation-orthant.event", str(body))
    deviations = [law.arguments[1] for law in normal]
    squares = [covariance(row, row, deviations) for row in rows]
    positive = tuple(builder.sign_is(square, "+") for square in squares)
    same, ratios = [], []
    for i, j in combinations(range(len(sides)), 2):
        shared = covariance(rows[i], rows[j], deviations)
        step, ratio = _correlation(builder, shared, squares[i], squares[j])
        same.append(step)
        ratios.append(ratio)
    return builder.add("expectation-orthant", (*given, *positive, *same), (body, *ratios))


def _correlation(builder: Builder, shared: Expr, one: Expr, two: Expr) -> tuple[int, Expr]:
    """A step that the covariance is r sqrt(u v), and r."""
    error: RuleError | None = None
    for ratio in (factor(shared) / sqrt(factor(one) * factor(two)), shared / sqrt(one * two)):
        try:
            return builder.equal(shared, scaled(ratio, one, two)), ratio
        except RuleError as failed:
            error = error or failed
    assert error is not None
    raise error
