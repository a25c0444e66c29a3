"""One measure written in parts: none of them may be negative, that only their sum is not.

Rules read single parts: a mass at a point, a density on an interval, the cells of a bound.
"""

from __future__ import annotations

import pytest
from plain_builder import builder
from sympy import Expr, Integer, Rational

from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Equal, HasLaw, Holds, Judgement, SameLaw, Sign
from symreparam.rules.laws import rewrite_law_rule, same_law_rule
from symreparam.rules.rule import Setting
from symreparam.terms.law import Atom, Lattice, Law, Piece
from symreparam.terms.region import NUMBERS, interval
from symreparam.terms.scope import Relation, variable, whole

X, K = variable("x"), whole("k")
ZERO, ONE, TWO = Integer(0), Integer(1), Integer(2)
HALF = Rational(1, 2)
UNIT = interval(X, ZERO, ONE)
SETTING: Setting = builder().setting
ORDER = Holds(Relation(ZERO, "<", ONE), NUMBERS)


def pieces(*densities: Expr) -> Law:
    return Law(X, tuple(Piece(UNIT, each) for each in densities))


def atoms(*masses: Expr) -> Law:
    return Law(X, (), tuple(Atom(ZERO, each) for each in masses))


def lattices(*masses: Expr) -> Law:
    return Law(X, (), (), tuple(Lattice(K, ZERO, ONE, K, each) for each in masses))


def same(left: Law, right: Law, *more: Judgement) -> Judgement:
    points = (ZERO, ONE) if left.pieces or right.pieces else ()
    return same_law_rule(SETTING, (ORDER, *more), (left, right, points))


@pytest.mark.parametrize(
    "left, right",
    [
        (pieces(ONE), pieces(TWO, -ONE)),
        (atoms(ONE), atoms(TWO, -ONE)),
        (pieces(), atoms(HALF, -HALF)),
        (lattices(HALF), lattices(ONE, -HALF)),
    ],
)
def test_negative_parts_are_rejected(left: Law, right: Law) -> None:
    with pytest.raises(RuleError) as caught:
        same(left, right)
    assert caught.value.code == "same-law.negative"
    # the other way the sum of the parts is said, and no law is rewritten from right to left
    backwards = same(right, left)
    assert backwards == SameLaw(right, left)
    with pytest.raises(RuleError) as caught:
        rewrite_law_rule(SETTING, (HasLaw(X, left), backwards), ())
    assert caught.value.code == "rewrite-law.way"


def test_parts_that_are_not_negative() -> None:
    assert same(pieces(ONE), pieces(HALF, HALF)) == SameLaw(pieces(ONE), pieces(HALF, HALF))
    assert same(atoms(ONE), atoms(HALF, HALF)) == SameLaw(atoms(ONE), atoms(HALF, HALF))
    two = pieces(2 * X, 1 - X, 1 - X)
    sums = Equal(TWO, Integer(2) * X + 2 * (1 - X), UNIT)
    signs = [Sign(2 * X, "+", UNIT), Sign(1 - X, ">=", UNIT)]
    assert same(pieces(TWO), two, sums, *signs) == SameLaw(pieces(TWO), two)
    for sign in signs:
        with pytest.raises(RuleError):
            same(pieces(TWO), two, sums, sign)
