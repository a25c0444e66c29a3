"""Vectors that keep to a part of space: what they never reach tells a claimed joint law apart."""

from __future__ import annotations

from sympy import Add, Expr, Integer, Mul, Symbol, oo

from symreparam.logic.judgement import (
    Equal,
    Fails,
    HasJointLaw,
    HasLaw,
    Holds,
    Judgement,
    NullZeros,
    Sign,
)
from symreparam.rules.joint import box_inside, with_box
from symreparam.rules.rule import Args, Premises, Setting, count, require, take
from symreparam.terms.law import Law
from symreparam.terms.region import NUMBERS, Region
from symreparam.terms.scope import Relation


def joint_fails_null_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    X has a joint density on S, in letters x    Z = g(X)
    c(g(x)) = 0 almost everywhere on S    the zeros of c form a null set
    --------------------------------------------------------------  joint-fails-null(goal, c)
    Z does not have the claimed law, nor any with a density

    Z lies in a null set almost surely: (X, 2 X) on a line, the components of a Dirichlet vector on
    a plane (Billingsley 1995, section 31: a law that is singular to Lebesgue measure). The zeros
    are those in the whole space of the claimed law's letters.
    """
    count(args, 2, "joint-fails-null.args")
    goal = take(args[0], HasJointLaw, "joint-fails-null.args")
    curve = take(args[1], Expr, "joint-fails-null.args")
    given, back = _of_variables(setting, premises, goal, "joint-fails-null")
    space = whole_space(goal)
    require(NullZeros(curve, space) in premises, "joint-fails-null.null", curve)
    vanishes = Equal(curve.xreplace(back), Integer(0), given.law.region)
    require(vanishes in premises, "joint-fails-null.vanishes", vanishes.left)
    return Fails(goal)


def joint_fails_relation_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    X has a joint density on S, in letters x    Z = g(X)
    u(g(x)) <= v(g(x)) on S    a box in the claimed region with positive density
    on the box, v(z) < u(z)
    ------------------------------------------------------  joint-fails-relation(goal, box, r)
    Z does not have the claimed law

    Almost surely Z is not in the box, to which the claimed law gives positive probability.
    """
    count(args, 3, "joint-fails-relation.args")
    goal, box = with_box(args[:2], "joint-fails-relation")
    relation = take(args[2], Relation, "joint-fails-relation.args")
    require(relation.sign == "<=", "joint-fails-relation.args", relation.sign)
    given, back = _of_variables(setting, premises, goal, "joint-fails-relation")
    left, right = relation.left.xreplace(back), relation.right.xreplace(back)
    always = Holds(Relation(left, "<=", right), given.law.region)
    require(always in premises, "joint-fails-relation.always", (left, "<=", right))
    box_inside(premises, goal, box, "joint-fails-relation")
    known = Sign(goal.law.density, "+", box) in premises
    require(known, "joint-fails-relation.positive", goal.law.density)
    against = Holds(Relation(relation.right, "<", relation.left), box)
    require(against in premises, "joint-fails-relation.against", relation)
    return Fails(goal)


def joint_fails_plane_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    c Z ~ L, for rational c that are not all 0    L has an atom of mass m > 0
    -------------------------------------------------------  joint-fails-plane(goal, c z, k)
    Z does not have the claimed law, nor any with a density

    A law with a density gives probability 0 to the plane c z = a (Billingsley 1995, section 31).
    Z is the goal's vector, c z a linear form in the letters of the claimed law, a the k-th atom of
    L. So (X, X Y) is not normal for a random sign Y, though X and X Y are.
    """
    count(premises, 2, "joint-fails-plane.premises")
    count(args, 3, "joint-fails-plane.args")
    goal = take(args[0], HasJointLaw, "joint-fails-plane.args")
    form = take(args[1], Expr, "joint-fails-plane.args")
    index = take(args[2], int, "joint-fails-plane.args")
    letters = goal.law.variables
    slopes = [form.coeff(letter) for letter in letters]
    linear = form == Add(*(Mul(c, z) for c, z in zip(slopes, letters, strict=True)))
    rational = all(bool(c.is_Rational) for c in slopes) and any(slopes)
    require(linear and rational, "joint-fails-plane.form", form)
    known = take(premises[0], HasLaw, "joint-fails-plane.law")
    there = form.xreplace(dict(zip(letters, goal.subjects, strict=True)))
    require(known.subject == there, "joint-fails-plane.law", ("of", known.subject))
    law = take(known.law, Law, "joint-fails-plane.law")
    require(0 <= index < len(law.atoms), "joint-fails-plane.atom", str(index))
    mass = law.atoms[index].mass
    require(premises[1] == Sign(mass, "+", NUMBERS), "joint-fails-plane.mass", mass)
    return Fails(goal)


def whole_space(goal: HasJointLaw) -> Region:
    """All values of the letters of the claimed law."""
    return Region(tuple((letter, -oo, oo) for letter in goal.law.variables))


def _of_variables(
    setting: Setting, premises: Premises, goal: HasJointLaw, code: str
) -> tuple[HasJointLaw, dict[Symbol, Expr]]:
    """The joint law of the random variables themselves, and each letter of the claimed law as the
    component in the letters of that law."""
    require(bool(premises), f"{code}.premises", "none")
    given = take(premises[0], HasJointLaw, f"{code}.given")
    random = set(setting.claim.variables)
    require(set(given.subjects) <= random, f"{code}.given", "not the variables themselves")
    swap = dict(zip(given.subjects, given.law.variables, strict=True))
    back = {
        letter: subject.xreplace(swap)
        for letter, subject in zip(goal.law.variables, goal.subjects, strict=True)
    }
    for image in back.values():
        left = sorted(str(s) for s in image.free_symbols & random)
        require(not left, f"{code}.given", ", ".join(left))
    return given, back
