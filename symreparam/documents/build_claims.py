"""Claims: from what the grammar read to the syntax tree.

Refuses, in the user's words, what the wide grammar lets through and the language does not have.
No name is looked up.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

from .build_expressions import Builder, check_condition, identifier, side, value
from .diagnostics import Rejection
from .nodes import Node, Span
from .syntax import (
    Call,
    Chain,
    Equation,
    Follows,
    Given,
    HasLaw,
    Independence,
    IntegerRange,
    Item,
    Junction,
    Member,
    Name,
    Piece,
    RealRange,
    TupleOf,
)

_FORMS = (
    "a claim is z ~ LAW, z has density .. for .., z has mass .. at .., z in FAMILY,"
    " x, y independent, or E(z) = .."
)


def _left(items: tuple[Any, ...], at: Span) -> Any:
    """The left side of a claim: one expression, a tuple in brackets, or a conditional law."""
    if len(items) > 1:
        raise Rejection("a joint law takes brackets", "write (x, y) on the left side", at)
    left = items[0]
    if not isinstance(left, Given):
        return side(left)
    if (left.span.line, left.span.column) == (at.line, at.column):
        hint = "write (X given X > a) ~ LAW"
        raise Rejection("a conditional law takes brackets", hint, left.span)
    return left


def _follows(at: Span, parts: list[Any]) -> Node:
    return Follows(_left(parts[0], at), side(parts[1]), span=at)


def _member(at: Span, parts: list[Any]) -> Node:
    family = Name(identifier(parts[1]), span=parts[1].span)
    return Member(_left(parts[0], at), family, span=at)


def _independence(at: Span, parts: list[Any]) -> Node:
    (items,) = parts
    if len(items) < 2:
        raise Rejection("independence is between two or more", "write x, y independent", at)
    return Independence(tuple(side(item) for item in items), span=at)


def _equation(at: Span, parts: list[Any]) -> Node:
    (items,) = parts
    match items:
        case (Chain(terms=(left, right), signs=("=",)),):
            return Equation(left, right, span=at)
        case (Chain(signs=signs),) if "=" not in signs:
            raise Rejection("an inequality is no claim", _FORMS, at)
        case (Name() | Call() | Item(), Name() | Call() | Item(), *_):
            raise Rejection("this is no claim", "is the word `independent` missing?", at)
        case (Call(name="Independent"),):
            raise Rejection("this is a law, no claim", "write `X, Y independent`", at)
    raise Rejection("this is no claim", _FORMS, at)


def _ranges(at: Span, parts: list[Any]) -> tuple[Any, ...]:
    ranges: list[Any] = []
    for part in parts:
        if isinstance(part, Junction):
            if any(isinstance(each, Junction) for each in part.conditions) or part.word == "or":
                raise Rejection(
                    "ranges are joined with `and` alone", "use two pieces for `or`", part.span
                )
            ranges.extend(part.conditions)
        else:
            ranges.append(part)
    for each in ranges:
        if not isinstance(each, RealRange | IntegerRange):
            _check_range(each)
    return tuple(ranges)


def _check_range(node: Any) -> None:
    if isinstance(node, Name):
        raise Rejection(
            f"the range of `{node.name}` is missing", f"write {node.name} real", node.span
        )
    if not isinstance(node, Chain):
        raise Rejection("a range is expected here", "for example t > 0, or t real", node.span)
    if "=" in node.signs:
        raise Rejection("a range is no equation", "for example t > 0, t != 0, or t real", node.span)
    check_condition(node)


def _real_range(at: Span, parts: list[Any]) -> Node:
    if not isinstance(parts[0], Name):
        raise Rejection("`real` follows a name", "for example t real", parts[0].span)
    return RealRange(parts[0], span=at)


def _integer_range(at: Span, parts: list[Any]) -> Node:
    if not isinstance(parts[0], Name):
        _check_range(parts[0])
    return IntegerRange(parts[0], span=at)


def _piece(at: Span, parts: list[Any]) -> Node:
    kind, amount, point, ranges = parts
    word = kind.text if kind else ""
    return Piece(word, value(amount), None if point is None else side(point), ranges or (), span=at)


def _has_law(at: Span, parts: list[Any]) -> Node:
    pieces: list[Piece] = []
    kind = ""
    for piece in parts[1:]:
        if not piece.kind and kind != "density":
            hint = "write it before this value"
            raise Rejection("each piece says `density` or `mass`", hint, piece.value.span)
        kind = piece.kind or "density"
        whole = Piece(kind, piece.value, piece.at, piece.ranges, span=piece.span)
        _check_piece(whole)
        pieces.append(whole)
    return HasLaw(_left(parts[0], at), tuple(pieces), span=at)


def _check_piece(piece: Piece) -> None:
    end = Span(
        piece.span.end_line, piece.span.end_column, piece.span.end_line, piece.span.end_column + 1
    )
    if piece.kind == "mass":
        if piece.at is None:
            raise Rejection("a mass needs its point", "for example mass 1/2 at 0", end)
        return
    if not piece.ranges:
        raise Rejection(
            "a density needs its range", "for example `for t > 0`, or `for t real`", end
        )
    names = piece.at.items if isinstance(piece.at, TupleOf) else (piece.at,)
    for name in names:
        if name is not None and not isinstance(name, Name):
            raise Rejection(
                "after `at` come the bound variables of the density",
                "for example at t, or at (s, t)",
                name.span,
            )


CLAIMS = MappingProxyType[str, Builder](
    {
        "follows": _follows,
        "has_law": _has_law,
        "member": _member,
        "independence": _independence,
        "equation": _equation,
        "piece": _piece,
        "ranges": _ranges,
        "real_range": _real_range,
        "integer_range": _integer_range,
    }
)
