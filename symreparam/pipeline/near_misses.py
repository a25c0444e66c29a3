"""Neighbours of a false claim that may be true: proposed here, shown only when proved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sympy import Expr, Integer, Rational, Symbol, sqrt

from symreparam.decide.answer import Proved
from symreparam.decide.ball import enclose
from symreparam.decide.points import member
from symreparam.families.members import UnknownFamily, WrongArguments, parameter_conditions, unfold
from symreparam.families.table import family
from symreparam.logic.claim import Claim
from symreparam.logic.judgement import HasLaw
from symreparam.rules.instance import instantiate, law_at
from symreparam.terms.law import Law, Named
from symreparam.terms.scope import Domain

Proposal = tuple[str, tuple[str, ...], Claim]
MOST = 4


def proposals(claim: Claim, law: Law) -> Iterator[Proposal]:
    """(words, conditions, neighbour): at most MOST, whose densities agree at some points."""
    found = 0
    for words, conditions, neighbour in _all(claim):
        if found < MOST and _plausible(neighbour, law, claim):
            found += 1
            yield words, conditions, neighbour


def _all(claim: Claim) -> Iterator[Proposal]:
    named = claim.law_goal.law
    if isinstance(named, Named):
        yield from _other_arguments(claim, named)
    yield from _special_values(claim)


def _other_arguments(claim: Claim, named: Named) -> Iterator[Proposal]:
    """Standard deviation for variance, rate for scale, a missing factor or sign, a swap."""
    record = family(named.family)
    names = [p.name for p in record.parameters] if record is not None else []
    for index, name in enumerate(names):
        old = named.arguments[index]
        for new in _neighbours(old):
            arguments = (*named.arguments[:index], new, *named.arguments[index + 1 :])
            words = f"with {name} = {new} instead of {old}"
            goal = HasLaw(claim.law_goal.subject, Named(named.family, arguments))
            yield words, (), replace(claim, goal=goal)
    if len(named.arguments) == 2:
        goal = HasLaw(claim.law_goal.subject, Named(named.family, named.arguments[::-1]))
        yield "with the two arguments exchanged", (), replace(claim, goal=goal)


def _neighbours(term: Expr) -> list[Expr]:
    if term == 0:
        return []
    return [sqrt(term), term**2, 1 / term, 2 * term, term / 2, abs(term), -term, sqrt(2) * term]


def _special_values(claim: Claim) -> Iterator[Proposal]:
    """The claim itself where one parameter has the value 0, 1 or -1."""
    for symbol, domain in claim.scope.symbols:
        for value in (Integer(1), Integer(0), Integer(-1)):
            here = _with_value(claim, symbol, domain, value)
            if here is not None:
                yield f"when {symbol} = {value}", (f"{symbol} = {value}",), here


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
    point = dict(claim.scope.point)
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

