"""What every node of a syntax tree has, and how a tree is walked.

The kinds of nodes stand in `syntax`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field, fields

from symreparam.terms.record import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text. Lines and columns count from 1, in characters; `end_column` is the column
    after the last character. A statement that goes on over several lines ends on a later line."""

    line: int
    column: int
    end_line: int
    end_column: int

    @property
    def place(self) -> tuple[int, int, int, int] | None:
        """The four numbers, or None of what stands nowhere."""
        return (self.line, self.column, self.end_line, self.end_column) if self.line else None


NOWHERE = Span(0, 0, 0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """What every node has. A tree that was not read from text stands nowhere."""

    span: Span = field(default=NOWHERE, compare=False, repr=False)


def children(node: Node) -> Iterator[Node]:
    """The nodes directly below a node, in the order of its fields."""
    for each in fields(node):
        value = getattr(node, each.name)
        if isinstance(value, Node):
            yield value
        elif isinstance(value, tuple):
            yield from (part for part in value if isinstance(part, Node))


def walk(node: Node) -> Iterator[Node]:
    """A node and all below it, parents first and from left to right, without recursion."""
    stack = [node]
    while stack:
        top = stack.pop()
        yield top
        stack.extend(reversed(tuple(children(top))))
