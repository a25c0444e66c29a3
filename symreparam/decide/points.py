"""Exact points: does one satisfy a scope, is there one at all, and a spread of them for tests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from sympy import Expr, Symbol, oo

from symreparam.decide.answer import Answer, Context, Proved, Refuted, Unknown
from symreparam.decide.ball import enclose
from symreparam.decide.linear import contradictory
from symreparam.decide.small_numbers import (
    DOWN,
    UP,
    between,
    rational_end,
    values_inside,
    whole_values,
)
from symreparam.terms.scope import Domain, Relation, Scope

Point = dict[Symbol, Expr]
BUDGET: Final = 20000


def member(values: Mapping[Symbol, Expr], scope: Scope) -> Answer:
    """Whether these exact values satisfy every domain, relation and integrality of the scope."""
    swap = dict(values)
    for symbol, domain in scope.symbols:
        value = swap.get(symbol)
        if value is None or not value.is_Rational:
            return Unknown(f"no exact value for {symbol}")
        for relation in _of_domain(value, domain):
            answer = number_relation(relation)
            if not isinstance(answer, Proved):
                return answer
        if domain.integer and not value.is_Integer:
            return Refuted(tuple(swap.items()), f"{symbol} must be an integer")
    for relation in scope.relations:
        placed = Relation(
            relation.left.xreplace(swap), relation.sign, relation.right.xreplace(swap)
        )
        answer = number_relation(placed)
        if not isinstance(answer, Proved):
            return answer
    return Proved("exact values")


def _of_domain(value: Expr, domain: Domain) -> Iterator[Relation]:
    if domain.lower != -oo:
        yield Relation(domain.lower, "<=" if domain.lower_closed else "<", value)
    if domain.upper != oo:
        yield Relation(value, "<=" if domain.upper_closed else "<", domain.upper)


def number_relation(relation: Relation) -> Answer:
    """Whether a relation between two numbers holds, exactly or by enclosures.

    Asked for many values in a search: no answer is spelt out, which takes longer than to find it.
    """
    gap = relation.right - relation.left
    if gap.is_Rational:
        truth = {"<": gap > 0, "<=": gap >= 0, "!=": gap != 0, "=": gap == 0}[relation.sign]
        return Proved("rational") if bool(truth) else Refuted((), "rational")
    for precision in (96, 512):
        ball = enclose(gap, {}, precision)
        if ball is None:
            return Unknown("no enclosure")
        if ball > 0:
            return Proved("ball") if relation.sign != "=" else Refuted((), "ball")
        if ball < 0:
            return Proved("ball") if relation.sign == "!=" else Refuted((), "ball")
    return Unknown("the sign of a number is open")


def empty(scope: Scope) -> bool:
    """Whether no parameter values satisfy the scope: proved by linear elimination."""
    return contradictory(scope)


def find(scope: Scope) -> tuple[tuple[Symbol, Expr], ...] | None:
    """An exact point of the scope, or None when none was found."""
    for point in _points(scope, 1):
        return tuple((symbol, point[symbol]) for symbol in scope.names)
    return None


@lru_cache(maxsize=256)
def sample(context: Context, count: int) -> tuple[Point, ...]:
    """At most `count` exact points of the context, spread over the sign cells, always the same.

    Remembered, as the same context is asked about again and again; callers don't change a point.
    """
    bases = _spread(context.scope, count)
    found = _each_inside(bases, context)
    if context.over.bounds and len(found) < min(count, 8):
        for index in range(8):
            for base in bases[:4]:
                point = _inside(base, context, index)
                if point is not None and len(found) < count:
                    found.setdefault(_key(point), point)
    return tuple(found.values())[:count]


@lru_cache(maxsize=256)
def first_of_sample(context: Context, few: int, count: int) -> tuple[Point, ...]:
    """What `sample(context, count)[:few]` is; the others are looked for only if these are."""
    found = _each_inside(_spread(context.scope, few), context)
    return tuple(found.values()) if len(found) == few else sample(context, count)[:few]


def _each_inside(bases: tuple[Point, ...], context: Context) -> dict[_Key, Point]:
    """One point for each base that has one, without those that came before."""
    found: dict[_Key, Point] = {}
    for index, base in enumerate(bases):
        point = _inside(base, context, index)
        if point is not None:
            found.setdefault(_key(point), point)
    return found


_Key = tuple[tuple[int, int], ...]


def _key(point: Point) -> _Key:
    """The values, which are rational: cheaper to compare than SymPy's numbers."""
    return tuple((int(value.p), int(value.q)) for value in point.values())


@lru_cache(maxsize=256)
def _spread(scope: Scope, count: int) -> tuple[Point, ...]:
    return tuple(_points(scope, count))


