"""KL(expression, target) in closed form, when the engine finds and proves it."""

from __future__ import annotations

from dataclasses import replace

from sympy import Expr, Integer, oo

from symreparam.decide.answer import Context, Proved
from symreparam.decide.sign import holds
from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder
from symreparam.derivation.divergence import divergence_step
from symreparam.derivation.equations import prove_equation
from symreparam.families.table import family
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import Divergence, DivergenceOf, Equation, HasLaw
from symreparam.pipeline.checked import replayed
from symreparam.pipeline.facts import Fact, narrowed
from symreparam.studies.cumulants import plain, standing_for, student_parts
from symreparam.studies.noise import fresh
from symreparam.terms.law import AnyLaw, Named
from symreparam.terms.record import dataclass
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import Relation, variable

_FAILURES = (RuleError, NoInverse, Unsupported)


@dataclass(frozen=True, slots=True)
class Found:
    """The value with the proof of the equation that says so, where the relations hold."""

    value: Expr | None = None
    fact: Fact | None = None
    where: tuple[Relation, ...] = ()


def divergence(claim: Claim, law: AnyLaw | None) -> Found:
    """The divergence, without a value when none is found. `law` is the subject's law, which is
    proved: a variable that has it stands for the subject."""
    target = claim.law_goal.law
    if not isinstance(target, Named) or law is None:
        return Found()
    where = _second_moment(claim, target)
    inside = narrowed(claim, where) if where else claim
    return Found() if inside is None else Found(*_closed(inside, law, target), where)


def _second_moment(claim: Claim, target: Named) -> tuple[Relation, ...]:
    """The condition for a second moment of an affine map of a Student variable, if it is open:
    without it the divergence from a law with light tails may be infinite."""
    parts, record = student_parts(claim, claim.law_goal.subject), family(target.family)
    if parts is None or record is None or record.mgf is None:
        return ()
    needed = Relation(Integer(2), "<", parts[2])
    always = isinstance(holds(needed, Context(claim.scope, NUMBERS)), Proved)
    return () if always else (needed,)


def _closed(claim: Claim, law: AnyLaw, target: Named) -> tuple[Expr | None, Fact | None]:
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
