"""Signs of differences of one rising function at two places."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sympy import Expr, asinh, atan, erf, exp, log, sinh, tanh

from symreparam.decide.answer import Context
from symreparam.decide.fraction import Undecided
from symreparam.decide.normal import excluded, run
from symreparam.decide.signset import ANY, POSITIVE, Signs, of_integer, times
from symreparam.decide.space import Space

Ask = Callable[[Expr, Context], Signs]
_RISING: Final = (exp, sinh, tanh, asinh, atan, erf)
"""Strictly increasing on all reals."""


def signs_of_difference(expr: Expr, context: Context, ask: Ask) -> Signs:
    """The possible signs of r f(A) - r f(B) for a number r and a rising f: those of r (A - B). The
    logarithm rises where A and B are positive. ANY for another term, and where A or B is not known
    to be defined everywhere: A - B may be, as in exp(1/x + 1) - exp(1/x)."""
    if not expr.is_Add or len(expr.args) != 2:
        return ANY
    (first, one), (second, two) = (part.as_coeff_Mul() for part in expr.args)
    if first + second != 0 or one.func != two.func or len(one.args) != 1:
        return ANY
    a, b = one.args[0], two.args[0]
    if one.func == log:
        if ask(a, context) != POSITIVE or ask(b, context) != POSITIVE:
            return ANY
    elif one.func not in _RISING or not all(defined_everywhere(each, context) for each in (a, b)):
        return ANY
    return times(of_integer(1 if first > 0 else -1), ask(a - b, context))


def defined_everywhere(term: Expr, context: Context) -> bool:
    """Whether the term has a normal form that divides by nothing that may vanish."""

    def work(space: Space) -> bool:
        space.of(term)
        return not excluded(space)

    try:
        return run(context, (term,), work)
    except Undecided:
        return False
