"""Logarithms of products under a mean, split; letters for random variables and where they live."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Abs, Add, Dummy, Expr, Mul, Pow, Symbol, default_sort_key, expand, factor, log, oo

from symreparam.derivation.builder import Builder
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Equation, Sign
from symreparam.rules.expectation import support
from symreparam.terms.region import Region
from symreparam.terms.scope import variable


def split_logarithms(builder: Builder, body: Expr) -> Expr:
    """log(X Y) as log(X) + log(Y), and powers in front; where that is right, is proved later."""
    random = set(builder.claim.variables)
    swap: dict[Expr, Expr] = {}
    for term in sorted(body.atoms(log), key=default_sort_key):
        inner = term.args[0]
        if isinstance(inner, Add) and len(inner.free_symbols & random) > 1:
            inner = _factored(builder, inner)
        if inner.free_symbols & random and isinstance(inner, Mul | Pow):
            factors = (part.as_base_exp() for part in Mul.make_args(inner))
            swap[term] = Add(*(power * log(_size(builder, b, power)) for b, power in factors))
    return body.xreplace(swap)


def _size(builder: Builder, base: Expr, power: Expr) -> Expr:
    """|X| for an even power of a variable X that may be negative, or the base itself."""
    claim = builder.claim
    if base not in claim.variables or not power.is_even:
        return base
    found = support(claim.hypotheses[claim.variables.index(base)].law, variable("x"))
    return base if found is not None and found[0] != -oo else Abs(base)


def _factored(builder: Builder, inner: Expr) -> Expr:
    """A sum as a product of terms that are positive where the variables live, if it is one."""
    found: list[Expr] = []
    for part in Mul.make_args(factor(inner)):
        if part.is_Number:
            continue
        random = [v for v in builder.claim.variables if part.has(v)]
        swap = dict(zip(random, fresh_letters(builder, len(random)), strict=True))
        over = box(builder, swap) if isinstance(part, Add) else None
        if over is None:
            return inner
        try:
            known = builder.conclusion(builder.sign(part.xreplace(swap), over))
        except RuleError:
            return inner
        found.append(expand(-part) if known == Sign(part.xreplace(swap), "-", over) else part)
    return Mul(*found)


def box(builder: Builder, swap: dict[Symbol, Symbol]) -> Region | None:
    """Where the variables live, in their letters; None where that is no box, or the whole space."""
    bounds = []
    for symbol, letter in swap.items():
        found = support(builder.claim.hypotheses[builder.claim.variables.index(symbol)].law, letter)
        if found is None or any(end.has(*builder.claim.variables) for end in found):
            return None
        bounds.append((letter, *found))
    ends = {end for _, *pair in bounds for end in pair}
    return Region(tuple(bounds)) if ends - {oo, -oo} else None


def fresh_letters(builder: Builder, number: int) -> list[Symbol]:
    """Letters that the claim does not use."""
    taken = {s.name for s in (*builder.setting.scope.names, *builder.claim.variables)}
    if isinstance(builder.claim.goal, Equation):
        taken |= {mean.letter.name for mean in builder.claim.goal.means}
    free = (name for k in range(1, 1000) if (name := f"x_{k}") not in taken)
    return [variable(next(free)) for _ in range(number)]


def kept_whole(term: Expr, letters: tuple[Symbol, ...], move: Callable[[Expr], Expr]) -> Expr:
    """The term moved, but for constant logarithms of a term with a logarithm of its own.

    log(log(r)/(r - 1)) is of a quotient that may be of two negative terms, and must not come apart.
    """
    inside = (t for t in term.atoms(log) if t.args[0].has(log) and not t.has(*letters))
    kept = {t: Dummy("c", real=True) for t in sorted(inside, key=default_sort_key)}
    if not kept:
        return move(term)
    return move(term.xreplace(kept)).xreplace({name: t for t, name in kept.items()})
