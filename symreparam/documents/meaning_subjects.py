"""A goal's claim, with the random variables that it speaks of."""

from __future__ import annotations

from dataclasses import replace

from sympy import Expr, Symbol

from symreparam.documents.meaning_needs import Need
from symreparam.documents.meaning_state import State
from symreparam.documents.nodes import Span
from symreparam.logic.claim import Claim, Source
from symreparam.logic.judgement import (
    CovarianceOfSums,
    Distances,
    EachJacobian,
    EqualInLaw,
    Exactly,
    FoldEquation,
    FoldLaw,
    ForEach,
    GivenLaw,
    GivenMean,
    GivenValue,
    GoalJudgement,
    HasImplicitLaw,
    HasJointLaw,
    HasLaw,
    HasLawByCases,
    HasMatrixLaw,
    HasNormalLaw,
    ImplicitSlope,
    Independent,
    IndependentVectors,
    Jacobian,
    JointDivergenceOf,
    JointEntropyOf,
    LargestAt,
    Letter,
    Mean,
    Member,
    SlopeOf,
    SumsEquation,
    ValueMean,
)
from symreparam.terms.law import AnyLaw
from symreparam.terms.scope import Scope


def claim_of(
    judged: GoalJudgement, needs: list[Need], fresh: dict[Symbol, AnyLaw], state: State, span: Span
) -> Claim:
    """The claim with the random variables that its terms and needs speak of."""
    terms = _subjects(judged)
    used = [symbol for symbol in state.random if any(term.has(symbol) for term in terms)]
    needed = {v for n in needs for v in n.term.free_symbols if v in state.random}
    used += sorted(needed - set(used), key=lambda v: str(v.name))
    laws = {**state.random, **fresh}
    used += fresh
    if isinstance(judged, FoldLaw | LargestAt | SumsEquation | FoldEquation | HasMatrixLaw):
        strange = set(state.random) - set(used)
        judged = replace(judged, indexed=tuple(s for s in judged.indexed if s not in strange))
    return Claim(
        Scope(tuple(state.domains.items()), tuple(state.relations)),
        tuple(used),
        tuple(HasLaw(symbol, laws[symbol]) for symbol in used),
        judged,
        Source(state.path, span.line, span.column, state.name),
    )


def _subjects(judged: GoalJudgement) -> tuple[Expr, ...]:
    """The terms in random variables that the goal is about."""
    match judged:
        case HasLaw(subject, _):
            return (subject,)
        case HasJointLaw(subjects, _) | HasNormalLaw(subjects, _, _) | Independent(subjects):
            return subjects
        case IndependentVectors(vectors):
            return tuple(term for vector in vectors for term in vector)
        case GivenValue(subject, given, _, _):
            return (subject, given)
        case GivenLaw(subject, event, _):
            return (subject, event)
        case EqualInLaw(left, right):
            return (*left, *right)
        case Member(subject, _):
            return (subject,)
        case Jacobian():
            return ()
        case ForEach(subject, _):
            return (subject,)
        case FoldLaw():
            return (judged.body, judged.subject)
        case FoldEquation():
            bodies = tuple(fold.body for fold in judged.folds)
            return (*bodies, *(term for each in judged.means for term in _terms_of(each)))
        case LargestAt() | EachJacobian():
            return (judged.body,)
        case HasMatrixLaw(vector, _):
            return tuple(part.entry for _, parts in vector.words for part in parts)
        case HasImplicitLaw(subject, _) | HasLawByCases(subject, _) | Distances(subject, _):
            return (subject,)
        case Exactly(of, _):
            return (of.subject,)
        case ImplicitSlope():
            return ()
    return tuple(term for letter in judged.means for term in _terms_of(letter))


def _terms_of(letter: Letter | CovarianceOfSums) -> tuple[Expr, ...]:
    """The terms in random variables that a letter is about."""
    if isinstance(letter, Mean):
        return (letter.body,)
    if isinstance(letter, GivenMean):
        return (letter.body, letter.event)
    if isinstance(letter, ValueMean):
        return (letter.body, letter.given)
    if isinstance(letter, SlopeOf):
        return tuple(term for inner in letter.means for term in _terms_of(inner))
    if isinstance(letter, JointDivergenceOf):
        return (*letter.subjects, *letter.images)
    if isinstance(letter, JointEntropyOf):
        return letter.subjects
    if isinstance(letter, CovarianceOfSums):
        return (letter.first.body, letter.second.body)
    return (letter.subject,)
