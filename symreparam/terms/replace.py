"""Substitution, and the terms it makes, as SymPy makes them but without its questions.

SymPy asks of each exponent in a product whether it is zero, and searches all that it assumes
before it says that it can't tell: for a density that takes longer than its whole derivation. Where
the form shows that there is nothing to combine, the term is built as it stands, in SymPy's order.
Every other term is left to SymPy, so the terms are the same ones.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cmp_to_key, lru_cache
from types import MappingProxyType
from typing import Final

from sympy import Abs, Add, Basic, Expr, I, Mul, Pow, S, exp, log, nan, oo, zoo

from symreparam.terms.large import require_small

_order: Final = cmp_to_key(Basic.compare)
_INFINITE: Final = (oo, -oo, zoo, nan)


def replaced(term: Expr, swap: Mapping[Expr, Expr]) -> Expr:
    """What `term.xreplace(swap)` is. Raises TermLimit where that is a number of pages."""
    found: Expr = _replaced(term, swap) if swap else term
    return found


def _replaced(term: Basic, swap: Mapping[Expr, Expr]) -> Basic:
    if term in swap:
        return swap[term]
    old = term.args
    if not old:
        return term
    new = [_replaced(part, swap) for part in old]
    if all(one is two for one, two in zip(new, old, strict=True)):
        return term
    require_small(term.func, new)
    return _BUILDERS.get(term.func, term.func)(*new)


@lru_cache(maxsize=4096, typed=True)
def power(base: Expr, exponent: Expr) -> Expr:
    """What `Pow(base, exponent)` is."""
    if exponent is S.Zero or exponent is S.One or not (base.is_Symbol or base.is_Add):
        return Pow(base, exponent)
    if exponent.is_Rational:  # a logarithm in a sum is no power of anything
        plain = bool(base.free_symbols) and not base.has(I, *_INFINITE)
    else:
        plain = _simple(base) and _simple(exponent)
    return Pow(base, exponent, evaluate=not plain)


@lru_cache(maxsize=4096, typed=True)
def exponential(exponent: Expr) -> Expr:
    """What `exp(exponent)` is."""
    return exp(exponent, evaluate=not (_simple(exponent) or _of_no_logarithm(exponent)))


def _of_no_logarithm(term: Expr) -> bool:
    """A product with a factor that has no logarithm and is no number: exp makes no power of it."""
    if not term.is_Mul or term.has(I, *_INFINITE):
        return False
    return any(_simple(factor) for factor in term.args)


@lru_cache(maxsize=4096, typed=True)
def logarithm(*arguments: Expr) -> Expr:
    """What `log(*arguments)` is."""
    term = arguments[0]
    plain = len(arguments) == 1 and term.is_Mul and not term.has(I, *_INFINITE)
    return log(*arguments, evaluate=not (plain and all(map(_never_zero, term.args))))


def _never_zero(factor: Expr) -> bool:
    """A rational number, or with letters: what SymPy, too, can't know to be zero."""
    base = factor.base if factor.is_Pow else factor
    if factor.is_Rational or isinstance(factor, exp):
        return bool(factor.is_zero is not True)
    if base.is_Add:  # a number and something that isn't it
        return bool(base.args[0].is_Rational and base.free_symbols)
    return bool(base.is_Symbol and base.is_zero is not True)


@lru_cache(maxsize=4096, typed=True)
def absolute(term: Expr) -> Expr:
    """What `Abs(term)` is."""
    if not _crosses_zero(term):
        return Abs(term)
    return Abs(-term if term.could_extract_minus_sign() else term, evaluate=False)


def _crosses_zero(term: Expr) -> bool:
    """A real sum c x + r with a rational c and any real x that isn't in r."""
    if not term.is_Add or term.has(*_INFINITE) or not term.is_extended_real:
        return False
    if any(part.has(Add) for part in term.args):
        return False  # SymPy may turn the sign of a sum within
    for part in term.args:
        letter = part.as_coeff_Mul()[1]
        if letter.is_Symbol and letter.is_real and letter.is_extended_nonnegative is None:
            others = (other.free_symbols for other in term.args if other is not part)
            if letter.is_extended_nonpositive is None and all(letter not in o for o in others):
                return True
    return False


