"""Means of the error function at an affine function of a normal term, and of their product."""

from __future__ import annotations

from sympy import Expr, erf, exp, pi, sqrt

from symreparam.logic.judgement import Defined, Expectation, Judgement
from symreparam.rules.means import member_premise
from symreparam.rules.rule import Args, Premises, Setting, count, require, take
from symreparam.terms.region import NUMBERS

CODE = "expectation-error"


def expectation_error_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    S ~ Normal(m, s)    the value is defined    k = 0 or 1
    -----------------------------------------------------  expectation-error(k, a, b)
    E S^k erf(a + b S) = V_k

    with r^2 = 1 + 2 b^2 s^2, V_0 = erf((a + b m)/r) and, by Stein's identity (Stein 1981, lemma 1),
    V_1 = m V_0 + 2 b s^2 exp(-(a + b m)^2/r^2)/(r sqrt(pi)) (Owen 1980, formulas 10,010.8 and
    10,011.1). V_0 is 2 P(W <= sqrt(2) (a + b S)) - 1 for an independent standard normal W.
    """
    count(args, 3, f"{CODE}.args")
    power = take(args[0], int, f"{CODE}.args")
    shift, rate = (take(arg, Expr, f"{CODE}.args") for arg in args[1:])
    require(power in (0, 1), f"{CODE}.power", power)
    fixed = not (shift.has(*setting.claim.variables) or rate.has(*setting.claim.variables))
    require(fixed, f"{CODE}.random", f"{shift}, {rate}")
    given, named, record = member_premise(premises, CODE)
    require(record.name == "Normal", f"{CODE}.law", record.name)
    value = error_mean(named.arguments[0], named.arguments[1], power, shift, rate)
    require(Defined(value, NUMBERS) in premises, f"{CODE}.defined", value)
    return Expectation(given.subject**power * erf(shift + rate * given.subject), value)


def error_mean(mean: Expr, spread: Expr, power: int, shift: Expr, rate: Expr) -> Expr:
    """The value in the rule above."""
    wide = sqrt(1 + 2 * rate**2 * spread**2)
    centre = (shift + rate * mean) / wide
    if power == 0:
        return erf(centre)
    stein = 2 * rate * spread**2 * exp(-(centre**2)) / (wide * sqrt(pi))
    return mean * erf(centre) + stein
