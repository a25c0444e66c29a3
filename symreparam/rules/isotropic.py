"""Functions of two independent normal variables, in polar coordinates around their means."""

from __future__ import annotations

from collections.abc import Sequence

from sympy import Expr, Integer, Symbol, atan2, cos, oo, pi, sin

from symreparam.logic.judgement import Equal, HasLaw, Judgement
from symreparam.rules.rule import (
    Args,
    Premises,
    Setting,
    count,
    no_common_variable,
    require,
    take,
)
from symreparam.terms.law import Named
from symreparam.terms.mapping import Map
from symreparam.terms.region import Region


def isotropic_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    X ~ Normal(m, s)    Y ~ Normal(n, t)    R ~ Rayleigh(c)    A ~ Uniform(-pi, pi)
    no variable is in R and in A    R^d g(A) has law L
    T(m + s/c r cos a, n + t/c r sin a) = r^d g(a) for r > 0 and -pi < a < pi
    ---------------------------------------------------------------  isotropic(T, X, Y, r, g, d)
    T(X, Y) has law L

    (c (X - m)/s, c (Y - n)/t) has the law of (R cos A, R sin A) with independent R and A (Box &
    Muller 1958; polar coordinates, Rudin 1987, theorem 7.26). R and A are any terms of these laws:
    only the law of R^d g(A) matters. In T, atan2(Y, X) is a itself for m = n = 0 and s = t.
    """
    count(premises, 6, "isotropic.premises")
    count(args, 6, "isotropic.args")
    body, radius = take(args[0], Expr, "isotropic.args"), take(args[3], Symbol, "isotropic.args")
    one, two = (take(arg, Symbol, "isotropic.args") for arg in args[1:3])
    mapping, power = take(args[4], Map, "isotropic.map"), take(args[5], int, "isotropic.power")
    angle = mapping.variable
    require(radius != angle and one != two, "isotropic.letters", radius)
    random = set(setting.claim.variables)
    require(body.free_symbols & random <= {one, two}, "isotropic.variables", body)
    named = [_member(premise) for premise in premises[:4]]
    for given, variable in zip(premises[:2], (one, two), strict=True):
        known = take(given, HasLaw, "isotropic.normal")
        require(known.subject == variable and variable in random, "isotropic.normal", variable)
    for each in named[:2]:
        require(each.family == "Normal", "isotropic.normal", each)
    require(named[2].family == "Rayleigh", "isotropic.radius", named[2])
    (scale,) = named[2].arguments
    require(named[3] == Named("Uniform", (-pi, pi)), "isotropic.angle", named[3])
    long, turn = (take(premises[i], HasLaw, "isotropic.terms").subject for i in (2, 3))
    no_common_variable(setting, ((long,), (turn,)), "isotropic.independent")
    over = Region(((radius, Integer(0), oo), (angle, -pi, pi)))
    there = in_polar(body, (one, two), named[:2], scale, (radius, angle))
    wanted = Equal(there, radius**power * mapping.body, over)
    require(premises[5] == wanted, "isotropic.equal", (wanted.left, "=", wanted.right))
    law = take(premises[4], HasLaw, "isotropic.law")
    same = law.subject == long**power * mapping.at(turn)
    require(same, "isotropic.law", ("of", law.subject))
    return HasLaw(body, law.law)


def in_polar(
    body: Expr,
    pair: tuple[Symbol, Symbol],
    laws: Sequence[Named],
    scale: Expr,
    letters: tuple[Symbol, Symbol],
) -> Expr:
    """The term of X and Y at m + s/c r cos a and n + t/c r sin a."""
    (one, two), (radius, angle) = pair, letters
    (m, s), (n, t) = (law.arguments for law in laws)
    place = {
        one: m + s / scale * radius * cos(angle),
        two: n + t / scale * radius * sin(angle),
    }
    if m == n == 0 and s == t:
        body = body.xreplace({atan2(two, one): angle})
    return body.xreplace(place)


def _member(premise: Judgement) -> Named:
    return take(take(premise, HasLaw, "isotropic.law").law, Named, "isotropic.law")
