"""Antiderivatives of rational functions of one exponential, as the logistic density's."""

from __future__ import annotations

from collections.abc import Iterator
from math import gcd, lcm

from sympy import Dummy, Expr, Integer, Rational, Symbol, cancel, diff, exp, expand

from symreparam.derivation.partial_fractions import by_partial_fractions

MOST_OPERATIONS = 60


def of_exponentials(density: Expr, variable: Symbol) -> Iterator[Expr]:
    """F with R(exp(k y)) = F': with w = exp(k y) it is the integral of R(w)/(k w).

    The exponents are whole multiples of one, up to terms without the variable. A guess, whose
    derivative is checked afterwards.
    """
    heads = [each for each in density.atoms(exp) if each.has(variable)]
    if not heads or density.count_ops() > MOST_OPERATIONS:
        return
    slopes = [expand(diff(head.exp, variable)) for head in heads]
    ratios = [cancel(slope / slopes[0]) for slope in slopes]
    if slopes[0].has(variable) or not all(ratio.is_Rational for ratio in ratios):
        return
    step = slopes[0] * _common([Rational(ratio) for ratio in ratios])
    letter = Dummy("w", positive=True)
    moved: dict[Expr, Expr] = {}
    for head, slope in zip(heads, slopes, strict=True):
        start = exp(expand(head.exp - slope * variable))
        moved[head] = start * letter ** cancel(slope / step)
    inside = cancel(density.xreplace(moved) / (step * letter))
    if inside.has(variable) or not inside.is_rational_function(letter):
        return
    found = by_partial_fractions(inside, letter)
    if found is not None:
        yield found.xreplace({letter: exp(step * variable)})


def _common(ratios: list[Rational]) -> Rational:
    """The largest number of which all are whole multiples."""
    below = lcm(*(int(ratio.q) for ratio in ratios))
    above = gcd(*(int(ratio * below) for ratio in ratios))
    return Rational(Integer(above), below)
