"""Rational functions of one kernel, as coefficient lists, and their leading behaviour at a point.

Everything is integer powers, sums and products of coefficients; nothing is simplified.
"""

from __future__ import annotations

from typing import Final

from sympy import E, Expr, Integer, Pow, Symbol, expand, oo

from symreparam.decide.answer import Context, Proved
from symreparam.decide.sign import sign
from symreparam.terms.record import dataclass

DEGREE: Final = 24
Coefficients = tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class RationalForm:
    """numerator(kernel) / denominator(kernel); coefficients from the constant term upwards."""

    kernel: Expr
    numerator: Coefficients
    denominator: Coefficients


def rational_form(expr: Expr, variable: Symbol) -> RationalForm | None:
    """`expr` as a rational function of its only kernel, or None when there are several."""
    found: list[Expr] = []
    _kernels(expr, variable, found)
    if len(found) != 1 or found[0] == expr:
        return None
    parts = _parts(expr, found[0])
    if parts is None:
        return None
    return RationalForm(found[0], *parts)


def _kernels(expr: Expr, variable: Symbol, found: list[Expr]) -> None:
    """Maximal subterms with the variable that are no sum, product or integer power."""
    if not expr.has(variable):
        return
    if expr.is_Add or expr.is_Mul:
        for arg in expr.args:
            _kernels(arg, variable, found)
    elif isinstance(expr, Pow) and expr.exp.is_Integer and expr.base != E:
        _kernels(expr.base, variable, found)
    elif expr not in found:
        found.append(expr)


def _times(left: Coefficients, right: Coefficients) -> Coefficients:
    out = [Integer(0)] * (len(left) + len(right) - 1)
    for i, a in enumerate(left):
        for j, b in enumerate(right):
            out[i + j] = out[i + j] + a * b
    return tuple(out)


def _plus(left: Coefficients, right: Coefficients) -> Coefficients:
    size = max(len(left), len(right))
    pad = [(*side, *[Integer(0)] * (size - len(side))) for side in (left, right)]
    return tuple(a + b for a, b in zip(*pad, strict=True))


def _parts(expr: Expr, kernel: Expr) -> tuple[Coefficients, Coefficients] | None:
    one: Coefficients = (Integer(1),)
    if expr == kernel:
        return (Integer(0), Integer(1)), one
    if not expr.has(kernel):
        return (expr,), one
    if expr.is_Add or expr.is_Mul:
        total = ((Integer(0),), one) if expr.is_Add else (one, one)
        for arg in expr.args:
            part = _parts(arg, kernel)
            if part is None:
                return None
            (a, b), (c, d) = total, part
            total = (
                (_plus(_times(a, d), _times(c, b)), _times(b, d))
                if expr.is_Add
                else (_times(a, c), _times(b, d))
            )
            if max(map(len, total)) > DEGREE:
                return None
        return total
    if isinstance(expr, Pow) and expr.exp.is_Integer and abs(int(expr.exp)) <= DEGREE:
        part = _parts(expr.base, kernel)
        if part is None:
            return None
        power: tuple[Coefficients, Coefficients] = (one, one)
        for _ in range(abs(int(expr.exp))):
            power = (_times(power[0], part[0]), _times(power[1], part[1]))
            if max(map(len, power)) > DEGREE:
                return None
        return power if expr.exp > 0 else (power[1], power[0])
    return None


def expand_at(
    form: RationalForm, value: Expr, side: str, context: Context
) -> tuple[int, Expr, str] | None:
    """Leading order in w -> 0+, leading coefficient and its sign, where the kernel is
    value + w, value - w, 1/w or -1/w. None when a coefficient's vanishing is not settled."""
    if value in (oo, -oo):
        flip = Integer(1) if value == oo else Integer(-1)
        top, bottom = (
            tuple(c * flip**k for k, c in enumerate(part))[::-1]
            for part in (form.numerator, form.denominator)
        )
        shift = len(form.denominator) - len(form.numerator)
    else:
        if side not in ("+", "-"):
            return None
        step = Integer(1) if side == "+" else Integer(-1)
        top, bottom = (
            _shifted(part, value, step) for part in (form.numerator, form.denominator)
        )
        shift = 0
    first, second = _leading(top, context), _leading(bottom, context)
    if first is None or second is None:
        return None
    above = "+" if first[2] == second[2] else "-"
    return first[0] - second[0] + shift, first[1] / second[1], above


def level_at_infinity(form: RationalForm, value: Expr, context: Context) -> Expr | None:
    """The finite limit for a kernel that tends to an infinite value, where the numerator is of no
    higher degree than the denominator, whose leading coefficient is not zero: that of the
    numerator may vanish. None elsewhere."""
    top, bottom = form.numerator, form.denominator
    size = len(bottom)
    if value not in (oo, -oo) or len(top) > size:
        return None
    lead = _leading(bottom[::-1], context)
    if lead is None or lead[0] != 0:
        return None
    return expand(top[size - 1]) / lead[1] if len(top) == size else Integer(0)


def _shifted(part: Coefficients, value: Expr, step: Expr) -> Coefficients:
    """The coefficients in w of the polynomial at value + step * w."""
    out: Coefficients = (Integer(0),)
    power: Coefficients = (Integer(1),)
    for coefficient in part:
        out = _plus(out, tuple(coefficient * c for c in power))
        power = _times(power, (value, step))
    return out


def _leading(part: Coefficients, context: Context) -> tuple[int, Expr, str] | None:
    """The first coefficient that is not zero, with its strict sign."""
    for index, coefficient in enumerate(part):
        plain = expand(coefficient)
        if plain == 0:
            continue
        for want in ("+", "-"):
            if isinstance(sign(plain, want, context), Proved):
                return index, plain, want
        return None
    return None
