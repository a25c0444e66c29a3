"""How fast a term and its derivative in a parameter grow, read off the term: the bound that holds
near every parameter value, |t| <= C (1 + |x|)^d, as far as the form of the term tells it."""

from __future__ import annotations

from collections.abc import Callable

from sympy import (
    Add,
    Expr,
    Integer,
    Mul,
    Pow,
    Rational,
    Symbol,
    asinh,
    atan,
    cos,
    cosh,
    erf,
    exp,
    log,
    sin,
    tanh,
)

from symreparam.terms.record import dataclass

HALF = Rational(1, 2)
BOUNDED = (tanh, sin, cos, atan, erf)  # with bounded derivatives, and so is that of asinh


class NoBoundError(ValueError):
    """No polynomial bound is read off the term."""


@dataclass(frozen=True, slots=True)
class Growth:
    """|t| <= C (1 + |x|)^value and |dt/dc| <= C (1 + |x|)^slope, where |x| is the sum of the
    random variables' absolute values and C is bounded near every value of the parameter c. A term
    that is free of c has no slope."""

    value: int
    slope: int | None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a term is read with: its random variables, the parameter c, if there is one, and
    `number`, which is asked for each part that has c and no random variable: it must raise unless
    that part and its derivative are continuous in c."""

    variables: tuple[Symbol, ...]
    parameter: Symbol | None
    number: Callable[[Expr], None]

    def growth(self, term: Expr) -> Growth:
        """The growth of a term. Raises NoBoundError.

        Sums and products: by the product rule. Powers of a positive sum S (`_members`), its
        logarithm and its root: |dS/dc| <= C S max |du_j/dc|.
        """
        if not term.has(*self.variables):
            return self._number(term)
        if term in self.variables:
            return Growth(1, None)
        if isinstance(term, Add):
            return _greatest([self.growth(each) for each in term.args])
        if isinstance(term, Mul):
            return _product([self.growth(each) for each in term.args])
        if isinstance(term, Pow) and isinstance(term.exp, Integer) and term.exp > 0:
            return _product([self.growth(term.base)] * int(term.exp))
        if isinstance(term, (*BOUNDED, asinh)):
            inner = self.growth(term.args[0])
            return inner if isinstance(term, asinh) else Growth(0, inner.slope)
        return self._of_positive(term)

    def _number(self, term: Expr) -> Growth:
        if self.parameter is None or not term.has(self.parameter):
            return Growth(0, None)
        self.number(term)
        return Growth(0, 0)

    def _of_positive(self, term: Expr) -> Growth:
        """exp(-a u^2); and S^-q and S^(1/2) of a sum S that stays above a positive number, log
        S."""
        if isinstance(term, exp):
            squares, floor = _members(-term.args[0])
            falling = not floor and all(kind == "square" for kind, _ in squares)
            _need(falling, term, "may grow exponentially")
            return Growth(0, self._inner(squares).slope)
        if isinstance(term, log):
            base, power = term.args[0], None
        else:
            _need(isinstance(term, Pow), term, "has no bound here")
            base, power = term.args
            _need(isinstance(power, Rational), power, "is no fixed power")
        members, floor = _members(base)
        exponentials = all(kind == "exp" for kind, _ in members)
        _need(floor or (power is None and exponentials), base, "may come near 0")
        inner = self._inner(members)
        if power is not None and power < 0:
            return Growth(0, inner.slope)
        roots = power is None or (power == HALF and not any(kind == "exp" for kind, _ in members))
        _need(roots, term, "has no bound here")
        return inner

    def _inner(self, members: list[tuple[str, Expr]]) -> Growth:
        return _greatest([self.growth(u) for _, u in members])


def _need(ok: bool, term: Expr, why: str) -> None:
    if not ok:
        raise NoBoundError(f"{term} {why}")


def _greatest(parts: list[Growth]) -> Growth:
    slopes = [p.slope for p in parts if p.slope is not None]
    return Growth(max(p.value for p in parts), max(slopes, default=None))


def _product(parts: list[Growth]) -> Growth:
    value = sum(p.value for p in parts)
    slopes = [value - p.value + p.slope for p in parts if p.slope is not None]
    return Growth(value, max(slopes, default=None))


def _members(base: Expr) -> tuple[list[tuple[str, Expr]], bool]:
    """The u_j in S = c + sum of a_j exp(u_j), a_j cosh(u_j) or a_j u_j^2, with positive rational
    numbers, and whether S stays above a positive number: then c > 0, or a cosh stands in it."""
    found: list[tuple[str, Expr]] = []
    floor = False
    for part in Add.make_args(base):
        number, rest = part.as_coeff_Mul()
        _need(isinstance(number, Rational) and number > 0, part, "may be negative")
        if rest == 1:
            floor = True
        elif isinstance(rest, (exp, cosh)):
            floor = floor or isinstance(rest, cosh)
            found.append(("exp", rest.args[0]))
        elif isinstance(rest, Pow) and rest.exp == 2:
            found.append(("square", rest.base))
        else:
            raise NoBoundError(f"{part} has no bound here")
    _need(bool(found), base, "is a number")
    return found, floor
