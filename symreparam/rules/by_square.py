"""Two terms that are nowhere negative and have the same square are equal."""

from __future__ import annotations

from sympy import Expr

from symreparam.logic.judgement import Equal, Judgement, Sign
from symreparam.rules.rule import Args, Premises, Setting, count, require, take
from symreparam.terms.region import NUMBERS, Region


def equal_by_square_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    f >= 0 and g >= 0 on the region    f^2 = g^2 almost everywhere there
    -------------------------------------------------  equal-by-square(f, g, region)
    f = g almost everywhere on the region

    The square is strictly increasing on [0, oo) (Rudin 1976, theorem 1.21). Premises, in order: the
    two signs, which may hold everywhere, and the equation of the squares.
    """
    count(premises, 3, "equal-by-square.premises")
    count(args, 3, "equal-by-square.args")
    left, right = (take(arg, Expr, "equal-by-square.args") for arg in args[:2])
    over = take(args[2], Region, "equal-by-square.args")
    for premise, term in zip(premises[:2], (left, right), strict=True):
        known = take(premise, Sign, "equal-by-square.sign")
        require(known.expr == term, "equal-by-square.sign", ("of", known.expr))
        require(known.sign in ("+", ">="), "equal-by-square.sign", known.sign)
        require(known.over in (over, NUMBERS), "equal-by-square.region", "of another region")
    wanted = Equal(left**2, right**2, over)
    require(premises[2] == wanted, "equal-by-square.squares", "another equation")
    return Equal(left, right, over)
