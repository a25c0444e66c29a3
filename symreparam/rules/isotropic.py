"""Functions of two independent centred normal variables, in polar coordinates."""

from __future__ import annotations

from sympy import Expr, Integer, Symbol, atan2, cos, oo, pi, sin

from symreparam.logic.judgement import Equal, HasLaw, Judgement
from symreparam.rules.rule import Args, Premises, Setting, count, require, take
from symreparam.terms.law import Named
from symreparam.terms.mapping import Map
from symreparam.terms.region import Region


def isotropic_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    X, Y ~ Normal(0, s)    R ~ Rayleigh(s)    A ~ Uniform(-pi, pi)    no variable in R and in A
    T(r cos a, r sin a) = r^d g(a) for r > 0 and -pi < a < pi    R^d g(A) has law L
    ---------------------------------------------------------------  isotropic(T, X, Y, r, g, d)
    T(X, Y) has law L

    (X, Y) has the law of (R cos A, R sin A) with independent R and A (Box & Muller 1958; polar
    coordinates, Rudin 1987, theorem 7.26). R and A are any terms of these laws: only the law of
    R^d g(A) matters. In T, atan2(Y, X) is a itself.
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
    spread = named[0].arguments[1] if named[0].family == "Normal" else Integer(0)
    normal = Named("Normal", (Integer(0), spread))
    require(named[0] == named[1] == normal, "isotropic.normal", "not alike, or not centred")
    require(named[2] == Named("Rayleigh", (spread,)), "isotropic.radius", named[2])
    require(named[3] == Named("Uniform", (-pi, pi)), "isotropic.angle", named[3])
    long, turn = (take(premises[i], HasLaw, "isotropic.terms").subject for i in (2, 3))
    shared = long.free_symbols & turn.free_symbols & random
    require(not shared, "isotropic.independent", ", ".join(sorted(map(str, shared))))
    over = Region(((radius, Integer(0), oo), (angle, -pi, pi)))
    place = {one: radius * cos(angle), two: radius * sin(angle)}
    there = body.xreplace({atan2(two, one): angle}).xreplace(place)
    wanted = Equal(there, radius**power * mapping.body, over)
    require(premises[5] == wanted, "isotropic.equal", (wanted.left, "=", wanted.right))
    law = take(premises[4], HasLaw, "isotropic.law")
    same = law.subject == long**power * mapping.at(turn)
    require(same, "isotropic.law", ("of", law.subject))
    return HasLaw(body, law.law)


def _member(premise: Judgement) -> Named:
    return take(take(premise, HasLaw, "isotropic.law").law, Named, "isotropic.law")
