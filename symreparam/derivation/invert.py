"""Structural inversion: a map on an interval as strictly monotone branches with closed inverses.

A branch carries its source interval, the inverse as a term in a letter, the image interval and
the sense. Everything proposed here is proved step by step afterwards; signs are asked of `decide`.
"""

from __future__ import annotations

from collections.abc import Callable

from sympy import (
    Abs,
    E,
    Expr,
    Integer,
    LambertW,
    Pow,
    Symbol,
    acos,
    acosh,
    asin,
    asinh,
    atan,
    atanh,
    cos,
    cosh,
    erf,
    erfc,
    erfinv,
    exp,
    log,
    oo,
    pi,
    sin,
    sinh,
    tan,
    tanh,
)

from symreparam.decide.answer import Context
from symreparam.decide.rational_form import rational_form
from symreparam.derivation.branch import (
    LETTER,
    Branch,
    NoInverse,
    needed_sign,
    scaled,
    side,
    split,
    through,
)


def branches(
    body: Expr, variable: Symbol, lower: Expr, upper: Expr, context: Context
) -> tuple[Branch, ...]:
    """The monotone branches of `body` on (lower, upper)."""
    if body == variable:
        return (Branch(lower, upper, lower, upper, 1, LETTER),)
    if not body.has(variable):
        raise NoInverse("the map is constant")
    inner = [arg for arg in body.args if arg.has(variable)]
    if (body.is_Add or body.is_Mul) and len(inner) == 1:
        rest = body.func(*[arg for arg in body.args if not arg.has(variable)])
        below = branches(inner[0], variable, lower, upper, context)
        if body.is_Add:
            return through(below, lambda y: y - rest, lambda v: v + rest, 1)
        factor = needed_sign(rest, context)
        if factor == 0:
            raise NoInverse("multiplied by zero")
        return through(below, lambda y: y / rest, lambda v: scaled(v, rest, factor), factor)
    if body.is_Add or body.is_Mul:
        from symreparam.derivation.invert_rational import rational

        form = rational_form(body, variable)
        if form is None:
            from symreparam.derivation.invert_lambert import lambert
            from symreparam.derivation.invert_odd import odd_map
            from symreparam.derivation.invert_surd import surd_map

            odd = odd_map(body, variable, lower, upper, context)
            if odd is not None:
                return odd
            surd = surd_map(body, variable, lower, upper, context)
            if surd is not None:
                return surd
            return lambert(
                body, variable, lambda u: branches(u, variable, lower, upper, context), context
            )
        below = branches(form.kernel, variable, lower, upper, context)
        return rational(form.numerator, form.denominator, below, context)
    if isinstance(body, Pow) and body.base != E:
        return _power(body, variable, lower, upper, context)
    return _function(body, variable, lower, upper, context)


def _power(
    body: Expr, variable: Symbol, lower: Expr, upper: Expr, context: Context
) -> tuple[Branch, ...]:
    base, exponent = body.base, body.exp
    if exponent.has(variable):
        if base.has(variable):
            raise NoInverse(f"{body} has its variable in base and exponent")
        slope = needed_sign(log(base), context)
        below = branches(exponent, variable, lower, upper, context)
        return through(
            below, lambda y: log(y) / log(base), lambda v: _exp(scaled(v, log(base), slope)), slope
        )
    sense = needed_sign(exponent, context)
    if sense == 0:
        raise NoInverse("exponent zero")
    below = branches(base, variable, lower, upper, context)
    if exponent.is_integer:
        below = split(below, Integer(0), context)

    def forth(value: Expr) -> Expr:
        if value == oo or value == 0:
            return oo if (value == oo) == (sense > 0) else Integer(0)
        return value**exponent

    out: list[Branch] = []
    even = exponent.is_even is True
    for branch in below:
        if side(branch, Integer(0), context) > 0:
            out += through((branch,), lambda y: y ** (1 / exponent), forth, sense)
            continue
        if not exponent.is_integer:
            raise NoInverse(f"a root of a negative number in {body}")
        if not even and not exponent.is_odd:
            raise NoInverse(f"whether {exponent} is even or odd is open")
        mirrored = through((branch,), lambda y: -y, lambda v: -v, -1)
        raised = through(mirrored, lambda y: y ** (1 / exponent), forth, sense)
        out += raised if even else through(raised, lambda y: -y, lambda v: -v, -1)
    return tuple(out)


