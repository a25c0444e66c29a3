"""Goals about several components of vectors of symbolic size: `Cov(z[1], z[2])`, `z[2] ~ ..`.

The first m components of a vector of n >= m independent variables are m independent variables,
whatever n is (Kallenberg 2002, lemma 3.8), and those of a vector of parameters are m parameters. So
such a goal is read once more, with m names for each vector; no sum, extreme or matrix over all n
indices may stand in what it uses.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from sympy import Symbol

from symreparam.documents import syntax
from symreparam.documents.diagnostics import Diagnostic
from symreparam.documents.meaning_needs import Meaningless
from symreparam.documents.meaning_state import Goal, State, diagnostic
from symreparam.documents.nodes import Node, walk
from symreparam.documents.parse import Block
from symreparam.documents.vector_shapes import MOST
from symreparam.logic.errors import Unsupported
from symreparam.logic.judgement import FoldEquation, FoldLaw

GOALS = (syntax.Prove, syntax.Refute, syntax.Derive)
Read = Callable[..., tuple[tuple[Goal, ...], State]]


def by_components(goal: Goal, block: Block, read: Read) -> Goal:
    """A goal that is not supported, as `read` reads it with the first components of its vectors of
    symbolic size apart, or with one component told from all others; the goal itself where that is
    not supported either."""
    sizes = leading_sizes(block, goal.line, goal.column)
    if not sizes:
        return _beside_folds(goal, block, read)
    [again, *_], state = read(alone(block, goal.line, goal.column), sizes)
    if again.unsupported:
        return _beside_folds(goal, block, read)
    try:
        for size, item in sizes.items():
            require_components(size, item, state)
    except Unsupported:
        return goal
    except Meaningless as error:
        return replace(again, claim=None, needs=(), error=diagnostic(error, state))
    return again


def _beside_folds(goal: Goal, block: Block, read: Read) -> Goal:
    """A goal about one component beside sums or extremes over all: these are sums of that one and
    the sum over the n - 1 others, which are independent of it."""
    known = alone(block, goal.line, goal.column)
    heads = [part for statement in known.statements for part in walk(statement)]  # type: ignore[arg-type]
    runs = [
        (part, part.indices[0].high.name)
        for part in heads
        if isinstance(part, syntax.Item)
        and len(part.indices) == 1
        and isinstance(part.indices[0], syntax.Run)
        and isinstance(part.indices[0].high, syntax.Name)
    ]
    sizes = frozenset(size for _, size in runs)
    if len(sizes) != 1:
        return goal
    [again, *_], state = read(known, {}, sizes)
    if again.claim is None or not isinstance(again.claim.goal, FoldLaw | FoldEquation):
        return goal
    [(item, size), *_] = runs
    second = syntax.Number(Fraction(2), span=item.span)
    try:
        require_components(size, replace(item, indices=(second,)), state)
    except Unsupported:
        return goal
    except Meaningless as error:
        assert goal.unsupported is not None
        told = replace(goal.unsupported, message=f"{goal.unsupported.message}: {error.hint}")
        return replace(goal, unsupported=told)
    return again


def alone(block: Block, line: int, column: int) -> Block:
    """The block with the goal that stands at this place, and no other."""
    kept = tuple(
        statement
        for statement in block.statements
        if not isinstance(statement, Diagnostic)
        and (
            not isinstance(statement, GOALS)
            or (statement.span.line, statement.span.column) == (line, column)
        )
    )
    return replace(block, statements=kept, problems=())


def leading_sizes(block: Block, line: int, column: int) -> dict[str, syntax.Item]:
    """The component with the greatest index that the goal and the lets before it name, by the
    symbolic size of its vector; none where an index is too large, or none is beyond the first."""
    sizes: dict[str, str] = {}
    greatest: dict[str, syntax.Item] = {}
    for statement in alone(block, line, column).statements:
        assert not isinstance(statement, Diagnostic)
        if statement.span.line > line:
            break
        for item in (part for part in walk(statement) if isinstance(part, syntax.Item)):
            [index, *rest] = item.indices
            if isinstance(index, syntax.Run) and isinstance(index.high, syntax.Name) and not rest:
                sizes.setdefault(item.name, index.high.name)
            elif isinstance(index, syntax.Number) and item.name in sizes:
                size = sizes[item.name]
                if size not in greatest or place_of(item) > place_of(greatest[size]):
                    greatest[size] = item
        if isinstance(statement, syntax.LetDerived) and isinstance(statement.target, syntax.Name):
            used = [p.name for p in walk(statement.value) if isinstance(p, syntax.Name)]
            whole = [sizes[name] for name in used if name in sizes]
            if whole:
                sizes.setdefault(statement.target.name, whole[0])
    places = [place_of(item) for item in greatest.values()]
    if not places or not all(1 <= place <= MOST for place in places):
        return {}
    return greatest


def place_of(item: syntax.Item) -> int:
    """The index of a component; 0 for what is no whole number."""
    index: Node = item.indices[0]
    whole = isinstance(index, syntax.Number) and index.value.denominator == 1
    return int(index.value) if whole and isinstance(index, syntax.Number) else 0


def require_components(size: str, item: syntax.Item, state: State) -> None:
    """The vector has that component at every allowed size.

    Raises Meaningless where it has not, and Unsupported where the least size is not known.
    """
    known = state.names.get(size)
    domain = state.domains.get(known) if isinstance(known, Symbol) else None
    if domain is None or not domain.integer or not domain.lower.is_Integer:
        raise Unsupported("a vector whose least size is not a number")
    least = int(domain.lower) + (not domain.lower_closed)
    if least < place_of(item):
        where = f"{item.name}[{place_of(item)}]"
        message = f"{where} does not exist for {size} = {max(least, 1)}"
        hint = f"let {size} be large enough: `let {size} integer >= {place_of(item)}`"
        raise Meaningless(message, hint, item.span)
