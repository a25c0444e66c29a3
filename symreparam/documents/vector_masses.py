"""Masses at the indices of a vector: `mass p[j] at j for integer 1 <= j <= 3`, and those of the
place of the largest, `P(argmax(x) = j) = p[j]` at any index j."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import fields, replace
from fractions import Fraction
from typing import Any

from symreparam.documents import syntax
from symreparam.documents.nodes import Node, walk
from symreparam.documents.runs import over_an_index
from symreparam.documents.vector_shapes import MOST


def unrolled(piece: syntax.Piece) -> tuple[syntax.Piece, ...]:
    """The masses one by one when their index stands in brackets and its range is written in
    numbers; else the piece itself."""
    if piece.kind != "mass" or len(piece.ranges) != 1:
        return (piece,)
    [over] = piece.ranges
    chain = over.subject if isinstance(over, syntax.IntegerRange) else over
    if not isinstance(chain, syntax.Chain) or len(chain.terms) != 3:
        return (piece,)
    low, index, high = chain.terms
    ends = [end.value for end in (low, high) if isinstance(end, syntax.Number)]
    if not isinstance(index, syntax.Name) or set(chain.signs) != {"<="} or len(ends) != 2:
        return (piece,)
    first, last = ends
    whole = first.denominator == last.denominator == 1 and first <= last < first + MOST
    if not whole or not _in_brackets(piece.value, index.name):
        return (piece,)
    return tuple(
        replace(_at(piece, index.name, place), ranges=())
        for place in range(int(first), int(last) + 1)
    )


def whole_run(node: Node, size: str) -> bool:
    """Whether the node is the name of a vector of that size, or `p[1..size]`."""
    if isinstance(node, syntax.Name):
        return True
    if not isinstance(node, syntax.Item) or len(node.indices) != 1:
        return False
    [run] = node.indices
    if not isinstance(run, syntax.Run) or run.variable is not None:
        return False
    low, high = run.low, run.high
    first = isinstance(low, syntax.Number) and low.value == 1
    return first and isinstance(high, syntax.Name) and high.name == size


def largest_at(
    claim: syntax.Equation, known: Container[str]
) -> tuple[syntax.Call, syntax.Name, Any] | None:
    """`argmax(x)`, the free index j and the value of `P(argmax(x) = j) = value`; None for another
    equation."""
    for event, value in ((claim.left, claim.right), (claim.right, claim.left)):
        if not isinstance(event, syntax.Call) or event.name != "P" or len(event.arguments) != 1:
            continue
        [chain] = event.arguments
        if not isinstance(chain, syntax.Chain) or chain.signs != ("=",):
            continue
        for place, index in (chain.terms, chain.terms[::-1]):
            if not isinstance(place, syntax.Call) or not isinstance(index, syntax.Name):
                continue
            largest = place.name == "argmax" and (
                len(place.arguments) == 1 or over_an_index(place)
            )
            if largest and index.name not in known and _in_brackets(value, index.name):
                return place, index, value
    return None


def masses_at_all(left: Any, index: syntax.Name, share: Any, size: str | int) -> syntax.HasLaw:
    """`left has mass SHARE at j for integer 1 <= j <= n`."""
    span = index.span
    first = syntax.Number(Fraction(1), span=span)
    last: syntax.Name | syntax.Number = (
        syntax.Number(Fraction(size), span=span)
        if isinstance(size, int)
        else syntax.Name(size, span=span)
    )
    chain = syntax.Chain((first, index, last), ("<=", "<="), span=span)
    over = (syntax.IntegerRange(chain, span=span),)
    piece = syntax.Piece("mass", share, index, over, span=span)
    return syntax.HasLaw(left, (piece,), span=left.span)


def _in_brackets(node: Node, name: str) -> bool:
    return any(
        isinstance(part, syntax.Name) and part.name == name
        for item in walk(node)
        if isinstance(item, syntax.Item)
        for index in item.indices
        for part in walk(index)
    )


def _at(node: Any, name: str, place: int) -> Any:
    """The node with the number for the name."""
    if isinstance(node, syntax.Name) and node.name == name:
        return syntax.Number(Fraction(place), span=node.span)
    if not isinstance(node, Node):
        return node
    parts: dict[str, Any] = {}
    for each in fields(node):
        value = getattr(node, each.name)
        if isinstance(value, Node):
            parts[each.name] = _at(value, name, place)
        elif isinstance(value, tuple):
            parts[each.name] = tuple(_at(part, name, place) for part in value)
    return replace(node, **parts)
