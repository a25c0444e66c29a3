"""How a term grows: f ~ c exp(u) w^d log(w)^l as w -> oo, with c != 0.

The comparison of logarithms, powers and exponentials (Hardy 1910, Orders of Infinity, chapter 3) as
far as single products: u is a sum of powers of w with positive exponents. Asymptotic equivalence
is kept by products and powers; by sums where one addend dominates, or where the coefficients of
equal growths do not cancel; by exp where the exponent is known up to o(1); by log, with
log(x) ~ x - 1 where x -> 1. Whatever is not settled is None.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from sympy import Abs, Add, E, Expr, Integer, Mul, Pow, expand, log, oo, pi, sqrt
from sympy import exp as exp_function

from symreparam.decide.answer import Context
from symreparam.decide.approach import Approach, Open, Place
from symreparam.decide.growth_order import (
    Growth,
    W,
    growth_of_product,
    growth_of_ratio,
    leading_power,
    power_of_w,
    surely_nonzero,
    surely_positive,
    tends,
)

TERMS: Final = 24


def limit_by_growth(expr: Expr, place: Place) -> Approach:
    """The limit by growth in w. Raises Open."""
    at, side = place.at.value, place.at.side
    if at not in (oo, -oo) and side not in ("+", "-"):
        raise Open
    found = None
    for moved, _ in near(at, side):
        found = growth(expr.xreplace({place.variable: moved}), place.scope)
        if found is not None or not expr.has(log):
            break
    way = None if found is None else tends(found, place.scope)
    if found is None or way is None:
        raise Open
    if way == "finite":
        return Approach(found.coefficient, "")
    above = surely_positive(found.coefficient, place.scope)
    if way == "oo":
        return Approach(oo if above else -oo, "")
    return Approach(Integer(0), "+" if above else "-")


def near(at: Expr, side: str) -> tuple[tuple[Expr, Expr], ...]:
    """A variable near a place in terms of w -> oo, and |dx/dw|: +-w or at distance 1/w, and, where
    powers of logarithms in an exponential are to be powers of w, +-exp(w) or at distance exp(-w).
    """
    if at in (oo, -oo):
        way = Integer(1 if at == oo else -1)
        return (way * W, Integer(1)), (way * exp_function(W), exp_function(W))
    way = Integer(1 if side == "+" else -1)
    return (at + way / W, W**-2), (at + way * exp_function(-W), exp_function(-W))


def growth(expr: Expr, scope: Context) -> Growth | None:
    """The growth of a term in W, or None when no rule settles it."""
    if not expr.has(W):
        return Growth(expr) if surely_nonzero(expr, scope) else None
    if expr == W:
        return Growth(Integer(1), degree=Integer(1))
    if expr.is_Add:
        return _sum(expr, scope)
    if expr.is_Mul:
        return growth_of_product([growth(arg, scope) for arg in expr.args])
    if isinstance(expr, exp_function) or (isinstance(expr, Pow) and expr.base == E):
        return _exponential(expr.exp, scope)
    if isinstance(expr, Pow):
        return _power(expr, scope)
    if isinstance(expr, Abs):
        inner = growth(expr.args[0], scope)
        if inner is None or surely_positive(inner.coefficient, scope):
            return inner
        return replace(inner, coefficient=-inner.coefficient)
    if isinstance(expr, log):
        inner = growth(expr.args[0], scope)
        if inner == Growth(Integer(1)):
            return _vanishing(growth(expand(expr.args[0] - 1), scope), scope)
        return _logarithm(inner, scope)
    rule = _TAILS.get(type(expr).__name__)
    return None if rule is None else rule(expr, scope)


def _power(expr: Expr, scope: Context) -> Growth | None:
    base, exponent = growth(expr.base, scope), expr.exp
    if exponent.has(W):
        constant = not expr.base.has(W) and surely_positive(expr.base, scope)
        return _exponential(exponent * log(expr.base), scope) if constant else None
    if base is None or not (exponent.is_Integer or surely_positive(base.coefficient, scope)):
        return None
    logs = base.logs * exponent
    if not logs.is_Integer:
        return None
    return Growth(
        base.coefficient**exponent,
        expand(base.exponent * exponent),
        base.degree * exponent,
        int(logs),
    )


def _sum(expr: Expr, scope: Context) -> Growth | None:
    if len(expr.args) > TERMS:
        return None
    found = _dominant([growth(arg, scope) for arg in expr.args], scope)
    if found is None:
        found = _above_constant(expr, scope) or _near_one(expr, scope)
    if found is None:
        other = expand(expr)
        if other != expr:
            return growth(other, scope)
    return found


def _above_constant(expr: Expr, scope: Context) -> Growth | None:
    """f + c g ~ f where |f/g| -> oo, also for a number c that may be 0."""
    known: list[Growth | None] = []
    bounds: list[Growth] = []
    for arg in expr.args:
        found = growth(arg, scope)
        if found is not None:
            known.append(found)
            continue
        factor, rest = arg.as_independent(W, as_Add=False)
        bound = growth(rest, scope)
        if factor == 1 or bound is None:
            return None
        bounds.append(bound)
    best = _dominant(known, scope)
    if best is None or not all(tends(growth_of_ratio(best, b), scope) == "oo" for b in bounds):
        return None
    return best


def _near_one(expr: Expr, scope: Context) -> Growth | None:
    """c - c x^p ~ -c p (x - 1) where x -> 1."""
    constant, rest = expr.as_independent(W, as_Add=True)
    base, power = Mul(-1 / constant, rest).as_base_exp() if constant != 0 else (constant, constant)
    if power.has(W) or power == 1 or growth(base, scope) != Growth(Integer(1)):
        return None
    gap = _vanishing(growth(expand(base - 1), scope), scope)
    return growth_of_product([growth(-constant * power, scope), gap])


def _dominant(parts: list[Growth | None], scope: Context) -> Growth | None:
    best: Growth | None = None
    coefficient: Expr = Integer(0)
    for part in parts:
        if part is None:
            return None
        if best is None:
            best, coefficient = part, part.coefficient
            continue
        way = tends(growth_of_ratio(part, best), scope)
        if way is None:
            return None
        if way == "oo":
            best, coefficient = part, part.coefficient
        elif way == "finite":
            coefficient = coefficient + part.coefficient
    if best is None or not surely_nonzero(coefficient, scope):
        return None
    return Growth(coefficient, best.exponent, best.degree, best.logs)


def _exponential(exponent: Expr, scope: Context) -> Growth | None:
    """exp of a sum of powers of W and multiples of log(W), up to terms that vanish."""
    kept, degree, constant = Integer(0), Integer(0), Integer(0)
    for term in expand(_apart(exponent, scope)).as_ordered_terms():
        if not term.has(W):
            constant = constant + term
            continue
        factor, moving = term.as_independent(W, as_Add=False)
        if moving == log(W):
            degree = degree + factor
            continue
        part = growth(moving, scope)
        if part is None:
            return None
        way = tends(part, scope)
        if way == "0":
            continue
        power = power_of_w(moving)
        if power is None or not surely_positive(power, scope):
            return None
        kept = kept + term
    if kept != 0 and leading_power(kept, scope) is None:
        return None
    return Growth(exp_function(constant), kept, degree)


def _apart(term: Expr, scope: Context) -> Expr:
    """The term with logarithms of products whose factors are positive for large w as sums."""
    swap: dict[Expr, Expr] = {}
    for whole in term.atoms(log):
        parts = [factor.as_base_exp() for factor in Mul.make_args(whole.args[0])]
        grown = [growth(base, scope) for base, _ in parts]
        if all(g is not None and surely_positive(g.coefficient, scope) for g in grown):
            swap[whole] = Add(*(power * log(base) for base, power in parts))
    return term.xreplace(swap)


def _vanishing(found: Growth | None, scope: Context) -> Growth | None:
    return found if found is not None and tends(found, scope) == "0" else None


def _logarithm(inner: Growth | None, scope: Context) -> Growth | None:
    if inner is None or not surely_positive(inner.coefficient, scope):
        return None
    if inner.exponent != 0:
        lead = leading_power(inner.exponent, scope)
        return None if lead is None else Growth(lead[0], degree=lead[1])
    if inner.degree != 0:
        return Growth(inner.degree, logs=1) if surely_nonzero(inner.degree, scope) else None
    if inner.logs != 0:
        return None
    value = log(inner.coefficient)
    return Growth(value) if surely_nonzero(value, scope) else None


def _complementary(expr: Expr, scope: Context) -> Growth | None:
    """erfc(f) ~ exp(-f^2)/(sqrt(pi) f) as f -> oo (DLMF 7.12.1)."""
    inner = expr.args[0]
    if not _rises(growth(inner, scope), scope):
        return None
    return growth(exp_function(expand(-(inner**2))) / (sqrt(pi) * inner), scope)


def _incomplete(expr: Expr, scope: Context) -> Growth | None:
    """The upper incomplete gamma function: f^(a - 1) exp(-f) as f -> oo (DLMF 8.11.2)."""
    shape, inner = expr.args
    if shape.has(W) or not _rises(growth(inner, scope), scope):
        return None
    return growth(inner ** (shape - 1) * exp_function(-inner), scope)


def _hyperbolic(expr: Expr, scope: Context) -> Growth | None:
    """cosh(f) and sinh(f) ~ exp(f)/2 as f -> oo."""
    inner = expr.args[0]
    return growth(exp_function(inner) / 2, scope) if _rises(growth(inner, scope), scope) else None


def _rises(inner: Growth | None, scope: Context) -> bool:
    """Whether a term with this growth tends to oo."""
    if inner is None or tends(inner, scope) != "oo":
        return False
    return surely_positive(inner.coefficient, scope)


_TAILS: MappingProxyType[str, Callable[[Expr, Context], Growth | None]] = MappingProxyType(
    {
        "erfc": _complementary,
        "uppergamma": _incomplete,
        "cosh": _hyperbolic,
        "sinh": _hyperbolic,
    }
)
