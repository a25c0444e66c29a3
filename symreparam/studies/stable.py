"""Terms in the forms that lose no digits: log1p, expm1 and softplus where they apply."""

from __future__ import annotations

from sympy import Add, E, Expr, Function, Integer, Mul, Pow, exp, log, loggamma
from sympy import beta as beta_function
from sympy import gamma as gamma_function

LOG1P, EXPM1, SOFTPLUS = Function("log1p"), Function("expm1"), Function("softplus")


def stable(term: Expr) -> Expr:
    """The same term with `log1p`, `expm1`, `softplus` for what cancels or overflows.

    log(1 + exp(u)) is softplus(u), log(1 + u) is log1p(u), exp(u) - 1 is expm1(u), and 1 - b^c is
    -expm1(c log b) for a power with c no integer; logarithms of gamma functions are loggamma.
    """
    if not term.args:
        return term
    parts = tuple(stable(part) for part in term.args)
    if isinstance(term, log):
        return _logarithm(parts[0])
    if term.is_Add:
        return _sum(parts)
    return term.func(*parts)


def _logarithm(inside: Expr) -> Expr:
    if isinstance(inside, gamma_function):
        return loggamma(inside.args[0])
    if isinstance(inside, beta_function):
        a, b = inside.args
        return loggamma(a) + loggamma(b) - loggamma(a + b)
    if inside.func == EXPM1:
        return log(inside)
    if inside.is_Add and Integer(1) in inside.args:
        rest = Add(*(part for part in inside.args if part != 1))
        power = _exponent(rest)
        return SOFTPLUS(power) if power is not None else LOG1P(rest)
    return log(inside)


def _exponent(term: Expr) -> Expr | None:
    """u for exp(u)."""
    if isinstance(term, exp):
        found: Expr = term.args[0]
        return found
    if isinstance(term, Pow) and term.base == E:
        return term.exp
    return None


def _sum(parts: tuple[Expr, ...]) -> Expr:
    """exp(u) - 1 and 1 - exp(u), also for powers, inside of a sum of two terms."""
    if len(parts) == 2 and (Integer(1) in parts or Integer(-1) in parts):
        one = Integer(1) if Integer(1) in parts else Integer(-1)
        other = parts[0] if parts[1] == one else parts[1]
        factor, rest = other.as_coeff_Mul()
        if factor == -one:
            power = _exponent(rest)
            if power is None and isinstance(rest, Pow) and not rest.exp.is_Integer:
                power = rest.exp * _logarithm(rest.base)
            if power is not None:
                return Mul(-one, EXPM1(power))
    return Add(*parts)
