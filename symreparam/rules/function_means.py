"""Means with test functions that are finite for every test function of compact support.

A condition on the growth of f says nothing of the other factors of a mean: E f(X)/X is infinite for
an exponential X and every f with f(0) != 0. So these are shown to be integrable, uniformly near
each parameter value: then a derivative in a parameter goes under the integral sign by dominated
convergence (Billingsley 1995, theorem 16.8).
"""

from __future__ import annotations

from sympy import (
    Abs,
    Add,
    Expr,
    Integer,
    Mul,
    PolynomialError,
    Rational,
    Symbol,
    atan,
    cancel,
    cos,
    erf,
    erfc,
    expand,
    oo,
    sin,
    tanh,
)
from sympy import sign as sign_of
from sympy.core.function import AppliedUndef

from symreparam.decide.answer import Context, Proved
from symreparam.decide.real import continuous
from symreparam.decide.sign import sign
from symreparam.decide.tails import tail_converges
from symreparam.rules.rule import Setting, plain_letters, require, settled
from symreparam.terms.functions import applications
from symreparam.terms.law import Piece
from symreparam.terms.mapping import Map
from symreparam.terms.region import NUMBERS, Region, interval
from symreparam.terms.scope import variable as plain

CODE = "equation-for-functions.finite"


def require_finite(setting: Setting, body: Expr, pieces: dict[Symbol, Piece]) -> None:
    """E |term| is finite for each term of the body, whatever its test functions of compact support.

    Their values are bounded, and so are continuous functions of these. What stands beside them is a
    product of factors of one variable each, continuous where its density p lives, or a sign. With p
    each is integrable at both ends, bounded factors aside: sines and the like, and 1/(c + d) with
    c > 0 of parameters and d >= 0; at an infinite end it need not be so where a test function is
    taken at an affine term in this variable alone, as that vanishes beyond some bound.
    """
    for term in Add.make_args(expand(body)):
        shared: dict[Symbol, list[Expr]] = {}
        for factor in Mul.make_args(term):
            if outer_function(factor) is not None:
                continue
            if applications(factor):
                require(_bounded(setting, factor), CODE, (factor, "in", term))
                continue
            random = [v for v in setting.claim.variables if factor.has(v)]
            require(len(random) <= 1, CODE, (factor, "has", "several", "variables"))
            if random and not isinstance(factor, sign_of):
                shared.setdefault(random[0], []).append(factor)
        for symbol, factors in shared.items():
            require(symbol in pieces, CODE, ("no", "density", "of", symbol, "alone"))
            _require_integrable(setting, term, symbol, Mul(*factors), pieces[symbol])


def _bounded(setting: Setting, factor: Expr, *other: Symbol) -> bool:
    """Whether the factor is a continuous function of values of test functions alone: these fill
    bounded sets, and a continuous function of them is bounded."""
    taken = {s.name for s in (*setting.scope.names, *setting.claim.variables)}
    free = (plain(name) for k in range(1, 1000) if (name := f"y_{k}") not in taken)
    swap = {place: next(free) for place in applications(factor)}
    moved = factor.xreplace(swap)
    if moved.has(*setting.claim.variables, *other):
        return False
    over = Region(tuple((letter, -oo, oo) for letter in swap.values()))
    context = Context(setting.scope, over)
    return all(isinstance(continuous(moved, y, context), Proved) for y in swap.values())


def require_bounded(setting: Setting, mapping: Map) -> None:
    """The map on the line is bounded for all test functions of compact support: in each term stand
    values of them, bounded functions of these, and factors that are continuous beside f(p) with a
    polynomial p that is not constant, as that vanishes beyond some bound."""
    letter = mapping.variable
    plain_letters((letter,), CODE)
    context = Context(setting.scope, mapping.source)
    for term in Add.make_args(expand(mapping.body)):
        outer = [outer_function(factor) for factor in Mul.make_args(term)]
        compact = any(p is not None and _proper(setting, p.args[0], letter) for p in outer)
        for factor, place in zip(Mul.make_args(term), outer, strict=True):
            if place is not None or not factor.has(letter) or isinstance(factor, sign_of):
                continue
            if applications(factor):
                require(_bounded(setting, factor, letter), CODE, (factor, "in", term))
                continue
            known = compact and isinstance(continuous(factor, letter, context), Proved)
            require(known, CODE, ("the", "mean", "of", term, "may", "be", "infinite"))


def _proper(setting: Setting, argument: Expr, letter: Symbol) -> bool:
    """Whether the argument is a polynomial in the letter that is never constant."""
    line = argument.as_poly(letter)
    if line is None or line.degree() < 1:
        return False
    return isinstance(sign(line.LC(), "!=", Context(setting.scope, NUMBERS)), Proved)