def _simple(term: Expr) -> bool:
    """A symbol, sum, product or power with symbols and no logarithm: no power has another form
    with such an exponent."""
    known = term.is_Symbol or term.is_Add or term.is_Mul or term.is_Pow
    return bool(known and term.free_symbols and not term.has(log, I, *_INFINITE))


@lru_cache(maxsize=4096, typed=True)  # as SymPy remembers its own
def total(*terms: Expr) -> Expr:
    """What `Add(*terms)` is."""
    number: Expr = Add()
    others: list[Expr] = []
    seen: set[Expr] = set()
    asks = False
    for term in terms:
        for part in term.args if term.is_Add else (term,):
            if part.is_Rational:
                number += part
                continue
            coefficient, rest = part.as_coeff_Mul()
            if rest in seen or not (rest.is_Mul or _plain(rest)) or not coefficient.is_Rational:
                return Add(*terms)
            if coefficient is not S.One and rest.is_Add:
                return Add(*terms)
            seen.add(rest)
            others.append(part)
            asks = asks or (coefficient is not S.One and not rest.as_base_exp()[1].is_Number)
    if not asks or any(part.has(*_INFINITE) for part in others):
        return Add(*terms)
    return _joined(Add, number, others)


def _joined(head: type[Expr], number: Expr, others: list[Expr]) -> Expr:
    others.sort(key=_order)
    return head._from_args(others if number is head.identity else [number, *others], True)


@lru_cache(maxsize=4096, typed=True)
def product(*factors: Expr) -> Expr:
    """What `Mul(*factors)` is."""
    parts: list[Expr] = []
    for factor in factors:
        parts.extend(factor.args if factor.is_Mul else (factor,))
    apart = _apart(parts)
    if apart is None:
        return Mul(*factors)
    numbers, others = apart
    number = Mul(*numbers)
    coefficient, surd = (number, Mul()) if number.is_Number else number.as_coeff_Mul()
    if not coefficient.is_Rational or coefficient.is_zero or not surd.is_commutative:
        return Mul(*factors)
    others.extend(() if surd is S.One else Mul.make_args(surd))
    return _joined(Mul, coefficient, others)


def _apart(parts: list[Expr]) -> tuple[list[Expr], list[Expr]] | None:
    """The numbers with their powers, and the rest, of which no two have a common base.

    None where SymPy has something to combine, and where it has no question to ask.
    """
    numbers: list[Expr] = []
    others: list[Expr] = []
    bases: set[Expr] = set()
    asks = False
    for part in parts:
        if part.is_Rational:
            numbers.append(part)
            continue
        if part.is_Pow and part.base.is_Rational:
            if not part.base.is_Integer:
                return None  # SymPy would turn it over
            numbers.append(part)
            continue
        if not _plain(part):
            return None
        base, exponent = part.as_base_exp()
        if base in bases or base.is_Number:
            return None
        bases.add(base)
        others.append(part)
        if part.is_Pow and base.is_Add:
            asks = True  # whether a summand is infinite
        if not exponent.is_Number:
            asks = True
            coefficient, rest = exponent.as_coeff_Mul()
            if coefficient is not S.One and rest.is_Add:
                return None  # SymPy would multiply out
    if not asks or any(part.has(*_INFINITE) for part in others):
        return None
    return numbers, others


def _plain(part: Expr) -> bool:
    """A factor that SymPy keeps as it is: a symbol, a sum, a power, a function, pi."""
    known = part.is_Symbol or part.is_Add or part.is_Pow or part.is_Function or part.is_NumberSymbol
    return bool(known and part.is_commutative and part.is_Order is not True)


_BUILDERS: Final[Mapping[type[Basic], Callable[..., Basic]]] = MappingProxyType(
    {Add: total, Mul: product, Pow: power, exp: exponential, Abs: absolute, log: logarithm}
)
