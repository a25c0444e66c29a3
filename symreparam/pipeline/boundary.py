"""A claim as several, by cases of one parameter: the end of its closed interval and what is inside,
where it stays undecided."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from symreparam.decide.points import find
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError
from symreparam.logic.proof import Argument, Proof, Step
from symreparam.logic.verdict import Outcome
from symreparam.pipeline.checked import replayed
from symreparam.pipeline.witness import witness_of
from symreparam.rules.boundary import closed_end, edge_claim, inside_claim, pointwise
from symreparam.rules.instance import Values
from symreparam.rules.table import BOUNDARY

Judged = Callable[[Claim], Outcome]
Part = tuple[Claim, Values]
"""A claim, and the value of the parameter that it no longer has."""


def by_boundary(claim: Claim, start: Outcome, judged: Judged) -> Outcome | None:
    """Proved by two cases, refuted in one of them, or None."""
    if not pointwise(claim):
        return None
    for symbol, domain in claim.scope.symbols:
        for end in ("lower", "upper"):
            value = closed_end(domain, end)
            if value is None:
                continue
            try:
                edge, inside = (f(claim, symbol, end) for f in (edge_claim, inside_claim))
            except RuleError:
                continue
            parts: tuple[Part, ...] = ((edge, {symbol: value}), (inside, {}))
            found = by_parts(claim, start, judged, parts, (BOUNDARY, symbol, end))
            if found is not None and found.verdict in ("proved", "refuted"):
                return found
    return None


def with_point(part: Claim) -> Claim | None:
    """The claim with a point of its scope, where one is found."""
    point = find(part.scope)
    return None if point is None else replace(part, scope=replace(part.scope, point=point))


def by_parts(
    claim: Claim,
    start: Outcome,
    judged: Judged,
    parts: Sequence[Part],
    rule: tuple[str, *tuple[Argument, ...]],
) -> Outcome | None:
    """Proved where every part is, refuted where one of them is, else what is said of a part that is
    neither; None where a part has no known parameter values, or the checker rejects it."""
    proofs: list[Proof] = []
    for part, values in parts:
        there = with_point(part)
        if there is None:
            return None
        told = judged(there)
        if told.verdict == "undecided" and proofs:
            # what holds at one end may need the other one to be taken apart as well
            told = by_boundary(there, start, judged) or told
        if told.verdict == "refuted" and told.proof is not None:
            return refuted_by_part(claim, start, told.proof, values)
        if told.verdict != "proved" or told.proof is None:
            return replace(start, verdict=told.verdict, reason=told.reason)
        proofs.append(told.proof)
    last = Step(0, rule[0], (), (*rule[1:], *proofs), claim.goal)
    proof = replayed(Proof(claim, (), (), (last,)), claim)
    if proof is None:
        return None
    return replace(start, verdict="proved", ok=start.goal == "prove", proof=proof)


def refuted_by_part(claim: Claim, start: Outcome, told: Proof, values: Values) -> Outcome | None:
    """The refutation of a part, at its parameter values, as one of the claim."""
    known = {name.name: at for name, at in (*told.at, *values.items())}
    if any(name.name not in known for name in claim.scope.names):
        return None
    at = tuple((name, known[name.name]) for name in claim.scope.names)
    proof = replayed(replace(told, claim=claim, at=at), claim)
    if proof is None:
        return None
    found = replace(start, verdict="refuted", ok=start.goal == "refute", proof=proof)
    return replace(found, witness=witness_of(proof))
