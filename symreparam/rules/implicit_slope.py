"""Implicit reparameterization where the distribution function is an integral of the density."""

from __future__ import annotations

from sympy import Expr, Symbol, oo

from symreparam.decide.answer import Context
from symreparam.decide.real import continuous, slope, smooth
from symreparam.decide.sign import holds
from symreparam.logic.judgement import Derivative, Equal, ImplicitSlope, Judgement, SameLaw, Sign
from symreparam.rules.gradients import require_free
from symreparam.rules.rule import Args, Premises, Setting, count, require, settled, take
from symreparam.terms.law import Law, Named
from symreparam.terms.mapping import Map
from symreparam.terms.region import NUMBERS, Region, interval
from symreparam.terms.scope import Relation

CODE = "implicit-slope"


def implicit_slope_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    a member of a family has density p on (l, h)    p > 0 there    l is finite, s < l
    l, h and s do not depend on the parameter c    c is a real parameter that nothing ties
    p and dp/dc are continuous on (s, h) in all letters    dp/dc = d there
    (for a value: G' = d on (s, h))
    ---------------------------------------------------------------------  implicit-slope(c, s)
    for each u in (0, 1) one z in (l, h) has P(X <= z) = u, and dz/dc = -I(z)/p(z) at fixed u,
    where I(z) is the integral of d over (l, z) (and I(z) = G(z) - G(l))

    On the compact range from l to z the integral of p may be differentiated under the sign (Rudin
    1976, theorem 9.42), and it has the derivative p(z) > 0 in z: the implicit function theorem
    (Rudin 1976, theorem 9.28) gives dz/dc (Figurnov, Mohamed & Mnih 2018, equation 5). That p
    keeps its formula below l makes it continuous on the closed range. Premises: the law, the
    sign, dp/dc = d unless it is what the rule finds itself, then the Derivative of G.
    """
    count(args, 2, f"{CODE}.args")
    parameter = take(args[0], Symbol, f"{CODE}.args")
    start = take(args[1], Expr, f"{CODE}.args")
    require(len(premises) in (2, 3, 4), f"{CODE}.premises", len(premises))
    same = take(premises[0], SameLaw, f"{CODE}.law")
    named = take(same.left, Named, f"{CODE}.law")
    law = take(same.right, Law, f"{CODE}.law")
    require(len(law.pieces) == 1 and not law.atoms and not law.lattices, f"{CODE}.law", "pieces")
    density, region = law.pieces[0].density, law.pieces[0].region
    [(letter, low, high)] = region.bounds
    require(premises[1] == Sign(density, "+", region), f"{CODE}.positive", density)
    require_free(setting, parameter, CODE)
    require(not any(e.has(parameter) for e in (low, high, start)), f"{CODE}.ends", parameter)
    wide = _around(setting, region, start)
    there = Context(setting.scope, wide)
    settled(smooth(density, parameter, there), f"{CODE}.smooth")
    moved = slope(density, parameter)
    for term in (density, moved):
        for each in (parameter, letter):
            settled(continuous(term, each, there), f"{CODE}.continuous")
    rest = list(premises[2:])
    if rest and isinstance(rest[0], Equal):
        known = take(rest.pop(0), Equal, f"{CODE}.equal")
        require((known.left, known.over) == (moved, wide), f"{CODE}.equal", "another equation")
        settled(continuous(known.right, letter, there), f"{CODE}.continuous")
        moved = known.right
    value = None
    if rest:
        whole = take(rest.pop(0), Derivative, f"{CODE}.antiderivative")
        known_slope = (whole.map.variable, whole.map.source, whole.derivative)
        require(known_slope == (letter, wide, moved), f"{CODE}.antiderivative", "of another term")
        value = whole.map.body - whole.map.at(low)
    require(not rest, f"{CODE}.premises", (len(rest), "unused"))
    return ImplicitSlope(named, parameter, Map(letter, density, region), moved, value)


def _around(setting: Setting, region: Region, start: Expr) -> Region:
    """The region from the start on, which lies below its finite lower end."""
    [(letter, low, high)] = region.bounds
    require(not low.has(oo, -oo), f"{CODE}.compact", low)
    require(not start.has(letter), f"{CODE}.start", start)
    if start != -oo:
        before = holds(Relation(start, "<", low), Context(setting.scope, NUMBERS))
        settled(before, f"{CODE}.start")
    return interval(letter, start, high)
