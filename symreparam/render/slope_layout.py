"""Implicit derivatives laid out and as text: `dz/dk = -(integral of dp/dk over (0, z))/p(z)`."""

from __future__ import annotations

from sympy import Expr, Mul, Symbol, expand

from symreparam.logic.judgement import ImplicitSlope
from symreparam.render.laws_layout import member_layout
from symreparam.render.layout import (
    ATOM,
    SUM,
    Call,
    Fraction,
    Integral,
    Layout,
    Name,
    Row,
    Sign,
    Times,
    Word,
    equation,
)
from symreparam.render.terms_layout import Typesetter
from symreparam.render.terms_text import law_text, term_text


def slope_layout(setter: Typesetter, known: ImplicitSlope) -> Layout:
    """`P(X <= z) = u for X ~ VonMises(mu, k): dz/dk = -integral/p(z) at fixed u`."""
    place = Name(str(known.density.variable.name))
    below = Call(Word("P"), (equation(Name("X"), "≤", place),))
    given = equation(Name("X"), "~", member_layout(setter, known.law))
    moved, by = (Row((Sign("d"), part), ATOM) for part in (place, setter.term(known.parameter)))
    change = Fraction(moved, by)
    if known.value is not None:
        told = equation(change, "=", setter.term(closed_slope(known)))
    else:
        slope, density = without_constants(known)
        inner = inner_letter(known)
        swap = {known.density.variable: inner}
        _, low, _ = known.density.source.bounds[0]
        whole = Integral(
            setter.term(low), place, setter.term(slope.xreplace(swap)), Name(inner.name)
        )
        product = Times((setter.term(1 / density), whole))
        told = equation(change, "=", Row((Sign("-"), product), SUM))
    return equation(below, "=", Name("u"), Word("for"), given, Word("gives"), told)


def slope_text(known: ImplicitSlope) -> str:
    """The same in one line of plain text; the claim language has no form for it."""
    place, low = known.density.variable, known.density.source.bounds[0][1]
    head = f"P(X <= {place}) = u for X ~ {law_text(known.law)} gives d{place}/d{known.parameter} = "
    if known.value is not None:
        return head + term_text(closed_slope(known))
    slope, density = without_constants(known)
    inner = inner_letter(known)
    body = term_text(slope.xreplace({place: inner}))
    ends = f"{inner} = {term_text(low)} .. {place}"
    return f"{head}-integral({body}, {ends})/({term_text(density)})"


def closed_slope(known: ImplicitSlope) -> Expr:
    """-I(z)/p(z) where I is known, term by term."""
    assert known.value is not None
    return expand(-known.value / known.density.body)


def without_constants(known: ImplicitSlope) -> tuple[Expr, Expr]:
    """dp/dc and p without the factors that they share and that do not depend on z."""
    fixed = [f for f in Mul.make_args(known.density.body) if not f.has(known.density.variable)]
    shared = [f for f in fixed if f in Mul.make_args(known.slope)]
    return known.slope / Mul(*shared), known.density.body / Mul(*shared)


def inner_letter(known: ImplicitSlope) -> Symbol:
    """A letter to integrate over."""
    used = {s.name for s in known.slope.free_symbols | known.density.body.free_symbols}
    names = ("t", "s", "x", *(f"t_{k}" for k in range(1, 100)))
    return Symbol(next(name for name in names if name not in used), real=True)
