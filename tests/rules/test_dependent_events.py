"""dependent-events, -probabilities, -density and -product: claims, rejects, planted versions."""

from __future__ import annotations

import pytest
from flint import arb
from sympy import Integer, Rational, oo

from symreparam.checker.replay import replay
from symreparam.derivation.builder import Builder
from symreparam.derivation.expectation import mean_step
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Independent
from symreparam.logic.proof import Proof
from symreparam.pipeline import check_text
from symreparam.rules import dependent_events
from symreparam.rules.dependent_events import exceeds, exchanged, on_box
from symreparam.terms.law import JointLaw
from symreparam.terms.region import Region
from symreparam.terms.scope import variable

HALF = Rational(1, 2)
FALSE = {
    "let X, Y ~ Exponential(1)\nrefute max(X, Y), X - Y independent": "dependent-events",
    "let a > 0\nlet X, Y ~ Exponential(a)\nrefute max(X, Y), X - Y independent": "dependent-events",
    "let X, Y ~ Normal(0, 1)\nrefute max(X, Y), X - Y independent": "dependent-events",
    "let X, Y ~ Cauchy(0, 1)\nrefute X + Y, X - Y independent": "dependent-density",
    "let X ~ Cauchy(0, 1)\nrefute abs(X), sign(X - 1) independent": "dependent-events",
    "let X, Y ~ Geometric(1/2)\nrefute min(X, Y), max(X, Y) independent": "dependent-events",
    "let X ~ Gamma(2, 1)\nrefute floor(X), X - floor(X) independent": "dependent-events",
    "let X, Y, Z ~ Rademacher()\nrefute X*Y, Y*Z, X*Z independent": "dependent-product",
    # of three variables
    "let U, V, W ~ Uniform(0, 1)\nrefute max(U, V), max(V, W) independent": "dependent-events",
    "let a > 0\nlet X, Y, Z ~ Exponential(a)\nrefute min(X, Y), min(X, Z) independent": (
        "dependent-probabilities"
    ),
    "let X, Y, Z ~ Normal(0, 1)\nrefute X/Z, Y/Z independent": "dependent-events",
    "let X, Y, Z ~ Gamma(2, 1)\nrefute X/(X + Y + Z), Y/(X + Y + Z) independent": (
        "dependent-events"
    ),
    "let W, X, Y, Z ~ Exponential(1)\nrefute W/(W + X + Y + Z), X/(W + X + Y + Z) independent": (
        "dependent-density"
    ),
}
MINIMA = "let X, Y, Z ~ Exponential(1)\nrefute min(X, Y), min(X, Z) independent"
TRUE = [
    "let X, Y ~ Exponential(1)\nrefute min(X, Y), X - Y independent",
    "let X, Y ~ Normal(0, 1)\nrefute X + Y, X - Y independent",
    "let X, Y ~ Rademacher()\nrefute X*Y, X independent",
    "let X, Y ~ Cauchy(0, 1)\nrefute X, 2*Y independent",
    "let U ~ Uniform(0, 1)\nrefute floor(2*U), mod(2*U, 1) independent",
    "let X, Y, Z ~ Gamma(2, 1)\nrefute X/(X + Y + Z), Y/(Y + Z) independent",
    "let U, V, W ~ Uniform(0, 1)\nrefute max(U, V), W independent",
]


@pytest.mark.parametrize("text", FALSE)
def test_refuted(text: str) -> None:
    [found] = check_text(text)
    assert (found.verdict, found.ok) == ("refuted", True)
    assert found.proof.steps[-1].rule == FALSE[text]
    assert replay(proof_from_json(proof_to_json(found.proof)), found.claim).refuted


@pytest.mark.parametrize("text", TRUE)
def test_what_is_independent_is_not_refuted(text: str) -> None:
    assert check_text(text)[0].verdict != "refuted"


