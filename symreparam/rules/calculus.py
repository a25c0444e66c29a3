"""Rules of one-variable calculus: derivative, monotonicity, limits, image, inverse."""

from __future__ import annotations

from sympy import Expr, oo

from symreparam.decide.answer import Context
from symreparam.decide.limits import limit
from symreparam.decide.real import slope, smooth
from symreparam.decide.zero import equal
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import (
    Bijection,
    Defined,
    Derivative,
    End,
    Equal,
    Holds,
    Image,
    Judgement,
    Limit,
    Monotone,
    Sign,
)
from symreparam.rules.rule import Args, Premises, Setting, count, require, settled, take
from symreparam.terms.mapping import Map
from symreparam.terms.region import NUMBERS, interval
from symreparam.terms.scope import Relation


def derivative_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    the body is defined on the source and has no kink there
    ------------------------------------------------------------  derivative(map, body')
    the map is differentiable with derivative body'
    """
    count(premises, 1, "derivative.premises")
    count(args, 2, "derivative.args")
    mapping = take(args[0], Map, "derivative.args")
    body = take(args[1], Expr, "derivative.args")
    known = take(premises[0], Defined, "derivative.defined")
    require(known == Defined(mapping.body, mapping.source), "derivative.defined", known.expr)
    context = Context(setting.scope, mapping.source)
    settled(smooth(mapping.body, mapping.variable, context), "derivative.smooth")
    found = slope(mapping.body, mapping.variable)
    if found != body:
        answer = settled(equal(found, body, context), "derivative.value")
        require(not answer.divisors, "derivative.value", "the two forms differ at some points")
    return Derivative(mapping, body)


def monotone_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    g' is the derivative of g    g' > 0 (or < 0) on the source
    ------------------------------------------------------------  monotone()
    g is continuous and strictly increasing (decreasing)
    """
    count(premises, 2, "monotone.premises")
    count(args, 0, "monotone.args")
    rise = take(premises[0], Derivative, "monotone.derivative")
    known = take(premises[1], Sign, "monotone.sign")
    require(known.expr == rise.derivative, "monotone.sign", known.expr)
    require(known.over in (rise.map.source, NUMBERS), "monotone.region")
    if known.sign == "+":
        return Monotone(rise.map, "+")
    require(known.sign == "-", "monotone.sign", known.sign)
    return Monotone(rise.map, "-")


def limit_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    (computed by the rules of limits)
    ------------------------------------------------  limit(map, end, value)
    the map tends to value at that end of its source, at the parameter values where it is defined

    Whoever rests on the limit asks elsewhere that the map is defined near that end.
    """
    count(premises, 0, "limit.premises")
    count(args, 3, "limit.args")
    mapping = take(args[0], Map, "limit.args")
    value = take(args[2], Expr, "limit.args")
    end = args[1]
    require(end in ("lower", "upper"), "limit.args", end)
    context = Context(setting.scope, mapping.source)
    name: End = "lower" if end == "lower" else "upper"
    found = limit(mapping.body, mapping.variable, name, context)
    if found is None:
        raise RuleError("limit.unknown", str(mapping.body))
    if found != value:
        finite = not any(each.has(oo, -oo) for each in (value, found))
        require(finite, "limit.value", f"{found}, not {value}")
        answer = settled(equal(found, value, Context(setting.scope)), "limit.value")
        require(not answer.divisors, "limit.value", "the two forms differ at some parameters")
    return Limit(mapping, name, value)


def image_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    g continuous and strictly increasing on (a, b), a < b    g -> A at a    g -> B at b
    -----------------------------------------------------------------------  image(variable)
    g maps (a, b) onto (A, B)                      (decreasing: onto (B, A))

    The premise a < b may be left out when an end is infinite.
    Intermediate value theorem (Rudin 1976, theorem 4.23).
    """
    require(len(premises) in (3, 4), "image.premises", str(len(premises)))
    count(args, 1, "image.args")
    variable = take(args[0], Expr, "image.args")
    require(variable.is_Symbol, "image.args", variable)
    shape = take(premises[0], Monotone, "image.monotone")
    low = take(premises[1], Limit, "image.lower")
    high = take(premises[2], Limit, "image.upper")
    require(low.map == shape.map and low.end == "lower", "image.lower")
    require(high.map == shape.map and high.end == "upper", "image.upper")
    _, lower, upper = shape.map.source.bounds[0]
    if lower != -oo and upper != oo:
        require(len(premises) == 4, "image.nonempty", (lower, "<", upper))
        require(premises[3] == Holds(Relation(lower, "<", upper), NUMBERS), "image.nonempty")
    ends = (low.value, high.value) if shape.sense == "+" else (high.value, low.value)
    return Image(shape.map, interval(variable, *ends))


def inverse_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    g strictly monotone from S onto T    h defined on T    a < h(z), h(z) < b on T, S = (a, b)
    g(h(z)) = z at every z in T
    ---------------------------------------------------------------------  inverse(h on T)
    g is a bijection of S onto T with inverse h

    Infinite ends of S need no premise. The Image premise carries the monotonicity of g. The
    equation holds at EVERY z: both sides are continuous where g is and h is defined.
    """
    count(args, 1, "inverse.args")
    inverse = take(args[0], Map, "inverse.args")
    require(len(premises) >= 3, "inverse.premises", str(len(premises)))
    onto = take(premises[0], Image, "inverse.image")
    target, (_, lower, upper) = inverse.source, onto.map.source.bounds[0]
    require(onto.image == target, "inverse.image", "the image is not the inverse's source")
    require(premises[1] == Defined(inverse.body, target), "inverse.defined")
    identity = Equal(onto.map.at(inverse.body), inverse.variable, target)
    require(premises[2] == identity, "inverse.equation")
    rest = premises[3:]
    if lower != -oo:
        inside = Holds(Relation(lower, "<", inverse.body), target)
        require(inside in rest, "inverse.into-lower", (lower, "<", inverse.body))
    if upper != oo:
        inside = Holds(Relation(inverse.body, "<", upper), target)
        require(inside in rest, "inverse.into-upper", (inverse.body, "<", upper))
    return Bijection(onto.map, inverse)


def sign_monotone_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    g strictly increasing (decreasing)    g -> c at the lower (upper) end    c >= 0
    -----------------------------------------------------------------------------  sign-monotone()
    g > 0 on its source                  (other end, c <= 0: g < 0)
    """
    count(premises, 3, "sign-monotone.premises")
    count(args, 0, "sign-monotone.args")
    shape = take(premises[0], Monotone, "sign-monotone.monotone")
    end = take(premises[1], Limit, "sign-monotone.limit")
    known = take(premises[2], Sign, "sign-monotone.sign")
    require(end.map == shape.map, "sign-monotone.limit", "of another map")
    require(known.expr == end.value and known.over == NUMBERS, "sign-monotone.sign")
    lowest = (end.end == "lower") == (shape.sense == "+")
    if lowest:
        require(known.sign in ("+", ">="), "sign-monotone.sign", known.sign)
    else:
        require(known.sign in ("-", "<="), "sign-monotone.sign", known.sign)
    return Sign(shape.map.body, "+" if lowest else "-", shape.map.source)


def holds_by_sign_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    b - a > 0
    ----------  holds-by-sign(a < b)
    a < b
    """
    count(premises, 1, "holds-by-sign.premises")
    count(args, 1, "holds-by-sign.args")
    relation = take(args[0], Relation, "holds-by-sign.args")
    known = take(premises[0], Sign, "holds-by-sign.sign")
    require(relation.sign in ("<", "<="), "holds-by-sign.args", relation.sign)
    require(known.expr == relation.right - relation.left, "holds-by-sign.sign", "another term")
    require(known.sign == "+", "holds-by-sign.sign", known.sign)
    return Holds(relation, known.over)
