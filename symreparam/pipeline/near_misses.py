"""Neighbours of a false claim that may be true: proposed here, shown only when proved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice

from sympy import Expr, Integer, Rational, Symbol, sqrt

from symreparam.decide.answer import Context, Proved
from symreparam.decide.ball import enclose
from symreparam.decide.points import find, member, sample
from symreparam.derivation.fingerprint import members_of
from symreparam.families.family import Family
from symreparam.families.members import UnknownFamily, WrongArguments, parameter_conditions, unfold
from symreparam.families.table import family
from symreparam.logic.claim import Claim
from symreparam.logic.judgement import HasLaw
from symreparam.pipeline.near_densities import Proposal, Spoken, other_densities
from symreparam.rules.instance import instantiate, law_at
from symreparam.terms.law import Law, Named
from symreparam.terms.scope import Domain, Relation

MOST = 4


def proposals(claim: Claim, law: Law | None) -> Iterator[Proposal]:
    """(words, conditions, neighbour): at most MOST, whose densities agree at some points.

    Without a law, whose form may depend on a sign, the claim for one sign of a parameter.
    """
    if law is None:
        yield from islice(_signs(claim), MOST)
        return
    found = 0
    for words, conditions, neighbour in _all(claim, law):
        if found < MOST and _plausible(neighbour, law, claim):
            found += 1
            yield words, conditions, neighbour


def _all(claim: Claim, law: Law) -> Iterator[Proposal]:
    named = claim.law_goal.law
    if isinstance(named, Named):
        yield from _same_family(claim, named, law)
        yield from _other_arguments(claim, named)
    else:
        yield from other_densities(claim, named, law)
    yield from _special_values(claim)
    yield from _signs(claim)


def _same_family(claim: Claim, named: Named, law: Law) -> Iterator[Proposal]:
    """The member of the claimed family that the law is, if any."""
    record = family(named.family)
    for true in islice(members_of(named.family, law), 1) if record is not None else ():
        assert record is not None
        pairs = zip(labels(record, claim), true.arguments, named.arguments, strict=True)
        changed = [(label, new, old) for label, new, old in pairs if new != old]
        if len(changed) == 2 and true.arguments == named.arguments[::-1]:
            words: Spoken = _exchanged(record)
        else:
            told = (_changed(*each) for each in changed)
            words = tuple(chain(*((" and " if i else "with ", *t) for i, t in enumerate(told))))
        if changed:
            yield words, (), replace(claim, goal=HasLaw(claim.law_goal.subject, true))


def labels(record: Family, claim: Claim) -> tuple[str, ...]:
    """`std = `: the parameters by name, or by meaning where the claim has another of that name:
    `shape k instead of 2*k`."""
    taken = {symbol.name for symbol in (*claim.scope.names, *claim.variables)}
    return tuple(f"{p.meaning} " if p.name in taken else f"{p.name} = " for p in record.parameters)


def _exchanged(record: Family | None) -> Spoken:
    """By meaning: where a law is written with its variance, its arguments are not those typed."""
    if record is None:
        return ("with the two arguments exchanged",)
    one, two = (parameter.meaning for parameter in record.parameters)
    return (f"with {one} and {two} exchanged",)


def _changed(label: str, new: Expr, old: Expr) -> Spoken:
    """`std = sigma instead of sigma**2`."""
    return (label, new, " instead of ", old)


def _other_arguments(claim: Claim, named: Named) -> Iterator[Proposal]:
    """Standard deviation for variance, rate for scale, a missing factor or sign, a swap."""
    record = family(named.family)
    for index, label in enumerate(labels(record, claim) if record is not None else ()):
        old = named.arguments[index]
        for new in _neighbours(old):
            arguments = (*named.arguments[:index], new, *named.arguments[index + 1 :])
            words = ("with ", *_changed(label, new, old))
            goal = HasLaw(claim.law_goal.subject, Named(named.family, arguments))
            yield words, (), replace(claim, goal=goal)
    if len(named.arguments) == 2:
        goal = HasLaw(claim.law_goal.subject, Named(named.family, named.arguments[::-1]))
        yield _exchanged(record), (), replace(claim, goal=goal)


def _neighbours(term: Expr) -> list[Expr]:
    if term == 0:
        return []
    near = [sqrt(term), term**2, 1 / term, 2 * term, term / 2, abs(term), -term, sqrt(2) * term]
    return [*near, term + 1, term - 1]  # degrees of freedom are often off by one


def _special_values(claim: Claim) -> Iterator[Proposal]:
    """The claim itself where one parameter has the value 0, 1 or -1."""
    for symbol, domain in claim.scope.symbols:
        for value in (Integer(1), Integer(0), Integer(-1)):
            here = _with_value(claim, symbol, domain, value)
            if here is not None:
                yield ("when ", symbol, f" = {value}"), (f"{symbol} = {value}",), here


def _signs(claim: Claim) -> Iterator[Proposal]:
    """The claim itself where one parameter has one sign: an assumption that was left out."""
    zero: Expr = Integer(0)
    for symbol, _ in claim.scope.symbols:
        if symbol.is_positive or symbol.is_negative:
            continue
        for sign, relation in (
            (" > 0", Relation(zero, "<", symbol)),
            (" < 0", Relation(symbol, "<", zero)),
        ):
            narrower = claim.scope.with_relation(relation)
            point = find(narrower)
            if point is not None:
                scope = replace(narrower, point=point)
                yield ("when ", symbol, sign), (f"{symbol}{sign}",), replace(claim, scope=scope)


def _with_value(claim: Claim, symbol: Symbol, domain: Domain, value: Expr) -> Claim | None:
    """The claim at one parameter's value, when that satisfies the scope."""
    point = {**dict(claim.scope.point), symbol: value}
    if not isinstance(member(point, claim.scope), Proved):
        return None
    if any(symbol in r.left.free_symbols | r.right.free_symbols for r in claim.scope.relations):
        return None
    fixed = instantiate(claim, ((symbol, value),))
    rest = tuple(pair for pair in claim.scope.symbols if pair[0] != symbol)
    inner = tuple(pair for pair in claim.scope.point if pair[0] != symbol)
    scope = replace(claim.scope, symbols=rest, point=inner)
    return replace(fixed, scope=scope)


