"""A claim with a parameter in a closed interval as two: inside of that end, and at the end."""

from __future__ import annotations

from dataclasses import replace

from sympy import Expr, Symbol

from symreparam.logic.claim import Claim
from symreparam.logic.judgement import (
    EqualInLaw,
    Equation,
    GivenLaw,
    GivenMean,
    HasJointLaw,
    HasLaw,
    Independent,
    IndependentVectors,
    Mean,
)
from symreparam.rules.instance import put_in, require_defined_at, substitute
from symreparam.rules.rule import require
from symreparam.terms.scope import Domain, Relation, Scope, parameter

POINTWISE = (HasLaw, GivenLaw, HasJointLaw, Independent, IndependentVectors, EqualInLaw)


def pointwise(claim: Claim) -> bool:
    """Whether the goal speaks of each parameter value by itself: no derivative, no continuity in a
    parameter, no further values of it."""
    if isinstance(claim.goal, Equation):
        return all(isinstance(letter, Mean | GivenMean) for letter in claim.goal.means)
    return isinstance(claim.goal, POINTWISE)


def closed_end(domain: Domain | None, end: str) -> Expr | None:
    """The finite end of an interval of real or of whole numbers, if it belongs to it."""
    if domain is None:
        return None
    closed, value = (
        (domain.lower_closed, domain.lower)
        if end == "lower"
        else (domain.upper_closed, domain.upper)
    )
    known = value.is_Integer if domain.integer else value.is_Rational
    return value if closed and known else None


def inside_claim(claim: Claim, symbol: Symbol, end: str) -> Claim:
    """The claim without that end of the parameter's interval: a parameter of the same name."""
    domain = claim.scope.domain(symbol)
    require(closed_end(domain, end) is not None, "boundary.end", (symbol, "at", "its", end, "end"))
    assert domain is not None
    return with_domain(claim, symbol, _without(domain, end))


def with_domain(claim: Claim, symbol: Symbol, domain: Domain) -> Claim:
    """The claim with a parameter of the same name, in that domain, for the parameter."""
    swap = {symbol: parameter(symbol.name, domain)}
    symbols = tuple(
        (swap[symbol], domain) if name == symbol else (name, known)
        for name, known in claim.scope.symbols
    )
    relations = tuple(
        Relation(r.left.xreplace(swap), r.sign, r.right.xreplace(swap))
        for r in claim.scope.relations
    )
    return replace(substitute(claim, swap), scope=Scope(symbols, relations))


def _without(domain: Domain, end: str) -> Domain:
    """The interval without that end; of whole numbers, from the next one."""
    if not domain.integer:
        lower = domain.lower_closed and end != "lower"
        upper = domain.upper_closed and end != "upper"
        return replace(domain, lower_closed=lower, upper_closed=upper)
    if end == "lower":
        return replace(domain, lower=domain.lower + 1)
    return replace(domain, upper=domain.upper - 1)


def edge_claim(claim: Claim, symbol: Symbol, end: str) -> Claim:
    """The claim at that end of the parameter's interval."""
    value = closed_end(claim.scope.domain(symbol), end)
    require(value is not None, "boundary.end", (symbol, "at", "its", end, "end"))
    assert value is not None
    require_defined_at(claim, symbol, value, "boundary")
    return replace(
        substitute(claim, {symbol: value}), scope=put_in(claim.scope, symbol, value)
    )
