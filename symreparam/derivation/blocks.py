"""A term in several random variables as a function of independent blocks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from sympy import Add, Basic, Expr, Max, Min, Mul, Piecewise, Symbol, preorder_traversal

from symreparam.terms.record import dataclass


@dataclass(frozen=True, slots=True)
class Blocks:
    """`outer` with each unit symbol replaced by its term is the term; units are independent
    of each other unless they are plain random variables that stand at several places."""

    outer: Expr
    units: tuple[tuple[Symbol, Expr], ...]

    def with_units(self, values: dict[Symbol, Expr]) -> Expr:
        """The outer term with some unit symbols replaced by given values, others by their terms."""
        return self.outer.xreplace({**dict(self.units), **values})


def blocks(term: Expr, random: tuple[Symbol, ...]) -> Blocks:
    """The finest useful blocks: subterms whose variables occur nowhere else in the term."""
    shared = _of_one_inner(term, random)
    if shared is not None:
        return shared
    units: list[tuple[Symbol, Expr]] = []
    outer = _replaced(term, frozenset(), frozenset(random), units, top=True)
    rest = sorted(outer.free_symbols & set(random), key=lambda v: str(v.name))
    return Blocks(outer, (*units, *((v, v) for v in rest)))


def _of_one_inner(term: Expr, random: tuple[Symbol, ...]) -> Blocks | None:
    """A term that is a function of one sum or product of variables, though it stands at several
    places and beside other summands and factors, as where a condition is on it."""
    if not isinstance(term, Piecewise):
        return None
    symbol = Symbol("unit_0", real=True)
    for inner, outer in within(term, random, symbol):
        if not outer.has(*random):
            return Blocks(outer, ((symbol, inner),))
    return None


def within(
    term: Expr, random: tuple[Symbol, ...], symbol: Symbol
) -> Iterator[tuple[Expr, Expr]]:
    """Sums and products of several of the variables, and the term with the symbol in their place,
    also where they are a part of a longer sum or product, if their variables are gone then."""
    found: dict[Expr, None] = {}
    for node in preorder_traversal(term):
        if isinstance(node, Add | Mul):
            inner = node.func(*(arg for arg in node.args if arg.has(*random)))
            if sum(inner.has(v) for v in random) > 1:
                found[inner] = None
    for inner in found:
        outer = _without(term, inner, symbol)
        if outer != symbol and not outer.has(*(inner.free_symbols & set(random))):
            yield inner, outer


def _without(term: Basic, inner: Expr, symbol: Symbol) -> Expr:
    """The term with the symbol for the inner one, also where it is a part of a sum or product."""
    if term == inner:
        return symbol
    if not term.args:
        return cast(Expr, term)
    if isinstance(term, type(inner)):
        own = set(inner.args)
        if own <= set(term.args):
            return cast(Expr, term.func(symbol, *(arg for arg in term.args if arg not in own)))
    return cast(Expr, term.func(*(_without(arg, inner, symbol) for arg in term.args)))


def _unit(term: Expr, units: list[tuple[Symbol, Expr]]) -> Symbol:
    symbol = Symbol(f"unit_{len(units)}", real=True)
    units.append((symbol, term))
    return symbol


def _factor(term: Expr, units: list[tuple[Symbol, Expr]]) -> Expr:
    """A unit; of a reciprocal what it is the reciprocal of, as of the quotient X/Y a textbook
    holds Y fixed, not 1/Y."""
    return 1 / _unit(1 / term, units) if _reciprocal(term) else _unit(term, units)


def _reciprocal(term: Expr) -> bool:
    return bool(term.is_Pow and term.args[1].is_Rational and term.args[1].is_negative)


def _replaced(
    term: Expr,
    outside: frozenset[Symbol],
    random: frozenset[Symbol],
    units: list[tuple[Symbol, Expr]],
    top: bool = False,
) -> Expr:
    own = frozenset(term.free_symbols) & random
    if not own:
        return term
    if not top and not own & outside and isinstance(term, Expr):
        return _unit(term, units)
    if not term.args:
        return term
    parts = [frozenset(arg.free_symbols) & random for arg in term.args]
    others = [
        outside.union(*(p for j, p in enumerate(parts) if j != i)) for i in range(len(parts))
    ]
    private = [i for i, part in enumerate(parts) if part and not part & others[i]]
    if term.is_Add or term.is_Mul or isinstance(term, (Max, Min)):
        return _grouped(term, parts, others, private, random, units)
    arguments = [
        _replaced(arg, others[i], random, units) for i, arg in enumerate(term.args)
    ]
    return term.func(*arguments)


def _grouped(
    term: Expr,
    parts: list[frozenset[Symbol]],
    others: list[frozenset[Symbol]],
    private: list[int],
    random: frozenset[Symbol],
    units: list[tuple[Symbol, Expr]],
) -> Expr:
    """A sum, product or extreme: its private arguments as one block, or two when they are all."""
    busy = [i for i, part in enumerate(parts) if part]
    arguments = [term.args[i] for i in range(len(parts)) if i not in busy]
    if len(private) == len(busy) and len(private) > 1:
        # the last unit is the first to be held fixed
        *first, last = sorted(private, key=lambda i: _reciprocal(term.args[i]))
        arguments.append(_factor(term.func(*(term.args[i] for i in first)), units))
        arguments.append(_factor(term.args[last], units))
        return term.func(*arguments)
    if private:
        arguments.append(_factor(term.func(*(term.args[i] for i in private)), units))
    arguments += [
        _replaced(term.args[i], others[i], random, units) for i in busy if i not in private
    ]
    return term.func(*arguments)
