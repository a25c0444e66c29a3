"""Statements: from what the grammar read to the syntax tree.

Refuses, in the user's words, what the wide grammar lets through and the language does not have.
No name is looked up: whether a comparison introduces a name is decided by `scope_check`.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

from .build_expressions import Builder, Word, check_condition, side, value
from .diagnostics import Rejection
from .names import normal
from .nodes import Node, Span
from .syntax import (
    Chain,
    Constant,
    Derive,
    Given,
    Item,
    Junction,
    LetComparison,
    LetDerived,
    LetFunction,
    LetInteger,
    LetRandom,
    LetReal,
    Name,
    Prove,
    Refute,
    Run,
    TupleOf,
)


def _targets(items: tuple[Any, ...]) -> tuple[Any, ...]:
    """What a `let` introduces: names, or names with runs of indices."""
    for item in items:
        match item:
            case Name():
                pass
            case Item(indices=indices) if all(isinstance(index, Run) for index in indices):
                pass
            case Item(name=name):
                raise Rejection(
                    "a `let` introduces all components at once", f"write {name}[1..n]", item.span
                )
            case TupleOf():
                raise Rejection(
                    "brackets name the components of a random vector",
                    "they go with `~ LAW` alone; write a, b without brackets",
                    item.span,
                )
            case Constant(name=name):
                raise Rejection(
                    f"`{name}` is a reserved word",
                    "it is a constant; choose another name",
                    item.span,
                )
            case Chain() if len(items) == 1:
                raise Rejection(
                    "what a name is stands before its range",
                    "write `let n integer >= 1`; a range alone, `let x > 0`, is of real numbers",
                    item.span,
                )
            case _:
                raise Rejection(
                    "a `let` introduces names",
                    "for example a name, or e[1..n]; write one statement a line",
                    item.span,
                )
    return items


def _let_real(at: Span, parts: list[Any]) -> Node:
    return LetReal(_targets(parts[0]), span=at)


def _let_integer(at: Span, parts: list[Any]) -> Node:
    targets, sign, bound = parts
    if sign is None:
        return LetInteger(_targets(targets), span=at)
    if sign.text == "=":
        raise Rejection("`=` gives no range", "write let n = 3, or a bound such as >= 1", sign.span)
    return LetInteger(_targets(targets), normal(sign.text), value(bound), span=at)


def _let_integers(at: Span, parts: list[Any]) -> Node:
    (items,) = parts
    if len(items) != 1 or not isinstance(items[0], Chain):
        raise Rejection(
            "after `let integer` comes one range",
            "write let integer 1 <= n <= 9, or let n integer",
            items[0].span,
        )
    _check_comparison(items[0])
    return LetComparison((), items[0], integer=True, span=at)


def _let_function(at: Span, parts: list[Any]) -> Node:
    for target in _targets(parts[0]):
        if not isinstance(target, Name):
            raise Rejection("a function has a plain name", "write let f function", target.span)
    return LetFunction(parts[0], span=at)


def _check_comparison(chain: Chain) -> None:
    if "=" in chain.signs:
        raise Rejection("`=` gives no range", "write let z = EXPRESSION for a new z", chain.span)
    check_condition(chain)


def _let_compare(at: Span, parts: list[Any]) -> Node:
    *leading, last = parts[0]
    if isinstance(last, Junction):
        raise Rejection("a `let` has one comparison", "write a line for each", last.span)
    if not isinstance(last, Chain):
        end = Span(at.end_line, at.end_column, at.end_line, at.end_column + 1)
        raise Rejection(
            "a `let` says something about its names",
            "after them comes `real`, `integer`, a range such as `> 0`, `~ LAW`, or `= EXPRESSION`",
            end,
        )
    ranged = next((item for item in leading if isinstance(item, Chain)), None)
    if ranged is not None:
        hint = "write `let a, b > 0` for one range, or a line for each"
        raise Rejection("a `let` has one comparison", hint, ranged.span)
    if last.signs == ("=",):
        return _derived(at, leading, last)
    _check_comparison(last)
    if leading and (len(last.signs) > 1 or not isinstance(last.terms[0], Name | Item)):
        raise Rejection("names share a range in one way", "write let a, b > 0", last.span)
    return LetComparison(_targets(tuple(leading)), last, span=at)


def _derived(at: Span, leading: list[Any], chain: Chain) -> Node:
    if leading:
        raise Rejection("`let NAME = EXPRESSION` introduces one name", "use a line for each", at)
    target, body = chain.terms
    _targets((target,))
    if isinstance(target, Item):
        for index in target.indices:
            if isinstance(index, Run) and index.variable is None:
                raise Rejection(
                    "the index has no name",
                    f"write let {target.name}[i = 1..n] = EXPRESSION",
                    index.span,
                )
    return LetDerived(target, body, span=at)  # type: ignore[arg-type]  # _targets checked it


def _let_random(at: Span, parts: list[Any]) -> Node:
    targets, law = parts
    for target in targets:
        _targets(target.items if isinstance(target, TupleOf) else (target,))
    return LetRandom(targets, side(law), span=at)


def _prove(at: Span, parts: list[Any]) -> Node:
    claim, for_all = parts
    if isinstance(for_all, Word):
        raise Rejection(
            "`for all` ends a `refute` line", "`prove` means for all already", for_all.span
        )
    return Prove(claim, span=at)


def _refute(at: Span, parts: list[Any]) -> Node:
    return Refute(parts[0], parts[1] is not None, span=at)


def _derive(at: Span, parts: list[Any]) -> Node:
    (items,) = parts
    if len(items) > 1:
        raise Rejection("`derive` takes one expression", "write derive (x, y)", at)
    return Derive(items[0] if isinstance(items[0], Given) else side(items[0]), span=at)


STATEMENTS = MappingProxyType[str, Builder](
    {
        "let_real": _let_real,
        "let_integer": _let_integer,
        "let_integers": _let_integers,
        "let_function": _let_function,
        "let_compare": _let_compare,
        "let_random": _let_random,
        "prove": _prove,
        "refute": _refute,
        "derive": _derive,
    }
)
