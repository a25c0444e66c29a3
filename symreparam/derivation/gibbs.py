"""Divergences said to be 0 or negative, of laws that differ: Gibbs' inequality refutes them."""

from __future__ import annotations

from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder, written_law
from symreparam.derivation.divergence import source_step
from symreparam.derivation.instances import Values
from symreparam.derivation.refute import apart
from symreparam.derivation.transport import letters
from symreparam.derivation.unfold import unfold_step
from symreparam.families.members import record_of
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import DivergenceOf, Equation, SameLaw
from symreparam.logic.proof import Proof
from symreparam.terms.law import Law, Named


def refute_by_gibbs(claim: Claim, values: Values) -> Proof | None:
    """A proof that KL(P, Q) is not the number v <= 0 of the claim at these values, as P and Q are
    told apart there; or None."""
    builder = Builder(claim, values)
    goal = builder.claim.goal
    assert isinstance(goal, Equation)
    if len(goal.means) != 1 or not isinstance(goal.means[0], DivergenceOf):
        return None
    if goal.left != goal.means[0].letter or not goal.right.is_number:
        return None
    try:
        return builder.proof(_step(builder, goal, goal.means[0]))
    except (RuleError, NoInverse, Unsupported):
        return None


def of_one_family(claim: Claim) -> bool:
    """Whether the laws are of one family with a transform on record: the divergence will have a
    value, which tells a reader more."""
    goal = claim.goal
    assert isinstance(goal, Equation)
    for wanted in goal.means:
        if not isinstance(wanted, DivergenceOf) or wanted.subject not in claim.variables:
            return True
        mine = claim.hypotheses[claim.variables.index(wanted.subject)].law
        if not isinstance(mine, Named) or not isinstance(wanted.law, Named):
            return True
        record = record_of(mine)
        known = record.mgf is not None or record.mellin is not None
        if mine.family != wanted.law.family or not known:
            return False
    return True


def _step(builder: Builder, goal: Equation, wanted: DivergenceOf) -> int:
    signs = () if goal.right == 0 else (builder.sign_is(goal.right, "-"),)
    names = letters(builder)
    given, _ = source_step(builder, wanted.subject, names)
    law = written_law(builder, given)
    second = unfold_step(builder, wanted.law, names.source if law.lattices else law.variable)
    same = builder.conclusion(second)
    assert isinstance(same, SameLaw) and isinstance(same.right, Law)
    differs = apart(builder, law, same.right)
    return builder.add("equation-gibbs", (given, second, differs, *signs), (goal,))
