"""How fast a term and its derivative in a parameter grow, read off the term: a bound that holds
near every parameter value, |t| <= C (1 + |x|)^d, with which a mean may be differentiated."""

from __future__ import annotations

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

from symreparam.decide.answer import Context
from symreparam.decide.real import continuous, slope, smooth
from symreparam.logic.errors import RuleError
from symreparam.rules.rule import Setting, require, settled
from symreparam.terms.record import dataclass
from symreparam.terms.region import NUMBERS

CODE = "equation-pathwise.growth"
HALF = Rational(1, 2)
BOUNDED = (tanh, sin, cos, atan, erf)  # with bounded derivatives, and so is that of asinh


@dataclass(frozen=True, slots=True)
class Growth:
    """|t| <= C (1 + |x|)^value and |dt/dc| <= C (1 + |x|)^slope, where |x| is the sum of the
    random variables' absolute values and C is bounded near every value of the parameter c. A term
    that is free of c has no slope."""

    value: int
    slope: int | None


def growth_of(setting: Setting, term: Expr, parameter: Symbol | None) -> Growth:
    """The growth of a term that is smooth in the parameter c, if there is one.
    Raises RuleError where no polynomial bound is read off.

    A number: continuous in c with its derivative. Sums and products: by the product rule. Powers
    of a positive sum S (`_members`), its logarithm and its root: |dS/dc| <= C S max |du_j/dc|.
    """
    if not term.has(*setting.claim.variables):
        return _number(setting, term, parameter)
    if term in setting.claim.variables:
        return Growth(1, None)
    if isinstance(term, Add):
        return _greatest([growth_of(setting, each, parameter) for each in term.args])
    if isinstance(term, Mul):
        return _product([growth_of(setting, each, parameter) for each in term.args])
    if isinstance(term, Pow) and isinstance(term.exp, Integer) and term.exp > 0:
        return _product([growth_of(setting, term.base, parameter)] * int(term.exp))
    if isinstance(term, (*BOUNDED, asinh)):
        inner = growth_of(setting, term.args[0], parameter)
        return inner if isinstance(term, asinh) else Growth(0, inner.slope)
    return _of_positive(setting, term, parameter)


def _number(setting: Setting, term: Expr, parameter: Symbol | None) -> Growth:
    if parameter is None or not term.has(parameter):
        return Growth(0, None)
    here = Context(setting.scope, NUMBERS)
    settled(smooth(term, parameter, here), CODE)
    for each in (term, slope(term, parameter)):
        settled(continuous(each, parameter, here), CODE)
    return Growth(0, 0)


def _greatest(parts: list[Growth]) -> Growth:
    slopes = [p.slope for p in parts if p.slope is not None]
    return Growth(max(p.value for p in parts), max(slopes, default=None))


def _product(parts: list[Growth]) -> Growth:
    value = sum(p.value for p in parts)
    slopes = [value - p.value + p.slope for p in parts if p.slope is not None]
    return Growth(value, max(slopes, default=None))


def _of_positive(setting: Setting, term: Expr, parameter: Symbol | None) -> Growth:
    """exp(-a u^2); and S^-q and S^(1/2) of a sum S that stays above a positive number, log S."""
    if isinstance(term, exp):
        squares, floor = _members(-term.args[0])
        falling = not floor and all(kind == "square" for kind, _ in squares)
        require(falling, CODE, (term, "may", "grow", "exponentially"))
        inner = _greatest([growth_of(setting, u, parameter) for _, u in squares])
        return Growth(0, inner.slope)
    if isinstance(term, log):
        base, power = term.args[0], None
    else:
        require(isinstance(term, Pow), CODE, (term, "has", "no", "bound", "here"))
        base, power = term.args
        require(isinstance(power, Rational), CODE, (power, "is", "no", "fixed", "power"))
    members, floor = _members(base)
    exponentials = all(kind == "exp" for kind, _ in members)
    require(floor or (power is None and exponentials), CODE, (base, "may", "come", "near", 0))
    inner = _greatest([growth_of(setting, u, parameter) for _, u in members])
    if power is not None and power < 0:
        return Growth(0, inner.slope)
    roots = power is None or (power == HALF and not any(kind == "exp" for kind, _ in members))
    require(roots, CODE, (term, "has", "no", "bound", "here"))
    return inner


def _members(base: Expr) -> tuple[list[tuple[str, Expr]], bool]:
    """The u_j in S = c + sum of a_j exp(u_j), a_j cosh(u_j) or a_j u_j^2, with positive rational
    numbers, and whether S stays above a positive number: then c > 0, or a cosh stands in it."""
    found: list[tuple[str, Expr]] = []
    floor = False
    for part in Add.make_args(base):
        number, rest = part.as_coeff_Mul()
        known = isinstance(number, Rational) and number > 0
        require(known, CODE, (part, "may", "be", "negative"))
        if rest == 1:
            floor = True
        elif isinstance(rest, (exp, cosh)):
            floor = floor or isinstance(rest, cosh)
            found.append(("exp", rest.args[0]))
        elif isinstance(rest, Pow) and rest.exp == 2:
            found.append(("square", rest.base))
        else:
            raise RuleError(CODE, f"{part} has no bound here")
    require(bool(found), CODE, (base, "is", "a", "number"))
    return found, floor
