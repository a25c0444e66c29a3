"""What a term needs under a condition of probability 0, `Y = t`: to be defined at that value.

It is not enough that it is defined almost surely: X/X is, and has no value at X = 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from sympy import Expr, Symbol, diff, expand, nan, oo, zoo

from symreparam.documents import syntax
from symreparam.documents.meaning_needs import Meaningless, Need
from symreparam.documents.meaning_terms import Reader
from symreparam.documents.nodes import Node, walk
from symreparam.logic.errors import Unsupported

Place = tuple[Expr, Expr]
_HINT = "the condition fixes a value at which this is not defined"


@contextmanager
def defined_at(reader: Reader, subject: Node, place: Place) -> Iterator[None]:
    """What is read inside, and the `let`s that the subject rests on, must be defined at the value
    of the condition as well. Raises Meaningless, Unsupported."""
    outer, reader.needs = reader.needs, []
    try:
        yield
    finally:
        found, reader.needs = reader.needs, outer
        outer.extend(found)
    found += origins_of(subject, reader.origins)
    given, value = place
    moving = reader.continuous & given.free_symbols
    touched = [need for need in found if moving & _terms_of(need)]
    if not touched:
        return
    solved = _solved(given, value, moving)
    if solved is None:
        raise Unsupported("a term that may be undefined, given a value of a term not linear")
    outer.extend(_moved(need, *solved) for need in touched)


def origins_of(node: Node, known: Mapping[str, tuple[Need, ...]]) -> tuple[Need, ...]:
    """What the `let`s of the names in the node need, and those that they rest on."""
    names = [p.name for p in walk(node) if isinstance(p, syntax.Name | syntax.Item)]
    found = [need for name in names for need in known.get(name, ())]
    return tuple(dict.fromkeys(found))


def _terms_of(need: Need) -> frozenset[Symbol]:
    return frozenset(need.term.free_symbols)


def _solved(given: Expr, value: Expr, moving: frozenset[Symbol]) -> Place | None:
    """A continuous variable in which the term is linear, and what it is where the condition
    holds."""
    for symbol in sorted(moving, key=lambda s: str(s.name)):
        slope = diff(given, symbol)
        if slope != 0 and not slope.has(symbol):
            rest = expand(given - slope * symbol)
            if not rest.has(symbol):
                return symbol, (value - rest) / slope
    return None


def _moved(need: Need, symbol: Expr, at: Expr) -> Need:
    """The need where the variable has the value."""
    term = need.term.xreplace({symbol: at})
    if term.has(nan, zoo, oo, -oo) or (need.kind == "nonzero" and term == 0):
        raise Meaningless(need.message, _HINT, need.span)
    where = need.where
    if where is not None:
        where = where.xreplace({symbol: at})
    unless = need.unless
    if unless is not None:
        try:
            unless = _moved(unless, symbol, at)
        except Meaningless:  # then the need itself decides
            unless = None
    return replace(need, term=term, where=where, unless=unless, hint=_HINT)
