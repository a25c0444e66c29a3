"""Sign sets: which of negative, zero, positive a quantity may be, as three bits.

Every strict or weak statement about a sign is a subset relation between such sets, so that no rule
needs to tell `< 0` from `<= 0` by hand: closed zero times open positive is {0, +}, never {+}.
"""

from __future__ import annotations

from typing import Final

Signs = int

NEGATIVE: Final = 1
ZERO: Final = 2
POSITIVE: Final = 4
NONPOSITIVE: Final = NEGATIVE | ZERO
NONNEGATIVE: Final = ZERO | POSITIVE
NONZERO: Final = NEGATIVE | POSITIVE
ANY: Final = NEGATIVE | ZERO | POSITIVE

_BITS: Final = ((NEGATIVE, -1), (ZERO, 0), (POSITIVE, 1))
_OF: Final = {-1: NEGATIVE, 0: ZERO, 1: POSITIVE}


def _product(a: Signs, b: Signs) -> Signs:
    found = 0
    for bit, s in _BITS:
        for other, t in _BITS:
            if a & bit and b & other:
                found |= _OF[s * t]
    return found


def _sum(a: Signs, b: Signs) -> Signs:
    found = 0
    for bit, s in _BITS:
        for other, t in _BITS:
            if a & bit and b & other:
                found |= ANY if s * t < 0 else _OF[s or t]
    return found


_PRODUCTS: Final = tuple(tuple(_product(a, b) for b in range(8)) for a in range(8))
_SUMS: Final = tuple(tuple(_sum(a, b) for b in range(8)) for a in range(8))


def times(a: Signs, b: Signs) -> Signs:
    """The signs that a product may have."""
    return _PRODUCTS[a][b]


def plus(a: Signs, b: Signs) -> Signs:
    """The signs that a sum may have."""
    return _SUMS[a][b]


def power(a: Signs, exponent: int) -> Signs:
    """The signs that an integer power may have (negative powers: of a non-zero quantity)."""
    if exponent == 0:
        return POSITIVE
    if exponent < 0:
        a &= NONZERO
    return a if exponent % 2 else times_self(a)


def times_self(a: Signs) -> Signs:
    """The signs that a square may have."""
    return (POSITIVE if a & NONZERO else 0) | (a & ZERO)


def opposite(a: Signs) -> Signs:
    """The signs of the negative."""
    return (a & ZERO) | (NEGATIVE if a & POSITIVE else 0) | (POSITIVE if a & NEGATIVE else 0)


def of_integer(value: int) -> Signs:
    """The sign of a number."""
    return POSITIVE if value > 0 else NEGATIVE if value < 0 else ZERO


def within(a: Signs, allowed: Signs) -> bool:
    """Whether every possible sign is allowed."""
    return a & ~allowed == 0
