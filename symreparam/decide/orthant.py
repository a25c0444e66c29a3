"""From the domains and relations of a context to one interval a symbol, and leftover facts.

Every symbol is placed in an interval whose ends use earlier symbols only (triangular form), so that
its position is a generator with a known sign: `x = lower + v` with `v > 0`. A relation that would
make the order cyclic, or loosen an end, stays a fact: a term with a known sign.
Integers are relaxed to reals, which is sound: what holds for all reals holds for the integers.
"""

from __future__ import annotations

from dataclasses import replace

from sympy import Expr, Max, Min, Rational, Symbol, diff, nan, oo, zoo

from symreparam.decide.answer import Context
from symreparam.decide.signset import NONNEGATIVE, NONZERO, POSITIVE, Signs
from symreparam.terms.record import dataclass
from symreparam.terms.scope import Domain, Relation


@dataclass(frozen=True, slots=True)
class Placed:
    """`lower < symbol < upper`; a closed end belongs to the interval."""

    symbol: Symbol
    lower: Expr
    upper: Expr
    lower_closed: bool
    upper_closed: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """A term whose sign lies in `signs` at every point of the context."""

    term: Expr
    signs: Signs


@dataclass(frozen=True, slots=True)
class Plan:
    """Placed symbols, each after the symbols of its ends, and facts."""

    symbols: tuple[Placed, ...]
    facts: tuple[Fact, ...]

    def place(self, symbol: Symbol) -> Placed | None:
        """Where a symbol lies, or None for a stranger."""
        for placed in self.symbols:
            if placed.symbol == symbol:
                return placed
        return None

    def needed(self, terms: tuple[Expr, ...]) -> frozenset[Symbol]:
        """The symbols of the terms, of their ends, and of facts that touch those."""
        found: set[Symbol] = set()
        fresh: set[Symbol] = set().union(*(term.free_symbols for term in terms))
        while fresh:
            found |= fresh
            reached: set[Symbol] = set()
            for symbol in fresh:
                placed = self.place(symbol)
                if placed is not None:
                    reached |= placed.lower.free_symbols | placed.upper.free_symbols
            for fact in self.facts:
                if fact.term.free_symbols & found:
                    reached |= fact.term.free_symbols
            fresh = reached - found
        return frozenset(found)


def plan(context: Context) -> Plan:
    """The placed symbols and facts of a context."""
    places = {symbol: _placed(symbol, domain) for symbol, domain in context.scope.symbols}
    facts: list[Fact] = []
    for relation in context.scope.relations:
        _use(relation, places, facts)
    ordered = _ordered(places)
    known = {placed.symbol for placed in ordered}
    for variable, lower, upper in context.over.bounds:
        if variable not in known:
            lows = lower.args if isinstance(lower, Max) else (lower,)
            highs = upper.args if isinstance(upper, Min) else (upper,)
            ordered.append(Placed(variable, lows[0], highs[0], False, False))
            gaps = [variable - end for end in lows[1:]] + [end - variable for end in highs[1:]]
            facts += [Fact(gap, POSITIVE) for gap in gaps]
    return Plan(tuple(ordered), tuple(facts))


def _placed(symbol: Symbol, domain: Domain) -> Placed:
    return Placed(symbol, domain.lower, domain.upper, domain.lower_closed, domain.upper_closed)


def _use(relation: Relation, places: dict[Symbol, Placed], facts: list[Fact]) -> None:
    """Tighten one symbol's interval by the relation, and keep the relation as a fact."""
    if relation.sign == "=" or any(side.has(oo, -oo) for side in (relation.left, relation.right)):
        return
    gap = relation.right - relation.left
    if relation.sign == "!=":
        facts.append(Fact(gap, NONZERO))
        return
    closed = relation.sign == "<="
    facts.append(Fact(gap, NONNEGATIVE if closed else POSITIVE))
    names = sorted(gap.free_symbols & places.keys(), key=lambda s: str(s.name))
    found = [_tightened(gap, symbol, closed, places) for symbol in names]
    cuts = [place for place in found if place is not None]
    # A half-line is simpler than a bounded interval: b = a + v, not a = b/(1 + v).
    cuts.sort(key=lambda place: place.lower != -oo and place.upper != oo)
    if cuts:
        places[cuts[0].symbol] = cuts[0]


def _tightened(
    gap: Expr, symbol: Symbol, closed: bool, places: dict[Symbol, Placed]
) -> Placed | None:
    """The interval of `symbol` cut by `gap > 0`, when gap is linear in it and no end is lost."""
    slope = diff(gap, symbol)
    if not (slope.is_Rational and slope != 0):
        return None
    rest = gap.xreplace({symbol: Rational(0)})
    if rest.has(nan, zoo, oo, -oo) or any(_reaches(s, symbol, places) for s in rest.free_symbols):
        return None
    end, old = -rest / slope, places[symbol]
    if slope > 0:
        if not _keeps(end, closed, old.lower, old.lower_closed, places, 1):
            return None
        return replace(old, lower=end, lower_closed=closed)
    if not _keeps(end, closed, old.upper, old.upper_closed, places, -1):
        return None
    return replace(old, upper=end, upper_closed=closed)


def _reaches(start: Symbol, target: Symbol, places: dict[Symbol, Placed]) -> bool:
    """Whether the place of `start` depends on `target` (or start is no parameter)."""
    if start == target or start not in places:
        return True
    place = places[start]
    ends = place.lower.free_symbols | place.upper.free_symbols
    return any(_reaches(symbol, target, places) for symbol in ends)


def _keeps(
    end: Expr, closed: bool, old: Expr, old_closed: bool, places: dict[Symbol, Placed], way: int
) -> bool:
    """Whether the end `old` may be replaced by `end` without loss (way 1: a lower end)."""
    if old == -way * oo:
        return True
    bound = _linear_bound(end, places, way)
    if bound is None or not old.is_Rational:
        return False
    value, attained = bound
    if value == old:
        # A closed new end must not readmit an old end that was open.
        return not (closed and attained) or old_closed
    return bool(way * value > way * old)


def _linear_bound(
    term: Expr, places: dict[Symbol, Placed], way: int
) -> tuple[Expr, bool] | None:
    """A rational lower (way 1) or upper (way -1) bound of a linear term; may it be attained?"""
    total, attained = term.xreplace({symbol: Rational(0) for symbol in term.free_symbols}), True
    if not total.is_Rational:
        return None
    for symbol in sorted(term.free_symbols, key=lambda s: str(s.name)):
        slope, place = diff(term, symbol), places.get(symbol)
        if place is None or not slope.is_Rational:
            return None
        low = slope * way > 0
        end, closed = (
            (place.lower, place.lower_closed) if low else (place.upper, place.upper_closed)
        )
        inner = (end, True) if end.is_Rational else None
        if end.free_symbols:
            inner = _linear_bound(end, places, 1 if low else -1)
        if inner is None:
            return None
        total += slope * inner[0]
        attained = attained and closed and inner[1]
    return total, attained


def _ordered(places: dict[Symbol, Placed]) -> list[Placed]:
    """The places so that ends use earlier symbols only (`_tightened` keeps that possible)."""
    found: list[Placed] = []
    done: set[Symbol] = set()
    pending = list(places.values())
    while pending:
        for place in pending:
            ends = place.lower.free_symbols | place.upper.free_symbols
            if (ends & places.keys()) <= done:
                found.append(place)
                done.add(place.symbol)
                pending.remove(place)
                break
    return found

