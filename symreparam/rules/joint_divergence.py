"""The divergence of two joint laws: the mean of the logarithm of the ratio of their densities."""

from __future__ import annotations

from sympy import Expr, exp

from symreparam.logic.judgement import (
    Equal,
    Expectation,
    HasJointLaw,
    JointDivergence,
    JointDivergenceOf,
    Judgement,
    Sign,
)
from symreparam.rules.rule import Args, Premises, Setting, count, require, take


def divergence_joint_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    a vector S has density p on R    a vector T has density q on R    q > 0 on R
    p = q exp(g) at almost every point of R    E g(S) = v
    ---------------------------------------------------------  divergence-joint(KL(S, T), g)
    KL(law of S, law of T) = v

    Kullback & Leibler (1951), equation 2.4.
    """
    count(args, 2, "divergence-joint.args")
    count(premises, 5, "divergence-joint.premises")
    wanted = take(args[0], JointDivergenceOf, "divergence-joint.args")
    body = take(args[1], Expr, "divergence-joint.args")
    known = take(premises[4], Expectation, "divergence-joint.mean")
    first = HasJointLaw(wanted.subjects, wanted.first)
    second = HasJointLaw(wanted.images, wanted.second)
    require(premises[0] == first, "divergence-joint.first", "of another vector")
    require(premises[1] == second, "divergence-joint.second", "of another vector")
    p, q = wanted.first, wanted.second
    same = p.variables == q.variables and p.region == q.region
    require(same, "divergence-joint.region", "two regions")
    require(premises[2] == Sign(q.density, "+", p.region), "divergence-joint.positive")
    ratio = Equal(p.density, q.density * exp(body), p.region)
    require(premises[3] == ratio, "divergence-joint.ratio", "not the logarithm of the ratio")
    swap = dict(zip(p.variables, wanted.subjects, strict=True))
    require(known.body == body.xreplace(swap), "divergence-joint.mean", "of another term")
    return JointDivergence(wanted.subjects, wanted.images, p, q, known.value)
