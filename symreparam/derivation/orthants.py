"""The probability that two jointly normal variables of mean 0 are both positive, proposed."""

from __future__ import annotations

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
    """A step Expectation(body, 1/4 + asin(r)/(2 pi)). RuleError where the body is no such event."""
    claim, pair = builder.claim, sides_of(body)
    names = [v for v in claim.variables if pair is not None and any(s.has(v) for s in pair)]
    given = tuple(builder.add("hypothesis", (), (claim.variables.index(v),)) for v in names)
    laws = [law_step(builder, step).law for step in given]
    normal = [law for law in laws if isinstance(law, Named) and law.family == "Normal"]
    first, second = (slopes(side, names) for side in pair or (body, body))
    if len(normal) < len(laws) or first is None or second is None:
        raise RuleError("expectation-orthant.event", str(body))
    deviations = [law.arguments[1] for law in normal]
    one, two = covariance(first, first, deviations), covariance(second, second, deviations)
    positive = tuple(builder.sign_is(square, "+") for square in (one, two))
    shared = covariance(first, second, deviations)
    error: RuleError | None = None
    for ratio in (factor(shared) / sqrt(factor(one) * factor(two)), shared / sqrt(one * two)):
        try:
            same = builder.equal(shared, scaled(ratio, one, two))
            return builder.add("expectation-orthant", (*given, *positive, same), (body, ratio))
        except RuleError as failed:
            error = error or failed
    assert error is not None
    raise error
