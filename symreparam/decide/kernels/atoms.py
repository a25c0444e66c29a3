"""Splitting exponents and angles into rational multiples of atoms, and linear relations over Q."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import gcd

from symreparam.decide.fraction import Polynomial, Ratio
from symreparam.decide.space import Space

Vector = dict[tuple[int, ...], Fraction]


def atoms(space: Space, a: Ratio) -> Iterator[tuple[Fraction, Ratio, bool]]:
    """a = sum share * atom; `simple` atoms are quotients of monomials, at most one is not."""
    numerator, denominator = a
    if not numerator:
        return
    content, factors = space.factor(denominator)
    simple = [(f, m) for f, m in factors if len(f) == 1]
    below, rest = space.unit, space.unit
    for factor, multiplicity in factors:
        if (factor, multiplicity) in simple:
            below = below * factor**multiplicity
        else:
            rest = rest * factor**multiplicity
    whole, remainder = _vector(numerator), Vector()
    if not rest.is_one():
        whole, remainder = _quotient(_vector(numerator), _vector(rest))
    for exponents, share in sorted(whole.items(), reverse=True):
        yield share / content, _over(space, _monomial(space, exponents), below), True
    if remainder:
        share, left = _primitive(space, remainder)
        yield share / content, space.reduced(left, space.times(below, rest)), False


def _vector(p: Polynomial) -> Vector:
    return {tuple(map(int, e)): Fraction(int(c)) for e, c in p.to_dict().items()}


def _monomial(space: Space, exponents: tuple[int, ...]) -> Polynomial:
    return space.context.from_dict({exponents: 1})


def _over(space: Space, p: Polynomial, q: Polynomial) -> Ratio:
    common = p.gcd(q)
    return (p / common, q / common)


def _primitive(space: Space, vector: Vector) -> tuple[Fraction, Polynomial]:
    """A vector as a rational number times a primitive polynomial with positive lead."""
    scale = 1
    for value in vector.values():
        scale = scale * value.denominator // gcd(scale, value.denominator)
    p: Polynomial = space.context.from_dict({e: int(c * scale) for e, c in vector.items()})
    content = int(p.content())
    if p.leading_coefficient() < 0:
        content = -content
    return Fraction(content, scale), p / content


def _quotient(numerator: Vector, denominator: Vector) -> tuple[Vector, Vector]:
    """Division with remainder by one polynomial in lexicographic order."""
    lead = max(denominator)
    quotient: Vector = {}
    remainder: Vector = {}
    numerator = dict(numerator)
    while numerator:
        top = max(numerator)
        value = numerator.pop(top)
        gaps = tuple(x - y for x, y in zip(top, lead, strict=True))
        if min(gaps) < 0:
            remainder[top] = value
            continue
        share = value / denominator[lead]
        quotient[gaps] = quotient.get(gaps, Fraction(0)) + share
        for exponents, other in denominator.items():
            if exponents != lead:
                shifted = tuple(x + y for x, y in zip(gaps, exponents, strict=True))
                _bump(numerator, shifted, -share * other)
    return quotient, remainder


def _bump(vector: Vector, key: tuple[int, ...], value: Fraction) -> None:
    total = vector.get(key, Fraction(0)) + value
    if total:
        vector[key] = total
    else:
        vector.pop(key, None)


def relation(space: Space, a: Ratio) -> tuple[tuple[int, Fraction], ...] | None:
    """a as a rational combination of exponents and logarithms of letters: ((letter, weight), ...).

    A weight w of an exponential letter with exponent B and depth d stands for w B.
    """
    basis = [
        (i, g.arguments[0] if g.kind == "exponential" else space.letter(i))
        for i, g in enumerate(space.generators)
        if g.kind in ("exponential", "logarithm")
    ]
    if not basis:
        return None
    common = a[1]
    for _, ratio in basis:
        common = space.times(common, ratio[1] / space.divisor(common, ratio[1]))
    rows: list[tuple[tuple[int, ...], Vector, dict[int, Fraction]]] = []
    for index, ratio in basis:
        vector = _cleared(space, ratio, common)
        weights = {index: Fraction(1)}
        _eliminate(vector, weights, rows)
        if vector:
            rows.append((min(vector), vector, weights))
    vector, found = _cleared(space, a, common), dict[int, Fraction]()
    _eliminate(vector, found, rows)
    if vector:
        return None
    return tuple((index, -weight) for index, weight in sorted(found.items()) if weight)


def _cleared(space: Space, a: Ratio, common: Polynomial) -> Vector:
    return _vector(space.times(a[0], common / a[1]))


def _eliminate(
    vector: Vector,
    weights: dict[int, Fraction],
    rows: list[tuple[tuple[int, ...], Vector, dict[int, Fraction]]],
) -> None:
    """Subtract multiples of the rows in place; `weights` takes part."""
    for pivot, row, combination in rows:
        value = vector.get(pivot)
        if value:
            share = value / row[pivot]
            for key, other in row.items():
                _bump(vector, key, -share * other)
            for index, weight in combination.items():
                weights[index] = weights.get(index, Fraction(0)) - share * weight
