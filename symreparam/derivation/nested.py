"""Antiderivatives of w' exp(w), where w itself has exponentials: the Gumbel law's kernels."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Add, Expr, Integer, Symbol, diff, exp, expand, powsimp


def of_nested(density: Expr, variable: Symbol) -> Iterator[Expr]:
    """c exp(w) for a density exp(l + w) with l linear and w a sum of exponentials.

    A guess: c is read off at 0, and the derivative is checked afterwards.
    """
    # exp(a) exp(-b) is one exponential again, or the constants stay twice as long as they are
    density = powsimp(density, deep=True)
    exponent = _exponent(density, variable)
    if exponent is None:
        return
    nested = [a for a in Add.make_args(expand(exponent)) if a.has(exp) and a.has(variable)]
    if not nested:
        return
    primitive = exp(Add(*nested))
    slope = diff(Add(*nested), variable).xreplace({variable: Integer(0)})
    rest = density.xreplace({variable: Integer(0)}) / exp(
        Add(*nested).xreplace({variable: Integer(0)})
    )
    if slope != 0:
        yield powsimp(rest, deep=True) / powsimp(slope, deep=True) * primitive


def _exponent(density: Expr, variable: Symbol) -> Expr | None:
    """The sum of the exponents, when every factor in the variable is an exponential."""
    total: Expr = Integer(0)
    for factor in density.as_ordered_factors():
        if not factor.has(variable):
            continue
        if not isinstance(factor, exp):
            return None
        total += factor.exp
    return total if total != 0 else None
