"""Signs of sums with logarithms: the sum is positive where its exponential is above 1."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sympy import Add, Expr, Mul, exp, log

from symreparam.decide.answer import Context
from symreparam.decide.signset import ANY, POSITIVE, Signs
from symreparam.terms.record import dataclass

Ask = Callable[[Expr, Context], Signs]
MOST_POWER: Final = 4
MOST_OPERATIONS: Final = 40


@dataclass(frozen=True, slots=True)
class Exponentiated:
    """A sum of logarithms of `inside` and of `rest` has the sign of `gap`, where all of `inside`
    are positive and `rest` is defined."""

    inside: tuple[Expr, ...]
    rest: Expr
    gap: Expr


def exponentiated(expr: Expr) -> Exponentiated | None:
    """For sum c_i log(A_i) + r with whole numbers c_i, and r with logarithms of numbers at most,
    the difference of exp(r) times the A_i^c_i with c_i > 0 and of the A_i^-c_i with c_i < 0. None
    for other terms."""
    if not expr.is_Add or not expr.has(log) or expr.count_ops() > MOST_OPERATIONS:
        return None
    inside: list[Expr] = []
    over: list[Expr] = []
    under: list[Expr] = []
    rest: list[Expr] = []
    for part in expr.args:
        number, term = part.as_coeff_Mul()
        if not isinstance(term, log):
            rest.append(part)
            continue
        if not number.is_Integer or abs(number) > MOST_POWER:
            return None
        inside.append(term.args[0])
        (over if number > 0 else under).append(term.args[0] ** abs(number))
    outside = Add(*rest)
    if not inside or any(each.free_symbols for each in outside.atoms(log)):
        return None
    return Exponentiated(tuple(inside), outside, Mul(*over, exp(outside)) - Mul(*under))


def signs_of_logarithms(
    expr: Expr, context: Context, ask: Ask, defined: Callable[[Expr, Context], bool]
) -> Signs:
    """The possible signs of such a sum; ANY where an A_i may be negative or zero, or r undefined,
    and for other terms."""
    found = exponentiated(expr)
    if found is None or not all(ask(each, context) == POSITIVE for each in found.inside):
        return ANY
    return ask(found.gap, context) if defined(found.rest, context) else ANY
