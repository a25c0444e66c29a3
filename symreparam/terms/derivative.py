"""First derivatives, as SymPy's `diff` takes them but without what it does for each call.

Sums, products, powers, exponentials and logarithms are written out, in SymPy's own form; any other
head is left to `diff`.
"""

from __future__ import annotations

from sympy import Add, Expr, Integer, Mul, Pow, Symbol, diff, exp, log

from symreparam.terms.replace import product, total


def derivative(term: Expr, variable: Symbol) -> Expr:
    """What `diff(term, variable)` is."""
    if term == variable:
        return Integer(1)
    if variable not in term.free_symbols:
        return Integer(0)
    if isinstance(term, Add):
        return total(*(derivative(part, variable) for part in term.args))
    if isinstance(term, Mul):
        return _of_product(term, variable)
    if isinstance(term, Pow):
        return _of_power(term, variable)
    if isinstance(term, exp):
        return product(term, derivative(term.exp, variable))
    if isinstance(term, log) and len(term.args) == 1:
        return product(1 / term.args[0], derivative(term.args[0], variable))
    return diff(term, variable)


def _of_product(term: Mul, variable: Symbol) -> Expr:
    factors = term.args
    found = []
    for index, factor in enumerate(factors):
        slope = derivative(factor, variable)
        if slope != 0:
            found.append(product(*factors[:index], slope, *factors[index + 1 :]))
    return total(*found)


def _of_power(term: Pow, variable: Symbol) -> Expr:
    base, exponent = term.args
    by_base = product(product(derivative(base, variable), exponent), 1 / base)
    slope = derivative(exponent, variable)
    return product(term, by_base if slope == 0 else product(slope, log(base)) + by_base)
