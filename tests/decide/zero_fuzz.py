"""Random terms: their normal forms must agree with direct ball evaluation, letter by letter."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from flint import arb, ctx, fmpq
from sympy import (
    Abs,
    Expr,
    Integer,
    LambertW,
    Max,
    Piecewise,
    Rational,
    Symbol,
    acos,
    acosh,
    asin,
    asinh,
    atan,
    atan2,
    atanh,
    besseli,
    besselk,
    beta,
    betainc_regularized,
    binomial,
    catalan,
    ceiling,
    cos,
    cosh,
    erf,
    erfc,
    erfinv,
    exp,
    expint,
    factorial,
    floor,
    gamma,
    log,
    loggamma,
    lowergamma,
    pi,
    polygamma,
    sign,
    sin,
    sinh,
    sqrt,
    tan,
    tanh,
    uppergamma,
    zeta,
)
from zero_cases import COUNT, POSITIVE, REALS, context, letter_values, polynomial_value, ratio_value

from symreparam.decide.ball import enclose
from symreparam.decide.fraction import Undecided
from symreparam.decide.normal import run
from symreparam.decide.points import sample
from symreparam.decide.signset import NEGATIVE, ZERO
from symreparam.decide.signset import POSITIVE as PLUS
from symreparam.decide.space import Space
from symreparam.terms.lower_w import LambertLower
from symreparam.terms.scope import Domain, Relation, parameter

_TWO = Domain(lower=Rational(1, 2), upper=Integer(2))
_CLOSED = Domain(lower=Integer(0), lower_closed=True)
_UNIT = Domain(lower=Integer(0), upper=Integer(1))
_LEFT = Domain(lower=Integer(-1), upper=Integer(3), lower_closed=True)
_BELOW = Domain(upper=Integer(-1))
_BEYOND = Domain(lower=sqrt(2) / 2, upper=Integer(1))
NAMES = (
    ("x", POSITIVE),
    ("y", POSITIVE),
    ("a", POSITIVE),
    ("r", REALS),
    ("m", REALS),
    ("z", _UNIT),
    ("u", _TWO),
    ("w", _CLOSED),
    ("h", _LEFT),
    ("d", _BELOW),
    ("n", COUNT),
    ("q", _BEYOND),
)
x, y, a, r, m, z, u, w, h, d, n, q = (parameter(name, domain) for name, domain in NAMES)
WHERE = context(*NAMES, relations=(Relation(a, "<", y), Relation(r, "!=", Integer(0))))
LEAVES = (x, y, a, r, m, z, u, w, h, d, Integer(2), Integer(3), Rational(2, 3), pi)


@dataclass
class Report:
    """What a run of the fuzz found."""

    checked: int = 0
    refused: int = 0
    wrong: list[str] = field(default_factory=list)


def random_term(level: int, rnd: random.Random) -> Expr:
    if level == 0:
        return rnd.choice(LEAVES)
    kind = rnd.randint(0, 15)

    def inner(drop: int = 1) -> Expr:
        return random_term(max(level - drop, 0), rnd)

    if kind <= 2:
        return inner() + rnd.choice([1, -1, 2]) * inner()
    if kind <= 5:
        return inner() * inner()
    if kind == 6:
        return 1 / (1 + inner() ** 2)
    if kind == 7:
        return exp(rnd.choice([1, -1, Rational(1, 2)]) * inner(2))
    if kind == 8:
        return log(rnd.choice([1 + inner() ** 2, x / y, z, 1 - z, 1 + exp(r), (r - m) ** 2, -d]))
    if kind == 9:
        return sqrt(rnd.choice([x, 1 - z, y - a, 1 + r**2, (r - m) ** 2, w, w * x, r**4 * x]))
    if kind == 10:
        base = rnd.choice([x, z, x / y, 1 - z, 1 - z**a, (1 + r**2) / x, u, y - a, 1 + w, 12])
        return base ** rnd.choice([a, a / 2, a - 1, -x, 1 / a, Rational(1, 3), Rational(-3, 2), r])
    if kind == 11:
        return rnd.choice([Abs(inner()), sign(inner()), Max(inner(), r)])
    if kind == 12:
        head = rnd.choice([sin, cos, tanh, cosh, sinh, erf, atan, asinh])
        return head(rnd.choice([1, 2, -1, Rational(1, 2), Rational(1, 3)]) * inner(2))
    return rnd.choice(_SPECIAL)


_SPECIAL = (
    gamma(a),
    gamma(a + 1),
    gamma(2 * a),
    gamma(a / 2) / gamma(2 * a),
    gamma(z) * gamma(1 - z),
    gamma(x + Rational(1, 3)),
    gamma(Rational(5, 3)),
    gamma(Rational(1, 4)) * gamma(Rational(3, 4)),
    gamma(y - a + 2),
    gamma(3 * x) / gamma(x),
    lowergamma(a, x),
    lowergamma(a + 2, x) + lowergamma(a, x),
    lowergamma(Rational(5, 2), x),
    lowergamma(3, y),
    betainc_regularized(a, x, 0, z),
    betainc_regularized(a + 1, x, 0, z) + betainc_regularized(x, a, 0, 1 - z),
    log(sqrt(r**2 + x) + r) + log(sqrt(r**2 + x) - r),
    besselk(a, x),
    besselk(-a, x),
    besselk(Rational(3, 2), y),
    besselk(3, x) / besselk(1, x) + besselk(2, x),
    erf(r / sqrt(2)) + erf(-r),
    erf((r - m) / x) * erf((m - r) / x),
    erfinv(2 * z - 1),
    erfinv(1 - 2 * z),
    polygamma(0, a + 2) - polygamma(0, a),
    polygamma(2, x + 1) - polygamma(2, x),
    LambertW(x) * exp(2 * LambertW(x)) + log(LambertW(x)),
    LambertW(y * exp(y)) + sqrt(LambertW(a)) * exp(LambertW(a) / 2),
    LambertW(-z * exp(-z)),
    LambertLower(-z / 3) * exp(2 * LambertLower(-z / 3)) + log(-LambertLower(-z / 3)),
    LambertLower(-y * exp(-y)),
    asin(cos(z)) + acos(cos(2 * z)),
    sin(pi * z) * cos(pi * z / 2),
    cos(x + pi / 3) + sin(x / 2),
    cos(atan(r)) + sin(2 * atan(m)),
    sin(pi / 12) + cos(pi / 8),
    u**a * (2 - u) ** x,
    *(sqrt(h + 1) + h**2, sqrt(r - m)),  # one of unknown sign
    log(3 - h) + Abs(d),
    exp(x / (x + y)) * exp(y / (x + y)) * exp(a / (x + y)),
    z**r / (1 - z),
    r ** (2 * n + 1) * Abs(m) ** n,
    d**n * (m - r) ** (2 * n),
    # squares under roots where an end is irrational, and roots that cancel
    sqrt((2 * q**2 - 1) ** 2 * (2 - q)),
    ((2 * q**2 - 1) ** 2 * (q + 1)) ** Rational(-3, 2),
    sqrt(1 - (2 * q * sqrt(1 - q**2)) ** 2) + q,
    sqrt(4 * r**4 - 4 * r**2 + 1) * sqrt(4 * q**4 * r**2 - 4 * q**2 * r**2 + r**2),
    # halves and thirds of inverse functions, and sums of such angles
    cos(asin(2 * z - 1) / 3) + sin(asin(2 * z - 1) / 3) ** 2,
    cos(acos(2 * z - 1) / 3) ** 3 + sin(acos(z) / 3 + pi / 6),
    cos(atan(r) / 2) * sin(atan(r) / 2) + sin(atan(m) / 3) ** 3,
    tan(acos(z) / 2) + cos((acos(1 - 2 * z) + 2 * pi) / 3),
    sin(asin(z) / 6) + cos(asin(z)),
    catalan(a) + catalan(a + 1) / catalan(a),
    # the kernels that no other term here reaches
    besseli(a, x) * besselk(a, x),
    besseli(Rational(3, 2), y) + besseli(0, x),
    loggamma(a + 1) - loggamma(a),
    factorial(n + 2) / factorial(n),
    factorial(a) * beta(a, x) / beta(a + 1, x),
    beta(2, a) + beta(x, Rational(1, 2)),
    binomial(n + 3, 2) + binomial(a + 2, a),
    binomial(n + 2, n),
    erfc(r) + erf(r) * erfc(-m),
    atan2(r, 1 - z) + atan2(m, 2 - z),
    expint(2, x) + expint(a, y),
    zeta(x + 1),
    floor(x) + floor(z) * r,
    ceiling(r) + floor(n + z) - n,
    Piecewise((r, a < y), (m, True)) + Piecewise((x, z > 2), (y, True)),
    Piecewise((r, (z < 2) & (a < y)), (2, True)),
    Piecewise((r, (z > 2) | (d > 0)), (m, True)),
    Piecewise((r, log(exp(x) + 1) - log(exp(x) + exp(-y)) > 0), (m, True)),
    acosh(1 + x) + acosh(u + 1),
    atanh(z / 2) - atanh(-z / 3),
    uppergamma(a + 1, x) + lowergamma(a + 1, x),
    uppergamma(Rational(7, 2), x) - lowergamma(Rational(3, 2), y),
    uppergamma(4, x),
    polygamma(0, n + 1) + polygamma(0, Rational(5, 2)),
    betainc_regularized(a, 2, 0, z / (1 + z)) + betainc_regularized(3, Rational(1, 2), 0, z),
    lowergamma(Rational(5, 2), x, evaluate=False) + lowergamma(3, y, evaluate=False),
    polygamma(0, 4, evaluate=False),
    betainc_regularized(a + 1, x + 2, 0, z) + betainc_regularized(a, x, 0, z),
    betainc_regularized(1, x, 0, z) + betainc_regularized(a, 1, 0, z),
    exp(x / (x + y)) + exp(y / (x + y)) + exp(1),
    exp(1 / (x + y)) + exp(x / (x + y)) + exp((x + 1) / (x + y)) + exp((2 * x - 3) / (x + y)),
    exp(r**2 + m) + exp(m - r**2) + exp(m),
    sign(r) * x + sign(r * m) + sign(x * d),
    exp(Rational(1001, 1000) * r) + exp(r),
    exp(a * log(x) + r) * exp(log(2) * x) * 6**a,
    exp(a + x) + exp(a - x) + exp(2 * a) + exp(sqrt(2) * r),
)


def fuzz(count: int, seed: int) -> Report:
    """Normal forms of random terms against direct evaluation at sample points."""
    rnd, report, before = random.Random(seed), Report(), ctx.prec
    points = sample(WHERE, 8)
    ctx.prec = 192
    try:
        for _ in range(count):
            term = random_term(rnd.randint(1, 4), rnd)
            if term.count_ops() < 90 and not term.is_Atom:
                _check(term, points, report)
    finally:
        ctx.prec = before
    return report


def check_terms(terms: list[Expr]) -> Report:
    """The same check for given terms."""
    report, before = Report(), ctx.prec
    ctx.prec = 192
    try:
        for term in terms:
            _check(term, sample(WHERE, 8), report)
    finally:
        ctx.prec = before
    return report


def _check(term: Expr, points: tuple[dict[Symbol, Expr], ...], report: Report) -> None:
    try:
        space, ratio = run(WHERE, (term,), lambda space: (space, space.of(term)))
    except Undecided:
        report.refused += 1
        return
    for point in points:
        direct = enclose(term, {s: arb(fmpq(int(v.p), int(v.q))) for s, v in point.items()}, 192)
        if direct is None:
            continue
        ctx.prec = 192
        values = letter_values(space, point)
        if any(polynomial_value(p, values).contains(0) for p in space.divided.values()):
            continue
        found = ratio_value(ratio, values)
        if not found.is_finite():
            continue
        report.checked += 1
        if not found.overlaps(direct):
            report.wrong.append(f"{term} at {point}: {found} against {direct}")
            return
        _check_signs(space, values, f"{term} at {point}", report)


def _check_signs(space: Space, values: list[arb], text: str, report: Report) -> None:
    """Every claim about a sign must be true at the point."""
    for generator, value in zip(space.generators, values, strict=True):
        _claim(value, generator.signs, f"{generator.key}: {text}", report)
        if generator.above_one:
            _claim(value - 1, PLUS, f"{generator.key} above one: {text}", report)
    known = {str(p): p for p, _ in space.bounds}
    for p, signs in space.bounds:
        _claim(polynomial_value(p, values), signs, f"fact {p}: {text}", report)
    for key, signs in space.signs_memo.items():
        if key in known:
            _claim(polynomial_value(known[key], values), signs, f"{key}: {text}", report)


def _claim(value: arb, signs: int, text: str, report: Report) -> None:
    if not value.is_finite():
        return
    bad = (value > 0 and not signs & PLUS) or (value < 0 and not signs & NEGATIVE)
    if bad or (value == 0 and not signs & ZERO):
        report.wrong.append(f"sign {signs} of {value}: {text}")
