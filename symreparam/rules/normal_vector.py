"""Vectors that are affine in independent standard normal variables."""

from __future__ import annotations

from sympy import Add, Expr, Integer, Symbol

from symreparam.families.vectors import normal_vector
from symreparam.logic.judgement import Defined, Equal, HasJointLaw, HasLaw, Judgement, Sign
from symreparam.rules.joint_divergence import logarithm, positive
from symreparam.rules.rule import Args, Premises, Setting, count, require, take
from symreparam.terms.determinant import determinant
from symreparam.terms.law import Named
from symreparam.terms.region import NUMBERS

STANDARD = Named("Normal", (Integer(0), Integer(1)))


def normal_vector_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    e_1, .., e_n ~ Normal(0, 1), independent    S_i = m_i + L_i1 e_1 + .. + L_in e_n
    each m_i and L_ij is defined    C = L L'    det C > 0
    -------------------------------------------------------  normal-vector(goal, e, m, L, C)
    S ~ MultivariateNormal(m, C)

    Anderson (2003), theorem 2.4.4. Each S_i is written as that sum; C is given by its entries,
    and the equalities are premises. Where the goal's density is written in another way, that its
    logarithm is the same is a premise as well, and that what stands under logarithms is positive.
    """
    count(args, 5, "normal-vector.args")
    goal = take(args[0], HasJointLaw, "normal-vector.args")
    noise = tuple(take(e, Symbol, "normal-vector.noise") for e in _row(args[1]))
    mean, (root, covariance) = _terms(args[2]), (_matrix(args[3]), _matrix(args[4]))
    size = len(goal.subjects)
    require(len(set(noise)) == len(noise), "normal-vector.noise", "twice the same")
    for symbol in noise:
        given = HasLaw(symbol, STANDARD) in premises and symbol in setting.claim.variables
        require(given, "normal-vector.noise", symbol)
    shape = [len(mean), len(root), len(covariance), *map(len, covariance)] == [size] * (size + 3)
    require(shape and all(len(row) == len(noise) for row in root), "normal-vector.shape")
    for subject, place, row in zip(goal.subjects, mean, root, strict=True):
        whole = Add(place, *(c * e for c, e in zip(row, noise, strict=True)))
        require(subject == whole, "normal-vector.affine", subject)
        for term in (place, *row):
            require(not term.has(*setting.claim.variables), "normal-vector.random", term)
            require(Defined(term) in premises, "normal-vector.defined", term)
    for i, row in enumerate(root):
        for j, other in enumerate(root):
            entry = Add(*(a * b for a, b in zip(row, other, strict=True)))
            same = Equal(covariance[i][j], entry, NUMBERS) in premises
            require(same, "normal-vector.covariance", (covariance[i][j], "=", entry))
    regular = Sign(determinant(covariance), "+", NUMBERS) in premises
    require(regular, "normal-vector.singular", str(determinant(covariance)))
    law = normal_vector(goal.law.variables, mean, covariance)
    written = (goal.law.variables, goal.law.region) == (law.variables, law.region)
    require(written and not goal.law.factors, "normal-vector.law", "of another kind")
    if goal.law.density != law.density:
        same = Equal(logarithm(goal.law), logarithm(law), law.region) in premises
        require(same, "normal-vector.density", "another density")
        for needed in (*positive(goal.law), *positive(law)):
            require(needed in premises, "normal-vector.positive", needed.expr)
    return goal


def _row(value: object) -> tuple[object, ...]:
    return take(value, tuple, "normal-vector.args")


def _terms(value: object) -> tuple[Expr, ...]:
    return tuple(take(term, Expr, "normal-vector.args") for term in _row(value))


def _matrix(value: object) -> tuple[tuple[Expr, ...], ...]:
    return tuple(_terms(row) for row in _row(value))
