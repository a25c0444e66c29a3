"""The divergence of two joint laws, searched for."""

from __future__ import annotations

from sympy import exp, expand, expand_log, log

from symreparam.derivation.builder import Builder
from symreparam.derivation.expectation import mean_step
from symreparam.derivation.joint import Failure, joint_step
from symreparam.derivation.joint_derive import derivations, finished
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import HasJointLaw, JointDivergenceOf


def joint_divergence_step(builder: Builder, wanted: JointDivergenceOf) -> int:
    """A step JointDivergence(.., value). Raises RuleError, NoInverse or Unsupported."""
    p, q = wanted.first, wanted.second
    first = _law(builder, HasJointLaw(wanted.subjects, p))
    second = _law(builder, HasJointLaw(wanted.images, q))
    body = expand(
        expand_log(log(p.density), force=True) - expand_log(log(q.density), force=True), log=False
    )
    positive = builder.sign_is(q.density, "+", p.region)
    same = builder.equal(p.density, q.density * exp(body), p.region)
    swap = dict(zip(p.variables, wanted.subjects, strict=True))
    mean = mean_step(builder, body.xreplace(swap))
    premises = (first, second, positive, same, mean)
    return builder.add("divergence-joint", premises, (wanted, body))


def _law(builder: Builder, goal: HasJointLaw) -> int:
    """That the vector has the law: a bijection of all variables, or another way."""
    error: Exception | None = None
    try:
        return joint_step(builder, goal)
    except Failure as failed:
        error = failed
    for step in derivations(builder, goal):
        try:
            return finished(builder, step, goal)
        except RuleError:
            continue
    raise error
