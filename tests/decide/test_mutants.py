"""Planted wrong rules: the second lock disarms each, and the fuzz catches each."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sympy import (
    Abs,
    Expr,
    Integer,
    LambertW,
    Rational,
    asin,
    besselk,
    cos,
    cosh,
    erf,
    exp,
    gamma,
    log,
    lowergamma,
    pi,
    sign,
    sin,
    sqrt,
)
from zero_cases import COUNT, NONNEGATIVE, POSITIVE, REALS, Z, context, symbols
from zero_fuzz import NAMES, WHERE, Report, check_terms, fuzz

from symreparam.decide import normal, polysign
from symreparam.decide import sign as sign_module
from symreparam.decide.answer import Proved, Unknown
from symreparam.decide.fraction import Ratio
from symreparam.decide.kernels import (
    KERNELS,
    absolute,
    bessel,
    explog,
    incomplete,
    opaque,
    powers,
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

# --- planted wrong rules --------------------------------------------------------------------
def _wrong_rising(space: Space, base: Ratio, count: int) -> Ratio:
    return gamma_rising(space, space.add(base, space.one), count)


gamma_rising = gamma_module.rising


def _even_erf(space: Space, term: Expr) -> Ratio:
    argument = space.normal(space.of(term.args[0]))
    if not argument[0].is_zero() and argument[0].leading_coefficient() < 0:
        argument = space.negative(argument)
    return function_letter(space, "erf", (argument,), ANY)


def _power_of_absolute(space: Space, term: Expr) -> Ratio:
    if term.exp.is_Integer or not term.exp.is_integer:
        return powers.power_kernel(space, term)
    return powers._of_absolute(space, space.normal(space.of(term.base)), term.exp)


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
right_lambert = explog._exp_lambert

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
        "odd powers taken of the absolute value",
        lambda mp: mp.setitem(KERNELS, "Pow", _power_of_absolute),
        r ** (2 * n + 1),
        Abs(r) ** (2 * n + 1),
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
    (
        "the wrong power of Lambert's W",
        lambda mp: mp.setattr(
            explog, "_exp_lambert", lambda space, i, share: right_lambert(space, i, 2 * share)
        ),
        exp(LambertW(x)),
        x**2 / LambertW(x) ** 2,
    ),
    (
        "Lambert's W on any branch",
        lambda mp: mp.setattr(opaque, "within", lambda signs, wanted: True),
        LambertW(-(x + 2) * exp(-(x + 2))),
        -x - 2,
    ),
    (
        "an angle beyond pi",
        lambda mp: mp.setattr(opaque, "_between", lambda space, angle: angle),
        asin(cos(x)),
        pi / 2 - x,
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
