"""Expressions with vectors and matrices, taken apart into expressions of their components."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from fractions import Fraction
from typing import Any, TypeVar

from symreparam.documents import matrices, syntax
from symreparam.documents.meaning_needs import Meaningless
from symreparam.documents.nodes import Node
from symreparam.documents.runs import over_an_index
from symreparam.documents.vector_folds import Totals
from symreparam.documents.vector_shapes import (
    Apart,
    Generic,
    Grid,
    Leading,
    Row,
    Value,
    applied,
    has_run,
    joined,
    over,
    unit,
    written,
)
from symreparam.logic.errors import Unsupported

NodeT = TypeVar("NodeT", bound=Node)
_SPREAD = frozenset(("max", "min", "norm", "argmax"))


@dataclass(slots=True)
class Terms(Totals):
    """Takes nodes apart."""

    def plain(self, node: NodeT, bound: dict[str, Any] | None = None) -> NodeT:
        """The node with vectors of literal size as tuples, and components as names."""
        if isinstance(node, _EXPRESSIONS):
            found: NodeT = self._node(self.value(node, bound), node)
            return found
        return self.mapped(node, lambda part: self.plain(part, bound))

    def mapped(self, node: NodeT, change: Callable[[Any], Any]) -> NodeT:
        parts: dict[str, Any] = {}
        for each in fields(node):
            value = getattr(node, each.name)
            if isinstance(value, Node):
                parts[each.name] = change(value)
            elif isinstance(value, tuple):
                parts[each.name] = tuple(change(p) if isinstance(p, Node) else p for p in value)
        changed: NodeT = replace(node, **parts)
        return changed

    def _node(self, value: Value, node: Node) -> Any:
        if isinstance(value, Row):
            if len(value.items) == 1:
                return value.items[0]
            return syntax.TupleOf(value.items, span=node.span)
        if isinstance(value, Grid):
            rows = tuple(syntax.TupleOf(row, span=node.span) for row in value.rows)
            return syntax.TupleOf(rows, span=node.span)
        return self._scalar(value)

    def value(self, node: Any, bound: dict[str, Any] | None = None) -> Value:
        """A scalar node, or the components of a vector or matrix."""
        match node:
            case syntax.Name(name):
                if isinstance(place := (bound or {}).get(name), int):
                    return written(place, node)  # the index of a literal run
                return self.values.get(name, node)
            case syntax.Item():
                return self._item(node, bound or {})
            case syntax.TupleOf(items):
                parts = [self.value(item, bound) for item in items]
                if all(isinstance(part, Row) for part in parts):
                    return Grid(tuple(part.items for part in parts))
                return Row(tuple(self._scalar(part) for part in parts))
            case syntax.Negate(operand):
                inner = self.value(operand, bound)
                if isinstance(inner, matrices.Formal):
                    one = syntax.Number(Fraction(1), span=node.span)
                    minus = syntax.Negate(one, span=node.span)
                    return matrices.scaled(inner, minus, "*", node)
                return over((inner,), lambda x: replace(node, operand=x))
            case syntax.Power(base, exponent):
                pair = (self.value(base, bound), self.value(exponent, bound))
                if any(isinstance(part, Grid) for part in pair):
                    raise Unsupported("powers of matrices")
                return over(pair, lambda x, y: replace(node, base=x, exponent=y))
            case syntax.Arithmetic():
                return self._arithmetic(node, bound)
            case syntax.Call():
                return self._call(node, bound)
            case syntax.Number() | syntax.Constant():
                return node
        return self.mapped(node, lambda part: self.plain(part, bound))

    def _item(self, node: syntax.Item, bound: dict[str, Any]) -> Value:
        known = self.values.get(node.name)
        if known is None:
            return node  # no vector, or one that is not supported: whoever reads it says which
        if isinstance(known, matrices.Formal):
            raise Unsupported("an entry of a matrix of symbolic size")
        if isinstance(known, Generic):
            return self._any(node, known, bound)
        if isinstance(known, Apart):
            return self._one_or_other(node, known, bound)
        if isinstance(known, Leading) and any(isinstance(size, str) for size in bound.values()):
            raise Unsupported("a component beside a sum over its vector of symbolic size")
        places = [self._place(index, bound) for index in node.indices]
        parts: Any = known.rows if isinstance(known, Grid) else known.items
        for place in places:
            if not isinstance(parts, tuple) or not 1 <= place <= len(parts):
                hint = "components are counted from 1"
                raise Meaningless(f"{node.name}[{place}] is outside of its range", hint, node.span)
            parts = parts[place - 1]
        return Row(parts) if isinstance(parts, tuple) else parts

    def _any(self, node: syntax.Item, known: Generic, bound: dict[str, Any]) -> Node:
        """The component at an index that may be any: one index in a statement."""
        index = node.indices[0]
        if self.asked and isinstance(index, syntax.Number) and index.value == 1:
            # every vector has a first component, and what is said of it holds of any
            index = syntax.Name("1", span=index.span)
        if not isinstance(index, syntax.Name):
            raise Unsupported("this component of a vector of symbolic size")
        if index.name in bound:
            if bound[index.name] != known.size:
                raise Unsupported("an index that runs over another size")
        elif index.name in self.known or any(isinstance(size, str) for size in bound.values()):
            raise Unsupported("a component at an index that is another one here")
        elif self.free not in (None, index.name):
            raise Unsupported("two free indices")
        else:
            self.free = index.name
            self.sizes[known.size] = None
        item: Node = known.item
        return item

    def _one_or_other(self, node: syntax.Item, known: Apart, bound: dict[str, Any]) -> Node:
        """The component at index 1, or at one free index: the sums over all are the same for every
        order of the indices; or the one at any other index, inside of such a sum."""
        index = node.indices[0]
        name = index.name if isinstance(index, syntax.Name) else "1"
        if bound.get(name) == known.size:
            other: Node = known.item
            return other
        if any(isinstance(size, str) for size in bound.values()):
            raise Unsupported("a component at an index that is another one here")
        literal = isinstance(index, syntax.Number)
        if isinstance(index, syntax.Name) and name not in self.known and name not in bound:
            if not self.asked or self.first or self.free not in (None, name):
                raise Unsupported("two free indices")
            self.free = name
        elif self._place(index, bound) != 1 or (literal and self.free not in (None, "1")):
            raise Unsupported("this component of a vector of symbolic size")
        elif literal and self.asked:
            self.free = "1"
        elif literal:
            self.first = True
        first: Node = known.first
        return first

    def _arithmetic(self, node: syntax.Arithmetic, bound: dict[str, Any] | None) -> Value:
        parts = [self.value(operand, bound) for operand in node.operands]
        if any(isinstance(part, matrices.Formal) for part in parts):
            return self._formal(node, parts)
        if not any(isinstance(part, _VECTORS) for part in parts):
            return replace(node, operands=tuple(parts))
        total = parts[0]
        for operator, part in zip(node.operators, parts[1:], strict=True):
            if operator == "@":
                total = applied(total, part, node)
                continue
            scaled = not isinstance(total, _VECTORS) and operator == "*"
            if operator in ("*", "/") and not scaled and isinstance(part, _VECTORS):
                raise Unsupported("a product of vectors with `*`: write `.*` or `@`")
            sign = "*" if operator == ".*" else operator
            total = over((total, part), joined(node, sign))
        return total

    def _call(self, node: syntax.Call, bound: dict[str, Any] | None) -> Value:
        if over_an_index(node):
            return self._total(node, bound or {})
        if node.keywords or node.primes or node.after_semicolon:
            return self.mapped(node, lambda part: self.plain(part, bound))
        if node.name == "eye" and isinstance(node.arguments[0], syntax.Name):
            return matrices.identity(node.arguments[0].name, node)
        if node.name == "eye":
            return unit(node)
        outside, self.free = self.free, None
        parts = [self._argument(part, bound) for part in node.arguments]
        inside, self.free = self.free, outside or self.free
        if inside and (outside not in (None, inside)):
            raise Unsupported("two free indices")
        flat = [item for part in parts for item in (part if isinstance(part, list) else [part])]
        if node.name == "transpose" and isinstance(flat[0], Grid):
            return Grid(tuple(zip(*flat[0].rows, strict=True)))
        if node.name == "transpose" and isinstance(flat[0], matrices.Formal):
            return matrices.transposed(flat[0])
        if node.name == "diag" and isinstance(flat[0], Generic):
            return matrices.diagonal(flat[0], node)
        if node.name == "diag" and isinstance(flat[0], Row):
            zero = syntax.Number(Fraction(0), span=node.span)
            size = len(flat[0].items)
            return Grid(
                tuple(
                    tuple(flat[0].items[i] if i == j else zero for j in range(size))
                    for i in range(size)
                )
            )
        if node.name in _SPREAD and len(flat) == 1 and isinstance(flat[0], Row):
            return replace(node, arguments=flat[0].items)
        if node.name in _SPREAD and len(flat) == 1 and isinstance(flat[0], Generic):
            if inside:
                raise Unsupported("one component beside a whole vector of symbolic size")
            return self._over(node.name, flat[0].item, flat[0].size, node)
        if node.name in _SPREAD and len(flat) == 1 and isinstance(flat[0], Apart) and not inside:
            return self._with_others(node, flat[0])
        if node.name in (*_SPREAD, "diag") and any(isinstance(part, Leading) for part in flat):
            raise Unsupported("one component beside a whole vector of symbolic size")
        several = any(isinstance(part, Row | Grid | Generic | Apart) for part in flat)
        if node.name in _SPREAD and several:
            own = node.name
            what = f"{own} of several terms with a vector among them: of all components or of each?"
            hint = f"write {own} of one vector, or `let z[i = 1..n] = {own}(x[i], y[i])`"
            raise Meaningless(what, hint, node.span)
        if node.name in _JOINT or node.name[0].isupper():
            return replace(node, arguments=tuple(self._node(part, node) for part in flat))
        return over(tuple(flat), lambda *items: replace(node, arguments=items))

    def _argument(self, part: Any, bound: dict[str, Any] | None) -> Any:
        """An argument; a run of components is several."""
        if isinstance(part, syntax.Item) and has_run(part):
            known = self.values.get(part.name)
            run = part.indices[0]
            if isinstance(known, Row) and isinstance(run, syntax.Run):
                low, high = self._place(run.low, bound or {}), self._place(run.high, bound or {})
                if 1 <= low <= high <= len(known.items):
                    return list(known.items[low - 1 : high])
            raise Unsupported("this run of components")
        return self.value(part, bound)


_EXPRESSIONS = (
    syntax.Number,
    syntax.Constant,
    syntax.Name,
    syntax.Item,
    syntax.Negate,
    syntax.Arithmetic,
    syntax.Power,
    syntax.TupleOf,
    syntax.Call,
)
_VECTORS = (Row, Generic, Grid, Leading, Apart)
_JOINT = frozenset(("E", "Var", "Cov", "P", "jacobian"))
