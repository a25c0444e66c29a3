"""Sums, products and extremes over the components of a vector, in the claim language."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from symreparam.documents import syntax
from symreparam.documents.limits import constant
from symreparam.documents.meaning_needs import Meaningless
from symreparam.documents.nodes import Node, walk
from symreparam.documents.unparse import print_expression
from symreparam.documents.vector_products import Products
from symreparam.documents.vector_shapes import (
    MOST,
    Apart,
    Over,
    Value,
    not_written_out,
    over,
    plainly,
)
from symreparam.logic.errors import Unsupported


@dataclass(slots=True)
class Totals(Products):
    """Writes sums over literal runs out, and gives those over a symbolic one a name.

    `apart` are symbolic sizes of vectors of which one component is told from all others; `first`:
    a `let` names the one at index 1, so that it is no other.
    """

    apart: frozenset[str] = frozenset()
    first: bool = False

    def value(self, node: Any, bound: dict[str, Any] | None = None) -> Value:
        """A scalar node, or the components of a vector or matrix."""
        raise NotImplementedError

    def _place(self, index: Node, bound: dict[str, Any]) -> int:
        place = constant(index, {name: k for name, k in bound.items() if isinstance(k, int)})
        if place is None:
            what = "an index or the end of a run that is neither a whole number nor a name"
            raise Unsupported(what)
        if place.denominator != 1:
            message = f"an index is a whole number, and {place} is none"
            raise Meaningless(message, "components are counted from 1", index.span)
        return int(place)

    def _total(self, node: syntax.Call, bound: dict[str, Any]) -> Any:
        """A sum or product over a literal run, written out."""
        body, run = node.arguments
        if not isinstance(run, syntax.Run) or run.variable is None:
            raise Meaningless(f"{node.name} has an index", "write sum(e[i], i = 1..3)", node.span)
        if isinstance(run.high, syntax.Name) and run.high.name not in bound:
            return self._all(node, body, run, bound)
        low, high = self._place(run.low, bound), self._place(run.high, bound)
        if not low <= high < low + MOST:
            raise not_written_out(node, high - low + 1)
        terms = tuple(
            self._scalar(self.value(body, {**bound, run.variable.name: k}))
            for k in range(low, high + 1)
        )
        if len(terms) == 1:
            return terms[0]
        if node.name not in ("sum", "prod"):
            return replace(node, arguments=terms)
        sign = "+" if node.name == "sum" else "*"
        return syntax.Arithmetic(terms, (sign,) * (len(terms) - 1), span=node.span)

    def _all(self, node: syntax.Call, body: Node, run: syntax.Run, bound: dict[str, Any]) -> Any:
        """A sum or product over all indices of a vector of symbolic size."""
        assert isinstance(run.high, syntax.Name) and run.variable is not None
        index, size = run.variable.name, run.high.name
        low = run.low.value if isinstance(run.low, syntax.Number) else 0
        if low != 1 and not (low == 2 and size in self.apart):
            raise Unsupported("a sum over a part of a vector of symbolic size")
        if any(isinstance(part, syntax.Name) and part.name == index for part in plainly(body)):
            raise Unsupported("a sum whose terms use the index as a number")
        numbers = {name: place for name, place in bound.items() if isinstance(place, int)}
        term = self._scalar(self.value(body, {**numbers, index: size}))
        if size in self.apart and low == 1:
            one = self._scalar(self.value(body, {**numbers, index: 1}))
            return self._with_others(node, Apart(one, term, size))
        return self._over(node.name, term, size, node)

    def _with_others(self, node: syntax.Call, parts: Apart) -> Any:
        """A sum, product, extreme or norm over all indices by that over all but one of them."""
        if node.name == "argmax":
            raise Unsupported("the place of the largest beside a component")
        if node.name == "norm":
            two = syntax.Number(Fraction(2), span=node.span)
            squares = over((parts,), lambda x: syntax.Power(x, two, span=node.span))
            total = self._with_others(replace(node, name="sum"), squares)
            half = syntax.Number(Fraction(1, 2), span=node.span)
            return syntax.Power(total, half, span=node.span)
        rest = self._over(node.name, parts.item, parts.size, node)
        if node.name in ("max", "min"):
            return replace(node, arguments=(parts.first, rest))
        sign = "+" if node.name == "sum" else "*"
        return syntax.Arithmetic((parts.first, rest), (sign,), span=node.span)

    def _over(self, kind: str, body: Any, size: str, node: Node) -> Any:
        """The name that stands for the fold; the same fold has one name."""
        names = {fold.name for fold in self.folds}
        inner = any(isinstance(part, syntax.Name) and part.name in names for part in walk(body))
        if inner and kind != "sum":
            raise Unsupported("a sum inside a sum over a vector of symbolic size")
        if kind == "norm":
            square = syntax.Power(body, syntax.Number(Fraction(2), span=node.span), span=node.span)
            half = syntax.Number(Fraction(1, 2), span=node.span)
            return syntax.Power(self._over("sum", square, size, node), half, span=node.span)
        key = (kind, print_expression(body), size)
        for fold in self.folds:
            if (fold.kind, print_expression(fold.body), fold.size) == key:
                return syntax.Name(fold.name, span=node.span)
        short = {"sum": "S", "prod": "P", "max": "M", "min": "W", "argmax": "J"}[kind]
        candidates = (f"{short}_{k}" for k in range(1, 1000))
        taken = names | self.taken | self.components
        name = next(n for n in candidates if n not in taken)
        self.components.add(name)
        self.folds.append(Over(name, kind, body, size, node.span, size in self.apart))
        return syntax.Name(name, span=node.span)
