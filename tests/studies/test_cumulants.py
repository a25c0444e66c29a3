"""Cumulants: values, and the parameters for which they exist."""

from __future__ import annotations

import pytest
from sympy import Symbol, cancel, sympify

from symreparam.pipeline import Options, check_text
from symreparam.studies.cumulants import cumulants, plain
from symreparam.studies.data import condition_text


def of_target(lets: str, law: str) -> tuple[list[object], list[str]]:
    [outcome] = check_text(f"{lets}let X ~ Normal(0, 1)\nprove X ~ {law}", options=Options(False))
    assert outcome.claim is not None
    found = cumulants(outcome.claim, None)
    return list(found.of_target), [condition_text(part) for part in found.target_where]


@pytest.mark.parametrize(
    ("law", "mean", "variance", "end"),
    [
        ("BetaPrime(a, b)", "a/(b - 1)", "a*(a + b - 1)/((b - 2)*(b - 1)^2)", "b"),
        ("Lomax(b, a)", "a/(b - 1)", "a^2*b/((b - 1)^2*(b - 2))", "b"),
        ("Pareto(a, b)", "b*a/(b - 1)", "b*a^2/((b - 1)^2*(b - 2))", "b"),
        ("GammaInverse(b, a)", "a/(b - 1)", "a^2/((b - 1)^2*(b - 2))", "b"),
    ],
)
def test_moments_exist_up_to_the_tail_index(law: str, mean: str, variance: str, end: str) -> None:
    values, where = of_target("let a, b > 0\n", law)
    names = {"a": Symbol("a", positive=True), "b": Symbol("b", positive=True)}
    own = {Symbol(n, real=True): s for n, s in names.items()}
    for value, told in zip(values, (mean, variance), strict=False):
        plain_value = sympify(str(value), locals=names).xreplace(own)
        assert cancel(plain_value - sympify(told.replace("^", "**"), locals=names)) == 0
    assert where == [f"{k} < {end}" for k in range(1, 5)]


def test_moments_that_never_exist() -> None:
    values, _ = of_target("", "Pareto(1, 2)")
    assert values == [2, None, None, None]
    values, where = of_target("", "Pareto(1, 9)")
    assert None not in values and where == ["always"] * 4


def test_quotients_of_gamma_functions_are_cancelled() -> None:
    from sympy import gamma

    a = Symbol("a", real=True)
    assert plain(gamma(a - 1) / gamma(a)) == 1 / (a - 1)
    assert plain(gamma(a + 1) + gamma(a)).has(gamma)


def test_each_term_of_a_sum_is_cancelled_by_itself() -> None:
    from sympy import Rational, beta, log

    a, half = Symbol("a", real=True), Rational(1, 2)
    quotient = a * beta(Rational(3, 2), a / 2 - 1) / (8 * beta(half, a / 2))
    kept = log(beta(half, a / 2))
    value = plain(quotient + kept)
    assert kept in value.args and cancel(value - kept - a / (8 * (a - 2))) == 0
