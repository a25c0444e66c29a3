"""Derivative, monotonicity, limit, image, inverse, sign: an accepted step, a reject for each
obligation, and planted wrong versions that would prove a falsehood."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from plain_builder import builder
from sympy import Abs, Expr, Integer, acosh, cos, cosh, exp, floor, log, oo, sin, sqrt

from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import (
    Bijection,
    Defined,
    Derivative,
    Equal,
    Holds,
    Image,
    Judgement,
    Limit,
    Monotone,
    Sign,
)
from symreparam.rules import calculus
from symreparam.rules.calculus import (
    derivative_rule,
    holds_by_sign_rule,
    image_rule,
    inverse_rule,
    limit_rule,
    monotone_rule,
    sign_monotone_rule,
)
from symreparam.terms.mapping import Map
from symreparam.terms.region import NUMBERS, interval
from symreparam.terms.scope import Relation, variable

x, z = variable("x"), variable("z")
ZERO, ONE, TWO = Integer(0), Integer(1), Integer(2)
SETTING = builder().setting
HALF, LINE = interval(x, ZERO, oo), interval(x, -oo, oo)
ONTO = interval(z, ONE, oo)
SQUARE = Map(x, x**2 + 1, HALF)
BACK = Map(z, sqrt(z - 1), ONTO)
RISE = Monotone(SQUARE, "+")
ENDS = (Limit(SQUARE, "lower", ONE), Limit(SQUARE, "upper", oo))
IMAGE = Image(SQUARE, ONTO)
PAIR = (
    IMAGE,
    Defined(BACK.body, ONTO),
    Equal(SQUARE.at(BACK.body), z, ONTO),
    Holds(Relation(ZERO, "<", BACK.body), ONTO),
)
Rule = Callable[..., Judgement]


def refused(rule: Rule, premises: tuple, args: tuple, code: str) -> None:
    with pytest.raises(RuleError) as error:
        rule(SETTING, premises, args)
    assert error.value.code == code


def test_a_derivative() -> None:
    known = Defined(SQUARE.body, HALF)
    assert derivative_rule(SETTING, (known,), (SQUARE, 2 * x)) == Derivative(SQUARE, 2 * x)
    refused(derivative_rule, (known,), (SQUARE, 3 * x), "derivative.value")
    refused(derivative_rule, (Defined(SQUARE.body, LINE),), (SQUARE, 2 * x), "derivative.defined")
    refused(derivative_rule, (Defined(x**2, HALF),), (SQUARE, 2 * x), "derivative.defined")
    refused(derivative_rule, (), (SQUARE, 2 * x), "derivative.premises")


@pytest.mark.parametrize(
    ("body", "slope"), [(Abs(x), ONE), (floor(x), ZERO), (x * Abs(x - 1), ONE)], ids=str
)
def test_a_kink_has_no_derivative(body: Expr, slope: Expr) -> None:
    refused(
        derivative_rule, (Defined(body, LINE),), (Map(x, body, LINE), slope), "derivative.smooth"
    )


def test_a_strict_sign_of_the_derivative_makes_a_map_monotone() -> None:
    slope = Derivative(SQUARE, 2 * x)
    good = (slope, Sign(2 * x, "+", HALF))
    assert monotone_rule(SETTING, good, ()) == RISE
    down = replace(good[1], sign="-")
    assert monotone_rule(SETTING, (slope, down), ()) == Monotone(SQUARE, "-")
    refused(monotone_rule, (slope, replace(good[1], sign=">=")), (), "monotone.sign")
    refused(monotone_rule, (slope, replace(good[1], sign="!=")), (), "monotone.sign")
    refused(monotone_rule, (slope, replace(good[1], expr=x)), (), "monotone.sign")
    refused(
        monotone_rule, (slope, replace(good[1], over=interval(x, ONE, oo))), (), "monotone.region"
    )
    refused(monotone_rule, (Derivative(Map(x, x, HALF), ONE), good[1]), (), "monotone.sign")


@pytest.mark.parametrize(
    ("body", "end", "value", "code"),
    [
        (x**2 + 1, "lower", TWO, "limit.value"),
        (x**2 + 1, "upper", ONE, "limit.value"),
        (exp(-x), "upper", oo, "limit.value"),
        (1 / x, "lower", -oo, "limit.value"),
        (sin(x), "upper", ZERO, "limit.unknown"),
        (x, "middle", ZERO, "limit.args"),
    ],
    ids=str,
)
def test_a_wrong_limit(body: Expr, end: str, value: Expr, code: str) -> None:
    refused(limit_rule, (), (Map(x, body, HALF), end, value), code)


def test_a_limit_in_another_form() -> None:
    mapping = Map(x, log(x + 1), interval(x, ZERO, Integer(3)))
    assert limit_rule(SETTING, (), (mapping, "upper", 2 * log(2))).value == 2 * log(2)
    refused(limit_rule, (), (mapping, "upper", 2 * log(3)), "limit.value")


def test_an_image_needs_both_limits_of_the_same_map() -> None:
    good = (RISE, *ENDS)
    assert image_rule(SETTING, good, (z,)) == IMAGE
    assert image_rule(SETTING, (Monotone(SQUARE, "-"), *ENDS), (z,)).image == interval(z, oo, ONE)
    other = replace(ENDS[0], map=Map(x, x**2 + 1, LINE))
    refused(image_rule, (RISE, other, ENDS[1]), (z,), "image.lower")
    refused(image_rule, (RISE, ENDS[1], ENDS[1]), (z,), "image.lower")
    refused(image_rule, (RISE, ENDS[0], ENDS[0]), (z,), "image.upper")
    refused(image_rule, good, (z + 1,), "image.args")
    refused(image_rule, good[:2], (z,), "image.premises")


def test_a_bounded_source_of_an_image_is_not_empty() -> None:
    mapping = Map(x, x, interval(x, ZERO, ONE))
    good = (Monotone(mapping, "+"), Limit(mapping, "lower", ZERO), Limit(mapping, "upper", ONE))
    refused(image_rule, good, (z,), "image.nonempty")
    wrong = Holds(Relation(ONE, "<", ZERO), NUMBERS)
    refused(image_rule, (*good, wrong), (z,), "image.nonempty")
    known = Holds(Relation(ZERO, "<", ONE), NUMBERS)
    assert image_rule(SETTING, (*good, known), (z,)).image == interval(z, ZERO, ONE)


def test_an_inverse() -> None:
    assert inverse_rule(SETTING, PAIR, (BACK,)) == Bijection(SQUARE, BACK)


@pytest.mark.parametrize(
    ("index", "premise", "code"),
    [
        (0, replace(IMAGE, image=interval(z, ZERO, oo)), "inverse.image"),
        (1, Defined(BACK.body, interval(z, TWO, oo)), "inverse.defined"),
        (1, Defined(z, ONTO), "inverse.defined"),
        (2, Equal(BACK.body**2, z, ONTO), "inverse.equation"),
        (2, replace(PAIR[2], over=interval(z, TWO, oo)), "inverse.equation"),
        (3, Holds(Relation(ZERO, "<=", BACK.body), ONTO), "inverse.into-lower"),
        (3, Holds(Relation(ZERO, "<", BACK.body), interval(z, TWO, oo)), "inverse.into-lower"),
    ],
)
def test_each_premise_of_an_inverse(index: int, premise: Judgement, code: str) -> None:
    refused(inverse_rule, (*PAIR[:index], premise, *PAIR[index + 1 :]), (BACK,), code)


def test_an_inverse_maps_below_the_upper_end() -> None:
    mapping = Map(x, cosh(x), interval(x, -oo, ZERO))
    back = Map(z, -acosh(z), ONTO)
    good = (
        Image(mapping, ONTO),
        Defined(back.body, ONTO),
        Equal(mapping.at(back.body), z, ONTO),
        Holds(Relation(back.body, "<", ZERO), ONTO),
    )
    assert inverse_rule(SETTING, good, (back,)) == Bijection(mapping, back)
    refused(inverse_rule, good[:3], (back,), "inverse.into-upper")


def test_a_planted_inverse_without_its_range_takes_the_wrong_branch(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """-sqrt(z - 1) solves the equation and leaves the source."""
    wrong = Map(z, -sqrt(z - 1), ONTO)
    premises = (IMAGE, Defined(wrong.body, ONTO), Equal(SQUARE.at(wrong.body), z, ONTO))
    refused(inverse_rule, premises, (wrong,), "inverse.into-lower")
    monkeypatch.setattr(calculus, "require", lambda ok, code, detail="": None)
    assert inverse_rule(SETTING, premises, (wrong,)) == Bijection(SQUARE, wrong)


def test_a_planted_monotone_rule_that_takes_weak_signs(monkeypatch: pytest.MonkeyPatch) -> None:
    """A constant has a derivative that is nowhere negative."""
    flat = Map(x, ONE, HALF)
    premises = (Derivative(flat, ZERO), Sign(ZERO, ">=", HALF))
    refused(monotone_rule, premises, (), "monotone.sign")
    monkeypatch.setattr(calculus, "require", lambda ok, code, detail="": None)
    assert monotone_rule(SETTING, premises, ()) == Monotone(flat, "-")


def test_a_sign_by_monotony() -> None:
    mapping = Map(x, x - sin(x), HALF)
    good = (Monotone(mapping, "+"), Limit(mapping, "lower", ZERO), Sign(ZERO, ">=", NUMBERS))
    assert sign_monotone_rule(SETTING, good, ()) == Sign(mapping.body, "+", HALF)
    high = (Monotone(mapping, "-"), Limit(mapping, "lower", ZERO), Sign(ZERO, "<=", NUMBERS))
    assert sign_monotone_rule(SETTING, high, ()) == Sign(mapping.body, "-", HALF)
    for premises, code in (
        ((good[0], replace(good[1], map=SQUARE), good[2]), "limit"),
        ((good[0], good[1], Sign(ZERO, "<=", NUMBERS)), "sign"),
        ((good[0], good[1], Sign(ZERO, "!=", NUMBERS)), "sign"),
        ((good[0], good[1], Sign(ONE, "+", NUMBERS)), "sign"),
        ((good[0], replace(good[1], end="upper"), good[2]), "sign"),
    ):
        refused(sign_monotone_rule, premises, (), f"sign-monotone.{code}")


def test_an_order_by_the_sign_of_the_difference() -> None:
    relation = Relation(cos(x), "<", Integer(3))
    known = Sign(3 - cos(x), "+", LINE)
    assert holds_by_sign_rule(SETTING, (known,), (relation,)) == Holds(relation, LINE)
    refused(holds_by_sign_rule, (replace(known, sign=">="),), (relation,), "holds-by-sign.sign")
    refused(
        holds_by_sign_rule, (replace(known, expr=cos(x) - 3),), (relation,), "holds-by-sign.sign"
    )
    apart = replace(relation, sign="!=")
    refused(holds_by_sign_rule, (known,), (apart,), "holds-by-sign.args")
