"""Growths compared: which of two dominates, and what a product of them is."""

from __future__ import annotations

from typing import Final

from sympy import Dummy, Expr, Integer, Pow, expand

from symreparam.decide.answer import Context, Proved
from symreparam.decide.sign import sign
from symreparam.terms.record import dataclass

W: Final = Dummy("w", positive=True)
_ZERO: Final = Integer(0)


@dataclass(frozen=True, slots=True)
class Growth:
    """coefficient * exp(exponent) * W^degree * log(W)^logs, the exponent a sum of powers of W."""

    coefficient: Expr
    exponent: Expr = _ZERO
    degree: Expr = _ZERO
    logs: int = 0


def tends(found: Growth, scope: Context) -> str | None:
    """`oo`, `0`, or `finite` for |f|, by the first part that moves."""
    if found.exponent != 0:
        lead = leading_power(found.exponent, scope)
        if lead is None:
            return None
        return "oo" if surely_positive(lead[0], scope) else "0"
    for rate in (found.degree, Integer(found.logs)):
        if rate == 0:
            continue
        if surely_positive(rate, scope):
            return "oo"
        return "0" if surely_positive(-rate, scope) else None
    return "finite"


def surely_positive(term: Expr, scope: Context) -> bool:
    return isinstance(sign(term, "+", scope), Proved)


def surely_nonzero(term: Expr, scope: Context) -> bool:
    return surely_positive(term, scope) or surely_positive(-term, scope)


def growth_of_product(parts: list[Growth | None]) -> Growth | None:
    whole = Growth(Integer(1))
    for part in parts:
        if part is None:
            return None
        whole = Growth(
            whole.coefficient * part.coefficient,
            expand(whole.exponent + part.exponent),
            whole.degree + part.degree,
            whole.logs + part.logs,
        )
    return whole


def growth_of_ratio(one: Growth, other: Growth) -> Growth:
    """The growth of the quotient, but for its coefficient."""
    exponent = expand(one.exponent - other.exponent)
    return Growth(Integer(1), exponent, one.degree - other.degree, one.logs - other.logs)


def power_of_w(moving: Expr) -> Expr | None:
    """p when the term is W^p."""
    if moving == W:
        return Integer(1)
    if isinstance(moving, Pow) and moving.base == W and not moving.exp.has(W):
        return moving.exp
    return None


def leading_power(exponent: Expr, scope: Context) -> tuple[Expr, Expr] | None:
    """Coefficient and exponent of the highest power of W, whose coefficient's sign is proved."""
    powers: dict[Expr, Expr] = {}
    for term in expand(exponent).as_ordered_terms():
        factor, moving = term.as_independent(W, as_Add=False)
        power = power_of_w(moving)
        if power is None:
            return None
        powers[power] = powers.get(power, Integer(0)) + factor
    best: Expr | None = None
    for power in powers:
        if best is None or surely_positive(power - best, scope):
            best = power
        elif not surely_positive(best - power, scope):
            return None
    if best is None or not surely_nonzero(powers[best], scope):
        return None
    return powers[best], best
