"""Powers: integer, rational and symbolic exponents."""

from __future__ import annotations

from fractions import Fraction

from sympy import E, Expr

from symreparam.decide import polysign
from symreparam.decide.fraction import Ratio, Undecided, constant_value
from symreparam.decide.generators import Generator
from symreparam.decide.kernels.absolute import absolute_value
from symreparam.decide.kernels.explog import exponential, log_absolute
from symreparam.decide.kernels.radicals import describe, rational_power
from symreparam.decide.kernels.square_factors import Squares, split_squares
from symreparam.decide.signset import NEGATIVE, NONZERO, POSITIVE
from symreparam.decide.space import Space
from symreparam.terms.integrality import known_even, known_integer, known_odd


def power_kernel(space: Space, term: Expr) -> Ratio:
    """base^exponent"""
    base, exponent = term.args
    if base is E:
        return exponential(space, space.of(exponent))
    if exponent.is_Integer:
        return space.normal(space.power(space.of(base), int(exponent)))
    below = space.normal(space.of(base))
    if exponent.is_Rational:
        share = Fraction(int(exponent.p), int(exponent.q))
        split = split_squares(space, base) if share.denominator == 2 else None
        if split is None:
            return rational_power(space, below, share)
        return _of_squares(space, *split, share.numerator)
    if known_integer(exponent) and base.is_Rational and base < 0:
        return space.multiply(_parity(space, exponent), _symbolic(space, space.of(-base), exponent))
    if known_even(exponent) and below[0]:
        return _of_absolute(space, below, exponent)
    if known_odd(exponent) and below[0]:
        rest = _of_absolute(space, below, exponent - 1)
        return space.normal(space.multiply(below, rest))
    if known_integer(exponent) and below[0] and not polysign.of_ratio(space, below) & POSITIVE:
        size = _of_absolute(space, below, exponent)
        return space.multiply(_parity(space, exponent), size)
    return _symbolic(space, below, exponent)


def _of_squares(space: Space, squares: Squares, rest: Ratio, count: int) -> Ratio:
    """(r s^(2k) ..)^(count/2) = r^(count/2) |s|^(k count) .. where r is nowhere negative."""
    result = rational_power(space, rest, Fraction(count, 2))
    for base, half in squares:
        size = absolute_value(space, base)
        result = space.multiply(result, space.power(size, half * count))
    return space.normal(result)


def _of_absolute(space: Space, base: Ratio, exponent: Expr) -> Ratio:
    """|base|^exponent, the zeros of the base excluded: b^(2m) = |b|^(2m) whatever the sign of b."""
    above = space.of(exponent)
    return exponential(space, space.multiply(above, log_absolute(space, base)))


def _symbolic(space: Space, base: Ratio, exponent: Expr) -> Ratio:
    """exp(exponent log base) for a base that is nowhere negative; excludes its zeros."""
    above = space.of(exponent)
    value = constant_value(space.normal(above))
    if value is not None:
        return rational_power(space, base, value)
    if not base[0]:
        raise Undecided("zero to a symbolic power")
    if polysign.of_ratio(space, base) & NEGATIVE:
        raise Undecided(f"power of a base of unknown sign: {describe(space, base)}")
    return exponential(space, space.multiply(above, log_absolute(space, base)))


def _parity(space: Space, exponent: Expr) -> Ratio:
    """(-1)^n for an integer term: a product of the parities of its summands."""
    above = space.normal(space.of(exponent))
    if not above[1].is_one():
        raise Undecided(f"(-1)^n with n = {exponent}")
    result = space.one
    for exponents, coefficient in above[0].to_dict().items():
        if int(coefficient) % 2 == 0:
            continue
        if not any(exponents):
            result = space.negative(result)
            continue
        result = space.multiply(result, _parity_letter(space, exponents))
    return space.normal(result)


def _parity_letter(space: Space, exponents: tuple[int, ...]) -> Ratio:
    """(-1)^m for a monomial m in symbols that are integers."""
    for index, degree in enumerate(exponents):
        if degree and not space.generators[index].integer:
            raise Undecided("(-1)^n where n is not visibly an integer")
    monomial = space.context.from_dict({tuple(exponents): 1})
    key = ("parity", str(monomial))
    fresh = space.find(key) is None
    index = space.new(Generator("parity", key, NONZERO, (space.whole(monomial),)))
    if fresh:
        space.relate(index, 2, space.one)
    return space.letter(index)
