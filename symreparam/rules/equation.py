"""Equations between what letters stand for: means, divergences, medians, slopes."""

from __future__ import annotations

from sympy import Expr, Symbol, oo

from symreparam.logic.judgement import (
    Divergence,
    DivergenceOf,
    Entropy,
    EntropyOf,
    Equal,
    Equation,
    Expectation,
    Fails,
    GivenExpectation,
    GivenMean,
    Gradient,
    JointDivergence,
    JointDivergenceOf,
    JointEntropy,
    JointEntropyOf,
    Judgement,
    Letter,
    Median,
    MedianOf,
    Sign,
    SlopeOf,
    ValueExpectation,
    ValueMean,
)
from symreparam.rules.rule import Args, Premises, Setting, count, require, take
from symreparam.terms.region import NUMBERS


def equation_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    E f_i = a_i    left = right with a_i for the letter of E f_i
    a median is the left side, and stands in no other place
    -------------------------------------------------------------  equation(left = right)
    left = right

    A term may have several medians: median(X) = m says that m is one. Twice in an equation it could
    be two of them, as in median(X) = median(X) + 1 for a Bernoulli variable with p = 1/2.
    """
    count(args, 1, "equation.args")
    goal = take(args[0], Equation, "equation.args")
    for mean in goal.means:
        alone = goal.left == mean.letter and not goal.right.has(mean.letter)
        require(alone or not isinstance(mean, MedianOf), "equation.median", goal.left)
    swap = _values(premises, goal, "equation")
    wanted = Equal(goal.left.xreplace(swap), goal.right.xreplace(swap), NUMBERS)
    require(premises[-1] == wanted, "equation.equal", (wanted.left, "=", wanted.right))
    return goal


def equation_fails_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    E f_i = a_i    left - right has a strict sign, with a_i for the letter of E f_i
    ---------------------------------------------------------------------------------
    it is false that left = right                       equation-fails(left = right)
    """
    count(args, 1, "equation-fails.args")
    goal = take(args[0], Equation, "equation-fails.args")
    swap = _values(premises, goal, "equation-fails")
    gap = goal.left.xreplace(swap) - goal.right.xreplace(swap)
    apart = [Sign(gap, "+", NUMBERS), Sign(gap, "-", NUMBERS), Sign(gap, "!=", NUMBERS)]
    require(premises[-1] in apart, "equation-fails.apart", gap)
    return Fails(goal)


def _values(premises: Premises, goal: Equation, code: str) -> dict[Symbol, Expr]:
    count(premises, len(goal.means) + 1, f"{code}.premises")
    swap: dict[Symbol, Expr] = {}
    require(not goal.left.has(oo, -oo), f"{code}.infinite", goal.left)
    require(not goal.right.has(oo, -oo), f"{code}.infinite", goal.right)
    for mean, premise in zip(goal.means, premises, strict=False):
        swap[mean.letter] = stands_for(mean, premise, code)
    return swap


def stands_for(letter: Letter, premise: Judgement, code: str) -> Expr:
    """The finite value of what the letter stands for, as the premise states it."""
    match letter:
        case DivergenceOf(_, subject, law):
            known = take(premise, Divergence, f"{code}.divergence")
            same = (known.subject, known.law) == (subject, law)
            require(same, f"{code}.divergence", "of other laws")
            require(known.value != oo, f"{code}.divergence", "it is infinite")
            return known.value
        case JointDivergenceOf():
            joint = take(premise, JointDivergence, f"{code}.divergence")
            mine = (joint.subjects, joint.images, joint.first, joint.second)
            wanted = (letter.subjects, letter.images, letter.first, letter.second)
            require(mine == wanted, f"{code}.divergence", "of other laws")
            return joint.value
        case JointEntropyOf():
            spread = take(premise, JointEntropy, f"{code}.entropy")
            asked = (letter.subjects, letter.law)
            require((spread.subjects, spread.law) == asked, f"{code}.entropy", "of another law")
            return spread.value
        case EntropyOf(_, subject):
            entropy = take(premise, Entropy, f"{code}.entropy")
            require(entropy.subject == subject, f"{code}.entropy", "of another law")
            return entropy.value
        case GivenMean(_, body, event):
            partial = take(premise, GivenExpectation, f"{code}.given")
            same = (partial.body, partial.event) == (body, event)
            require(same, f"{code}.given", "of another term or event")
            return partial.value
        case ValueMean(_, body, given, at):
            here = take(premise, ValueExpectation, f"{code}.given")
            same = (here.body, here.given, here.at) == (body, given, at)
            require(same, f"{code}.given", "of another term or value")
            return here.value
        case MedianOf(_, subject):
            # some median will do for an equation, but not for its refutation
            require(code == "equation", f"{code}.median", "a median need not be the only one")
            median = take(premise, Median, f"{code}.median")
            require(median.subject == subject, f"{code}.median", "of another term")
            return median.value
        case SlopeOf():
            slope = take(premise, Gradient, f"{code}.gradient")
            require(slope.of == letter, f"{code}.gradient", "of another term")
            return slope.value
    mean = take(premise, Expectation, f"{code}.mean")
    require(mean.body == letter.body, f"{code}.mean", "of another term")
    return mean.value
