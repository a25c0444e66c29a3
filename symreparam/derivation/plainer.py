"""Densities and masses as the normal form of the decision procedure writes them, where that is
shorter: branches add up, and inverse functions in exponentials go. Nothing is proved by this."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import Final

from sympy import Expr, Piecewise, cancel, factor_terms, powdenest, powsimp, together

from symreparam.decide.answer import Context, context_over
from symreparam.decide.backward import ratio_term
from symreparam.decide.fraction import Undecided
from symreparam.decide.normal import run
from symreparam.terms.law import Law, Piece
from symreparam.terms.scope import Scope

# a term shorter than this is plain enough; a longer one takes the normal form too long
FEW_OPERATIONS: Final = 3
MOST_OPERATIONS: Final = 400


def plainer(scope: Scope, law: Law) -> Law:
    """The law with each density and mass in a shorter form, or the law itself."""
    if law.atoms:
        return law
    pieces = tuple(
        Piece(p.region, shorter(p.density, context_over(scope, p.region))) for p in law.pieces
    )
    # powers such as (1 - p)^k stay as they are: the normal form has their logarithms
    lattices = tuple(replace(each, mass=_gathered(each.mass)) for each in law.lattices)
    return Law(law.variable, pieces, (), lattices)


def shorter(term: Expr, context: Context) -> Expr:
    """The term as the normal form writes it, where that is shorter, or the term itself."""
    size = term.count_ops()
    if not FEW_OPERATIONS < size <= MOST_OPERATIONS or term.has(Piecewise):
        return term
    try:
        found = run(context, (term,), lambda space: ratio_term(space, space.of(term)))
    except (Undecided, ArithmeticError, ValueError, AttributeError):
        return term
    if found.count_ops() > MOST_OPERATIONS:
        return term  # SymPy's steps below have no bound of their own
    forms = [found, factor_terms(found)]
    with suppress(NotImplementedError, ValueError):
        forms.append(powdenest(powsimp(cancel(together(found))), force=True))
    best = min(forms, key=lambda form: (form.count_ops(), str(form)))
    return best if best.count_ops() < size else term


def _gathered(mass: Expr) -> Expr:
    """The mass in one product, where that is shorter, or the mass itself."""
    size = mass.count_ops()
    if size > MOST_OPERATIONS:
        return mass
    found = powsimp(factor_terms(mass))
    return found if found.count_ops() < size else mass
