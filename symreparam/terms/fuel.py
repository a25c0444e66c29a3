"""How large a term becomes when it is multiplied out, told before it is."""

from __future__ import annotations

from math import comb, prod

from sympy import Expr, Symbol


def expanded_size(term: Expr, letters: tuple[Symbol, ...]) -> int:
    """About how many terms that differ in the letters the term has when it is multiplied out.

    (m + e)^1000 has 1001 in the letter e: what follows term by term takes as many steps. Terms that
    cancel are counted, so that a limit on this should leave room.
    """
    if not term.has(*letters):
        return 1
    if term.is_Add:
        return sum(expanded_size(each, letters) for each in _apart(term, letters))
    if term.is_Mul:
        return prod(expanded_size(each, letters) for each in term.args)
    if term.is_Pow and term.exp.is_Integer and term.exp > 0 and term.base.is_Add:
        each = expanded_size(term.base, letters)
        return comb(int(term.exp) + each - 1, each - 1)
    return 1


def _apart(term: Expr, letters: tuple[Symbol, ...]) -> list[Expr]:
    """The terms of a sum that have letters, and one for all others."""
    own = [each for each in term.args if each.has(*letters)]
    return own if len(own) == len(term.args) else [*own, term.func()]
