"""differ-probability and differ-interval: bounds of one probability, with rejects."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flint import arb
from sympy import Abs, Integer, Rational, exp, floor, oo, pi, sqrt

from symreparam.decide import probability
from symreparam.decide.probability import NoBound, most
from symreparam.derivation.builder import Builder
from symreparam.documents.meaning import goals
from symreparam.documents.parse import parse_block
from symreparam.documents.scope_check import check_names
from symreparam.families.table import FAMILY_NAMES
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Fails, HasLaw
from symreparam.pipeline import check_text
from symreparam.rules.probability import differ_interval_rule, differ_probability_rule
from symreparam.terms.law import Atom, Law, Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import variable

Z = variable("z")


@pytest.mark.parametrize(
    "text",
    [
        # a density that leaves a part of the probability out: no half-line shows it
        "let X ~ Arcsin(-1, 1)\n"
        "refute 4*X^3 - 3*X has density 1/(3*pi*sqrt(1 - z^2)) for -1 < z < 1",
        "let X ~ Arcsin(-1, 1)\n"
        "refute 16*X^5 - 20*X^3 + 5*X has density 1/(pi*sqrt(1 - z^2)) for 0 < z < 1",
        "let X ~ Arcsin(-1, 1)\nrefute 16*X^5 - 20*X^3 + 5*X ~ Uniform(-1, 1)",
        "let X ~ Uniform(-1, 1)\nrefute 16*X^5 - 20*X^3 + 5*X ~ Arcsin(-1, 1)",
        "let 0 < a < 1\nlet X ~ Normal(0, 1)\n"
        "refute X + a*tanh(X) has density exp(-z^2/2)/(sqrt(2*pi)*(1 + a/cosh(z)^2)) for z real",
        "let X ~ Normal(0, 1)\n"
        "refute X + sinh(X) has density exp(-z^2/2)/(sqrt(2*pi)*(1 + cosh(z))) for z real",
    ],
)
def test_refuted(text: str) -> None:
    [found] = check_text(text)
    assert (found.verdict, found.ok) == ("refuted", True)


def test_a_map_with_its_variable_several_times_is_enclosed_by_its_slope() -> None:
    """Plain enclosures of 16 x^5 - 20 x^3 + 5 x are ten times as wide as its values."""
    x = variable("x")
    body = 16 * x**5 - 20 * x**3 + 5 * x
    slope = probability._slope(body, (x,))
    box = {x: arb(Rational(1, 2).p) / 2 + arb(0, 0.01)}
    found = probability._image(body, slope, box)
    plain = probability._image(body, None, box)
    assert found.rad() < plain.rad()
    for k in range(-10, 11):
        assert found.overlaps(probability.enclose(body, {x: arb(1) / 2 + arb(k) / 1000}, 96))
    for kinked in (sqrt(x**2) + x, Abs(x) + x**2, floor(x) + x):
        assert probability._slope(kinked.xreplace({sqrt(x**2): Abs(x)}), (x,)) is None
    assert probability._slope(body, (x, variable("y"))) is None
    # at 0 the slope of the root is infinite: the plain enclosure stays
    root = sqrt(x)
    at_zero = {x: arb(1) / 100 + arb(0, 0.01)}
    found = probability._image(root, probability._slope(root, (x,)), at_zero)
    assert found is None or found.overlaps(arb(0.1))


def step(text: str, rule: str) -> tuple[Builder, tuple, tuple]:
    """A builder with the premises and arguments of the last step of a refutation."""
    [found] = check_text(text)
    assert found.proof is not None
    last = found.proof.steps[-1]
    assert last.rule == rule
    [goal] = goals(check_names(parse_block(text), FAMILY_NAMES))
    premises = tuple(found.proof.steps[i].conclusion for i in last.premises)
    return Builder(goal.claim), premises, last.args


SHORT = step(
    "let X ~ Normal(0, 1)\n"
    "refute X + tanh(X)/2 has density exp(-z^2/2)/(sqrt(2*pi)*(1 + 1/(2*cosh(z)^2))) for z real",
    "differ-interval",
)
NAMED = step("let X ~ Normal(0, 1)\nrefute X + tanh(X)/2 ~ Normal(0, 1)", "differ-probability")


def refused(
    case: tuple, code: str, premises: tuple | None = None, args: tuple | None = None
) -> None:
    builder, good, given = case
    rule = differ_interval_rule if case is SHORT else differ_probability_rule
    assert isinstance(rule(builder.setting, good, given), Fails)
    with pytest.raises(RuleError) as error:
        rule(builder.setting, good if premises is None else premises, args or given)
    assert error.value.code == code


def test_an_interval_needs_a_true_bound_above_the_claimed_one() -> None:
    goal, points, rows = SHORT[2]
    refused(SHORT, "differ-interval.apart", args=(goal, points[::20], rows))
    few = tuple((part[::60],) for (part,) in rows)
    refused(SHORT, "differ-interval.apart", args=(goal, points, few))
    heavy = replace(goal, law=replace(goal.law, atoms=(Atom(points[0], Integer(1)),)))
    refused(SHORT, "differ-interval.apart", args=(heavy, points, rows))


def test_an_interval_has_rational_points_in_order() -> None:
    goal, points, rows = SHORT[2]
    refused(SHORT, "differ-interval.bound", args=(goal, points[::-1], rows))
    refused(SHORT, "differ-interval.args", args=(goal, (*points, oo), rows))
    refused(SHORT, "differ-interval.bound", args=(goal, points[:1], rows))
    refused(SHORT, "differ-interval.args", args=(goal, points, ()))


@pytest.mark.parametrize("case", [SHORT, NAMED], ids=["interval", "half-line"])
def test_the_laws_are_those_of_the_claim(case: tuple) -> None:
    first = case[1][0]
    assert isinstance(first, HasLaw)
    other = replace(first, subject=Z)
    refused(case, "differ-probability.law", (other, *case[1][1:]))
    refused(case, "differ-probability.law", case[1][1:] or (other,))


def test_a_half_line_needs_bounds_with_a_sum_above_one() -> None:
    goal, at, rows = NAMED[2]
    refused(NAMED, "differ-probability.apart", args=(goal, at + 40, rows))
    refused(NAMED, "differ-probability.args", args=(goal, pi, rows))
    refused(NAMED, "differ-probability.args", args=(goal, at, rows[:1]))


def test_an_upper_bound_counts_all_pieces_and_masses_that_meet_the_interval() -> None:
    half = Piece(interval(Z, Integer(0), oo), exp(-Z))
    left = Piece(interval(Z, -oo, Integer(0)), exp(Z))
    points = tuple(Rational(k, 100) for k in range(-100, 101))
    both = most(Law(Z, (left, half)), points)
    assert both >= 2 * (1 - arb(-1).exp())
    atom = Law(Z, (), (Atom(Integer(1), Rational(1, 3)), Atom(sqrt(2), Rational(1, 2))))
    assert arb(1) / 3 <= most(atom, points) < 0.34
    assert most(Law(Z, (half,)), (Integer(-2), Integer(-1))) == 0
    with pytest.raises(NoBound):
        most(Law(Z, (Piece(interval(Z, -oo, oo), 1 / Z),)), points)


def test_a_planted_bound_by_the_least_value_would_be_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    """With lower ends in place of upper ones a true density would be refuted."""
    text = "let X ~ Normal(0, 1)\nprove X has density exp(-z^2/2)/sqrt(2*pi) for z real"
    [goal] = goals(check_names(parse_block(text), FAMILY_NAMES))
    points = tuple(Rational(k, 4) for k in range(-4, 5))
    law = goal.claim.law_goal.law
    truth = arb(1) / arb(2).sqrt()
    assert most(law, points) > truth.erf()
    monkeypatch.setattr(probability, "_positive", lambda ball: arb(0))
    assert most(law, points) < truth.erf()
