"""What a SymPy term needs to be defined, read off its own tree.

A text keeps `0*log(X)`; SymPy has mostly collapsed it before it comes here, so an object is asked
what is left in it: all of it where the user built it with `evaluate=False`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from sympy import And, Basic, Expr, Integer, Not, Piecewise, Pow, Rational, Symbol, log
from sympy.functions import (
    acos,
    acosh,
    asin,
    atanh,
    beta,
    betainc_regularized,
    erfinv,
    factorial,
    gamma,
    loggamma,
    lowergamma,
    uppergamma,
)
from sympy.logic.boolalg import Boolean, true

from symreparam.documents.guards import guarded
from symreparam.documents.meaning_functions import DOMAINS
from symreparam.documents.meaning_needs import Need, NeedKind
from symreparam.documents.nodes import NOWHERE
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import Relation

_INSIDE: Final = (asin, acos, atanh, erfinv)
_GAMMAS: Final = (gamma, loggamma, beta, factorial, lowergamma, uppergamma, betainc_regularized)
_NAMES: Final = MappingProxyType({"LambertW": "lambertw"})
"""SymPy's name of a function -> that of the claim language, where they differ."""

_WAYS: Final = {
    "nonzero": "real=True, nonzero=True",
    "positive": "positive=True",
    "nonnegative": "nonnegative=True",
}


def needs_of(term: Expr) -> tuple[Need, ...]:
    """The conditions of the functions and powers in `term`, each once, in order."""
    found: dict[Need, None] = {}
    for need in _within(term):
        found[need] = None
    return tuple(found)


def needs_in_our_symbols(term: Expr, ours: Mapping[Expr, Expr]) -> tuple[Need, ...]:
    """The same of a user's own term, whose symbols and random variables are ours here."""
    return tuple(_renamed(need, ours) for need in needs_of(term))


def _renamed(need: Need, ours: Mapping[Expr, Expr]) -> Need:
    return replace(
        need,
        term=need.term.xreplace(ours),
        where=None if need.where is None else need.where.xreplace(ours),
        unless=None if need.unless is None else _renamed(need.unless, ours),
    )


def way_of(relation: Relation) -> str:
    """How a SymPy user says the relation, where symbols can say it."""
    if relation.left == 0 and isinstance(relation.right, Symbol):
        way = _WAYS["positive" if relation.sign == "<" else "nonnegative"]
        return f"declare it, for example Symbol({relation.right.name!r}, {way})"
    return "symreparam.check takes claims as text, where `let 0 < p < 1` can say more"


def _within(node: Basic) -> Iterator[Need]:
    if hasattr(node, "pspace"):  # a random variable: what its law needs is asked of its arguments
        return
    if isinstance(node, Piecewise):
        yield from _of_choice(node)
        return
    if isinstance(node, Expr):
        for kind, inner, message in _of(node):
            way = f"Symbol({inner.name!r}, {_WAYS[kind]})" if isinstance(inner, Symbol) else ""
            hint = f"declare it, for example {way}" if way else ""
            yield Need(kind, inner, None, NUMBERS, NOWHERE, message, hint)
    for part in node.args:
        yield from _within(part)


def _of_choice(node: Piecewise) -> Iterator[Need]:
    """A branch need be defined where its condition is the first to hold, a condition where none
    before it holds."""
    rest: Boolean = true
    for term, condition in node.args:
        yield from guarded(_within(condition), rest)
        yield from guarded(_within(term), And(rest, condition))
        rest = And(rest, Not(condition))


def _of(node: Expr) -> list[tuple[NeedKind, Expr, str]]:
    if isinstance(node, log):
        return [("positive", node.args[0], f"log of a number that is not positive: {node}")]
    if isinstance(node, _GAMMAS):
        return [("positive", arg, f"{type(node).__name__} of {arg}") for arg in _positive(node)]
    name = _NAMES.get(type(node).__name__, type(node).__name__)
    if name in DOMAINS:
        kind, gap = DOMAINS[name](*node.args)
        return [(kind, gap, f"outside the domain of {name}: {node}")]
    if isinstance(node, Pow):
        return _of_power(node)
    if isinstance(node, acosh):
        return [("nonnegative", node.args[0] - 1, f"outside the domain of acosh: {node}")]
    if isinstance(node, _INSIDE):
        square = 1 - node.args[0] ** 2
        return [("nonnegative", square, f"outside the domain of {type(node).__name__}: {node}")]
    return []


def _positive(node: Expr) -> tuple[Expr, ...]:
    """What has to be positive in the arguments of a gamma function or one of its kin."""
    args: tuple[Expr, ...] = node.args
    if isinstance(node, factorial):
        return (args[0] + 1,)
    if isinstance(node, betainc_regularized):
        return args[:2]
    return args[:1] if isinstance(node, lowergamma) else args


def _of_power(node: Pow) -> list[tuple[NeedKind, Expr, str]]:
    base, power = node.base, node.exp
    if isinstance(power, Integer):
        return [("nonzero", base, f"division by zero: {node}")] if power < 0 else []
    if base.is_positive:
        return []
    if not isinstance(power, Rational):
        return [("positive", base, f"a power of a number that is not positive: {node}")]
    kind: NeedKind = "nonnegative" if power > 0 else "positive"
    return [(kind, base, f"root of a negative number: {node}")]
