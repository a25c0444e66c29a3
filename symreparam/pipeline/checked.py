"""What the checker and the numeric cross-check say of a proof that was found."""

from __future__ import annotations

from dataclasses import replace

from sympy import Expr

from symreparam.checker.replay import replay
from symreparam.derivation.prove import Stuck, prove
from symreparam.logic.claim import Claim
from symreparam.logic.errors import ProofError, Unsupported
from symreparam.logic.judgement import (
    FailsAt,
    FoldEquation,
    FoldLaw,
    HasLaw,
    HasMatrixLaw,
    Holds,
    LargestAt,
    Member,
    Sign,
)
from symreparam.logic.proof import Proof
from symreparam.logic.verdict import CrossCheck, Outcome
from symreparam.pipeline.options import Options
from symreparam.terms.law import AnyLaw
from symreparam.terms.scope import Relation


def replayed(
    proof: Proof | None, claim: Claim, *, densities_known: bool = False
) -> Proof | None:
    """The proof when the checker accepts it for this claim (`replay` says what is known)."""
    if proof is None:
        return None
    try:
        replay(proof, claim, densities_known=densities_known)
    except ProofError:
        return None
    return proof


def searched(claim: Claim) -> Proof | None:
    """A proof of the claim that the checker has not seen yet, or None."""
    try:
        return prove(claim)
    except (Stuck, Unsupported):
        return None


def proof_of(claim: Claim, law: AnyLaw) -> Proof | None:
    """A checked proof that the subject has this law, or None."""
    wanted = replace(claim, goal=HasLaw(claim.law_goal.subject, law))
    return replayed(searched(wanted), wanted)


def cross_checked(outcome: Outcome, claim: Claim, law: AnyLaw | None, options: Options) -> Outcome:
    """A disagreement of the numbers with the derived law is an internal error, not a verdict."""
    if not options.cross_check:
        return outcome
    # imported here: a program that only replays never needs it
    from symreparam.numeric.check import cross_checks
    from symreparam.numeric.witness import NAME as NUMBERS_AGAIN
    from symreparam.numeric.witness import recheck_witness

    checks: tuple[CrossCheck, ...] = cross_checks(claim, law, sample=options.sample)
    witness = outcome.witness
    if witness is not None and witness.left and outcome.proof is not None:
        laws = compared_laws(outcome.proof)
        if laws is not None:
            checks = (*checks, recheck_witness(witness, *laws))
    again = any(check.name == NUMBERS_AGAIN for check in checks)
    if outcome.verdict == "refuted" and outcome.proof is not None and not again:
        checks = (*checks, *refutation_checks(outcome.proof))
    return _with_checks(outcome, checks)


def refutation_checks(proof: Proof) -> tuple[CrossCheck, ...]:
    """A refutation without densities at a point: the numbers of its steps, and shares on grids."""
    from symreparam.numeric.grids import recheck_shares
    from symreparam.numeric.steps import recheck_steps

    shares = recheck_shares(proof)
    return (recheck_steps(proof),) if shares is None else (recheck_steps(proof), shares)


def equation_checked(outcome: Outcome, claim: Claim, options: Options) -> Outcome:
    """The same for an equation, proved or refuted at parameter values: its means by quadrature."""
    if not options.cross_check or outcome.proof is None:
        return outcome
    from symreparam.numeric.means import equation_check

    if outcome.verdict == "proved":
        return _with_checks(outcome, (equation_check(claim),))
    point = outcome.proof.at or claim.scope.point
    for step in outcome.proof.steps:
        if isinstance(step.conclusion, FailsAt):
            point = step.conclusion.values
    checks: tuple[CrossCheck, ...] = (equation_check(claim, point, _gap(outcome.proof)),)
    if checks[0].ok is None:
        checks = (*checks, *refutation_checks(outcome.proof))
    return _with_checks(outcome, checks)


def _gap(proof: Proof) -> Expr | None:
    """The number whose strict sign, or that is below another, refutes the equation."""
    for index in reversed(proof.steps[-1].premises):
        match proof.steps[index].conclusion:
            case Sign(gap, "+" | "-" | "!="):
                return gap
            case Holds(Relation(left, "<", right)):
                return right - left
    return None


def goal_checked(outcome: Outcome, claim: Claim, options: Options) -> Outcome:
    """The same for a claim of another kind, where no check was made on the way."""
    if not options.cross_check or outcome.cross_checks or outcome.proof is None:
        return outcome
    if outcome.verdict == "refuted":
        return _with_checks(outcome, refutation_checks(outcome.proof))
    if isinstance(claim.goal, Member) and outcome.law is not None:
        about = replace(claim, goal=HasLaw(claim.goal.subject, outcome.law))
        return cross_checked(outcome, about, outcome.law, options)
    if isinstance(claim.goal, FoldLaw | LargestAt | FoldEquation | HasMatrixLaw):
        from symreparam.pipeline.at_sizes import checks_at_sizes

        return _with_checks(outcome, checks_at_sizes(claim, options))
    from symreparam.numeric.goals import goal_checks

    return _with_checks(outcome, goal_checks(claim, sample=options.sample))


def _with_checks(outcome: Outcome, checks: tuple[CrossCheck, ...]) -> Outcome:
    outcome = replace(outcome, cross_checks=checks)
    against = next((check for check in checks if check.ok is False), None)
    if against is None:
        return outcome
    reason = f"internal disagreement: {against.name}: {against.detail}"
    return replace(outcome, verdict="error", ok=False, reason=reason)


def compared_laws(proof: Proof) -> tuple[AnyLaw, AnyLaw] | None:
    """The two laws that a refutation tells apart."""
    from symreparam.logic.judgement import Differs

    for step in proof.steps:
        if isinstance(step.conclusion, Differs):
            return step.conclusion.left, step.conclusion.right
    return None
