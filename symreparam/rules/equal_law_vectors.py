"""Equality in law of vectors through one joint law, through a map, and with terms rewritten."""

from __future__ import annotations

from sympy import Expr, Symbol, oo

from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import (
    Equal,
    EqualInLaw,
    Fails,
    HasJointLaw,
    HasNormalLaw,
    Judgement,
)
from symreparam.rules.expectation import continuous, supports
from symreparam.rules.rule import Args, Premises, Setting, count, plain_letters, require, take
from symreparam.terms.region import Region


def equal_in_law_joint_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    S has the joint law L    T has the joint law L (or has not)
    --------------------------------------------------------------  equal-in-law-joint()
    S and T are (or are not) equal in law

    L is a joint density, or a normal law by its mean vector and covariance matrix.
    """
    count(premises, 2, "equal-in-law-joint.premises")
    count(args, 0, "equal-in-law-joint.args")
    first, other = premises
    second = other.of if isinstance(other, Fails) else other
    if isinstance(first, HasJointLaw) and isinstance(second, HasJointLaw):
        require(first.law == second.law, "equal-in-law-joint.law", "two laws")
    elif isinstance(first, HasNormalLaw) and isinstance(second, HasNormalLaw):
        same = (first.mean, first.covariance) == (second.mean, second.covariance)
        require(same, "equal-in-law-joint.law", "two laws")
    else:
        raise RuleError("equal-in-law-joint.premises", "two joint laws of one kind are needed")
    goal = EqualInLaw(first.subjects, second.subjects)
    return Fails(goal) if isinstance(other, Fails) else goal


def equal_in_law_image_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    (S_1, .., S_n) and (T_1, .., T_n) are equal in law
    g_1, .., g_m are polynomials in u_1, .., u_n
    --------------------------------------------------------------  equal-in-law-image(u, g)
    g(S_1, .., S_n) and g(T_1, .., T_n) are equal in law

    One map takes one law to one image (Billingsley 1995, section 13).
    """
    count(premises, 1, "equal-in-law-image.premises")
    count(args, 2, "equal-in-law-image.args")
    known = take(premises[0], EqualInLaw, "equal-in-law-image.given")
    row = take(args[0], tuple, "equal-in-law-image.letters")
    letters = tuple(take(x, Symbol, "equal-in-law-image.letters") for x in row)
    count(letters, len(known.first), "equal-in-law-image.letters")
    require(len(set(letters)) == len(letters), "equal-in-law-image.letters", "twice the same")
    taken = {*setting.scope.names, *setting.claim.variables}
    require(not taken & set(letters), "equal-in-law-image.letters", "used already")
    terms = take(args[1], tuple, "equal-in-law-image.map")
    require(len(terms) > 0, "equal-in-law-image.map", "no term")
    bodies = [take(term, Expr, "equal-in-law-image.map") for term in terms]
    for body in bodies:
        require(not body.has(*setting.claim.variables), "equal-in-law-image.random", body)
        require(body.is_polynomial(*letters), "equal-in-law-image.polynomial", body)
    sides = (dict(zip(letters, side, strict=True)) for side in (known.first, known.second))
    first, second = (tuple(body.xreplace(swap) for body in bodies) for swap in sides)
    return EqualInLaw(first, second)


def equal_in_law_rewrite_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    S and T are equal in law    S_i = S'_i and T_i = T'_i at almost every point, in letters
    the laws of the variables have densities, or the terms are polynomials in them
    --------------------------------------------------  equal-in-law-rewrite(S' ~ T', letters)
    S' and T' are equal in law

    The region of the equalities is R^n, or the box of the intervals where the variables live.
    """
    count(args, 2, "equal-in-law-rewrite.args")
    require(bool(premises), "equal-in-law-rewrite.premises", "none")
    goal = take(args[0], EqualInLaw, "equal-in-law-rewrite.goal")
    row = take(args[1], tuple, "equal-in-law-rewrite.letters")
    known = take(premises[0], EqualInLaw, "equal-in-law-rewrite.given")
    sizes = (len(goal.first), len(goal.second))
    require(sizes == (len(known.first), len(known.second)), "equal-in-law-rewrite.size", sizes)
    pairs = [*zip(goal.first, known.first), *zip(goal.second, known.second)]  # noqa: B905
    random = [v for v in setting.claim.variables if any(t.has(v) for pair in pairs for t in pair)]
    plain_letters(row, "equal-in-law-rewrite.letters")
    letters = tuple(take(x, Symbol, "equal-in-law-rewrite.letters") for x in row)
    count(letters, len(random), "equal-in-law-rewrite.letters")
    require(len(set(letters)) == len(letters), "equal-in-law-rewrite.letters", "twice the same")
    taken = {*setting.scope.names, *setting.claim.variables}
    require(not taken & set(letters), "equal-in-law-rewrite.letters", "used already")
    swap: dict[Expr, Symbol] = dict(zip(random, letters, strict=True))
    changed = [(one, two) for one, two in pairs if one != two]
    if all(term.is_polynomial(*random) for pair in changed for term in pair):
        over = Region(tuple((letter, -oo, oo) for letter in letters))
    else:
        require(continuous(setting, random), "equal-in-law-rewrite.masses", "a law has masses")
        over = supports(setting, swap)
    for one, two in changed:
        wanted = Equal(one.xreplace(swap), two.xreplace(swap), over)
        require(wanted in premises, "equal-in-law-rewrite.equal", (one, two))
    return goal
