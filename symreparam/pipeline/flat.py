"""Terms that are 0 on an open set without being 0 everywhere: max(X, 0), X + |X|, floor(X)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from sympy import Abs, Basic, Expr, Integer, Max, Min, Piecewise, Symbol, ceiling, floor, sign
from sympy.core.relational import Relational
from sympy.logic.boolalg import And, Boolean, Not, Or, false, true

from symreparam.decide.answer import Context
from symreparam.decide.ball import box_at, certified_sign, enclose
from symreparam.decide.points import sample
from symreparam.derivation.instances import Values
from symreparam.terms.events import JUMPS

_PIECES = (Abs, Max, Min, *JUMPS)
_POINTS = 12
Point = Mapping[Symbol, Expr]


class _Edge(Exception):
    """At this point a part may change from one piece to another."""


def flat_somewhere(term: Expr, context: Context) -> Values | None:
    """A point of the open region around which the term is 0, at the point's parameter values."""
    if not term.has(*_PIECES):
        return None
    for point in _points(context):
        fixed = {s: v for s, v in point.items() if s not in context.over.variables}
        try:
            plain = _around(term, point)
        except _Edge:
            continue
        if isinstance(plain, Expr) and plain.xreplace(fixed).expand() == 0:
            return tuple(point.items())
    return None


def _points(context: Context) -> Iterator[Point]:
    """Points of the region; in a box of numbers, as well with values of two points mixed."""
    found = sample(context, _POINTS)
    yield from found
    variables = context.over.variables
    ends = [end for _, *pair in context.over.bounds for end in pair]
    if len(variables) > 1 and not any(end.free_symbols for end in ends):
        for one, other in pairwise(found):
            yield {**one, **{v: other[v] for v in variables[::2]}}


def _around(term: Basic, point: Point) -> Basic:
    """The term with each of its pieces as it is near the point. Raises _Edge."""
    if not term.args or not term.has(*_PIECES):
        return term
    if isinstance(term, Piecewise):
        for value, condition in term.args:
            if _holds(condition, point):
                return _around(value, point)
        raise _Edge
    args = [_around(arg, point) for arg in term.args]
    if isinstance(term, Abs | sign):
        positive = _sign(args[0], point) == "+"
        one = args[0] if isinstance(term, Abs) else Integer(1)
        return one if positive else Integer(-1) * one
    if isinstance(term, Max | Min):
        above = "+" if isinstance(term, Max) else "-"
        for arg in args:
            if all(_sign(arg - other, point) == above for other in args if other != arg):
                return arg
        raise _Edge
    if isinstance(term, floor | ceiling):
        return _step(args[0], point) + (0 if isinstance(term, floor) else 1)
    return term.func(*args)


def _sign(term: Expr, point: Point) -> str:
    found = certified_sign(term, box_at(point))
    if found is None:
        raise _Edge
    return found


def _step(inner: Expr, point: Point) -> Expr:
    """The whole number below, which is not reached."""
    ball = enclose(floor(inner), box_at(point))
    whole = None if ball is None else ball.unique_fmpz()
    if whole is None or _sign(inner - int(whole), point) != "+":
        raise _Edge
    return Integer(int(whole))


def _holds(condition: Boolean, point: Point) -> bool:
    """Whether a condition holds near the point."""
    if condition in (true, false):
        return bool(condition)
    if isinstance(condition, Not):
        return not _holds(condition.args[0], point)
    if isinstance(condition, And | Or):
        parts = [_holds(part, point) for part in condition.args]
        return all(parts) if isinstance(condition, And) else any(parts)
    if not isinstance(condition, Relational):
        raise _Edge
    left, right = (_around(side, point) for side in condition.args)
    above = _sign(left - right, point) == "+"
    operator = str(condition.rel_op)
    return operator == "!=" if operator in ("==", "!=") else above == (">" in operator)
