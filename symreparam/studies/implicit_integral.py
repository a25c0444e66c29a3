"""The implicit route where the distribution function is known as an integral of the density only.

F(z) is the integral of the density p over (l, z). At fixed u = F(z) the sample z moves by
-(the integral of dp/dc over (l, z))/p(z) with a parameter c (Figurnov, Mohamed & Mnih 2018), which
is proved for each parameter by differentiating under the integral sign.
"""

from __future__ import annotations

from sympy import Expr, Integer, Integral, Symbol

from symreparam.logic.claim import Claim
from symreparam.logic.judgement import ImplicitSlope
from symreparam.logic.verdict import Outcome
from symreparam.pipeline.implicit_slope import settle_implicit_slope
from symreparam.render.slope_layout import (
    closed_slope,
    inner_letter,
    slope_text,
    without_constants,
)
from symreparam.render.terms_text import term_text
from symreparam.studies.asking import QUIET
from symreparam.studies.route_records import Pathwise, Route
from symreparam.terms.law import Named
from symreparam.terms.scope import variable


def route_by_integral(claim: Claim, law: Named, letter: Symbol) -> Route | str:
    """The route with a proof for every real parameter of the law, or why there is none."""
    symbols = [
        symbol
        for symbol, domain in claim.scope.symbols
        if not domain.integer and any(argument.has(symbol) for argument in law.arguments)
    ]
    head = "implicit: the distribution function has no closed form on record"
    if not symbols:
        return f"{head}, and there is no parameter in which it moves"
    outcomes: list[Outcome] = []
    paths: list[Pathwise] = []
    for symbol in symbols:
        found = settle_implicit_slope(claim.scope, law, symbol, letter, QUIET)
        if found.verdict != "proved" or found.claim is None:
            return f"{head}, and its integral is not shown to be differentiable in {symbol}"
        goal = found.claim.goal
        assert isinstance(goal, ImplicitSlope)
        outcomes.append(found)
        paths.append(Pathwise(symbol, derivative_of(goal), True))
    goals = [each.claim.goal for each in outcomes if each.claim is not None]
    first = goals[0]
    assert isinstance(first, ImplicitSlope)
    whole = integral_of(first, first.density.body)
    noise = ((variable("U"), Named("Uniform", (Integer(0), Integer(1)))),)
    text = "\n".join(slope_text(goal) for goal in goals if isinstance(goal, ImplicitSlope))
    return Route(
        "implicit", noise, whole, None, tuple(paths), outcomes[0], text, more=tuple(outcomes[1:])
    )


def integral_of(goal: ImplicitSlope, body: Expr) -> Expr:
    """The integral of a term over (l, z), unevaluated."""
    inner = inner_letter(goal)
    place, low, _ = goal.density.source.bounds[0]
    return Integral(body.xreplace({place: inner}), (inner, low, place))


def derivative_of(goal: ImplicitSlope) -> Expr:
    """dz/dc, with an integral where none is known in closed form."""
    if goal.value is not None:
        return closed_slope(goal)
    slope, density = without_constants(goal)
    return -integral_of(goal, slope) / density


def shown_with_integrals(term: Expr) -> str:
    """The term as text, with `integral(body, t = 0 .. z)` for each integral in it."""
    places = {
        each: Symbol(f"integral_{k}", real=True)
        for k, each in enumerate(sorted(term.atoms(Integral), key=str))
    }
    text = term_text(term.xreplace(places))
    for each, name in places.items():
        letter, low, high = each.limits[0]
        ends = f"{letter} = {term_text(low)} .. {term_text(high)}"
        text = text.replace(str(name), f"integral({term_text(each.function)}, {ends})")
    return text
