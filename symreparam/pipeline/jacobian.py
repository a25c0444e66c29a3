"""Claims about Jacobian determinants, settled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sympy import Integer

from symreparam.decide.answer import Proved
from symreparam.decide.points import member
from symreparam.derivation.instances import Values, instances
from symreparam.derivation.jacobian import prove_jacobian, refute_jacobian
from symreparam.documents.meaning_state import Goal
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError
from symreparam.logic.verdict import Outcome
from symreparam.pipeline.equations import replayed_or_none
from symreparam.pipeline.witness import witness_of


def judge_jacobian(goal: Goal, claim: Claim, start: Outcome) -> Outcome:
    """Proved, refuted at exact parameter values, or undecided with the step that stopped it."""
    reason = "internal error: the checker rejected the proof"
    try:
        proof = replayed_or_none(prove_jacobian(claim), claim)
        if proof is not None:
            return replace(start, verdict="proved", ok=goal.kind == "prove", proof=proof)
    except RuleError as error:
        reason = str(error)
    points: tuple[Values, ...] = ((),) if goal.for_all else tuple(_points(claim))
    for values in points:
        found = replayed_or_none(refute_jacobian(claim, values), claim)
        if found is not None:
            done = replace(start, verdict="refuted", ok=goal.kind == "refute", proof=found)
            return replace(done, witness=witness_of(found))
    return replace(start, verdict="undecided", reason=reason)


def _points(claim: Claim) -> Iterator[Values]:
    """Instances, and those with one value far out: a lost absolute value shows there alone."""
    found = tuple(instances(claim))
    yield from found
    still = dict(found[0]) if found else {}
    for symbol, _ in found[0] if found else ():
        if isinstance(member({**still, symbol: Integer(0)}, claim.scope), Proved):
            still[symbol] = Integer(0)
    quiet = tuple((symbol, value or Integer(1)) for symbol, value in still.items())
    for symbol, value in quiet:
        for factor in (-8, 8, -512):
            far = {**still, symbol: factor * value}
            if isinstance(member(far, claim.scope), Proved):
                yield tuple(far.items())
    for values in found[:2]:
        for symbol, value in values:
            for factor in (-8, 8, -64):
                far = {**dict(values), symbol: factor * value}
                if isinstance(member(far, claim.scope), Proved):
                    yield tuple(far.items())
