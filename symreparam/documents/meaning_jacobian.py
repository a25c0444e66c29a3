"""`jacobian(z; x, y) = value` as a statement about a map, in letters of its own, at a point."""

from __future__ import annotations

from sympy import Symbol

from symreparam.documents import syntax
from symreparam.documents.meaning_needs import Meaningless, Need
from symreparam.documents.meaning_state import State
from symreparam.documents.meaning_terms import Reader
from symreparam.documents.nodes import Node
from symreparam.logic.errors import Unsupported
from symreparam.logic.judgement import Jacobian
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import variable

MOST = 6


def jacobian_goal(call: syntax.Call, value: Node, state: State, needs: list[Need]) -> Jacobian:
    """The map of the call at its names, which are parameters. Raises Meaningless, Unsupported."""
    reader = Reader(state.names, NUMBERS, needs)
    point = tuple(reader.read(name) for name in call.after_semicolon)
    parts = _components(call.arguments[0], state)
    if len(parts) != len(point):
        message = f"{len(parts)} components and {len(point)} names"
        hint = "jacobian takes as many names after the semicolon as components"
        raise Meaningless(message, hint, call.span)
    if any(not isinstance(place, Symbol) for place in point):
        hint = "introduce it by `let x real`"
        raise Meaningless("after the semicolon come parameters", hint, call.span)
    if len(set(point)) < len(point):
        raise Meaningless("a name stands twice after the semicolon", "", call.span)
    if len(point) > MOST:
        raise Unsupported(f"a Jacobian determinant of more than {MOST} rows")
    subjects = tuple(reader.read(part) for part in parts)
    if any(term.has(*state.random) for term in (*subjects, *point) if state.random):
        hint = "differentiate by parameters, `let x real`"
        raise Meaningless("a random variable in a Jacobian", hint, call.span)
    taken = {*state.names, *(str(s.name) for s in state.domains)}
    fresh = (name for k in range(1, 1000) if (name := f"x_{k}") not in taken)
    letters = tuple(variable(next(fresh)) for _ in point)
    there = dict(zip(point, letters, strict=True))
    moved = tuple(term.xreplace(there) for term in subjects)
    return Jacobian(moved, letters, point, reader.read(value))


def _components(node: Node, state: State) -> tuple[Node, ...]:
    if isinstance(node, syntax.TupleOf):
        return node.items
    if isinstance(node, syntax.Name) and node.name in state.tuples:
        return state.tuples[node.name]
    return (node,)