def _exp(value: Expr) -> Expr:
    if value == -oo:
        return Integer(0)
    return value if value == oo else exp(value)


def _log(value: Expr) -> Expr:
    if value == 0:
        return -oo
    return value if value == oo else log(value)


def _ends(table: dict[Expr, Expr], function: Callable[[Expr], Expr]) -> Callable[[Expr], Expr]:
    return lambda value: table[value] if value in table else function(value)


def _lambert_back(value: Expr) -> Expr:
    return value * exp(value)


_WHOLE = {-oo: -oo, oo: oo}
# strictly increasing functions: head -> (inverse, values at the ends)
_INCREASING = {
    "sinh": (asinh, _ends(_WHOLE, sinh)),
    "asinh": (sinh, _ends(_WHOLE, asinh)),
    "tanh": (atanh, _ends({-oo: Integer(-1), oo: Integer(1)}, tanh)),
    "atanh": (tanh, _ends({Integer(-1): -oo, Integer(1): oo}, atanh)),
    "atan": (tan, _ends({-oo: -pi / 2, oo: pi / 2}, atan)),
    "erf": (erfinv, _ends({-oo: Integer(-1), oo: Integer(1)}, erf)),
    "LambertW": (_lambert_back, _ends({-exp(-1): Integer(-1), oo: oo}, LambertW)),
    "asin": (sin, _ends({Integer(-1): -pi / 2, Integer(1): pi / 2}, asin)),
    "erfinv": (erf, _ends({Integer(-1): -oo, Integer(1): oo}, erfinv)),
}


def _function(
    body: Expr, variable: Symbol, lower: Expr, upper: Expr, context: Context
) -> tuple[Branch, ...]:
    inner = body.exp if isinstance(body, Pow) else body.args[0]
    name = type(body).__name__
    if len(body.args) != 1 and not isinstance(body, Pow):
        raise NoInverse(f"no inverse of {name} here")
    below = branches(inner, variable, lower, upper, context)
    if isinstance(body, (exp, Pow)):
        return through(below, log, _exp, 1)
    if isinstance(body, log):
        if any(side(branch, Integer(0), context) < 0 for branch in below):
            raise NoInverse("a logarithm of a negative number")
        return through(below, exp, _log, 1)
    if isinstance(body, Abs):
        out: list[Branch] = []
        for branch in split(below, Integer(0), context):
            if side(branch, Integer(0), context) > 0:
                out.append(branch)
            else:
                out += through((branch,), lambda y: -y, lambda v: -v, -1)
        return tuple(out)
    if name in ("sin", "cos", "tan"):
        from symreparam.derivation.invert_trig import circular

        return circular(name, below, context)
    if isinstance(body, cosh):
        return _even(below, context)
    if isinstance(body, acos):
        return through(below, cos, _ends({Integer(-1): pi, Integer(1): Integer(0)}, acos), -1)
    if name == "LambertLower":
        from symreparam.derivation.invert_lambert import lower_branch

        return lower_branch(below)
    if isinstance(body, erfc):
        return through(below, _erfc_inverse, _ends({-oo: Integer(2), oo: Integer(0)}, erfc), -1)
    row = _INCREASING.get(name)
    if row is None:
        raise NoInverse(f"no inverse of {name} here")
    return through(below, row[0], row[1], 1)


def _erfc_inverse(value: Expr) -> Expr:
    return erfinv(1 - value)


def _even(below: tuple[Branch, ...], context: Context) -> tuple[Branch, ...]:
    """cosh on each side of zero."""
    out: list[Branch] = []
    forth = _ends({oo: oo}, cosh)
    for branch in split(below, Integer(0), context):
        if side(branch, Integer(0), context) < 0:
            (branch,) = through((branch,), lambda y: -y, lambda v: -v, -1)
        out += through((branch,), acosh, forth, 1)
    return tuple(out)
