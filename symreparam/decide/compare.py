"""Strategies of the sign oracle that need logarithms and enclosures."""

from __future__ import annotations

from typing import Final

from symreparam.decide import polysign
from symreparam.decide.backward import polynomial_term
from symreparam.decide.ball import enclose
from symreparam.decide.fraction import Polynomial, Undecided
from symreparam.decide.kernels.explog import log_absolute
from symreparam.decide.signset import (
    ANY,
    NEGATIVE,
    POSITIVE,
    ZERO,
    Signs,
    of_integer,
    times,
)
from symreparam.decide.space import Space

PRECISIONS: Final = (64, 256, 1024, 4096)
POWER: Final = 8


def constant_sign(space: Space, p: Polynomial) -> Signs:
    """The sign of a number: zero by normal form, otherwise by enclosure at rising precision."""
    if space.vanishes(space.whole(p)):
        return ZERO
    term = polynomial_term(space, p)
    for precision in PRECISIONS:
        ball = enclose(term, {}, precision)
        if ball is None:
            continue
        if ball > 0:
            return POSITIVE
        if ball < 0:
            return NEGATIVE
    return ANY


def compare_monomials(space: Space, p: Polynomial) -> Signs:
    """c m - d n with positive monomials has the sign of log(c m) - log(d n)."""
    (first, c), (second, d) = sorted(p.to_dict().items(), reverse=True)
    if of_integer(int(c)) == of_integer(int(d)):
        return ANY
    over, under = (
        space.context.from_dict({first: abs(int(c))}),
        space.context.from_dict({second: abs(int(d))}),
    )
    if any(polysign.by_letters(space, q) != POSITIVE for q in (over, under)):
        return ANY
    before = dict(space.divided)
    space.comparing = True
    try:
        ratio = space.reduced(over, under)
        signs = polysign.of_ratio(space, log_absolute(space, ratio))
    except Undecided:
        signs = ANY
    finally:
        space.comparing = False
    space.divided = before
    return times(signs, of_integer(int(c)))


def compare_logs(space: Space, p: Polynomial) -> Signs:
    """sum c_i log|q_i| with integers c_i has the sign of prod |q_i|^{c_i} - 1."""
    over, under = space.unit, space.unit
    for exponents, coefficient in p.to_dict().items():
        base = _inside_log(space, exponents)
        if base is None or abs(int(coefficient)) > POWER:
            return ANY
        raised = space.power(space.whole(base), abs(int(coefficient)))[0]
        if coefficient > 0:
            over = space.times(over, raised)
        else:
            under = space.times(under, raised)
    return polysign.of_product(space, over - under, 2)


def _inside_log(space: Space, exponents: tuple[int, ...]) -> Polynomial | None:
    """|q| when the monomial is the letter log|q| and q has a strict sign."""
    if sum(exponents) != 1:
        return None
    generator = space.generators[next(i for i, e in enumerate(exponents) if e)]
    if generator.kind != "logarithm":
        return None
    inner = generator.arguments[0][0]
    signs = polysign.of_product(space, inner, 2)
    if signs not in (POSITIVE, NEGATIVE):
        return None
    return inner if signs == POSITIVE else -inner
