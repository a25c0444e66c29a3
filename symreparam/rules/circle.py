"""The uniform law on a circle does not change when an independent angle is added."""

from __future__ import annotations

from sympy import Expr, Integer, Symbol, floor

from symreparam.logic.judgement import Defined, Equal, HasLaw, Judgement, Sign
from symreparam.rules.rule import Args, Premises, Setting, count, require, take
from symreparam.terms.law import Named
from symreparam.terms.region import NUMBERS


def uniform_modulo_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    U ~ Uniform(a, b)    Y has random variables other than U only    W = c U + Y
    m > 0    c (b - a) = k m for a whole number k other than 0
    -----------------------------------------------------------  uniform-modulo(U, c, Y, m, k)
    W - m floor(W/m) ~ Uniform(0, m)

    At each value of Y, c U + Y is uniform on an interval of |k| whole periods, so that its
    remainder is uniform on (0, m) (Feller 1971, section II.8). Without Y the same holds.
    """
    count(args, 5, "uniform-modulo.args")
    variable = take(args[0], Symbol, "uniform-modulo.variable")
    factor, rest = take(args[1], Expr, "args"), take(args[2], Expr, "uniform-modulo.rest")
    period, number = take(args[3], Expr, "args"), take(args[4], int, "uniform-modulo.number")
    require(variable in setting.claim.variables, "uniform-modulo.variable", variable)
    require(not rest.has(variable), "uniform-modulo.independent", rest)
    for term in (factor, period):
        known = term.free_symbols <= set(setting.scope.names)
        require(known, "uniform-modulo.constant", term)
    require(number != 0, "uniform-modulo.number", "0 periods")
    count(premises, 4, "uniform-modulo.premises")
    given = take(premises[0], HasLaw, "uniform-modulo.law")
    named = take(given.law, Named, "uniform-modulo.law")
    require(given.subject == variable, "uniform-modulo.law", ("of", given.subject))
    require(named.family == "Uniform", "uniform-modulo.law", named.family)
    low, high = named.arguments
    require(premises[1] == Sign(period, "+", NUMBERS), "uniform-modulo.period", period)
    wanted = Equal(factor * (high - low), Integer(number) * period, NUMBERS)
    require(premises[2] == wanted, "uniform-modulo.whole", (wanted.left, "=", wanted.right))
    require(premises[3] == Defined(factor, NUMBERS), "uniform-modulo.defined", factor)
    whole = factor * variable + rest
    return HasLaw(whole - period * floor(whole / period), Named("Uniform", (Integer(0), period)))
