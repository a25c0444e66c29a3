"""Means of products of two shares of one sum: by the squares of the shares and of their sum."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Add, Expr, Integer, Pow, Rational, Symbol, factor, fraction, together

from symreparam.derivation.builder import Builder
from symreparam.logic.errors import RuleError
from symreparam.terms.region import NUMBERS

HALF = Rational(1, 2)


def polarised_step(builder: Builder, body: Expr, mean: Callable[[Builder, Expr], int]) -> int:
    """A step for E c f g with f = x/D and g = y/D, by 2 f g = (f + g)^2 - f^2 - g^2. RuleError for
    another body, and what `mean` raises."""
    from symreparam.derivation.expectation import as_given

    number, tops, bottom = _shares(body, set(builder.claim.variables))
    one, two = (top / bottom for top in tops)
    parts: list[int] = []
    for square in ((Add(*tops) / bottom) ** 2, one**2, two**2):
        parts.append(mean(builder, square))
    factors = tuple(sign * number * HALF for sign in (1, -1, -1))
    defined = [builder.add("defined", (), (each, NUMBERS)) for each in factors]
    premises = tuple(step for pair in zip(parts, defined, strict=True) for step in pair)
    return as_given(builder, builder.add("expectation-sum", premises, (factors,)), body)


def _shares(body: Expr, random: set[Symbol]) -> tuple[Expr, tuple[Symbol, Symbol], Expr]:
    """(c, (x, y), D) where the body is c x y/D^2 with random variables x and y."""
    if not body.is_rational_function(*random):
        raise RuleError("expectation.factor", f"{body} is no product of two shares")
    top, bottom = fraction(factor(together(body)))
    scale, square = bottom.as_independent(*random, as_Add=False)
    fixed, product = top.as_independent(*random, as_Add=False)
    names = [symbol for symbol in product.args if symbol in random] if product.is_Mul else []
    whole = isinstance(square, Pow) and square.exp == Integer(2)
    if not whole or len(names) != 2 or len(product.args) != 2:
        raise RuleError("expectation.factor", f"{body} is no product of two shares")
    return fixed / scale, (names[0], names[1]), square.base
