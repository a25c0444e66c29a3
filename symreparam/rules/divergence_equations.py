"""Equations of one divergence that is infinite, or is not."""

from __future__ import annotations

from sympy import oo

from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import (
    Defined,
    Differs,
    Divergence,
    DivergenceOf,
    Equation,
    Fails,
    HasLaw,
    Judgement,
    SameLaw,
    Sign,
)
from symreparam.rules.rule import Args, Premises, Setting, count, require, take
from symreparam.terms.region import NUMBERS

GIBBS = "equation-gibbs"


def equation_infinite_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    KL(P, Q) is infinite
    ------------------------  equation-infinite(KL(P, Q) = oo)
    KL(P, Q) = oo
    """
    goal = _alone(premises, args, 1, "equation-infinite")
    require(goal.right == oo, "equation-infinite.right", goal.right)
    _divergence(premises[0], goal, infinite=True, code="equation-infinite")
    return goal


def equation_not_infinite_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    KL(P, Q) = v, finite
    -------------------------------------  equation-not-infinite(KL(P, Q) = oo)
    it is false that KL(P, Q) = oo
    """
    goal = _alone(premises, args, 1, "equation-not-infinite")
    require(goal.right == oo, "equation-not-infinite.right", goal.right)
    _divergence(premises[0], goal, infinite=False, code="equation-not-infinite")
    return Fails(goal)


def equation_not_finite_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    KL(P, Q) is infinite    v is a finite number
    ----------------------------------------------  equation-not-finite(KL(P, Q) = v)
    it is false that KL(P, Q) = v
    """
    goal = _alone(premises, args, 2, "equation-not-finite")
    _divergence(premises[0], goal, infinite=True, code="equation-not-finite")
    known = premises[1] == Defined(goal.right, NUMBERS) and not goal.right.has(oo, -oo)
    require(known, "equation-not-finite.right", goal.right)
    return Fails(goal)


def equation_gibbs_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    S ~ P    Q is a law L    P and L differ    v = 0, or v < 0
    ----------------------------------------------------------  equation-gibbs(KL(P, Q) = v)
    it is false that KL(P, Q) = v

    Gibbs' inequality: a divergence is not negative, and 0 of one law alone (Kullback & Leibler
    1951, lemma 3.1). That it may be infinite does not matter.
    """
    zero = bool(args) and isinstance(args[0], Equation) and args[0].right == 0
    goal = _alone(premises, args, 3 if zero else 4, GIBBS)
    wanted = take(goal.means[0], DivergenceOf, f"{GIBBS}.letters")
    given = take(premises[0], HasLaw, f"{GIBBS}.first")
    require(given.subject == wanted.subject, f"{GIBBS}.first", given.subject)
    second = take(premises[1], SameLaw, f"{GIBBS}.second")
    require(second.left == wanted.law, f"{GIBBS}.second", "of another law")
    apart = take(premises[2], Differs, f"{GIBBS}.apart")
    known = (apart.left, apart.right) == (given.law, second.right)
    require(known, f"{GIBBS}.apart", "of other laws")
    if not zero:
        require(premises[3] == Sign(goal.right, "-", NUMBERS), f"{GIBBS}.right", goal.right)
    return Fails(goal)


def _alone(premises: Premises, args: Args, number: int, code: str) -> Equation:
    """The goal, whose left side is the letter of one divergence and whose right side has none."""
    count(premises, number, f"{code}.premises")
    count(args, 1, f"{code}.args")
    goal = take(args[0], Equation, f"{code}.args")
    count(goal.means, 1, f"{code}.letters")
    letter = goal.means[0].letter
    require(goal.left == letter and not goal.right.has(letter), f"{code}.left", goal.left)
    return goal


def _divergence(premise: Judgement, goal: Equation, infinite: bool, code: str) -> None:
    wanted = goal.means[0]
    if not isinstance(wanted, DivergenceOf):
        raise RuleError(f"{code}.letters", "no divergence")
    known = take(premise, Divergence, f"{code}.divergence")
    same = (known.subject, known.law) == (wanted.subject, wanted.law)
    require(same, f"{code}.divergence", "of other laws")
    require((known.value == oo) == infinite, f"{code}.value", known.value)
