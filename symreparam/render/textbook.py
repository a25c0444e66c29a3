"""A product in textbook form: one numerator, one denominator, one root below, one exponent.

SymPy writes the normal density as sqrt(2) exp(..)/(2 sqrt(pi) sigma); a textbook collects the
constant under one root, 1/(sigma sqrt(2 pi)) exp(..). Only the order of a product's factors and
the place of its roots change, never its value where its roots are real; used for printing alone.
"""

from __future__ import annotations

from sympy import (
    Add,
    E,
    Expr,
    Function,
    Integer,
    Mul,
    Pow,
    Rational,
    erf,
    erfinv,
    exp,
    expand_mul,
    pi,
    sqrt,
)

from symreparam.terms.record import dataclass


@dataclass(frozen=True, slots=True)
class Quotient:
    """sign * number_top * top * sqrt(over) * exp(exponent) / (number_bottom * bottom * sqrt(under))

    `top` and `bottom` are the factors besides numbers and roots; `over` and `under` are the
    factors under the two roots; `exponent` is None without an exponential.
    """

    negative: bool
    number_top: int
    number_bottom: int
    top: tuple[Expr, ...] = ()
    bottom: tuple[Expr, ...] = ()
    over: tuple[Expr, ...] = ()
    under: tuple[Expr, ...] = ()
    exponent: Expr | None = None

    def value(self) -> Expr:
        """The product again, as a term."""
        number = Rational(self.number_top, self.number_bottom) * (-1 if self.negative else 1)
        above = Mul(*self.top, *map(sqrt, self.over))
        below = Mul(*self.bottom, *map(sqrt, self.under))
        power = exp(self.exponent) if self.exponent is not None else Integer(1)
        return Mul(number, above, power, Pow(below, -1))


class _Parts:
    """The factors of a product, sorted by where they stand."""

    def __init__(self) -> None:
        self.number: Expr = Integer(1)
        self.radicand: Expr = Integer(1)
        self.top: list[Expr] = []
        self.bottom: list[Expr] = []
        self.over: list[Expr] = []
        self.under: list[Expr] = []
        self.exponents: list[Expr] = []

    def add(self, factor: Expr) -> None:
        if factor.is_Rational:
            self.number *= factor
        elif isinstance(factor, exp) or (isinstance(factor, Pow) and factor.base == E):
            self.exponents.append(factor.exp)
        elif isinstance(factor, Pow):
            self._power(factor.base, factor.exp)
        else:
            self.top.append(factor)

    def _power(self, base: Expr, exponent: Expr) -> None:
        half = exponent.is_Rational and exponent.q == 2
        if half and (base == pi or abs(exponent) == Rational(1, 2)):
            whole = exponent - Rational(1, 2) if exponent > 0 else exponent + Rational(1, 2)
            self._root(base, exponent > 0)
            if whole != 0:
                self._power(base, whole)
        elif points_down(exponent):
            self.bottom.append(Pow(base, -exponent))
        else:
            self.top.append(Pow(base, exponent))

    def _root(self, base: Expr, above: bool) -> None:
        if base.is_Rational and base > 0:
            self.radicand *= base if above else 1 / base
        else:
            (self.over if above else self.under).append(base)


def points_down(exponent: Expr) -> bool:
    """Whether a power with this exponent belongs below the bar: every addend is negative."""
    addends = Add.make_args(exponent)
    return all(addend.as_coeff_Mul()[0].is_negative for addend in addends)


def textbook(term: Expr) -> Quotient:
    """The term as one quotient; a sum is its own numerator."""
    parts, term = _Parts(), in_phi(term)
    for factor in Mul.make_args(term):
        parts.add(factor)
    number, over, under = parts.number, list(parts.over), list(parts.under)
    rational = Rational(parts.radicand)
    if rational != 1 and under:
        # sqrt(a/b) / sqrt(s) = a / sqrt(a b s): all roots collect below
        number = number * rational.p
        under.insert(0, Integer(rational.p * rational.q))
    elif rational != 1:
        number, root = number / rational.q, rational.p * rational.q
        if Rational(number).q == root and (parts.top or parts.bottom):  # x/sqrt(2): sqrt(2) x/2
            number = number * root
            under.insert(0, Integer(root))
        else:
            over.insert(0, Integer(root))
    total = Add(*parts.exponents)
    exponent = total if parts.exponents and total != 0 else None  # exp(s) exp(-s) is 1
    fraction = Rational(number)
    alone = len(over) == 1 and bool(over[0].is_Integer) and not under
    if alone and parts.top and fraction.q % int(over[0]) == 0:
        # sqrt(2) x / 2 = x / sqrt(2)
        over, under, fraction = [], over, fraction * over[0]
    return Quotient(
        bool(fraction < 0),
        abs(int(fraction.p)),
        int(fraction.q),
        tuple(parts.top),
        tuple(parts.bottom),
        tuple(over),
        tuple(under),
        exponent,
    )


def over_one_bar(expr: Expr) -> Quotient | None:
    """`(z - 3)/2` for `z/2 - 3/2`: a sum of numbers and multiples of symbols whose coefficients
    have one denominator; None for any other sum."""
    pairs = [addend.as_coeff_Mul() for addend in Add.make_args(expr)]
    below = {Rational(number).q for number, _ in pairs}
    if len(below) != 1 or below == {1} or not all(r.is_Symbol or r.is_number for _, r in pairs):
        return None
    content, rest = expr.primitive()
    negative = all(number.is_negative for number, _ in pairs)
    top = -rest if negative else rest
    return Quotient(negative, int(content.p), int(content.q), (top,))


def in_phi(expr: Expr) -> Expr:
    """The standard normal distribution function in place of `1/2 + erf(x/sqrt(2))/2`, and its
    quantile function, over `sqrt(2)`, in place of `erfinv(2*p - 1)`: what the field writes."""
    if expr.is_Add and len(expr.args) == 2 and expr.args[0] == Rational(1, 2):
        number, rest = expr.args[1].as_coeff_Mul()
        if isinstance(rest, erf) and abs(number) == Rational(1, 2):
            point = 2 * number * sqrt(2) * rest.args[0]
            if not point.has(sqrt(2)):
                return Function("Phi", real=True)(point)
    factors = Mul.make_args(expr)
    if any(isinstance(factor.as_base_exp()[0], erfinv) for factor in factors):
        return Mul(*map(_by_quantile, factors))
    return expr


def _by_quantile(factor: Expr) -> Expr:
    base, exponent = factor.as_base_exp()
    if not isinstance(base, erfinv):
        return factor
    level = expand_mul((base.args[0] + 1) / 2)
    return Pow(Function("PhiInv", real=True)(level) / sqrt(2), exponent)
