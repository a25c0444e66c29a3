"""Means of error functions of normal terms: E Phi(X) and E X Phi(X) by what is known of both."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Expr, Integer, Symbol, erf, erfc

from symreparam.derivation.builder import Builder, law_step
from symreparam.logic.errors import RuleError
from symreparam.rules.error_means import error_mean
from symreparam.terms.law import Named
from symreparam.terms.region import NUMBERS


def error_step(
    builder: Builder, given: int, body: Expr, symbol: Symbol, mean: Callable[[int], int]
) -> int:
    """A step Expectation(S^k erf(a + b S), value) or its like for erfc, k = 0 or 1.

    `given` concludes HasLaw(S, a member), `body` is written in the symbol, and `mean(k)` adds the
    step for E S^k. Raises RuleError where the body or the law is another one.
    """
    law = law_step(builder, given).law
    rest, factor = Integer(1), body
    if body.is_Mul:
        factor = next((each for each in body.args if isinstance(each, erf | erfc)), body)
        rest = body / factor
    line = factor.args[0].as_poly(symbol) if isinstance(factor, erf | erfc) else None
    if not isinstance(law, Named) or law.family != "Normal" or line is None or line.degree() != 1:
        raise RuleError("error-means.form", str(body))
    if rest not in (1, symbol):
        raise RuleError("error-means.form", str(body))
    rate, shift = line.all_coeffs()
    power = 0 if rest == 1 else 1
    centre, spread = law.arguments
    value = error_mean(centre, spread, power, shift, rate)
    known = builder.add("defined", (), (value, NUMBERS))
    found = builder.add("expectation-error", (given, known), (power, shift, rate))
    if isinstance(factor, erf):
        return found
    # erfc is 1 - erf
    one = builder.add("defined", (), (Integer(1), NUMBERS))
    turned = builder.add("defined", (), (Integer(-1), NUMBERS))
    parts = (mean(power), one, found, turned)
    return builder.add("expectation-sum", parts, ((Integer(1), Integer(-1)),))
