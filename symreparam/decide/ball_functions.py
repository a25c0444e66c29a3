"""FUNCTIONS: SymPy head -> ball evaluator. A result that is not finite means `undefined here`."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from flint import arb

_NOTHING = arb("nan")


def _log_gamma(x: arb) -> arb:
    return x.lgamma() if x > 0 else _NOTHING


def _beta(a: arb, b: arb) -> arb:
    if not (a > 0 and b > 0):
        return _NOTHING
    return (a.lgamma() + b.lgamma() - (a + b).lgamma()).exp()


def _regularized_beta(a: arb, b: arb, low: arb, x: arb) -> arb:
    if not (a > 0 and b > 0 and low == 0 and x >= 0 and x <= 1):
        return _NOTHING
    # it increases; at wide balls arb itself takes a hundred times as long
    ends = (arb(end).beta_lower(a, b, regularized=True) for end in (x.lower(), x.upper()))
    return next(ends).union(next(ends))


def _binomial(n: arb, k: arb) -> arb:
    return (n + 1).gamma() * (k + 1).rgamma() * (n - k + 1).rgamma()


def _sign(x: arb) -> arb:
    if x > 0:
        return arb(1)
    if x < 0:
        return arb(-1)
    return arb(0) if x == 0 else arb(0, 1)


def _maximum(*balls: arb) -> arb:
    best = balls[0]
    for ball in balls[1:]:
        best = best.max(ball)
    return best


def _minimum(*balls: arb) -> arb:
    best = balls[0]
    for ball in balls[1:]:
        best = best.min(ball)
    return best


def _erfinv(y: arb) -> arb:
    """Enclosed by bisection: erf is increasing."""
    if not (y > -1 and y < 1):
        return _NOTHING
    return _bisect(arb(y.lower())).union(_bisect(arb(y.upper())))


def _bisect(target: arb) -> arb:
    low, high = arb(-1), arb(1)
    while low.erf() > target or not low.erf() < target:
        low = low * 2
        if low < -64:
            return _NOTHING
    while not high.erf() > target:
        high = high * 2
        if high > 64:
            return _NOTHING
    for _ in range(200):
        middle = arb(((low + high) / 2).mid())
        value = middle.erf()
        if value < target:
            low = middle
        elif value > target:
            high = middle
        else:
            break
    return low.union(high)


def _lambertw(x: arb) -> arb:
    return x.lambertw()


def _lambert_lower(x: arb) -> arb:
    """On [-1/e, 0); not a number where a part of the ball lies outside."""
    return x.lambertw(-1) if x < 0 else _NOTHING


def _catalan(n: arb) -> arb:
    """4^n Gamma(n + 1/2)/(sqrt(pi) Gamma(n + 2)) for n > -1/2"""
    half = n + arb(1) / 2
    if not half > 0:
        return _NOTHING
    return arb(4) ** n * half.gamma() * (n + 2).rgamma() / arb.pi().sqrt()


def _polygamma(order: arb, x: arb) -> arb:
    """At x > 0, where these are monotone: (-1)^(m + 1) m! zeta(m + 1, x) (DLMF 25.11.12)."""
    m = order.unique_fmpz()
    if m is None or not 0 <= m <= 40 or not x > 0:
        return _NOTHING
    ends = [arb(x.lower()), arb(x.upper())]
    if not ends[0] > 0:
        return _NOTHING
    if m == 0:
        values = [end.digamma() for end in ends]
    else:
        size = arb(m + 1).gamma() * (1 if m % 2 == 1 else -1)
        values = [size * arb(m + 1).zeta(end) for end in ends]
    return values[0].union(values[1])


def _atan2(y: arb, x: arb) -> arb:
    return arb.atan2(y, x) if not (x <= 0 and y.contains(0)) else _NOTHING


def _bessel_i(order: arb, x: arb) -> arb:
    """Increasing in x > 0 for an order >= 0 (all terms of its series are)."""
    if not x > 0:
        return _NOTHING
    if not (order.is_exact() and order >= 0):
        return x.bessel_i(order)
    # the ends alone: over a wide ball the library takes a thousand times as long
    return arb(x.lower()).bessel_i(order).union(arb(x.upper()).bessel_i(order))


def _bessel_k(order: arb, x: arb) -> arb:
    """Decreasing in x > 0 (Abramowitz & Stegun 9.6.24: an integral of exp(-x cosh t) cosh(v t))."""
    if not x > 0:
        return _NOTHING
    if not order.is_exact():
        return x.bessel_k(order)
    return arb(x.lower()).bessel_k(order).union(arb(x.upper()).bessel_k(order))


FUNCTIONS: MappingProxyType[str, Callable[..., arb]] = MappingProxyType(
    {
        "log": lambda x: x.log(),
        "Abs": lambda x: abs(x),
        "sign": _sign,
        "sin": lambda x: x.sin(),
        "cos": lambda x: x.cos(),
        "tan": lambda x: x.tan(),
        "cot": lambda x: x.cot(),
        "sec": lambda x: x.sec(),
        "csc": lambda x: x.csc(),
        "asin": lambda x: x.asin(),
        "acos": lambda x: x.acos(),
        "atan": lambda x: x.atan(),
        "atan2": _atan2,
        "sinh": lambda x: x.sinh(),
        "cosh": lambda x: x.cosh(),
        "tanh": lambda x: x.tanh(),
        "coth": lambda x: x.coth(),
        "sech": lambda x: x.sech(),
        "csch": lambda x: x.csch(),
        "asinh": lambda x: x.asinh(),
        "acosh": lambda x: x.acosh(),
        "atanh": lambda x: x.atanh(),
        "gamma": lambda x: x.gamma(),
        "loggamma": _log_gamma,
        "factorial": lambda x: (x + 1).gamma(),
        "beta": _beta,
        "binomial": _binomial,
        "catalan": _catalan,
        "erf": lambda x: x.erf(),
        "erfc": lambda x: x.erfc(),
        "erfinv": _erfinv,
        "floor": lambda x: x.floor(),
        "ceiling": lambda x: x.ceil(),
        "Max": _maximum,
        "Min": _minimum,
        "LambertW": _lambertw,
        "LambertLower": _lambert_lower,
        "besselk": _bessel_k,
        "besseli": _bessel_i,
        "lowergamma": lambda s, x: x.gamma_lower(s) if x >= 0 and s > 0 else _NOTHING,
        "uppergamma": lambda s, x: x.gamma_upper(s) if x > 0 else _NOTHING,
        "betainc_regularized": _regularized_beta,
        "expint": lambda nu, x: x.expint(nu) if x > 0 else _NOTHING,
        "polygamma": _polygamma,
        "zeta": lambda s: s.zeta() if s > 1 else _NOTHING,
    }
)
