"""The parameters of a claim: domains, relations between them, a point that satisfies all.

A scope is data. What follows from it (signs, bounds) is decided in `decide`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Literal

from sympy import Expr, Integer, Max, Min, Symbol, oo

from symreparam.terms.record import dataclass

RelationSign = Literal["<", "<=", "!=", "="]


@dataclass(frozen=True, slots=True)
class Relation:
    """`left sign right`, an exact relation between two real terms (`>` is stored as `<`)."""

    left: Expr
    sign: RelationSign
    right: Expr


@dataclass(frozen=True, slots=True)
class Domain:
    """A real interval with constant ends, perhaps of integers only. Infinite ends are open."""

    lower: Expr = -oo
    upper: Expr = oo
    lower_closed: bool = False
    upper_closed: bool = False
    integer: bool = False


REALS = Domain()
COUNT = Domain(Integer(1), lower_closed=True, integer=True)


@dataclass(frozen=True, slots=True)
class Scope:
    """Ordered real parameters with domains, relations between them, and an exact inner point.

    `point` gives one rational value a parameter; whoever builds a scope proves that it satisfies
    every domain and relation (`decide.points.member`), so that no claim is proved vacuously.
    """

    symbols: tuple[tuple[Symbol, Domain], ...] = ()
    relations: tuple[Relation, ...] = ()
    point: tuple[tuple[Symbol, Expr], ...] = ()

    @property
    def names(self) -> tuple[Symbol, ...]:
        """The parameters, in order."""
        return tuple(symbol for symbol, _ in self.symbols)

    def domain(self, symbol: Symbol) -> Domain | None:
        """The domain of `symbol`, or None when it is no parameter of this scope."""
        for name, domain in self.symbols:
            if name == symbol:
                return domain
        return None

    def with_relation(self, relation: Relation) -> Scope:
        """The scope narrowed by one more relation; its point is no longer known to fit."""
        return replace(self, relations=(*self.relations, relation), point=())

    def narrowed(self, symbol: Symbol, domain: Domain, point: Mapping[Symbol, Expr]) -> Domain:
        """The domain with the bounds by numbers that the relations give where the other parameters
        have these values."""
        for each in self.relations:
            left, right = each.left.xreplace(dict(point)), each.right.xreplace(dict(point))
            if each.sign not in ("<", "<="):
                continue
            if left == symbol and right.is_Rational and right < domain.upper:
                domain = replace(domain, upper=right, upper_closed=each.sign == "<=")
            if right == symbol and left.is_Rational and domain.lower < left:
                domain = replace(domain, lower=left, lower_closed=each.sign == "<=")
        return domain

    def with_symbol(self, symbol: Symbol, lower: Expr, upper: Expr) -> Scope:
        """The scope with one more real symbol, `lower < symbol < upper`, or with one more whole
        number, `lower <= symbol <= upper`."""
        if symbol.is_integer:
            return self._with_whole(symbol, lower, upper)
        ends = ((lower, symbol), (symbol, upper))
        known = tuple(Relation(a, "<", b) for a, b in ends if a != -oo and b != oo)
        symbols = (*self.symbols, (symbol, REALS))
        return replace(self, symbols=symbols, relations=(*self.relations, *known), point=())

    def _with_whole(self, symbol: Symbol, lower: Expr, upper: Expr) -> Scope:
        # to be at least the largest of several ends is to be at least each of them
        below = lower.args if isinstance(lower, Max) else (lower,)
        above = upper.args if isinstance(upper, Min) else (upper,)
        low = max((end for end in below if end.is_Integer), default=None)
        high = min((end for end in above if end.is_Integer), default=None)
        domain = Domain(
            -oo if low is None else low,
            oo if high is None else high,
            lower_closed=low is not None,
            upper_closed=high is not None,
            integer=True,
        )
        known = [Relation(end, "<=", symbol) for end in below if not end.is_Integer and end != -oo]
        known += [Relation(symbol, "<=", end) for end in above if not end.is_Integer and end != oo]
        symbols = (*self.symbols, (symbol, domain))
        return replace(self, symbols=symbols, relations=(*self.relations, *known), point=())


def parameter(name: str, domain: Domain) -> Symbol:
    """The SymPy symbol of a parameter: its assumptions follow from the domain, nothing else does.

    Only facts that SymPy's constructors may rely on are passed on (sign, integrality), so that
    a term rebuilt from data by name and domain is the same term.
    """
    facts: dict[str, bool] = {"integer": True} if domain.integer else {"real": True}
    lower, upper = domain.lower, domain.upper
    if lower.is_Rational and (lower > 0 or (lower == 0 and not domain.lower_closed)):
        facts["positive"] = True
    elif upper.is_Rational and (upper < 0 or (upper == 0 and not domain.upper_closed)):
        facts["negative"] = True
    elif lower.is_Rational and lower == 0:
        facts["nonnegative"] = True
    elif upper.is_Rational and upper == 0:
        facts["nonpositive"] = True
    return Symbol(name, **facts)


@lru_cache(maxsize=1024, typed=True)  # asked of every letter of every judgement
def variable(name: str) -> Symbol:
    """The symbol of a random variable or of a bound variable: real, with no other assumption.

    A support belongs to a region, never to the symbol: SymPy would simplify by it everywhere.
    """
    return Symbol(name, real=True)


@lru_cache(maxsize=1024, typed=True)
def whole(name: str) -> Symbol:
    """The symbol of an index that ranges over whole numbers, with no other assumption."""
    return Symbol(name, integer=True)


def counter(name: str) -> Symbol:
    """The symbol of a number of indices, 1 or more."""
    return parameter(name, COUNT)


def is_whole(term: Expr) -> bool:
    """Whether the term is a whole number at every value of its symbols, by its form: sums,
    products, maxima and minima of whole numbers and of symbols that are whole numbers."""
    if term.is_Symbol:
        return bool(term.is_integer)
    if term.is_Add or term.is_Mul or isinstance(term, Max | Min):
        return all(is_whole(arg) for arg in term.args)
    return bool(term.is_Integer)
