"""Cases on the sign of a term in parameters, its zero among them where it may vanish."""

from __future__ import annotations

from sympy import Abs, Expr, Integer, Max, Min, Symbol

from symreparam.decide.answer import Context, Proved
from symreparam.decide.sign import holds
from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder
from symreparam.rules.by_value import gives_a_value
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import Relation


def cases_of(builder: Builder, term: Expr) -> tuple[tuple[Relation, ...], tuple[int, ...]]:
    """The relations of the cases, and the steps that spare others. Raises NoInverse."""
    term = _first_kink(term)
    zero: Expr = Integer(0)
    apart = Relation(term, "!=", zero)
    if isinstance(holds(apart, Context(builder.setting.scope, NUMBERS)), Proved):
        sides = (Relation(term, "<", zero), Relation(zero, "<", term))
        return sides, (builder.holds(apart),)
    found = root_of(term)
    if found is None or not term.free_symbols <= set(builder.setting.scope.names):
        raise NoInverse(f"{term} may be zero")
    symbol, value = found
    sides = (Relation(symbol, "<", value), Relation(value, "<", symbol))
    here = Relation(symbol, "=", value)
    for beyond in sides:
        # at the end of its range the symbol lies on one side alone
        within = Relation(beyond.left, "<=", beyond.right)
        if isinstance(holds(within, Context(builder.setting.scope, NUMBERS)), Proved):
            return (here, beyond), (builder.holds(within),)
    return (sides[0], here, sides[1]), ()


def _first_kink(term: Expr) -> Expr:
    """What decides the value of a maximum, a minimum or an absolute value in the term; the term
    itself where it has none."""
    for kink in sorted(term.atoms(Abs, Max, Min), key=lambda each: (each.count_ops(), str(each))):
        inner = sorted(kink.args, key=str)
        gap = inner[0] if len(inner) == 1 else inner[0] - inner[1]
        if root_of(gap) is not None:
            return gap
    return term


def root_of(term: Expr) -> tuple[Symbol, Expr] | None:
    """A symbol and its value where a linear term with rational coefficients vanishes."""
    for symbol in sorted(term.free_symbols, key=str):
        slope = term.diff(symbol)
        if not slope.is_Rational:
            continue
        value = (-term.xreplace({symbol: Integer(0)}) / slope).expand()
        if gives_a_value(Relation(symbol, "=", value)):
            return symbol, value
    return None
