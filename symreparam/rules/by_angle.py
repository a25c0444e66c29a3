"""Two terms are equal where a multiple of their difference is an angle below half a turn without
a sine."""

from __future__ import annotations

from fractions import Fraction

from sympy import Add, Expr, Integer, Mul, acos, asin, atan, expand, pi, sin

from symreparam.logic.judgement import Equal, Holds, Judgement, Sign
from symreparam.rules.rule import Args, Premises, Setting, count, require, take
from symreparam.terms.region import NUMBERS, Region
from symreparam.terms.scope import Relation

STRICT = ("+", "-", "!=")
_HALF = Fraction(1, 2)
# the least and the greatest value over pi; those of atan are not reached
_RANGES = {asin: (-_HALF, _HALF), atan: (-_HALF, _HALF), acos: (Fraction(0), Fraction(1))}


def equal_by_angle_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    c != 0    sin(c (f - g)) = 0 almost everywhere on R    -pi < c (f - g)    c (f - g) < pi
    ------------------------------------------------------------  equal-by-angle(f, g, c, R)
    f = g almost everywhere on R

    The sine vanishes in (-pi, pi) at 0 alone (Rudin 1976, theorem 8.7). Premises, in that order;
    all but the second may hold everywhere. The angle is multiplied out; the last two premises are
    left out where the ranges of its inverse functions say them.
    """
    require(len(premises) in (2, 4), "equal-by-angle.premises", str(len(premises)))
    count(args, 4, "equal-by-angle.args")
    left, right, factor = (take(arg, Expr, "equal-by-angle.args") for arg in args[:3])
    over = take(args[3], Region, "equal-by-angle.args")
    turn = angle(left, right, factor)
    known = take(premises[0], Sign, "equal-by-angle.factor")
    require(known.expr == factor, "equal-by-angle.factor", ("of", known.expr))
    require(known.sign in STRICT, "equal-by-angle.factor", known.sign)
    require(known.over in (over, NUMBERS), "equal-by-angle.factor", "on another region")
    same = premises[1] == Equal(sin(turn), Integer(0), over)
    require(same, "equal-by-angle.sine", "another equation")
    if len(premises) == 2:
        require(within_half_turn(turn), "equal-by-angle.half-turn", turn)
    for premise, sides in zip(premises[2:], ((-pi, turn), (turn, pi)), strict=False):
        within = take(premise, Holds, "equal-by-angle.half-turn")
        wanted = Relation(sides[0], "<", sides[1])
        require(within.relation == wanted, "equal-by-angle.half-turn", within.relation)
        require(within.over in (over, NUMBERS), "equal-by-angle.half-turn", "on another region")
    return Equal(left, right, over)


# what the search shares ----------------------------------------------------------------------
def angle(left: Expr, right: Expr, factor: Expr) -> Expr:
    """c (f - g), multiplied out."""
    return expand(Mul(factor, Add(left, Mul(-1, right))))


def within_half_turn(turn: Expr) -> bool:
    """Whether a sum of multiples of pi, asin, acos and atan lies in (-pi, pi) by their ranges."""
    low, high, inside = Fraction(0), Fraction(0), False
    for term in Add.make_args(turn):
        share, rest = term.as_coeff_Mul(rational=True)
        if rest != pi and not isinstance(rest, asin | acos | atan):
            return False
        weight = Fraction(int(share.p), int(share.q))
        ends = _RANGES.get(rest.func, (Fraction(1), Fraction(1)))
        parts = sorted(weight * end for end in ends)
        low, high = low + parts[0], high + parts[1]
        inside = inside or isinstance(rest, atan)
    return (low > -1 and high < 1) or (inside and low >= -1 and high <= 1)
