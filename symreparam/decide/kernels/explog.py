"""Logarithms over irreducible factors and exponentials over Q-independent exponents.

Risch's structure theorem (Rothstein & Caviness 1979): exp(E) is algebraic over the letters present
exactly when E is a rational combination of their exponents and logarithms; that linear algebra is
`relation`. Independence is needed for completeness only: each step is an identity at every point.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from sympy import Expr

from symreparam.decide import polysign
from symreparam.decide.backward import ratio_term
from symreparam.decide.fraction import Polynomial, Ratio, Undecided
from symreparam.decide.generators import Generator, Hint
from symreparam.decide.kernels.atoms import atoms, relation
from symreparam.decide.kernels.leading import split_leading
from symreparam.decide.kernels.radicals import (
    absolute_power,
    describe,
    only_letter,
    prime_factors,
    prime_power,
)
from symreparam.decide.signset import ANY, NEGATIVE, POSITIVE
from symreparam.decide.space import FINEST_ROOT, Space

LAMBERTS: Final = ("LambertW", "LambertLower")
"""Both branches of W(A) exp(W(A)) = A."""


# --- logarithms -----------------------------------------------------------------------------
def log_absolute(space: Space, a: Ratio) -> Ratio:
    """log|a| as a sum over irreducible factors; excludes the zeros of a."""
    a = space.normal(a)
    if not a[0]:
        raise Undecided("logarithm of zero")
    total = space.zero
    for p, way in ((a[0], 1), (a[1], -1)):
        content, factors = space.factor(p)
        total = space.add(total, space.scale(log_integer(space, abs(content)), way))
        for factor, multiplicity in factors:
            space.exclude(factor)
            parts = split_leading(space, factor)
            if parts is None:
                part = log_factor(space, factor)
            else:
                part = space.add(*(log_absolute(space, each) for each in parts))
            part = space.scale(part, way * multiplicity)
            total = space.add(total, part)
    return total


def log_integer(space: Space, value: int) -> Ratio:
    """log of a positive integer over its primes."""
    total = space.zero
    for prime, multiplicity in prime_factors(space, value):
        index = space.new(
            Generator(
                "logarithm",
                ("log", str(prime)),
                POSITIVE,
                (space.number(prime),),
                above_one=prime > 2,
                constant=True,
            )
        )
        total = space.add(total, space.scale(space.letter(index), multiplicity))
    return total


def log_factor(space: Space, p: Polynomial) -> Ratio:
    """log|p| for an irreducible p, without excluding p = 0."""
    index = only_letter(p)
    if index is None:
        key = ("log", str(p))
        known = None if space.find(key) is not None else _by_conjugate(space, p)
        return known or space.letter(_log_letter(space, key, space.whole(p)))
    generator = space.generators[index]
    if generator.kind == "exponential":
        return space.scale(generator.arguments[0], Fraction(1, generator.depth))
    if generator.kind == "branch":
        return space.zero
    if generator.head in LAMBERTS:
        # W exp(W) = A, so log|W| = log|A| - W
        whole = space.subtract(log_absolute(space, generator.arguments[0]), _full(space, index))
        return space.scale(whole, Fraction(1, generator.depth))
    if generator.kind == "radical":
        whole = log_absolute(space, generator.arguments[0])
        return space.scale(whole, Fraction(1, generator.depth))
    inner = space.whole(space.letters[index] ** generator.depth)
    letter = space.letter(_log_letter(space, ("log", *generator.key), inner))
    return space.scale(letter, Fraction(1, generator.depth))


def _by_conjugate(space: Space, p: Polynomial) -> Ratio | None:
    """log|p| = log|p q| - log|q| for the argument q of an older letter when p q has no root left:
    of r + x and r - x with r^2 = x^2 + c. The zeros of p q are excluded."""
    roots = [g.kind == "radical" for g in space.generators]
    if not any(root and power for root, power in zip(roots, p.degrees(), strict=False)):
        return None
    for index, generator in enumerate(space.generators):
        if generator.kind != "logarithm" or len(generator.arguments) != 1:
            continue
        product = space.normal(space.multiply(space.whole(p), generator.arguments[0]))
        parts = zip(roots, product[0].degrees(), product[1].degrees(), strict=False)
        if product[0] and not any(root and (a or b) for root, a, b in parts):
            return space.subtract(log_absolute(space, product), space.letter(index))
    return None


def _log_letter(space: Space, key: tuple[str, ...], inner: Ratio) -> int:
    found = space.find(key)
    if found is not None:
        return found
    signs = ANY
    if polysign.of_ratio(space, inner) == POSITIVE:
        signs = polysign.of_ratio(space, space.subtract(inner, space.one))
    elif polysign.of_ratio(space, inner) == NEGATIVE:
        signs = polysign.of_ratio(space, space.negative(space.add(inner, space.one)))
    constant = space.is_constant(inner)
    return space.new(Generator("logarithm", key, signs, (inner,), constant=constant))


def logarithm(space: Space, term: Expr) -> Ratio:
    """log of a positive term."""
    if len(term.args) != 1:
        raise Undecided("log with a base")
    return log_positive(space, space.of(term.args[0]))


def log_positive(space: Space, a: Ratio) -> Ratio:
    """log a; a may vanish only where its factors are excluded."""
    a = space.normal(a)
    if polysign.of_ratio(space, a) & NEGATIVE:
        raise Undecided(f"log of a term of unknown sign: {describe(space, a)}")
    return log_absolute(space, a)


# --- exponentials ---------------------------------------------------------------------------
def exponential(space: Space, exponent: Ratio) -> Ratio:
    """exp(exponent)"""
    exponent = space.normal(exponent)
    result = space.one
    for share, atom, simple in atoms(space, exponent):
        result = space.multiply(result, _exp_atom(space, share, atom, simple))
    return space.normal(result)


def _exp_atom(space: Space, share: Fraction, atom: Ratio, simple: bool) -> Ratio:
    index = only_letter(atom[0]) if atom[1].is_one() else None
    if index is not None and space.generators[index].kind == "logarithm":
        return _exp_log(space, index, share)
    index = _lambert(space, atom)
    if index is not None:
        return _exp_lambert(space, index, share)
    key = ("exp", str(atom[0]), str(atom[1]))
    if space.find(key) is None and (not simple or space.tangled):
        space.tangled = space.tangled or not simple
        combination = relation(space, atom)
        if combination is not None:
            return _exp_combination(space, share, combination)
    return _exp_letter(space, key, share, atom)


def _full(space: Space, index: int) -> Ratio:
    """The value that the letter is a root of."""
    return space.power(space.letter(index), space.generators[index].depth)


def _lambert(space: Space, atom: Ratio) -> int | None:
    """The index of the letter W(A) that the atom is, of either branch, or None."""
    for index, generator in enumerate(space.generators):
        if generator.head in LAMBERTS and space.same(atom, _full(space, index)):
            return index
    return None


def _exp_lambert(space: Space, index: int, share: Fraction) -> Ratio:
    """exp(share W(A)) = |A|^share |W(A)|^(-share), as W exp(W) = A; excludes A = 0."""
    generator = space.generators[index]
    above = exponential(space, space.scale(log_absolute(space, generator.arguments[0]), share))
    letter = space.letters[index]
    return space.multiply(above, absolute_power(space, letter, -share * generator.depth))


def _exp_letter(space: Space, key: tuple[str, ...], share: Fraction, atom: Ratio) -> Ratio:
    found = space.find(key)
    if found is None:
        hint: Hint = ("exponential", ratio_term(space, atom))
        found = space.new(
            Generator(
                "exponential",
                key,
                POSITIVE,
                (atom,),
                depth=space.depth(hint),
                above_one=polysign.of_ratio(space, atom) == POSITIVE,
                constant=space.is_constant(atom),
                hint=hint,
            )
        )
    return _exp_power(space, found, share)


def _exp_power(space: Space, index: int, share: Fraction) -> Ratio:
    generator = space.generators[index]
    power = share * generator.depth
    if power.denominator != 1 and generator.depth * power.denominator > FINEST_ROOT:
        return _exp_in_two(space, index, share)
    if power.denominator != 1:
        space.deepen(generator.hint, generator.depth * power.denominator)
    return space.power(space.letter(index), power.numerator)


def _exp_in_two(space: Space, index: int, share: Fraction) -> Ratio:
    """exp(share B) = exp(whole B) exp(B/d)^n with share = whole + n/d, for rates that differ by a
    tiny amount: the two letters are taken as independent, which proves less and nothing false."""
    generator = space.generators[index]
    whole = round(share)
    rest = share - whole
    if abs(rest.numerator) > FINEST_ROOT:
        raise Undecided(f"budget: roots of index over {FINEST_ROOT}")
    fine = space.normal(space.scale(generator.arguments[0], Fraction(1, rest.denominator)))
    key = ("exp", str(fine[0]), str(fine[1]))
    found = _exp_letter(space, key, Fraction(rest.numerator), fine)
    return space.multiply(space.power(space.letter(index), whole * generator.depth), found)


def _exp_log(space: Space, index: int, share: Fraction) -> Ratio:
    """exp(share log|p|) = |p|^share; p = 0 was excluded by the logarithm."""
    inner = space.generators[index].arguments[0]
    if inner[0].is_constant():
        return prime_power(space, int(inner[0].leading_coefficient()), share)
    if len(inner[0]) == 1:
        ((exponents, _),) = inner[0].to_dict().items()
        letter = next(i for i, e in enumerate(exponents) if e)
        return absolute_power(space, space.letters[letter], share * int(exponents[letter]))
    return absolute_power(space, inner[0], share)


def _exp_combination(
    space: Space, share: Fraction, combination: tuple[tuple[int, Fraction], ...]
) -> Ratio:
    result = space.one
    for index, weight in combination:
        if space.generators[index].kind == "logarithm":
            part = _exp_log(space, index, share * weight)
        else:
            part = _exp_power(space, index, share * weight)
        result = space.multiply(result, part)
    return result


def exp_kernel(space: Space, term: Expr) -> Ratio:
    """exp"""
    return exponential(space, space.of(term.args[0]))
