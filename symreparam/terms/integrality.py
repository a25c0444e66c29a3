"""Whether a term is a whole number at all values of its symbols, as SymPy knows it.

SymPy searches all that it assumes before it says that it can't tell whether k - 1 is an integer.
In sums, products and powers with a symbol that is no whole number it never can, so it isn't asked.
"""

from __future__ import annotations

from sympy import Expr


def known_integer(term: Expr) -> bool:
    """Whether `term.is_integer`."""
    return not _open(term) and term.is_integer is True


def known_even(term: Expr) -> bool:
    """Whether `term.is_even`."""
    return not _open(term) and term.is_even is True


def known_odd(term: Expr) -> bool:
    """Whether `term.is_odd`."""
    return not _open(term) and term.is_odd is True


def _open(term: Expr) -> bool:
    """Whether a symbol that is not known to be an integer stands in it, under no function."""
    stack = [term]
    while stack:
        part = stack.pop()
        if part.is_Symbol:
            if part.is_integer is not True:
                return True
        elif part.is_Add or part.is_Mul or part.is_Pow:
            stack.extend(part.args)
    return False
