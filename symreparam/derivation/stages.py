"""A map as one map after another: the terms that may be taken first."""

from __future__ import annotations

from typing import Final

from sympy import Dummy, Expr, Symbol, preorder_traversal

MOST: Final = 3


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
