"""One-sided limits of a term at an end of an interval, by the rules of limits alone.

A limit is a value and the side from which it is approached. Where the rules leave a form open
(0 * oo, oo - oo, oo / oo), a rational function of one kernel is expanded at the kernel's limit.
What no rule settles is None: nothing here guesses.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Final

from sympy import (
    Abs,
    Add,
    E,
    Expr,
    Integer,
    Mul,
    Piecewise,
    Pow,
    Rational,
    Symbol,
    asin,
    ceiling,
    cos,
    erf,
    exp,
    expand,
    floor,
    log,
    nan,
    oo,
    pi,
    sin,
    zoo,
)
from sympy import sign as sign_function

from symreparam.decide.answer import Context, Proved, Unknown
from symreparam.decide.approach import (
    FLIP,
    Approach,
    Open,
    Place,
    Side,
    absolute,
    exponential,
    kind_of,
    logarithm,
    positive_power,
    product,
    total,
)
from symreparam.decide.growth import limit_by_growth
from symreparam.decide.limit_functions import FUNCTIONS, step
from symreparam.decide.rational_form import expand_at, level_at_infinity, rational_form
from symreparam.decide.real import conditions
from symreparam.decide.sign import sign
from symreparam.terms.region import NUMBERS


@lru_cache(maxsize=512)
def limit(expr: Expr, variable: Symbol, end: str, context: Context) -> Expr | None:
    """The one-sided limit of `expr` at the `lower` or `upper` end of the variable's interval."""
    for name, lower, upper in context.over.bounds:
        if name == variable:
            at = Approach(lower, "+") if end == "lower" else Approach(upper, "-")
            place = Place(variable, at, Context(context.scope, NUMBERS))
            try:
                return _limit(expr, place).value
            except (Open, RecursionError):
                return None
    return None


def _limit(expr: Expr, place: Place) -> Approach:
    if not expr.has(place.variable):
        return Approach(expr, "=")
    if expr == place.variable:
        return place.at
    try:
        return _by_rules(expr, place)
    except Open:
        pass
    for attempt in (_by_bounds, _by_kernel, _by_conjugate, limit_by_growth, _by_factors):
        try:
            return attempt(expr, place)
        except Open:
            continue
    return _by_continuity(expr, place)


def _by_continuity(expr: Expr, place: Place) -> Approach:
    """A term that is defined in a neighbourhood of a finite point, without steps, is continuous."""
    at = place.at.value
    if at in (oo, -oo) or expr.has(*_STEPS):
        raise Open
    swap = {place.variable: at}
    for condition in conditions(expr):
        if isinstance(condition, Unknown):
            raise Open
        # an open condition that holds at the point holds near it
        want = "+" if condition.want == ">=" else condition.want
        if not isinstance(sign(condition.term.xreplace(swap), want, place.scope), Proved):
            raise Open
    value = expr.xreplace(swap)
    if value.has(nan, zoo, oo, -oo):
        raise Open
    return Approach(value, "=" if place.at.side == "=" else "")


_STEPS: Final = (floor, ceiling, sign_function, Piecewise)


def _by_rules(expr: Expr, place: Place) -> Approach:
    if expr.is_Add:
        return total([_limit(arg, place) for arg in expr.args])
    if expr.is_Mul:
        whole = Approach(Integer(1), "=")
        for arg in expr.args:
            whole = product(whole, _limit(arg, place), place)
        return whole
    if isinstance(expr, exp) or (isinstance(expr, Pow) and expr.base == E):
        return exponential(_limit(expr.exp, place), place)
    if isinstance(expr, Pow):
        return _power(expr, place)
    if isinstance(expr, log):
        return logarithm(_limit(expr.args[0], place), place)
    if isinstance(expr, Abs):
        return absolute(_limit(expr.args[0], place), place)
    if isinstance(expr, sign_function):
        return step(_limit(expr.args[0], place), place)
    name = type(expr).__name__
    if name in _MONOTONE:
        return _monotone(expr, _MONOTONE[name], place)
    if name in _FALLING:
        return _limit(_FALLING[name](expr.args[0]), place)
    function = FUNCTIONS.get(name)
    if function is not None:
        return function(expr, _limit(expr.args[-1], place), place)
    raise Open


def _power(expr: Expr, place: Place) -> Approach:
    base, exponent = _limit(expr.base, place), expr.exp
    if exponent.has(place.variable):
        if base.side != "=" or kind_of(base, place) != "+":
            raise Open
        scaled = product(_limit(exponent, place), Approach(log(base.value), "="), place)
        return exponential(scaled, place)
    rising = kind_of(Approach(exponent, "="), place)
    if rising not in ("+", "-"):
        raise Open
    kind = kind_of(base, place)
    even = exponent.is_even is True
    if kind in ("0-", "-", "-oo"):
        if not even and not exponent.is_odd:
            raise Open
        mirrored = Approach(-base.value, FLIP[base.side])
        result = positive_power(mirrored, exponent, rising, place)
        if even:
            return result
        return Approach(-result.value, FLIP[result.side])
    if kind == "0" and even:
        base = replace(base, side="+")
    return positive_power(base, exponent, rising, place)


