"""Terms on whole columns of doubles: the evaluator's closures once more, each over an array.

Where a value is not a finite real number the column holds nan, and the caller asks the evaluator.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from types import MappingProxyType
from typing import Any, Final

import numpy
from sympy import Dummy, E, Expr, Piecewise, Pow, Symbol, exp

from symreparam.numeric.evaluate import function, joint
from symreparam.numeric.heads import RELATIONS
from symreparam.numeric.workspace import NotFinite, Real, UnknownHead, Workspace

Array = Any
Columns = tuple[Array, ...]
Body = Callable[[Columns], Array]
FUNCTIONS: Final[Mapping[str, Callable[..., Array]]] = MappingProxyType(
    {
        **{name: getattr(numpy, name) for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh")},
        **{name: getattr(numpy, name) for name in ("exp", "log", "sign", "floor")},
        **{f"a{name}": getattr(numpy, f"arc{name}") for name in ("sin", "cos", "tan", "sinh")},
        **{f"a{name}": getattr(numpy, f"arc{name}") for name in ("cosh", "tanh")},
        "atan2": numpy.arctan2,
        "Abs": numpy.abs,
        "ceiling": numpy.ceil,
        "Max": numpy.maximum,
        "Min": numpy.minimum,
    }
)
"""Head -> the function of arrays; all others are computed number by number."""


def column_of(
    term: Expr,
    variables: Sequence[Symbol],
    columns: Sequence[Array],
    values: Mapping[Symbol, Real],
    work: Workspace,
) -> Array:
    """The term at each row of the columns, at least one, in doubles; nan where it has no value.

    `work` is a workspace of doubles. Raises UnknownHead, and OutOfFuel for what is computed number
    by number.
    """
    body = _Compiler(tuple(variables), values, work).compile(term)
    arrays = tuple(numpy.asarray(column, float) for column in columns)
    with numpy.errstate(all="ignore"):
        found = body(arrays)
    return numpy.array(numpy.broadcast_to(found, arrays[0].shape))


def _finite(found: Array) -> Array:
    """What is infinite is no value; nan stays what it is in everything made of it."""
    ok = numpy.isfinite(found)
    return found if ok.all() else numpy.where(ok, found, numpy.nan)


class _Compiler:
    """Builds nested closures over columns."""

    def __init__(
        self, variables: tuple[Symbol, ...], values: Mapping[Symbol, Real], work: Workspace
    ) -> None:
        self.variables, self.values, self.work = variables, values, work

    def compile(self, term: Expr) -> Body:
        """The closure of a term."""
        if term in self.variables:
            place = self.variables.index(term)
            return lambda columns: columns[place]
        if not term.has(*self.variables):
            return self._constant(term)
        if term.is_Add or term.is_Mul:
            return self._fold(term)
        if isinstance(term, exp) or (isinstance(term, Pow) and term.base == E):
            return self._called("exp", (term.exp,))
        if isinstance(term, Pow):
            return self._power(term)
        if isinstance(term, Piecewise):
            return self._piecewise(term)
        name = type(term).__name__
        if name in FUNCTIONS:
            return self._called(name, term.args)
        if len(term.args) == 1:
            return self._alone(term)
        return self._by_rows(term)

    def _constant(self, term: Expr) -> Body:
        compiled = function(term, None, self.values, self.work)
        try:
            value = float(compiled(None))
        except (NotFinite, OverflowError):
            value = numpy.nan  # a fault where it is used only, as in a branch that no row takes
        return lambda _: value

    def _fold(self, term: Expr) -> Body:
        parts = [self.compile(arg) for arg in term.args]
        join = numpy.add if term.is_Add else numpy.multiply
        return lambda columns: _finite(reduce(join, [part(columns) for part in parts]))

    def _called(self, name: str, args: tuple[Expr, ...]) -> Body:
        parts = [self.compile(arg) for arg in args]
        head = FUNCTIONS[name]
        if len(parts) == 1:
            only = parts[0]
            return lambda columns: _finite(head(only(columns)))
        return lambda columns: _finite(reduce(head, [part(columns) for part in parts]))

    def _power(self, term: Pow) -> Body:
        base, exponent = self.compile(term.base), self.compile(term.exp)
        if term.exp.is_Rational and term.exp.q == 2:
            top = float(term.exp.p)
            return lambda columns: _finite(numpy.sqrt(base(columns)) ** top)

        def raised(columns: Columns) -> Array:
            below, above = base(columns), exponent(columns)
            found = below**above
            lost = numpy.isnan(below) | numpy.isnan(above) | ((below == 0) & (above <= 0))
            return _finite(numpy.where(lost, numpy.nan, found))

        return raised

    def _piecewise(self, term: Piecewise) -> Body:
        """Each branch on the rows that take it."""
        branches = [(self.compile(value), self._condition(when)) for value, when in term.args]

        def chosen(columns: Columns) -> Array:
            size = columns[0].shape[0]
            found, left = numpy.full(size, numpy.nan), numpy.arange(size)
            for value, holds in branches:
                here = tuple(column[left] for column in columns)
                known, taken = (numpy.broadcast_to(flag, left.shape) for flag in holds(here))
                taken = taken & known
                found[left[taken]] = value(tuple(column[taken] for column in here))
                left = left[known & ~taken]
            return found

        return chosen

    def _condition(self, condition: Any) -> Callable[[Columns], tuple[Array, Array]]:
        """Where the condition has a truth, and which."""
        name = type(condition).__name__
        if name in ("BooleanTrue", "BooleanFalse"):
            return lambda _: (numpy.True_, numpy.bool_(name == "BooleanTrue"))
        if name in ("And", "Or", "Not"):
            parts = [self._condition(arg) for arg in condition.args]
            join = numpy.logical_or if name == "Or" else numpy.logical_and

            def gathered(columns: Columns) -> tuple[Array, Array]:
                known, true = zip(*(part(columns) for part in parts), strict=True)
                held = reduce(join, true)
                return reduce(numpy.logical_and, known), ~held if name == "Not" else held

            return gathered
        if name not in RELATIONS:
            raise UnknownHead(name)
        compare = RELATIONS[name]
        left, right = self.compile(condition.lhs), self.compile(condition.rhs)

        def related(columns: Columns) -> tuple[Array, Array]:
            one, other = numpy.asarray(left(columns)), numpy.asarray(right(columns))
            return ~(numpy.isnan(one) | numpy.isnan(other)), compare(one, other)

        return related

    def _alone(self, term: Expr) -> Body:
        """A function of one argument: the argument as a column, then number by number."""
        letter = Dummy("x", real=True)
        outer = term.func(letter)
        if type(outer) is not type(term):
            return self._by_rows(term)
        inner, head = self.compile(term.args[0]), function(outer, letter, {}, self.work)

        def each(columns: Columns) -> Array:
            argument = numpy.broadcast_to(inner(columns), columns[0].shape)
            return numpy.array([_number(head, x) for x in argument.tolist()], float)

        return each

    def _by_rows(self, term: Expr) -> Body:
        body = joint(term, self.variables, self.values, self.work)

        def each(columns: Columns) -> Array:
            rows = zip(*(column.tolist() for column in columns), strict=True)
            return numpy.array([_number(body, row) for row in rows], float)

        return each


def _number(body: Callable[[Any], Real], x: Any) -> float:
    try:
        return float(body(x))
    except (NotFinite, OverflowError):
        return numpy.nan
