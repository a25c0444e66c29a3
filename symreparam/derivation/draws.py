"""Draws of hierarchical models: quantiles of discrete families at a uniform variable."""

from __future__ import annotations

from sympy import Expr, Integer, Symbol

from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder
from symreparam.derivation.unfold import unfold_step
from symreparam.terms.draws import Quantile
from symreparam.terms.law import Named


def draw_in(term: Expr) -> Quantile | None:
    """The one quantile in the term, when nothing outside of it is drawn with its variable."""
    found = sorted(term.atoms(Quantile), key=str)
    if len(found) != 1:
        return None
    [one] = found
    rest = term.xreplace({one: Integer(0)})
    return None if rest.has(one.args[-1]) else one


def draw_step(builder: Builder, term: Quantile, letter: Symbol) -> int:
    """A step HasLaw(term, its masses): the arguments must be numbers of the scope."""
    claim, uniform = builder.claim, term.args[-1]
    if uniform not in claim.variables or any(a.has(*claim.variables) for a in term.args[:-1]):
        raise NoInverse(f"{term} depends on another random variable")
    given = builder.add("hypothesis", (), (claim.variables.index(uniform),))
    member = unfold_step(builder, Named(term.family, term.args[:-1]), letter)
    return builder.add("draw", (given, member))


def drives(unit: Expr, term: Expr) -> bool:
    """Whether the unit is the uniform variable of a draw in the term."""
    return any(one.args[-1] == unit for one in term.atoms(Quantile))
