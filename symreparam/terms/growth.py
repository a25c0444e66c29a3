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
    cancel,
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
MOST_PARTS = 4
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
    that part and its derivative are continuous in c. `positive`: asked whether a variable is
    nowhere negative."""

    variables: tuple[Symbol, ...]
    parameter: Symbol | None
    number: Callable[[Expr], None]
    positive: Callable[[Symbol], bool] = lambda _: False

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
            shares, rest = self._shares(term)
            whole = _product([*shares, *(self.growth(each) for each in rest)])
            return whole if shares or whole.value == 0 else self._spread(term, whole)
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
            squares, floor = self._members(-term.args[0])
            falling = not floor and all(kind != "exp" for kind, _ in squares)
            _need(falling, term, "may grow exponentially")
            return Growth(0, self._inner(squares).slope)
        if isinstance(term, log):
            base, power = term.args[0], None
        else:
            _need(isinstance(term, Pow), term, "has no bound here")
            base, power = term.args
            _need(isinstance(power, Rational), power, "is no fixed power")
        members, floor = self._members(base)
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

    def _members(self, base: Expr) -> tuple[list[tuple[str, Expr]], bool]:
        """The u_j in S = c + sum of a_j exp(u_j), a_j cosh(u_j), a_j u_j^2, or a_j u_j for a
        variable that is nowhere negative, with positive rational numbers, and whether S stays
        above a positive number: then c > 0, or a cosh stands in it."""
        found: list[tuple[str, Expr]] = []
        floor = False
        for part in Add.make_args(base):
            number, rest = part.as_coeff_Mul()
            _need(isinstance(number, Rational) and number > 0, part, "may be negative")
            if rest.is_Mul and all(isinstance(factor, exp) for factor in rest.args):
                rest = exp(Add(*(factor.args[0] for factor in rest.args)), evaluate=False)
            if rest == 1:
                floor = True
            elif isinstance(rest, (exp, cosh)):
                floor = floor or isinstance(rest, cosh)
                found.append(("exp", rest.args[0]))
            elif isinstance(rest, Pow) and rest.exp == 2:
                found.append(("square", rest.base))
            elif rest in self.variables and self.positive(rest):
                found.append(("plain", rest))
            else:
                raise NoBoundError(f"{part} has no bound here")
        _need(bool(found), base, "is a number")
        return found, floor

    def _shares(self, term: Mul) -> tuple[list[Growth], list[Expr]]:
        """The growth of exp(u)^k/S^k, where a exp(u) is one of the positive parts of S, and the
        factors that are left: the share lies between 0 and 1/a^k, and its derivative is at most C
        times the largest |du_j/dc| of these parts."""
        exponent = Add(*(f.args[0] for f in term.args if isinstance(f, exp)))
        if exponent == 0:
            return self._power_shares(term)
        rest = [f for f in term.args if not isinstance(f, exp)]
        for place, factor in enumerate(rest):
            base, power = factor.as_base_exp()
            if not (power.is_Integer and power < 0 and base.has(*self.variables)):
                continue
            try:
                members, floor = self._members(base)
            except NoBoundError:
                continue
            squares = any(kind == "square" for kind, _ in members)
            if base.has(cosh) or (squares and not floor):
                continue
            for kind, u in members:
                times = cancel(exponent / u) if kind == "exp" else Integer(0)
                if times.is_Integer and 1 <= times <= -power:
                    rest[place] = base ** (power + times)
                    return [Growth(0, self._inner(members).slope)], [f for f in rest if f != 1]
        return [], list(term.args)


    def _spread(self, term: Mul, whole: Growth) -> Growth:
        """The growth of a sum in front of a negative power, part by part where that is less."""
        falling = any(f.is_Pow and f.exp.is_Rational and f.exp < 0 for f in term.args)
        for factor in term.args if falling else ():
            if not (factor.is_Add and factor.has(*self.variables)) or len(factor.args) > MOST_PARTS:
                continue
            rest = [each for each in term.args if each != factor]
            found = _greatest([self.growth(Mul(each, *rest)) for each in factor.args])
            if found.value < whole.value:
                return found
        return whole

    def _power_shares(self, term: Mul) -> tuple[list[Growth], list[Expr]]:
        """The growth of u^k/S^q, where a u^2 is one of the parts of S, which stays above a positive
        number, and k <= 2 q: it is bounded, and its derivative is at most C max |du_j/dc|."""
        powers = dict(factor.as_base_exp() for factor in term.args)
        for base, power in powers.items():
            if not (power.is_Rational and power < 0 and base.has(*self.variables)):
                continue
            try:
                members, floor = self._members(base)
            except NoBoundError:
                continue
            for kind, u in members if floor else ():
                order = powers.get(u, Integer(0))
                most = (-2 * power) // 1
                if kind != "square" or not (order.is_Integer and order > 0 and most >= 1):
                    continue
                rest = {**powers, u: max(order - most, Integer(0)), base: Integer(0)}
                left = [each**order for each, order in rest.items() if order != 0]
                return [Growth(0, self._inner(members).slope)], left
        return [], list(term.args)


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
