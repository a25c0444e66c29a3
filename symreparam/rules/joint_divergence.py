"""The divergence of two joint laws: the mean of the difference of their densities' logarithms."""

from __future__ import annotations

from sympy import Add, Expr, Integer, Mul, exp, log

from symreparam.logic.judgement import (
    Equal,
    Expectation,
    HasJointLaw,
    JointDivergence,
    JointDivergenceOf,
    JointEntropy,
    JointEntropyOf,
    Judgement,
    Sign,
)
from symreparam.rules.rule import Args, Premises, Setting, count, require, take
from symreparam.terms.law import JointLaw
from symreparam.terms.region import NUMBERS, Region


def divergence_joint_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    a vector S has density p on R    a vector T has density q on R
    g = log p - log q at almost every point of R    E g(S) = v
    each factor of p and of q, but exponentials, is a power of a term that is positive on R
    ---------------------------------------------------------  divergence-joint(KL(S, T), g)
    KL(law of S, law of T) = v

    Kullback & Leibler (1951), equation 2.4. The logarithm of a product of powers of positive terms
    is the sum of the exponents times the terms' logarithms.
    """
    count(args, 2, "divergence-joint.args")
    require(len(premises) >= 4, "divergence-joint.premises", str(len(premises)))
    wanted = take(args[0], JointDivergenceOf, "divergence-joint.args")
    body = take(args[1], Expr, "divergence-joint.args")
    first = HasJointLaw(wanted.subjects, wanted.first)
    second = HasJointLaw(wanted.images, wanted.second)
    require(premises[0] == first, "divergence-joint.first", "of another vector")
    require(premises[1] == second, "divergence-joint.second", "of another vector")
    p, q = wanted.first, wanted.second
    same = p.variables == q.variables and p.region == q.region
    require(same, "divergence-joint.region", "two regions")
    ratio = Equal(logarithm(p) - logarithm(q), body, p.region)
    require(premises[2] == ratio, "divergence-joint.ratio", "not the logarithm of the ratio")
    known = take(premises[3], Expectation, "divergence-joint.mean")
    for needed in (*positive(p), *positive(q)):
        require(needed in premises[4:], "divergence-joint.positive", needed.expr)
    swap = dict(zip(p.variables, wanted.subjects, strict=True))
    require(known.body == body.xreplace(swap), "divergence-joint.mean", "of another term")
    return JointDivergence(wanted.subjects, wanted.images, p, q, known.value)


def entropy_joint_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    a vector S has density p on R    g = -log p at almost every point of R    E g(S) = v
    each factor of p, but exponentials, is a power of a term that is positive on R
    ---------------------------------------------------------  entropy-joint(entropy(S), g)
    the entropy of S is v

    Differential entropy (Cover & Thomas 2006, section 8.1), with the natural logarithm. Of a law
    on a simplex it is that of all components but the last, which they determine.
    """
    count(args, 2, "entropy-joint.args")
    require(len(premises) >= 3, "entropy-joint.premises", str(len(premises)))
    wanted = take(args[0], JointEntropyOf, "entropy-joint.args")
    body = take(args[1], Expr, "entropy-joint.args")
    law = wanted.law
    known_law = premises[0] == HasJointLaw(wanted.subjects, law)
    require(known_law, "entropy-joint.law", "of another vector")
    minus = Equal(Mul(Integer(-1), logarithm(law)), body, law.region)
    require(premises[1] == minus, "entropy-joint.density", "not the negative logarithm")
    known = take(premises[2], Expectation, "entropy-joint.mean")
    for needed in positive(law):
        require(needed in premises[3:], "entropy-joint.positive", needed.expr)
    swap = dict(zip(law.variables, wanted.subjects, strict=True))
    require(known.body == body.xreplace(swap), "entropy-joint.mean", "of another term")
    return JointEntropy(wanted.subjects, law, known.value)


def logarithm(law: JointLaw) -> Expr:
    """The logarithm of the density, factor by factor, where the terms of `positive` are."""
    total: Expr = Integer(0)
    for factor in Mul.make_args(law.density):
        if isinstance(factor, exp):
            total = total + factor.args[0]
        elif factor != 1:
            base, power = factor.as_base_exp()
            total = Add(total, power * log(base))
    return total


def positive(law: JointLaw) -> tuple[Sign, ...]:
    """That the base of each factor but exponentials is positive on the law's region."""
    found = []
    for factor in Mul.make_args(law.density):
        if isinstance(factor, exp) or factor == 1:
            continue
        base = factor.as_base_exp()[0]
        if not (base.is_Rational and base.is_positive):
            found.append(Sign(base, "+", _over(base, law.region)))
    return tuple(found)


def _over(term: Expr, region: Region) -> Region:
    return region if term.has(*region.variables) else NUMBERS
