"""The logarithm of a density up to a constant, as a sum of terms that can be compared.

In the sum every logarithm is of one factor, monic in its leading term; exponentials with constant
exponents are coefficients. Two densities are proportional when their sums agree off the constant.
Nothing is certain here: roots and logarithms are split as if everything were positive.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from sympy import (
    Abs,
    Add,
    Expr,
    Function,
    Integer,
    Mul,
    Poly,
    PolynomialError,
    Pow,
    Symbol,
    erf,
    erfc,
    exp,
    expand_log,
    expand_mul,
    expand_power_base,
    factor_list,
    fraction,
    log,
    together,
)
from sympy.functions.elementary.hyperbolic import HyperbolicFunction

MOST_OPERATIONS: Final = 160
MOST_DEGREE: Final = 6
MOST_CONSTANT: Final = 40
WAVE: Final = Function("exponential")
"""exp of a term without constant part: SymPy would merge exp(a) exp(x) again."""
SIZE: Final = Function("magnitude", positive=True)
"""Abs of a monic term: SymPy would choose its sign."""
ERROR: Final = Function("error_function")
"""erf; its sign is chosen so that the constant beside it is positive."""


class TooLong(Exception):
    """The density is too long to be compared."""


@lru_cache(maxsize=4096)
def log_density(density: Expr, letter: Symbol) -> Expr:
    """The sum. `letter` should be positive when the density lives on positive numbers.

    Raises TooLong.
    """
    if density.count_ops() > MOST_OPERATIONS:
        raise TooLong
    plain = density
    if plain.has(HyperbolicFunction):
        plain = plain.rewrite(exp)
    return summed(_log(plain, letter), letter)


def summed(term: Expr, letter: Symbol) -> Expr:
    """The term expanded, with its exponentials split and its logarithms of single factors."""
    if not term.has(letter):
        return term
    if term.count_ops() > MOST_OPERATIONS:
        raise TooLong
    spread = expand_power_base(term.replace(_is_log, lambda u: _log(u.args[0], letter)), force=True)
    spread = expand_mul(spread.replace(_is_power_of_sum, lambda u: u.expand()))
    return expand_mul(Add(*(_one_term(part, letter) for part in Add.make_args(spread))))


def _is_log(term: Expr) -> bool:
    return isinstance(term, log)


def _is_power_of_sum(term: Expr) -> bool:
    return bool(term.is_Pow and term.base.is_Add and term.exp.is_Integer)


def _one_term(term: Expr, letter: Symbol) -> Expr:
    return Mul(*(_one_factor(factor, letter) for factor in Mul.make_args(term)))


def _one_factor(factor: Expr, letter: Symbol) -> Expr:
    if not factor.has(letter) or factor.func == WAVE or factor == letter:
        return factor
    if isinstance(factor, exp):
        return _wave(factor.exp, letter)
    if factor.is_Pow and not factor.exp.has(letter):
        return expand_power_base(_one_factor(factor.base, letter) ** factor.exp, force=True)
    if isinstance(factor, log):
        return factor
    if isinstance(factor, Abs):
        lead, rest = _monic(summed(factor.args[0], letter), letter)
        return abs(lead) * SIZE(rest)
    if isinstance(factor, erf):
        return ERROR(summed(factor.args[0], letter))
    if isinstance(factor, erfc):
        return 1 - ERROR(summed(factor.args[0], letter))
    if factor.is_Function:
        return factor.func(*(summed(arg, letter) for arg in factor.args))
    return factor


def _wave(exponent: Expr, letter: Symbol) -> Expr:
    """exp(a + x) as exp(a) times the wave of x."""
    constant, rest = summed(exponent, letter).as_independent(letter, as_Add=True)
    powers: Expr = Integer(1)
    left: Expr = Integer(0)
    for part in Add.make_args(rest):
        scale, kernel = part.as_independent(letter, as_Add=False)
        if isinstance(kernel, log):
            powers *= kernel.args[0] ** scale
        else:
            left += part
    return exp(constant) * powers * (WAVE(left) if left != 0 else Integer(1))


def _log(term: Expr, letter: Symbol) -> Expr:
    """log(term) as a sum over its factors."""
    if not term.has(letter):
        return _log_of_constant(term)
    if isinstance(term, exp):
        return term.exp
    if term.func == WAVE:
        return term.args[0]
    if term.is_Mul:
        return Add(*(_log(factor, letter) for factor in term.args))
    if term.is_Pow:
        return term.exp * _log(term.base, letter)
    if isinstance(term, erfc):
        return _log_of_sum(_one_factor(term, letter), letter)
    return _log_of_sum(term, letter) if term.is_Add else log(term)


def _log_of_constant(term: Expr) -> Expr:
    """log(term); SymPy takes long over sums of roots, and numbers need no other form."""
    if term.is_number or term.count_ops() > MOST_CONSTANT:
        return log(term)
    return expand_log(log(term), force=True)


def _log_of_sum(term: Expr, letter: Symbol) -> Expr:
    """log of a sum: its denominator and its lowest term taken out, the rest made monic."""
    above, below = fraction(together(term))
    if below.has(letter):
        return _log(above, letter) - _log(below, letter)
    if above.is_Mul:
        return _log(above, letter) - _log_of_constant(below)
    if term.is_polynomial(letter):
        return _log_of_polynomial(term, letter)
    plain = summed(term, letter)
    parts = Add.make_args(plain)
    lowest = parts[0].as_independent(letter, as_Add=False)[1]
    for part in parts[1:]:
        kernel = part.as_independent(letter, as_Add=False)[1]
        if _below(kernel, lowest):
            lowest = kernel
    if not _splits_off(lowest, letter):
        lowest = Integer(1)
    rest = Add(*(_quotient(part, lowest, letter) for part in parts))
    lead, monic = _monic(rest, letter)
    out = log(monic) if monic.is_Add else _log(monic, letter)
    return _log_of_constant(lead) + _log(lowest, letter) + out


def _log_of_polynomial(term: Expr, letter: Symbol) -> Expr:
    try:
        poly = Poly(term, letter)
        if poly.degree() > MOST_DEGREE:
            raise TooLong
        constant, factors = factor_list(term, letter)
    except PolynomialError as error:
        raise TooLong from error
    out = _log_of_constant(constant)
    for factor, times in factors:
        lead, monic = Poly(factor, letter).LC(), Poly(factor, letter).monic().as_expr()
        inside = log(letter) if monic == letter else log(monic)
        out += times * (_log_of_constant(lead) + inside)
    return out


def _exponents(kernel: Expr) -> tuple[Expr, Expr]:
    """(x, e) for the kernel exp(x) u^e."""
    wave: Expr = Integer(0)
    power: Expr = Integer(0)
    for factor in Mul.make_args(kernel):
        base, exponent = factor.as_base_exp()
        if base.func == WAVE:
            wave += base.args[0] * exponent
        elif base.is_Symbol:
            power += exponent
    return wave, power


def _splits_off(kernel: Expr, letter: Symbol) -> bool:
    """Whether the kernel is exp(x) u^e and nothing else."""
    bases = [factor.as_base_exp()[0] for factor in Mul.make_args(kernel) if factor != 1]
    return all(base == letter or base.func == WAVE for base in bases)


def _below(one: Expr, two: Expr) -> bool:
    """Whether the kernel `one` stands before `two`: by the sign of the gap of their exponents."""
    for mine, theirs in zip(_exponents(one), _exponents(two), strict=True):
        gap = expand_mul(mine - theirs)
        if gap != 0:
            return bool(gap.could_extract_minus_sign())
    return False


def _quotient(part: Expr, lowest: Expr, letter: Symbol) -> Expr:
    """part / lowest, with one wave."""
    scale, kernel = part.as_independent(letter, as_Add=False)
    wave, power = _exponents(lowest)
    own, degree = _exponents(kernel)
    rest = Mul(
        *(
            factor
            for factor in Mul.make_args(kernel)
            if factor.as_base_exp()[0].func != WAVE and factor.as_base_exp()[0] != letter
        )
    )
    gap = expand_mul(own - wave)
    return scale * rest * letter ** (degree - power) * (WAVE(gap) if gap != 0 else Integer(1))


def _monic(term: Expr, letter: Symbol) -> tuple[Expr, Expr]:
    """(c, u) with term = c u, where the highest term of u has coefficient 1."""
    parts = terms_of(term, letter)
    moving = [kernel for kernel in parts if kernel.has(letter)]
    if not moving:
        return term, Integer(1)
    top = moving[0]
    for kernel in moving[1:]:
        if _below(top, kernel):
            top = kernel
    lead = parts[top]
    beside = parts.get(Integer(1), Integer(0))
    if top.func == ERROR and (beside / lead).could_extract_minus_sign():
        parts[ERROR(expand_mul(-top.args[0]))] = -parts.pop(top)
        lead = -lead
    return lead, Add(*(expand_mul(scale / lead) * kernel for kernel, scale in parts.items()))


def terms_of(total: Expr, letter: Symbol) -> dict[Expr, Expr]:
    """Kernel -> coefficient; the constant stands at 1."""
    found: dict[Expr, Expr] = {}
    for part in Add.make_args(total):
        scale, kernel = part.as_independent(letter, as_Add=False)
        found[kernel] = found.get(kernel, Integer(0)) + scale
    return {kernel: scale for kernel, scale in found.items() if scale != 0}


def base_and_power(kernel: Expr) -> tuple[Expr, Expr]:
    """The base of a kernel and its exponent."""
    return (kernel.base, kernel.exp) if isinstance(kernel, Pow) else (kernel, Integer(1))
