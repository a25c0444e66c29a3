"""Rational functions over the integers: pairs (numerator, denominator) of FLINT polynomials.

All pairs of one ring share a fixed polynomial ring with 10, 20 or 40 generators, are coprime and
have a denominator with positive leading coefficient. Every inverted numerator is written down in
`divided`: a computation holds at each point where none of those polynomials vanishes.

Effort is bounded before it is spent: term counts, degrees and coefficient bits are estimated, and
`Budget` is raised when one operation or the whole computation would cost too much.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import gcd
from typing import Any, Final

from flint import Ordering, fmpz_mpoly_ctx

from symreparam.decide.signset import Signs, of_integer

Polynomial = Any
"""A `flint.fmpz_mpoly` (python-flint is not typed)."""

Ratio = tuple[Polynomial, Polynomial]

SIZES: Final = (10, 20, 40)
PRODUCT_TERMS: Final = 300_000
POLYNOMIAL_TERMS: Final = 6_000
DEGREE: Final = 4_000
GCD_DEGREE: Final = 600
BITS: Final = 40_000
FUEL: Final = 48_000_000
ORACLE: Final = 10_000_000
"""Fuel is measured in tenths of a microsecond of a slow core, roughly and on the safe side."""


class Undecided(Exception):
    """The construction cannot go on; the message names the kernel or the term."""


class Budget(Undecided):
    """An operation would cost too much; the message starts with `budget`."""


@lru_cache(maxsize=len(SIZES))
def _polynomials(size: int) -> tuple[Any, tuple[Polynomial, ...], Polynomial, Polynomial]:
    """The polynomials in so many generators: what makes them, the generators, 1 and 0."""
    context = fmpz_mpoly_ctx.get([f"g{index}" for index in range(size)], Ordering.degrevlex)
    return context, tuple(context.gens()), context.constant(1), context.constant(0)


class Ring:
    """Arithmetic of rational functions in `size` generators, with fuel."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.context, self.letters, self.unit, self.nothing = _polynomials(size)
        self.one: Ratio = (self.unit, self.unit)
        self.zero: Ratio = (self.nothing, self.unit)
        self.fuel = FUEL
        self.oracle = ORACLE
        self.divided: dict[str, Polynomial] = {}
        self._factors: dict[str, tuple[int, tuple[tuple[Polynomial, int], ...]]] = {}

    # --- fuel -------------------------------------------------------------------------------
    def spend(self, cost: int, what: str) -> None:
        """Pay for an operation in advance."""
        self.fuel -= cost
        if self.fuel < 0:
            raise Budget(f"budget: fuel used up ({what})")

    def affords(self, cost: int) -> bool:
        """Pay for a step of the sign oracle, or learn that it must be left out."""
        if self.oracle < cost:
            return False
        self.oracle -= cost
        return True

    def _check(self, p: Polynomial, what: str) -> None:
        if len(p) > POLYNOMIAL_TERMS:
            raise Budget(f"budget: {len(p)} terms ({what})")
        if p and abs(p.leading_coefficient()).bit_length() > BITS:
            raise Budget(f"budget: coefficients of more than {BITS} bits ({what})")

    def times(self, p: Polynomial, q: Polynomial) -> Polynomial:
        """The product of two polynomials."""
        if p.is_one():
            return q
        if q.is_one():
            return p
        cost = len(p) * len(q)
        if cost > PRODUCT_TERMS:
            raise Budget(f"budget: product of {len(p)} by {len(q)} terms")
        self.spend(cost + 20, "product")
        result = p * q
        self._check(result, "product")
        return result

    def divisor(self, p: Polynomial, q: Polynomial) -> Polynomial:
        """A greatest common divisor."""
        if len(p) + len(q) > POLYNOMIAL_TERMS:
            raise Budget(f"budget: gcd of {len(p)} and {len(q)} terms")
        if max(p.total_degree(), q.total_degree()) > GCD_DEGREE and min(len(p), len(q)) > 1:
            raise Budget(f"budget: gcd in degree {max(p.total_degree(), q.total_degree())}")
        low = min(p.total_degree(), q.total_degree())
        self.spend(200 + 20 * (len(p) + len(q)) * (1 + low), "gcd")
        return p.gcd(q)

    # --- field operations -------------------------------------------------------------------
    def number(self, value: int | Fraction) -> Ratio:
        """A rational number."""
        fraction = Fraction(value)
        if max(abs(fraction.numerator), fraction.denominator).bit_length() > BITS:
            raise Budget(f"budget: number of more than {BITS} bits")
        constant = self.context.constant
        return (constant(fraction.numerator), constant(fraction.denominator))

    def letter(self, index: int) -> Ratio:
        """The generator with this index."""
        return (self.letters[index], self.unit)

    def whole(self, p: Polynomial) -> Ratio:
        """A polynomial as a ratio."""
        return (p, self.unit)

    def _signed(self, p: Polynomial, q: Polynomial) -> Ratio:
        return (-p, -q) if q.leading_coefficient() < 0 else (p, q)

    def reduced(self, p: Polynomial, q: Polynomial) -> Ratio:
        """p/q in lowest terms."""
        if not p:
            return self.zero
        if q.is_one():
            return (p, q)
        common = self.divisor(p, q)
        if not common.is_one():
            p, q = p / common, q / common
        return self._signed(p, q)

    def add(self, a: Ratio, b: Ratio) -> Ratio:
        """a + b"""
        if not a[0]:
            return b
        if not b[0]:
            return a
        self.spend(len(a[0]) + len(b[0]), "sum")
        if a[1] == b[1]:
            return self.reduced(a[0] + b[0], a[1])
        common = self.divisor(a[1], b[1])
        left, right = a[1] / common, b[1] / common
        numerator = self.times(a[0], right) + self.times(b[0], left)
        return self.reduced(numerator, self.times(left, b[1]))

    def negative(self, a: Ratio) -> Ratio:
        """-a"""
        return (-a[0], a[1])

    def subtract(self, a: Ratio, b: Ratio) -> Ratio:
        """a - b"""
        return self.add(a, self.negative(b))

    def multiply(self, a: Ratio, b: Ratio) -> Ratio:
        """a b"""
        if not a[0] or not b[0]:
            return self.zero
        (p, q), (r, s) = a, b
        if not s.is_one():
            common = self.divisor(p, s)
            p, s = p / common, s / common
        if not q.is_one():
            common = self.divisor(r, q)
            r, q = r / common, q / common
        return self._signed(self.times(p, r), self.times(q, s))

    def scale(self, a: Ratio, value: int | Fraction) -> Ratio:
        """a times a rational number"""
        return self.multiply(a, self.number(value))

    def exclude(self, p: Polynomial) -> None:
        """Write down that the computation divides by p: it says nothing where p = 0."""
        if not p.is_constant():
            self.divided.setdefault(str(p), p)

    def inverse(self, a: Ratio) -> Ratio:
        """1/a, which excludes the zeros of a."""
        if not a[0]:
            raise Undecided("division by zero")
        self.exclude(a[0])
        return self._signed(a[1], a[0])

    def divide(self, a: Ratio, b: Ratio) -> Ratio:
        """a/b, which excludes the zeros of b."""
        return self.multiply(a, self.inverse(b))

    def power(self, a: Ratio, exponent: int) -> Ratio:
        """a to an integer power."""
        if exponent == 0:
            return self.one
        if exponent < 0:
            a, exponent = self.inverse(a), -exponent
        for p in a:
            if p.total_degree() * exponent > DEGREE:
                raise Budget(f"budget: power of degree {p.total_degree() * exponent}")
            self._check_power(p, exponent)
        return (a[0] ** exponent, a[1] ** exponent)

    def _check_power(self, p: Polynomial, exponent: int) -> None:
        terms = 1
        for step in range(1, min(len(p), exponent + 1)):
            terms = terms * (exponent + len(p) - step) // step
            if terms > PRODUCT_TERMS:
                raise Budget(f"budget: power {exponent} of {len(p)} terms")
        if p:
            bits = max(abs(c).bit_length() for c in p.coeffs()) * exponent
            if bits > BITS:
                raise Budget(f"budget: power with {bits} bits")
        self.spend(terms + 10, "power")

    # --- factors ----------------------------------------------------------------------------
    def factor(self, p: Polynomial) -> tuple[int, tuple[tuple[Polynomial, int], ...]]:
        """Content with sign, and irreducible factors (leading coefficient positive)."""
        key = str(p)
        known = self._factors.get(key)
        if known is None:
            self._check(p, "factor")
            if len(p) > 1 and p.total_degree() > GCD_DEGREE:
                raise Budget(f"budget: factor in degree {p.total_degree()}")
            self.spend(1000 + 100 * len(p) * (1 + p.total_degree()), "factor")
            linear = p.total_degree() == 1
            split = self._linear if linear else self._split
            known = self._monomial(p) if len(p) == 1 else split(p)
            self._factors[key] = known
        return known

    def _monomial(self, p: Polynomial) -> tuple[int, tuple[tuple[Polynomial, int], ...]]:
        ((exponents, coefficient),) = p.to_dict().items()
        found = tuple((self.letters[i], int(e)) for i, e in enumerate(exponents) if e)
        return int(coefficient), found

    def _linear(self, p: Polynomial) -> tuple[int, tuple[tuple[Polynomial, int], ...]]:
        content = gcd(*(int(c) for c in p.coeffs()))
        if p.leading_coefficient() < 0:
            content = -content
        return content, ((p if content == 1 else p / self.context.constant(content), 1),)

    def _split(self, p: Polynomial) -> tuple[int, tuple[tuple[Polynomial, int], ...]]:
        content, pairs = p.factor()
        number, found = int(content), []
        for q, multiplicity in pairs:
            if q.leading_coefficient() < 0:
                q, number = -q, number * (-1) ** int(multiplicity)
            found.append((q, int(multiplicity)))
        found.sort(key=lambda pair: str(pair[0]))
        return number, tuple(found)


def constant_value(a: Ratio) -> Fraction | None:
    """The rational number that a ratio is, or None."""
    if not a[0]:
        return Fraction(0)
    if a[0].is_constant() and a[1].is_constant():
        return Fraction(int(a[0].leading_coefficient()), int(a[1].leading_coefficient()))
    return None


def constant_signs(p: Polynomial) -> Signs:
    """The sign of a constant polynomial."""
    return of_integer(0 if not p else int(p.leading_coefficient()))