# strictly increasing functions on an interval: name -> (its ends, the limits there)
_MONOTONE: Final = {
    "atan": ((-oo, oo), (-pi / 2, pi / 2)),
    "tanh": ((-oo, oo), (Integer(-1), Integer(1))),
    "erf": ((-oo, oo), (Integer(-1), Integer(1))),
    "sinh": ((-oo, oo), (-oo, oo)),
    "asinh": ((-oo, oo), (-oo, oo)),
    "atanh": ((Integer(-1), Integer(1)), (-oo, oo)),
    "erfinv": ((Integer(-1), Integer(1)), (-oo, oo)),
    "asin": ((Integer(-1), Integer(1)), (-pi / 2, pi / 2)),
    "acosh": ((Integer(1), oo), (Integer(0), oo)),
    "LambertW": ((-exp(-1), oo), (Integer(-1), oo)),
}
# strictly decreasing ones, as a constant minus a strictly increasing one
_FALLING: Final = {
    "acos": lambda x: pi / 2 - asin(x),
    "erfc": lambda x: 1 - erf(x),
}


def _monotone(
    expr: Expr, row: tuple[tuple[Expr, Expr], tuple[Expr, Expr]], place: Place
) -> Approach:
    inner = _limit(expr.args[0], place)
    for end, value, side in zip(row[0], row[1], ("+", "-"), strict=True):
        if inner.value == end:
            if end not in (oo, -oo) and inner.side != side:
                raise Open
            return Approach(value, "" if value in (oo, -oo) else _side(side))
    if inner.value in (oo, -oo):
        raise Open
    if row[0] != (-oo, oo):
        inside = [sign(inner.value - row[0][0], "+", place.scope)]
        inside.append(sign(row[0][1] - inner.value, "+", place.scope))
        if not all(isinstance(answer, Proved) for answer in inside):
            raise Open
    return Approach(expr.func(inner.value), inner.side)


def _side(name: str) -> Side:
    return "+" if name == "+" else "-"


def _by_bounds(expr: Expr, place: Place) -> Approach:
    """A sum of a term that tends to infinity and of waves, which stay between bounds."""
    waves = [t for t in expr.args if expr.is_Add and _is_wave(t, place)]
    if not waves:
        raise Open
    rest = _limit(Add(*(t for t in expr.args if t not in waves)), place)
    if rest.value not in (oo, -oo):
        raise Open
    return Approach(rest.value, "")


def _by_factors(expr: Expr, place: Place) -> Approach:
    """A product of whole powers of erf and its like, which have finite limits, and of the rest
    taken together: in x erf(x) exp(-x^2) neither x nor the exponential is looked at alone."""
    taken = [f for f in expr.args if expr.is_Mul and _bounded(f)]
    if not taken or len(taken) == len(expr.args):
        raise Open
    whole = _limit(Mul(*(factor for factor in expr.args if factor not in taken)), place)
    for factor in taken:
        whole = product(whole, _limit(factor, place), place)
    return whole


def _bounded(factor: Expr) -> bool:
    base, exponent = factor.as_base_exp()
    return type(base).__name__ in ("erf", "erfc", "atan", "tanh") and exponent.is_Integer


def _is_wave(term: Expr, place: Place) -> bool:
    """A constant times whole powers of sines and cosines of terms that are real near the end."""
    for factor in Mul.make_args(term):
        base, exponent = factor.as_base_exp()
        if not factor.has(place.variable):
            continue
        if not isinstance(base, sin | cos) or not (exponent.is_Integer and exponent > 0):
            return False
        _limit(base.args[0], place)  # Open where no rule knows that it is defined
    return True


def _by_conjugate(expr: Expr, place: Place) -> Approach:
    """r + s = (r^2 - s^2)/(r - s) for a square root s where r and s tend to opposite infinities,
    so that r - s is not zero near the end."""
    roots = [t for t in expr.args if expr.is_Add and _surd(t, place.variable)]
    if len(roots) != 1:
        raise Open
    (root,) = roots
    rest = Add(*(term for term in expr.args if term is not root))
    ends = {_limit(rest, place).value, _limit(root, place).value}
    if ends != {oo, -oo}:
        raise Open
    return _limit(expand(rest**2 - root**2) / (rest - root), place)


def _surd(term: Expr, variable: Symbol) -> bool:
    """A constant times a square root of something with the variable."""
    root = term.as_independent(variable, as_Add=False)[1]
    return isinstance(root, Pow) and bool(root.exp == Rational(1, 2))


def _by_kernel(expr: Expr, place: Place) -> Approach:
    """A rational function of one kernel u: expanded in w -> 0+ at the limit of u."""
    form = rational_form(expr, place.variable)
    if form is None:
        raise Open
    inner = place.at if form.kernel == place.variable else _limit(form.kernel, place)
    expanded = expand_at(form, inner.value, inner.side, place.scope)
    if expanded is None:
        level = level_at_infinity(form, inner.value, place.scope)
        if level is None:
            raise Open
        return Approach(level, "")
    order, lead, above = expanded
    if order > 0:
        return Approach(Integer(0), "+" if above == "+" else "-")
    if order < 0:
        return Approach(oo if above == "+" else -oo, "")
    return Approach(lead, "")
