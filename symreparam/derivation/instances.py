"""Exact parameter values at which a claim is tried: spread over its scope, and at its edges."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from sympy import Expr, Rational, Symbol, oo

from symreparam.decide.answer import Context, Proved
from symreparam.decide.points import find, member, sample
from symreparam.logic.claim import Claim
from symreparam.rules.instance import instantiate
from symreparam.terms.scope import Domain, Scope

Values = tuple[tuple[Symbol, Expr], ...]
POINTS = 12


def instances(claim: Claim) -> Iterator[Values]:
    """Exact values of all parameters, spread over the scope; zeros and closed ends where they are
    allowed."""
    yield from _instances(replace(claim.scope, point=()))


@lru_cache(maxsize=64)  # several searches try one claim at the same values
def _instances(scope: Scope) -> tuple[Values, ...]:
    found: list[Values] = []
    names = scope.names
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
    return tuple(dict.fromkeys(found))


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
