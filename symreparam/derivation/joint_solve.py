"""One equation solved for one letter: candidates, from forms whose solution is written down.

No solver is called, so there is no search to bound: the equation is linear in the letter, or of
first or second degree in one power of it, or in one exponential, logarithm or power with it, or it
has one square root, which is squared away. A candidate that solves the squared equation alone is
left to whoever tries them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import gcd
from typing import Final

from sympy import (
    Dummy,
    Expr,
    Function,
    Integer,
    Poly,
    PolynomialError,
    Pow,
    Rational,
    Symbol,
    acos,
    asin,
    asinh,
    atan,
    atanh,
    cancel,
    cos,
    diff,
    erf,
    erfinv,
    exp,
    expand,
    factor,
    log,
    oo,
    sin,
    sinh,
    sqrt,
    tan,
    tanh,
    together,
)

MOST_OPERATIONS: Final = 120
MOST_DEGREE: Final = 12
DEPTH: Final = 3
ROOT: Final = Dummy("r", positive=True)
BACK: Final[Mapping[type, Callable[[Expr], Expr]]] = {
    exp: log,
    log: exp,
    sinh: asinh,
    asinh: sinh,
    tanh: atanh,
    atanh: tanh,
    erf: erfinv,
    erfinv: erf,
    atan: tan,
    tan: atan,
    asin: sin,
    acos: cos,
}


def solved(equation: Expr, letter: Symbol, depth: int = DEPTH) -> list[Expr]:
    """Candidates for the letter where the equation is zero, in a fixed order.

    What is free of the letter counts as a number, whatever it is.
    """
    short, home = _numbers(equation, letter)
    if depth == 0 or short.count_ops() > MOST_OPERATIONS:
        return []
    kernels = _kernels(short, letter)
    try:
        if not kernels:
            found = _line(short, letter) or _roots(short, letter)
        elif len(kernels) == 1:
            found = _of_kernel(short, letter, kernels[0], depth) or _squared(short, letter, kernels)
        else:
            found = _squared(short, letter, kernels)
    except PolynomialError:
        return []
    values = [value.xreplace(home) for value in found]
    return [value for value in values if not value.has(letter, oo)]


def _numbers(equation: Expr, letter: Symbol) -> tuple[Expr, dict[Expr, Expr]]:
    """The equation with letters for the powers and functions in it that are free of the letter."""
    heads = {
        term: Dummy("c", positive=True) if term.is_positive else Dummy("c", real=True)
        for term in sorted(equation.atoms(Pow, Function), key=str)
        if not term.has(letter) and not (term.is_Pow and term.exp.is_Integer)
    }
    return equation.xreplace(heads), {dummy: term for term, dummy in heads.items()}


def _kernels(term: Expr, letter: Symbol) -> list[Expr]:
    """The outermost parts with the letter that are no sums, products or whole powers."""
    if not term.has(letter) or term == letter:
        return []
    if term.is_Add or term.is_Mul or (term.is_Pow and term.exp.is_Integer):
        parts = [kernel for arg in term.args for kernel in _kernels(arg, letter)]
        return list(dict.fromkeys(parts))
    return [term]


def _line(equation: Expr, letter: Symbol) -> list[Expr]:
    """The solution of an equation whose numerator is linear in the letter."""
    numerator = expand(together(equation).as_numer_denom()[0])
    slope = expand(diff(numerator, letter))
    if slope == 0 or slope.has(letter):
        return []
    return [factor(-numerator.xreplace({letter: Integer(0)}) / slope)]


def _roots(equation: Expr, letter: Symbol) -> list[Expr]:
    """The roots of a numerator of first or second degree in one power of the letter."""
    terms = Poly(cancel(together(equation)).as_numer_denom()[0], letter).as_dict()
    powers = sorted(each for (each,) in terms)
    if len(powers) < 2 or powers[-1] > MOST_DEGREE:
        return []
    steps = [power - powers[0] for power in powers[1:]]
    common = gcd(*steps)
    c = {step // common: terms[(step + powers[0],)] for step in (0, *steps)}
    if max(c) > 2:
        return []
    if max(c) == 1:
        values = [factor(-c[0] / c[1])]
    else:
        middle = c.get(1, Integer(0))
        spread = sqrt(factor(middle**2 - 4 * c[2] * c[0]))
        values = [(-middle + sign * spread) / (2 * c[2]) for sign in (1, -1)]
    return [root for value in values for root in _power_roots(value, common, letter)]


def _power_roots(value: Expr, power: int, letter: Symbol) -> list[Expr]:
    """The real x with x^power = value that have the sign of the letter, where it has one."""
    if power == 1:
        return [value]
    above = value ** Rational(1, power)
    below = -above if power % 2 == 0 else -((-value) ** Rational(1, power))
    if letter.is_positive:
        return [above]
    return [below] if letter.is_negative else [below, above]


def _of_kernel(equation: Expr, letter: Symbol, kernel: Expr, depth: int) -> list[Expr]:
    """The letter where it stands inside of one exponential, logarithm or power alone."""
    own = Dummy("k", positive=True) if kernel.is_Pow or kernel.func == exp else Dummy("k")
    whole = equation.xreplace({kernel: own})
    if whole.has(letter):
        return []
    found = []
    for value in _line(whole, own) or _roots(whole, own):
        inner = _unwrapped(kernel, value, letter)
        if inner is not None:
            found += solved(inner, letter, depth - 1)
    return found


def _unwrapped(kernel: Expr, value: Expr, letter: Symbol) -> Expr | None:
    """A term that is zero where the kernel has the value."""
    if kernel.func in BACK:
        return kernel.args[0] - BACK[kernel.func](value)
    if not kernel.is_Pow:
        return None
    if not kernel.exp.has(letter):
        return kernel.base - value ** (1 / kernel.exp)
    return None if kernel.base.has(letter) else kernel.exp - log(value) / log(kernel.base)


def _squared(equation: Expr, letter: Symbol, kernels: list[Expr]) -> list[Expr]:
    """A + B r = 0 with the only root r = sqrt(base) as A^2 = B^2 base, a polynomial."""
    halves = {kernel: 2 * kernel.exp for kernel in kernels if kernel.is_Pow}
    bases = {kernel.base for kernel in halves}
    if len(halves) != len(kernels) or len(bases) != 1 or _kernels(base := bases.pop(), letter):
        return []
    if not all(half.is_Integer for half in halves.values()):
        return []
    plain = equation.xreplace({kernel: ROOT**half for kernel, half in halves.items()})
    parts = [Integer(0), Integer(0)]
    for (power,), factor_ in Poly(together(plain).as_numer_denom()[0], ROOT).as_dict().items():
        parts[power % 2] += factor_ * base ** (power // 2)
    return _roots(parts[0] ** 2 - parts[1] ** 2 * base, letter)
