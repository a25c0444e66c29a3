"""What must never be proved: traps, planted wrong rules, and random terms against evaluation."""

from __future__ import annotations

from collections.abc import Callable

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
    cosh,
    erf,
    exp,
    floor,
    gamma,
    log,
    lowergamma,
    oo,
    pi,
    sign,
    sin,
    sqrt,
    tan,
)
from zero_cases import COUNT, NONNEGATIVE, POSITIVE, REALS, Z, context, symbols
from zero_fuzz import NAMES, WHERE, Report, check_terms, fuzz

from symreparam.decide import normal, polysign
from symreparam.decide import sign as sign_module
from symreparam.decide.answer import Context, Proved, Unknown
from symreparam.decide.fraction import Ratio
from symreparam.decide.kernels import (
    KERNELS,
    absolute,
    bessel,
    explog,
    incomplete,
    opaque,
    radicals,
    trig,
)
from symreparam.decide.kernels import gamma as gamma_module
from symreparam.decide.kernels.functions import function_letter
from symreparam.decide.signset import ANY, NEGATIVE
from symreparam.decide.signset import POSITIVE as PLUS
from symreparam.decide.space import Space
from symreparam.decide.zero import equal
from symreparam.terms.scope import parameter

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


# --- planted wrong rules --------------------------------------------------------------------
def _wrong_rising(space: Space, base: Ratio, count: int) -> Ratio:
    return gamma_rising(space, space.add(base, space.one), count)


gamma_rising = gamma_module.rising


def _even_erf(space: Space, term: Expr) -> Ratio:
    argument = space.normal(space.of(term.args[0]))
    if not argument[0].is_zero() and argument[0].leading_coefficient() < 0:
        argument = space.negative(argument)
    return function_letter(space, "erf", (argument,), ANY)


def _wrong_turned(space: Space, one: trig.Pair, two: trig.Pair, count: int) -> trig.Pair:
    cosine, sine = right_turned(space, one, two, count)
    return cosine, space.negative(sine) if count > 1 else sine


right_turned = trig.turned
right_plus = polysign.plus
right_letter = normal._letter
right_term = incomplete._term
right_log_factor = explog.log_factor
right_log_integer = gamma_module.log_integer
right_half = bessel._at_half
right_power = explog._exp_power

Patch = Callable[[pytest.MonkeyPatch], None]
MUTANTS: list[tuple[str, Patch, Expr, Expr]] = [
    (
        "Abs drops its sign",
        lambda mp: mp.setattr(absolute, "absolute_value", lambda space, a: a),
        Abs(r),
        r,
    ),
    (
        "roots drop the sign",
        lambda mp: mp.setattr(radicals, "absolute_factor", lambda space, p: space.whole(p)),
        sqrt(r**2 - 2 * r * m + m**2),
        r - m,
    ),
    (
        "real letters taken as positive",
        lambda mp: mp.setattr(
            normal, "_letter", lambda s, p, signs, t, o: right_letter(s, p, PLUS, t, o)
        ),
        Abs(r),
        r,
    ),
    (
        "mixed sums taken as positive",
        lambda mp: mp.setattr(
            polysign, "plus", lambda a, b: PLUS if a & PLUS or b & PLUS else right_plus(a, b)
        ),
        Abs(x - y),
        x - y,
    ),
    (
        "gamma shifted by one too many",
        lambda mp: mp.setattr(gamma_module, "rising", _wrong_rising),
        gamma(a + 1) / gamma(a),
        a + 1,
    ),
    (
        "erf even",
        lambda mp: mp.setitem(KERNELS, "erf", _even_erf),
        erf(r - m),
        erf(m - r),
    ),
    (
        "angle addition",
        lambda mp: mp.setattr(trig, "turned", _wrong_turned),
        sin(2 * r),
        -2 * sin(r) * cos(r),
    ),
    (
        "incomplete gamma recurrence",
        lambda mp: mp.setattr(
            incomplete, "_term", lambda s, o, t: s.negative(right_term(s, o, t))
        ),
        lowergamma(a + 1, x) + lowergamma(a, x),
        a * lowergamma(a, x) + x**a * exp(-x) + lowergamma(a, x),
    ),
    (
        "logarithm of a factor",
        lambda mp: mp.setattr(
            explog, "log_factor", lambda s, p: s.scale(right_log_factor(s, p), 2)
        ),
        cosh(log(1 + r**2)),
        ((1 + r**2) ** 2 + (1 + r**2) ** -2) / 2,
    ),
    (
        "multiplication theorem",
        lambda mp: mp.setattr(
            gamma_module, "log_integer", lambda s, v: s.scale(right_log_integer(s, v), 2)
        ),
        gamma(2 * a) / gamma(a),
        4 ** (2 * a - Rational(1, 2)) * gamma(a + Rational(1, 2)) / sqrt(2 * pi),
    ),
    (
        "closed ends taken as open",
        lambda mp: mp.setattr(normal, "NONNEGATIVE", PLUS),
        sign(w),
        Integer(1),
    ),
    (
        "Bessel at one half",
        lambda mp: mp.setattr(bessel, "_at_half", lambda s, x: s.scale(right_half(s, x), 2)),
        besselk(Rational(1, 2), x),
        2 * sqrt(pi / (2 * x)) * exp(-x),
    ),
    (
        "powers of exponentials",
        lambda mp: mp.setattr(
            explog, "_exp_power", lambda s, i, q: right_power(s, i, 2 * q if q > 1 else q)
        ),
        exp(2 * r),
        exp(r) ** 4 * (1 + x) / (1 + x),
    ),
    (
        "square of a negative",
        lambda mp: mp.setattr(polysign, "times_self", lambda a: a | NEGATIVE),
        Abs(r**2 + 1),
        -(r**2) - 1,
    ),
]
HARMLESS = ("square of a negative",)


