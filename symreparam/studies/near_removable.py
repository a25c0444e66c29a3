"""Terms near a removable singularity: a polynomial there, as the formula cancels all its digits.

The variance of a continuous Bernoulli law is a difference of two terms that grow like 1/x^2 where
x = p - 1/2 tends to 0, though its limit is 1/12.
"""

from __future__ import annotations

from sympy import Abs, Expr, Lt, Piecewise, Rational, Symbol, diff, series

from symreparam.families.members import record_of
from symreparam.terms.law import AnyLaw, JointLaw, Named

_GAP = Symbol("gap'", positive=True)


def near_removable(term: Expr, symbol: Symbol, value: Expr, argument: Expr) -> Expr:
    """The term with `argument` for its symbol: Taylor's polynomial where that is close to `value`,
    the formula elsewhere. What is left out is below 1e-14 for terms of the size of 1."""
    formula = term.xreplace({symbol: argument})
    found = _polynomial(term, symbol, value, 8)
    return formula if found is None else _joined(found, formula, argument - value, Rational(1, 128))


def near_removable_slope(body: Expr, slope: Expr, law: AnyLaw | JointLaw, symbol: Symbol) -> Expr:
    """The derivative of a map in the parameter in which its law's record has a removable value; by
    the polynomial of the map near that value."""
    if not isinstance(law, Named) or record_of(law).removable is None:
        return slope
    value = record_of(law).removable
    assert value is not None
    if law.arguments[-1] != symbol:
        return slope
    found = _polynomial(body, symbol, value, 6)
    if found is None:
        return slope
    return _joined(diff(found, _GAP), slope, symbol - value, Rational(1, 512))


def _polynomial(term: Expr, symbol: Symbol, value: Expr, terms: int) -> Expr | None:
    """Taylor's polynomial in the gap between the symbol and the value."""
    if not term.has(symbol):
        return None
    try:
        found = series(term.xreplace({symbol: value + _GAP}), _GAP, 0, terms).removeO()
    except (NotImplementedError, ValueError, TypeError):
        return None
    return found if found.is_polynomial(_GAP) else None


def _joined(polynomial: Expr, formula: Expr, gap: Expr, near: Expr) -> Expr:
    return Piecewise((polynomial.xreplace({_GAP: gap}), Lt(Abs(gap), near)), (formula, True))
