"""Bounds that are square roots: for x >= 0, x < sqrt(q) says the same as x^2 < q.

Signs of polynomials follow from relations between polynomials with rational coefficients: from
x^2 < 1/2 that of 1 - 2 x^2, and not from x < sqrt(2)/2.
"""

from __future__ import annotations

from dataclasses import replace

from sympy import Expr, Symbol

from symreparam.decide.answer import Context
from symreparam.terms.scope import Relation, Scope


def squared(context: Context) -> Context | None:
    """The same context with the squares of such bounds; None where there is none."""
    scope = context.scope
    relations = tuple(_squared(relation, scope) for relation in scope.relations)
    if relations == scope.relations:
        return None
    return replace(context, scope=replace(scope, relations=relations, point=()))


def _squared(relation: Relation, scope: Scope) -> Relation:
    """The relation between the squares where both sides are nowhere negative, one a symbol and the
    other an irrational root; else the relation itself."""
    left, right = relation.left, relation.right
    for symbol, value in ((left, right), (right, left)):
        if _nonnegative(symbol, scope) and _root(value):
            return Relation(left**2, relation.sign, right**2)
    return relation


def _nonnegative(term: Expr, scope: Scope) -> bool:
    if not isinstance(term, Symbol):
        return False
    domain = scope.domain(term)
    return domain is not None and domain.lower.is_Rational and bool(domain.lower >= 0)


def _root(value: Expr) -> bool:
    """An irrational positive number with a rational square."""
    return bool(
        value.is_number and value.is_positive and not value.is_Rational and (value**2).is_Rational
    )
