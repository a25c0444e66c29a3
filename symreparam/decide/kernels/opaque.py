"""Functions of which only parity, range and the simplest inverses are known: letters by argument.

A function is accepted only where its argument is shown to lie in its real domain.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import Final, Literal

from sympy import Expr, Mul, exp

from symreparam.decide import polysign
from symreparam.decide.fraction import Ratio, Undecided, constant_value
from symreparam.decide.kernels.constants import pi_ratio
from symreparam.decide.kernels.explog import exponential
from symreparam.decide.kernels.functions import function_letter, letter_of
from symreparam.decide.kernels.radicals import describe
from symreparam.decide.signset import (
    ANY,
    NEGATIVE,
    NONNEGATIVE,
    NONPOSITIVE,
    POSITIVE,
    Signs,
    within,
)
from symreparam.decide.space import Space
from symreparam.terms.record import dataclass

STEPS: Final = 8
Bound = Literal["open unit", "closed unit", "half pi", ""]


@dataclass(frozen=True, slots=True)
class Odd:
    """An odd, strictly increasing function through 0: where it lives and where its values do."""

    head: str
    domain: Bound
    image: Bound
    inverse: str


_ODD: Final = (
    Odd("erf", "", "open unit", "erfinv"),
    Odd("erfinv", "open unit", "", "erf"),
    Odd("atan", "", "half pi", ""),
    Odd("asin", "closed unit", "half pi", ""),
)
ODD: Final = {row.head: row for row in _ODD}


def odd_of(space: Space, head: str, argument: Ratio) -> Ratio:
    """An odd function: f(-a) = -f(a), f(0) = 0, and f(g(a)) = a for its inverse g."""
    row, a = ODD[head], space.normal(argument)
    if not a[0]:
        return space.zero
    _inside(space, row, a)
    angle = _own_angle(space, row, a)
    if angle is not None:
        return angle
    if row.inverse:
        known = letter_of(space, a, row.inverse)
        if known is not None:
            return space.scale(known[0], known[1])
    if a[0].leading_coefficient() < 0:
        return space.negative(_odd_letter(space, row, space.negative(a)))
    return _odd_letter(space, row, a)


def _own_angle(space: Space, row: Odd, a: Ratio) -> Ratio | None:
    """asin sin A = A and atan tan A = A for a known angle A between -pi/2 and pi/2, and
    asin cos A = pi/2 - A for one between 0 and pi."""
    if row.image != "half pi":
        return None
    for index, generator in enumerate(space.generators):
        if generator.kind != "sine":
            continue
        sine = space.letter(index)
        cosine = space.find(("cos", *generator.key[1:]))
        if cosine is None:
            continue
        if row.head == "asin":
            turned = _from_cosine(space, a, index, cosine)
            if turned is not None:
                return turned
        if space.generators[cosine].signs & ~NONNEGATIVE:
            continue
        value = sine if row.head == "asin" else space.divide(sine, space.letter(cosine))
        angle = _between(space, space.scale(generator.arguments[0], Fraction(1, generator.depth)))
        for way in (1, -1):
            if angle is not None and space.same(a, space.scale(value, way)):
                return space.scale(angle, way)
    return None


def _from_cosine(space: Space, a: Ratio, index: int, cosine: int) -> Ratio | None:
    """asin a = pi/2 - A where a = cos A, A the angle of the two letters, 0 <= A <= pi."""
    generator = space.generators[index]
    angle = space.scale(generator.arguments[0], Fraction(1, generator.depth))
    half = space.scale(pi_ratio(space), Fraction(1, 2))
    turned = _between(space, space.subtract(half, angle))
    for way in (1, -1):
        if turned is not None and space.same(a, space.scale(space.letter(cosine), way)):
            return space.scale(turned, way)
    return None


def _between(space: Space, angle: Ratio) -> Ratio | None:
    """The angle itself when it lies in [-pi/2, pi/2]."""
    half = space.scale(pi_ratio(space), Fraction(1, 2))
    gaps = (space.add(half, angle), space.subtract(half, angle))
    inside = all(within(polysign.of_ratio(space, gap), NONNEGATIVE) for gap in gaps)
    return angle if inside else None


def _inside(space: Space, row: Odd, a: Ratio) -> None:
    """Refuse an argument that is not shown to lie in the domain."""
    if not row.domain:
        return
    allowed = POSITIVE if row.domain == "open unit" else NONNEGATIVE
    for end in (space.add(space.one, a), space.subtract(space.one, a)):
        if not within(polysign.of_ratio(space, end), allowed):
            text = describe(space, a)
            raise Undecided(f"{row.head}: the argument is not shown to lie in (-1, 1): {text}")


def _odd_letter(space: Space, row: Odd, a: Ratio) -> Ratio:
    """The letter (an existing one for -a counts), with its range as facts."""
    if _has(space, row.head, space.negative(a)):
        return space.negative(function_letter(space, row.head, (space.negative(a),), ANY))
    fresh = not _has(space, row.head, a)
    letter = function_letter(space, row.head, (a,), polysign.of_ratio(space, a))
    if fresh and row.image:
        end = space.one
        if row.image == "half pi":
            end = space.scale(pi_ratio(space), Fraction(1, 2))
        for join in (space.subtract, space.add):
            # asin a is strictly inside where a is
            strict = row.head != "asin" or polysign.of_ratio(space, join(space.one, a)) == POSITIVE
            space.learn(join(end, letter)[0], POSITIVE if strict else NONNEGATIVE)
    return letter


def _has(space: Space, head: str, a: Ratio) -> bool:
    return any(
        g.kind == "function" and g.head == head and space.same(g.arguments[0], a)
        for g in space.generators
    )


def odd_kernel(space: Space, term: Expr) -> Ratio:
    """erf, erfinv, atan, asin"""
    if len(term.args) != 1:
        raise Undecided(f"{term.func.__name__} of several arguments")
    return odd_of(space, term.func.__name__, space.of(term.args[0]))


def erfc_kernel(space: Space, term: Expr) -> Ratio:
    """erfc = 1 - erf"""
    return space.subtract(space.one, odd_of(space, "erf", space.of(term.args[0])))


def acos_kernel(space: Space, term: Expr) -> Ratio:
    """acos = pi/2 - asin"""
    quarter = space.scale(pi_ratio(space), Fraction(1, 2))
    return space.subtract(quarter, odd_of(space, "asin", space.of(term.args[0])))


def atan2_kernel(space: Space, term: Expr) -> Ratio:
    """atan2(y, x) = atan(y/x) for x > 0"""
    y, x = (space.of(argument) for argument in term.args)
    if polysign.of_ratio(space, x) != POSITIVE:
        raise Undecided("atan2: the second argument is not shown to be positive")
    return odd_of(space, "atan", space.divide(y, x))


def lambert_kernel(space: Space, term: Expr) -> Ratio:
    """The main branch of LambertW at arguments >= -1/e, where its values are >= -1; the lower one
    at arguments in [-1/e, 0), where they are <= -1."""
    if len(term.args) != 1:
        raise Undecided("LambertW on another branch")
    head = term.func.__name__
    values = NONPOSITIVE if head == "LambertLower" else NONNEGATIVE
    known = _own_exponent(space, term.args[0], values)
    if known is not None:
        return known
    a = space.of(term.args[0])
    signs = polysign.of_ratio(space, a)
    if head == "LambertLower" and signs != NEGATIVE:
        raise Undecided("LambertLower: the argument is not shown to be < 0")
    if not within(signs, NONNEGATIVE):
        least = space.add(a, exponential(space, space.negative(space.one)))
        if not within(polysign.of_ratio(space, least), NONNEGATIVE):
            raise Undecided(f"{head}: the argument is not shown to be >= -1/e")
    known = _own_exponential(space, a, values)
    if known is not None:
        return known
    return function_letter(space, head, (a,), signs)


def _own_exponent(space: Space, argument: Expr, values: Signs) -> Ratio | None:
    """W(A exp A) = A for A >= -1 (A <= -1 of the lower branch), with exp(A) a factor of the
    argument; `values` are the signs that A + 1 must have."""
    for factor in Mul.make_args(argument):
        if not isinstance(factor, exp):
            continue
        exponent = space.of(factor.exp)
        if not space.same(space.of(argument / factor), exponent):
            continue
        above = polysign.of_ratio(space, space.add(exponent, space.one))
        if within(above, values):
            return exponent
    return None


def _own_exponential(space: Space, a: Ratio, values: Signs) -> Ratio | None:
    """The same, with exp(A) a power of a letter in the argument."""
    for index, generator in enumerate(tuple(space.generators)):
        if generator.kind != "exponential":
            continue
        power = a[0].degrees()[index] - a[1].degrees()[index]
        if power == 0:
            continue
        exponent = space.scale(generator.arguments[0], Fraction(int(power), generator.depth))
        if not space.same(a, space.multiply(exponent, space.power(space.letter(index), power))):
            continue
        above = polysign.of_ratio(space, space.add(exponent, space.one))
        if within(above, values):
            return exponent
    return None


def positive_places_kernel(space: Space, term: Expr) -> Ratio:
    """expint(order, a) at a > 0, zeta(s) at s > 1"""
    head = term.func.__name__
    arguments = tuple(space.normal(space.of(argument)) for argument in term.args)
    ok, signs = _known(space, head, arguments)
    if not ok:
        raise Undecided(f"{head}: the arguments are not shown to lie in its domain")
    return function_letter(space, head, arguments, signs)


def _known(space: Space, head: str, arguments: tuple[Ratio, ...]) -> tuple[bool, Signs]:
    if head == "expint" and len(arguments) == 2:
        return polysign.of_ratio(space, arguments[1]) == POSITIVE, POSITIVE
    if head == "zeta" and len(arguments) == 1:
        gap = space.subtract(arguments[0], space.one)
        return polysign.of_ratio(space, gap) == POSITIVE, POSITIVE
    return False, ANY


def rounding_kernel(space: Space, term: Expr) -> Ratio:
    """floor and ceiling: an integer where the argument stays in one step, else letters"""
    a = space.normal(space.of(term.args[0]))
    name = term.func.__name__
    value = constant_value(a)
    if value is not None:  # exact: what is inside became a number, as floor(floor(4 u)/2) does
        return space.number(floor(value) if name == "floor" else ceil(value))
    for step in sorted(range(-STEPS, STEPS), key=lambda k: (abs(k), k)):
        above = polysign.of_ratio(space, space.subtract(a, space.number(step)))
        below = polysign.of_ratio(space, space.subtract(space.number(step + 1), a))
        if name == "floor" and within(above, NONNEGATIVE) and below == POSITIVE:
            return space.number(step)
        if name == "ceiling" and above == POSITIVE and within(below, NONNEGATIVE):
            return space.number(step + 1)
    turns = space.number(_whole_part(a))
    a = space.normal(space.subtract(a, turns))
    signs = polysign.of_ratio(space, a)
    keep = NONNEGATIVE if name == "floor" else POSITIVE
    known = keep if within(signs, keep) else ANY
    return space.normal(space.add(turns, function_letter(space, name, (a,), known)))


def _whole_part(a: Ratio) -> int:
    """A whole number n such that a and a + 1 leave the same a - n: floor(a + m) = floor(a) + m."""
    above, below = a[0].to_dict(), a[1].to_dict()
    lead = max(below)
    share = Fraction(int(above.get(lead, 0)), int(below[lead]))
    return share.numerator // share.denominator
