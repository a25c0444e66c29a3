"""Joint laws on regions with several ends on one side, and on parts of ellipses."""

from __future__ import annotations

import pytest
from sympy import Integer, Max, Min, oo

from symreparam.decide.answer import Context
from symreparam.decide.orthant import plan
from symreparam.decide.signset import POSITIVE
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Sign
from symreparam.pipeline import check_text
from symreparam.rules.determinants import size_of
from symreparam.rules.joint import within
from symreparam.terms.region import Region
from symreparam.terms.scope import Relation, Scope, variable

LETS = """let a, b > 0
let U, V ~ Uniform(0, 1)
let R ~ Uniform(-1, 1)
let T ~ Uniform(0, 2*pi)
let X, Y ~ Normal(0, 1)
let v, w real
let w != 0
"""
TRUE = [
    "(U + V, U - V) has density 1/2 at (s, d) for abs(d) < s and s < 2 - abs(d)",
    "(U + V, U - V) has density 1/2 at (s, d) for 0 < s < 2 and abs(d) < s and abs(d) < 2 - s",
    "(U + V, U) has density 1 at (s, x) for 0 < x < 1 and 0 < s < 2 and s - 1 < x < s",
    "(sqrt(U)*cos(T), sqrt(U)*sin(T)) has density 1/pi at (x, y) for x^2 + y^2 < 1 and -1 < y < 1",
    "(a*sqrt(U)*cos(T), b*sqrt(U)*sin(T)) has density 1/(pi*a*b) at (x, y) "
    "for x^2/a^2 + y^2/b^2 < 1",
    "(sqrt(1 - R^2)*cos(T), R) has density 1/(2*pi*sqrt(1 - z^2 - x^2)) at (x, z) "
    "for -1 < z < 1 and -sqrt(1 - z^2) < x < sqrt(1 - z^2)",
    # the sign of the determinant is that of a parameter
    "(1 - v*X^2 + Y, w*X) has density exp(-(y/w)^2/2 - (x - 1 + v*(y/w)^2)^2/2)/(2*pi*abs(w)) "
    "at (x, y) for x real and y real",
    "(X^2, w*Y) has density exp(-x/2 - (y/w)^2/2)/(2*pi*abs(w)*sqrt(x)) at (x, y) "
    "for x > 0 and y real",
    # a cube root on each side of zero
    "(X^3, Y) has density exp(-abs(x)^(2/3)/2 - y^2/2)/(6*pi*abs(x)^(2/3)) at (x, y) "
    "for x real and y real",
    # the maps fold where x = y
    "(X + Y, X*Y) has density exp(p - s^2/2)/(pi*sqrt(s^2 - 4*p)) at (s, p) "
    "for s real and p < s^2/4",
    "(X + Y, X^2 + Y^2) has density exp(-q/2)/(2*pi*sqrt(2*q - s^2)) at (s, q) "
    "for s real and q > s^2/2",
]
FALSE = [
    "(U + V, U - V) has density 1 at (s, d) for abs(d) < s and s < 2 - abs(d)",
    "(U + V, U - V) has density 1/2 at (s, d) for 0 < s < 2 and abs(d) < s",
    "(U + V, U - V) has density 1/2 at (s, d) for 0 < s < 2 and abs(d) < 1",
    "(U + V, U) has density 1 at (s, x) for 0 < x < 1 and 0 < s < 2 and s - 1/2 < x < s",
    "(a*sqrt(U)*cos(T), b*sqrt(U)*sin(T)) has density 1/(pi*sqrt(a*b)) at (x, y) "
    "for x^2/a^2 + y^2/b^2 < 1",
    "(X^3, Y) has density exp(-x^2/2 - y^2/2)/(2*pi) at (x, y) for x real and y real",
    "(1 - v*X^2 + Y, w*X) has density exp(-(y/w)^2/2 - (x - 1 + v*(y/w)^2)^2/2)/(2*pi*w) "
    "at (x, y) for x real and y real",
    "(X + Y, X*Y) has density exp(p - s^2/2)/(2*pi*sqrt(s^2 - 4*p)) at (s, p) "
    "for s real and p < s^2/4",
]


@pytest.mark.parametrize("goal", TRUE)
def test_true_claims(goal: str) -> None:
    [found] = check_text(f"{LETS}prove {goal}")
    assert found.verdict == "proved", found.reason


@pytest.mark.parametrize("goal", FALSE)
def test_false_claims(goal: str) -> None:
    [found] = check_text(f"{LETS}refute {goal}")
    assert found.verdict == "refuted", found.reason


s, d = variable("s"), variable("d")
SQUARE = Region(((s, -Integer(2), Integer(2)), (d, Max(-2 - s, s - 2), Min(2 - s, s + 2))))


def test_each_end_on_a_side_is_an_obligation() -> None:
    found = within(SQUARE, {s: s, d: Integer(0)})
    ends = {Relation(end, "<", Integer(0)) for end in (-2 - s, s - 2)}
    ends |= {Relation(Integer(0), "<", end) for end in (2 - s, s + 2)}
    assert ends < set(found) and len(found) == 6


def test_the_size_of_a_determinant_needs_a_sign_or_that_it_is_nowhere_zero() -> None:
    for sign, size in (("+", s), ("-", -s), ("!=", abs(s))):
        assert size_of(s, SQUARE, (Sign(s, sign, SQUARE),), "size") == size
    for known in (Sign(s, ">=", SQUARE), Sign(d, "!=", SQUARE), Sign(s, "+", Region())):
        with pytest.raises(RuleError, match="size"):
            size_of(s, SQUARE, (known,), "size")


def test_a_maximum_above_is_one_end() -> None:
    wide = Region(((s, -oo, oo), (d, -oo, Max(s, -s))))
    assert within(wide, {s: s, d: d}) == (Relation(d, "<", Max(s, -s)),)


def test_what_is_known_of_a_letter_is_each_end() -> None:
    known = plan(Context(Scope(), SQUARE))
    place = known.place(d)
    assert place is not None
    ends = {d - place.lower, place.upper - d} | {fact.term for fact in known.facts}
    assert ends == {d + 2 + s, d - s + 2, 2 - s - d, s + 2 - d}
    assert {fact.signs for fact in known.facts} == {POSITIVE}


def test_a_maximum_above_says_nothing_of_its_terms() -> None:
    wide = Region(((s, -oo, oo), (d, Min(s, -s), Max(s, -s))))
    known = plan(Context(Scope(), wide))
    place = known.place(d)
    assert place is not None and not known.facts
    assert (place.lower, place.upper) == (Min(s, -s), Max(s, -s))