def _plausible(neighbour: Claim, law: Law, claim: Claim) -> bool:
    """Whether the neighbour's law exists at the sample point and its density is the derived one's
    at three points there."""
    # the scope's own point is often 1, where too much agrees
    point = dict(sample(Context(neighbour.scope), 2)[-1])
    target = neighbour.law_goal.law
    try:
        if isinstance(target, Named):
            if any(not _true(r.left, r.right, r.sign, point) for r in parameter_conditions(target)):
                return False
            target = unfold(target, law.variable)
    except (UnknownFamily, WrongArguments, ValueError, TypeError):
        return False
    if neighbour.scope != claim.scope:
        point = {**point, **_missing(neighbour, claim)}
    values = {**point}
    mine, other = law_at(law, values), law_at(target, values)
    assert isinstance(mine, Law) and isinstance(other, Law)
    return _agree(mine, other)


def _missing(neighbour: Claim, claim: Claim) -> dict[Symbol, Expr]:
    """The value that the neighbour gives to its missing parameter, read off a fixed argument."""
    gone = set(claim.scope.names) - set(neighbour.scope.names)
    found: dict[Symbol, Expr] = {}
    for symbol in gone:
        for value in (Integer(1), Integer(0), Integer(-1)):
            if instantiate(claim, ((symbol, value),)).goal == neighbour.goal:
                found[symbol] = value
                break
    return found


def _true(left: Expr, right: Expr, sign: str, point: dict[Symbol, Expr]) -> bool:
    gap = enclose((right - left).xreplace(point), {}, 96)
    if gap is None:
        return False
    return bool(gap > 0) if sign == "<" else bool(gap >= 0) if sign == "<=" else True


def _agree(mine: Law, other: Law) -> bool:
    if len(mine.pieces) != len(other.pieces) or len(mine.atoms) != len(other.atoms):
        return False
    for piece, twin in zip(mine.pieces, other.pieces, strict=True):
        for at in _marks(piece.region.bounds[0][1:]):
            swap = [{law.variable: at} for law in (mine, other)]
            a, b = (
                enclose(p.density.xreplace(s), {}, 96)
                for p, s in zip((piece, twin), swap, strict=True)
            )
            if a is None or b is None or not a.overlaps(b):
                return False
    return True


def _marks(ends: tuple[Expr, Expr]) -> list[Expr]:
    low, high = ends
    steps = [Rational(1, 3), Rational(5, 4), Rational(3)]
    if low.is_infinite and high.is_infinite:
        return [steps[0], -steps[1], steps[2]]
    if high.is_infinite:
        return [low + step for step in steps]
    if low.is_infinite:
        return [high - step for step in steps]
    return [low + (high - low) * part for part in (Rational(1, 3), Rational(3, 4))]

