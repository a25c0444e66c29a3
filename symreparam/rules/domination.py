"""A bound that holds near every parameter value, with which a mean may be differentiated: what
`terms.growth` reads off a term, where the numbers in it are smooth in the parameter."""

from __future__ import annotations

from sympy import Expr, Symbol

from symreparam.decide.answer import Context
from symreparam.decide.real import continuous, slope, smooth
from symreparam.logic.errors import RuleError
from symreparam.rules.rule import Setting, settled
from symreparam.terms.growth import Growth, NoBoundError, Reading
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
        return Reading(setting.claim.variables, parameter, number).growth(term)
    except NoBoundError as error:
        raise RuleError(CODE, str(error)) from error
