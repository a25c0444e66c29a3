"""Matrices of symbolic size: sums of products of letters, which do not commute."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

from symreparam.documents import syntax
from symreparam.documents.nodes import Node
from symreparam.documents.vector_shapes import Generic
from symreparam.logic.errors import Unsupported
from symreparam.terms.record import dataclass

ONE = "1"


@dataclass(frozen=True, slots=True)
class Part:
    """A factor: a vector or matrix by the term at its index, perhaps transposed; with `diagonal`
    the diagonal matrix of a vector. `rows` and `columns` are names of sizes, or 1."""

    item: Any
    rows: str
    columns: str
    transposed: bool = False
    diagonal: bool = False


@dataclass(frozen=True, slots=True)
class Formal:
    """A matrix (a vector has 1 column) as a sum of numbers times products of factors."""

    words: tuple[tuple[Any, tuple[Part, ...]], ...]
    rows: str
    columns: str


def letter(item: Any, rows: str, columns: str, node: Node) -> Formal:
    """The matrix or vector with this term at its index."""
    return Formal(((_number(1, node), (Part(item, rows, columns),)),), rows, columns)


def identity(size: str, node: Node) -> Formal:
    """The identity matrix."""
    return Formal(((_number(1, node), ()),), size, size)


def diagonal(vector: Generic, node: Node) -> Formal:
    """The diagonal matrix of a vector."""
    part = Part(vector.item, vector.size, vector.size, diagonal=True)
    return Formal(((_number(1, node), (part,)),), vector.size, vector.size)


def transposed(matrix: Formal) -> Formal:
    """The transposed matrix."""
    words = tuple((number, tuple(map(_turned, parts[::-1]))) for number, parts in matrix.words)
    return Formal(words, matrix.columns, matrix.rows)


def _turned(part: Part) -> Part:
    if part.diagonal:
        return part
    turned = not part.transposed
    return replace(part, rows=part.columns, columns=part.rows, transposed=turned)


def scaled(matrix: Formal, factor: Any, sign: str, node: Node) -> Formal:
    """The matrix times (`*`) or divided by (`/`) a number."""
    words = tuple(
        (syntax.Arithmetic((number, factor), (sign,), span=node.span), parts)
        for number, parts in matrix.words
    )
    return replace(matrix, words=words)


def added(left: Formal, right: Formal, sign: str, node: Node) -> Formal:
    """The sum or difference. Raises Unsupported for matrices of different sizes."""
    if (left.rows, left.columns) != (right.rows, right.columns):
        raise Unsupported("matrices of different sizes together")
    other = right if sign == "+" else scaled(right, _number(-1, node), "*", node)
    return replace(left, words=(*left.words, *other.words))


def product(left: Formal, right: Formal, node: Node) -> Formal:
    """The matrix product. Raises Unsupported where the sizes do not fit."""
    if left.columns != right.rows:
        raise Unsupported("a product of other sizes with `@`")
    words = tuple(
        (syntax.Arithmetic((one, two), ("*",), span=node.span), (*first, *second))
        for one, first in left.words
        for two, second in right.words
    )
    return Formal(words, left.rows, right.columns)


def stretched(scale: Generic, vector: Formal, node: Node) -> Formal:
    """A vector times another, component by component. Raises Unsupported for a matrix."""
    if vector.columns != ONE:
        raise Unsupported("a vector `.*` a matrix of symbolic size")
    return product(diagonal(scale, node), vector, node)


def _number(value: int, node: Node) -> Any:
    number = syntax.Number(Fraction(abs(value)), span=node.span)
    return number if value >= 0 else syntax.Negate(number, span=node.span)
