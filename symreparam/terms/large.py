"""Numbers that SymPy would write out, though they fill pages: gamma(10^6), binomial(10^8, 10^7).

They come up where numbers are put in for letters; what is written in a text or a proof itself is
measured by the guarded constructor.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from sympy import (
    Basic,
    Pow,
    beta,
    binomial,
    digamma,
    factorial,
    gamma,
    loggamma,
    polygamma,
    zeta,
)

from symreparam.terms.build import BITS, EXPONENT, TermLimit

MOST_POWER: Final = 100_000
"""Bits of a power of a number, which is shown to nobody."""


def require_small(head: type[Basic], args: Sequence[Basic]) -> None:
    """Raise TermLimit where SymPy would write out a number of pages: Python itself shows none of
    more than 4300 digits."""
    measure = _MEASURES.get(head)
    if measure is not None and all(arg.is_number for arg in args) and measure(*args):
        shown = ", ".join(map(str, args))
        raise TermLimit(f"a number too large to be written out: {head.__name__}({shown[:60]})")


def _largest(*args: Any) -> bool:
    return any(bool(arg.is_Rational and abs(arg) > EXPONENT) for arg in args)


def _chosen(count: Any, taken: Any) -> bool:
    """Of n over k the lesser of k and n - k counts."""
    if not (count.is_Rational and taken.is_Integer):
        return False
    least = min(taken, count - taken) if count.is_Integer else abs(taken)
    return bool(least * int(abs(count) + abs(taken)).bit_length() > BITS)


def _power(base: Any, exponent: Any) -> bool:
    if not (base.is_Rational and exponent.is_Rational) or not base.is_finite:
        return False
    bits = max(abs(base.p), base.q).bit_length() if abs(base) != 1 else 0
    return bool(bits * abs(exponent.p) // exponent.q > MOST_POWER)


_MEASURES: Final[Mapping[type[Basic], Callable[..., bool]]] = MappingProxyType(
    {
        **dict.fromkeys((gamma, loggamma, factorial, beta, digamma, polygamma, zeta), _largest),
        binomial: _chosen,
        Pow: _power,
    }
)
