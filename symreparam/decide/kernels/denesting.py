"""Square roots of a + b w, where w is a square root itself, as sums of two roots.

With a^2 - b^2 w^2 = d^2 and a >= |d|: sqrt(a + b w) = sqrt((a + d)/2) +- sqrt((a - d)/2), d >= 0,
with the sign of b, as both sides are >= 0 and have the same square (Euler 1770, part I, section 2,
chapter 8, for numbers).
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import isqrt
from typing import Final

from symreparam.decide import polysign
from symreparam.decide.fraction import Budget, Polynomial, Ratio
from symreparam.decide.signset import NONNEGATIVE, NONPOSITIVE, within
from symreparam.decide.space import Space

MOST_TERMS: Final = 12
Root = Callable[[Space, Ratio], Ratio]


def denested(space: Space, p: Polynomial, root: Root) -> Ratio | None:
    """The square root of |p| for such a p = +-(a + b w); None for any other polynomial."""
    if not 1 < len(p) <= MOST_TERMS:
        return None
    for index, degree in enumerate(p.degrees()):
        generator = space.generators[index] if degree == 1 else None
        if generator is None or generator.kind != "radical" or generator.depth != 2:
            continue
        a, b = _by_letter(space, p, index)
        try:
            found = _as_sum(space, a, b, generator.arguments[0], root)
        except Budget:
            found = None
        if found is not None:
            return found
    return None


def _by_letter(space: Space, p: Polynomial, index: int) -> tuple[Ratio, Ratio]:
    """a and b of p = a + b w."""
    parts: tuple[dict[tuple[int, ...], int], dict[tuple[int, ...], int]] = ({}, {})
    for exponents, coefficient in p.to_dict().items():
        rest = (*exponents[:index], 0, *exponents[index + 1 :])
        parts[int(exponents[index])][rest] = coefficient
    a, b = (space.whole(space.context.from_dict(part)) for part in parts)
    return a, b


def _as_sum(space: Space, a: Ratio, b: Ratio, square: Ratio, root: Root) -> Ratio | None:
    sense = _sense(space, a)
    if sense < 0:
        a, b = space.negative(a), space.negative(b)
    way = _sense(space, b)
    if not sense or not way:
        return None
    gap = space.multiply(space.power(b, 2), square)
    d = _exact_root(space, space.normal(space.subtract(space.power(a, 2), gap)))
    side = 0 if d is None else _sense(space, d)
    if d is None or not side:
        return None
    d = d if side > 0 else space.negative(d)
    doubles = [space.scale(part, 2) for part in (space.add(a, d), space.subtract(a, d))]
    if not all(_sense(space, part) > 0 for part in doubles):
        return None
    # sqrt(2 (a + d))/2 +- sqrt(2 (a - d))/2
    one, two = (space.scale(root(space, part), Fraction(1, 2)) for part in doubles)
    return space.add(one, two) if way > 0 else space.subtract(one, two)


def _sense(space: Space, a: Ratio) -> int:
    """1 for a term that is nowhere negative, -1 for one that is nowhere positive, else 0."""
    signs = polysign.of_ratio(space, a)
    return 1 if within(signs, NONNEGATIVE) else -1 if within(signs, NONPOSITIVE) else 0


def _exact_root(space: Space, gap: Ratio) -> Ratio | None:
    """d with d^2 the given ratio, by its factors."""
    parts = []
    for p in gap:
        if not p:
            return None
        content, factors = space.factor(p)
        whole = isqrt(content) if content > 0 else -1
        if whole < 0 or whole**2 != content or any(count % 2 for _, count in factors):
            return None
        total = space.number(whole)
        for factor, count in factors:
            total = space.multiply(total, space.power(space.whole(factor), count // 2))
        parts.append(total)
    return space.divide(*parts)
