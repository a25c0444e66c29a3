"""Laws by the uniqueness of transforms: claims of the language."""

from __future__ import annotations

import pytest
from transform_claims import claim_of, lets_for

from symreparam.checker.replay import replay
from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder
from symreparam.derivation.uniqueness import by_transform
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.pipeline import Options, check_text
from symreparam.terms.law import Named

TRUE = [
    "X + Y + W ~ Normal(3*m, sqrt(3)*s)",
    "X - Y ~ Normal(0, sqrt(2)*s)",
    "c*X + 2*Y - 1 ~ Normal((c + 2)*m - 1, s*sqrt(c^2 + 4))",
    "(X + Y)/2 ~ Normal(m, s/sqrt(2))",
    "Z + X has density exp(-(t - m)^2/(2*(1 + s^2)))/sqrt(2*pi*(1 + s^2)) for t real",
    "G + H ~ Gamma(a + b, s)",
    "2*G + 2*H ~ Gamma(a + b, 2*s)",
    "E1 + E2 + E3 ~ Erlang(3, r)",
    "E1 - E2 ~ Laplace(0, 1/r)",
    "C + D ~ Cauchy(2*m, 2*s)",
    "2*C - D/3 + 1 ~ Cauchy(1 + 5*m/3, 7*s/3)",
    "L1 + L2 ~ Levy(m + c, (sqrt(a) + sqrt(b))^2)",
    "I1 + I2 ~ GaussianInverse(a + b, (a + b)^2)",
    "Q + Z^2 ~ ChiSquared(k + 1)",
    "B*T ~ Gamma(a, s)",
    "N1*N2 ~ LogNormal(2*m, sqrt(2)*s)",
    "N1^2/N2 ~ LogNormal(m, sqrt(5)*s)",
    "sqrt(N1*N2) ~ LogNormal(m, s/sqrt(2))",
    "N1*exp(X) ~ LogNormal(2*m, sqrt(2)*s)",
    "-log(U*V) ~ Gamma(2, 1)",
    "log(P1) + log(P2) ~ Gamma(2, 1/a)",
    "-2*log(U) + Q ~ ChiSquared(k + 2)",
]
FALSE = [
    "X + Y + W ~ Normal(3*m, 3*s)",
    "X - Y ~ Normal(0, s)",
    "G + F ~ Gamma(a + b, s)",
    "2*G + H ~ Gamma(a + b, 2*s)",
    "E1 + E2 + E3 ~ Erlang(3, 1/r)",
    "C - D ~ Cauchy(2*m, 2*s)",
    "C + C ~ Cauchy(0, 2*s)",
    "X + X ~ Normal(2*m, sqrt(2)*s)",
    "I1 + I2 ~ GaussianInverse(a + b, a^2 + b^2)",
    "L1 - L2 ~ Levy(m - c, a + b)",
    "B*T ~ Gamma(b, s)",
    "B*G ~ Gamma(a, s)",
    "N1/N2 ~ LogNormal(m, s)",
    "N1*N2 ~ LogNormal(2*m, 2*s)",
    "-log(U*V) ~ Gamma(2, 2)",
    "Q + Z^2 ~ ChiSquared(2*k)",
]
QUICK = Options(cross_check=False, explain=False)


@pytest.mark.parametrize("claim", TRUE)
def test_true(claim: str) -> None:
    [found] = check_text(lets_for(claim) + "prove " + claim, options=QUICK)
    assert found.verdict == "proved", found.reason
    rules = replay(found.proof, found.claim).rules
    assert {"transform-law", "characteristic-law"} & set(rules)


@pytest.mark.parametrize("claim", FALSE)
def test_false_is_never_proved(claim: str) -> None:
    with pytest.raises((RuleError, NoInverse, Unsupported)):
        prove_by_transform(claim)


def prove_by_transform(claim: str) -> None:
    goal = claim_of(claim).law_goal
    assert isinstance(goal.law, Named)
    by_transform(Builder(claim_of(claim)), goal.subject, goal.law)
