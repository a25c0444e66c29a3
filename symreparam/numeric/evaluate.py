"""Terms as mpmath numbers, by walking the tree with a literal table: no lambdify, no evalf."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from mpmath.libmp import NoConvergence
from sympy import E, Expr, Piecewise, Pow, Symbol, exp, oo

from symreparam.numeric.heads import CONSTANTS, EXPONENT_BITS, HEADS, RELATIONS, SIZED
from symreparam.numeric.workspace import NotFinite, Real, UnknownHead, Workspace
from symreparam.terms.draws import Quantile

Function = Callable[[Real], Real]
_TROUBLE: Final = (ValueError, ZeroDivisionError, OverflowError, NoConvergence, TypeError)


def parameter_values(values: Mapping[Symbol, Expr], work: Workspace) -> dict[Symbol, Real]:
    """Exact parameter values as numbers of the workspace."""
    return {symbol: number(value, {}, work) for symbol, value in values.items()}


def number(term: Expr, values: Mapping[Symbol, Real], work: Workspace) -> Real:
    """The value of a term at the given values. Raises NotFinite, UnknownHead, OutOfFuel."""
    return function(term, None, values, work)(None)


def end_number(term: Expr, values: Mapping[Symbol, Real], work: Workspace) -> Real:
    """The value of an end of an interval: as `number`, but oo and -oo are allowed."""
    if term in (oo, -oo):
        return work.mp.inf if term == oo else work.mp.ninf
    return number(term, values, work)


def function(
    term: Expr, variable: Symbol | None, values: Mapping[Symbol, Real], work: Workspace
) -> Function:
    """The term as a function of the variable; parts free of it are computed once.

    The returned function raises NotFinite where the value is not a finite real number.
    """
    return joint(term, () if variable is None else variable, values, work)


def joint(
    term: Expr,
    variables: Symbol | tuple[Symbol, ...],
    values: Mapping[Symbol, Real],
    work: Workspace,
) -> Function:
    """As `function`, of a tuple of numbers where `variables` is a tuple."""
    compiler = _Compiler(variables, values, work)
    body = compiler.compile(term)
    finite, weight = work.finite, compiler.weight

    def evaluate(x: Real) -> Real:
        work.spend(weight)
        try:
            value = body(x)
        except (OverflowError, ZeroDivisionError) as error:
            raise NotFinite(str(error)) from error
        if not finite(value):
            raise NotFinite("not a finite number")
        return value

    return evaluate


class _Compiler:
    """Builds nested closures over one workspace; counts the weight of one evaluation."""

    def __init__(
        self,
        variables: Symbol | tuple[Symbol, ...],
        values: Mapping[Symbol, Real],
        work: Workspace,
    ) -> None:
        self.variables, self.values, self.work = variables, values, work
        self.names = variables if isinstance(variables, tuple) else (variables,)
        self.mp = work.mp
        self.weight = 1

    def compile(self, term: Expr) -> Function:
        """The closure of a term; a part without the variable becomes a constant."""
        if not term.is_Atom and not term.has(*self.names):
            return self._constant(self._node(term))
        return self._node(term)

    def _constant(self, inner: Function) -> Function:
        try:
            value = inner(None)
        except (NotFinite, OverflowError, ZeroDivisionError) as error:
            # only a fault where it is used: an untaken branch of a Piecewise does not matter
            message = str(error)

            def fail(_x: Real) -> Real:
                raise NotFinite(message)

            return fail
        return lambda _x: value

    def _node(self, term: Expr) -> Function:
        if term.is_Atom:
            return self._atom(term)
        if term.is_Add or term.is_Mul:
            return self._fold(term, bool(term.is_Add))
        if isinstance(term, exp) or (isinstance(term, Pow) and term.base == E):
            return self._call("exp", (term.exp,))
        if isinstance(term, Pow):
            return self._power(term)
        if isinstance(term, Piecewise):
            return self._piecewise(term)
        if isinstance(term, Quantile):
            return self._count(term)
        name = type(term).__name__
        if name in ("Max", "Min"):
            self.weight += len(term.args)
            parts = [self.compile(arg) for arg in term.args]
            pick = max if name == "Max" else min
            return lambda x: pick([part(x) for part in parts])
        return self._call(name, term.args)

    def _atom(self, term: Expr) -> Function:
        if term == self.variables:
            return lambda x: x
        if term in self.names:
            place = self.names.index(term)
            return lambda x: x[place]
        if term.is_Rational and term.is_finite:
            value = self.mp.mpf(int(term.p)) / int(term.q)
        elif term.is_Symbol:
            if term not in self.values:
                raise UnknownHead(f"no value for {term}")
            value = self.values[term]
        elif type(term).__name__ in CONSTANTS:
            value = +getattr(self.mp, CONSTANTS[type(term).__name__])
        else:
            raise UnknownHead(str(term))
        return lambda _x: value

    def _fold(self, term: Expr, addition: bool) -> Function:
        """A sum or product: what is constant is combined first."""
        self.weight += len(term.args)
        free = [not arg.has(*self.names) for arg in term.args]
        parts = [self.compile(arg) for arg in term.args]
        constants = [part for part, is_free in zip(parts, free, strict=True) if is_free]
        loose = [part for part, is_free in zip(parts, free, strict=True) if not is_free]

        def combine(parts: list[Function], x: Real) -> Real:
            total = parts[0](x)
            for part in parts[1:]:
                total = total + part(x) if addition else total * part(x)
            return total

        if not loose or len(constants) < 2:
            both = constants + loose
            return lambda x: combine(both, x)
        start = self._constant(lambda x: combine(constants, x))
        return lambda x: combine([start, *loose], x)

    def _power(self, term: Pow) -> Function:
        self.weight += 5
        base, exponent = self.compile(term.base), self.compile(term.exp)
        power = term.exp
        if power.is_Integer and abs(int(power)) <= 10_000:
            whole = int(power)
            if whole == -1:
                return lambda x: self._divide(base(x))
            return lambda x: self._whole_power(base(x), whole)
        if power.is_Rational and power.q == 2 and abs(int(power.p)) <= 10_000:
            top = int(power.p)
            return lambda x: self._whole_power(self._root(base(x)), top)
        return lambda x: self._general_power(base(x), exponent(x))

    def _divide(self, bottom: Real) -> Real:
        if bottom == 0:
            raise NotFinite("division by zero")
        return 1 / bottom

    def _whole_power(self, base: Real, power: int) -> Real:
        if base == 0 and power < 0:
            raise NotFinite("division by zero")
        return base**power

    def _root(self, base: Real) -> Real:
        if base < 0:
            raise NotFinite("square root of a negative number")
        return self.mp.sqrt(base)

    def _general_power(self, base: Real, exponent: Real) -> Real:
        mp = self.mp
        if base == 0:
            if exponent > 0:
                return mp.zero
            raise NotFinite("zero to a power that is not positive")
        if base < 0:
            if not mp.isint(exponent) or abs(exponent) > 10_000:
                raise NotFinite("fractional power of a negative number")
            return base ** int(exponent)
        return self._guarded("exp", "exp", (exponent * mp.log(base),))

    def _call(self, head: str, args: tuple[Expr, ...]) -> Function:
        row = HEADS.get(head)
        if row is None:
            raise UnknownHead(head)
        name, weight = row
        self.weight += weight
        parts = [self.compile(arg) for arg in args]
        if head == "lowergamma":  # gammainc(s, from, to)
            return lambda x: self._guarded(head, name, (parts[0](x), 0, parts[1](x)))
        if head == "LambertLower":  # lambertw(x, branch)
            return lambda x: self._guarded(head, name, (parts[0](x), -1))
        if head == "betainc_regularized":  # betainc(a, b, from, to, regularized)
            return lambda x: self._guarded(head, name, (*(part(x) for part in parts), True))
        if len(parts) == 1:
            only = parts[0]
            return lambda x: self._guarded(head, name, (only(x),))
        return lambda x: self._guarded(head, name, tuple(part(x) for part in parts))

    def _guarded(self, head: str, name: str, args: tuple[Real, ...]) -> Real:
        """The mpmath function at real arguments, refused where it is complex or gigantic."""
        mp = self.mp
        if head == "exp" and args[0] < 0 and mp.mag(args[0]) > EXPONENT_BITS:
            return mp.zero  # below 2^-(2^6000)
        bits = SIZED.get(head)
        if bits is not None and any(arg != 0 and mp.mag(arg) > bits for arg in args):
            raise NotFinite(f"{head} of a gigantic number")
        if head == "log" and args[0] <= 0:
            raise NotFinite("logarithm of a number that is not positive")
        try:
            value: Any = getattr(mp, name)(*args)
        except _TROUBLE as error:
            raise NotFinite(f"{head}: {error}") from error
        if isinstance(value, mp.mpc):
            if value.imag != 0:
                raise NotFinite(f"{head} is not real")
            value = value.real
        return value

    def _count(self, term: Quantile) -> Function:
        """A draw of a hierarchical model. Imported here: few claims have one."""
        from symreparam.numeric.counts import count_quantile

        def compiled(part: Expr, names: tuple[Any, ...]) -> Function:
            return joint(part, names, self.values, self.work)

        self.weight += 20
        parts = [self.compile(arg) for arg in term.args]
        return count_quantile(term, parts, compiled, self.work)

    def _piecewise(self, term: Piecewise) -> Function:
        branches = [(self.compile(value), self._condition(when)) for value, when in term.args]

        def choose(x: Real) -> Real:
            for value, holds in branches:
                if holds(x):
                    return value(x)
            raise NotFinite("no branch applies")

        return choose

    def _condition(self, condition: Any) -> Callable[[Real], bool]:
        name = type(condition).__name__
        if name in ("BooleanTrue", "BooleanFalse"):
            return lambda _x: name == "BooleanTrue"
        if name in ("And", "Or", "Not"):
            parts = [self._condition(arg) for arg in condition.args]
            if name == "Not":
                return lambda x: not parts[0](x)
            gather = all if name == "And" else any
            return lambda x: gather(part(x) for part in parts)
        if name not in RELATIONS:
            raise UnknownHead(name)
        compare = RELATIONS[name]
        left, right = self.compile(condition.lhs), self.compile(condition.rhs)
        return lambda x: bool(compare(left(x), right(x)))
