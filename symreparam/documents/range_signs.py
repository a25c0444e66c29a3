"""Signs of terms in letters that lie between given ends, as far as they are seen at once."""

from __future__ import annotations

from sympy import Add, Expr, Poly, PolynomialError, Pow, Symbol, cancel, diff, expand, oo

Bound = tuple[Symbol, Expr, Expr]


def strict(term: Expr, bounds: list[Bound]) -> bool:
    """Whether the term is seen to be positive at every point, never zero.

    Numbers, parameters that are positive, and letters whose interval starts at 0 or above (the
    intervals are open), with products and quotients of these.
    """
    top, bottom = term.as_numer_denom()
    if bottom != 1:
        return strict(top, bounds) and strict(bottom, bounds)
    if not any(term.has(letter) for letter, _, _ in bounds):
        return bool(term.is_positive)
    if term.is_Mul:
        return all(strict(factor, bounds) for factor in term.args)
    low = next((low for letter, low, _ in bounds if letter == term), None)
    return low is not None and bool(low.is_nonnegative)


def positive(term: Expr, bounds: list[Bound]) -> bool:
    """Whether the term is seen to be positive (or zero on the edge) within the bounds."""
    term = cancel(term)
    if term.is_number:
        return bool(term >= 0)
    if all(symbol not in term.free_symbols for symbol, _, _ in bounds):
        return bool(term.is_nonnegative)
    top, bottom = term.as_numer_denom()
    if bottom != 1:
        ends = (top, bottom), (-top, -bottom)
        return any(positive(a, bounds) and positive(b, bounds) for a, b in ends)
    rooted = _positive_with_root(term, bounds)
    if rooted is not None:
        return rooted
    for index in range(len(bounds) - 1, -1, -1):
        letter, low, high = bounds[index]
        if not term.has(letter):
            continue
        slope = diff(term, letter)
        if slope.has(letter):
            return False
        for end, way in ((low, slope), (high, -slope)):
            if end not in (oo, -oo) and positive(way, bounds[:index]):
                return positive(term.xreplace({letter: end}), bounds[:index])
        return False
    return False


def _positive_with_root(term: Expr, bounds: list[Bound]) -> bool | None:
    """The same for a + b sqrt(u) with a number b and a term or number a; None for others."""
    letters = [letter for letter, _, _ in bounds]
    found = [
        (factor, root)
        for factor, root in (part.as_coeff_Mul() for part in Add.make_args(term))
        if isinstance(root, Pow) and 2 * root.exp == 1 and root.has(*letters)
    ]
    if len(found) != 1:
        return None
    [(factor, root)] = found
    rest = term - factor * root
    if factor > 0:
        return rest == 0 or positive(rest, bounds)
    return positive(rest, bounds) and _even(rest**2 - factor**2 * root.base, letters)


def _even(term: Expr, letters: list[Symbol]) -> bool:
    """Whether the term is a sum of even powers of the letters, none with a negative factor."""
    try:
        terms = Poly(expand(term), *letters).terms()
    except PolynomialError:
        return False
    return all(
        value.is_nonnegative and all(power % 2 == 0 for power in powers) for powers, value in terms
    )
