"""A bound that holds near every parameter value, with which a mean may be differentiated: what
`terms.growth` reads off a term, where the numbers in it are smooth in the parameter."""

from __future__ import annotations

from functools import partial

from sympy import Expr, Symbol

from symreparam.decide.answer import Context
from symreparam.decide.real import continuous, slope, smooth
from symreparam.families.members import unfold
from symreparam.logic.errors import RuleError
from symreparam.rules.rule import Setting, settled
from symreparam.terms.growth import Growth, NoBoundError, Reading
from symreparam.terms.law import Named
from symreparam.terms.region import NUMBERS

CODE = "equation-pathwise.growth"


def growth_of(setting: Setting, term: Expr, parameter: Symbol | None) -> Growth:
    """The growth of a term that is smooth in the parameter c, if there is one.
    Raises RuleError where no polynomial bound is read off."""

    def number(part: Expr) -> None:
        """Require a part without random variables to be continuous in c with its derivative."""
        assert parameter is not None
        here = Context(setting.scope, NUMBERS)
        settled(smooth(part, parameter, here), CODE)
        for each in (part, slope(part, parameter)):
            settled(continuous(each, parameter, here), CODE)

    try:
        reading = Reading(setting.claim.variables, parameter, number, partial(nonnegative, setting))
        return reading.growth(term)
    except NoBoundError as error:
        raise RuleError(CODE, str(error)) from error


def nonnegative(setting: Setting, symbol: Symbol) -> bool:
    """Whether the variable's law, a member with one density, lives on a half-line above 0."""
    named = setting.claim.hypotheses[setting.claim.variables.index(symbol)].law
    if not isinstance(named, Named):
        return False
    law = unfold(named, symbol)
    if law.atoms or law.lattices:
        return False
    ends = [piece.region.bounds[0][1] for piece in law.pieces]
    return all(bool(end.is_Rational and end >= 0) for end in ends)
