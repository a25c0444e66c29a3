"""From letters back to SymPy terms: what a polynomial of the normal form says about the symbols."""

from __future__ import annotations

from fractions import Fraction

import sympy
from sympy import Add, Expr, Integer, Mul, Pow, Rational, expand

from symreparam.decide.fraction import Polynomial, Ratio
from symreparam.decide.generators import Generator
from symreparam.decide.space import Space
from symreparam.terms.lower_w import LambertLower


def ratio_term(space: Space, a: Ratio) -> Expr:
    """The value of a ratio as a term."""
    return polynomial_term(space, a[0]) / polynomial_term(space, a[1])


def polynomial_term(space: Space, p: Polynomial) -> Expr:
    """The value of a polynomial as a term (not expanded)."""
    space.spend(500 * len(p), "term of a polynomial")
    terms = []
    for exponents, coefficient in p.to_dict().items():
        factors = [Integer(int(coefficient))]
        for index, exponent in enumerate(exponents):
            if exponent:
                factors.append(letter_power(space, index, int(exponent)))
        terms.append(Mul(*factors))
    return Add(*terms)


def divisor_term(space: Space, p: Polynomial) -> Expr:
    """A term with the same zeros as p in the context, without fractions from interval ends."""
    degrees = p.degrees()
    if len(p) == 1 and p.total_degree() == 1:
        index = next(i for i, degree in enumerate(degrees) if degree)
        return _base(space, index)
    top = {
        index: int(degree)
        for index, degree in enumerate(degrees)
        if degree and space.generators[index].kind == "symbol"
    }
    terms = []
    for exponents, coefficient in p.to_dict().items():
        factors = [Integer(int(coefficient))]
        for index, exponent in enumerate(exponents):
            if index in top:
                over, under = _position(space.generators[index])
                depth = space.generators[index].depth
                factors.append(_raised(over, int(exponent), depth))
                factors.append(_raised(under, top[index] - int(exponent), depth))
            elif exponent:
                factors.append(letter_power(space, index, int(exponent)))
        terms.append(Mul(*factors))
    _, whole = expand(Add(*terms)).primitive()
    return -whole if whole.could_extract_minus_sign() else whole


def _base(space: Space, index: int) -> Expr:
    """What a letter is a root of; it has the same zeros."""
    generator = space.generators[index]
    if generator.kind == "symbol":
        return expand(_position(generator)[0])
    return letter_power(space, index, generator.depth if generator.hint else 1)


def _position(generator: Generator) -> tuple[Expr, Expr]:
    assert generator.term is not None
    return generator.term


def _raised(base: Expr, exponent: int, depth: int) -> Expr:
    return Pow(base, Rational(exponent, depth)) if exponent else Integer(1)


def letter_power(space: Space, index: int, exponent: int) -> Expr:
    """letter^exponent as a term; the same for every depth that the letter may have."""
    generator = space.generators[index]
    share = Fraction(exponent, generator.depth)
    rational = Rational(share.numerator, share.denominator)
    if generator.kind == "exponential":
        return sympy.exp(rational * ratio_term(space, generator.arguments[0]))
    if generator.kind in ("symbol", "constant"):
        over, under = _position(generator)
        return Pow(over / under, rational)
    if generator.kind == "radical":
        return Pow(ratio_term(space, generator.arguments[0]), rational)
    if generator.kind == "function":
        return Pow(_function(space, generator), rational)
    return Pow(_plain(space, index), Integer(exponent))


def _plain(space: Space, index: int) -> Expr:
    """The letters that are never deepened in place."""
    known = space.terms_memo.get(index)
    if known is None:
        generator = space.generators[index]
        inner = ratio_term(space, generator.arguments[0])
        if generator.kind == "logarithm":
            known = sympy.log(sympy.Abs(inner))
        elif generator.kind == "branch":
            known = sympy.Piecewise((1, inner >= 0), (-1, True))
        elif generator.kind == "parity":
            known = Pow(Integer(-1), inner)
        elif generator.kind == "cosine":
            known = sympy.cos(inner / generator.depth)
        else:
            known = sympy.sin(inner / generator.depth)
        space.terms_memo[index] = known
    return known


def _function(space: Space, generator: Generator) -> Expr:
    arguments = [ratio_term(space, a) for a in generator.arguments]
    return _HEADS[generator.head](*arguments)


_HEADS = {
    "gamma": sympy.gamma,
    "polygamma": sympy.polygamma,
    "erf": sympy.erf,
    "erfinv": sympy.erfinv,
    "atan": sympy.atan,
    "asin": sympy.asin,
    "atan2": sympy.atan2,
    "LambertW": sympy.LambertW,
    "LambertLower": LambertLower,
    "besseli": sympy.besseli,
    "besselk": sympy.besselk,
    "lowergamma": sympy.lowergamma,
    "betainc_regularized": lambda a, b, x: sympy.betainc_regularized(a, b, 0, x),
    "expint": sympy.expint,
    "zeta": sympy.zeta,
    "floor": sympy.floor,
    "ceiling": sympy.ceiling,
}
