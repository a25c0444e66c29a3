"""A term in several random variables as a function of independent blocks."""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Expr, Max, Min, Symbol


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
    units: list[tuple[Symbol, Expr]] = []
    outer = _replaced(term, frozenset(), frozenset(random), units, top=True)
    rest = sorted(outer.free_symbols & set(random), key=lambda v: str(v.name))
    return Blocks(outer, (*units, *((v, v) for v in rest)))


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
