"""Means and divergences that are infinite integrals: claims, and each obligation of the rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sympy import Expr, Integer, Rational, Symbol

from symreparam.checker.replay import replay
from symreparam.decide.answer import Proved
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.errors import ProofError
from symreparam.logic.judgement import Defined, Holds, Infinite, Sign
from symreparam.logic.proof import Proof, Step
from symreparam.pipeline import check_text
from symreparam.rules import infinite
from symreparam.terms.mapping import Map
from symreparam.terms.region import NUMBERS, Region, interval
from symreparam.terms.scope import Relation, variable

LETS = """let a > 0
let C ~ Cauchy(0, 1)
let Z ~ Normal(0, 1)
let U ~ Uniform(0, 1)
let X ~ Exponential(a)
let P ~ Pareto(1, a)
let Q ~ Pareto(1, 1/2)
let T ~ StudentT(a)
"""


def outcome(goal: str):
    [found] = check_text(LETS + goal)
    return found


@pytest.mark.parametrize(
    "claim",
    [
        "E(C^2) = oo",
        "E(abs(C)) = oo",
        "E(Q) = oo",
        "E(1/U) = oo",
        "E(exp(Z^2)) = oo",
        "E(1/X) = oo",
        "E(exp(a*X)) = oo",
    ],
)
def test_infinite_means_are_proved(claim: str) -> None:
    found = outcome("prove " + claim)
    assert found.verdict == "proved", found.reason
    again = proof_from_json(proof_to_json(found.proof))
    assert not replay(again, found.claim).refuted


@pytest.mark.parametrize(
    "claim",
    [
        "E(C) = 0",
        "Var(C) = 1",
        "E(T) = 0",
        "E(T^2) = 1",
        "E(P) = oo",
        "E(1/Z) = 0",
        "E(exp(X)) = 2",
        "E(Z) = oo",
        "E(exp(Z^2/4)) = oo",
        "E(1/sqrt(U)) = oo",
        "E(1/(7 - U)^2) = oo",
        "E(1/(a + 1 - U)^2) = oo",
        "E(C) + E(Z) = 0",
    ],
)
def test_false_ones_are_refuted(claim: str) -> None:
    found = outcome("refute " + claim)
    assert found.verdict == "refuted", found.reason
    assert replay(proof_from_json(proof_to_json(found.proof)), found.claim).refuted


@pytest.mark.parametrize("claim", ["E(1/(7 - U)^2) = 1/42", "E(1/(U + 1)) = log(2)"])
def test_a_pole_outside_the_support_does_no_harm(claim: str) -> None:
    """The interval above the pole 7, (7, 1), is empty: its ends lie nowhere in the support."""
    assert outcome("prove " + claim).verdict == "proved"


@pytest.mark.parametrize("claim", ["E(C) = oo", "E(C^3) = oo", "E(-C^2) = oo", "E(tan(Z)) = 0"])
def test_what_is_open_stays_open(claim: str) -> None:
    assert outcome("prove " + claim).verdict in ("undecided", "refuted")


@pytest.mark.parametrize("claim", ["E(C^2) + 1 = oo", "E(C^2) = oo - 1", "Var(C) = oo"])
def test_infinity_stands_alone(claim: str) -> None:
    assert outcome("prove " + claim).verdict == "error"


# each obligation ---------------------------------------------------------------------------------
def proof_of(claim: str = "prove E(C^2) = oo") -> Proof:
    return outcome(claim).proof


def spoilt(change: Callable[[Step], Step]) -> None:
    proof = proof_of()
    index = next(i for i, step in enumerate(proof.steps) if step.rule == "mean-infinite")
    changed = change(proof.steps[index])
    assert changed != proof.steps[index]
    with pytest.raises(ProofError):
        replay(replace(proof, steps=(*proof.steps[:index], changed, *proof.steps[index + 1 :])))


def with_map(step: Step, mapping: Map) -> Step:
    return replace(step, args=(mapping, *step.args[1:]))


def test_another_term_is_rejected() -> None:
    spoilt(lambda step: with_map(step, replace(step.args[0], body=step.args[0].variable ** 4)))


def test_a_region_without_its_definedness_is_rejected() -> None:
    spoilt(
        lambda step: with_map(
            step, replace(step.args[0], source=interval(step.args[0].variable, 0, Integer(1)))
        )
    )


def far_away(*bounds: tuple[Symbol, Expr, Expr]) -> Proof:
    """A stored proof that E(1/(U - 7)^2) = oo, by a tail at 7 of the map on these bounds."""
    proof = proof_of("prove E(1/U^2) = oo")
    [old] = [step.args[0] for step in proof.steps if step.rule == "mean-infinite"]
    [random], region = proof.claim.variables, Region(bounds)
    body, far = (old.variable - 7) ** -2, (random - 7) ** -2
    goal = replace(proof.claim.goal, means=(replace(proof.claim.goal.means[0], body=far),))
    new = {
        "defined": ((body, region), Defined(body, region)),
        "sign": ((body, old.source, ">="), Sign(body, ">=", old.source)),
        "mean-infinite": ((Map(old.variable, body, region), 0, "lower"), Infinite(far, "+")),
        "equation-mean-infinite": ((goal,), goal),
    }
    steps = [
        replace(s, args=new[s.rule][0], conclusion=new[s.rule][1]) if s.rule in new else s
        for s in proof.steps
    ]
    inside = Relation(Integer(0), "<=", Integer(7))
    order = Step(0, "holds", (), (inside, NUMBERS), Holds(inside, NUMBERS))
    last = replace(steps[6], premises=(3, 4, 5, 6))
    steps = [*steps[:6], order, last, replace(steps[7], premises=(7,))]
    return replace(proof, claim=replace(proof.claim, goal=goal), steps=tuple(steps))


def test_an_empty_interval_is_rejected() -> None:
    """(7, 1) has its lower end above 0 and its upper one at 1, and lies nowhere."""
    letter = outcome("prove E(1/U^2) = oo").proof.steps[6].args[0].variable
    with pytest.raises(ProofError, match="mean-infinite"):
        replay(far_away((letter, Integer(7), Integer(1))))


def test_the_interval_of_another_letter_is_rejected() -> None:
    """The first of two intervals lies in the support, and the tail is looked for in the second."""
    letter = outcome("prove E(1/U^2) = oo").proof.steps[6].args[0].variable
    other = (variable("y"), Integer(0), Integer(1))
    with pytest.raises(ProofError, match=r"mean-infinite\.source"):
        replay(far_away(other, (letter, Integer(7), Integer(8))))


@pytest.mark.parametrize("index", [1, -1, Rational(1, 2)])
def test_another_piece_is_rejected(index: object) -> None:
    spoilt(lambda step: replace(step, args=(step.args[0], index, step.args[2])))


def test_another_end_is_rejected() -> None:
    spoilt(lambda step: replace(step, args=(*step.args[:2], "middle")))


def test_missing_premises_are_rejected() -> None:
    spoilt(lambda step: replace(step, premises=()))
    spoilt(lambda step: replace(step, premises=step.premises[:1]))


def test_without_the_sign_it_is_not_said_to_be_positive() -> None:
    def change(step: Step) -> Step:
        assert isinstance(step.conclusion, Infinite) and step.conclusion.sign == "+"
        return replace(step, premises=step.premises[:2])

    spoilt(change)


def test_the_equation_needs_the_sign() -> None:
    proof = proof_of("refute E(C) = 0")
    steps = [s for s in proof.steps if s.rule == "mean-infinite"]
    assert steps[0].conclusion.sign == ""


def test_a_planted_tail_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a decision that calls every tail infinite, true equations are refuted: tests see it."""
    assert outcome("prove E(Z^2) = 1").verdict == "proved"
    from symreparam.derivation import infinite as search

    for module in (infinite, search):
        monkeypatch.setattr(module, "tail_diverges", lambda *_: Proved("planted"))
    # by the rules alone; quadrature, the second lock, disagrees
    found = outcome("prove E(Z^2) = 1")
    assert found.verdict == "error" and "internal disagreement" in found.reason


# divergences -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "claim",
    [
        "KL(Cauchy(0, 1), Normal(0, 1)) = oo",
        "KL(Cauchy(0, a), Normal(0, 2)) = oo",
        "KL(Pareto(1, 1/2), Exponential(1)) = oo",
        "KL(HalfCauchy(1), HalfNormal(a)) = oo",
    ],
)
def test_a_divergence_is_infinite_where_the_ratio_has_no_mean(claim: str) -> None:
    found = outcome("prove " + claim)
    assert found.verdict == "proved", found.reason
    assert "mean-infinite" in {step.rule for step in found.proof.steps}


@pytest.mark.parametrize(
    "claim",
    [
        "KL(Laplace(0, a), Normal(0, 1)) = oo",
        "KL(LogNormal(0, 1), Exponential(1)) = oo",
        "KL(Cauchy(0, 1), Normal(0, 1)) = 5",
        "KL(Pareto(1, 2), Exponential(1)) = oo",
    ],
)
def test_false_divergences(claim: str) -> None:
    assert outcome("refute " + claim).verdict == "refuted"
