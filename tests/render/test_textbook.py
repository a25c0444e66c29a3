"""Textbook form: the value never changes, and the form is the one in books."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mpmath import mp
from sympy import (
    Expr,
    Function,
    Integer,
    Mul,
    Rational,
    Symbol,
    erf,
    erfinv,
    exp,
    gamma,
    log,
    pi,
    sqrt,
)

from symreparam.families.table import all_families
from symreparam.render.layout_text import line
from symreparam.render.terms_layout import Typesetter
from symreparam.render.textbook import in_phi, over_one_bar, textbook

z, w = Symbol("z", real=True), Symbol("w", real=True)
mu, s = Symbol("mu", real=True), Symbol("sigma", positive=True)
VALUES = {z: Rational(3, 7), w: Rational(5, 3), mu: Rational(-2, 5), s: Rational(4, 3)}

FORMS = [
    (sqrt(2) * exp(-((z - mu) ** 2) / (2 * s**2)) / (2 * sqrt(pi) * s),
     "1/(σ·√(2π)) · exp(-(z - μ)²/(2σ²))"),
    (sqrt(2) * exp(-z / 2) / (2 * sqrt(pi) * sqrt(z)), "1/√(2π·z) · exp(-z/2)"),
    (3 * sqrt(2) / (14 * sqrt(pi)), "3/(7√(2π))"),
    (sqrt(2) / sqrt(pi) / s, "2/(σ·√(2π))"),
    (1 / (6 * sqrt(z)), "1/(6√z)"),
    (sqrt(2) / 2, "√2/2"),
    (-sqrt(z), "-√z"),
    (z ** (w - 1) * exp(-z / s) / (gamma(w) * s**w), "z^(w - 1)/(σ^w·Γ(w)) · exp(-z/σ)"),
    (exp(-z) / (1 + exp(-z)) ** 2, "exp(-z)/(1 + exp(-z))²"),
    (z**2 / 2, "z²/2"),
    (-Rational(1, 3), "-1/3"),
    (2 * z**-3, "2/z³"),
    (pi**Rational(-3, 2), "1/(π·√π)"),
    (sqrt(2) * (z - mu) / (2 * s), "(z - μ)/(√2·σ)"),
    (-(mu - z) / s, "(z - μ)/σ"),
    (Mul(s, exp(z), exp(-z), evaluate=False), "σ"),
]  # fmt: skip


def number(term: Expr) -> mp.mpf:
    with mp.workdps(40):
        return +term.xreplace(VALUES).evalf(30)._to_mpmath(100)


@pytest.mark.parametrize(("term", "shown"), FORMS, ids=[row[1] for row in FORMS])
def test_forms(term: Expr, shown: str) -> None:
    assert line(Typesetter([z]).term(term)) == shown
    assert mp.almosteq(number(textbook(term).value()), number(term), rel_eps=1e-25)


STANDARD = [
    (Rational(1, 2) + erf(sqrt(2) * z / 2) / 2, "Φ(z)"),
    (Rational(1, 2) - erf(sqrt(2) * (z - mu) / (2 * s)) / 2, "Φ(-(z - μ)/σ)"),
    (s * (Rational(1, 2) + erf(z / sqrt(2)) / 2), "σ·Φ(z)"),
    (mu + sqrt(2) * s * erfinv(2 * z - 1), "μ + σ·Φ⁻¹(z)"),
    (exp(erfinv(2 * z - 1) ** 2), "exp((Φ⁻¹(z))²/2)"),
    # what is no value of the standard normal distribution function stays as it is
    (Rational(1, 2) + erf(z) / 2, "1/2 + erf(z)/2"),
    (Rational(1, 3) + erf(z / sqrt(2)) / 2, "1/3 + erf(z/√2)/2"),
    (Rational(1, 2) + erf(z / sqrt(2)), "1/2 + erf(z/√2)"),
]


@pytest.mark.parametrize(("term", "shown"), STANDARD, ids=[row[1] for row in STANDARD])
def test_the_standard_normal_law_has_its_letters(term: Expr, shown: str) -> None:
    assert line(Typesetter([z]).term(term)) == shown
    phi, inverse = Function("Phi", real=True), Function("PhiInv", real=True)
    meant = in_phi(term).replace(phi, lambda x: (1 + erf(x / sqrt(2))) / 2)
    meant = meant.replace(inverse, lambda p: sqrt(2) * erfinv(2 * p - 1))
    at = {z: Rational(2, 7), mu: Rational(1, 3), s: Rational(5, 4)}
    assert abs((meant - term).subs(at).evalf(20)) < 1e-15


@pytest.mark.parametrize("record", all_families(), ids=lambda record: record.name)
def test_densities_keep_their_values(record) -> None:  # type: ignore[no-untyped-def]
    symbols = [p.symbol for p in record.parameters]
    for piece in record.pieces:
        swap = {symbol: Rational(7 + 2 * i, 5) for i, symbol in enumerate(symbols)}
        place = {**swap, record.variable: Rational(8, 5)}
        want, got = piece.density.subs(place), textbook(piece.density).value().subs(place)
        with mp.workdps(40):
            gap = abs((want - got).evalf(30))
        assert gap < 1e-20 * (1 + abs(want.evalf(30)))


FACTORS = st.sampled_from(
    [Integer(-3), Rational(2, 7), sqrt(2), sqrt(6), 1 / sqrt(3), pi, sqrt(pi), 1 / sqrt(pi),
     pi ** Rational(-3, 2), z, 1 / z, sqrt(z), z ** Rational(-3, 2), s**-2, z**w, s ** (-w - 1),
     exp(-z), exp(mu), 1 + z, (1 - z) ** -2, sqrt(1 - z), 1 / sqrt(1 + z), log(w), 2 ** (-w),
     gamma(w), 1 / gamma(w)]
)  # fmt: skip


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(FACTORS, min_size=1, max_size=6))
def test_products_keep_their_values(factors: list[Expr]) -> None:
    product = Integer(1)
    for factor in factors:
        product = product * factor
    assert mp.almosteq(number(textbook(product).value()), number(product), rel_eps=1e-20)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(FACTORS, min_size=1, max_size=5), st.lists(FACTORS, min_size=0, max_size=3))
def test_the_printed_line_has_the_value(factors: list[Expr], others: list[Expr]) -> None:
    """An independent reader: the line, read by Python's own arithmetic, gives the number."""
    product = Integer(1)
    for factor in factors:
        product = product * factor
    total = product + sum(others, Integer(0))
    text = line(Typesetter([z]).term(total))
    assert mp.almosteq(read(text), number(total), rel_eps=1e-10, abs_eps=1e-12), text


