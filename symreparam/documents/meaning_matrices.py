"""Normal laws of vectors of symbolic size, by mean vector and covariance matrix."""

from __future__ import annotations

from sympy import Expr, Integer, Symbol

from symreparam.documents.matrices import ONE, Formal, Part
from symreparam.documents.meaning_needs import Meaningless, Need, one_component
from symreparam.documents.meaning_state import State
from symreparam.documents.meaning_terms import Reader
from symreparam.documents.nodes import Node
from symreparam.logic.errors import Unsupported
from symreparam.logic.judgement import Factor, HasMatrixLaw, Matrices
from symreparam.terms.region import NUMBERS


def matrix_law(state: State, needs: list[Need], node: Node) -> HasMatrixLaw:
    """The judgement of the goal line that was just read. Raises Unsupported, Meaningless."""
    assert state.vectors.normal is not None
    vector, mean, spread = state.vectors.normal
    if vector.columns != ONE:
        raise Unsupported("the law of a random matrix")
    if (mean.rows, mean.columns) != (vector.rows, ONE):
        raise Meaningless("the mean has another size", "", node.span)
    if (spread.rows, spread.columns) != (vector.rows, vector.rows):
        raise Meaningless("the covariance has another size", "", node.span)
    read = _Read(state, needs, node)
    names = (*state.vectors.entries, *(str(s.name) for s in state.indexed()))
    symbols = (*state.domains, *state.random)
    indexed = tuple(s for s in symbols if str(s.name) in names)
    parts = (read.matrices(vector), read.matrices(mean), read.matrices(spread))
    return HasMatrixLaw(*parts, indexed)


class _Read:
    """Reads sizes and terms; every size needs to be 1 or more."""

    def __init__(self, state: State, needs: list[Need], node: Node) -> None:
        self.state, self.needs, self.node = state, needs, node
        self.reader = Reader(state.names, NUMBERS, needs)
        self.sizes: dict[str, Expr] = {ONE: Integer(1)}

    def matrices(self, formal: Formal) -> Matrices:
        words = tuple(
            (self.reader.read(number), tuple(self._factor(part) for part in parts))
            for number, parts in formal.words
        )
        return Matrices(words, self._size(formal.rows), self._size(formal.columns))

    def _factor(self, part: Part) -> Factor:
        entry = self.reader.read(part.item)
        rows, columns = self._size(part.rows), self._size(part.columns)
        return Factor(entry, rows, columns, part.transposed, part.diagonal)

    def _size(self, name: str) -> Expr:
        if name in self.sizes:
            return self.sizes[name]
        size = self.state.names.get(name)
        if not isinstance(size, Symbol) or size not in self.state.domains:
            raise Unsupported(f"the size {name} here")
        one_component(size, name, self.state.domains, self.needs, self.node.span)
        self.sizes[name] = size
        return size