def test_products_of_bounds() -> None:
    """Exhaustive on a grid: whatever is claimed holds for all probabilities above the bounds."""
    tenth = [Rational(k, 10) for k in range(11)]
    for low in [(4, 4, 0, 0), (3, 3, 2, 1), (2, 2, 3, 1), (1, 1, 4, 4), (2, 3, 4, 0), (0, 9, 0, 0)]:
        p, q, r, s = (Rational(k, 10) for k in low)
        balls = [arb(int(x * 10)) / 10 for x in (p, q, r, s)]
        every = all(
            x * y > z * w
            for x in tenth
            for y in tenth
            for z in tenth
            for w in tenth
            if x >= p and y >= q and z >= r and w >= s and x + y + z + w <= 1
        )
        claimed = exceeds((balls[0], balls[1]), (balls[2], balls[3]))
        assert every or not claimed
    assert exceeds((arb("0.3"), arb("0.3")), (arb("0.0"), arb("0.3")))
    assert not exceeds((arb("0.25"), arb("0.25")), (arb("0.25"), arb("0.25")))
    assert not exceeds((arb(0), arb(1)), (arb(0), arb(0)))


def unfinished(proof: Proof) -> tuple[Builder, tuple[int, ...], tuple]:
    builder = Builder(proof.claim, proof.at)
    for step in proof.steps[:-1]:
        builder.add(step.rule, step.premises, step.args)
    return builder, proof.steps[-1].premises, proof.steps[-1].args


def test_every_part_of_two_events_is_needed() -> None:
    [found] = check_text("let X, Y ~ Exponential(1)\nrefute max(X, Y), X - Y independent")
    builder, premises, args = unfinished(found.proof)
    goal, i, j, one, two, rows = args
    wrong = [
        (premises[:1], args),
        (premises[::-1], args),
        ((*premises, premises[0]), args),
        (premises, (goal, i, i, one, two, rows)),
        (premises, (goal, i, 7, one, two, rows)),
        (premises, (goal, i, j, one, two, rows[:1])),
        (premises, (goal, i, j, (Integer(1), Integer(1)), two, rows)),
        (premises, (goal, i, j, (Integer(2), Integer(1)), two, rows)),
        (premises, (goal, i, j, (-oo, oo), two, rows)),
        (premises, (goal, i, j, (Integer(50), Integer(60)), two, rows)),
        (premises, (goal, i, j, (Integer(0), variable("t")), two, rows)),
        (premises, (Independent((goal.subjects[1],) * 2), i, j, one, two, rows[:1])),
    ]
    for given, arguments in wrong:
        with pytest.raises(RuleError):
            builder.add("dependent-events", given, arguments)
    # the minimum in the place of the maximum is independent of the difference
    x, y = builder.claim.variables
    low = Independent((x + y - goal.subjects[0], goal.subjects[1]))
    with pytest.raises(RuleError, match="apart"):
        builder.add("dependent-events", premises, (low, *args[1:]))


def test_parameters_must_be_fixed() -> None:
    text = "let a > 0\nlet X, Y ~ Exponential(a)\nrefute max(X, Y), X - Y independent"
    [found] = check_text(text)
    _, _, args = unfinished(found.proof)
    builder = Builder(found.claim)
    with pytest.raises(RuleError, match="scope"):
        builder.add("dependent-events", (), args)
    with pytest.raises(RuleError, match=r"premises|scope"):
        builder.add("dependent-density", (), (args[0], 0, (), ()))


def two_events() -> tuple[Builder, tuple[int, ...], tuple]:
    """The premises of a step by two events of two minima, and its arguments."""
    [found] = check_text(MINIMA)
    builder = Builder(found.claim)
    goal = found.claim.goal
    spans = (Integer(1), oo), (Integer(2), oo)
    steps = [mean_step(builder, body) for body in dependent_events.events_of(goal.subjects, spans)]
    both, one, other = (builder.conclusion(step).value for step in steps)
    gap = builder.sign(both - one * other)
    return builder, (*steps, gap), (goal, 0, 1, *spans)


def test_every_part_of_three_probabilities_is_needed() -> None:
    builder, premises, (goal, i, j, one, two) = two_events()
    builder.add("dependent-probabilities", premises, (goal, i, j, one, two))
    both, first, second, gap = premises
    args = (goal, i, j, one, two)
    wrong = [
        (premises[:3], args),
        ((both, second, first, gap), args),
        ((first, both, second, gap), args),
        ((both, first, second, first), args),
        (premises, (goal, i, i, one, two)),
        (premises, (goal, i, 2, one, two)),
        (premises, (goal, -2, -1, one, two)),
        (premises, (goal, i, j, two[::-1], two)),
        (premises, (goal, i, j, (-oo, oo), two)),
        (premises, (goal, i, j, one, (Integer(3), oo))),
        (premises, (Independent(goal.subjects[::-1]), *args[1:])),
    ]
    for given, arguments in wrong:
        with pytest.raises(RuleError, match=r"dependent-probabilities|span"):
            builder.add("dependent-probabilities", given, arguments)


