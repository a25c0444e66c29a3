"""Terms in forms that lose no digits: log1p, expm1, softplus, sigmoid, logaddexp, log_ndtr, ..

The heads below are functions of numerical libraries; they stand in emitted code alone.
"""

from __future__ import annotations

from typing import Final

from sympy import (
    Abs,
    Add,
    E,
    Expr,
    Function,
    Integer,
    Mul,
    Piecewise,
    Pow,
    Rational,
    besseli,
    cos,
    cosh,
    erf,
    erfc,
    erfinv,
    exp,
    expand,
    factor,
    log,
    loggamma,
    lowergamma,
    sin,
    sqrt,
    uppergamma,
)
from sympy import beta as beta_function
from sympy import gamma as gamma_function

LOG1P, EXPM1, SOFTPLUS = Function("log1p"), Function("expm1"), Function("softplus")
SIGMOID, LOGADDEXP = Function("sigmoid"), Function("logaddexp")
LOG_NDTR, NDTRI, LOGIT = Function("log_ndtr"), Function("ndtri"), Function("logit")
ERFCX = Function("erfcx")
ERFC = Function("erfc")  # SymPy writes erfc(-x) as 2 - erfc(x)
GAMMAINC, GAMMAINCC, BESSELIE = Function("gammainc"), Function("gammaincc"), Function("besselie")
_RATIOS: Final = ((lowergamma, GAMMAINC), (uppergamma, GAMMAINCC))


def stable(term: Expr) -> Expr:
    """The same term, with library functions for what cancels, overflows or underflows.

    log(1 + exp(u)) is softplus(u), log(1 + u) is log1p(u), exp(u) - 1 is expm1(u), and 1 - b^c is
    -expm1(c log b) for a power with c no integer; 1/(1 + exp(u)) is sigmoid(-u); log(c exp(u) + d
    exp(v)) is logaddexp(u + log c, v + log d); log(cosh(u)) is u + softplus(-2u) - log 2; log(c
    exp(u)) is log(c) + u; log(1 + erf(u)) and log(erfc(u)) are log_ndtr, erfinv(2p - 1) is
    ndtri(p)/sqrt(2), log(p/(1 - p)) is logit(p); logarithms of gamma functions are loggamma, those
    of Bessel functions take out exp(u), and so do their ratios; c cos(u) - c is -2c sin(u/2)^2;
    log_ndtr beside powers that cancel against its fall is the logarithm of erfcx.
    """
    if not term.args:
        return term
    parts = tuple(stable(part) for part in term.args)
    if isinstance(term, log):
        inside = term.args[0]
        special = inside.is_Add and any(isinstance(part, erf) for part in inside.args)
        return _logarithm(inside if special and len(inside.args) == 2 else parts[0])
    if isinstance(term, erfinv):
        return _normal_quantile(parts[0])
    if term.is_Add:
        return _sum(parts)
    if term.is_Mul:
        return _product(parts)
    if term.is_Pow and parts[0].is_Add and parts[1].is_negative:
        rest = _beside_one(parts[0])
        power = None if rest is None else _exponent(rest)
        if power is not None:
            return SIGMOID(-power) ** -parts[1]
    return term.func(*parts)


def _logarithm(inside: Expr) -> Expr:
    if isinstance(inside, gamma_function):
        return loggamma(inside.args[0])
    if isinstance(inside, beta_function):
        a, b = inside.args
        return loggamma(a) + loggamma(b) - loggamma(a + b)
    if isinstance(inside, cosh):
        u = inside.args[0]
        return u + SOFTPLUS(-2 * u) - log(2)
    if inside.func in (erfc, ERFC):
        return log(2) + LOG_NDTR(-sqrt(2) * inside.args[0])
    if isinstance(inside, besseli):
        return log(BESSELIE(*inside.args)) + inside.args[1]
    if inside.is_Mul and any(isinstance(part, besseli) for part in inside.args):
        return Add(*(_logarithm(part) for part in inside.args))  # the others are positive too
    if inside.func == SIGMOID:
        return -SOFTPLUS(-inside.args[0])
    if inside.is_Pow and inside.base.func == SIGMOID:
        return -inside.exp * SOFTPLUS(-inside.base.args[0])
    if inside.func == EXPM1:
        return log(inside)
    if _exponents(inside):
        rest = Mul(*(part for part in Mul.make_args(inside) if _exponent(part) is None))
        return (_logarithm(rest) if rest != 1 else 0) + Add(*_exponents(inside))
    if inside.is_Mul and len(inside.args) == 2:
        one, other = inside.args
        for level, rest in ((one, other), (other, one)):
            if level.is_Symbol and 1 / rest == 1 - level:
                return LOGIT(level)
    return _log_of_sum(inside) if inside.is_Add else log(inside)


def _log_of_sum(inside: Expr) -> Expr:
    rest = _beside_one(inside)
    if rest is not None:
        factor, other = rest.as_coeff_Mul()
        if abs(factor) == 1 and isinstance(other, erf):
            return log(2) + LOG_NDTR(factor * sqrt(2) * stable(other.args[0]))
        power = _exponent(rest)
        return SOFTPLUS(power) if power is not None else LOG1P(rest)
    if len(inside.args) == 2:
        logs = [_log_of_exponential(part) for part in inside.args]
        if any(_exponents(part) for part in inside.args) and None not in logs:
            return LOGADDEXP(*logs)
    return log(inside)


