"""What must never be proved: traps, planted wrong rules, and random terms against evaluation."""

from __future__ import annotations

import pytest
from sympy import (
    Abs,
    Expr,
    Integer,
    Max,
    Min,
    Rational,
    acos,
    asin,
    atan,
    besselk,
    cos,
    erf,
    exp,
    floor,
    gamma,
    log,
    lowergamma,
    pi,
    sign,
    sin,
    sqrt,
    tan,
)
from zero_cases import COUNT, NONNEGATIVE, POSITIVE, REALS, Z, context, symbols
from zero_fuzz import WHERE, fuzz

from symreparam.decide.answer import Context, Proved
from symreparam.decide.zero import equal

ALL = (
    ("r", REALS),
    ("m", REALS),
    ("x", POSITIVE),
    ("y", POSITIVE),
    ("a", POSITIVE),
    ("w", NONNEGATIVE),
    ("n", COUNT),
)
r, m, x, y, a, w, n = symbols(*ALL)
UNIT = (Z, Integer(0), Integer(1))
TWO = (Z, Integer(0), Integer(2))

TRAPS: list[tuple[Expr, Expr, tuple[Expr, Expr, Expr] | None]] = [
    (sqrt(r**2), r, None),
    (Abs(r), r, None),
    (Abs(r * m), r * m, None),
    (sqrt(r**2 * m**2), r * m, None),
    ((r**2) ** Rational(3, 2), r**3, None),
    (sign(r), Integer(1), None),
    (sign(r) * sign(m), sign(r + m), None),
    (exp(log(r)), r + 1, None),
    (log(r**2), 2 * log(Abs(r)) + 1, None),
    (atan(r) + atan(1 / r), pi / 2, None),
    (atan(tan(r)), r, None),
    (asin(sin(r)), r, None),
    (acos(cos(x)), x, None),
    (Abs(Z - 1), Z - 1, UNIT),
    (Abs(Z - Rational(1, 2)), Z - Rational(1, 2), UNIT),
    (sqrt((1 - Z) ** 2), 1 - Z, TWO),
    (Abs(log(Z)), -log(Z), TWO),
    (sqrt(1 - sin(r) ** 2), cos(r), None),
    (sqrt(r**2 + 2 * r + 1), r + 1, None),
    (Max(r, 0), r, None),
    (Min(r, m), (r + m + Abs(r - m)) / 2, None),
    (floor(x), x, None),
    (floor(x + 1), floor(x), None),
    (erf(r), erf(Abs(r)), None),
    (besselk(0, x), besselk(0, x**2), None),
    (gamma(a + 1), gamma(a), None),
    (gamma(a + 2), a * gamma(a + 1), None),
    (gamma(a) * gamma(a + Rational(1, 2)), 2 ** (1 + 2 * a) * sqrt(pi) * gamma(2 * a), None),
    (lowergamma(a + 1, x), a * lowergamma(a, x), None),
    ((-1) ** n, Integer(1), None),
    ((-1) ** n, (-1) ** (n + 1), None),
    ((x - y) ** 2, x**2 + y**2, None),
    (sqrt(x) * sqrt(y), x * y, None),
    ((x**a) ** a, x ** (2 * a), None),
    (exp(x) * exp(y), exp(x * y), None),
    (log(x + y), log(x) + log(y), None),
    (sin(2 * r), 2 * sin(r), None),
    (cos(pi * Z), sqrt(1 - sin(pi * Z) ** 2), UNIT),
    (Abs(sin(pi * Z)), sin(pi * Z), TWO),
    (0**w, Integer(0), None),
]


@pytest.mark.parametrize(("left", "right", "over"), TRAPS, ids=lambda v: str(v)[:30])
def test_trap_is_not_proved(
    left: Expr, right: Expr, over: tuple[Expr, Expr, Expr] | None
) -> None:
    assert not isinstance(equal(left, right, context(*ALL, over=over)), Proved)


PARTIAL = [
    ((x**2 - y**2) / (x - y), x + y, "x - y"),
    (w ** (a + 1) / w**a, w, "w"),
    (r**2 / Abs(r), Abs(r), "r"),
    (1 / (1 / r), r, ""),
    (sign(w), Integer(1), "w"),
    (sign(r) ** 2, Integer(1), "r"),
    (log(w) - log(2 * w), -log(2), "w"),
    (sin(r) / tan(r), cos(r), "sin"),
]


@pytest.mark.parametrize(("left", "right", "names"), PARTIAL, ids=lambda v: str(v)[:30])
def test_true_off_a_null_set_returns_divisors(left: Expr, right: Expr, names: str) -> None:
    answer = equal(left, right, context(*ALL))
    assert isinstance(answer, Proved), answer
    if left != right:
        assert any(names in str(divisor) for divisor in answer.divisors)


@pytest.mark.parametrize("seed", range(3))
def test_normal_forms_agree_with_evaluation(seed: int) -> None:
    report = fuzz(120, seed)
    assert not report.wrong, report.wrong[0]
    assert report.checked > 300


def test_the_context_of_the_fuzz_is_not_empty() -> None:
    assert isinstance(WHERE, Context)
    assert fuzz(5, 99).checked > 0
