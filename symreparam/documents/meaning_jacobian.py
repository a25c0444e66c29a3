"""`jacobian(z; x, y) = value` as a statement about a map, in letters of its own, at a point."""

from __future__ import annotations

from sympy import Abs, Add, Expr, Mul, Pow, Symbol, cancel, exp, expand

from symreparam.documents import syntax
from symreparam.documents.meaning_folds import Folds
from symreparam.documents.meaning_needs import Meaningless, Need
from symreparam.documents.meaning_state import State
from symreparam.documents.meaning_sums import known_size, settle_needs
from symreparam.documents.meaning_terms import Reader
from symreparam.documents.nodes import Node
from symreparam.logic.errors import Unsupported
from symreparam.logic.judgement import EachJacobian, Jacobian
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


def each_jacobian(
    judged: Jacobian, size: str, state: State, needs: list[Need], node: Node
) -> EachJacobian:
    """The claim about a map of vectors of symbolic size, each component a function of its own x_i.

    Raises Unsupported where the claimed value is no product over the indices.
    """
    count, folds = state.names.get(size), state.folds
    if not isinstance(count, Symbol) or state.vectors.free is not None:
        raise Unsupported("this Jacobian determinant of vectors of symbolic size")
    [body], [letter], [point] = judged.subjects, judged.letters, judged.point
    indexed = tuple(symbol for symbol in state.indexed() if symbol in state.domains)
    if point not in indexed:
        raise Unsupported("a Jacobian determinant by a name that is no vector")
    used = (body.free_symbols | judged.value.free_symbols) & folds.letters
    if body.free_symbols & folds.letters:
        raise Unsupported("a Jacobian matrix of symbolic size that is not diagonal")
    if any(s in folds.random or folds.totals[s][1] != count for s in used):
        raise Unsupported("this value of a Jacobian determinant of symbolic size")
    factor = Mul(*(_at_index(p, folds, indexed, count) for p in Mul.make_args(judged.value)))
    known_size(count, state, needs, node)
    settle_needs(needs, used, folds)
    return EachJacobian(body, letter, point, factor, count, indexed)


def _at_index(part: Expr, folds: Folds, indexed: tuple[Symbol, ...], count: Symbol) -> Expr:
    """The term at any index whose product over all indices is this factor."""
    own = part.free_symbols & {*folds.letters, *indexed}
    if isinstance(part, exp):
        return exp(Add(*(_of_sum(p, folds, indexed, count) for p in _addends(part.args[0]))))
    inner, power = part.as_base_exp()
    inside = inner.args[0] if isinstance(inner, Abs) else inner
    if inside in folds.totals and folds.totals[inside][0].kind == "prod" and power.is_Integer:
        term = folds.totals[inside][0].term
        return Pow(Abs(term) if isinstance(inner, Abs) else term, power)
    share = cancel(power / count)
    if not own and share.is_Integer:
        return Pow(inner, share)
    if part == 1:
        return part
    raise Unsupported("a value that is no product over all indices")


def _addends(term: Expr) -> tuple[Expr, ...]:
    found: tuple[Expr, ...] = Add.make_args(expand(term))
    return found


def _of_sum(part: Expr, folds: Folds, indexed: tuple[Symbol, ...], count: Symbol) -> Expr:
    """The term at any index whose sum over all indices is this addend."""
    factors = Mul.make_args(part)
    sums = [f for f in factors if f in folds.totals]
    scale = Mul(*(f for f in factors if f not in folds.totals))
    if scale.free_symbols & {*folds.letters, *indexed} or len(sums) > 1:
        raise Unsupported("a value that is no product over all indices")
    if not sums:
        return scale / count
    if folds.totals[sums[0]][0].kind != "sum":
        raise Unsupported("a value that is no product over all indices")
    return scale * folds.totals[sums[0]][0].term
