"""KL(expression, target) in closed form, when the engine finds and proves it."""

from __future__ import annotations

from dataclasses import replace

from sympy import Expr, oo

from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder
from symreparam.derivation.divergence import divergence_step
from symreparam.derivation.equations import prove_equation
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import Divergence, DivergenceOf, Equation, HasLaw
from symreparam.pipeline.checked import replayed
from symreparam.pipeline.facts import Fact
from symreparam.studies.cumulants import plain, standing_for
from symreparam.studies.noise import fresh
from symreparam.terms.law import AnyLaw, Named
from symreparam.terms.scope import variable

_FAILURES = (RuleError, NoInverse, Unsupported)


def divergence(claim: Claim, law: AnyLaw | None) -> tuple[Expr | None, Fact | None]:
    """The divergence with the proof of the equation that says so, or None twice. `law` is the
    subject's law, which is proved: a variable that has it stands for the subject."""
    target = claim.law_goal.law
    if not isinstance(target, Named) or law is None:
        return None, None
    goal = HasLaw(claim.law_goal.subject, target)
    if isinstance(law, Named):
        claim = standing_for(claim, law)
        goal = HasLaw(claim.law_goal.subject, target)
    elif sum(goal.subject.has(v) for v in claim.variables) > 1 and not law.atoms:
        return None, None  # the law would be sought again
    letter = variable(fresh(claim, "d_c"))
    wanted = DivergenceOf(letter, goal.subject, target)
    builder = Builder(replace(claim, goal=Equation(letter, letter, (wanted,))))
    try:
        known = builder.conclusion(divergence_step(builder, wanted))
    except _FAILURES:
        known = None
    # what has no finite value may be infinite
    value = plain(known.value) if isinstance(known, Divergence) else oo
    asked = replace(claim, goal=Equation(letter, value, (wanted,)))
    try:
        proof = replayed(prove_equation(asked), asked)
    except _FAILURES:
        return None, None
    return (None, None) if proof is None else (value, Fact(asked, True, proof))
