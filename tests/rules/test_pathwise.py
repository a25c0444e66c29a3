"""Differentiation of a mean under the sign: a rejected step for each obligation."""

from __future__ import annotations

import pytest

from symreparam.derivation.builder import Builder
from symreparam.documents.meaning import goals
from symreparam.documents.parse import parse_block
from symreparam.documents.scope_check import check_names
from symreparam.families.table import FAMILY_NAMES
from symreparam.logic.errors import RuleError
from symreparam.pipeline import check_text

NORMAL = "let m real\nlet s > 0\nlet e ~ Normal(0, 1)\n"
GOOD = [
    NORMAL + "prove grad(m, E(tanh(m + s*e))) = E(1 - tanh(m + s*e)^2)",
    NORMAL + "prove grad(s, E(softplus(m + s*e))) = E(e*sigmoid(m + s*e))",
    NORMAL + "prove grad(s, 2*s*E(log(cosh(m + s*e)))) "
    "= 2*E(log(cosh(m + s*e))) + 2*s*E(e*tanh(m + s*e))",
    NORMAL + "prove grad(m, E(sqrt(1 + (m + s*e)^2))) = E((m + s*e)/sqrt(1 + (m + s*e)^2))",
    NORMAL + "prove grad(m, E(exp(-(m + s*e)^2/2))) = -E((m + s*e)*exp(-(m + s*e)^2/2))",
    # no moment is needed where the derivative is bounded
    "let m real\nlet C ~ Cauchy(0, 1)\nprove grad(m, E(atan(m + C))) = E(1/(1 + (m + C)^2))",
    "let w real\nlet U ~ Uniform(0, 1)\nprove grad(w, E(sin(w*U^2))) = E(U^2*cos(w*U^2))",
]


def builder_of(text: str) -> Builder:
    """A builder for the claim of the block."""
    [found] = goals(check_names(parse_block(text), FAMILY_NAMES))
    assert found.claim is not None
    return Builder(found.claim)


@pytest.mark.parametrize("text", GOOD)
def test_a_dominated_derivative_goes_inside(text: str) -> None:
    [outcome] = check_text(text)
    assert outcome.ok, outcome.reason
    assert outcome.proof is not None
    assert outcome.proof.steps[-1].rule == "equation-pathwise"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        # another derivative
        (NORMAL + "prove grad(s, E(tanh(m + s*e))) = E(1 - tanh(m + s*e)^2)", "equal"),
        # exponential growth, a kink, a denominator that comes near 0, a root of a square
        (NORMAL + "prove grad(m, E(exp(m + s*e))) = E(exp(m + s*e))", "growth"),
        (NORMAL + "prove grad(m, E(exp((m + s*e)^2))) = 0", "growth"),
        (NORMAL + "prove grad(m, E(abs(m + s*e))) = E(sign(m + s*e))", "growth"),
        (NORMAL + "prove grad(m, E(1/(m + s*e)^2)) = -2*E(1/(m + s*e)^3)", "growth"),
        (NORMAL + "prove grad(m, E(1/(2 - sin(e + m)))) = 0", "growth"),
        (NORMAL + "prove grad(m, E(log((m + s*e)^2))) = 2*E(1/(m + s*e))", "growth"),
        (NORMAL + "prove grad(m, E(sqrt(1 + exp(m + s*e)))) = 0", "growth"),
        # a number that is not smooth in the parameter
        (NORMAL + "prove grad(m, E(tanh(abs(m) + e))) = 0", "growth"),
        # the mean of log(1 + exp(C)) is infinite, so is that of C times what is bounded
        (
            "let m real\nlet C ~ Cauchy(0, 1)\nprove grad(m, E(softplus(m + C))) "
            "= E(sigmoid(m + C))",
            "moments",
        ),
        (
            "let w real\nlet C ~ Cauchy(0, 1)\n"
            "prove grad(w, E(tanh(w*C))) = E(C*(1 - tanh(w*C)^2))",
            "moments",
        ),
        # bounded on one side only
        (
            "let m real\nlet X ~ GeneralizedExtremeValue(0, 1, 1/2)\n"
            "prove grad(m, E(softplus(m + X))) = E(sigmoid(m + X))",
            "moments",
        ),
        # a law that the parameter moves; one that hangs on another variable
        (
            "let m real\nlet X ~ Normal(m, 1)\nprove grad(m, E(tanh(X + m))) "
            "= E(1 - tanh(X + m)^2)",
            "law",
        ),
        (
            "let m real\nlet M ~ Normal(m, 1)\nlet X ~ Normal(M, 1)\n"
            "prove grad(m, E(tanh(X + m))) = E(1 - tanh(X + m)^2)",
            "law",
        ),
        # not linear; a derivative of a derivative; no derivative; a test function
        (NORMAL + "prove grad(m, E(tanh(m + e))^2) = 0", "linear"),
        # a derivative of no mean is none under the sign
        (NORMAL + "prove grad(m, m) = 0", "letters"),
        (NORMAL + "let f function\nprove grad(m, f(m)) = 0", "letters"),
        (
            NORMAL + "let f function\nprove grad(m, f(m) + E(tanh(m + e))) = E(1 - tanh(m + e)^2)",
            "function",
        ),
        (NORMAL + "prove grad(m, indicator(s < m)) = 0", "letters"),
        (
            NORMAL + "prove grad(m, indicator(s < m) + E(tanh(m + e))) = E(1 - tanh(m + e)^2)",
            "growth",
        ),
        (NORMAL + "prove grad(m, m + E(tanh(m + e))) = E(1 - tanh(m + e)^2)", "equal"),
        (NORMAL + "prove grad(m, grad(m, E(tanh(m + e)))) = 0", "letter"),
        (NORMAL + "prove E(tanh(e)) = 0", "args"),
        (NORMAL + "prove grad(m, E(f(m + e))) = E(f'(m + e))", "function"),
    ],
)
def test_each_obligation_is_needed(text: str, code: str) -> None:
    builder = builder_of(text)
    with pytest.raises(RuleError) as caught:
        builder.add("equation-pathwise", (), (builder.claim.goal,))
    assert caught.value.code == f"equation-pathwise.{code}"
