"""The outcome of a proof or of a refutation, and a claim settled by trying for either."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Literal

from symreparam.derivation.branch import NoInverse
from symreparam.derivation.instances import Values
from symreparam.derivation.prove import Stuck
from symreparam.documents.meaning_state import Goal
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.proof import Proof
from symreparam.logic.verdict import Outcome
from symreparam.pipeline.checked import replayed
from symreparam.pipeline.witness import witness_of

Refute = Callable[[Claim, Values], Proof | None]


def proved(goal: Goal, start: Outcome, proof: Proof) -> Outcome:
    """What a replayed proof of the claim says of the goal."""
    return replace(start, verdict="proved", ok=goal.kind == "prove", proof=proof)


def refuted(goal: Goal, start: Outcome, proof: Proof) -> Outcome:
    """What a replayed refutation says of the goal, with its witness."""
    found = replace(start, verdict="refuted", ok=goal.kind == "refute", proof=proof)
    return replace(found, witness=witness_of(proof))


def refutation(claim: Claim, refute: Refute, trials: Iterable[Values]) -> Proof | None:
    """The first refutation at these values that the checker accepts, or None."""
    for values in trials:
        try:
            found = replayed(refute(claim, values), claim)
        except RuleError:  # a derivative, say, has no value at one parameter value
            continue
        if found is not None:
            return found
    return None


def settled(
    goal: Goal,
    claim: Claim,
    start: Outcome,
    prove: Callable[[Claim], Proof | None],
    *attempts: tuple[Refute, Iterable[Values]],
    stuck: Literal["undecided", "unsupported"] = "undecided",
) -> Outcome:
    """Proved, refuted by one of the attempts, or undecided with the step that stopped the proof;
    `stuck` is the verdict where a construct did."""
    reason = "internal error: the checker rejected the proof"
    verdict: Literal["undecided", "unsupported"] = "undecided"
    try:
        proof = replayed(prove(claim), claim)
        if proof is not None:
            return proved(goal, start, proof)
    except (RuleError, NoInverse, Stuck) as error:
        reason = str(error)
    except Unsupported as error:
        reason, verdict = error.construct, stuck
    for refute, trials in attempts:
        found = refutation(claim, refute, trials)
        if found is not None:
            return refuted(goal, start, found)
    return replace(start, verdict=verdict, reason=reason)