def read(text: str) -> mp.mpf:
    """Evaluate one of our own lines, made of the names above only."""
    for old, new in (("·", "*"), ("^", "**"), ("√", "root "), ("²", "**2"), ("³", "**3")):
        text = text.replace(old, new)
    names = {"π": mp.pi, "z": mp.mpf(3) / 7, "w": mp.mpf(5) / 3, "μ": mp.mpf(-2) / 5,
             "σ": mp.mpf(4) / 3, "exp": mp.exp, "log": mp.log, "Γ": mp.gamma}  # fmt: skip
    return _Reader(text, names).sum()


class _Reader:
    """A recursive descent over + - * / ** and calls; a number before a factor multiplies it."""

    def __init__(self, text: str, names: dict[str, object]) -> None:
        import re

        self.tokens = re.findall(r"\d+|root|[A-Za-zπμσΓ]+|\*\*|[⁰-⁹⁻]+|\S", text)
        self.names = names

    def peek(self) -> str:
        return self.tokens[0] if self.tokens else ""

    def take(self) -> str:
        return self.tokens.pop(0)

    def sum(self) -> mp.mpf:
        negative = self.peek() == "-" and bool(self.take())
        total = -self.product() if negative else self.product()
        while self.peek() in ("+", "-"):
            total = total + self.product() if self.take() == "+" else total - self.product()
        return total

    def product(self) -> mp.mpf:
        total = self.power()
        while self.peek() in ("*", "/") or (self.peek() and self.peek() not in "+-),"):
            sign = self.take() if self.peek() in ("*", "/") else "*"
            total = total * self.power() if sign == "*" else total / self.power()
        return total

    def power(self) -> mp.mpf:
        base = self.atom()
        while self.peek() == "**":
            self.take()
            base = base ** self.atom()
        if self.peek() and self.peek()[0] in "⁰¹²³⁴⁵⁶⁷⁸⁹⁻":
            base = base ** int(self.take().translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")))
        return base

    def atom(self) -> mp.mpf:
        token = self.take()
        if token == "(":
            value = self.sum()
            assert self.take() == ")"
            return value
        if token == "root":
            return mp.sqrt(self.atom())
        if token.isdigit():
            return mp.mpf(token)
        value = self.names[token]
        if callable(value) and self.peek() == "(":
            return value(self.atom())
        return value  # type: ignore[return-value]


def test_the_reader_itself() -> None:
    point = {"z": mp.mpf(2)}
    assert _Reader("1/2z", point).sum() == 1  # products bind to the left in a line
    assert _Reader("1/(2z)", point).sum() == mp.mpf(1) / 4


def test_a_root_of_a_number_goes_below_where_that_is_shorter() -> None:
    x = Symbol("x", real=True)
    short = textbook(sqrt(2) * x / 2)
    assert (short.top, short.over, short.under, short.number_bottom) == ((x,), (), (2,), 1)
    for term in (sqrt(2) * x / 2, -3 * sqrt(3) * x / 6, sqrt(2) * x / 3, sqrt(2) / 2, sqrt(2) * x):
        assert textbook(term).value() == term
    for other in (sqrt(2) * x / 3, sqrt(2) / 2, sqrt(2) * x):
        assert textbook(other).over == (2,)


@pytest.mark.parametrize(
    ("term", "shown"),
    [
        (z / 2 - Rational(3, 2), "(z - 3)/2"),
        (4 * z / 3 - Rational(28, 3), "4(z - 7)/3"),
        (Rational(4, 3) - z / 3, "(4 - z)/3"),
        (-z / 2 - Rational(3, 2), "-(z + 3)/2"),
        (z / 2 + w / 2, "(w + z)/2"),
    ],
)
def test_sums_over_one_bar(term: Expr, shown: str) -> None:
    found = over_one_bar(term)
    assert found is not None and found.value().expand() == term
    assert line(Typesetter().term(term)) == shown


@pytest.mark.parametrize(
    "term",
    [
        z / 2 - Rational(3, 4),
        z / 2 + 1,
        z**2 / 2 - Rational(1, 2),
        z / s - mu / s,
        z - 3,
        exp(z) / 2 + Rational(1, 2),
    ],
)
def test_other_sums_stay_apart(term: Expr) -> None:
    assert over_one_bar(term) is None
