"""Quick readings of the parameters of common families from the logarithmic derivative.

For integrals, which ask often; `fingerprint` compares a derived law with every family. Each row
reads the parameters off L = (log f)' and its derivatives, as a textbook would; whether the member
really has the density is proved afterwards through the rules, so a row may guess.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final

from sympy import (
    Add,
    Dummy,
    Expr,
    Mul,
    PolynomialError,
    Rational,
    Symbol,
    cancel,
    degree,
    diff,
    exp,
    expand,
    expand_log,
    expand_power_base,
    log,
    oo,
    sqrt,
)

from symreparam.derivation.recognise_bessel import two_sided
from symreparam.terms.law import Law, Named, Piece
from symreparam.terms.scope import variable

Row = Callable[[Expr, Symbol], tuple[Expr, ...]]
MOST_OPERATIONS: Final = 80
FEW_OPERATIONS: Final = 12
MOST_DEGREE: Final = 3
# no claim can use this name
_P: Final = Symbol("p'", positive=True)


class _Remembered:
    """The members that a search yields, found when they are asked for, and once."""

    __slots__ = ("found", "search")

    def __init__(self, search: Iterator[Named]) -> None:
        self.search, self.found = search, list[Named]()

    def __iter__(self) -> Iterator[Named]:
        index = 0
        while True:
            if index == len(self.found):
                following = next(self.search, None)
                if following is None:
                    return
                self.found.append(following)
            yield self.found[index]
            index += 1


@lru_cache(maxsize=512)  # integrals over the pieces of one law ask for the same families
def candidates(law: Law) -> Iterable[Named]:
    """Members that may be this law, likely ones first. Nothing is certain yet."""
    return _Remembered(_candidates(law))


def _candidates(law: Law) -> Iterator[Named]:
    if len(law.pieces) == 0 and len(law.atoms) == 1:
        yield Named("Point", (law.atoms[0].point,))
    yield from two_sided(law)
    if len({piece.region for piece in law.pieces}) != 1 or law.atoms:
        return
    # pieces on one region (the branches of an even map) add up
    piece = Piece(law.pieces[0].region, Add(*(piece.density for piece in law.pieces)))
    letter, low, high = piece.region.bounds[0]
    if low not in (oo, -oo) and high not in (oo, -oo):
        yield Named("Uniform", (low, high))
    piece, constants = _grouped(piece, letter)
    density, powers = without_powers(piece.density, letter)
    piece = Piece(piece.region, density)
    if piece.density.count_ops() > MOST_OPERATIONS:
        return
    slope = log_derivative(piece.density, letter, positive=low == 0)
    own = _P if low == 0 else variable(letter.name)
    degrees = None if slope is None else _degrees(slope, own, constants)
    if slope is not None and degrees is None:
        return
    logarithm = slope is not None and slope.has(log(own))
    for name, most, row in _ROWS.get(_kind(low, high), ()):
        if degrees is not None and any(d > m for d, m in zip(degrees, most, strict=True)):
            continue
        if logarithm and name not in _WITH_LOGARITHM:
            continue
        try:
            arguments = tuple(cancel(a) for a in row(slope, own)) if slope is not None else (oo,)
        except (ZeroDivisionError, ValueError, NotImplementedError):
            continue
        if arguments and all(_fit(argument, own) for argument in arguments):
            found = (a.xreplace({own: letter, **powers}).xreplace(constants) for a in arguments)
            yield Named(name, tuple(found))


def _grouped(piece: Piece, letter: Symbol) -> tuple[Piece, dict[Symbol, Expr]]:
    """A long density with short names for the coefficients of its exponent, and what they stand
    for: in an integral over one component the others are coefficients."""
    if piece.density.count_ops() <= FEW_OPERATIONS:
        return piece, {}
    _, rest = piece.density.as_independent(letter, as_Add=False)
    kernels = [factor for factor in Mul.make_args(rest) if isinstance(factor, exp)]
    factors = [factor for factor in Mul.make_args(rest) if not isinstance(factor, exp)]
    # one exponent: what cancels between two has no name in both
    exponent = Add(*(kernel.exp for kernel in kernels))
    if not exponent.is_Add:
        return Piece(piece.region, Mul(*factors, exp(exponent))), {}
    back: dict[Symbol, Expr] = {}
    sums: dict[Expr, list[Expr]] = {}
    for term in exponent.args:
        own, power = term.as_independent(letter, as_Add=False)
        sums.setdefault(power, []).append(own)
    total: Expr = Rational(0)
    for power, parts in sums.items():
        name = Dummy(f"c_{len(back)}", real=True)
        # 1/(1 + c) is seen to be positive, -1/(-1 - c) is not
        way = -1 if all(p.as_coeff_Mul()[0].is_negative for p in parts) else 1
        back[name] = Add(*(way * p for p in parts))
        total += way * name * power
    factors.append(exp(total))
    return Piece(piece.region, Mul(*factors)), back


def _degrees(
    slope: Expr, letter: Symbol, constants: Mapping[Symbol, Expr]
) -> tuple[int, int] | None:
    """The degrees of the log-derivative's two parts in the letter, where it is a short rational
    function of that and its logarithm: SymPy's `cancel` has no bound of its own. Terms that
    cancel when the constants are put back raise no degree."""
    bare = slope.xreplace({log(letter): variable("w")})
    if not bare.is_rational_function(letter) or slope.count_ops() > MOST_OPERATIONS:
        return None
    parts = bare.as_numer_denom()
    if max(degree(part, letter) for part in parts) > MOST_DEGREE:
        return None
    above, below = (degree(part.xreplace(constants), letter) for part in parts)
    return above, below


def _fit(argument: Expr, letter: Symbol) -> bool:
    return not argument.has(letter, oo, -oo) and argument.is_finite is not False


def _kind(low: Expr, high: Expr) -> str:
    if low == -oo and high == oo:
        return "line"
    if low == 0:
        return "half" if high == oo else "unit" if high == 1 else "other"
    return "other"


def without_powers(density: Expr, letter: Symbol) -> tuple[Expr, dict[Expr, Expr]]:
    """The density with short names for what is exp(..) of parameters alone, and what they stand
    for: rational functions of these names are looked through, those of exponentials are not."""
    kernels = sorted((k for k in density.atoms(exp) if not k.has(letter)), key=str)
    outer = [k for k in kernels if not any(k != other and other.has(k) for other in kernels)]
    names = {k: Dummy(f"k_{i}", positive=True) for i, k in enumerate(outer) if k.free_symbols}
    return density.xreplace(names), {name: kernel for kernel, name in names.items()}


def log_derivative(density: Expr, letter: Symbol, positive: bool) -> Expr | None:
    """(log f)' simplified; None when it is no rational function of the letter.

    With `positive` it stands in `positive_letter()`, which SymPy knows to be positive.
    """
    own = _P if positive else variable(letter.name)
    moved = density.xreplace({letter: own})
    total: Expr = Rational(0)
    for factor in expand_power_base(moved, force=True).as_ordered_factors():
        if factor.has(own):
            total += diff(expand_log(log(factor), force=True), own)
    if any(inner.args[0].has(own) and inner.args[0] != own for inner in total.atoms(log)):
        return None  # of no family's density, and `cancel` takes its time with it
    if total.count_ops() > 2 * MOST_OPERATIONS:
        return None  # SymPy's `cancel` has no bound of its own
    try:
        return cancel(total)
    except (PolynomialError, NotImplementedError):
        return None


def positive_letter() -> Symbol:
    """The letter of log-derivatives on (0, oo) and (0, 1)."""
    return _P


def _normal(slope: Expr, t: Symbol) -> tuple[Expr, ...]:
    """L = -(t - mu)/sigma^2."""
    variance = cancel(-1 / diff(slope, t))
    return cancel(t + slope * variance), sqrt(variance)


def _beta(slope: Expr, t: Symbol) -> tuple[Expr, ...]:
    """t (1 - t) L = (alpha - 1)(1 - t) - (beta - 1) t."""
    line = cancel(t * (1 - t) * slope)
    return 1 + line.xreplace({t: Rational(0)}), 1 - line.xreplace({t: Rational(1)})


def _beta_prime(slope: Expr, t: Symbol) -> tuple[Expr, ...]:
    """t (1 + t) L = (alpha - 1)(1 + t) - (alpha + beta) t."""
    line = cancel(t * (1 + t) * slope)
    alpha = 1 + line.xreplace({t: Rational(0)})
    return alpha, -1 - cancel(diff(line, t))


def _generalized_inverse_gaussian(slope: Expr, t: Symbol) -> tuple[Expr, ...]:
    """t^2 L = (p - 1) t - a t^2/2 + b/2."""
    _only_pole_at_zero(slope, t)
    curve = cancel(t**2 * slope)
    b = 2 * curve.xreplace({t: Rational(0)})
    a = -cancel(diff(curve, t, 2))
    return a, b, 1 + cancel(diff(curve, t) + a * t)


def _only_pole_at_zero(slope: Expr, t: Symbol) -> None:
    """Raises ValueError where the denominator is seen to be another than c t^k: to cancel what has
    many other letters takes SymPy seconds."""
    below = slope.as_numer_denom()[1]
    if below.is_polynomial(t):
        lower = (diff(below, t, k).xreplace({t: Rational(0)}) for k in range(degree(below, t)))
        if any(expand(term) != 0 for term in lower):
            raise ValueError("another pole")


def _exponential(slope: Expr, t: Symbol) -> tuple[Expr, ...]:
    """L = -rate."""
    return (cancel(-slope),)


def _gamma(slope: Expr, t: Symbol) -> tuple[Expr, ...]:
    """L = (k - 1)/t - 1/theta."""
    _only_pole_at_zero(slope, t)
    shape = cancel(1 - t**2 * diff(slope, t))
    return shape, cancel(1 / ((shape - 1) / t - slope))


def _log_normal(slope: Expr, t: Symbol) -> tuple[Expr, ...]:
    """t L + 1 = -(log t - mu)/sigma^2."""
    _only_pole_at_zero(slope, t)
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
    if inverse.count_ops() > MOST_OPERATIONS:
        return ()
    curve = cancel(diff(inverse, t) + Rational(1, 2))  # gamma^2 / (2 u^2)
    place = cancel(t + 2 * curve / diff(curve, t))
    return place, sqrt(cancel(curve * 2 * (t - place) ** 2))


# the log-derivative of all others is a rational function: to look for their parameters in
# another takes `cancel` minutes
_WITH_LOGARITHM: Final = ("LogNormal",)
# the degrees in t of both parts of the log-derivative are no larger than the row says
_ROWS: Final[dict[str, tuple[tuple[str, tuple[int, int], Row], ...]]] = {
    "line": (("Normal", (1, 0), _normal), ("Cauchy", (1, 2), _cauchy)),
    "half": (
        ("Exponential", (0, 0), _exponential),
        ("HalfNormal", (1, 0), _half_normal),
        ("Rayleigh", (2, 1), _rayleigh),
        ("Gamma", (1, 1), _gamma),
        ("LogNormal", (0, 1), _log_normal),
        ("BetaPrime", (1, 2), _beta_prime),
        ("GeneralizedInverseGaussian", (2, 2), _generalized_inverse_gaussian),
    ),
    "unit": (("Beta", (1, 2), _beta),),
}
