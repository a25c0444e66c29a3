"""Laws that a sum, product or extreme over the first m indices may have: an induction's guesses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Final

from sympy import Expr, Integer, Pow, Rational, Symbol, cancel, exp, expand, factor, log, sqrt

from symreparam.decide.points import find
from symreparam.derivation.naming import derive_law
from symreparam.derivation.prove import Stuck
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import FoldLaw, HasLaw
from symreparam.rules.indices import moved, size_of, sized_claim, wider
from symreparam.rules.instance import law_at
from symreparam.terms.law import Law, Named
from symreparam.terms.scope import variable

MOST: Final = 4
Guess = tuple[int, Expr, FoldLaw, Named]


def guesses(claim: Claim, goal: FoldLaw, count: Symbol) -> Iterator[Guess]:
    """From the claimed law, by the inverse of the subject; else from the law over two indices."""
    found: list[tuple[FoldLaw, Named]] = []
    variants = list(_variants(claim, goal))
    size, more = size_of(goal.size)
    for sign, shift, same in variants:
        for law in _from_claimed(claim, same):
            partial = law_at(law, {size: count - more})
            assert isinstance(partial, Named)
            if (same, partial) not in found:
                found.append((same, partial))
                yield sign, shift, same, partial
    for sign, shift, same in variants:
        for law in from_two(claim, same, count):
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
        varies = rest.has(*goal.size.free_symbols, *claim.variables)
        shift = rest if not varies and not rest.is_infinite else shift
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
    if goal.subject.has(*claim.variables):
        return  # other random variables are not inverted
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


def from_two(claim: Claim, goal: FoldLaw, count: Symbol) -> Iterator[Named]:
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
        at = dict(point)
        ways = [
            (
                *(t.xreplace(both), t.xreplace(two_is), t),
                *(1 - _power(1 - t, at, count), _power(t, at, count) if t.is_Rational else t),
            )
            for t in law.arguments
        ]
        choices = [dict.fromkeys(way) for way in ways]
        for arguments in product(*choices):
            yield Named(law.family, arguments)


def _power(term: Expr, point: dict[Symbol, Expr], count: Symbol) -> Expr:
    """The term in factors with `count` for the exponent of its squares, those of positive numbers:
    (1 - p)^m for 1 - p*(2 - p), and (1/2)^m for 1/4."""
    if term.is_Rational:
        root = sqrt(term)
        return root**count if root.is_Rational and 0 < term < 1 else term
    found: Expr = factor(term)
    squares = [part for part in found.atoms(Pow) if part.exp == 2]
    negative = [part for part in squares if part.base.xreplace(point).is_negative]
    plain = found.xreplace({part: Pow(expand(-part.base), part.exp) for part in negative})
    return plain.xreplace({Integer(2): count})


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
