"""dependent-determined: claims, a reject for each obligation, planted wrong versions."""

from __future__ import annotations

from typing import Any

import pytest
from sympy import Integer, sign

from symreparam.checker.replay import replay
from symreparam.derivation import determined as search
from symreparam.derivation.builder import Builder
from symreparam.derivation.determined import determined_by_others
from symreparam.derivation.expectation import expanded_mean
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Independent
from symreparam.logic.proof import Proof
from symreparam.pipeline import check_text
from symreparam.rules import determined
from symreparam.terms.scope import variable

X, Y = variable("X"), variable("Y")
FALSE = {
    "by its means": "let X, Y ~ Rademacher()\nrefute X*Y, X, Y independent",
    "by its density": "let X ~ Cauchy(0, 1)\nrefute X, 1/X independent",
    "of a name": "let X ~ Cauchy(0, 1)\nrefute X, X independent",
}


@pytest.fixture(scope="module")
def by_means() -> Proof:
    return check_text(FALSE["by its means"])[0].proof


@pytest.fixture(scope="module")
def by_density() -> Proof:
    return check_text(FALSE["by its density"])[0].proof


@pytest.mark.parametrize("text", FALSE.values(), ids=FALSE)
def test_refuted(text: str) -> None:
    [found] = check_text(text)
    assert (found.verdict, found.ok) == ("refuted", True)
    assert found.proof.steps[-1].rule == "dependent-determined"
    assert replay(proof_from_json(proof_to_json(found.proof)), found.claim).refuted


@pytest.mark.parametrize(
    "text",
    [
        "let X, Y ~ Rademacher()\nrefute X*Y, X independent",
        "let X ~ Normal(0, 1)\nrefute X, sign(1 + X^2) independent",
        "let X ~ Exponential(1)\nlet Y ~ Exponential(X)\nrefute X, X*Y independent",
    ],
)
def test_what_is_independent_is_not_refuted(text: str) -> None:
    assert check_text(text)[0].verdict != "refuted"


def test_means_and_their_terms(by_means: Proof) -> None:
    builder, premises, (goal, place) = unfinished(by_means)
    for index in range(len(premises)):
        with pytest.raises(RuleError, match=r"dependent-determined\.(premises|law)"):
            given = premises[:index] + premises[index + 1 :]
            builder.add("dependent-determined", given, (goal, place))
    first, second, gap = premises
    with pytest.raises(RuleError, match=r"dependent-determined\.mean"):
        builder.add("dependent-determined", (second, first, gap), (goal, place))
    other = builder.sign_is(Integer(2), "+")
    with pytest.raises(RuleError, match=r"dependent-determined\.varies"):
        builder.add("dependent-determined", (first, second, other), (goal, place))
    with pytest.raises(RuleError, match=r"dependent-determined\.index"):
        builder.add("dependent-determined", premises, (goal, 3))
    with pytest.raises(RuleError, match=r"dependent-determined\.function"):
        pair = Independent(goal.subjects[:2])
        builder.add("dependent-determined", premises, (pair, 0))


def test_a_law_with_masses_says_nothing(by_density: Proof) -> None:
    builder, premises, _ = unfinished(by_density)
    with pytest.raises(RuleError, match=r"dependent-determined\.law"):
        twice = Independent((2 * X, X, 1 / X))
        builder.add("dependent-determined", premises, (twice, 0))
    constant = check_text("let X ~ Normal(0, 1)\nprove sign(1 + X^2) ~ Point(1)")[0].proof
    steps = begun(constant, len(constant.steps))
    goal = Independent((X, sign(1 + X**2)))
    with pytest.raises(RuleError, match=r"dependent-determined\.law"):
        steps.add("dependent-determined", (len(constant.steps) - 1,), (goal, 1))


def test_what_is_left_of_a_term() -> None:
    assert determined.undetermined((X, Y, X * Y), 2, (X, Y)) == ()
    assert determined.undetermined((X, X * Y), 1, (X, Y)) == (Y,)
    assert determined.undetermined((X + Y, (X + Y) ** 2), 1, (X, Y)) == ()
    # a letter that is one of theirs says nothing
    letter = variable("determined_0")
    assert determined.undetermined((X, letter + X), 1, (X,)) == (X,)


@pytest.mark.parametrize(
    ("text", "planted", "value"),
    [
        ("let X, Y ~ Rademacher()\nrefute X*Y, X independent", "undetermined", ()),
        ("let X ~ Normal(0, 1)\nrefute X, 2/abs(2) independent", "_varies", None),
    ],
)
def test_planted_versions(
    text: str, planted: str, value: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the function, or without what shows that the term is not constant."""
    claim = check_text(text)[0].claim
    builder = Builder(claim)
    with pytest.raises(RuleError):
        determined_by_others(builder, claim.goal)
    monkeypatch.setattr(determined, planted, lambda *_: value)
    monkeypatch.setattr(search, "undetermined", lambda *_: ())
    if planted == "_varies":
        steps = [expanded_mean(builder, body) for body in (Integer(1), Integer(1))]
        builder.add("dependent-determined", (*steps, steps[0]), (claim.goal, 1))
    else:
        determined_by_others(builder, claim.goal)
    assert replay(builder.proof(len(builder.steps) - 1), claim).refuted


def unfinished(proof: Proof) -> tuple[Builder, tuple[int, ...], tuple[Any, ...]]:
    """The steps before the last, and its premises and arguments."""
    builder, last = begun(proof, len(proof.steps) - 1), proof.steps[-1]
    return builder, last.premises, last.args


def begun(proof: Proof, size: int) -> Builder:
    """A builder with the first steps."""
    builder = Builder(proof.claim)
    for step in proof.steps[:size]:
        builder.add(step.rule, step.premises, step.args)
    return builder
