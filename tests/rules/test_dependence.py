"""Independence and membership: rules with their rejects, and claims of the language."""

from __future__ import annotations

import pytest
from sympy import Integer

from symreparam.checker.replay import replay
from symreparam.derivation.builder import Builder
from symreparam.derivation.dependence import refute_member
from symreparam.derivation.dependent import refute_independent
from symreparam.documents.meaning import goals
from symreparam.documents.parse import parse_block
from symreparam.documents.scope_check import check_names
from symreparam.families.table import FAMILY_NAMES
from symreparam.logic.claim import Claim
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Independent, Member
from symreparam.logic.proof import Proof
from symreparam.pipeline import check_text

LETS = """let mu real
let sigma, a > 0
let eps, e2 ~ Normal(0, 1)
let L ~ Laplace(0, 1)
let U ~ Uniform(0, 1)
let X, Y ~ Exponential(a)
let B ~ Bernoulli(1/2)
let z = mu + sigma*eps
"""
TRUE = [
    "eps, e2 independent",
    "X + Y, X/(X + Y) independent",
    "z, e2, X independent",
    "eps^2, e2*X independent",
    "z in Normal",
    "mu^2 + sigma*eps/2 in Normal",
    "exp(z) in LogNormal",
    "-log(U)/a in Exponential",
    "2 + 3*U in Uniform",
]
FALSE = [
    "mu + sigma*L in Normal",
    "z, eps independent",
    "eps, eps^2 independent",
    "X + Y, X - Y independent",
    "e2, X, X*Y independent",
    "U, 1 - U independent",
    "mu*eps in Normal",  # at mu = 0 it is 0
    "X in Normal",
    "exp(z) in Normal",
    "U in Cauchy",
    "B in Normal",
    "eps^2 in Laplace",
    "z in Laplace",
]


@pytest.mark.parametrize("goal", TRUE)
def test_true_claims(goal: str) -> None:
    [found] = check_text(f"{LETS}prove {goal}")
    assert found.verdict == "proved", found.reason
    assert proof_from_json(proof_to_json(found.proof)) == found.proof
    assert not check_text(f"{LETS}refute {goal}")[0].ok


@pytest.mark.parametrize("goal", FALSE)
def test_false_claims(goal: str) -> None:
    [found] = check_text(f"{LETS}refute {goal}")
    assert found.verdict == "refuted", found.reason
    assert replay(proof_from_json(proof_to_json(found.proof)), found.claim).refuted


def test_the_parameters_found_are_shown() -> None:
    [found] = check_text(f"{LETS}prove mu^2 + sigma*eps/2 in Normal")
    assert str(found.law.arguments) == "(mu**2, sigma/2)"


def test_for_all() -> None:
    assert check_text(f"{LETS}refute exp(z) in Normal for all")[0].ok
    assert not check_text(f"{LETS}refute z in Normal for all")[0].ok


def test_for_all_shows_where_a_membership_holds() -> None:
    lets = "let n integer >= 1\nlet X ~ Normal(0, 1)\n"
    [found] = check_text(f"{lets}refute X^n in Normal for all")
    assert (found.verdict, found.ok) == ("refuted", False)
    assert [value for _, value in found.holds_at] == [1]
    [found] = check_text(f"{lets}refute X^(2*n) in Normal for all")
    assert found.ok


@pytest.mark.parametrize("goal", ["z in Nonsense", "eps independent", "eps, independent"])
def test_what_is_no_claim(goal: str) -> None:
    assert check_text(f"{LETS}prove {goal}")[0].verdict == "error"


# --- the rules ----------------------------------------------------------------------------------
def claim(goal: str) -> Claim:
    [found] = goals(check_names(parse_block(f"{LETS}prove {goal}"), FAMILY_NAMES))
    assert found.claim is not None
    return found.claim


def unfinished(proof: Proof) -> tuple[Builder, tuple[int, ...], tuple[object, ...]]:
    builder = Builder(proof.claim, proof.at)
    for step in proof.steps[:-1]:
        builder.add(step.rule, step.premises, step.args)
    return builder, proof.steps[-1].premises, proof.steps[-1].args


def test_shared_variables_are_not_independent() -> None:
    found = claim("z, e2 independent")
    builder = Builder(found)
    eps, e2 = found.variables
    builder.add("independent", (), (Independent((eps, e2)),))
    for subjects in ((eps, eps), (eps, eps * e2), (eps**2, e2, e2 + eps)):
        with pytest.raises(RuleError, match="shared"):
            builder.add("independent", (), (Independent(subjects),))
    with pytest.raises(RuleError, match="form"):
        builder.add("independent", (), (Independent((eps,)),))


def test_every_part_of_a_dependence_is_needed() -> None:
    values = tuple((s, Integer(1)) for s in claim("eps, z independent").scope.names)
    proof = refute_independent(claim("eps, z independent"), values)
    assert proof is not None
    builder, premises, arguments = unfinished(proof)
    for index in range(4):
        with pytest.raises(RuleError, match="dependent"):
            builder.add("dependent", premises[:index] + premises[index + 1 :], arguments)
    goal, i, _, p, q = arguments
    for wrong in ((goal, i, i, p, q), (goal, i, 5, p, q), (goal, i, 1, 0, q), (goal, i, 1, p, 2)):
        with pytest.raises(RuleError, match="dependent"):
            builder.add("dependent", premises, wrong)


def test_every_part_of_no_membership_is_needed() -> None:
    found = claim("U in Normal")
    proof = refute_member(found, tuple((s, Integer(1)) for s in found.scope.names))
    assert proof is not None
    builder, premises, (goal, low, high) = unfinished(proof)
    for index in range(len(premises)):
        with pytest.raises(RuleError, match="not-member"):
            builder.add("not-member", premises[:index] + premises[index + 1 :], (goal, low, high))
    for wrong in (
        (goal, high, low),
        (goal, Integer(0), Integer(1)),
        (Member(goal.subject, "Exponential"), low, high),
        (Member(goal.subject, "Nonsense"), low, high),
        (Member(goal.subject + 1, "Normal"), low, high),
    ):
        with pytest.raises(RuleError):
            builder.add("not-member", premises, wrong)


def test_members_whose_form_depends_on_a_sign() -> None:
    lets = "let a real\nlet b != 0\nlet X ~ Cauchy(0, 1)\n"
    for claim in ("prove a + b*X in Cauchy", "refute a + b*X in Normal"):
        assert check_text(f"{lets}{claim}")[0].ok
    lets = "let b real\nlet X ~ Cauchy(0, 1)\n"
    assert check_text(f"{lets}prove b*X in Cauchy")[0].verdict != "proved"
