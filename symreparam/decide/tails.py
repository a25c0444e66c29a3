"""Whether an integrand is integrable at an end of its interval, or too large to be so."""

from __future__ import annotations

from sympy import Expr, Symbol, log, oo

from symreparam.decide.answer import Answer, Context, Proved, Unknown
from symreparam.decide.growth import growth, near
from symreparam.decide.growth_order import Growth, leading_power, tends
from symreparam.decide.sign import sign
from symreparam.terms.region import NUMBERS


def tail_diverges(expr: Expr, variable: Symbol, end: str, context: Context) -> Answer:
    """Whether the integral of |expr| up to the `lower` or `upper` end is infinite.

    In w = 1/distance to a finite end, or w = |variable| at an infinite one, the integrand with
    dw is asymptotically c exp(u) w^d log(w)^l with c != 0: of one sign near the end, and the
    integral of it is infinite exactly when u -> oo, or u = 0 and d > -1, or u = 0, d = -1 and
    l >= -1 (comparison with powers: Rudin 1976, theorem 3.29 and exercise 6.8).
    """
    found = _grown(expr, variable, end, context)
    if isinstance(found, Unknown):
        return found
    scope = Context(context.scope, NUMBERS)
    if found.exponent != 0:
        if tends(found, scope) == "oo":
            return Proved("an exponential")
        return Unknown("the integrand may vanish fast enough")
    excess = found.degree + 1
    enough = ">=" if found.logs >= -1 else "+"
    if isinstance(sign(excess, enough, scope), Proved):
        return Proved("a power")
    return Unknown("the power may be small enough")


def tail_converges(expr: Expr, variable: Symbol, end: str, context: Context) -> Answer:
    """Whether the integral of |expr| up to the `lower` or `upper` end is finite, if it is near it.

    As above, where u -> -oo, or u = 0 and d < -1. The signs are proved at every parameter value of
    the scope, and the asymptotic form is continuous in the parameters, so that the integral
    converges uniformly on compact sets of them: a dominating function exists near each.
    """
    found = _grown(expr, variable, end, context)
    if isinstance(found, Unknown):
        return found
    scope = Context(context.scope, NUMBERS)
    if found.exponent != 0:
        if tends(found, scope) == "0":
            return Proved("an exponential")
        return Unknown("the integrand may grow")
    if isinstance(sign(-1 - found.degree, "+", scope), Proved):
        return Proved("a power")
    return Unknown("the power may be too large")


def moments_converge(expr: Expr, variable: Symbol, end: str, context: Context) -> Answer:
    """Whether the integrals of |variable|^n |expr| up to an infinite end are finite for every n.

    The integrand is asymptotically c exp(u) w^d log(w)^l in w = |variable|, or in w = log
    |variable|: a u that tends to -oo outweighs the powers of w, or, of a degree above 1, exp(n w).
    """
    at = _end(variable, end, context)
    scope = Context(context.scope, NUMBERS)
    for least, (moved, slope) in enumerate(near(at, "") if at in (oo, -oo) else ()):
        found = growth(expr.xreplace({variable: moved}) * slope, scope)
        lead = None if found is None else leading_power(found.exponent, scope)
        if lead is None:
            continue
        signs = (sign(-lead[0], "+", scope), sign(lead[1] - least, "+", scope))
        if all(isinstance(answer, Proved) for answer in signs):
            return Proved("an exponential")
    return Unknown(f"the moments at {at}")


def _end(variable: Symbol, end: str, context: Context) -> Expr | None:
    for name, lower, upper in context.over.bounds:
        if name == variable:
            return lower if end == "lower" else upper
    return None


def _grown(expr: Expr, variable: Symbol, end: str, context: Context) -> Growth | Unknown:
    """The growth of the integrand with dw, as w -> oo at the end, w a power or a logarithm."""
    at = _end(variable, end, context)
    if at is None:
        return Unknown(f"{variable} has no interval")
    for moved, slope in near(at, "+" if end == "lower" else "-"):
        try:
            term = expr.xreplace({variable: moved}) * slope
        except (TypeError, ValueError):  # SymPy compares no 1/0, as of a choice not taken there
            return Unknown(f"the growth of {expr} at {at}")
        found = growth(term, Context(context.scope, NUMBERS))
        if found is not None or not expr.has(log):
            break
    return Unknown(f"the growth of {expr} at {at}") if found is None else found
