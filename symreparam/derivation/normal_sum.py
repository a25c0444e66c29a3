"""The law of a sum of multiples of independent normal variables, without an integral."""

from __future__ import annotations

from sympy import (
    Abs,
    Add,
    Expr,
    Integer,
    Max,
    Min,
    Symbol,
    default_sort_key,
    expand,
    factor_terms,
    sqrt,
)

from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder
from symreparam.derivation.uniqueness import by_transform
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.terms.law import AnyLaw, Named


def normal_sum_step(builder: Builder, term: Expr) -> int | None:
    """A step HasLaw(term, a normal law) for a term that is affine in normal variables, or None."""
    laws: dict[Symbol, AnyLaw] = {
        v: given.law
        for v, given in zip(builder.claim.variables, builder.claim.hypotheses, strict=True)
        if term.has(v)
    }
    named = _member(term, laws)
    if named is None:
        return None
    try:
        return by_transform(builder, term, named)
    except (RuleError, NoInverse, Unsupported):
        return None


def _member(term: Expr, laws: dict[Symbol, AnyLaw]) -> Named | None:
    """The normal law with the mean and the variance of the sum."""
    if not term.is_polynomial(*laws):
        return None
    mean = expand(term.xreplace(dict.fromkeys(laws, Integer(0))))
    squares: list[Expr] = []
    for symbol, law in laws.items():
        if not isinstance(law, Named) or law.family != "Normal":
            return None
        slope = expand(term.diff(symbol))
        if slope.has(*laws):
            return None
        mean += slope * law.arguments[0]
        squares.append((slope * law.arguments[1]) ** 2)
    return Named("Normal", (mean, sqrt(factor_terms(Add(*squares)))))


def by_differences(builder: Builder, body: Expr) -> Expr:
    """The body with extremes of two normal terms by max(a, b) = (a + b + |a - b|)/2."""
    swap = {}
    for top in sorted(body.atoms(Max, Min), key=default_sort_key):
        if len(top.args) == 2 and builder.transforms:
            one, two = top.args
            if normal_sum_step(builder, one - two) is not None:
                gap = Abs(one - two) if isinstance(top, Max) else -Abs(one - two)
                swap[top] = (one + two + gap) / 2
    return body.xreplace(swap)
