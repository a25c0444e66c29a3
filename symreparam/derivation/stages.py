"""A map as one map after another: the terms that may be taken first."""

from __future__ import annotations

from typing import Final

from sympy import Dummy, Expr, PolynomialError, Symbol, compose, decompose, preorder_traversal

from symreparam.terms.fuel import expanded_size

MOST: Final = 3
MOST_TERMS: Final = 100  # the terms of a polynomial that is taken apart, which takes long


def stages(body: Expr, source: Symbol) -> tuple[Expr, ...]:
    """Proper subterms u, not linear in the source, of which the body is a function; what stands
    most deeply in the body comes last."""
    found: list[Expr] = []
    for term in preorder_traversal(body):
        if term == body or not isinstance(term, Expr) or not term.has(source):
            continue
        plain = term.as_independent(source, as_Add=True)[1]
        plain = plain.as_independent(source, as_Add=False)[1]
        if plain in (body, source) or plain in found:
            continue
        if not body.xreplace({plain: Dummy("u", real=True)}).has(source):
            found.append(plain)
    return tuple(found[:MOST])


def compositions(body: Expr, source: Symbol) -> tuple[tuple[Expr, Expr], ...]:
    """Pairs (f, g) of terms in the source with body = f(g), for maps that are worth two stages."""
    found = [(body.xreplace({inner: source}), inner) for inner in stages(body, source)]
    if body.is_polynomial(source) and expanded_size(body, (source,)) <= MOST_TERMS:
        try:
            *outer, inner = decompose(body, source)
        except PolynomialError:
            return tuple(found)
        if outer:
            whole = outer[0]
            for part in outer[1:]:
                whole = compose(whole, part, source)
            found.insert(0, (whole, inner))
    return tuple(found)
