"""Contradictions between linear conditions, by Fourier-Motzkin elimination over the rationals."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import Final

from sympy import Abs, Dummy, Expr, Integer, Poly, PolynomialError, Symbol, oo

from symreparam.decide.answer import Context
from symreparam.decide.signset import ANY, NEGATIVE, POSITIVE, ZERO, Signs
from symreparam.terms.fuel import expanded_size
from symreparam.terms.record import dataclass
from symreparam.terms.scope import Relation, Scope

LIMIT: Final = 400
MOST_KINKS: Final = 2
MOST_TERMS: Final = 1000  # of a sum that is multiplied out to see whether it is linear


@dataclass(frozen=True, slots=True)
class Row:
    """sum of coefficients * symbols + constant > 0 (strict) or >= 0."""

    coefficients: tuple[tuple[Symbol, Fraction], ...]
    constant: Fraction
    strict: bool


def contradictory(scope: Scope) -> bool:
    """Whether the linear conditions of the scope exclude each other: proved, never guessed."""
    integers = {symbol for symbol, domain in scope.symbols if domain.integer}
    rows = [_tightened(row, integers) for row in _rows(scope)]
    for symbol in scope.names:
        if any(not row.coefficients and _false(row) for row in rows):
            return True
        rows = _eliminate(rows, symbol)
        if len(rows) > LIMIT:
            return False
    return any(_false(row) for row in rows if not row.coefficients)


def linear_sign(expr: Expr, context: Context) -> Signs:
    """The signs that the linear conditions of a context leave to a linear term; ANY for others.

    None is left where the conditions of a scope exclude each other, as those of an empty range of
    whole numbers do: all that is said there holds. Of an empty region nothing is said.
    """
    absolute = sorted(expr.atoms(Abs), key=str)
    if absolute:
        # a multiple of |A|, not |A|/A, which is not defined where A vanishes
        letters = {each: Dummy(real=True) for each in absolute}
        names = (*context.scope.names, *context.over.variables, *letters.values())
        if _row(expr.xreplace(letters), False, names) is None:
            return ANY
        # |A| is A or -A
        inner = absolute[0].args[0]
        both = (expr.xreplace({absolute[0]: way}) for way in (inner, -inner))
        found = [linear_sign(each, context) for each in both] if len(absolute) <= MOST_KINKS else []
        return found[0] | found[1] if found else ANY
    scope = context.scope
    for bound in context.over.bounds:
        scope = scope.with_symbol(*bound)
    if not expr.free_symbols or _row(expr, False, scope.names) is None:
        return ANY
    zero, signs = Integer(0), ANY
    for relation, there in (
        (Relation(expr, "<=", zero), NEGATIVE | ZERO),
        (Relation(zero, "<=", expr), POSITIVE | ZERO),
        (Relation(expr, "<", zero), NEGATIVE),
        (Relation(zero, "<", expr), POSITIVE),
    ):
        if signs & there == there and contradictory(scope.with_relation(relation)):
            signs &= ~there
    return signs if signs or not context.over.bounds else ANY


def _false(row: Row) -> bool:
    return row.constant < 0 or (row.strict and row.constant == 0)


def _rows(scope: Scope) -> list[Row]:
    rows: list[Row | None] = []
    gaps: list[tuple[Expr, bool]] = []
    for symbol, domain in scope.symbols:
        if domain.lower != -oo:
            rows.append(_bound(symbol, domain.lower, 1, not domain.lower_closed))
        if domain.upper != oo:
            rows.append(_bound(symbol, domain.upper, -1, not domain.upper_closed))
    for relation in scope.relations:
        gap = relation.right - relation.left
        if relation.sign in ("<", "<="):
            gaps.append((gap, relation.sign == "<"))
        elif relation.sign == "=":
            gaps.extend(((gap, False), (-gap, False)))
        elif gap == 0:
            gaps.append((gap, True))
    rows += [_row(gap, strict, scope.names) for gap, strict in gaps]
    return [row for row in rows if row is not None]


def _bound(symbol: Symbol, end: Expr, side: int, strict: bool) -> Row | None:
    """side * (symbol - end) > 0 or >= 0: most scopes have no other rows, and need no `Poly`."""
    if not end.is_Rational:
        return None
    slope = Fraction(side)
    return Row(((symbol, slope),), -slope * Fraction(int(end.p), int(end.q)), strict)


def _row(gap: Expr, strict: bool, symbols: tuple[Symbol, ...]) -> Row | None:
    if gap.is_Rational:
        return Row((), Fraction(int(gap.p), int(gap.q)), strict)
    used = tuple(symbol for symbol in symbols if gap.has(symbol))
    if not used or expanded_size(gap, used) > MOST_TERMS:
        return None
    try:
        polynomial = Poly(gap, *used)
    except PolynomialError:
        return None
    if polynomial.total_degree() > 1 or not all(c.is_Rational for c in polynomial.coeffs()):
        return None
    constant, coefficients = Fraction(0), []
    for powers, value in polynomial.terms():
        number = Fraction(int(value.p), int(value.q))
        if any(powers):
            coefficients.append((used[powers.index(1)], number))
        else:
            constant = number
    return Row(tuple(coefficients), constant, strict)


def _tightened(row: Row, integers: set[Symbol]) -> Row:
    """Bounds of one integer become whole and closed."""
    if len(row.coefficients) != 1 or row.coefficients[0][0] not in integers:
        return row
    (symbol, slope), bound = row.coefficients[0], -row.constant / row.coefficients[0][1]
    if slope > 0:
        least = floor(bound) + 1 if row.strict else ceil(bound)
        return Row(((symbol, Fraction(1)),), Fraction(-least), False)
    most = ceil(bound) - 1 if row.strict else floor(bound)
    return Row(((symbol, Fraction(-1)),), Fraction(most), False)


def _eliminate(rows: list[Row], symbol: Symbol) -> list[Row]:
    lower: list[Row] = []
    upper: list[Row] = []
    rest: list[Row] = []
    for row in rows:
        slope = dict(row.coefficients).get(symbol, Fraction(0))
        (lower if slope > 0 else upper if slope < 0 else rest).append(row)
    for below in lower:
        for above in upper:
            rest.append(_combine(below, above, symbol))
            if len(rest) > LIMIT:
                return rest
    return rest


def _combine(below: Row, above: Row, symbol: Symbol) -> Row:
    a, b = dict(below.coefficients)[symbol], -dict(above.coefficients)[symbol]
    total: dict[Symbol, Fraction] = {}
    for row, factor in ((below, b), (above, a)):
        for name, value in row.coefficients:
            total[name] = total.get(name, Fraction(0)) + factor * value
    kept = tuple((name, value) for name, value in total.items() if value)
    constant = b * below.constant + a * above.constant
    return Row(kept, constant, below.strict or above.strict)
