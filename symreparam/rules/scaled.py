"""Terms that are homogeneous by their form: max(t x, t y) = t max(x, y) for positive t."""

from __future__ import annotations

from sympy import Abs, Add, Expr, Function, Integer, Max, Min, Mul, Pow, Symbol, atan2, oo, sign

from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Equal, Judgement
from symreparam.rules.rule import Args, Premises, Setting, count, plain_letters, require, take
from symreparam.terms.region import Region

_CODE = "equal-scaled"
_ZERO = Integer(0)


def equal_scaled_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    f has the degree 0 in x_1, .., x_n; t > 0 over r
    ------------------------------------------------  equal-scaled(f, (x_1, ..), t, r)
    f(t x_1, .., t x_n) = f(x_1, .., x_n) over r

    The degree is read from the form (Euler): that of a product is a sum, of a power a product, of a
    sum, a maximum or a minimum the common one, and a function of terms of degree 0 has degree 0.
    """
    count(args, 4, f"{_CODE}.args")
    count(premises, 0, f"{_CODE}.premises")
    term = take(args[0], Expr, f"{_CODE}.args")
    letters = take(args[1], tuple, f"{_CODE}.letters")
    factor = take(args[2], Symbol, f"{_CODE}.letters")
    over = take(args[3], Region, f"{_CODE}.args")
    plain_letters((*letters, factor), f"{_CODE}.letters")
    xs = tuple(take(each, Symbol, f"{_CODE}.letters") for each in letters)
    require(factor not in xs and not term.has(factor), f"{_CODE}.letters", factor)
    require((factor, _ZERO, oo) in over.bounds, f"{_CODE}.region", factor)
    require(degree_of(term, frozenset(xs)) == 0, f"{_CODE}.degree", term)
    return Equal(scaled(term, xs, factor), term, over)


def scaled(term: Expr, letters: tuple[Symbol, ...], factor: Symbol) -> Expr:
    """The term at a multiple of the letters."""
    return term.xreplace({x: factor * x for x in letters})


def degree_of(term: Expr, letters: frozenset[Symbol]) -> Expr:
    """The d with f(t x) = t^d f(x) for every t > 0. RuleError where the form does not tell it."""
    if not term.free_symbols & letters:
        return _ZERO
    if isinstance(term, Symbol):
        return Integer(1)
    if isinstance(term, Pow):
        if term.exp.free_symbols & letters or not term.exp.is_real:
            return _invariant(term, letters)
        return degree_of(term.base, letters) * term.exp
    if isinstance(term, Mul):
        return Add(*(degree_of(each, letters) for each in term.args))
    if isinstance(term, Add | Max | Min | Abs | sign | atan2):
        degrees = {degree_of(each, letters) for each in term.args if each != 0}
        require(len(degrees) == 1, f"{_CODE}.degree", term)
        return _ZERO if isinstance(term, sign | atan2) else degrees.pop()
    return _invariant(term, letters)


def _invariant(term: Expr, letters: frozenset[Symbol]) -> Expr:
    """0 where every argument of the function has the degree 0."""
    require(isinstance(term, Function | Pow), f"{_CODE}.degree", term)
    for each in term.args:
        if not isinstance(each, Expr) or degree_of(each, letters) != 0:
            raise RuleError(f"{_CODE}.degree", str(term))
    return _ZERO
