"""The regularized incomplete beta function I_x(a, b): ends, orders 1, reflection, whole shifts.

I_x(a, b) = 1 - I_(1 - x)(b, a), and for a + 1 and b + 1 DLMF 8.17.4, 8.17.20, 8.17.21.
"""

from __future__ import annotations

from typing import Final

from sympy import Expr

from symreparam.decide import polysign
from symreparam.decide.fraction import Ratio, Undecided, constant_value
from symreparam.decide.kernels.domains import positive
from symreparam.decide.kernels.explog import exponential, log_absolute
from symreparam.decide.kernels.functions import function_letter
from symreparam.decide.kernels.gamma import beta_of
from symreparam.decide.signset import NONNEGATIVE, Signs, within
from symreparam.decide.space import Space

SHIFT: Final = 30
HEAD: Final = "betainc_regularized"


def regularized_kernel(space: Space, term: Expr) -> Ratio:
    """I_x(a, b) for a, b > 0 and 0 <= x <= 1."""
    first, second, low, x = (space.of(argument) for argument in term.args)
    if low[0]:
        raise Undecided(f"{HEAD}: the lower end is not 0")
    a, b = positive(space, first, HEAD), positive(space, second, HEAD)
    x = space.normal(x)
    rest = space.normal(space.subtract(space.one, x))
    signs = polysign.of_ratio(space, x)
    if not (within(signs, NONNEGATIVE) and within(polysign.of_ratio(space, rest), NONNEGATIVE)):
        raise Undecided(f"{HEAD}: the argument is not shown to lie in [0, 1]")
    if not x[0]:
        return space.zero
    if not rest[0]:
        return space.one
    if constant_value(a) == 1:
        return space.subtract(space.one, _power(space, rest, b))
    if constant_value(b) == 1:
        return _power(space, x, a)
    for known_a, known_b, known_x in _letters(space):
        if space.same(known_x, x):
            moved = _between(space, (known_a, known_b), (a, b), x, signs)
            if moved is not None:
                return moved
        if all(space.same(*p) for p in ((known_x, rest), (known_a, b), (known_b, a))):
            other = function_letter(space, HEAD, (b, a, rest), polysign.of_ratio(space, rest))
            return space.subtract(space.one, other)
    return function_letter(space, HEAD, (a, b, x), signs)


def _letters(space: Space) -> list[tuple[Ratio, Ratio, Ratio]]:
    found = [g.arguments for g in space.generators if g.kind == "function" and g.head == HEAD]
    return [(a, b, x) for a, b, x in found]


def _between(
    space: Space, known: tuple[Ratio, Ratio], orders: tuple[Ratio, Ratio], x: Ratio, signs: Signs
) -> Ratio | None:
    """From the letter of orders `known` to other ones that differ by whole numbers."""
    gaps = [
        constant_value(space.normal(space.subtract(new, old)))
        for new, old in zip(orders, known, strict=True)
    ]
    steps = [int(gap) for gap in gaps if gap is not None and gap.denominator == 1]
    if len(steps) < 2:
        return None
    if sum(map(abs, steps)) > SHIFT:
        raise Undecided(f"budget: {HEAD} shifted by {steps}")
    value = function_letter(space, HEAD, (*known, x), signs)
    (a, b), (up, over) = known, steps
    for step in range(abs(up)):
        low = space.add(a, space.number(step if up > 0 else -step - 1))
        term = _term(space, low, b, x, low)
        value = space.subtract(value, term) if up > 0 else space.add(value, term)
    a = space.add(a, space.number(up))
    for step in range(abs(over)):
        low = space.add(b, space.number(step if over > 0 else -step - 1))
        term = _term(space, a, low, x, low)
        value = space.add(value, term) if over > 0 else space.subtract(value, term)
    return space.normal(value)


def _term(space: Space, a: Ratio, b: Ratio, x: Ratio, order: Ratio) -> Ratio:
    """x^a (1 - x)^b/(order B(a, b))"""
    rest = space.subtract(space.one, x)
    top = space.multiply(_power(space, x, a), _power(space, rest, b))
    return space.divide(top, space.multiply(order, beta_of(space, a, b)))


def _power(space: Space, base: Ratio, exponent: Ratio) -> Ratio:
    return exponential(space, space.multiply(exponent, log_absolute(space, base)))
