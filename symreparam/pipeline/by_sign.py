"""A claim about a law whose form depends on the sign of a parameter, as one for each sign."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sympy import Expr, Integer, Symbol

from symreparam.families.members import of_open_sign, open_shape
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import Fails, HasLaw
from symreparam.logic.proof import Proof, Step
from symreparam.logic.verdict import Outcome
from symreparam.pipeline.boundary import Judged, Part, by_parts, with_point
from symreparam.pipeline.checked import replayed
from symreparam.pipeline.witness import witness_of
from symreparam.rules.boundary import pointwise
from symreparam.rules.instance import Values as Point
from symreparam.rules.signs import side_claim, sides
from symreparam.rules.table import BY_SIGN
from symreparam.terms.law import Named


def by_sign(claim: Claim, law: Named, start: Outcome, judged: Judged) -> Outcome:
    """By the signs of the parameter on which the form of the law depends: proved on each, refuted
    on one of them, or what is open. Raises Unsupported."""
    for symbol, parts in _parts(claim, law):
        found = by_parts(claim, start, judged, parts, (BY_SIGN, symbol))
        if found is not None:
            return found
    raise Unsupported(of_open_sign(law))


def false_by_sign(
    claim: Claim, law: Named, start: Outcome, everywhere: Judged, once: Judged
) -> Outcome:
    """Refuted at every parameter value where it is so on each side: `everywhere` judges one so,
    `once` at some value. Refuted, with values at which it holds, where it holds on one side. Raises
    Unsupported."""
    for symbol, parts in _parts(claim, law):
        sided = [(with_point(part), values) for part, values in parts]
        told = [everywhere(part) for part, _ in sided if part is not None]
        if len(told) < len(parts):
            continue
        held = next(_holding(claim, sided, told), None)
        if held is not None:
            return _true_somewhere(by_parts(claim, start, once, parts, (BY_SIGN, symbol)), held)
        proofs = tuple(each.proof for each in told if each.proof and each.verdict == "refuted")
        last = Step(0, BY_SIGN, (), (symbol, *proofs), Fails(claim.goal))
        proof = replayed(Proof(claim, (), (), (last,)), claim)
        if proof is not None:
            found = replace(start, verdict="refuted", ok=True, proof=proof)
            return replace(found, witness=witness_of(proof), reason=told[0].reason)
        return next((each for each in told if each.verdict != "refuted"), told[0])
    raise Unsupported(of_open_sign(law))


def derived_by_sign(
    claim: Claim, law: Named, start: Outcome, derived: Judged, judged: Judged
) -> Outcome:
    """The law that the subject has on one side of 0, where it is proved to be its law on the other
    side and at 0 as well. Raises Unsupported."""
    for symbol, ((above, _), *_) in _parts(claim, law):
        there = with_point(above)
        if there is None:
            continue
        back = {own: symbol for own in there.scope.names if own.name == symbol.name}
        for named in derived(there).names:
            if not isinstance(named, Named):
                continue
            whole = Named(named.family, tuple(arg.xreplace(back) for arg in named.arguments))
            if open_shape(whole) is None:  # a law of the one side alone
                continue
            wanted = replace(claim, goal=HasLaw(claim.law_goal.subject, whole))
            found = by_sign(wanted, whole, start, judged)
            if found.verdict == "proved":
                return replace(found, ok=True, law=whole, names=(whole,), claim=wanted)
    raise Unsupported(of_open_sign(law))


def _parts(claim: Claim, law: Named) -> Iterator[tuple[Symbol, list[Part]]]:
    """Each parameter of the open sign, with the claim on its sides of 0 and at 0."""
    shape = open_shape(law)
    names = [] if shape is None else sorted(shape.free_symbols, key=str)
    for symbol in (name for name in names if name in claim.scope.names):
        try:
            signs = sides(claim, symbol) if pointwise(claim) else ()
            parts: list[Part] = [
                (side_claim(claim, symbol, sign), {symbol: Integer(0)} if sign == "0" else {})
                for sign in signs
            ]
        except RuleError:
            continue
        if parts:
            yield symbol, parts


Values = tuple[tuple[Symbol, Expr], ...]


def _holding(
    claim: Claim, parts: list[tuple[Claim | None, Point]], told: list[Outcome]
) -> Iterator[Values]:
    """The parameter values at which the claim is seen to hold, of each part with such values."""
    for (part, values), found in zip(parts, told, strict=True):
        at = found.holds_at
        if at is None and found.verdict == "proved" and part is not None:
            at = part.scope.point
        if at is not None:
            known = {name.name: value for name, value in (*at, *values.items())}
            yield tuple((name, known[name.name]) for name in claim.scope.names)


def _true_somewhere(found: Outcome | None, held: Values) -> Outcome:
    """The outcome with the values at which the claim holds. Raises Unsupported."""
    if found is None:
        raise Unsupported("a claim that holds for one sign of a parameter alone")
    if found.verdict != "refuted":
        return found
    reason = "false at some parameter values, true at others"
    return replace(found, ok=False, holds_at=held, reason=reason)
