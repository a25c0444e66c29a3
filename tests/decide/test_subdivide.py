"""Signs by subdivision on intervals whose ends are numbers like 2 pi."""

from __future__ import annotations

import pytest
from sympy import Expr, Integer, Rational, cos, exp, log, oo, pi, sin, sqrt

from symreparam.decide.answer import Context, Proved
from symreparam.decide.sign import sign
from symreparam.decide.signset import ANY, NONZERO
from symreparam.decide.subdivide import signs_by_subdivision
from symreparam.terms.region import interval
from symreparam.terms.scope import Scope, variable

x = variable("x")
PROVED = [
    (2 - (cos(x) - Rational(1, 2)) * sin(x) ** 4, Integer(0), 2 * pi, "+"),
    (sin(x) * cos(x) - 2, -pi, pi, "-"),
    (exp(x) * sin(x) + 1, -sqrt(2), sqrt(3), "+"),
]


@pytest.mark.parametrize(("term", "low", "high", "want"), PROVED)
def test_ends_that_are_no_fractions(term: Expr, low: Expr, high: Expr, want: str) -> None:
    there = Context(Scope(), interval(x, low, high))
    assert isinstance(sign(term, want, there), Proved)


OPEN = [
    (sin(x) * cos(x) + Rational(1, 2), Integer(0), 2 * pi),  # it is 0 inside
    (cos(x) + sin(x) / 2 - 1, Integer(0), 2 * pi),  # it is 0 at an end
    (log(x) + 100, Integer(0), pi),  # it has no value at an end
    (2 + cos(x) * sin(x), Integer(0), oo),
]


@pytest.mark.parametrize(("term", "low", "high"), OPEN)
def test_no_strict_sign(term: Expr, low: Expr, high: Expr) -> None:
    there = Context(Scope(), interval(x, low, high))
    assert signs_by_subdivision(term, there, NONZERO) == ANY
