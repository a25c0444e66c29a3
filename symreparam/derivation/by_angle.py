"""Equalities of sums of inverse trigonometric functions, by the sine of their difference."""

from __future__ import annotations

from math import lcm
from typing import TYPE_CHECKING, Final

from sympy import Expr, Integer, acos, asin, atan, expand, pi, sin

from symreparam.logic.errors import RuleError
from symreparam.rules.by_angle import angle, within_half_turn
from symreparam.terms.region import Region
from symreparam.terms.scope import Relation

if TYPE_CHECKING:
    from symreparam.derivation.builder import Builder

MOST_OPERATIONS: Final = 60
MOST_TURNS: Final = 12
INVERSE: Final = (asin, acos, atan)


def factor_of(left: Expr, right: Expr) -> Expr | None:
    """What makes whole multiples of angles of the difference, or None where nothing does."""
    if left.count_ops() + right.count_ops() > MOST_OPERATIONS:
        return None
    gap = expand(left - right)
    functions = gap.atoms(*INVERSE)
    if not functions:
        return None
    for scale in (Integer(1), pi):
        shares = [expand(scale * gap).coeff(f, 1) for f in functions]
        if all(share.is_Rational for share in shares):
            common = lcm(*(int(share.q) for share in shares))
            return common * scale if common <= MOST_TURNS else None
    return None


def equal_by_angle(builder: Builder, left: Expr, right: Expr, over: Region) -> int:
    """A step Equal(left, right, over). RuleError when it is not shown."""
    factor = factor_of(left, right)
    if factor is None:
        raise RuleError("equal-by-angle.factor", "no sum of angles")
    turn = angle(left, right, factor)
    positive = builder.sign_is(factor, "+")
    steps = [positive, builder.equal(sin(turn), Integer(0), over)]
    if not within_half_turn(turn):
        for left_side, right_side in ((-pi, turn), (turn, pi)):
            steps.append(builder.holds(Relation(left_side, "<", right_side), over))
    return builder.add("equal-by-angle", tuple(steps), (left, right, factor, over))
