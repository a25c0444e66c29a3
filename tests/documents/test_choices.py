"""Comparisons with choices between numbers, and means given a term with parameters."""

from __future__ import annotations

import pytest
from sympy import And, Eq, Integer, Or, Piecewise

from symreparam.documents.choices import compared, first_largest
from symreparam.pipeline import Options, check_text
from symreparam.terms.scope import variable

QUICK = Options(cross_check=False, explain=False)
x, y, z = variable("x"), variable("y"), variable("z")


def test_the_place_of_the_largest_is_a_condition_on_the_terms() -> None:
    place = first_largest((x, y, z))
    assert compared(place, Eq, Integer(2)) == And(x < y, y >= z)
    assert compared(Integer(1), Eq, place) == And(x >= y, x >= z)
    assert compared(place, Eq, Integer(4)) == Or()
    others = [{x: 1, y: 1, z: 1}, {x: 1, y: 2, z: 0}, {x: 1, y: 3, z: 3}, {x: 1, y: 1, z: 3}]
    found = [compared(place, Eq, Integer(3)).subs(values) for values in others]
    assert found == [False, False, False, True]


def test_two_choices_are_compared_as_they_stand() -> None:
    left, right = Piecewise((1, x > 0), (0, True)), Piecewise((1, y > 0), (0, True))
    assert compared(left, lambda a, b: a < b, right) == (left < right)


LETS = """let a, b > 0
let m1, m2 real
let -1 < r < 1
let F, G ~ Gumbel(1, 0)
let (X, Y) ~ MultivariateNormal((m1, m2), ((a^2, r*a*b), (r*a*b, b^2)))
"""
SETTLED = [
    "prove P(argmax(log(a) + F, log(b) + G) >= 2) = b/(a + b)",
    "refute P(argmax(log(a) + F, log(b) + G) = 2) = a/(a + b)",
    "prove E(Y given X) = m2 + r*b/a*(X - m1)",
    "refute E(Y given X) = m2 + r*a/b*(X - m1)",
]


@pytest.mark.parametrize("goal", SETTLED)
def test_settled(goal: str) -> None:
    [found] = check_text(LETS + goal, options=QUICK)
    assert found.ok, found.reason
