"""The rule `marginal`: a component is left out by integrating the joint density over it."""

from __future__ import annotations

from symreparam.logic.judgement import HasJointLaw, Integral, Judgement
from symreparam.logic.proof import Proof, Step
from symreparam.rules.rule import count, require, take
from symreparam.terms.law import JointLaw
from symreparam.terms.region import Region


def join_marginal(step: Step, proof: Proof, parents: list[int]) -> Judgement:
    """
    (Z, W) has joint density q(z, w) for z in T and l(z) < w < u(z)
    for every z in T the integral of q(z, w) over (l(z), u(z)) is p(z)
    --------------------------------------------------------------------  marginal()
    Z has joint density p on T

    Tonelli (Billingsley 1995, theorem 18.3). W is the component whose letter comes last in the
    region. The second premise holds in a scope where the other letters lie in their intervals, one
    after the other in the region's order.
    """
    count(step.args, 0, "marginal.args")
    count(step.premises, 2, "marginal.premises")
    law_step, integral_step = (proof.steps[premise] for premise in step.premises)
    require(law_step.scope == step.scope, "marginal.scope", "the law holds elsewhere")
    given = take(law_step.conclusion, HasJointLaw, "marginal.law")
    known = take(integral_step.conclusion, Integral, "marginal.integral")
    *kept, last = given.law.region.bounds
    require(len(kept) > 0, "marginal.dimension", "one component only")
    scope = integral_step.scope
    for bound in reversed(kept):
        require(scope > 0, "marginal.scope", bound[0])
        narrower = proof.scopes[scope - 1]
        entered = narrower.relation is None and narrower.bound == Region((bound,))
        require(entered, "marginal.bound", bound[0])
        scope = parents[scope]
    require(scope == step.scope, "marginal.scope", "more is assumed")
    require(known.over == Region((last,)), "marginal.interval", last[0])
    require(known.integrand == given.law.density, "marginal.integrand", known.integrand)
    pairs = zip(given.subjects, given.law.variables, strict=True)
    rest = [(subject, letter) for subject, letter in pairs if letter != last[0]]
    law = JointLaw(tuple(letter for _, letter in rest), Region(tuple(kept)), known.value)
    return HasJointLaw(tuple(subject for subject, _ in rest), law)
