"""Calls over an index: `sum(e[i], i = 1..n)`."""

from __future__ import annotations

from typing import Any

from symreparam.documents import syntax

# those of single terms take several as well: an index is what tells them apart
EXTREMES = frozenset(("max", "min", "argmax"))


def over_an_index(node: Any) -> bool:
    """Whether this is a sum, product, maximum, minimum or place of the largest of terms with an
    index; a sum or product of two arguments is one with or without it."""
    if not isinstance(node, syntax.Call) or len(node.arguments) != 2:
        return False
    run = node.arguments[1]
    if node.name in EXTREMES:
        return isinstance(run, syntax.Run) and run.variable is not None
    return node.name in ("sum", "prod")


def end_of(node: syntax.Call) -> str | int | None:
    """The last index of `argmax(x[i], i = 1..n)`, a name or number."""
    run = node.arguments[1] if len(node.arguments) == 2 else None
    first = run.low if isinstance(run, syntax.Run) else None
    if not isinstance(run, syntax.Run) or not isinstance(first, syntax.Number) or first.value != 1:
        return None
    if isinstance(run.high, syntax.Name):
        return run.high.name
    whole = isinstance(run.high, syntax.Number) and run.high.value.denominator == 1
    return int(run.high.value) if whole else None  # type: ignore[union-attr]
