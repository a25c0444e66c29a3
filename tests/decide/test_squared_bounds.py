"""Bounds that are roots: x < sqrt(q) is as good as x^2 < q, for x >= 0 alone."""

from __future__ import annotations

import pytest
from sympy import Expr, Integer, Rational, Symbol, oo, sqrt

from symreparam.decide.answer import Context, Proved
from symreparam.decide.sign import sign
from symreparam.decide.squared_bounds import squared
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import Domain, Relation, Scope, parameter

HALF = sqrt(2) / 2
DOMAIN = Domain(Integer(0), Integer(1))
X = parameter("x", DOMAIN)
REALS = Domain(-oo, oo)
Y = parameter("y", REALS)


def context(*relations: Relation) -> Context:
    return Context(Scope(((X, DOMAIN), (Y, REALS)), relations), NUMBERS)


def proved(term: Expr, want: str, *relations: Relation) -> bool:
    return isinstance(sign(term, want, context(*relations)), Proved)


BELOW, ABOVE = Relation(X, "<", HALF), Relation(HALF, "<", X)


@pytest.mark.parametrize(
    ("term", "want", "relation"),
    [
        (1 - 2 * X**2, "+", BELOW),
        (1 - 2 * X**2, "-", ABOVE),
        (1 - 2 * X**2, "!=", Relation(X, "!=", HALF)),
        (1 - 2 * X**2, ">=", Relation(X, "<=", HALF)),
        (X - sqrt(1 - X**2), "-", BELOW),
        (X**-2 - 1 / (1 - X**2), "-", ABOVE),
    ],
)
def test_signs_follow_from_the_squares(term: Expr, want: str, relation: Relation) -> None:
    assert proved(term, want, relation)


@pytest.mark.parametrize(
    ("term", "want", "relation"),
    [
        (1 - 2 * X**2, "+", Relation(X, "<=", HALF)),
        (1 - 2 * X**2, "-", BELOW),
        (1 - 3 * X**2, "+", BELOW),
        # y may be far below 0
        (1 - 2 * Y**2, "+", Relation(Y, "<", HALF)),
        (1 - 2 * Y**2, "!=", Relation(Y, "!=", HALF)),
    ],
)
def test_what_does_not_follow_is_not_proved(term: Expr, want: str, relation: Relation) -> None:
    assert not proved(term, want, relation)


def test_which_bounds_are_squared() -> None:
    found = squared(context(BELOW))
    assert found is not None and found.scope.relations == (Relation(X**2, "<", Rational(1, 2)),)
    for left, right in ((X, -HALF), (X, Rational(1, 2)), (X, 2 ** Rational(1, 3)), (Y, HALF),
                        (X, Y), (X + Y, HALF)):  # fmt: skip
        assert squared(context(Relation(left, "<", right))) is None
    assert squared(context()) is None


def test_a_planted_version_without_the_sign_of_the_symbol_would_be_wrong() -> None:
    wrong = context(Relation(Y**2, "<", Rational(1, 2)))
    assert isinstance(sign(1 - 2 * Y**2, "+", wrong), Proved)
    there: dict[Symbol, Expr] = {Y: Integer(-1)}
    assert Y.xreplace(there) < HALF and (1 - 2 * Y**2).xreplace(there) < 0
