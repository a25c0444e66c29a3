"""Denominators in a goal's text: almost surely not zero, or still there for the proof to exclude.

SymPy cancels `X/f*f` when it builds the term, whatever f is, so that the proof never sees f. Then
f has to be shown to vanish with probability 0; a denominator that is left in the term is an
obligation of the proof itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from flint import arb
from sympy import (
    Abs,
    Basic,
    Eq,
    Expr,
    Mul,
    Piecewise,
    Pow,
    Symbol,
    cos,
    cosh,
    erf,
    erfc,
    exp,
    pi,
    sin,
    sinh,
    tan,
    tanh,
)

from symreparam.decide.answer import Context, Proved
from symreparam.decide.ball import enclose
from symreparam.decide.sign import sign
from symreparam.logic.claim import Claim
from symreparam.logic.judgement import Equation, HasLaw, Mean
from symreparam.terms.events import indicator
from symreparam.terms.law import Law

_ENTIRE = (sin, cos, tan, exp, sinh, cosh, tanh, erf, erfc)
_PLACES = ((1, 3, -5), (2, -3, 4), (5, 1, -2))


def nonzero_almost_surely(term: Expr, whole: Expr, context: Context, claim: Claim) -> bool:
    """Whether the denominator `whole`, which is `term` in this context, is almost surely not zero,
    or is left in the goal."""
    if isinstance(sign(term, "!=", context), Proved):
        return True
    left = _left_over(claim)
    factors = [factor.base if isinstance(factor, Pow) else factor for factor in _factors(term)]
    if all(factor in left or -factor in left or null_zeros(factor, context) for factor in factors):
        return True
    if all(factor in left or -factor in left for factor in _factors(whole)):
        return True
    from symreparam.pipeline.events import never

    return never(claim, indicator(Eq(whole, 0)), ())


def _factors(term: Expr) -> tuple[Expr, ...]:
    """The factors but for numbers other than 0."""
    return tuple(f for f in Mul.make_args(term) if not f.is_Rational or f.is_zero)


def _left_over(claim: Claim) -> set[Expr]:
    """The denominators that stand in terms of which the proof finds a law or a mean, or in the
    density that it compares with a derived one. Independence and equality in law are proved
    without a look at them, and what stands under a condition, in a choice or after `given`, is
    looked at there alone."""
    goal = claim.goal
    terms = [goal.subject] if isinstance(goal, HasLaw) else []
    if isinstance(goal, HasLaw) and isinstance(goal.law, Law):
        terms += [piece.density for piece in goal.law.pieces]
    if isinstance(goal, Equation):
        terms = [letter.body for letter in goal.means if isinstance(letter, Mean)]
    return {power.base for term in terms for power in _powers(term)}


def _powers(term: Basic) -> Iterator[Pow]:
    """The powers with a negative exponent that stand under no condition."""
    if isinstance(term, Piecewise):
        return
    if isinstance(term, Pow) and term.exp.could_extract_minus_sign():
        yield term
    for arg in term.args:
        yield from _powers(arg)


def null_zeros(term: Expr, context: Context) -> bool:
    """The zeros form a null set, at every parameter value: those of a polynomial in the variables
    with a coefficient that is never zero, or of an analytic function that is not zero somewhere."""
    if isinstance(term, Abs) or (isinstance(term, Pow) and term.exp.is_positive):
        return null_zeros(term.args[0], context)
    variables = context.over.variables
    if not term.has(*variables):
        return isinstance(sign(term, "!=", Context(context.scope)), Proved)
    if isinstance(term, sin | cos) and term.args[0].is_polynomial(*variables):
        # countably many level sets of a polynomial that is not constant in the variables
        return null_zeros(term.args[0], context)
    if isinstance(term, sin | cos) and _moves(term.args[0], variables):
        return True
    if term.is_polynomial(*variables):
        monomials = term.as_poly(*variables).terms()
        moving = [coefficient for powers, coefficient in monomials if any(powers)]
        scope = Context(context.scope)
        return any(isinstance(sign(each, "!=", scope), Proved) for each in moving)
    if term.is_Mul:
        return all(null_zeros(factor, context) for factor in term.args)
    alone = term.free_symbols <= set(variables)
    return alone and _meromorphic(term) and _nonzero_somewhere(term)


def _moves(inner: Expr, variables: tuple[Symbol, ...]) -> bool:
    """A meromorphic function that is not constant: each of its level sets is a null set."""
    alone = inner.free_symbols <= set(variables) and _meromorphic(inner)
    return alone and any(_nonzero_somewhere(inner.diff(v)) for v in variables if inner.has(v))


def _meromorphic(term: Expr) -> bool:
    """A rational expression in entire functions of polynomials: the zeros of one that is not zero
    everywhere are a null set (Rudin 1987, theorem 10.18; in several variables one after the
    other)."""
    if isinstance(term, _ENTIRE):
        (inner,) = term.args
        return bool(inner.is_polynomial(*inner.free_symbols))
    if term.is_Add or term.is_Mul:
        return all(_meromorphic(arg) for arg in term.args)
    if isinstance(term, Pow):
        return bool(term.exp.is_Integer) and _meromorphic(term.base)
    return bool(term.is_Symbol or term.is_Rational or term == pi)


def _nonzero_somewhere(term: Expr) -> bool:
    names = sorted(term.free_symbols, key=lambda symbol: str(symbol.name))
    for place in _PLACES:
        point = {name: arb(place[k % 3] + k) / 7 for k, name in enumerate(names)}
        ball = enclose(term, point, 96)
        if ball is not None and not ball.contains(0):
            return True
    return False
