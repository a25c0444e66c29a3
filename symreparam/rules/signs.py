"""A claim with a parameter of either sign as several: above 0, below it, at 0 where it may be."""

from __future__ import annotations

from dataclasses import replace

from sympy import Integer, Symbol

from symreparam.logic.claim import Claim
from symreparam.rules.boundary import with_domain
from symreparam.rules.instance import put_in, require_defined_at, substitute
from symreparam.rules.rule import require
from symreparam.terms.scope import Domain, Relation

CODE = "by-sign"
_ZERO = Integer(0)


def sides(claim: Claim, symbol: Symbol) -> tuple[str, ...]:
    """The signs that the parameter, a real number on both sides of 0, may have: `+`, `-`, `0`."""
    domain = claim.scope.domain(symbol)
    require(domain is not None, f"{CODE}.symbol", (symbol, "is", "no", "parameter"))
    assert domain is not None
    around = not domain.integer and bool(domain.lower < 0) and bool(domain.upper > 0)
    require(around, f"{CODE}.symbol", (symbol, "is", "no", "number", "of", "either", "sign"))
    apart = (Relation(symbol, "!=", _ZERO), Relation(_ZERO, "!=", symbol))
    known = any(relation in apart for relation in claim.scope.relations)
    return ("+", "-") if known else ("+", "-", "0")


def side_claim(claim: Claim, symbol: Symbol, side: str) -> Claim:
    """The claim on one side of 0, with a parameter of the same name; or at 0."""
    require(side in sides(claim, symbol), f"{CODE}.side", side)
    if side == "0":
        require_defined_at(claim, symbol, _ZERO, CODE)
        scope = put_in(claim.scope, symbol, _ZERO)
        return replace(substitute(claim, {symbol: _ZERO}), scope=scope)
    domain = claim.scope.domain(symbol)
    assert domain is not None
    return with_domain(claim, symbol, _half(domain, side))


def _half(domain: Domain, side: str) -> Domain:
    if side == "+":
        return replace(domain, lower=_ZERO, lower_closed=False)
    return replace(domain, upper=_ZERO, upper_closed=False)
