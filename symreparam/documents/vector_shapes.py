"""Rows and grids of expressions: what is done with them component by component."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

from symreparam.documents import syntax
from symreparam.documents.meaning_needs import Meaningless
from symreparam.documents.nodes import Node, children, walk
from symreparam.documents.runs import over_an_index
from symreparam.logic.errors import Unsupported
from symreparam.terms.record import dataclass

MOST = 4


@dataclass(frozen=True, slots=True)
class Row:
    """The components of a vector."""

    items: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a matrix."""

    rows: tuple[tuple[Any, ...], ...]


@dataclass(frozen=True, slots=True)
class Generic:
    """A vector of symbolic size: its component at any index."""

    item: Any
    size: str


@dataclass(frozen=True, slots=True)
class Leading:
    """The first components of a vector of symbolic size, where the others don't matter."""

    items: tuple[Any, ...]
    size: str


@dataclass(frozen=True, slots=True)
class Apart:
    """A vector of symbolic size: one of its components, and the one at any other index."""

    first: Any
    item: Any
    size: str


@dataclass(frozen=True, slots=True)
class Over:
    """A sum, product, maximum, minimum or place of the largest over all indices of a vector of
    symbolic size; `name` stands for it, `body` is the term at any index. With `others` it is over
    all indices but one."""

    name: str
    kind: str
    body: Any
    size: str
    span: Any
    others: bool = False


Value = Any  # a scalar node, Row, Grid, Generic, Leading or Apart


def over(parts: tuple[Value, ...], make: Callable[..., Any]) -> Value:
    """Component by component; scalars go with every component."""
    if any(type(part).__name__ == "Formal" for part in parts):
        raise Unsupported("a matrix of symbolic size in this term")
    leading = [part for part in parts if isinstance(part, Leading)]
    if leading:
        return _first_ones(parts, leading, make)
    if any(isinstance(part, Apart) for part in parts):
        return _apart(parts, make)
    sizes = {len(p.items) for p in parts if isinstance(p, Row)}
    shapes = {(len(p.rows), len(p.rows[0])) for p in parts if isinstance(p, Grid)}
    names = {p.size for p in parts if isinstance(p, Generic)}
    if len(sizes) + len(shapes) + len(names) > 1:
        raise Unsupported("vectors of different sizes together")
    if names:
        items = [p.item if isinstance(p, Generic) else p for p in parts]
        return Generic(make(*items), names.pop())
    if sizes:
        [size] = sizes
        return Row(
            tuple(
                make(*(p.items[k] if isinstance(p, Row) else p for p in parts)) for k in range(size)
            )
        )
    if shapes:
        [(height, width)] = shapes
        return Grid(
            tuple(
                tuple(
                    make(*(p.rows[i][j] if isinstance(p, Grid) else p for p in parts))
                    for j in range(width)
                )
                for i in range(height)
            )
        )
    return make(*parts)


def _first_ones(
    parts: tuple[Value, ...], leading: list[Leading], make: Callable[..., Any]
) -> Leading:
    """The first components of a term with vectors of one symbolic size."""
    other = any(isinstance(part, Row | Grid | Generic) for part in parts)
    if other or len({part.size for part in leading}) > 1:
        raise Unsupported("vectors of different sizes together")
    rows = [
        part.items if isinstance(part, Leading) else (part,) * len(leading[0].items)
        for part in parts
    ]
    return Leading(tuple(make(*each) for each in zip(*rows, strict=True)), leading[0].size)


def _apart(parts: tuple[Value, ...], make: Callable[..., Any]) -> Apart:
    """One component of a term with vectors of one symbolic size, and the one at any other index."""
    own = [part for part in parts if isinstance(part, Apart)]
    other = any(isinstance(part, Row | Grid | Generic) for part in parts)
    if other or len({part.size for part in own}) > 1:
        raise Unsupported("vectors of different sizes together")
    first = make(*(p.first if isinstance(p, Apart) else p for p in parts))
    return Apart(first, make(*(p.item if isinstance(p, Apart) else p for p in parts)), own[0].size)


def applied(left: Value, right: Value, node: Node) -> Value:
    """A matrix by a vector or a matrix."""
    if not isinstance(left, Grid) or not isinstance(right, Row | Grid):
        raise Unsupported("this product with `@`")
    columns = (
        [right.items]
        if isinstance(right, Row)
        else [tuple(row[j] for row in right.rows) for j in range(len(right.rows[0]))]
    )
    if any(len(row) != len(columns[0]) for row in left.rows):
        raise Unsupported("a product of other sizes with `@`")
    rows = tuple(tuple(_dot(row, column, node) for column in columns) for row in left.rows)
    return Row(tuple(row[0] for row in rows)) if isinstance(right, Row) else Grid(rows)


