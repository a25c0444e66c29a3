"""Cases on the sign of a term in parameters, its zero among them where it may vanish."""

from __future__ import annotations

from sympy import Expr, Integer, Symbol

from symreparam.decide.answer import Context, Proved
from symreparam.decide.sign import holds
from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import Relation


def cases_of(builder: Builder, term: Expr) -> tuple[tuple[Relation, ...], tuple[int, ...]]:
    """The relations of the cases, and the steps that spare others. Raises NoInverse."""
    zero: Expr = Integer(0)
    apart = Relation(term, "!=", zero)
    if isinstance(holds(apart, Context(builder.setting.scope, NUMBERS)), Proved):
        sides = (Relation(term, "<", zero), Relation(zero, "<", term))
        return sides, (builder.holds(apart),)
    found = _root(term)
    if found is None or found[0] not in builder.setting.scope.names:
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


def _root(term: Expr) -> tuple[Symbol, Expr] | None:
    """The symbol and its value where a linear term of one symbol, with numbers, vanishes."""
    if len(term.free_symbols) != 1:
        return None
    (symbol,) = term.free_symbols
    constant = term.xreplace({symbol: Integer(0)})
    slope = term.xreplace({symbol: Integer(1)}) - constant
    linear = constant.is_Rational and slope.is_Rational and slope != 0
    if not linear or term.expand() != (slope * symbol + constant).expand():
        return None
    return symbol, -constant / slope
