"""Claims about Jacobian determinants, settled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sympy import Integer

from symreparam.decide.answer import Proved
from symreparam.decide.points import member
from symreparam.derivation.builder import Builder
from symreparam.derivation.instances import Values, instances
from symreparam.derivation.jacobian import prove_jacobian, refute_jacobian
from symreparam.documents.meaning_state import Goal
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import EachJacobian, Fails
from symreparam.logic.proof import Proof, Step
from symreparam.logic.verdict import Outcome
from symreparam.pipeline.checked import replayed
from symreparam.pipeline.trials import settled
from symreparam.pipeline.witness import witness_of
from symreparam.rules.instance import instantiate
from symreparam.rules.jacobian_each import gap_of, one_index, varying
from symreparam.terms.scope import Relation


def judge_jacobian(goal: Goal, claim: Claim, start: Outcome) -> Outcome:
    """Proved, refuted at exact parameter values, or undecided with the step that stopped it."""
    points = ((),) if goal.for_all else _points(claim)
    return settled(goal, claim, start, prove_jacobian, (refute_jacobian, points))


def judge_each(goal: Goal, claim: Claim, start: Outcome) -> Outcome:
    """The verdict on the component at any index, carried over to the vector."""
    whole = claim.goal
    assert isinstance(whole, EachJacobian)
    one = replace(claim, goal=one_index(whole))
    found = judge_jacobian(goal, one, replace(start, claim=one))
    if found.proof is None or found.verdict not in ("proved", "refuted"):
        return replace(found, claim=claim)
    carried = replayed(_carried(found.proof, claim), claim)
    if carried is None and found.verdict == "refuted" and found.proof.at:
        # with one component the sign of the factor does not matter
        values = tuple((s, Integer(1) if s == whole.size else v) for s, v in found.proof.at)
        proof = refute_jacobian(one, values)
        carried = None if proof is None else replayed(_carried(proof, claim), claim)
    if carried is None:
        reason = "the component at one index is settled, and not the vector"
        return replace(start, verdict="undecided", reason=reason)
    witness = witness_of(carried) if found.verdict == "refuted" else None
    return replace(found, claim=claim, proof=carried, witness=witness)


def _carried(proof: Proof, claim: Claim) -> Proof | None:
    """The proof about one index with a last step about the vector."""
    whole = instantiate(claim, proof.at).goal
    assert isinstance(whole, EachJacobian)
    builder = Builder(claim, proof.at)
    refuted = isinstance(proof.steps[-1].conclusion, Fails)
    try:
        more = [builder.holds(Relation(Integer(1), "<=", whole.size))]
        if refuted and whole.size != 1:
            more.append(builder.sign_is(whole.factor, "+"))
            if varying((whole,), builder.setting):
                more.append(builder.sign(gap_of(whole)))
    except RuleError:
        return None
    steps = [builder.steps[index] for index in more]
    if any(step.premises or step.scope for step in steps):
        return None
    place = len(proof.steps)
    premises = (place - 1, *range(place, place + len(steps)))
    rule = "jacobian-each-fails" if refuted else "jacobian-each"
    last = Step(0, rule, premises, (whole,), Fails(whole) if refuted else whole)
    return replace(proof, claim=claim, steps=(*proof.steps, *steps, last))


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
