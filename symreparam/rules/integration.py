"""Integrals of terms of one sign: by antiderivative, by a family's density, by substitution."""

from __future__ import annotations

from sympy import Add, Expr, Integer, Symbol, oo

from symreparam.decide.answer import Context, Proved
from symreparam.decide.sign import holds
from symreparam.logic.judgement import (
    Defined,
    Derivative,
    Equal,
    Holds,
    Image,
    Integral,
    Judgement,
    Limit,
    Monotone,
    SameLaw,
    Section,
    Sign,
)
from symreparam.rules.rule import Args, Premises, Setting, count, require, take
from symreparam.terms.law import Law, Named
from symreparam.terms.region import NUMBERS, Region, interval, renamed
from symreparam.terms.scope import Relation


def integral_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    F' = f on (a, b)    F -> A at a    F -> B at b, both finite    f >= 0 (or f <= 0) on (a, b)
    a < b
    --------------------------------------------------------------------------------  integral()
    the integral of f over (a, b) is B - A

    That a < b is decided here: over an empty interval all premises hold, and B - A may be anything.
    Fundamental theorem of calculus on compact subintervals, then monotone convergence (Rudin
    1976, theorem 6.21; Rudin 1987, theorem 1.26): without the sign the integral may exist only as
    a limit.
    """
    count(premises, 4, "integral.premises")
    count(args, 0, "integral.args")
    slope = take(premises[0], Derivative, "integral.derivative")
    low = take(premises[1], Limit, "integral.lower")
    high = take(premises[2], Limit, "integral.upper")
    known = take(premises[3], Sign, "integral.sign")
    require((low.map, low.end) == (slope.map, "lower"), "integral.lower")
    require((high.map, high.end) == (slope.map, "upper"), "integral.upper")
    for value in (low.value, high.value):
        require(not value.has(oo, -oo), "integral.finite", value)
    require(known.expr == slope.derivative, "integral.sign", "of another term")
    require(known.over in (slope.map.source, NUMBERS), "integral.sign", "on another region")
    require(known.sign in ("+", "-", ">=", "<="), "integral.sign", known.sign)
    nonempty(slope.map.source, setting, "integral")
    return Integral(slope.derivative, slope.map.source, high.value - low.value)


def nonempty(over: Region, setting: Setting, code: str) -> None:
    """Require that a < b, at every point of the scope, for the interval (a, b)."""
    for _, low, high in over.bounds:
        if low == -oo or high == oo:
            continue
        answer = holds(Relation(low, "<", high), Context(setting.scope, NUMBERS))
        require(isinstance(answer, Proved), f"{code}.empty", f"whether {low} < {high} is open")


def integral_family_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    a member of a family has density q on S
    -----------------------------------------  integral-family()
    the integral of q over S is 1
    """
    count(premises, 1, "integral-family.premises")
    count(args, 0, "integral-family.args")
    same = take(premises[0], SameLaw, "integral-family.same")
    take(same.left, Named, "integral-family.same")
    law = take(same.right, Law, "integral-family.law")
    plain = len(law.pieces) == 1 and not law.atoms and not law.lattices
    require(plain, "integral-family.law", "one piece")
    return Integral(law.pieces[0].density, law.pieces[0].region, Integer(1))


def integral_scale_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    the integral of f over S is v    c is defined and free of the variable
    ------------------------------------------------------------------------  integral-scale(c)
    the integral of c f over S is c v
    """
    count(premises, 2, "integral-scale.premises")
    count(args, 1, "integral-scale.args")
    factor = take(args[0], Expr, "integral-scale.args")
    given = take(premises[0], Integral, "integral-scale.integral")
    require(not factor.has(*given.over.variables), "integral-scale.constant", factor)
    require(premises[1] == Defined(factor, NUMBERS), "integral-scale.defined", factor)
    return Integral(factor * given.integrand, given.over, factor * given.value)


def integral_equal_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    the integral of f over S is v    g = f at almost every point of S    v = w
    ----------------------------------------------------------------------------  integral-equal()
    the integral of g over S is w

    Each equation may be left out when it changes nothing.
    """
    require(len(premises) in (2, 3), "integral-equal.premises", str(len(premises)))
    count(args, 0, "integral-equal.args")
    given = take(premises[0], Integral, "integral-equal.integral")
    integrand, value = given.integrand, given.value
    for premise in premises[1:]:
        same = take(premise, Equal, "integral-equal.equal")
        if same.over == given.over and same.right == integrand:
            integrand = same.left
        else:
            require(same.over == NUMBERS, "integral-equal.region")
            require(same.left == value, "integral-equal.value", "another value")
            value = same.right
    return Integral(integrand, given.over, value)


