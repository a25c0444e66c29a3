"""A claim as several, by cases of one parameter: the end of its closed interval and what is inside,
where it stays undecided; the signs on which the form of a family depends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from sympy import Integer

from symreparam.decide.points import find
from symreparam.families.members import of_open_sign, open_shape
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.proof import Argument, Proof, Step
from symreparam.logic.verdict import Outcome
from symreparam.pipeline.checked import replayed
from symreparam.pipeline.witness import witness_of
from symreparam.rules.boundary import closed_end, edge_claim, inside_claim, pointwise
from symreparam.rules.instance import Values
from symreparam.rules.signs import side_claim, sides
from symreparam.rules.table import BOUNDARY, BY_SIGN
from symreparam.terms.law import Named

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
            found = _split(claim, start, judged, parts, (BOUNDARY, symbol, end))
            if found is not None and found.verdict in ("proved", "refuted"):
                return found
    return None


def by_sign(claim: Claim, law: Named, start: Outcome, judged: Judged) -> Outcome:
    """By the signs of the parameter on which the form of the law depends: proved on each, refuted
    on one of them, or what is open. Raises Unsupported."""
    shape = open_shape(law)
    names = [] if shape is None else sorted(shape.free_symbols, key=str)
    for symbol in (name for name in names if name in claim.scope.names):
        try:
            signs = sides(claim, symbol) if pointwise(claim) else ()
            parts = [
                (side_claim(claim, symbol, sign), {symbol: Integer(0)} if sign == "0" else {})
                for sign in signs
            ]
        except RuleError:
            continue
        found = _split(claim, start, judged, parts, (BY_SIGN, symbol)) if parts else None
        if found is not None:
            return found
    raise Unsupported(of_open_sign(law))


def _split(
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
        point = find(part.scope)
        if point is None:
            return None
        part = replace(part, scope=replace(part.scope, point=point))
        told = judged(part)
        if told.verdict == "undecided" and proofs:
            # what holds at one end may need the other one to be taken apart as well
            told = by_boundary(part, start, judged) or told
        if told.verdict == "refuted" and told.proof is not None:
            return _refuted(claim, start, told.proof, values)
        if told.verdict != "proved" or told.proof is None:
            return replace(start, verdict=told.verdict, reason=told.reason)
        proofs.append(told.proof)
    last = Step(0, rule[0], (), (*rule[1:], *proofs), claim.goal)
    proof = replayed(Proof(claim, (), (), (last,)), claim)
    if proof is None:
        return None
    return replace(start, verdict="proved", ok=start.goal == "prove", proof=proof)


def _refuted(claim: Claim, start: Outcome, told: Proof, values: Values) -> Outcome | None:
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
