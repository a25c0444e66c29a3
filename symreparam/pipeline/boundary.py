"""An undecided claim with a parameter in a closed interval: inside of the end, and at the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sympy import Expr, Symbol

from symreparam.decide.points import find
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError
from symreparam.logic.proof import Proof, Step
from symreparam.logic.verdict import Outcome
from symreparam.pipeline.checked import replayed
from symreparam.pipeline.witness import witness_of
from symreparam.rules.boundary import closed_end, edge_claim, inside_claim, pointwise
from symreparam.rules.table import BOUNDARY

Judged = Callable[[Claim], Outcome]


def by_boundary(claim: Claim, start: Outcome, judged: Judged) -> Outcome | None:
    """Proved by two cases, refuted in one of them, or None."""
    if not pointwise(claim):
        return None
    for symbol, domain in claim.scope.symbols:
        for end in ("lower", "upper"):
            value = closed_end(domain, end)
            if value is None:
                continue
            found = _split(claim, start, judged, symbol, end, value)
            if found is not None:
                return found
    return None


def _split(
    claim: Claim, start: Outcome, judged: Judged, symbol: Symbol, end: str, value: Expr
) -> Outcome | None:
    proofs: list[Proof] = []
    for make in (edge_claim, inside_claim):
        try:
            part = make(claim, symbol, end)
        except RuleError:
            return None
        point = find(part.scope)
        if point is None:
            return None
        part = replace(part, scope=replace(part.scope, point=point))
        told = judged(part)
        if told.verdict == "undecided" and proofs:
            # what holds at one end may need the other one to be taken apart as well
            told = by_boundary(part, start, judged) or told
        if told.verdict == "refuted" and told.proof is not None:
            return _refuted(claim, start, told.proof, symbol, value)
        if told.verdict != "proved" or told.proof is None:
            return None
        proofs.append(told.proof)
    last = Step(0, BOUNDARY, (), (symbol, end, *proofs), claim.goal)
    proof = replayed(Proof(claim, (), (), (last,)), claim)
    if proof is None:
        return None
    return replace(start, verdict="proved", ok=start.goal == "prove", proof=proof)


def _refuted(
    claim: Claim, start: Outcome, told: Proof, symbol: Symbol, value: Expr
) -> Outcome | None:
    """The refutation of a part, at its parameter values, as one of the claim."""
    known = {name.name: at for name, at in told.at}
    known.setdefault(symbol.name, value)
    if any(name.name not in known for name in claim.scope.names):
        return None
    at = tuple((name, known[name.name]) for name in claim.scope.names)
    proof = replayed(replace(told, claim=claim, at=at), claim)
    if proof is None:
        return None
    found = replace(start, verdict="refuted", ok=start.goal == "refute", proof=proof)
    return replace(found, witness=witness_of(proof))
