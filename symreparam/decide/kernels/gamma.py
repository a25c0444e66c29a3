"""Gamma and its relatives at positive arguments: shift, multiplication theorem, reflection.

All arguments must be positive everywhere, so that no pole is ever crossed; then for a base B and
A = B + n both positive, Gamma(A) = Gamma(B) B (B+1) ... (A-1) at every point (Artin 1964).
"""

from __future__ import annotations

from fractions import Fraction
from math import factorial, gcd
from typing import Final

from sympy import EulerGamma, Expr

from symreparam.decide import polysign
from symreparam.decide.backward import ratio_term
from symreparam.decide.fraction import Ratio, Undecided, constant_value
from symreparam.decide.generators import Hint
from symreparam.decide.kernels.constants import constant_letter, pi_ratio
from symreparam.decide.kernels.domains import positive
from symreparam.decide.kernels.explog import exponential, log_integer, log_positive
from symreparam.decide.kernels.functions import existing, function_letter
from symreparam.decide.kernels.radicals import rational_power
from symreparam.decide.kernels.trig import cosine_sine
from symreparam.decide.signset import ANY, POSITIVE, ZERO
from symreparam.decide.space import Space
from symreparam.terms.functions import spelled_out

SHIFT: Final = 60
FACTORIAL: Final = 1000
MULTIPLES: Final = 12


def gamma_of(space: Space, a: Ratio) -> Ratio:
    """Gamma at a positive argument."""
    a = positive(space, a, "gamma")
    value = constant_value(a)
    if value is not None:
        return _at_number(space, value)
    multiple = _multiple(space, a)
    if multiple > 1:
        return _multiplied(space, a, multiple)
    return _shifted(space, a)


# --- rational arguments ---------------------------------------------------------------------
def _at_number(space: Space, value: Fraction) -> Ratio:
    steps = value.numerator // value.denominator
    if steps > FACTORIAL:
        raise Undecided(f"budget: gamma({value})")
    if value.denominator == 1:
        return space.number(factorial(value.numerator - 1))
    rest = value - steps
    product = Fraction(1)
    for step in range(steps):
        product *= rest + step
    return space.scale(_at_fraction(space, rest), product)


def _at_fraction(space: Space, value: Fraction) -> Ratio:
    """Gamma on (0, 1): 1/2 is known, the upper half is reflected to the lower."""
    pi = pi_ratio(space)
    if value == Fraction(1, 2):
        return rational_power(space, pi, Fraction(1, 2))
    if value > Fraction(1, 2):
        sine = cosine_sine(space, space.scale(pi, value))[1]
        below = space.multiply(sine, _at_fraction(space, 1 - value))
        return space.divide(pi, below)
    return function_letter(space, "gamma", (space.number(value),), POSITIVE)


# --- symbolic arguments ---------------------------------------------------------------------
def _multiple(space: Space, a: Ratio) -> int:
    """How many times the common slope of its direction the argument is, up to a constant."""
    lead = max(a[1].to_dict())
    constant = Fraction(int(a[0].to_dict().get(lead, 0)), int(a[1].to_dict()[lead]))
    rest = space.subtract(a, space.number(constant))
    over, under = (gcd(*map(int, p.coeffs())) for p in rest)
    direction = space.scale(rest, Fraction(under, over))
    if direction[0].leading_coefficient() < 0:
        direction = space.negative(direction)
    hint: Hint = ("gamma", ratio_term(space, direction))
    slope = Fraction(over, under)
    base = space.hints.slopes.setdefault(hint, slope)
    multiple = slope / base
    if multiple.denominator != 1:
        space.hints.slopes[hint] = _common(slope, base)
        space.restart()
    if multiple.numerator > MULTIPLES:
        raise Undecided(f"budget: gamma multiplied {multiple} times")
    return multiple.numerator


def _common(a: Fraction, b: Fraction) -> Fraction:
    """The largest rational number of which both are integer multiples."""
    over = gcd(a.numerator * b.denominator, b.numerator * a.denominator)
    return Fraction(over, a.denominator * b.denominator)


def _multiplied(space: Space, a: Ratio, count: int) -> Ratio:
    """Gamma(A) = count^(A - 1/2) (2 pi)^((1 - count)/2) prod Gamma((A + j)/count) (Gauss)."""
    shifted = space.subtract(a, space.number(Fraction(1, 2)))
    result = exponential(space, space.multiply(shifted, log_integer(space, count)))
    turn = space.scale(pi_ratio(space), 2)
    result = space.multiply(result, rational_power(space, turn, Fraction(1 - count, 2)))
    for step in range(count):
        part = space.scale(space.add(a, space.number(step)), Fraction(1, count))
        result = space.multiply(result, _shifted(space, space.normal(part)))
    return space.normal(result)


def _shifted(space: Space, a: Ratio) -> Ratio:
    """Through a letter whose argument differs by an integer, or sums with a to an integer."""
    for base in existing(space, "gamma"):
        gap = _integer(space, space.subtract(a, base))
        if gap is not None:
            letter = function_letter(space, "gamma", (base,), POSITIVE)
            return space.multiply(letter, rising(space, base, gap))
    for base in existing(space, "gamma"):
        total = _integer(space, space.add(a, base))
        if total is not None:
            reflected = _reflected(space, base, total)
            if reflected is not None:
                return reflected
    return function_letter(space, "gamma", (a,), POSITIVE)


