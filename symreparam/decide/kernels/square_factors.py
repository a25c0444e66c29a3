"""Squares under a root, found while the variables are still themselves.

On an interval with irrational ends a letter of known sign replaces the variable, and a polynomial
that is a square times another over the rationals is none over the letters: sqrt(1 - T_5(x)^2) is
sqrt(1 - x^2) |U_4(x)|, and U_4 has its zeros at the ends of such intervals.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from sympy import E, Expr, Pow, Rational, Symbol

from symreparam.decide.fraction import Polynomial, Ratio, Ring, Undecided
from symreparam.decide.space import Space

FUEL: Final = 2_000_000
SYMBOLS: Final = 6
MOST_OPERATIONS: Final = 200
_HALF: Final = Rational(1, 2)
Squares = tuple[tuple[Ratio, int], ...]
Pair = tuple[Ratio, Ratio]
"""a + b w, where w is the one square root of the term."""


def split_squares(space: Space, base: Expr) -> tuple[Squares, Ratio] | None:
    """((s, k), ..) and r with base = r s^(2k) .., where a symbol of it has an irrational end.

    None where no square is found. `base` is a rational function of its symbols; the square root
    of one other may stand in it where it cancels, as in 1 - (2 x sqrt(1 - x^2))^2. The identity
    holds wherever no denominator of `base` vanishes, and `base` itself was read before.
    """
    symbols = sorted(base.free_symbols, key=str)
    if not 0 < len(symbols) <= SYMBOLS or not any(_irrational(space, s) for s in symbols):
        return None
    if base.count_ops() > MOST_OPERATIONS:
        return None
    space.spend(FUEL // 4, "square factors")
    plain = _Plain(tuple(symbols))
    try:
        found = plain.read(base)
        if found is None or not found[0]:
            return None
        parts = [(p, e, way) for way in (1, -1) for p, e in plain.ring.factor(found[way < 0])[1]]
        squares = [(p, way * (e // 2)) for p, e, way in parts if e >= 2]
        rest = found
        for p, half in squares:
            rest = plain.ring.multiply(rest, plain.ring.power((p, plain.ring.unit), -2 * half))
    except Undecided:
        return None
    if not squares:
        return None
    at = [space.of(symbol) for symbol in symbols]
    above, below = (_value(space, p, at) for p in rest)
    values = tuple((_value(space, p, at), half) for p, half in squares)
    return values, space.normal(space.divide(above, below))


def _irrational(space: Space, symbol: Symbol) -> bool:
    """Whether an end of the symbol's interval has a root in it."""
    place = space.plan.place(symbol)
    if place is None:
        return False
    powers = place.lower.atoms(Pow) | place.upper.atoms(Pow)
    return any(not power.exp.is_Integer for power in powers)


class _Plain:
    """Rational functions of the symbols over the rationals, with one square root w, w^2 = q."""

    def __init__(self, symbols: tuple[Symbol, ...]) -> None:
        self.ring = Ring(10)
        self.ring.fuel = FUEL
        self.letters = {s: self.ring.letter(index) for index, s in enumerate(symbols)}
        self.under = self.ring.zero

    def read(self, term: Expr) -> Ratio | None:
        """The term without its root, or None."""
        roots = [t for t in term.atoms(Pow) if t.exp == _HALF and t.free_symbols]
        if len(roots) > 1:
            return None
        for root in roots:
            inner = self._pair(root.base)
            if inner is None:
                return None
            self.under = inner[0]
        found = self._pair(term)
        return found[0] if found is not None and not found[1][0] else None

    def _pair(self, term: Expr) -> Pair | None:
        ring = self.ring
        if term in self.letters:
            return self.letters[term], ring.zero
        if term.is_Rational:
            return ring.number(Fraction(int(term.p), int(term.q))), ring.zero
        if term.is_Pow and term.exp == _HALF and term.free_symbols:
            return ring.zero, ring.one
        if term.is_Pow and term.base is not E and term.exp.is_Integer:
            return self._power(term.base, int(term.exp))
        if not (term.is_Add or term.is_Mul):
            return None
        total: Pair = (ring.zero if term.is_Add else ring.one, ring.zero)
        for argument in term.args:
            part = self._pair(argument)
            if part is None:
                return None
            total = self._sum(total, part) if term.is_Add else self._product(total, part)
        return total

    def _power(self, base: Expr, exponent: int) -> Pair | None:
        below = self._pair(base)
        if below is None or not 0 < abs(exponent) <= 64:
            return None
        if not below[1][0]:
            if exponent < 0 and not below[0][0]:
                return None
            return self.ring.power(below[0], exponent), self.ring.zero
        if exponent < 0:
            return None
        total = below
        for _ in range(exponent - 1):
            total = self._product(total, below)
        return total

    def _sum(self, one: Pair, two: Pair) -> Pair:
        return self.ring.add(one[0], two[0]), self.ring.add(one[1], two[1])

    def _product(self, one: Pair, two: Pair) -> Pair:
        ring, (a, b), (c, d) = self.ring, one, two
        square = ring.multiply(ring.multiply(b, d), self.under)
        cross = ring.add(ring.multiply(a, d), ring.multiply(b, c))
        return ring.add(ring.multiply(a, c), square), cross


def _value(space: Space, p: Polynomial, at: list[Ratio]) -> Ratio:
    """The polynomial at these ratios, term by term."""
    total = space.zero
    for exponents, coefficient in sorted(p.to_dict().items()):
        product = space.number(int(coefficient))
        for degree, value in zip(exponents, at, strict=False):
            if degree:
                product = space.multiply(product, space.power(value, int(degree)))
        total = space.add(total, product)
    return space.normal(total)