def _inside(base: Point, context: Context, index: int) -> Point | None:
    """Values for the bound variables, strictly inside their intervals."""
    point = dict(base)
    for variable, lower, upper in context.over.bounds:
        if lower.free_symbols or upper.free_symbols:
            lower, upper = lower.xreplace(point), upper.xreplace(point)
        low, high = rational_end(lower, 1), rational_end(upper, -1)
        if low is None or high is None:
            return None
        value = between(low, high, index)
        if value is None:
            return None
        point[variable] = value
    return point


def _points(scope: Scope, count: int) -> Iterator[Point]:
    """Points of the scope: small rationals if they fit, else between the bounds that relations
    with numbers give."""
    if not scope.symbols:  # one point, whichever the turn; each relation is between numbers
        yield {}
        return
    points = list(_tried(scope, count, False))
    yield from points or _tried(scope, count, True)


def _tried(scope: Scope, count: int, narrow: bool) -> Iterator[Point]:
    """By backtracking; the order of candidates turns with each restart."""
    seen: set[_Key] = set()
    budget = [BUDGET]
    choices = () if narrow else tuple(_choices(domain) for _, domain in scope.symbols)
    for turn in range(max(count, 1) * 2):
        point = _search(scope, choices, 0, {}, turn, budget)
        if point is not None and _key(point) not in seen:
            seen.add(_key(point))
            yield point
        if len(seen) >= count or budget[0] <= 0:
            return


def _search(
    scope: Scope,
    choices: tuple[_Choices, ...],
    index: int,
    point: Point,
    turn: int,
    budget: list[int],
) -> Point | None:
    """Values of the parameters from this index on; without choices, from domains narrowed by the
    values before."""
    if index == len(scope.symbols):
        return dict(point)
    symbol, domain = scope.symbols[index]
    mine = choices[index] if choices else _choices(scope.narrowed(symbol, domain, point))
    for value, inside in _candidates(mine, turn, index):
        budget[0] -= 1
        if budget[0] <= 0:
            return None
        if not inside:
            continue
        point[symbol] = value
        if not scope.relations or _fits(scope, point, symbol):
            found = _search(scope, choices, index + 1, point, turn, budget)
            if found is not None:
                return found
        del point[symbol]
    return None


def _fits(scope: Scope, point: Point, last: Symbol) -> bool:
    """All relations that are settled by the values so far, and by this last one, hold."""
    checks: list[Relation] = []
    for relation in scope.relations:
        used = relation.left.free_symbols | relation.right.free_symbols
        if last in used and used <= set(point):
            left, right = relation.left.xreplace(point), relation.right.xreplace(point)
            checks.append(Relation(left, relation.sign, right))
    return all(isinstance(number_relation(check), Proved) for check in checks)


def _within(value: Expr, domain: Domain) -> bool:
    """Whether a rational number lies in the domain; ends that are rational are compared as such."""
    lower, upper = domain.lower, domain.upper
    if not ((lower is DOWN or lower.is_Rational) and (upper is UP or upper.is_Rational)):
        checks = _of_domain(value, domain)
        return all(isinstance(number_relation(check), Proved) for check in checks)
    if lower is not DOWN:
        gap = value.p * lower.q - lower.p * value.q
        if gap < 0 or (gap == 0 and not domain.lower_closed):
            return False
    if upper is not UP:
        gap = upper.p * value.q - value.p * upper.q
        if gap < 0 or (gap == 0 and not domain.upper_closed):
            return False
    return True


_Candidate = tuple[Expr, bool]
_Choices = tuple[tuple[tuple[_Candidate, ...], tuple[_Candidate, ...]], bool]


def _choices(domain: Domain) -> _Choices:
    """Small numbers about the domain, each with whether it lies in it, and with signs flipped;
    whether the domain is the line."""
    line = domain.lower is DOWN and domain.upper is UP and not domain.integer
    return (_values(domain, False), _values(domain, True)), line


def _candidates(choices: _Choices, turn: int, index: int) -> tuple[_Candidate, ...]:
    """One of the choices from the candidate on that has its turn."""
    both, line = choices
    values = both[(turn >> index) & 1]
    if not values:
        return ()
    shift = (turn * 3 + index * 2) % len(values) if turn > 1 else (index * 2) % len(values)
    shift -= shift % 2 if line else 0
    return values[shift:] + values[:shift]


@lru_cache(maxsize=256)  # the same few domains, at each of the turns
def _values(domain: Domain, flipped: bool) -> tuple[_Candidate, ...]:
    low, high = rational_end(domain.lower, 1), rational_end(domain.upper, -1)
    if low is None or high is None:
        return ()
    values = whole_values(low, high) if domain.integer else values_inside(low, high, flipped)
    if domain.lower_closed and low.is_Rational:
        values.append(low)
    if domain.upper_closed and high.is_Rational:
        values.append(high)
    return tuple((value, _within(value, domain)) for value in values)
