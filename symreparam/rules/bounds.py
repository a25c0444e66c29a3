"""Bounds of means: Jensen's inequality for the logarithm, divergences that are not negative."""

from __future__ import annotations

from sympy import Integer, exp, expand, log

from symreparam.decide.answer import Context
from symreparam.decide.zero import equal
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import (
    AtMost,
    DivergenceOf,
    Equation,
    HasLaw,
    Judgement,
    Letter,
    Mean,
    SameLaw,
)
from symreparam.rules.every_function import integrand_of, lettered
from symreparam.rules.rule import Args, Premises, Setting, count, require, settled, take


def jensen_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    left is linear in means, those of terms of sum h    right = log of the mean of exp(h)
    h is a term in variables with densities, defined and of finite mean where the claim is made
    --------------------------------------------------------------------------------  jensen(goal)
    left <= right

    E log W <= log E W for W = exp(h) > 0, as the logarithm is concave (Jensen 1906; Billingsley
    1995, equation 21.14). Where E W is infinite the right side is, and nothing is claimed.
    """
    count(premises, 0, "jensen.premises")
    count(args, 1, "jensen.args")
    goal = take(args[0], AtMost, "jensen.args")
    plain = all(isinstance(letter, Mean) for letter in goal.means)
    require(plain, "jensen.means", "means alone are expected")
    weights = [letter for letter in goal.means if log(letter.letter) == goal.right]
    weight = weights[0] if weights else None
    if not isinstance(weight, Mean) or not isinstance(weight.body, exp):
        raise RuleError("jensen.right", "log of the mean of an exponential is expected")
    require(not goal.left.has(weight.letter), "jensen.left", weight.letter)
    rest = tuple(letter for letter in goal.means if letter != weight)
    inner = integrand_of(setting, Equation(goal.left, Integer(0), rest))
    used = {v for v in setting.claim.variables if (inner + weight.body).has(v)}
    require(bool(used), "jensen.random", inner)
    moved, _, over = lettered(setting, (inner, weight.body.args[0]), used)
    answer = settled(equal(moved[0], moved[1], Context(setting.scope, over)), "jensen.exponent")
    require(not answer.divisors, "jensen.exponent", "an identity without divisors is expected")
    return goal


def divergence_not_negative_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    S ~ P    Q is a law, with the density or the masses of its family's record
    --------------------------------------------  divergence-not-negative(KL(P, Q))
    0 <= KL(P, Q)

    Gibbs' inequality (Kullback & Leibler 1951, lemma 3.1): -KL(P, Q) = E log(q/p) <= log E(q/p),
    and E(q/p) under P is the probability under Q that p > 0, at most 1.
    """
    count(premises, 2, "divergence-not-negative.premises")
    count(args, 1, "divergence-not-negative.args")
    wanted = take(args[0], DivergenceOf, "divergence-not-negative.args")
    given = take(premises[0], HasLaw, "divergence-not-negative.first")
    second = take(premises[1], SameLaw, "divergence-not-negative.second")
    require(given.subject == wanted.subject, "divergence-not-negative.first", given.subject)
    require(second.left == wanted.law, "divergence-not-negative.second", "of another law")
    return AtMost(Integer(0), wanted.letter, (wanted,))


def bound_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    A = B, with means    0 <= D, one of them    b - a = D + t (A - B), t = 1 or -1
    -------------------------------------------------------------------------------  bound(a <= b)
    a <= b
    """
    count(premises, 2, "bound.premises")
    count(args, 1, "bound.args")
    goal = take(args[0], AtMost, "bound.args")
    known = take(premises[0], Equation, "bound.equation")
    gap = take(premises[1], AtMost, "bound.gap")
    require(gap.left == 0 and gap.means[0].letter == gap.right, "bound.gap", "0 <= D is expected")
    names = _same_letters(known.means, (*goal.means, *gap.means))
    difference = expand(goal.right - goal.left - gap.right)
    fits = any(
        expand(difference - way * (known.left - known.right)) == 0 for way in (1, -1)
    )
    require(fits, "bound.difference", difference)
    require(names, "bound.letters", "of other means")
    return goal


def _same_letters(known: tuple[Letter, ...], used: tuple[Letter, ...]) -> bool:
    """Whether each letter in use is one that is known, with the same meaning."""
    return all(letter in known for letter in used)
