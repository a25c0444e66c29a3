"""Absolute values, and powers with rational exponents."""

from __future__ import annotations

from fractions import Fraction
from math import isqrt, lcm

from flint import fmpz

from symreparam.decide import polysign
from symreparam.decide.backward import polynomial_term
from symreparam.decide.fraction import Budget, Polynomial, Ratio, Undecided
from symreparam.decide.generators import Generator, Hint
from symreparam.decide.kernels.denesting import denested
from symreparam.decide.kernels.leading import split_leading
from symreparam.decide.signset import NEGATIVE, NONNEGATIVE, NONZERO, POSITIVE, within
from symreparam.decide.space import Space

FACTOR_BITS = 160


def prime_factors(space: Space, value: int) -> tuple[tuple[int, int], ...]:
    """The prime factorisation of a positive integer."""
    if value.bit_length() > FACTOR_BITS:
        raise Budget(f"budget: factorisation of a number of {value.bit_length()} bits")
    space.spend(value.bit_length() ** 2, "integer factorisation")
    return tuple((int(p), int(e)) for p, e in fmpz(value).factor())


def absolute_factor(space: Space, p: Polynomial) -> Ratio:
    """|p| for an irreducible p: p, -p, or branch(p) p (true at p = 0 as well)."""
    signs = polysign.of_polynomial(space, p)
    if within(signs, NONNEGATIVE):
        return space.whole(p)
    if not signs & POSITIVE:
        return space.whole(-p)
    return space.multiply(branch(space, p), space.whole(p))


def branch(space: Space, p: Polynomial) -> Ratio:
    """The letter that is 1 where p >= 0 and -1 where p < 0."""
    key = ("branch", str(p))
    fresh = space.find(key) is None
    ratio = space.whole(p)
    index = space.new(
        Generator("branch", key, NONZERO, (ratio,), constant=space.is_constant(ratio))
    )
    if fresh:
        space.relate(index, 2, space.one)
        modulus = space.times(space.letters[index], p)
        for known in (modulus, modulus + p, modulus - p):
            space.learn(known, NONNEGATIVE)
        inner = only_letter(p)
        if inner is not None:
            space.moduli.append((index, inner))
    return space.letter(index)


def only_letter(p: Polynomial) -> int | None:
    """The index of the letter that p is, or None."""
    if len(p) != 1 or p.total_degree() != 1 or p.leading_coefficient() != 1:
        return None
    return next(i for i, degree in enumerate(p.degrees()) if degree)


def absolute_power(space: Space, p: Polynomial, exponent: Fraction) -> Ratio:
    """|p|^exponent for an irreducible p (negative exponents exclude p = 0)."""
    if exponent < 0:
        space.exclude(p)
    index = only_letter(p)
    if index is not None and space.generators[index].kind == "branch":
        return space.one
    if exponent.denominator == 1:
        base = space.whole(p) if exponent.numerator % 2 == 0 else absolute_factor(space, p)
        return space.power(base, exponent.numerator)
    if index is not None and _rooted(space, index):
        generator = space.generators[index]
        space.deepen(generator.hint, generator.depth * exponent.denominator)
    return radical(space, ("radical", str(p)), absolute_factor(space, p), exponent)


def _rooted(space: Space, index: int) -> bool:
    """Letters whose roots are finer letters of the same kind."""
    generator = space.generators[index]
    return bool(generator.hint) and within(generator.signs, NONNEGATIVE)


def prime_power(space: Space, prime: int, exponent: Fraction) -> Ratio:
    """prime^exponent"""
    if exponent.denominator == 1:
        return space.power(space.number(prime), exponent.numerator)
    return radical(space, ("radical", str(prime)), space.number(prime), exponent)


def radical(space: Space, key: tuple[str, ...], base: Ratio, exponent: Fraction) -> Ratio:
    """base^exponent for a base >= 0 with a letter of its own."""
    hint: Hint = ("radical", polynomial_term(space, base[0]), polynomial_term(space, base[1]))
    depth = space.depth(hint)
    if depth % exponent.denominator:
        space.deepen(hint, lcm(depth, exponent.denominator))
    fresh = space.find(key) is None
    signs = polysign.of_ratio(space, base) & NONNEGATIVE
    index = space.new(
        Generator(
            "radical",
            key,
            signs,
            (base,),
            depth=depth,
            above_one=polysign.of_ratio(space, space.subtract(base, space.one)) == POSITIVE,
            constant=space.is_constant(base),
            hint=hint,
        )
    )
    if fresh:
        space.relate(index, depth, base)
    return space.power(space.letter(index), int(exponent * depth))