def outer_function(factor: Expr) -> Expr | None:
    """The place f(..) of which the factor is a power with an exponent 1, 2, ..; f(g(x)) is one of
    f alone: where g vanishes it is f(0)."""
    base, power = factor.as_base_exp()
    whole = power.is_Integer and power > 0
    return base if whole and isinstance(base, AppliedUndef) else None


def cancelled(body: Expr) -> Expr:
    """The coefficient of each product of test functions, with common factors cancelled."""
    places = applications(body)
    total: dict[Expr, Expr] = {}
    for term in Add.make_args(expand(body)):
        kept = Mul(*(f for f in Mul.make_args(term) if f.has(*places))) if places else Integer(1)
        total[kept] = total.get(kept, Integer(0)) + term / kept
    try:
        return Add(*(kept * cancel(rest) for kept, rest in total.items()))
    except PolynomialError:
        return body


def _require_integrable(
    setting: Setting, term: Expr, symbol: Symbol, rest: Expr, piece: Piece
) -> None:
    letter, low, high = piece.region.bounds[0]
    context = Context(setting.scope, piece.region)
    moved = rest.xreplace({symbol: letter})
    settled(continuous(moved, letter, context), CODE)
    moved = Mul(*(f for f in Mul.make_args(moved) if not _at_most(f, letter, context)))
    outer = [outer_function(factor) for factor in Mul.make_args(term)]
    bounded = any(_affine(setting, f.args[0], symbol) for f in outer if f is not None)
    for end, name in ((low, "lower"), (high, "upper")):
        if end in (oo, -oo) and bounded:
            continue
        integrand = _unfolded(setting, moved * piece.density, letter, end)
        integrand = integrand.as_independent(letter, as_Add=False)[1]
        if end not in (oo, -oo) and _continuous_beyond(setting, integrand, piece.region, name):
            continue
        answer = tail_converges(integrand, letter, name, context)
        shown = f"the mean of {term} may be infinite"
        require(isinstance(answer, Proved), CODE, shown)


def _continuous_beyond(setting: Setting, term: Expr, region: Region, name: str) -> bool:
    """Whether the term is continuous on the whole line, or on the interval extended beyond this
    finite end, to twice or half of it: it is bounded near it."""
    letter, low, high = region.bounds[0]
    rows = [(-oo, oo)]
    for factor in (Rational(1, 2), Integer(2)):
        moved = (factor * low, high) if name == "lower" else (low, factor * high)
        gap = low - moved[0] if name == "lower" else moved[1] - high
        if isinstance(sign(gap, "+", Context(setting.scope, NUMBERS)), Proved):
            rows.append(moved)
    regions = (interval(letter, *row) for row in rows)
    return any(
        isinstance(continuous(term, letter, Context(setting.scope, over)), Proved)
        for over in regions
    )


def _at_most(factor: Expr, letter: Symbol, context: Context) -> bool:
    """Whether the factor is a power of a bounded function, or of 1/(c + d), c > 0 without the
    letter, each term of d >= 0: bounded for all values of the parameters near given ones."""
    base, power = factor.as_base_exp()
    if isinstance(base, sin | cos | tanh | erf | erfc | atan):
        return bool(power.is_Integer and power > 0)
    if not (power.is_Rational and power < 0) or not isinstance(base, Add):
        return False
    fixed, *others = sorted(base.args, key=lambda term: bool(term.has(letter)))
    if fixed.has(letter) or not isinstance(sign(fixed, "+", context), Proved):
        return False
    return all(isinstance(sign(term, ">=", context), Proved) for term in others)


def _unfolded(setting: Setting, term: Expr, letter: Symbol, end: Expr) -> Expr:
    """|a x + b| as it is near an infinite end."""
    swap: dict[Expr, Expr] = {}
    for kink in term.atoms(Abs) if end in (oo, -oo) else ():
        line = kink.args[0].as_poly(letter)
        if line is None or line.degree() != 1:
            continue
        for way in (1, -1):
            lead = way * line.LC() * (1 if end == oo else -1)
            if isinstance(sign(lead, "+", Context(setting.scope, NUMBERS)), Proved):
                swap[kink] = way * kink.args[0]
    return term.xreplace(swap)


def _affine(setting: Setting, argument: Expr, symbol: Symbol) -> bool:
    """Whether the argument is a x + b with a != 0, in this variable alone."""
    line = argument.as_poly(symbol)
    if line is None or line.degree() != 1 or {symbol} != _random(setting, argument):
        return False
    return isinstance(sign(line.LC(), "!=", Context(setting.scope, NUMBERS)), Proved)


def _random(setting: Setting, term: Expr) -> set[Symbol]:
    return {v for v in setting.claim.variables if term.has(v)}
