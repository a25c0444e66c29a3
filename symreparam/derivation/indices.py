"""Proofs of claims about all indices of a vector of symbolic size: by induction on their number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, product
from typing import Final

from sympy import Expr, Integer, Mul, Pow, Rational, Symbol, cancel, exp, log

from symreparam.decide.points import find
from symreparam.derivation.builder import Builder
from symreparam.derivation.instances import instances
from symreparam.derivation.moments import refute_by_moments
from symreparam.derivation.naming import derive_law
from symreparam.derivation.prove import Stuck, prove
from symreparam.derivation.refute import refute_cheaply
from symreparam.derivation.transform_differs import refute_by_transform
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import FoldLaw, FoldName, HasLaw, LargestAt, Total
from symreparam.logic.proof import Argument, Proof, Step
from symreparam.rules.indices import (
    Partial,
    alone,
    first_claim,
    moved,
    next_claim,
    race_claim,
    sized_claim,
    whole_claim,
    whole_law,
    wider,
)
from symreparam.rules.instance import law_at
from symreparam.rules.table import INDUCTION, LARGEST
from symreparam.terms.law import Law, Named
from symreparam.terms.scope import Relation, counter, variable

MOST: Final = 4


def prove_fold(claim: Claim) -> Proof:
    """A proof of a claim about a sum, product or extreme over all indices. Raises RuleError."""
    goal = claim.goal
    assert isinstance(goal, FoldLaw)
    builder = _started(claim, goal.size, goal.totals)
    premises = tuple(range(len(builder.steps)))
    count, letter = _new(claim, goal.totals)
    trouble: RuleError | None = None
    for sign, shift, same, law in _guesses(claim, goal, count):
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
    for law in _from_two(claim, goal, count):
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
        for law in _from_two(claim, fold, count):
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


# laws of the fold over m indices, guessed -----------------------------------------------------
Guess = tuple[int, Expr, FoldLaw, Named]


def _guesses(claim: Claim, goal: FoldLaw, count: Symbol) -> Iterator[Guess]:
    """From the claimed law, by the inverse of the subject; else from the law over two indices."""
    found: list[tuple[FoldLaw, Named]] = []
    variants = list(_variants(claim, goal))
    for sign, shift, same in variants:
        for law in _from_claimed(claim, same):
            partial = law_at(law, {goal.size: count}) if isinstance(goal.size, Symbol) else law
            assert isinstance(partial, Named)
            if (same, partial) not in found:
                found.append((same, partial))
                yield sign, shift, same, partial
    for sign, shift, same in variants:
        for law in _from_two(claim, same, count):
            if (same, law) not in found:
                found.append((same, law))
                yield sign, shift, same, law


def _variants(claim: Claim, goal: FoldLaw) -> Iterator[tuple[int, Expr, FoldLaw]]:
    """The goal, and the same about bodies with the sign or shift that its subject has."""
    yield 1, Integer(0), goal
    if goal.kind == "prod":
        yield from ((way, Integer(0), moved(goal, way, Integer(0))) for way in (-2, 2))
        return
    inner = goal.subject
    if not inner.is_Add and not inner.is_Mul and inner != goal.letter:
        # the sign and shift inside of a root or logarithm
        parts = [part for part in inner.args if part.has(goal.letter)]
        inner = parts[0] if len(parts) == 1 else inner
    slope = inner.diff(goal.letter)
    shift: Expr = Integer(0)
    if goal.kind == "sum" and not slope.has(goal.letter) and slope != 0:
        rest = cancel(inner.xreplace({goal.letter: Integer(0)}) / (slope * goal.size))
        shift = rest if not rest.has(goal.size) and not rest.is_infinite else shift
    signs = (-1, 1) if slope.could_extract_minus_sign() else (1, -1)
    for sign in signs:
        if (sign, shift) == (1, 0):
            continue
        try:
            yield sign, sign * shift, moved(goal, sign, sign * shift)
        except RuleError:
            continue


def _from_claimed(claim: Claim, goal: FoldLaw) -> Iterator[Named]:
    if goal.subject == goal.letter and isinstance(goal.law, Named):
        yield goal.law
        return
    letter = variable(goal.letter.name)
    inverse = _inverse(goal.subject, goal.letter, letter)
    if inverse is None:
        return
    scope = wider(claim.scope, goal.totals)
    given = HasLaw(letter, goal.law)
    wanted = HasLaw(inverse, Law(variable("z_1")))
    try:
        derived = derive_law(Claim(scope, (letter,), (given,), wanted))
    except (Stuck, Unsupported, RuleError):
        return
    for named, _ in derived.names[:MOST]:
        yield named


def _inverse(term: Expr, letter: Symbol, value: Expr) -> Expr | None:
    """The letter as a function of the term's value, in which it stands once; signs are guessed."""
    while term != letter:
        parts = [part for part in term.args if part.has(letter)]
        if len(parts) != 1:
            return None
        [inner] = parts
        rest = [part for part in term.args if not part.has(letter)]
        if term.is_Add:
            value = value - term.func(*rest)
        elif term.is_Mul:
            value = value / term.func(*rest)
        elif isinstance(term, Pow) and inner == term.base:
            value = value ** (1 / term.exp)
        elif isinstance(term, exp | log):
            value = log(value) if isinstance(term, exp) else exp(value)
        else:
            return None
        term = inner
    return value


def _from_two(claim: Claim, goal: FoldLaw, count: Symbol) -> Iterator[Named]:
    """The law over two indices, with totals for sums and products of their terms."""
    plain = replace(goal, subject=goal.letter, law=Law(variable("z_1")))
    try:
        two = sized_claim(replace(claim, goal=plain), plain, 2)
        point = find(two.scope)
        if point is None:
            return
        two = replace(two, scope=replace(two.scope, point=point))
        derived = derive_law(two)
    except (Stuck, Unsupported, RuleError):
        return
    swap = _total_terms(claim, goal)
    two_is, both = {Integer(2): count}, {Integer(2): count, Rational(1, 2): 1 / count}
    for named, _ in derived.names[:MOST]:
        law = law_at(named, swap)
        assert isinstance(law, Named)
        copies = set(two.scope.names) - set(claim.scope.names)
        if any(term.free_symbols & copies for term in law.arguments):
            continue
        # the exponent of a root is no number of indices
        ways = [(t.xreplace(both), t.xreplace(two_is), t) for t in law.arguments]
        choices = [dict.fromkeys(way) for way in ways]
        for arguments in product(*choices):
            yield Named(law.family, arguments)


def _total_terms(claim: Claim, goal: FoldLaw) -> dict[Expr, Expr]:
    """The sums and products of the terms at two indices, each with the letter of its total."""
    found: dict[Expr, Expr] = {}
    for total in goal.totals:
        probe = FoldLaw(
            goal.letter, goal.letter, total.kind, total.term, goal.size, goal.indexed, (), goal.law
        )
        bare = replace(claim, variables=(), hypotheses=(), goal=probe)
        term = sized_claim(bare, probe, 2).law_goal.subject
        found[term] = total.letter
    return found
