"""The names of the components of declared vectors and matrices."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product

from symreparam.documents import matrices, syntax
from symreparam.documents.limits import constant
from symreparam.documents.nodes import Node, Span
from symreparam.documents.vector_shapes import MOST, Apart, Generic, Grid, Leading, Row
from symreparam.documents.vector_terms import Terms
from symreparam.logic.errors import Unsupported

ANY = "i"


@dataclass(slots=True)
class Names(Terms):
    """`entries` are the rows and columns of each matrix of symbolic size, by its letter; `leading`
    is how many components have names of their own, by symbolic size, where one is not enough."""

    entries: dict[str, tuple[str, str]] = field(default_factory=dict)
    leading: dict[str, int] = field(default_factory=dict)

    def _declared(self, target: Node) -> tuple[syntax.Name, ...]:
        """The names that a target of a `let` introduces."""
        if isinstance(target, syntax.Name):
            return (target,)
        if not isinstance(target, syntax.Item):
            raise Unsupported("random vectors")
        sizes = [self._size(run) for run in target.indices]
        if isinstance(sizes[0], str):
            if len(sizes) > 1:
                return self._matrix(target, sizes)
            if sizes[0] in self.leading:
                ones = range(1, self.leading[sizes[0]] + 1)
                first = tuple(self._fresh(f"{target.name}_{k}", target) for k in ones)
                self.values[target.name] = Leading(first, sizes[0])
                return first
            if sizes[0] in self.apart:
                return self._pair(target.name, sizes[0], target.span)
            name = self._fresh(f"{target.name}_{ANY}", target)
            self.values[target.name] = Generic(name, sizes[0])
            return (name,)
        if any(isinstance(size, str) for size in sizes):
            raise Unsupported("matrices of symbolic size")
        places = list(product(*(range(1, size + 1) for size in sizes if isinstance(size, int))))
        names = tuple(
            self._fresh("_".join((target.name, *map(str, place))), target) for place in places
        )
        if len(sizes) == 1:
            self.values[target.name] = Row(names)
        else:
            width = int(sizes[1])
            rows = [names[k : k + width] for k in range(0, len(names), width)]
            self.values[target.name] = Grid(tuple(rows))
        return names

    def _pair(self, name: str, size: str, span: Span) -> tuple[syntax.Name, ...]:
        """One component, and the one at any other index."""
        item = syntax.Item(name, (), span=span)
        one, other = (self._fresh(f"{name}_{k}", item) for k in (1, ANY))
        self.values[name] = Apart(one, other, size)
        return one, other

    def _matrix(self, target: syntax.Item, sizes: list[int | str]) -> tuple[syntax.Name, ...]:
        """A matrix of symbolic size: one name for the entry at any two indices."""
        if len(sizes) != 2 or any(isinstance(size, int) for size in sizes):
            raise Unsupported("matrices of symbolic size")
        rows, columns = map(str, sizes)
        name = self._fresh(f"{target.name}_{ANY}_j", target)
        self.values[target.name] = matrices.letter(name, rows, columns, target)
        self.entries[name.name] = (rows, columns)
        return (name,)

    def _fresh(self, name: str, target: syntax.Item) -> syntax.Name:
        if name in self.taken or name in self.components:
            raise Unsupported(f"the names {target.name}[..] and {name} together")
        self.components.add(name)
        return syntax.Name(name, span=target.span)

    def _size(self, run: Node) -> int | str:
        if not isinstance(run, syntax.Run):
            raise Unsupported("an index without a range here")
        if not isinstance(run.low, syntax.Number) or run.low.value != 1:
            raise Unsupported("components that are not counted from 1")
        if isinstance(run.high, syntax.Name):
            return run.high.name
        size = constant(run.high, {})
        if size is not None and size.denominator == 1 and 1 <= size <= MOST:
            return int(size)
        raise Unsupported(f"vectors of more than {MOST} components")
