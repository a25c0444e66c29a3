"""Exact parameter values at which a claim is tried: spread over its scope, and at its edges."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from sympy import Expr, Rational, Symbol, ceiling, floor, oo

from symreparam.decide.answer import Context, Proved
from symreparam.decide.points import find, member, sample
from symreparam.logic.claim import Claim
from symreparam.rules.instance import instantiate
from symreparam.terms.scope import Domain, Scope

Values = tuple[tuple[Symbol, Expr], ...]
POINTS = 12
# of more parameters some are exponents: large whole ones make long polynomials
_TAKEN = (3, 2, 5)


def instances(claim: Claim) -> Iterator[Values]:
    """Exact values of all parameters, spread over the scope; zeros and closed ends where they are
    allowed."""
    yield from _instances(replace(claim.scope, point=()))


@lru_cache(maxsize=64)  # several searches try one claim at the same values
def _instances(scope: Scope) -> tuple[Values, ...]:
    names = scope.names
    found = list(_small(scope))
    base = sample(Context(scope), POINTS)
    for point in base:
        found.append(tuple((symbol, point[symbol]) for symbol in names))
    for point in base[:2]:
        for name in names:
            for value in (Rational(0), Rational(1), Rational(-1)):
                changed = {**point, name: value}
                if isinstance(member(changed, scope), Proved):
                    found.append(tuple((symbol, changed[symbol]) for symbol in names))
    for i, first in enumerate(names if base else ()):
        for second in names[:i]:
            changed = {**base[0], first: base[0][second]}
            if isinstance(member(changed, scope), Proved):
                found.append(tuple((symbol, changed[symbol]) for symbol in names))
    found.extend(_at_ends(scope))
    for i, first in enumerate(names if base else ()):
        for second in names[:i]:
            changed = {**base[0], first: Rational(0), second: Rational(0)}
            if isinstance(member(changed, scope), Proved):
                found.append(tuple((symbol, changed[symbol]) for symbol in names))
    return tuple(dict.fromkeys(found))


def _small(scope: Scope) -> Iterator[Values]:
    """Small whole numbers, different ones above 1, and simple fractions of intervals: those that a
    teacher would take. In the first order in which they satisfy the scope."""
    count = len(scope.symbols)
    up = sorted(_TAKEN[:count])
    orders = (_TAKEN, up, up[::-1], sorted(_TAKEN)[1:])
    for order in orders if 0 < count < len(_TAKEN) else ():
        point: dict[Symbol, Expr] = {}
        for (symbol, domain), number in zip(scope.symbols, order, strict=False):
            point[symbol] = _placed(scope.narrowed(symbol, domain, point), Rational(number))
        if isinstance(member(point, scope), Proved):
            yield tuple(point.items())
            return


def _placed(domain: Domain, number: Expr) -> Expr:
    """The number, or as many steps from an end beyond it; between two ends its inverse's share."""
    low, high = domain.lower, domain.upper
    if low != -oo and high != oo and not domain.integer:
        return low + (high - low) / number
    if low.is_comparable and not number > low:
        return floor(low) + number
    return ceiling(high) - number if high.is_comparable and not number < high else number


def _at_ends(scope: Scope) -> Iterator[Values]:
    """A point of the scope at each closed end of a parameter's domain."""
    for symbol, domain in scope.symbols:
        for end in _closed_ends(domain):
            here = replace(domain, lower=end, upper=end, lower_closed=True, upper_closed=True)
            narrowed = Scope(
                tuple((s, here if s == symbol else d) for s, d in scope.symbols), scope.relations
            )
            point = find(narrowed)
            if point is not None:
                yield point


def _closed_ends(domain: Domain) -> list[Expr]:
    ends = []
    if domain.lower_closed and domain.lower != -oo and domain.lower.is_Rational:
        ends.append(domain.lower)
    if domain.upper_closed and domain.upper != oo and domain.upper.is_Rational:
        ends.append(domain.upper)
    return ends


def different(claim: Claim, points: Iterable[Values]) -> Iterator[Values]:
    """Only the first of the points at which the claim is the same: it may use few parameters."""
    seen: set[object] = set()
    for values in points:
        here = instantiate(claim, values)
        key = (here.goal, here.hypotheses)
        if key not in seen:
            seen.add(key)
            yield values