def integral_sum_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    the integral of f_i over S is v_i, for each i
    ------------------------------------------------  integral-sum()
    the integral of f_1 + f_2 + .. over S is v_1 + v_2 + ..

    Integrals here are absolutely convergent (Rudin 1987, theorem 1.32).
    """
    require(len(premises) >= 2, "integral-sum.premises", str(len(premises)))
    count(args, 0, "integral-sum.args")
    parts = [take(premise, Integral, "integral-sum.integral") for premise in premises]
    require(len({part.over for part in parts}) == 1, "integral-sum.region", "other regions")
    total, value = Add(*(p.integrand for p in parts)), Add(*(p.value for p in parts))
    return Integral(total, parts[0].over, value)


def integral_split_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    the integral of f over (a, b) is v, over (b, c) it is w
    ---------------------------------------------------------  integral-split()
    the integral of f over (a, c) is v + w
    """
    count(premises, 2, "integral-split.premises")
    count(args, 0, "integral-split.args")
    left = take(premises[0], Integral, "integral-split.integral")
    right = take(premises[1], Integral, "integral-split.integral")
    require(left.integrand == right.integrand, "integral-split.integrand")
    require(left.over.variables == right.over.variables, "integral-split.variable")
    (variable, low, middle), (_, start, high) = left.over.bounds[0], right.over.bounds[0]
    require(middle == start, "integral-split.gap", (middle, "and", start))
    return Integral(left.integrand, interval(variable, low, high), left.value + right.value)


def integral_substitution_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    w strictly monotone from S onto T with derivative w'    the integral of f over T is v
    S is not empty (decided here)
    -------------------------------------------------------------------  integral-substitution()
    the integral of f(w(y)) |w'(y)| over S is v

    Rudin 1987, theorem 7.26. f has one sign.
    """
    count(premises, 4, "integral-substitution.premises")
    count(args, 0, "integral-substitution.args")
    given = take(premises[0], Integral, "integral-substitution.integral")
    shape = take(premises[1], Monotone, "integral-substitution.monotone")
    onto = take(premises[2], Image, "integral-substitution.image")
    slope = take(premises[3], Derivative, "integral-substitution.derivative")
    require(onto.map == shape.map, "integral-substitution.image", "of another map")
    require(slope.map == shape.map, "integral-substitution.derivative", "of another map")
    target = given.over.variables[0]
    image = renamed(onto.image, onto.image.variables[0], target)
    require(image == given.over, "integral-substitution.image", "not onto the region")
    nonempty(shape.map.source, setting, "integral-substitution")
    jacobian = slope.derivative if shape.sense == "+" else -slope.derivative
    integrand = given.integrand.xreplace({target: shape.map.body}) * jacobian
    return Integral(integrand, shape.map.source, given.value)


def section_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    the integral of f over (l, h) is v, where (l, h) lies in S    A < z < B on (l, h)
    z <= A or B <= z on the rest of S
    ----------------------------------------------------------  section(S, A, z, B)
    the integral over S of f where A < z < B is v

    Infinite A, B and ends of (l, h) that are ends of S need no premise.
    """
    count(args, 4, "section.args")
    over = take(args[0], Region, "section.args")
    low, high = take(args[1], Expr, "section.args"), take(args[3], Expr, "section.args")
    point = take(args[2], Symbol, "section.args")
    require(bool(premises), "section.premises", "none")
    given = take(premises[0], Integral, "section.integral")
    rest = premises[1:]
    require(given.over.variables == over.variables, "section.variable")
    variable, first, last = given.over.bounds[0]
    _, start, end = over.bounds[0]
    if low != -oo:
        require(_holds(low, "<", point, given.over, rest), "section.inside", (low, "<", point))
    if high != oo:
        require(_holds(point, "<", high, given.over, rest), "section.inside", (point, "<", high))
    if first != start:
        require(_holds(start, "<=", first, NUMBERS, rest), "section.part", (start, "<=", first))
        _outside(interval(variable, start, first), low, point, high, rest)
    if last != end:
        require(_holds(last, "<=", end, NUMBERS, rest), "section.part", (last, "<=", end))
        _outside(interval(variable, last, end), low, point, high, rest)
    return Section(given.integrand, over, low, point, high, given.value)


def section_empty_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    z <= A or B <= z on S
    ------------------------------------------------  section-empty(f, S, A, z, B)
    the integral over S of f where A < z < B is 0
    """
    count(premises, 1, "section-empty.premises")
    count(args, 5, "section-empty.args")
    integrand = take(args[0], Expr, "section-empty.args")
    over = take(args[1], Region, "section-empty.args")
    low, high = take(args[2], Expr, "section-empty.args"), take(args[4], Expr, "section-empty.args")
    point = take(args[3], Symbol, "section-empty.args")
    require(len(over.bounds) == 1, "section-empty.args", "one variable")
    _outside(over, low, point, high, premises)
    return Section(integrand, over, low, point, high, Integer(0))


def _outside(over: Region, low: Expr, point: Expr, high: Expr, premises: Premises) -> None:
    below = low != -oo and _holds(point, "<=", low, over, premises)
    above = high != oo and _holds(high, "<=", point, over, premises)
    require(below or above, "section.outside", f"on {over.bounds[0][1:]}")


def _holds(left: Expr, sign: str, right: Expr, over: Region, premises: Premises) -> bool:
    signs = ("<", "<=") if sign == "<=" else ("<",)
    if left == right or (sign == "<=" and (left == -oo or right == oo)):
        return sign == "<="
    regions = (over, NUMBERS)
    return any(
        Holds(Relation(left, one, right), region) in premises  # type: ignore[arg-type]
        for one in signs
        for region in regions
    )
