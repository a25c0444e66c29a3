"""Two functions with one derivative and one common value are equal."""

from __future__ import annotations

from sympy import Expr, oo

from symreparam.logic.judgement import Derivative, Equal, Holds, Judgement, Limit
from symreparam.rules.rule import Args, Premises, Setting, count, require, take
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import Relation


def equal_by_slope_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    f' = a and g' = b on (l, h)    a = b almost everywhere there
    f and g tend to one finite value at an end, or f(p) = g(p) for a p with l < p < h
    ------------------------------------------------------------  equal-by-slope()
    f = g on (l, h)

    f - g is differentiable everywhere, with derivative 0 almost everywhere, and so is constant
    (Rudin 1987, theorem 7.21). Premises, in order: the derivatives, their equation, then both
    Limits at one end, or Equal(f(p), g(p)), and l < p, p < h for finite ends; p is an argument.
    """
    require(len(premises) >= 4, "equal-by-slope.premises", str(len(premises)))
    left = take(premises[0], Derivative, "equal-by-slope.left")
    right = take(premises[1], Derivative, "equal-by-slope.right")
    require(left.map.source == right.map.source, "equal-by-slope.region", "on other intervals")
    require(left.map.variable == right.map.variable, "equal-by-slope.region", "other letters")
    over = left.map.source
    wanted = Equal(left.derivative, right.derivative, over)
    require(premises[2] == wanted, "equal-by-slope.slopes", (wanted.left, "=", wanted.right))
    if args:
        count(args, 1, "equal-by-slope.args")
        point = take(args[0], Expr, "equal-by-slope.args")
        same = Equal(left.map.at(point), right.map.at(point), NUMBERS)
        require(premises[3] == same, "equal-by-slope.value", (same.left, "=", same.right))
        _, low, high = over.bounds[0]
        for one, two in ((low, point), (point, high)):
            if one == -oo or two == oo:
                continue
            known = Holds(Relation(one, "<", two), NUMBERS) in premises[4:]
            require(known, "equal-by-slope.inside", (one, "<", two))
    else:
        count(premises, 5, "equal-by-slope.premises")
        first = take(premises[3], Limit, "equal-by-slope.limit")
        second = take(premises[4], Limit, "equal-by-slope.limit")
        require((first.map, second.map) == (left.map, right.map), "equal-by-slope.limit", "maps")
        require(first.end == second.end, "equal-by-slope.end", "at other ends")
        same_value = first.value == second.value and not first.value.has(oo, -oo)
        require(same_value, "equal-by-slope.value", (first.value, "and", second.value))
    return Equal(left.map.body, right.map.body, over)
