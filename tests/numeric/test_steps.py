"""The numbers of a refutation's steps are computed once more, and wrong ones are noticed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sympy import Integer, Rational

from symreparam.logic.judgement import Equal, Expectation, Holds, Judgement, Sign
from symreparam.logic.proof import Proof
from symreparam.logic.verdict import Outcome
from symreparam.numeric.grids import recheck_shares
from symreparam.numeric.steps import recheck_steps
from symreparam.pipeline import Options, check_text
from symreparam.terms.region import interval
from symreparam.terms.scope import Relation, variable

LETS = """let s > 0
let X, Y ~ Normal(0, 1)
let U, V ~ Uniform(0, 1)
"""
PLAIN = Options(cross_check=False, explain=False)
WITH_SHARES = [
    "X, X + Y independent",
    "X^2, X independent",
    "U + V ~ Uniform(0, 2)",
    "X*Y ~ Normal(0, 1)",
    "sin(X) ~ Uniform(-1, 1)",
]
WITH_STEPS = [
    "(X, X + Y) ~ Independent(Normal(0, 1), Normal(0, 1))",
    "(X, s*Y) ~ MultivariateNormal((0, 0), ((1, 0), (0, s)))",
    "U + V in Uniform",
]


def refuted(claim: str, options: Options = PLAIN) -> Outcome:
    """The one goal of a block, which must be refuted."""
    [found] = check_text(f"{LETS}refute {claim}", options=options)
    assert found.verdict == "refuted" and found.proof is not None, found.reason
    return found


@pytest.fixture(scope="module")
def dependence() -> Proof:
    found = refuted("X, X + Y independent").proof
    assert found is not None
    return found


@pytest.mark.parametrize("claim", WITH_SHARES)
def test_shares_differ_too(claim: str) -> None:
    steps, shares = refuted(claim, Options()).cross_checks
    assert steps.ok is True
    assert shares.ok is True and " against " in shares.detail


@pytest.mark.parametrize("claim", WITH_STEPS)
def test_numbers_of_steps(claim: str) -> None:
    [steps] = refuted(claim, Options(explain=False)).cross_checks
    assert steps.ok is True and "found again" in steps.detail


@pytest.mark.parametrize(
    "goal", ["X, Y independent", "X + Y ~ Normal(0, sqrt(2))", "U ~ Uniform(0, 1)"]
)
def test_shares_do_not_speak_against_what_is_true(goal: str) -> None:
    # no refutation, but shares look at the goal and the parameter values alone
    [found] = check_text(f"{LETS}prove {goal}", options=PLAIN)
    assert found.proof is not None
    looked = recheck_shares(found.proof)
    assert looked is not None and looked.ok is None


def _with(proof: Proof, judged: Judgement) -> Proof:
    """The proof with another judgement in place of one on which the last step rests."""
    index = proof.steps[-1].premises[0]
    changed = replace(proof.steps[index], conclusion=judged)
    return replace(proof, steps=(*proof.steps[:index], changed, *proof.steps[index + 1 :]))


Z = variable("z")


@pytest.mark.parametrize(
    "wrong",
    [
        Sign(Integer(-1), "+"),
        Sign(Integer(1), "-"),
        Sign(Integer(0), "!="),
        Sign(Z**2 - 1, "+", interval(Z, Integer(0), Integer(2))),
        Sign(Z - 1, ">=", interval(Z, Integer(0), Integer(2))),
        Sign(1 - Z, "<=", interval(Z, Integer(0), Integer(2))),
        Holds(Relation(Integer(2), "<", Rational(1, 2))),
        Holds(Relation(Integer(2), "<=", Rational(1, 2))),
        Holds(Relation(Integer(2), "=", Rational(1, 2))),
        Holds(Relation(Integer(2), "!=", Integer(2))),
        Equal(Z**2, Z, interval(Z, Integer(0), Integer(2))),
    ],
)
def test_a_wrong_number_is_noticed(dependence: Proof, wrong: Judgement) -> None:
    assert recheck_steps(dependence).ok is True
    found = recheck_steps(_with(dependence, wrong))
    assert found.ok is False and "false at a point" in found.detail


def test_a_wrong_mean_is_noticed(dependence: Proof) -> None:
    body = dependence.claim.goal.subjects[0] ** 2  # type: ignore[union-attr]
    assert recheck_steps(_with(dependence, Expectation(body, Integer(1)))).ok is True
    found = recheck_steps(_with(dependence, Expectation(body, Rational(11, 10))))
    assert found.ok is False and "1.1 in a step, 1.0 by quadrature" in found.detail


def test_what_has_no_number_is_no_evidence(dependence: Proof) -> None:
    bare = replace(dependence.steps[-1], premises=())
    found = recheck_steps(replace(dependence, steps=(bare,)))
    assert found.ok is None and found.detail.startswith("no evidence")
