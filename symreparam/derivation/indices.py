"""Proofs of claims about all indices of a vector of symbolic size: by induction on their number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from sympy import Expr, Integer, Mul, Symbol

from symreparam.derivation.builder import Builder
from symreparam.derivation.index_laws import from_two, guesses
from symreparam.derivation.instances import instances
from symreparam.derivation.moments import refute_by_moments
from symreparam.derivation.naming import derive_law
from symreparam.derivation.prove import Stuck, prove
from symreparam.derivation.refute import refute_cheaply
from symreparam.derivation.transform_differs import refute_by_transform
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import FoldLaw, FoldName, LargestAt, Total
from symreparam.logic.proof import Argument, Proof, Step
from symreparam.rules.indices import (
    Partial,
    alone,
    first_claim,
    next_claim,
    race_claim,
    whole_claim,
    whole_law,
)
from symreparam.rules.table import INDUCTION, LARGEST
from symreparam.terms.law import Law
from symreparam.terms.scope import Relation, counter, variable


def prove_fold(claim: Claim) -> Proof:
    """A proof of a claim about a sum, product or extreme over all indices. Raises RuleError."""
    goal = claim.goal
    assert isinstance(goal, FoldLaw)
    builder = _started(claim, goal.size, goal.totals)
    premises = tuple(range(len(builder.steps)))
    count, letter = _new(claim, goal.totals)
    trouble: RuleError | None = None
    for sign, shift, same, law in guesses(claim, goal, count):
        part = Partial(letter, count, law)
        args: tuple[Argument, ...] = (sign, shift, count, letter, law)
        try:
            args = (*args, _lemma(first_claim(claim, same.kind, same.body, part), "first"))
            args = (*args, _lemma(next_claim(claim, same.kind, same.body, part), "next"))
            if same.subject != same.letter or whole_law(same, part) != same.law:
                args = (*args, _lemma(whole_claim(claim, same, part), "whole"))
        except RuleError as error:
            trouble = trouble or error
            continue
        return _concluded(builder, Step(0, INDUCTION, premises, args, goal))
    unknown = f"no law of the {goal.kind} over m indices is known"
    raise trouble or RuleError("induction.law", unknown)


def derive_fold(claim: Claim) -> Iterator[Claim]:
    """The claim with laws that its subject may have, guessed from the law over two indices."""
    goal = claim.goal
    assert isinstance(goal, FoldLaw)
    count, letter = _new(claim, goal.totals)
    for law in from_two(claim, goal, count):
        part = Partial(letter, count, law)
        if goal.subject == goal.letter:
            yield replace(claim, goal=replace(goal, law=whole_law(goal, part)))
            continue
        try:
            names = derive_law(whole_claim(claim, goal, part)).names
        except (Stuck, Unsupported, RuleError):
            continue
        for named, _ in names[:1]:
            yield replace(claim, goal=replace(goal, law=named))


def prove_largest(claim: Claim) -> Proof:
    """A proof of a claim about the place of the largest body. Raises RuleError."""
    goal = claim.goal
    assert isinstance(goal, LargestAt)
    builder = _started(claim, goal.size, goal.totals)
    if alone(goal) != 1:
        try:
            builder.holds(Relation(Integer(2), "<=", goal.size))
        except RuleError:
            builder.equal(alone(goal), Integer(1))
    premises = tuple(range(len(builder.steps)))
    count, letter = _new(claim, goal.totals)
    senses: tuple[FoldName, ...] = ("max", "min")
    if goal.body.could_extract_minus_sign():
        senses = ("min", "max")
    trouble: RuleError | None = None
    for kind in senses:
        body = goal.body if kind == "max" else Mul(Integer(-1), goal.body)
        fold = FoldLaw(
            letter, letter, kind, body, goal.size, goal.indexed, goal.totals, Law(variable("z"))
        )
        for law in from_two(claim, fold, count):
            part = Partial(letter, count, law)
            try:
                lemmas = (
                    _lemma(first_claim(claim, kind, body, part), "first"),
                    _lemma(next_claim(claim, kind, body, part), "next"),
                    _lemma(race_claim(claim, goal, kind, body, part), "race"),
                )
            except RuleError as error:
                trouble = trouble or error
                continue
            args = (kind, count, letter, law, *lemmas)
            return _concluded(builder, Step(0, LARGEST, premises, args, goal))
    raise trouble or RuleError("largest.law", "no law of the largest of m bodies is known")


def _started(claim: Claim, size: Expr, totals: tuple[Total, ...]) -> Builder:
    """With the steps for the number of indices and the domains of totals."""
    builder = Builder(claim)
    builder.holds(Relation(Integer(1), "<=", size))
    for total in totals:
        domain = total.domain
        if domain.lower == 0 and domain.lower_closed:
            builder.sign_is(total.term, ">=")
        elif domain.lower in (0, 1):
            builder.sign_is(total.term, "+")
        if domain.upper == 1:
            builder.sign_is(1 - total.term, "+")
    return builder


def _concluded(builder: Builder, step: Step) -> Proof:
    return builder.proof(builder.insert(step))


def _new(claim: Claim, totals: tuple[Total, ...]) -> tuple[Symbol, Symbol]:
    """A count and a letter whose names are new."""
    symbols = [*claim.scope.names, *claim.variables, *(total.letter for total in totals)]
    taken = {symbol.name for symbol in symbols}

    def pick(*wanted: str) -> str:
        more = (f"{wanted[0]}_{k}" for k in range(1, 1000))
        name = next(n for n in (*wanted, *more) if n not in taken)
        taken.add(name)
        return name

    return counter(pick("m", "r", "l")), variable(pick("S", "T", "R"))


def _lemma(claim: Claim, code: str) -> Proof:
    """A proof of the lemma, not replayed. Raises RuleError."""
    if len(claim.variables) > 1 and (_wrong_moment(claim) or refute_cheaply(claim) is not None):
        raise RuleError(f"induction.{code}", "the law that was guessed is another one")
    try:
        return prove(claim)
    except (Stuck, Unsupported) as error:
        raise RuleError(f"induction.{code}", str(error)) from error


def _wrong_moment(claim: Claim) -> bool:
    """Whether a moment or transform tells a guess apart at once: a search would take long."""
    for values in islice(instances(claim), 2):
        if refute_by_moments(claim, values, False) or refute_by_transform(claim, values):
            return True
    return False
