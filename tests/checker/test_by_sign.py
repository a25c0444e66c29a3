"""Families whose form depends on an open sign, by cases: claims, tampered proofs, mutants."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from sympy import Integer, Symbol, sign
from tampered import rejected_like

import symreparam
from symreparam.checker import sides as checked
from symreparam.checker.replay import replay
from symreparam.families.members import OpenSign, open_shape, parameter_conditions, record_of
from symreparam.logic.claim import Claim
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Equation, Fails, HasLaw, MedianOf
from symreparam.logic.proof import Proof, Step
from symreparam.logic.verdict import Outcome
from symreparam.pipeline import Options, check_text
from symreparam.rules.signs import side_claim, sides
from symreparam.rules.table import BY_SIGN
from symreparam.terms.law import Named
from symreparam.terms.scope import Domain, Relation, Scope, parameter, variable

PLAIN = Options(cross_check=False, explain=False)
LETS = """let mu real
let s > 0
let xi real
let X ~ GeneralizedExtremeValue(mu, s, xi)
let Y ~ GeneralizedPareto(mu, s, xi)
let E1 ~ Exponential(1)
"""
PARETO = f"{LETS}prove 2*Y ~ GeneralizedPareto(2*mu, 2*s, xi)"


@cache
def pareto() -> Outcome:
    [found] = check_text(PARETO)
    return found


def test_proved_on_each_side_and_at_zero() -> None:
    found = pareto()
    assert found.verdict == "proved", found.reason
    assert [step.rule for step in found.proof.steps] == [BY_SIGN]
    assert not replay(proof_from_json(proof_to_json(found.proof)), found.claim).refuted
    shown = symreparam.outcome_text(found)
    assert all(f"The case ξ {side} 0." in shown for side in "><=")


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("prove mu + s*(E1^(-xi) - 1)/xi ~ GeneralizedExtremeValue(mu, s, xi)", "proved"),
        ("refute mu + s*(E1^xi - 1)/xi ~ GeneralizedExtremeValue(mu, s, xi)", "refuted"),
        ("prove (Y - mu)/s ~ Y", "refuted"),
        ("prove X ~ GeneralizedExtremeValue(mu, s, -xi)", "refuted"),
        ("prove X ~ GeneralizedExtremeValue(mu, s, xi^2)", "refuted"),
        ("prove P(Y > mu) = 1", "proved"),
        ("derive 2*Y", "proved"),
        ("derive -Y", "unsupported"),
        ("refute X ~ GeneralizedExtremeValue(mu, 2*s, xi) for all", "refuted"),
    ],
)
def test_without_zero(claim: str, verdict: str) -> None:
    lets = LETS.replace("xi real", "xi != 0", 1)
    [found] = check_text(f"{lets}{claim}", options=PLAIN)
    assert found.verdict == verdict, found.reason
    if verdict != "unsupported":
        assert replay(found.proof, found.claim).refuted == (verdict == "refuted")


FALSE = f"{LETS}refute Y ~ GeneralizedPareto(mu + 1, s, xi) for all"


@cache
def everywhere() -> Outcome:
    [found] = check_text(FALSE)
    return found


def test_the_law_of_one_side_is_proved_of_all() -> None:
    [found] = check_text(f"{LETS}derive 2*Y + 1", options=PLAIN)
    assert found.verdict == "proved" and found.ok
    mu, s, xi = found.claim.scope.names
    assert found.law == Named("GeneralizedPareto", (2 * mu + 1, 2 * s, xi))
    assert not replay(found.proof, found.claim).refuted


def test_false_on_each_side_and_at_zero() -> None:
    found = everywhere()
    assert found.verdict == "refuted" and found.ok, found.reason
    assert [step.rule for step in found.proof.steps] == [BY_SIGN] and not found.proof.at
    assert replay(proof_from_json(proof_to_json(found.proof)), found.claim).refuted
    shown = symreparam.outcome_text(found)
    assert all(f"The case ξ {side} 0." in shown for side in "><=")
    assert "The claim fails in every case." in shown


@pytest.mark.parametrize(
    ("law", "verdict", "holds"),
    [
        ("GeneralizedPareto(mu, s, -xi)", "refuted", 0),
        ("GeneralizedPareto(mu, s, xi)", "proved", None),
    ],
)
def test_true_on_a_side(law: str, verdict: str, holds: int | None) -> None:
    [found] = check_text(f"{LETS}refute Y ~ {law} for all", options=PLAIN)
    assert found.verdict == verdict and not found.ok
    held = None if found.holds_at is None else dict(found.holds_at)[found.claim.scope.names[2]]
    assert held == holds


def test_every_part_of_a_refutation_is_needed() -> None:
    proof = everywhere().proof
    [step] = proof.steps
    xi, above, below, zero = step.args
    [true] = pareto().proof.steps
    for args, code in (
        ((xi, above, below), "args"),
        ((xi, below, above, zero), "by-sign"),
        ((xi, above, below, true.args[3]), "by-sign"),
        ((xi, replace(above, at=above.claim.scope.point), below, zero), "everywhere"),
        ((xi, above, below, Integer(0)), "sign.0"),
    ):
        rejected_like(replace(proof, steps=(replace(step, args=args),)), code)
    # a refutation is no proof, and a proof no refutation
    rejected_like(replace(proof, steps=(replace(step, conclusion=proof.claim.goal),)), "refuted")
    told = replace(true, conclusion=Fails(pareto().proof.claim.goal))
    rejected_like(replace(pareto().proof, steps=(told,)), "proved")


def test_a_planted_rule_that_takes_false_somewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """A refutation at some values of each side says nothing of the others."""
    [somewhere] = check_text(f"{LETS}refute Y ~ GeneralizedPareto(0, 1, xi)", options=PLAIN)
    xi, proofs = somewhere.claim.scope.names[2], []
    for side, shape in (("let xi > 0", "xi"), ("let xi < 0", "xi"), ("", "0")):
        lets = f"let mu real\nlet s > 0\n{side}\nlet Y ~ GeneralizedPareto(mu, s, {shape})\n"
        [false] = check_text(f"{lets}refute Y ~ GeneralizedPareto(0, 1, {shape})", options=PLAIN)
        proofs.append(false.proof)
    goal = somewhere.claim.goal
    planted = Proof(somewhere.claim, (), (), (Step(0, BY_SIGN, (), (xi, *proofs), Fails(goal)),))
    rejected_like(planted, "everywhere|sign")
    monkeypatch.setattr(checked, "fails_everywhere", lambda *_: None)
    assert replay(planted).refuted  # a falsehood


def test_the_formula_that_divides_by_zero_is_an_error_where_it_may() -> None:
    law = "GeneralizedExtremeValue(mu, s, xi)"
    [found] = check_text(f"{LETS}prove mu + s*(E1^(-xi) - 1)/xi ~ {law}")
    assert found.verdict == "error" and "let xi != 0" in found.reason


def test_a_law_that_may_not_exist() -> None:
    [found] = check_text("let s, xi real\nlet Y ~ GeneralizedPareto(0, s, xi)\nprove Y ~ Y")
    assert found.verdict == "error" and "0 < s" in found.reason


XI = parameter("xi", Domain())
X = variable("X")


def claim(*relations: Relation, domain: Domain | None = None) -> Claim:
    xi = XI if domain is None else parameter("xi", domain)
    law = Named("GeneralizedPareto", (Integer(0), Integer(1), xi))
    scope = Scope(((xi, domain or Domain()),), relations, ((xi, Integer(1)),))
    return Claim(scope, (X,), (HasLaw(X, law),), HasLaw(X, law))


def test_the_member_of_an_open_sign() -> None:
    law = claim().law_goal.law
    assert open_shape(law) == XI
    with pytest.raises(OpenSign):
        record_of(law)
    assert parameter_conditions(law) == (Relation(Integer(0), "<", Integer(1)),)


def test_the_claims() -> None:
    known = Relation(XI, "!=", Integer(0))
    assert sides(claim(), XI) == ("+", "-", "0")
    assert sides(claim(known), XI) == ("+", "-")
    below = Relation(XI, "<", Integer(1))
    above = side_claim(claim(below), XI, "+")
    new = parameter("xi", Domain(lower=Integer(0)))
    half = (new, Domain(lower=Integer(0)))
    assert above.scope == Scope((half,), (Relation(new, "<", Integer(1)),))
    assert side_claim(claim(), XI, "-").law_goal.law.arguments[-1].is_negative
    assert side_claim(claim(), XI, "0").law_goal.law.arguments[-1] == 0
    for side, of in (("0", claim(known)), ("x", claim())):
        with pytest.raises(RuleError, match="side"):
            side_claim(of, XI, side)
    for domain in (Domain(integer=True), Domain(lower=Integer(0)), Domain(upper=Integer(-1))):
        with pytest.raises(RuleError, match="symbol"):
            sides(claim(domain=domain), parameter("xi", domain))
    with pytest.raises(RuleError, match="symbol"):
        sides(claim(), Symbol("eta", real=True))


def test_every_part_is_needed() -> None:
    proof = pareto().proof
    [step] = proof.steps
    xi, above, below, zero = step.args
    mu, s, _ = proof.claim.scope.names
    for args, code in (
        ((), "args"),
        ((xi, above, below), "args"),
        ((xi, above, below, zero, zero), "args"),
        ((mu, above, below, zero), r"sign\.\+"),
        ((s, above, below, zero), "symbol"),
        ((xi, below, above, zero), r"sign\.\+"),
        ((xi, above, above, zero), "sign.-"),
        ((xi, above, below, above), "sign.0"),
        ((xi, above, below, proof), "sign.0"),
        ((xi, above, below, Integer(0)), "sign.0"),
    ):
        rejected_like(replace(proof, steps=(replace(step, args=args),)), code)


def test_goals_that_tie_parameter_values_together_are_refused() -> None:
    median = Equation(Symbol("m_1", real=True), XI, (MedianOf(Symbol("m_1", real=True), X),))
    tied = replace(claim(), goal=median)
    rejected_like(Proof(tied, (), (), (Step(0, BY_SIGN, (), (XI,), median),)), "goal")


def test_a_law_of_open_sign_is_not_unfolded() -> None:
    """No rule but this one says what its density is."""
    step = Step(0, "holds", (), (Relation(Integer(0), "<", Integer(1)),), claim().goal)
    rejected_like(Proof(claim(), (), (), (step,)), "step 0|malformed")


def test_a_planted_rule_without_zero(monkeypatch: pytest.MonkeyPatch) -> None:
    """That 1 + sign(xi)^2 - 1 is 1 at every xi fails at 0 alone."""
    one = Named("Normal", (Integer(0), Integer(1)))
    goal = HasLaw(X * sign(XI) ** 2, one)
    given = (HasLaw(X, one),)
    false = replace(claim(), hypotheses=given, goal=goal)
    proofs = []
    for side in "+-":
        part = side_claim(false, XI, side)
        point = ((part.scope.names[0], Integer(1 if side == "+" else -1)),)
        part = replace(part, scope=replace(part.scope, point=point))
        assert part.goal == given[0]
        proofs.append(Proof(part, (), (), (Step(0, "hypothesis", (), (0,), part.goal),)))
    planted = Proof(false, (), (), (Step(0, BY_SIGN, (), (XI, *proofs), goal),))
    rejected_like(planted, "args")
    monkeypatch.setattr(checked, "sides", lambda *_: ("+", "-"))
    assert not replay(planted).refuted  # a falsehood