def test_a_planted_event_of_another_term(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the events not tied to the terms, the dependence of others would be enough."""
    builder, premises, (goal, *rest) = two_events()
    _, y, z = builder.claim.variables
    apart = Independent((y, z))
    with pytest.raises(RuleError, match="of another event"):
        builder.add("dependent-probabilities", premises, (apart, *rest))
    of_goal = dependent_events.events_of(goal.subjects, tuple(rest[2:]))
    monkeypatch.setattr(dependent_events, "events_of", lambda *_: of_goal)
    builder.add("dependent-probabilities", premises, (apart, *rest))  # a falsehood


def test_every_part_of_four_boxes_is_needed() -> None:
    [found] = check_text("let X, Y ~ Cauchy(0, 1)\nrefute X + Y, X - Y independent")
    builder, premises, (goal, place, first, second) = unfinished(found.proof)
    flat = ((first[0][0], first[0][0]), first[1])
    other = Independent(goal.subjects[::-1])
    wrong = [
        ((), (goal, place, first, second)),
        (premises, (goal, place, first, first)),
        (premises, (goal, place, flat, second)),
        (premises, (goal, 2, first, second)),
        (premises, (goal, place, first[:1], second)),
        (premises, (other, place, first, second)),
        # on wide boxes the enclosures overlap
        (premises, (goal, place, ((Integer(-9), Integer(9)),) * 2, second)),
    ]
    for given, arguments in wrong:
        with pytest.raises(RuleError):
            builder.add("dependent-density", given, arguments)


def test_the_density_is_zero_beside_its_region_alone() -> None:
    s, t = variable("s"), variable("t")
    law = JointLaw((s, t), Region(((s, Integer(0), Integer(1)), (t, Integer(0), s))), Integer(2))
    low, high = (Rational(1, 5), Rational(1, 4)), (Rational(3, 5), Rational(3, 4))
    assert on_box(law, (high, low)) == 2
    assert on_box(law, (low, high)) == 0
    assert on_box(law, (low, low)) is None
    assert exchanged((low, low), (high, high), 0) == ((high, low), (low, high))


def test_every_part_of_the_product_of_means_is_needed() -> None:
    [found] = check_text("let X, Y, Z ~ Rademacher()\nrefute X*Y, Y*Z, X*Z independent")
    builder, premises, (goal,) = unfinished(found.proof)
    for index in range(len(premises)):
        with pytest.raises(RuleError, match="dependent-product"):
            builder.add("dependent-product", premises[:index] + premises[index + 1 :], (goal,))
    with pytest.raises(RuleError, match="mean"):
        builder.add("dependent-product", premises, (Independent(goal.subjects[::-1]),))


def test_a_planted_comparison_without_what_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lower bounds alone say nothing about the other product."""
    text = "let X, Y ~ Exponential(1)\nrefute min(X, Y), X - Y independent"
    assert check_text(text)[0].verdict == "proved"
    monkeypatch.setattr(dependent_events, "exceeds", lambda p, q: p[0] * p[1] > q[0] * q[1])
    [found] = check_text("let X, Y ~ Exponential(1)\nrefute max(X, Y), X - Y independent")
    builder, premises, args = unfinished(found.proof)
    x, y = builder.claim.variables
    low = Independent((x + y - args[0].subjects[0], args[0].subjects[1]))
    builder.add("dependent-events", premises, (low, *args[1:]))  # a falsehood


def test_a_box_on_the_edge_is_neither_inside_nor_beside() -> None:
    s, t = variable("s"), variable("t")
    square = Region(((s, Integer(0), Integer(1)), (t, Integer(0), Integer(1))))
    law = JointLaw((s, t), square, Integer(1))
    assert on_box(law, ((HALF, Integer(2)), (HALF, Integer(1)))) is None
    assert on_box(law, ((Integer(2), Integer(3)), (HALF, Integer(2)))) == 0
