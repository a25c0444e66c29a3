"""The named family of a derived density: parameters proposed from its logarithmic derivative.

Each row reads the parameters off L = (log f)' and its derivatives, as a textbook would; whether
the member really has the density is proved afterwards through the rules, so a row may guess.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from sympy import (
    Expr,
    Rational,
    Symbol,
    cancel,
    diff,
    expand_log,
    log,
    oo,
    sqrt,
    symbols,
)

from symreparam.terms.law import Law, Named
from symreparam.terms.scope import variable

Row = Callable[[Expr, Symbol], tuple[Expr, ...]]
MOST_OPERATIONS: Final = 40
_P: Final = symbols("p", positive=True)


def candidates(law: Law) -> Iterator[Named]:
    """Members that may be this law, likely ones first. Nothing is certain yet."""
    if len(law.pieces) == 0 and len(law.atoms) == 1:
        yield Named("Point", (law.atoms[0].point,))
    if len(law.pieces) != 1 or law.atoms:
        return
    piece = law.pieces[0]
    letter, low, high = piece.region.bounds[0]
    if low not in (oo, -oo) and high not in (oo, -oo):
        yield Named("Uniform", (low, high))
    if piece.density.count_ops() > MOST_OPERATIONS:
        return
    slope = _log_derivative(piece.density, letter, positive=low == 0)
    for name, row in _ROWS.get(_kind(low, high), ()):
        try:
            arguments = tuple(cancel(a) for a in row(*slope))
        except (ZeroDivisionError, ValueError, NotImplementedError):
            continue
        if all(_fit(argument, slope[1]) for argument in arguments):
            yield Named(name, tuple(a.xreplace({slope[1]: letter}) for a in arguments))


def _fit(argument: Expr, letter: Symbol) -> bool:
    return not argument.has(letter, oo, -oo) and argument.is_finite is not False


def _kind(low: Expr, high: Expr) -> str:
    if low == -oo and high == oo:
        return "line"
    return "half" if low == 0 and high == oo else "other"


def _log_derivative(density: Expr, letter: Symbol, positive: bool) -> tuple[Expr, Symbol]:
    """(log f)' simplified, in a letter that SymPy knows to be positive where the support is."""
    own = _P if positive else variable(letter.name)
    moved = density.xreplace({letter: own})
    logarithm = expand_log(log(moved), force=True)
    return cancel(diff(logarithm, own)), own


def _normal(slope: Expr, t: Symbol) -> tuple[Expr, ...]:
    """L = -(t - mu)/sigma^2."""
    variance = cancel(-1 / diff(slope, t))
    return cancel(t + slope * variance), sqrt(variance)


def _exponential(slope: Expr, t: Symbol) -> tuple[Expr, ...]:
    """L = -rate."""
    return (cancel(-slope),)


def _gamma(slope: Expr, t: Symbol) -> tuple[Expr, ...]:
    """L = (k - 1)/t - 1/theta."""
    shape = cancel(1 - t**2 * diff(slope, t))
    return shape, cancel(1 / ((shape - 1) / t - slope))


def _log_normal(slope: Expr, t: Symbol) -> tuple[Expr, ...]:
    """t L + 1 = -(log t - mu)/sigma^2."""
    moved = cancel(t * slope + 1)
    variance = cancel(-1 / (t * diff(moved, t)))
    return cancel(log(t) + moved * variance), sqrt(variance)


def _rayleigh(slope: Expr, t: Symbol) -> tuple[Expr, ...]:
    """L = 1/t - t/sigma^2."""
    return (sqrt(cancel(t / (1 / t - slope))),)


def _half_normal(slope: Expr, t: Symbol) -> tuple[Expr, ...]:
    """L = -t/sigma^2."""
    return (sqrt(cancel(-t / slope)),)


def _cauchy(slope: Expr, t: Symbol) -> tuple[Expr, ...]:
    """1/L = -((t - x0)^2 + gamma^2)/(2 (t - x0)): with u = t - x0, 1/L + u/2 = -gamma^2/(2 u)."""
    inverse = cancel(1 / slope)
    curve = cancel(diff(inverse, t) + Rational(1, 2))  # gamma^2 / (2 u^2)
    place = cancel(t + 2 * curve / diff(curve, t))
    return place, sqrt(cancel(curve * 2 * (t - place) ** 2))


_ROWS: Final[dict[str, tuple[tuple[str, Row], ...]]] = {
    "line": (("Normal", _normal), ("Cauchy", _cauchy)),
    "half": (
        ("Exponential", _exponential),
        ("HalfNormal", _half_normal),
        ("Rayleigh", _rayleigh),
        ("Gamma", _gamma),
        ("LogNormal", _log_normal),
    ),
}