def _exponents(term: Expr) -> list[Expr]:
    return [u for part in Mul.make_args(term) if (u := _exponent(part)) is not None]


def _log_of_exponential(term: Expr) -> Expr | None:
    """log(c) + u for c exp(u) with c > 0."""
    powers = _exponents(term)
    rest = Mul(*(part for part in Mul.make_args(term) if _exponent(part) is None))
    certain = all(part.is_positive or _is_root(part) for part in Mul.make_args(rest))
    return log(rest) + Add(*powers) if certain else None


def _is_root(term: Expr) -> bool:
    """A power that is defined where its base is positive alone, and then is."""
    return bool(term.is_Pow and term.exp.is_Rational and not term.exp.is_Integer)


def _beside_one(term: Expr) -> Expr | None:
    """u for 1 + u."""
    if Integer(1) not in term.args:
        return None
    return Add(*(part for part in term.args if part != 1))


def _exponent(term: Expr) -> Expr | None:
    """u for exp(u)."""
    if isinstance(term, exp):
        found: Expr = term.args[0]
        return found
    if isinstance(term, Pow) and term.base == E:
        return term.exp
    return None


def _normal_quantile(inside: Expr) -> Expr:
    """erfinv(u) by ndtri((1 + u)/2)/sqrt(2) where that is a plain number of the noise."""
    level = (1 + inside) / 2
    if level.is_Symbol:
        return NDTRI(level) / sqrt(2)
    level = (1 - inside) / 2
    if level.as_coeff_Mul()[1].is_Symbol:
        return -NDTRI(level) / sqrt(2)
    return erfinv(inside)


def _product(parts: tuple[Expr, ...]) -> Expr:
    """Incomplete gamma functions over the complete one, ratios of Bessel functions, normal tails
    beside exponentials."""
    found = _scaled_bessel(list(parts))
    for head, ratio in _RATIOS:
        for part in parts:
            if isinstance(part, head) and 1 / gamma_function(part.args[0]) in found:
                found.remove(part)
                found.remove(1 / gamma_function(part.args[0]))
                found.append(ratio(*part.args))
    return _with_tail(found)


def _with_tail(parts: list[Expr]) -> Expr:
    """exp(u) erfc(v) in one exponential: far out the one overflows where the other is 0."""
    powers = [power for part in parts if (power := _exponent(part)) is not None]
    tails = [part for part in parts if part.func in (erfc, ERFC)]
    if not powers or len(tails) != 1:
        return Mul(*parts)
    rest = [part for part in parts if _exponent(part) is None and part not in tails]
    inside = [*Add.make_args(Add(*powers)), LOG_NDTR(-sqrt(2) * tails[0].args[0])]
    return Mul(2, *rest, exp(Add(*_tail(inside))))


def _scaled_bessel(parts: list[Expr]) -> list[Expr]:
    """The factors exp(u) taken out of Bessel functions of u where they cancel, as in I1/I0."""
    places = [part for part in parts if isinstance(part.as_base_exp()[0], besseli)]
    powers: dict[Expr, Expr] = {}
    for part in places:
        base, power = part.as_base_exp()
        powers[base.args[1]] = powers.get(base.args[1], Integer(0)) + power
    swap = {part.as_base_exp()[0]: BESSELIE(*part.as_base_exp()[0].args) for part in places}
    balanced = [base for base in swap if powers[base.args[1]] == 0]
    return [part.xreplace({base: swap[base] for base in balanced}) for part in parts]


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
        if one == 1 and factor == -Rational(1, 2) and rest.func in (erfc, ERFC):
            return ERFC(-rest.args[0]) / 2
        if one == 1 and isinstance(other, erf):
            return ERFC(-other.args[0])
        if one == 1 and factor == -1 and isinstance(rest, erf):
            return ERFC(rest.args[0])
    if len(parts) == 2 and Rational(1, 2) in parts:
        other = next(part for part in parts if part != Rational(1, 2))
        factor, rest = other.as_coeff_Mul()
        if abs(factor) == Rational(1, 2) and isinstance(rest, erf):
            return ERFC(-2 * factor * rest.args[0]) / 2
    return _half_angle(_tail(list(Add.make_args(Add(*parts)))))


def _tail(parts: list[Expr]) -> list[Expr]:
    """log_ndtr(-v) falls like -v^2/2, which may cancel against other terms: there it is log of
    erfcx, and the powers are collected by hand."""
    for part in parts:
        if part.func != LOG_NDTR:
            continue
        gap = -part.args[0]
        powers = [p for p in parts if p.free_symbols and p.is_rational_function()]
        before, after = Add(*powers), factor(expand(Add(*powers) - gap**2 / 2))
        if not after.free_symbols < before.free_symbols:
            continue
        far = after + log(ERFCX(Abs(gap) / sqrt(2)) / 2)
        chosen = Piecewise((far, gap > 0), (before + part, True))
        return [*(p for p in parts if p not in (*powers, part)), chosen]
    return parts


def _half_angle(parts: list[Expr]) -> Expr:
    """c cos(u) - c is -2 c sin(u/2)^2."""
    for part in parts:
        for angle in part.atoms(cos):
            scale = part / angle
            if not scale.has(cos) and -scale in parts:
                rest = [p for p in parts if p not in (part, -scale)]
                return Add(*rest, -2 * scale * sin(angle.args[0] / 2) ** 2)
    return Add(*parts)
