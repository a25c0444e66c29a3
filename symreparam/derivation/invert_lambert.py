"""Maps with the variable inside and outside of an exponential or a logarithm, by Lambert's W.

Only the main branch has a name in the claim language, so only stretches on which it is the inverse
are inverted: a u + b exp(k u) and a u + b log(u) with both terms rising together, u^p exp(k u) and
u log(u) on the side of their turning point where W >= -1 (Corless et al. 1996).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from sympy import Expr, Integer, LambertW, Symbol, Wild, diff, exp, expand, log, oo

from symreparam.decide.answer import Context
from symreparam.derivation.branch import (
    LETTER,
    Branch,
    NoInverse,
    needed_sign,
    side,
    sign_of,
    split,
    through,
)

_U: Final = Symbol("kernel", real=True)


@dataclass(frozen=True, slots=True)
class _Rise:
    """A function of the kernel on the stretch above (or below) `turn`, where it has sense `sense`
    and the inverse `back`; `ends` gives its limits at the ends of that stretch and elsewhere."""

    turn: Expr
    above: bool
    sense: int
    back: Expr
    forth: Callable[[Expr], Expr]


def lambert(
    body: Expr,
    variable: Symbol,
    inner: Callable[[Expr], tuple[Branch, ...]],
    context: Context,
) -> tuple[Branch, ...]:
    """The branches of the body, where `inner` gives those of its kernel. Raises NoInverse."""
    kernel = _kernel(body, variable)
    plain = body.xreplace({kernel: _U}) if kernel is not None else body
    if kernel is None or plain.has(variable):
        raise NoInverse(f"several kernels in {body}")
    rise = _sum(plain, context) if plain.is_Add else _product(plain, context)
    if rise is None:
        raise NoInverse(f"several kernels in {body}")
    below = inner(kernel)
    if rise.turn not in (oo, -oo):
        below = split(below, rise.turn, context)
        for branch in below:
            if (side(branch, rise.turn, context) > 0) != rise.above:
                raise NoInverse("another branch of Lambert's W")
    back = rise.back
    return through(below, lambda y: back.xreplace({LETTER: y}), rise.forth, rise.sense)


def _kernel(body: Expr, variable: Symbol) -> Expr | None:
    """What stands in the exponential or the logarithm, without constant factors and terms."""
    for term in sorted(body.atoms(exp, log), key=str):
        if term.has(variable):
            within = term.args[0].as_independent(variable, as_Add=True)[1]
            return within.as_independent(variable, as_Add=False)[1]
    return None


def _sum(plain: Expr, context: Context) -> _Rise | None:
    """a u + b exp(k u + c) + d or a u + b log(k u) + d."""
    wave = [t for t in plain.args if t.has(exp, log) and t.has(_U)]
    if len(wave) != 1:
        return None
    rest = expand(plain - wave[0])
    a = diff(rest, _U)
    shift = rest - a * _U
    head = [t for t in wave[0].atoms(exp, log) if t.has(_U)]
    if a == 0 or a.has(_U) or len(head) != 1:
        return None
    b = wave[0] / head[0]
    k = diff(head[0].args[0], _U)
    c = expand(head[0].args[0] - k * _U)
    if b.has(_U) or k.has(_U):
        return None
    y = (LETTER - shift) / a
    sense = needed_sign(a, context)
    if isinstance(head[0], exp):
        b = b * exp(c)
        if needed_sign(b * k / a, context) <= 0:
            return None
        back = y - LambertW(b * k / a * exp(k * y)) / k
        return _Rise(-oo, True, sense, back, _limits(plain, sense, context))
    if c != 0 or needed_sign(k, context) <= 0 or needed_sign(b / a, context) <= 0:
        return None
    back = b / a * LambertW(a / b * exp((y - b / a * log(k)) * a / b))
    return _Rise(Integer(0), True, sense, back, _limits(plain, sense, context, Integer(0)))


def _product(plain: Expr, context: Context) -> _Rise | None:
    """c u^p exp(k u) or c u log(u)."""
    p, k, c = (Wild(name, exclude=[_U]) for name in "pkc")
    found = plain.match(c * _U**p * exp(k * _U))
    if found and found[p] != 0 and found[k] != 0 and found[c] != 0:
        return _power_times_exponential(plain, found[p], found[k], found[c], context)
    found = plain.match(c * _U * log(_U))
    if not found or found[c] == 0:
        return None
    sense = needed_sign(found[c], context)
    back = exp(LambertW(LETTER / found[c]))
    return _Rise(exp(-1), True, sense, back, _limits(plain, sense, context))


def _power_times_exponential(
    plain: Expr, p: Expr, k: Expr, c: Expr, context: Context
) -> _Rise | None:
    ratio, factor = k / p, needed_sign(c, context)
    rising = needed_sign(p, context) * factor
    if p == 1:
        # y/c = u exp(k u), and W(k y/c) = k u where k u > -1
        back = LambertW(k * LETTER / c) / k
        above = needed_sign(k, context) > 0
        return _Rise(-1 / k, above, rising, back, _limits(plain, rising, context))
    root = (LETTER / c) ** (1 / p)
    back = LambertW(ratio * root) / ratio
    if needed_sign(ratio, context) > 0:
        return _Rise(Integer(0), True, rising, back, _limits(plain, rising, context, Integer(0)))
    return _Rise(-1 / ratio, False, rising, back, _limits(plain, rising, context, Integer(0)))


def _limits(
    plain: Expr, sense: int, context: Context, low: Expr = -oo
) -> Callable[[Expr], Expr]:
    """The limits of the function: at the ends of its stretch by its sense, else its values."""

    def forth(value: Expr) -> Expr:
        if value == oo:
            return oo * sense
        if value == -oo:
            return -oo * sense if plain.is_Add else Integer(0)
        if value == low and low == 0:
            if plain.is_Add:
                return -oo * sense
            power = sign_of(plain.as_powers_dict().get(_U, Integer(1)), context)
            return Integer(0) if power == 1 else oo
        return plain.xreplace({_U: value})

    return forth
