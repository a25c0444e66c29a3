"""Maps with the variable inside and outside of an exponential or a logarithm, by Lambert's W.

a u + b exp(k u), a u + b log(k u), u^p exp(k u) and u^p log(u): a term w in the kernel u satisfies
w exp(w) = A(y), so it is W_0(A) where w > -1 and W_{-1}(A) where w < -1 (Corless et al. 1996).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sympy import (
    Expr,
    Function,
    Integer,
    LambertW,
    Symbol,
    Wild,
    diff,
    exp,
    expand,
    log,
    nan,
    oo,
    powdenest,
    zoo,
)

from symreparam.decide.answer import Context
from symreparam.decide.limits import limit
from symreparam.derivation.branch import (
    LETTER,
    Branch,
    NoInverse,
    needed_sign,
    side,
    split,
    through,
)
from symreparam.terms.lower_w import LambertLower
from symreparam.terms.record import dataclass
from symreparam.terms.region import interval

_U: Final = Symbol("kernel", real=True)
_V: Final = Symbol("logarithm", real=True)
_W: Final = Function("W", real=True)


@dataclass(frozen=True, slots=True)
class _Turn:
    """A function of the kernel, where W_0 inverts it above (or below) `turn` with the sense
    `sense`; on the other side, if there is one, W_{-1} does with the other sense. `back` is the
    inverse with W for either; `least` is the end of the kernel's range, or -oo. At `zero`, where it
    is given, both sides of W exp(W) = A change their sign."""

    plain: Expr
    turn: Expr
    above: bool
    sense: int
    back: Expr
    least: Expr = -oo
    zero: Expr | None = None


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
    found = _sum(plain, context) if plain.is_Add else _product(plain, context)
    if found is None:
        # u^p log(u) is v exp(p v) of v = log(u)
        found = _product(_of_logarithm(plain), context)
        kernel = log(kernel)
    if found is None:
        raise NoInverse(f"several kernels in {body}")
    below = inner(kernel)
    if found.zero is not None:
        below = split(below, found.zero, context)
    if found.turn in (oo, -oo, found.least):
        return _inverted(below, found, True, context)
    out: list[Branch] = []
    for branch in split(below, found.turn, context):
        main = (side(branch, found.turn, context) > 0) == found.above
        out += _inverted((branch,), found, main, context)
    return tuple(out)


def _inverted(
    below: tuple[Branch, ...], found: _Turn, main: bool, context: Context
) -> tuple[Branch, ...]:
    """The branches of the function on one side of its turning point."""
    head = LambertW if main else LambertLower
    back = found.back.replace(_W, head)
    ends = _ends(found, main, context)
    sense = found.sense if main else -found.sense
    return through(below, lambda y: back.xreplace({LETTER: y}), ends, sense)


def _ends(found: _Turn, main: bool, context: Context) -> Callable[[Expr], Expr]:
    """The values of the function, and its limits at the ends of its stretch."""
    low, high = found.least, oo
    if found.turn not in (oo, -oo, found.least):
        low, high = (found.turn, oo) if main == found.above else (found.least, found.turn)
    over = interval(_U, low, high)

    def forth(value: Expr) -> Expr:
        if value in (low, high):
            place = "lower" if value == low else "upper"
            known = limit(found.plain, _U, place, Context(context.scope, over))
            if known is not None:
                return known
        known = found.plain.xreplace({_U: value})
        if known.has(nan, zoo):
            raise NoInverse(f"the limit of {found.plain} is open")
        return known

    return forth


def _kernel(body: Expr, variable: Symbol) -> Expr | None:
    """What stands in the exponential or the logarithm, without constant factors and terms."""
    for term in sorted(body.atoms(exp, log), key=str):
        if term.has(variable):
            within = term.args[0].as_independent(variable, as_Add=True)[1]
            return within.as_independent(variable, as_Add=False)[1]
    return None


def _of_logarithm(plain: Expr) -> Expr:
    """The term in v = log(u), under the name of u."""
    named = plain.xreplace({log(_U): _V})
    return powdenest(named.xreplace({_U: exp(_V)})).xreplace({_V: _U})


def _sum(plain: Expr, context: Context) -> _Turn | None:
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
        # w = (b k/a) exp(k u) has w exp(w) = (b k/a) exp(k y)
        b = b * exp(c)
        ratio = b * k / a
        back = y - _W(ratio * exp(k * y)) / k
        if needed_sign(ratio, context) > 0:
            return _Turn(plain, -oo, True, sense, back)
        turn = log(-1 / ratio) / k
        return _Turn(plain, turn, needed_sign(k, context) < 0, sense, back)
    if c != 0 or needed_sign(k, context) <= 0:
        return None
    # w = (a/b) u has w exp(w) = (a/b) exp((a/b) y)/k
    back = b / a * _W(a / b * exp((y - b / a * log(k)) * a / b))
    zero = Integer(0)
    if needed_sign(b / a, context) > 0:
        return _Turn(plain, zero, True, sense, back, zero)
    return _Turn(plain, -b / a, False, -sense, back, zero)


def _product(plain: Expr, context: Context) -> _Turn | None:
    """c u^p exp(k u)."""
    p, k, c = (Wild(name, exclude=[_U]) for name in "pkc")
    found = plain.match(c * _U**p * exp(k * _U))
    if found and found[p] != 0 and found[k] != 0 and found[c] != 0:
        return _power_times_exponential(plain, found[p], found[k], found[c], context)
    return None


def _power_times_exponential(
    plain: Expr, p: Expr, k: Expr, c: Expr, context: Context
) -> _Turn | None:
    """w = (k/p) u has w exp(w) = (k/p) (y/c)^(1/p)."""
    ratio, factor = k / p, needed_sign(c, context)
    rising = needed_sign(p, context) * factor
    if p == 1:
        back = _W(k * LETTER / c) / k
        above = needed_sign(k, context) > 0
        return _Turn(plain, -1 / k, above, rising, back, zero=Integer(0))
    root = (LETTER / c) ** (1 / p)
    back = _W(ratio * root) / ratio
    zero = Integer(0)
    if needed_sign(ratio, context) > 0:
        return _Turn(plain, zero, True, rising, back, zero)
    return _Turn(plain, -1 / ratio, False, rising, back, zero)


def lower_branch(below: tuple[Branch, ...]) -> tuple[Branch, ...]:
    """W_{-1}, which falls from -1 to -oo."""
    values: dict[Expr, Expr] = {-exp(-1): Integer(-1), Integer(0): -oo}
    return through(below, lambda w: w * exp(w), lambda v: values.get(v) or LambertLower(v), -1)