def rising(space: Space, base: Ratio, count: int) -> Ratio:
    """Gamma(base + count)/Gamma(base), both arguments positive."""
    if abs(count) > SHIFT:
        raise Undecided(f"budget: gamma shifted by {count}")
    result = space.one
    for step in range(count):
        result = space.multiply(result, space.add(base, space.number(step)))
    for step in range(count, 0):
        factor = space.add(base, space.number(step))
        result = space.divide(result, factor)
    return result


def _reflected(space: Space, base: Ratio, total: int) -> Ratio | None:
    """Gamma(total - base) = pi/(sin(pi base) Gamma(base)) (1 - base) ... (total - 1 - base)."""
    pi = pi_ratio(space)
    sine = cosine_sine(space, space.multiply(pi, base))[1]
    if total < 1 or polysign.of_ratio(space, sine) & ZERO:
        return None
    letter = function_letter(space, "gamma", (base,), POSITIVE)
    first = space.subtract(space.one, base)
    below = space.multiply(sine, letter)
    return space.multiply(space.divide(pi, below), rising(space, first, total - 1))


def _integer(space: Space, a: Ratio) -> int | None:
    value = constant_value(space.normal(a))
    return value.numerator if value is not None and value.denominator == 1 else None


# --- kernels --------------------------------------------------------------------------------
def gamma_kernel(space: Space, term: Expr) -> Ratio:
    """gamma"""
    return gamma_of(space, space.of(term.args[0]))


def loggamma_kernel(space: Space, term: Expr) -> Ratio:
    """loggamma at a positive argument"""
    return log_positive(space, gamma_of(space, space.of(term.args[0])))


def factorial_kernel(space: Space, term: Expr) -> Ratio:
    """factorial"""
    return gamma_of(space, space.add(space.of(term.args[0]), space.one))


def beta_of(space: Space, a: Ratio, b: Ratio) -> Ratio:
    """Gamma(a) Gamma(b)/Gamma(a + b)"""
    a, b = positive(space, a, "beta"), positive(space, b, "beta")
    over = space.multiply(gamma_of(space, a), gamma_of(space, b))
    return space.divide(over, gamma_of(space, space.add(a, b)))


def beta_kernel(space: Space, term: Expr) -> Ratio:
    """beta"""
    return beta_of(space, space.of(term.args[0]), space.of(term.args[-1]))


def catalan_kernel(space: Space, term: Expr) -> Ratio:
    """catalan, of which SymPy makes beta(1/2, 3/2)"""
    return space.of(spelled_out(term))


def binomial_kernel(space: Space, term: Expr) -> Ratio:
    """binomial: a polynomial for a fixed lower entry, gammas otherwise"""
    n, k = (space.normal(space.of(argument)) for argument in term.args)
    fixed = constant_value(k)
    if fixed is not None and fixed.denominator == 1 and 0 <= fixed <= SHIFT:
        result = space.one
        for step in range(fixed.numerator):
            result = space.multiply(result, space.subtract(n, space.number(step)))
        return space.scale(result, Fraction(1, factorial(fixed.numerator)))
    top = space.add(n, space.one)
    below = space.multiply(
        gamma_of(space, space.add(k, space.one)), gamma_of(space, space.subtract(top, k))
    )
    return space.divide(gamma_of(space, top), below)


def polygamma_kernel(space: Space, term: Expr) -> Ratio:
    """polygamma(m, A): shift by sum (-1)^m m!/(B + k)^(m + 1) (Abramowitz & Stegun 6.4.6)"""
    order = term.args[0]
    if not (order.is_Integer and 0 <= order <= SHIFT):
        raise Undecided(f"polygamma of order {order}")
    return polygamma_of(space, int(order), space.of(term.args[1]))


def polygamma_of(space: Space, order: int, argument: Ratio) -> Ratio:
    """The derivative of that order of digamma, at a positive argument."""
    a = positive(space, argument, "polygamma")
    value = constant_value(a)
    if value is not None and value.denominator == 1 and order == 0:
        return _digamma_integer(space, value.numerator)
    # odd orders are positive, even ones above 0 negative: no letter is negative by kind
    signs = ANY if order % 2 == 0 else POSITIVE
    scale = (-1) ** order * factorial(order)
    number = space.number(order)
    for known, base in existing_pairs(space, "polygamma"):
        gap = _integer(space, space.subtract(a, base))
        if not space.same(known, number) or gap is None or abs(gap) > SHIFT:
            continue
        total = space.zero
        for step in range(min(gap, 0), max(gap, 0)):
            part = space.power(space.add(base, space.number(step)), -(order + 1))
            total = space.add(total, space.scale(part, scale if gap > 0 else -scale))
        return space.add(function_letter(space, "polygamma", (number, base), signs), total)
    return function_letter(space, "polygamma", (number, a), signs)


def _digamma_integer(space: Space, value: int) -> Ratio:
    """-EulerGamma + 1 + 1/2 + ... + 1/(n - 1)"""
    if value > FACTORIAL:
        raise Undecided(f"budget: digamma({value})")
    total = sum((Fraction(1, step) for step in range(1, value)), Fraction(0))
    euler = constant_letter(space, EulerGamma, False)
    return space.subtract(space.number(total), euler)


def existing_pairs(space: Space, head: str) -> list[tuple[Ratio, Ratio]]:
    """The arguments of the two-place letters of a function."""
    return [
        (g.arguments[0], g.arguments[1])
        for g in space.generators
        if g.kind == "function" and g.head == head
    ]
