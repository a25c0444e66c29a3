"""What a record states, checked numerically against its own density, field by field."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from mpmath import mp, mpc, mpf, quad, quadosc
from oracles import VALUES
from sympy import Expr, Rational, Symbol, diff, lambdify, oo

from symreparam.families.family import Family

TOLERANCE = 1e-7
ENOUGH = 10**5


def _exp(x: object) -> object:
    """exp, cut off where mpmath would compute a number of millions of digits: exp(exp(40))."""
    if isinstance(x, mpc):
        return mp.exp(x)
    return mpf(0) if x < -ENOUGH else mp.exp(min(x, ENOUGH))


# SymPy puts a mass at the kink of `sign`; the points lie off it
MODULES = [
    {
        "DiracDelta": lambda _: 0,
        "exp": _exp,
        "betainc_regularized": partial(mp.betainc, regularized=True),
    },
    "mpmath",
]
HEAVY = frozenset(("LogCauchy",))
"""Families whose mass near an end no quadrature in t finds: they are integrated in log(t)."""


def at(record: Family, term: Expr) -> Expr:
    """The term with the test values put in."""
    pairs = zip(record.parameters, VALUES[record.name], strict=True)
    return term.xreplace({parameter.symbol: value for parameter, value in pairs})


def function(record: Family, term: Expr, variable: Symbol | None = None) -> Callable:
    """The term at the test values as a function of `variable`."""
    return lambdify(variable or record.variable, at(record, term), MODULES)


def number(record: Family, term: Expr) -> mpf:
    """The term at the test values; infinite ends included."""
    value = at(record, term)
    return mp.inf if value == oo else -mp.inf if value == -oo else mpf(value.evalf(20))


def close(left: object, right: object) -> bool:
    """Whether two numbers agree; one that is not real agrees with none."""
    if isinstance(left, mpc) and left.imag == 0:
        left = left.real
    if isinstance(left, mpc):
        return False
    return abs(mpf(left) - mpf(right)) <= TOLERANCE * (1 + abs(mpf(right)))


def ends(record: Family, index: int) -> tuple[mpf, mpf]:
    _, low, high = record.pieces[index].region.bounds[0]
    return number(record, low), number(record, high)


def inner(low: mpf, high: mpf) -> list[mpf]:
    """A few points between two ends."""
    parts = [mpf(k) / 100 for k in (7, 35, 62, 90)]
    if low == -mp.inf and high != mp.inf:
        return [high - mpf(13) / 10 * part / (1 - part) for part in reversed(parts)]
    if low == -mp.inf:
        return [mp.log(part / (1 - part)) + mpf(1) / 7 for part in parts]
    if high == mp.inf:
        return [low + mpf(13) / 10 * part / (1 - part) for part in parts]
    return [low + part * (high - low) for part in parts]


def points(record: Family) -> Iterator[tuple[int, mpf]]:
    for index in range(len(record.pieces)):
        for point in inner(*ends(record, index)):
            yield index, point


def integral(record: Family, weight: Callable) -> mpf:
    """The integral of weight * density."""
    total = mpf(0)
    for index, piece in enumerate(record.pieces):
        density, (low, high) = function(record, piece.density), ends(record, index)
        cuts = [low, *inner(low, high), high]
        total += area(record, lambda t, f=density: weight(t) * f(t), cuts)
    return total


def area(record: Family, f: Callable, cuts: list[mpf]) -> mpf:
    """The integral of f from the first cut to the last."""

    def real(t: mpf) -> mpf:
        # rounding puts a node near an end outside of the support, where roots are complex
        value = f(t)
        return mpf(0) if isinstance(value, mpc) else value

    if record.name not in HEAVY:
        return quad(real, cuts)
    logs = [-mp.inf if t == 0 else mp.log(t) for t in cuts]
    return quad(lambda s: real(mp.exp(s)) * mp.exp(s), logs)


def mass(record: Family) -> bool:
    return close(integral(record, lambda _: mpf(1)), 1)


def log_density(record: Family) -> bool:
    logs = [function(record, term) for term in record.log_density]
    densities = [function(record, piece.density) for piece in record.pieces]
    return all(close(mp.exp(logs[k](t)), densities[k](t)) for k, t in points(record))


def cdf(record: Family) -> bool:
    """The cdf is the integral up to t, and its derivative the density."""
    below = mpf(0)
    for index, piece in enumerate(record.pieces):
        density, (low, high) = function(record, piece.density), ends(record, index)
        term = record.cdf[index]
        stated = function(record, term)
        slope = function(record, diff(term, record.variable))
        so_far, last = below, low
        for t in inner(low, high):
            so_far, last = so_far + area(record, density, [last, t]), t
            if not close(stated(t), so_far) or not close(slope(t), density(t)):
                return False
        below = so_far + area(record, density, [last, high])
    return True


def _accumulated(record: Family, t: mpf) -> mpf:
    for index, term in enumerate(record.cdf):
        low, high = ends(record, index)
        if low < t < high:
            return function(record, term)(t)
    return mpf(-1)


def quantile(record: Family) -> bool:
    inverse = function(record, record.quantile, record.probability)
    parts = (mpf(1) / 9, mpf(1) / 2 + mpf(1) / 50, mpf(5) / 6)
    return all(close(_accumulated(record, inverse(part)), part) for part in parts)


def mean(record: Family) -> bool:
    return close(number(record, record.mean), integral(record, lambda t: t))


def variance(record: Family) -> bool:
    first = integral(record, lambda t: t)
    second = integral(record, lambda t: (t - first) ** 2)
    return close(number(record, record.variance), second)


def _inside(low: mpf, high: mpf, centre: int) -> mpf:
    """A point of (low, high) off the centre, where a transform is trivial."""
    if high <= centre:
        return high - 1 / mpf(3)
    if high - centre < mp.inf:
        return centre + (high - centre) / 3
    return mpf(centre) + 1 / mpf(3)


def mgf(record: Family) -> bool:
    w = _inside(*(number(record, end) for end in record.mgf_range), 0)
    stated = function(record, record.mgf, record.frequency)(w)
    return close(stated, integral(record, lambda t: _exp(w * t)))


def mellin(record: Family) -> bool:
    w = _inside(*(number(record, end) for end in record.mellin_range), 1)
    stated = function(record, record.mellin, record.frequency)(w)
    return close(stated, integral(record, lambda t: t ** (w - 1)))


def absolute(record: Family) -> bool:
    """E |X - w| at a few w, below and above the centre, integrated up to w and from it."""
    stated = function(record, record.absolute, record.frequency)
    (piece,), (low, high) = record.pieces, ends(record, 0)
    density = function(record, piece.density)
    centre = number(record, record.parameters[0].symbol)
    for w in (mpf(k) / 3 for k in (-4, 1, 5)):
        cuts = sorted({low, *inner(low, high), w, centre, high})
        if not close(stated(w), quad(lambda t, w=w: abs(t - w) * density(t), cuts)):
            return False
    return True


def characteristic(record: Family) -> bool:
    """Both parts, integrated away from the left end, or from the location (the first parameter)."""
    w = mpf(2) / 5
    stated = [function(record, c, record.frequency)(w) for c in record.characteristic]
    (piece,), (low, high) = record.pieces, ends(record, 0)
    density = function(record, piece.density)
    centre = low if low > -mp.inf else number(record, record.parameters[0].symbol)
    for value, wave in zip(stated, (mp.cos, mp.sin), strict=True):
        if mp.inf not in (high, -low):
            if not close(value, integral(record, lambda t, g=wave: g(w * t))):
                return False
            continue
        found = quadosc(lambda t, g=wave: g(w * t) * density(t), [centre, high], omega=w)
        if low == -mp.inf:
            found += quadosc(
                lambda s, g=wave: g(w * (centre - s)) * density(centre - s), [0, mp.inf], omega=w
            )
        if not abs(found - value) < 1e-6:
            return False
    return True


CHECKS = {
    "log_density": log_density,
    "cdf": cdf,
    "quantile": quantile,
    "mean": mean,
    "variance": variance,
    "mgf": mgf,
    "mellin": mellin,
    "characteristic": characteristic,
    "absolute": absolute,
}
"""Field of a record -> does it agree with the record's density at the test values?"""

FACTOR = Rational(21, 20)


def spoiled(record: Family, field: str) -> object:
    """A wrong value of the field: off by five per cent, or by one twentieth."""
    value = getattr(record, field)
    if field in ("log_density", "cdf"):
        return tuple(term + Rational(1, 20) for term in value)
    if field == "characteristic":
        return (value[0] * FACTOR, value[1])
    return value * FACTOR + (Rational(1, 20) if field == "mean" else 0)