@pytest.mark.parametrize(
    ("patch", "left", "right"), [row[1:] for row in MUTANTS], ids=[row[0] for row in MUTANTS]
)
def test_the_second_lock_disarms_a_wrong_rule(
    patch: Patch, left: Expr, right: Expr, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = equal(left, right, context(*ALL))
    assert not (isinstance(before, Proved) and not before.divisors) or left == right
    patch(monkeypatch)
    answer = equal(left, right, context(*ALL))
    assert not (isinstance(answer, Proved) and not answer.divisors)


@pytest.mark.parametrize(
    ("name", "patch", "left"),
    [row[:3] for row in MUTANTS if row[0] not in HARMLESS],
    ids=[row[0] for row in MUTANTS if row[0] not in HARMLESS],
)
def test_the_fuzz_catches_a_wrong_rule(
    name: str, patch: Patch, left: Expr, monkeypatch: pytest.MonkeyPatch
) -> None:
    patch(monkeypatch)
    names = {symbol.name: parameter(*pair) for symbol, pair in zip(WHERE.scope.names, NAMES,
                                                                   strict=True)}
    term = left.xreplace({s: names[s.name] for s in left.free_symbols if s.name in names})
    found: Report = check_terms([term, term + 1])
    if not found.wrong:
        found = fuzz(150, 7)
    assert found.wrong, name


def test_an_internal_disagreement_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(absolute, "absolute_value", lambda space, a: a)
    answer = equal(Abs(r) + x, r + x, context(*ALL))
    assert isinstance(answer, Unknown)
    assert "internal disagreement" in answer.why


def test_a_false_sign_is_caught_by_samples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polysign, "by_letters", lambda space, p: PLUS)
    assert not isinstance(sign_module.sign(r, "+", context(*ALL)), Proved)
    assert not isinstance(sign_module.sign(w, "+", context(*ALL)), Proved)


@pytest.mark.parametrize("seed", range(3))
def test_normal_forms_agree_with_evaluation(seed: int) -> None:
    report = fuzz(120, seed)
    assert not report.wrong, report.wrong[0]
    assert report.checked > 300


def test_the_context_of_the_fuzz_is_not_empty() -> None:
    assert isinstance(WHERE, Context)
    assert fuzz(5, 99).checked > 0


_ = (oo, opaque)