def rational_power(space: Space, base: Ratio, exponent: Fraction) -> Ratio:
    """base^exponent for a rational exponent; a base that may be negative is refused."""
    if exponent.denominator == 1:
        return space.power(base, exponent.numerator)
    base = space.normal(base)
    if not base[0]:
        if exponent > 0:
            return space.zero
        raise Undecided("negative power of zero")
    signs = polysign.of_ratio(space, base)
    if signs & NEGATIVE:
        raise Undecided(f"root of a term of unknown sign: {describe(space, base)}")
    plain = _denested(space, base) if exponent.denominator == 2 else None
    if plain is not None:
        return space.normal(space.power(plain, exponent.numerator))
    return space.normal(_by_factors(space, base, exponent))


def _by_factors(space: Space, base: Ratio, exponent: Fraction) -> Ratio:
    """|base|^exponent, factor by factor."""
    result = space.one
    for p, way in ((base[0], 1), (base[1], -1)):
        content, factors = space.factor(p)
        for prime, multiplicity in prime_factors(space, abs(content)):
            share = exponent * multiplicity * way
            result = space.multiply(result, prime_power(space, prime, share))
        for factor, multiplicity in factors:
            share = exponent * multiplicity * way
            plain = denested(space, factor, square_root) if share.denominator == 2 else None
            if plain is not None:
                result = space.multiply(result, space.power(plain, share.numerator))
                continue
            parts = split_leading(space, factor) if share.denominator > 1 else None
            if parts is None:
                result = space.multiply(result, absolute_power(space, factor, share))
            else:
                for part in parts:
                    result = space.multiply(result, _by_factors(space, part, share))
    return result


def _denested(space: Space, base: Ratio) -> Ratio | None:
    """sqrt(a + b sqrt c) = sqrt((a + d)/2) +- sqrt((a - d)/2) where a^2 - b^2 c = d^2, for numbers
    a > 0, b, c; the sign is that of b (Euler 1770, part I, section 2, chapter 8)."""
    if not base[1].is_constant() or len(base[0]) != 2:
        return None
    terms = {tuple(map(int, key)): int(value) for key, value in base[0].to_dict().items()}
    under = int(base[1].leading_coefficient())
    first = terms.pop((0,) * len(next(iter(terms))), None)
    if first is None:
        return None
    ((letters, second),) = terms.items()
    inside = _square(space, letters)
    if inside is None or first * under <= 0:
        return None
    gap = first**2 - second**2 * inside
    root = isqrt(gap) if gap >= 0 else -1
    if root < 0 or root**2 != gap:
        return None
    a, d = Fraction(first, under), Fraction(root, abs(under))
    half = Fraction(1, 2)
    parts = [rational_power(space, space.number(part / 2), half) for part in (a + d, a - d)]
    if second * under < 0:
        parts[1] = space.negative(parts[1])
    return space.add(*parts)


def _square(space: Space, letters: tuple[int, ...]) -> int | None:
    """The square of a product of different roots of primes, or None for another monomial."""
    found = 1
    for index, degree in enumerate(letters):
        if not degree:
            continue
        generator = space.generators[index]
        if generator.kind != "radical" or generator.depth != 2 or degree != 1:
            return None
        above, below = generator.arguments[0]
        if not above.is_constant() or not below.is_one():
            return None
        found *= int(above.leading_coefficient())
    return found


def square_root(space: Space, base: Ratio) -> Ratio:
    """The root of a term that is nowhere negative."""
    return rational_power(space, base, Fraction(1, 2))


def describe(space: Space, a: Ratio) -> str:
    """A short text of a ratio for `Unknown`."""
    text = f"({polynomial_term(space, a[0])})/({polynomial_term(space, a[1])})"
    return text if len(text) <= 160 else text[:157] + "..."
