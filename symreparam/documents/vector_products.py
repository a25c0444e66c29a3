"""What is known of the vectors of a block, and products with matrices of symbolic size."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from symreparam.documents import matrices, syntax
from symreparam.documents.nodes import Node, walk
from symreparam.documents.vector_shapes import Apart, Generic, Grid, Leading, Over, Row, Value
from symreparam.logic.errors import Unsupported


@dataclass(slots=True)
class Products:
    """What is known about the names of vectors and matrices, and the one free index of a line.

    `known` are the names that the lets introduce: none of them is a free index. `asked`: the line
    is a goal, in which the first component stands for any other. `sizes` are those of the vectors
    of which the line has a component at any index.
    """

    values: dict[str, Value] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)
    components: set[str] = field(default_factory=set)
    free: str | None = None
    sizes: dict[str, None] = field(default_factory=dict)
    asked: bool = False
    folds: list[Over] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    derived: set[str] = field(default_factory=set)
    indexed: set[str] = field(default_factory=set)

    def _scalar(self, value: Value) -> Any:
        if isinstance(value, Generic | Leading | Apart):
            raise Unsupported("a vector of symbolic size here")
        if isinstance(value, Row | Grid):
            raise Unsupported("a vector here")
        if isinstance(value, matrices.Formal):
            raise Unsupported("a matrix of symbolic size here")
        return value

    def _formal(self, node: syntax.Arithmetic, parts: list[Value]) -> matrices.Formal:
        """A sum or product with matrices of symbolic size."""
        total = parts[0]
        for operator, part in zip(node.operators, parts[1:], strict=True):
            if operator in ("@", "+", "-"):
                one, two = self._as_matrix(total, node), self._as_matrix(part, node)
                total = (
                    matrices.product(one, two, node)
                    if operator == "@"
                    else matrices.added(one, two, operator, node)
                )
            elif operator == ".*" and isinstance(total, Generic):
                total = matrices.stretched(total, self._as_matrix(part, node), node)
            elif operator == ".*" and isinstance(part, Generic):
                total = matrices.stretched(part, self._as_matrix(total, node), node)
            elif operator == "*" and isinstance(part, matrices.Formal):
                total = matrices.scaled(part, self._scalar(total), "*", node)
            elif operator in ("*", "/") and isinstance(total, matrices.Formal):
                total = matrices.scaled(total, self._scalar(part), operator, node)
            elif operator in ("*", "/"):
                pair = (self._scalar(total), self._scalar(part))
                total = syntax.Arithmetic(pair, (operator,), span=node.span)
            else:
                raise Unsupported("this product with a matrix of symbolic size")
        return self._as_matrix(total, node)

    def _as_matrix(self, value: Value, node: Node) -> matrices.Formal:
        """A matrix, or a vector that was declared, as one of symbolic size."""
        if isinstance(value, matrices.Formal):
            return value
        if not isinstance(value, Generic):
            raise Unsupported("this term beside a matrix of symbolic size")
        return self._linear(value.item, value.size)

    def _linear(self, item: Any, size: str) -> matrices.Formal:
        """A vector by its component: letters with an index, sums, multiples, products of two."""
        if isinstance(item, syntax.Name) and item.name not in self.derived:
            return matrices.letter(item, size, matrices.ONE, item)
        if isinstance(item, syntax.Negate):
            minus = syntax.Negate(syntax.Number(Fraction(1), span=item.span), span=item.span)
            return matrices.scaled(self._linear(item.operand, size), minus, "*", item)
        if not isinstance(item, syntax.Arithmetic):
            raise Unsupported("this term beside a matrix of symbolic size")
        first, *others = item.operands
        if set(item.operators) <= {"+", "-"}:
            total = self._linear(first, size)
            for sign, other in zip(item.operators, others, strict=True):
                total = matrices.added(total, self._linear(other, size), sign, item)
            return total
        if len(others) != 1 or item.operators[0] not in ("*", "/"):
            raise Unsupported("this term beside a matrix of symbolic size")
        [second] = others
        if not self._has_index(second):
            return matrices.scaled(self._linear(first, size), second, item.operators[0], item)
        if item.operators[0] == "/":
            raise Unsupported("a quotient beside a matrix of symbolic size")
        if not self._has_index(first):
            return matrices.scaled(self._linear(second, size), first, "*", item)
        if self._is_random(first):
            first, second = second, first
        scale = matrices.diagonal(Generic(first, size), item)
        return matrices.product(scale, self._linear(second, size), item)

    def _has_index(self, node: Node) -> bool:
        """Whether a component of a vector of symbolic size stands in the node."""
        items = [v.item for v in self.values.values() if isinstance(v, Generic)]
        names = {item.name for item in items if isinstance(item, syntax.Name)}
        return any(isinstance(part, syntax.Name) and part.name in names for part in walk(node))

    def _is_random(self, node: Node) -> bool:
        """Whether a component of a random vector stands in the node."""
        names = [part.name for part in walk(node) if isinstance(part, syntax.Name)]
        return any(name in self.indexed for name in names)
