"""Entropies of joint laws: claims against SciPy, and the rule with its rejects."""

from __future__ import annotations

import pytest
from scipy import stats
from sympy import Integer

import symreparam
from symreparam.checker.replay import replay
from symreparam.derivation.builder import Builder
from symreparam.derivation.equations import letter_step
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Equation, JointEntropy, JointEntropyOf
from symreparam.studies.information import entropy

LETS = """let mu, m real
let d, e, f real
let s, t, a, b, c > 0
let -1 < r < 1
"""
TIED = "MultivariateNormal((mu, m), ((s^2, r*s*t), (r*s*t, t^2)))"
ROOT = (
    "MultivariateNormal((0, m, 0), ((a^2, a*d, a*e), (a*d, b^2 + d^2, d*e + b*f),"
    " (a*e, d*e + b*f, c^2 + e^2 + f^2)))"
)
SHAPES = (
    "loggamma(a) + loggamma(b) + loggamma(c) - loggamma(a + b + c)"
    " + (a + b + c - 3)*digamma(a + b + c)"
    " - (a - 1)*digamma(a) - (b - 1)*digamma(b) - (c - 1)*digamma(c)"
)
TRUE = {
    TIED: "1 + log(2*pi*s*t) + log(1 - r^2)/2",
    ROOT: "3/2*log(2*pi*exp(1)) + log(a*b*c)",
    "Dirichlet(a, b, c)": SHAPES,
    "Dirichlet(1, 1, 1, 1)": "-log(6)",
    "Independent(Normal(mu, 1), Exponential(s))": "log(2*pi*exp(1))/2 + 1 - log(s)",
}


@pytest.mark.parametrize("law", TRUE)
def test_true_and_off_by_a_little(law: str) -> None:
    claim = f"entropy({law}) = {TRUE[law]}"
    proved, refuted = symreparam.check(f"{LETS}prove {claim}\nrefute {claim} + 1/100")
    assert proved.verdict == "proved", proved.reason
    assert refuted.verdict == "refuted" and refuted.witness is not None, refuted.reason
    again = proof_from_json(proof_to_json(proved.proof))
    assert not replay(again, proved.claim).refuted
    assert "negative logarithm" in proved.text()


FALSE = [
    (TIED, "1 + log(2*pi*s*t)"),
    (TIED, "1 + log(2*pi*s*t) + log(1 - r^2)"),
    (TIED, "(1 + log(2*pi*s*t) + log(1 - r^2)/2)/log(2)"),
    (ROOT, "3/2*log(2*pi*exp(1)) + log(a*b*c)/2"),
    ("Dirichlet(a, b, c)", SHAPES.replace("(a + b + c - 3)", "(a + b + c)")),
    ("Dirichlet(1, 1, 1)", "log(2)"),
]


@pytest.mark.parametrize(("law", "value"), FALSE)
def test_false(law: str, value: str) -> None:
    [outcome] = symreparam.check(f"{LETS}refute entropy({law}) = {value}")
    assert outcome.verdict == "refuted", outcome.reason


@pytest.mark.parametrize(
    ("law", "lets", "known"),
    [
        ("Dirichlet(3/2, 2, 5)", [], stats.dirichlet([1.5, 2, 5]).entropy()),
        (
            "MultivariateNormal((0, 1), ((2, 1), (1, 3)))",
            [],
            stats.multivariate_normal([0, 1], [[2, 1], [1, 3]]).entropy(),
        ),
    ],
)
def test_against_scipy(law: str, lets: list[str], known: float) -> None:
    value = entropy(law, lets).value
    assert value is not None and float(value) == pytest.approx(float(known), rel=1e-12)


@pytest.mark.parametrize(
    "law",
    [
        "MultivariateNormal((0, 0), ((1, 2), (2, 1)))",
        "Dirichlet(1)",
        "Dirichlet(a, -1)",
        "Dirichlet(mu, 1)",
        "MultivariateNormal((0, 0), ((1, m), (m, 1)))",
    ],
)
def test_what_is_no_law(law: str) -> None:
    [outcome] = symreparam.check(f"{LETS}prove entropy({law}) = 0")
    assert outcome.verdict == "error", outcome.reason


def test_the_rule_rests_on_every_premise() -> None:
    [outcome] = symreparam.check(f"{LETS}prove entropy({TIED}) = 0")
    builder = Builder(outcome.claim)
    goal = builder.claim.goal
    assert isinstance(goal, Equation)
    [letter] = goal.means
    assert isinstance(letter, JointEntropyOf)
    step = builder.steps[letter_step(builder, letter)]
    assert isinstance(step.conclusion, JointEntropy)
    other = builder.sign_is(Integer(1), "+")
    for index in range(len(step.premises)):
        broken = (*step.premises[:index], other, *step.premises[index + 1 :])
        with pytest.raises(RuleError, match="entropy-joint"):
            builder.add("entropy-joint", broken, step.args)
    with pytest.raises(RuleError, match="premises"):
        builder.add("entropy-joint", step.premises[:2], step.args)
    with pytest.raises(RuleError, match="density"):
        builder.add("entropy-joint", step.premises, (letter, step.args[1] + 1))
    with pytest.raises(RuleError, match="density"):
        builder.add("entropy-joint", step.premises, (letter, -step.args[1]))
    turned = JointEntropyOf(letter.letter, letter.subjects[::-1], letter.law)
    with pytest.raises(RuleError, match="law"):
        builder.add("entropy-joint", step.premises, (turned, step.args[1]))
