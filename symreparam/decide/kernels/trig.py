"""Circular functions through pairs (cos, sin) of Q-independent angles; hyperbolic ones through exp.

Pairs with s^2 = 1 - c^2 are used instead of half-angle tangents because a half-angle tangent has
poles of its own: cos and sin are defined everywhere, and so are these letters.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from sympy import Expr

from symreparam.decide import polysign
from symreparam.decide.backward import ratio_term
from symreparam.decide.fraction import Ratio, Undecided
from symreparam.decide.generators import Generator, Hint, Kind
from symreparam.decide.kernels.atoms import atoms
from symreparam.decide.kernels.constants import pi_ratio
from symreparam.decide.kernels.explog import exponential, log_absolute
from symreparam.decide.kernels.radicals import only_letter, square_root
from symreparam.decide.signset import (
    ANY,
    NEGATIVE,
    NONNEGATIVE,
    POSITIVE,
    Signs,
    opposite,
    within,
)
from symreparam.decide.space import Space

Pair = tuple[Ratio, Ratio]
TURNS: Final = 48
HALF_TURNS: Final = 4


def turned(space: Space, a: Pair, b: Pair, count: int) -> Pair:
    """(cos, sin) of alpha + count beta."""
    if abs(count) > TURNS:
        raise Undecided(f"budget: angle multiplied by {count}")
    if count < 0:
        b = (b[0], space.negative(b[1]))
    for _ in range(abs(count)):
        cosine = space.subtract(space.multiply(a[0], b[0]), space.multiply(a[1], b[1]))
        sine = space.add(space.multiply(a[1], b[0]), space.multiply(a[0], b[1]))
        a = (space.normal(cosine), space.normal(sine))
    return a


def cosine_sine(space: Space, angle: Ratio) -> Pair:
    """(cos, sin) of an angle."""
    result: Pair = (space.one, space.zero)
    for share, atom, _ in atoms(space, space.normal(angle)):
        result = _with_atom(space, result, share, atom)
    return result


def _with_atom(space: Space, so_far: Pair, share: Fraction, atom: Ratio) -> Pair:
    if space.same(atom, pi_ratio(space)):
        exact = _multiple_of_pi(space, share)
        if exact is not None:
            return turned(space, so_far, exact, 1)
    index = only_letter(atom[0]) if atom[1].is_one() else None
    if index is not None and share.denominator == 1:
        inverse = _of_inverse(space, index)
        if inverse is not None:
            return turned(space, so_far, inverse, share.numerator)
    hint: Hint = ("angle", ratio_term(space, atom))
    depth = space.depth(hint)
    if (share * depth).denominator != 1:
        space.deepen(hint, depth * (share * depth).denominator)
    found = _pair(space, atom, depth, hint)
    if index is not None and depth in (2, 3):
        found = _part_of_inverse(space, found, index, depth)
    return turned(space, so_far, found, (share * depth).numerator)


def _part_of_inverse(space: Space, pair: Pair, index: int, depth: int) -> Pair:
    """The letters (c, s) of a half or a third of atan A or asin A, which is at most pi/2:
    2 c^2 = 1 + C and 2 c s = S, or 4 c^3 = 3 c + C and (4 c^2 - 1) s = S, where C and S are the
    cosine and sine of the whole; the part is at most pi/4, so 2 c > 1."""
    whole = _of_inverse(space, index)
    letters = [only_letter(part[0]) for part in pair]
    if whole is None or letters[0] is None or letters[1] is None:
        return pair
    if any(r.index == letters[1] and r.degree == 1 for r in space.relations):
        return pair
    cosine, square = pair[0], space.multiply(pair[0], pair[0])
    if depth == 2:
        space.relate(letters[0], 2, space.scale(space.add(space.one, whole[0]), Fraction(1, 2)))
        under = space.scale(cosine, 2)
    else:
        tripled = space.add(space.scale(cosine, 3), whole[0])
        space.relate(letters[0], 3, space.scale(tripled, Fraction(1, 4)))
        under = space.subtract(space.scale(square, 4), space.one)
    low = space.subtract(space.scale(cosine, 2), space.one)
    space.learn(low[0], POSITIVE)
    space.learn(cosine[0], POSITIVE)
    space.relate(letters[1], 1, space.divide(whole[1], under))
    return pair


def _pair(space: Space, atom: Ratio, depth: int, hint: Hint) -> Pair:
    key = (str(atom[0]), str(atom[1]))
    fresh = space.find(("sin", *key)) is None
    angle = space.scale(atom, Fraction(1, depth))
    signs = _quadrant(space, angle) if fresh else (ANY, ANY)
    constant = space.is_constant(atom)
    kinds: tuple[tuple[Kind, str, Signs], ...] = (
        ("cosine", "cos", signs[0]),
        ("sine", "sin", signs[1]),
    )
    letters = [
        space.new(Generator(kind, (name, *key), sign, (atom,), depth=depth, constant=constant))
        for kind, name, sign in kinds
    ]
    cosine, sine = (space.letter(index) for index in letters)
    if fresh:
        square = space.subtract(space.one, space.multiply(cosine, cosine))
        space.relate(letters[1], 2, square)
        for letter in (cosine, sine):
            space.learn(space.add(space.one, letter)[0], NONNEGATIVE)
            space.learn(space.subtract(space.one, letter)[0], NONNEGATIVE)
    return cosine, sine


def _quadrant(space: Space, angle: Ratio) -> tuple[Signs, Signs]:
    """The signs of (cos, sin) when the angle stays within half a turn."""
    pi = pi_ratio(space)
    # what is not known to stay between the outermost bounds stays between no others: a variable
    # without bounds is told by two signs, not by dozens
    most = space.scale(pi, Fraction(2 * HALF_TURNS + 1, 2))
    if _inside(space, space.add(angle, most), space.subtract(most, angle)) == ANY:
        return ANY, ANY
    for turn in range(-HALF_TURNS, HALF_TURNS + 1):
        cosine, sine = _near(space, angle, space.scale(pi, Fraction(turn)))
        if turn % 2:
            cosine, sine = opposite(cosine), opposite(sine)
        if cosine != ANY or sine != ANY:
            # the other one may be settled half a turn on
            later = _near(space, angle, space.scale(pi, Fraction(turn + 1)))
            other = later if turn % 2 else (opposite(later[0]), opposite(later[1]))
            return cosine & other[0], sine & other[1]
    return ANY, ANY


def _near(space: Space, angle: Ratio, start: Ratio) -> tuple[Signs, Signs]:
    """The signs of (cos, sin) of angle - start, when that is within half a turn."""
    pi = pi_ratio(space)
    half = space.scale(pi, Fraction(1, 2))
    moved = space.subtract(angle, start)
    return (
        _inside(space, space.add(moved, half), space.subtract(half, moved)),
        _inside(space, moved, space.subtract(pi, moved)),
    )


def _inside(space: Space, above: Ratio, below: Ratio) -> Signs:
    signs = polysign.of_ratio(space, above)
    if not within(signs, NONNEGATIVE):
        return ANY
    signs |= polysign.of_ratio(space, below)
    if signs == POSITIVE:
        return POSITIVE
    return NONNEGATIVE if within(signs, NONNEGATIVE) else ANY


def _multiple_of_pi(space: Space, share: Fraction) -> Pair | None:
    """(cos, sin) of share pi for the denominators with square roots only."""
    share %= 2
    if share.denominator not in (1, 2, 3, 4, 6, 12):
        return None
    if share.denominator == 12:
        parts = (Fraction(1, 3), -Fraction(1, 4))
        steps = share.numerator
    else:
        parts, steps = (Fraction(1, share.denominator), Fraction(0)), share.numerator
    unit: Pair = (space.one, space.zero)
    for part in parts:
        unit = turned(space, unit, _unit_angle(space, abs(part)), 1 if part > 0 else -1)
    return turned(space, (space.one, space.zero), unit, steps)


def _unit_angle(space: Space, share: Fraction) -> Pair:
    number, half = space.number, Fraction(1, 2)
    if share == 0:
        return space.one, space.zero
    if share.denominator == 1:
        return number(-1), space.zero
    if share.denominator == 2:
        return space.zero, space.one
    if share.denominator == 4:
        root = square_root(space, number(half))
        return root, root
    root = space.scale(square_root(space, number(3)), half)
    return (number(half), root) if share.denominator == 3 else (root, number(half))


def _of_inverse(space: Space, index: int) -> Pair | None:
    """(cos, sin) of atan A or asin A, as they stand as letters."""
    generator = space.generators[index]
    if generator.head not in ("atan", "asin") or generator.depth != 1:
        return None
    a = generator.arguments[0]
    square = space.multiply(a, a)
    if generator.head == "asin":
        return square_root(space, space.subtract(space.one, square)), a
    root = square_root(space, space.add(space.one, square))
    cosine = space.inverse(root)
    return cosine, space.multiply(a, cosine)


def circular_kernel(space: Space, term: Expr) -> Ratio:
    """sin, cos, tan, cot, sec, csc"""
    angle = space.normal(space.of(term.args[0]))
    pair = cosine_sine(space, angle)
    if len(tuple(atoms(space, angle))) > 1:
        _learn_quadrant(space, angle, pair)
    return _quotient(space, term.func.__name__, *pair)


def _learn_quadrant(space: Space, angle: Ratio, pair: Pair) -> None:
    """The signs of the cosine and sine of a sum of angles, which its parts do not show."""
    for part, signs in zip(pair, _quadrant(space, angle), strict=True):
        under = polysign.of_product(space, part[1])
        if signs == ANY or not part[0] or under not in (POSITIVE, NEGATIVE):
            continue
        content, factors = space.factor(part[0])
        if len(factors) == 1 and factors[0][1] == 1:
            way = (content > 0) == (under == POSITIVE)
            space.learn(factors[0][0], signs if way else opposite(signs))


def _quotient(space: Space, name: str, cosine: Ratio, sine: Ratio) -> Ratio:
    over: dict[str, tuple[Ratio, Ratio]] = {
        "cos": (cosine, space.one),
        "sin": (sine, space.one),
        "tan": (sine, cosine),
        "cot": (cosine, sine),
        "sec": (space.one, cosine),
        "csc": (space.one, sine),
    }
    a, b = over[name]
    return a if b == space.one else space.normal(space.divide(a, b))


def hyperbolic_kernel(space: Space, term: Expr) -> Ratio:
    """sinh, cosh, tanh, coth, sech, csch through exp"""
    up = exponential(space, space.of(term.args[0]))
    down = space.inverse(up)
    half = Fraction(1, 2)
    sine = space.scale(space.subtract(up, down), half)
    cosine = space.scale(space.add(up, down), half)
    circular = {"sinh": "sin", "cosh": "cos", "tanh": "tan", "coth": "cot"}
    name = circular.get(term.func.__name__) or {"sech": "sec", "csch": "csc"}[term.func.__name__]
    return _quotient(space, name, cosine, sine)


def asinh_kernel(space: Space, term: Expr) -> Ratio:
    """asinh A = log(A + sqrt(1 + A^2))"""
    a = space.of(term.args[0])
    root = square_root(space, space.add(space.one, space.multiply(a, a)))
    return log_absolute(space, space.add(a, root))


def acosh_kernel(space: Space, term: Expr) -> Ratio:
    """acosh A = log(A + sqrt(A^2 - 1)) for A >= 1"""
    a = space.of(term.args[0])
    if not within(polysign.of_ratio(space, space.subtract(a, space.one)), NONNEGATIVE):
        raise Undecided("acosh: the argument is not shown to be at least 1")
    root = square_root(space, space.subtract(space.multiply(a, a), space.one))
    return log_absolute(space, space.add(a, root))


def atanh_kernel(space: Space, term: Expr) -> Ratio:
    """atanh A = log((1 + A)/(1 - A))/2 for -1 < A < 1"""
    a = space.of(term.args[0])
    over, under = space.add(space.one, a), space.subtract(space.one, a)
    for part in (over, under):
        if polysign.of_ratio(space, part) & NEGATIVE:
            raise Undecided("atanh: the argument is not shown to lie in (-1, 1)")
    half = Fraction(1, 2)
    return space.scale(
        space.subtract(log_absolute(space, over), log_absolute(space, under)), half
    )