def _dot(row: tuple[Any, ...], column: tuple[Any, ...], node: Node) -> Any:
    """The sum of products, without the factors 1 and the terms 0 times what is always defined."""
    terms = []
    for x, y in zip(row, column, strict=True):
        none = any(isinstance(p, syntax.Number) and p.value == 0 for p in (x, y))
        if none and _everywhere(x) and _everywhere(y):
            continue
        rest = [p for p in (x, y) if not (isinstance(p, syntax.Number) and p.value == 1)]
        pair = tuple(rest)
        one = syntax.Number(Fraction(1), span=node.span)
        terms.append(
            pair[0]
            if len(pair) == 1
            else syntax.Arithmetic(pair, ("*",), span=node.span)
            if pair
            else one
        )
    if not terms:
        return syntax.Number(Fraction(0), span=node.span)
    if len(terms) == 1:
        return terms[0]
    return syntax.Arithmetic(tuple(terms), ("+",) * (len(terms) - 1), span=node.span)


def _everywhere(node: Node) -> bool:
    """Whether the term is a number wherever its names are, by its form."""
    return all(
        isinstance(part, syntax.Number | syntax.Name | syntax.Negate)
        or (isinstance(part, syntax.Arithmetic) and set(part.operators) <= {"+", "-", "*"})
        for part in walk(node)
    )


def unit(node: syntax.Call) -> Value:
    [size] = node.arguments
    if not isinstance(size, syntax.Number) or not 1 <= size.value <= MOST:
        raise Unsupported("an identity matrix of symbolic size here")
    count = int(size.value)
    numbers = [syntax.Number(Fraction(k), span=node.span) for k in (0, 1)]
    return Grid(tuple(tuple(numbers[i == j] for j in range(count)) for i in range(count)))


def plainly(node: Node) -> Iterator[Node]:
    """The parts of a node but for those inside of brackets after a name."""
    yield node
    if not isinstance(node, syntax.Item):
        for child in children(node):
            yield from plainly(child)


def length(vector: Any) -> str | int | None:
    """How many components a vector has; None of what is none."""
    if isinstance(vector, Generic):
        return vector.size
    return len(vector.items) if isinstance(vector, Row) else None


def has_run(item: Node) -> bool:
    """Whether the node is a run of components."""
    indices = item.indices if isinstance(item, syntax.Item) else ()
    return any(isinstance(index, syntax.Run) for index in indices)


def joined(node: syntax.Arithmetic, sign: str) -> Callable[[Any, Any], Any]:
    return lambda x, y: syntax.Arithmetic((x, y), (sign,), span=node.span)


def of_components(node: Node) -> bool:
    """A component, a sum or product over an index, or a matrix such as `diag((a, b))`."""
    heads = ("sum", "prod", "diag", "eye", "transpose")
    made = isinstance(node, syntax.Call) and node.name in heads
    return made or over_an_index(node) or isinstance(node, syntax.Item)


def check_size(call: syntax.Call, left: Generic) -> None:
    """Raises Unsupported unless the identity matrix has as many rows as the vector."""
    [size] = call.arguments
    if not isinstance(size, syntax.Name) or size.name != left.size:
        raise Unsupported("an identity matrix of another size")


def introduced(node: Node) -> set[str]:
    """The names in a `let` that are known after it: all but the variables of its indices."""
    parts = list(walk(node))
    runs = [part.variable for part in parts if isinstance(part, syntax.Run)]
    bound = {variable.name for variable in runs if variable is not None}
    return {part.name for part in parts if isinstance(part, syntax.Name)} - bound


def not_written_out(node: syntax.Call, count: int) -> Meaningless:
    """Sums and products over literal runs are written out: neither empty ones nor long ones."""
    if count < 1:
        return Meaningless(f"this {node.name} has no terms", "the first end comes first", node.span)
    what = f"this {node.name} has {count:,} terms, of which at most {MOST} are written out"
    hint = "give the size a name: `let n integer >= 1`, and `let e[1..n] ~ ..` for a vector"
    return Meaningless(what, hint, node.span)


def written(number: int, node: Node) -> Node:
    """The whole number as it is written, in the node's place."""
    size = syntax.Number(Fraction(abs(number)), span=node.span)
    return size if number >= 0 else syntax.Negate(size, span=node.span)
