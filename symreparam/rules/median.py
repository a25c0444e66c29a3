"""Medians: any number m with P(X <= m) >= 1/2 and P(X >= m) >= 1/2."""

from __future__ import annotations

from sympy import Add, Expr, Ge, Le, Rational

from symreparam.logic.judgement import (
    EqualInLaw,
    Equation,
    Expectation,
    Fails,
    Judgement,
    Median,
    MedianOf,
    Sign,
)
from symreparam.rules.equation import stands_for
from symreparam.rules.rule import Args, Premises, Setting, count, require, take
from symreparam.terms.events import indicator
from symreparam.terms.region import NUMBERS

HALF = Rational(1, 2)


def below(subject: Expr, value: Expr) -> Expr:
    """The indicator of subject <= value."""
    return indicator(Le(subject, value))


def above(subject: Expr, value: Expr) -> Expr:
    """The indicator of subject >= value."""
    return indicator(Ge(subject, value))


def median_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    P(X <= m) = p    p >= 1/2    P(X >= m) = q    q >= 1/2
    --------------------------------------------------------  median(X, m)
    m is a median of X

    Definition (Casella & Berger 2002, exercise 2.17).
    """
    count(premises, 4, "median.premises")
    count(args, 2, "median.args")
    subject = take(args[0], Expr, "median.args")
    value = take(args[1], Expr, "median.args")
    for place, event in ((0, below(subject, value)), (2, above(subject, value))):
        share = take(premises[place], Expectation, "median.probability")
        require(share.body == event, "median.probability", "of another event")
        gap = Add(share.value, -HALF)
        known = any(premises[place + 1] == Sign(gap, sign, NUMBERS) for sign in (">=", "+"))
        require(known, "median.half", share.value)
    return Median(subject, value)


def median_symmetric_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    X - m and m - X are equal in law
    ----------------------------------  median-symmetric(X, m)
    m is a median of X

    P(X <= m) and P(X >= m) are equal, and their sum is at least 1 (Casella & Berger 2002, exercise
    2.26).
    """
    count(premises, 1, "median-symmetric.premises")
    count(args, 2, "median-symmetric.args")
    subject = take(args[0], Expr, "median-symmetric.args")
    value = take(args[1], Expr, "median-symmetric.args")
    wanted = EqualInLaw((Add(subject, -value),), (Add(value, -subject),))
    require(premises[0] == wanted, "median-symmetric.equal", "of other terms")
    return Median(subject, value)


def median_fails_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    the other letters of the right side m have these values
    P(X <= m) = p, p < 1/2        (or P(X >= m) = p)
    ------------------------------------------------------  median-fails(median(X) = m)
    m is no median of X

    The left side is the letter of the median alone.
    """
    count(args, 1, "median-fails.args")
    goal = take(args[0], Equation, "median-fails.args")
    letters = [each for each in goal.means if isinstance(each, MedianOf)]
    others = tuple(each for each in goal.means if not isinstance(each, MedianOf))
    count(tuple(letters), 1, "median-fails.letters")
    require(goal.left == letters[0].letter, "median-fails.left", goal.left)
    require(not goal.right.has(letters[0].letter), "median-fails.right", goal.right)
    count(premises, len(others) + 2, "median-fails.premises")
    swap = {
        each.letter: stands_for(each, premise, "median-fails")
        for each, premise in zip(others, premises, strict=False)
    }
    value, subject = goal.right.xreplace(swap), letters[0].subject
    share = take(premises[-2], Expectation, "median-fails.probability")
    events = (below(subject, value), above(subject, value))
    require(share.body in events, "median-fails.probability", "of another event")
    gap = Add(share.value, -HALF)
    require(premises[-1] == Sign(gap, "-", NUMBERS), "median-fails.half", share.value)
    return Fails(goal)
