"""Facts: claims that a study asked about, with the proofs that the checker replayed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sympy import Expr, Symbol

from symreparam.decide.answer import Context, Proved, Refuted
from symreparam.decide.points import empty, find, number_relation
from symreparam.decide.sign import holds
from symreparam.derivation.branch import NoInverse
from symreparam.derivation.everywhere import refute_everywhere
from symreparam.derivation.prove import Stuck, prove
from symreparam.derivation.refute import refute
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import HasLaw
from symreparam.logic.proof import Proof
from symreparam.pipeline.checked import replayed
from symreparam.rules.instance import put_in, substitute
from symreparam.rules.refutation import negation
from symreparam.terms.law import AnyLaw
from symreparam.terms.record import dataclass
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import Relation, Scope

_FAILURES = (Stuck, Unsupported, RuleError, NoInverse)


@dataclass(frozen=True, slots=True)
class Fact:
    """A claim that holds, or with `holds` False one that fails where `proof` says (everywhere,
    or at the parameter values of `proof.at`). The checker replayed the proof."""

    claim: Claim
    holds: bool
    proof: Proof


def proved(claim: Claim, *, densities_known: bool = False) -> Fact | None:
    """The fact that the claim holds at every parameter value, or None."""
    found = _tried(lambda: prove(claim))
    proof = replayed(found, claim, densities_known=densities_known)
    return None if proof is None else Fact(claim, True, proof)


def fails_everywhere(claim: Claim) -> Fact | None:
    """The fact that the claim fails at every parameter value, or None."""
    proof = replayed(_tried(lambda: refute_everywhere(claim)), claim)
    return None if proof is None else Fact(claim, False, proof)


def fails_somewhere(claim: Claim, *, densities_known: bool = False) -> Fact | None:
    """The fact that the claim fails at some parameter values, or None."""
    found = _tried(lambda: refute(claim))
    proof = replayed(found, claim, densities_known=densities_known)
    return None if proof is None else Fact(claim, False, proof)


def _tried(search: Callable[[], Proof | None]) -> Proof | None:
    try:
        return search()
    except _FAILURES:
        return None


def about(claim: Claim, subject: Expr, law: AnyLaw) -> Claim:
    """The claim with another goal: the subject has the law."""
    return replace(claim, goal=HasLaw(subject, law))


def narrowed(claim: Claim, relations: tuple[Relation, ...]) -> Claim | None:
    """The claim where these relations hold as well; None when no point of it is found."""
    scope = replace(claim.scope, relations=(*claim.scope.relations, *relations), point=())
    return with_point(replace(claim, scope=scope))


def with_point(claim: Claim) -> Claim | None:
    """The claim with an exact point of its scope, or None when none is found."""
    point = find(claim.scope)
    return None if point is None else replace(claim, scope=replace(claim.scope, point=point))


def at_value(claim: Claim, symbol: Symbol, value: Expr) -> Claim | None:
    """The claim where the parameter has this value, a term in the others; None when the value
    certainly violates the scope. Raises LookupError when no point of the rest is found."""
    domain = claim.scope.domain(symbol)
    assert domain is not None
    swap = {symbol: value}
    there = put_in(claim.scope, symbol, value)
    if domain.integer and not value.is_integer:
        if value.is_Rational:
            return None
        raise LookupError(f"{value} may be no integer")
    kept = []
    for relation in there.relations:
        if relation.left.free_symbols | relation.right.free_symbols:
            kept.append(relation)
            continue
        answer = number_relation(relation)
        if isinstance(answer, Refuted):
            return None
        if not isinstance(answer, Proved):
            raise LookupError(f"{relation.left} {relation.sign} {relation.right} is open")
    found = replace(substitute(claim, swap), scope=replace(there, relations=tuple(kept)))
    if empty(found.scope) or any(_against(r, found.scope) for r in kept):
        return None
    ready = with_point(found)
    if ready is None:
        raise LookupError("no parameter values were found")
    return ready


def _against(relation: Relation, scope: Scope) -> bool:
    """Whether the relation is false wherever the scope's other relations hold."""
    rest = tuple(each for each in scope.relations if each != relation)
    context = Context(replace(scope, relations=rest, point=()), NUMBERS)
    return isinstance(holds(negation(relation), context), Proved)
