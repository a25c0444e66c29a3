"""Gibbs' inequality against a divergence that is said to be 0 or negative, with its rejects."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sympy import Integer

from symreparam.derivation.gibbs import refute_by_gibbs
from symreparam.documents.meaning import goals
from symreparam.documents.parse import parse_block
from symreparam.documents.scope_check import check_names
from symreparam.families.table import FAMILY_NAMES
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Differs, Equation, HasLaw, SameLaw, Sign
from symreparam.logic.proof import Proof
from symreparam.pipeline import check_text
from symreparam.rules.divergence_equations import equation_gibbs_rule
from symreparam.rules.rule import Setting
from symreparam.terms.law import Named
from symreparam.terms.region import NUMBERS


def refuted(text: str) -> Proof | None:
    """The refutation of the block's claim, which has no parameters."""
    [found] = goals(check_names(parse_block(text), FAMILY_NAMES))
    assert found.claim is not None
    return refute_by_gibbs(found.claim, ())


@pytest.mark.parametrize(
    "claim",
    [
        "KL(StudentT(n), StudentT(2*n)) = 0",
        "KL(Gamma(n, 1), HalfCauchy(1)) = -n",
        "KL(Poisson(n), Geometric(1/2)) = 0",
    ],
)
def test_divergences_of_different_laws_are_positive(claim: str) -> None:
    [outcome] = check_text(f"let n > 0\nrefute {claim}")
    assert outcome.ok and outcome.proof is not None
    assert outcome.proof.steps[-1].rule == "equation-gibbs"


@pytest.mark.parametrize(
    "claim",
    [
        "KL(Normal(0, 1), Normal(0, 1)) = 0",
        "KL(StudentT(1), Cauchy(0, 1)) = 0",
        "KL(Normal(0, 1), Cauchy(0, 1)) = 1/100",
        "entropy(Cauchy(0, 1)) = 0",
    ],
)
def test_one_law_or_a_positive_value_is_left(claim: str) -> None:
    assert refuted(f"prove {claim}") is None


def test_each_obligation() -> None:
    proof = refuted("prove KL(Normal(0, 1), Cauchy(0, 1)) = -1")
    assert proof is not None
    last = proof.steps[-1]
    goal = last.args[0]
    assert isinstance(goal, Equation)
    given, second, apart, sign = (proof.steps[k].conclusion for k in last.premises)
    assert isinstance(given, HasLaw) and isinstance(second, SameLaw)
    assert isinstance(apart, Differs)
    setting = Setting(proof.claim, proof.claim.scope)

    def code(*premises: object, of: Equation = goal) -> str:
        with pytest.raises(RuleError) as caught:
            equation_gibbs_rule(setting, premises, (of,))  # type: ignore[arg-type]
        return caught.value.code

    equation_gibbs_rule(setting, (given, second, apart, sign), (goal,))
    assert code(given, second, apart) == "equation-gibbs.premises"
    assert code(apart, second, apart, sign) == "equation-gibbs.first"
    other = replace(given, subject=Integer(0))
    assert code(other, second, apart, sign) == "equation-gibbs.first"
    another = replace(second, left=Named("Cauchy", (Integer(1), Integer(1))))
    assert code(given, another, apart, sign) == "equation-gibbs.second"
    # the laws that differ are these two
    assert code(given, second, replace(apart, left=apart.right), sign) == "equation-gibbs.apart"
    assert code(given, second, replace(apart, right=apart.left), sign) == "equation-gibbs.apart"
    assert code(given, second, sign, sign) == "equation-gibbs.apart"
    # a positive value, a value without its sign, no divergence alone
    for wrong in (Sign(Integer(-1), "+", NUMBERS), Sign(Integer(-2), "-", NUMBERS)):
        assert code(given, second, apart, wrong) == "equation-gibbs.right"
    above = replace(goal, right=Integer(1))
    assert code(given, second, apart, sign, of=above) == "equation-gibbs.right"
    turned = replace(goal, left=goal.right, right=goal.left)
    assert code(given, second, apart, sign, of=turned) == "equation-gibbs.left"
