"""Irreducible factors whose leading coefficient is a product of roots of primes.

2 z + 2^(1/3) 9^(1/3) and 4^(1/3) z + 9^(1/3) are irreducible over the rationals in the letters, and
one is 2^(1/3) times the other. Roots and logarithms have letters by factor, so a factor is divided
by its leading coefficient first.
"""

from __future__ import annotations

from symreparam.decide.fraction import Polynomial, Ratio
from symreparam.decide.space import Space


def split_leading(space: Space, p: Polynomial) -> tuple[Ratio, Ratio] | None:
    """(c, p/c) for the leading coefficient c > 0 of p in the letters that are no roots of primes,
    when c is one product with such a root in it; None when there is nothing to divide by."""
    roots = {i: d for i, d in enumerate(p.degrees()) if d and _prime_root(space, i)}
    if not roots or len(p) < 2:
        return None
    leading: dict[tuple[int, ...], list[dict[int, int]]] = {}
    for exponents in p.to_dict():
        powers = {i: int(exponents[i]) for i in roots if exponents[i]}
        free = tuple(0 if i in roots else int(e) for i, e in enumerate(exponents))
        leading.setdefault(free, []).append(powers)
    top = leading[max(leading)]
    if len(top) != 1 or not top[0] or not any(max(leading)):
        return None
    divisor, rest = space.one, space.whole(p)
    for index, degree in sorted(top[0].items()):
        generator, letter = space.generators[index], space.letter(index)
        divisor = space.multiply(divisor, space.power(letter, degree))
        # 1/r^e = r^(d - e)/b where r^d = b
        rest = space.multiply(rest, space.power(letter, generator.depth - degree))
        rest = space.multiply(rest, space.inverse(generator.arguments[0]))
    return divisor, space.normal(rest)


def _prime_root(space: Space, index: int) -> bool:
    """Whether the letter is a root of a positive integer."""
    generator = space.generators[index]
    if generator.kind != "radical":
        return False
    above, below = generator.arguments[0]
    return bool(above.is_constant() and below.is_one() and above.leading_coefficient() > 0)
