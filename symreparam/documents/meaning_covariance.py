"""The arguments of MultivariateNormal for a given number of components."""

from __future__ import annotations

from sympy import Expr, Integer, cancel

from symreparam.documents import syntax
from symreparam.documents.meaning_needs import Meaningless
from symreparam.documents.meaning_terms import Reader
from symreparam.documents.nodes import Node

_HINT = "write MultivariateNormal((m1, m2), ((v11, v12), (v21, v22)))"


def mean_and_covariance(
    law: syntax.Call, reader: Reader, size: int
) -> tuple[list[Expr], list[list[Expr]]]:
    """The mean vector, for which 0 may stand, and the symmetric covariance matrix: its rows,
    `eye(n)` or `diag((v1, v2, ..))`. Raises Meaningless."""
    if len(law.arguments) != 2:
        raise Meaningless("MultivariateNormal takes a mean and a covariance", _HINT, law.span)
    first, second = law.arguments
    if isinstance(first, syntax.Number) and first.value == 0:
        mean: list[Expr] = [Integer(0)] * size
    else:
        mean = _row(first, reader, size, law)
    matrix = _diagonal(second, reader, size, law)
    if matrix is None:
        if not isinstance(second, syntax.TupleOf) or len(second.items) != size:
            raise Meaningless("the covariance has another size", _HINT, law.span)
        matrix = [_row(row, reader, size, law) for row in second.items]
    for i, row in enumerate(matrix):
        for j in range(i):
            if row[j] != matrix[j][i] and cancel(row[j] - matrix[j][i]) != 0:
                hint = f"entries {j + 1}, {i + 1} and {i + 1}, {j + 1} must be the same"
                raise Meaningless("the covariance is not symmetric", hint, law.span)
    return mean, matrix


def _diagonal(node: Node, reader: Reader, size: int, law: syntax.Call) -> list[list[Expr]] | None:
    """The rows of `eye(n)` or `diag((v1, v2, ..))`; None for another node."""
    if not isinstance(node, syntax.Call) or node.name not in ("eye", "diag"):
        return None
    if len(node.arguments) != 1:
        raise Meaningless(f"{node.name} takes one argument", "", node.span)
    [inner] = node.arguments
    if node.name == "diag":
        entries = _row(inner, reader, size, law)
    elif isinstance(inner, syntax.Number) and inner.value == size:
        entries = [Integer(1)] * size
    else:
        raise Meaningless("the covariance has another size", f"write eye({size})", node.span)
    zero: Expr = Integer(0)
    return [[entries[i] if i == j else zero for j in range(size)] for i in range(size)]


def _row(node: Node, reader: Reader, size: int, law: syntax.Call) -> list[Expr]:
    if not isinstance(node, syntax.TupleOf) or len(node.items) != size:
        raise Meaningless(f"a tuple of {size} terms is expected", "write (m1, m2, ..)", node.span)
    return [reader.read(item) for item in node.items]
