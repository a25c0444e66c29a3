"""One stored proof of each kind of claim, every part of every step made another: all rejected.

A changed conclusion is never what the rule concludes. A changed argument or premise may leave the
rule's conclusion as it was only where the rule does not look at it: these places are listed.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from spoiling import PLAIN, first_rules, spoiled, variants
from sympy import Integer

from symreparam.checker.replay import replay
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.errors import ProofError
from symreparam.logic.proof import Proof
from symreparam.pipeline import check_text
from symreparam.terms.region import Region
from symreparam.terms.scope import variable

LETS = """let mu real
let s, lam > 0
let Z, W ~ Normal(0, 1)
let X, Y ~ Exponential(lam)
let U, V ~ Uniform(0, 1)
let K, L ~ Poisson(lam)
let n integer >= 1
let e[1..n] ~ Exponential(lam)
"""
KINDS = {
    "mean": "prove E((mu + s*Z)^2) = mu^2 + s^2",
    "probability": "prove P(X < Y) = 1/2",
    "infinite": "prove E(1/U) = oo",
    "gradient": "prove grad(s, E(f(mu + s*Z))) = E(Z*f'(mu + s*Z))",
    "divergence": "prove KL(Normal(mu, s), Normal(0, 1)) = (mu^2 + s^2 - 1)/2 - log(s)",
    "of counts": "prove KL(Poisson(lam), Poisson(2*lam)) = lam*(1 - log(2))",
    "entropy": "prove entropy(Exponential(lam)) = 1 - log(lam)",
    "median": "prove median(X) = log(2)/lam",
    "joint": "prove (X + Y, X/(X + Y)) ~ Independent(Gamma(2, 1/lam), Uniform(0, 1))",
    "normal": "prove (Z, Z) ~ MultivariateNormal((0, 0), ((1, 1), (1, 1)))",
    "independence": "prove X + Y, X/(X + Y) independent",
    "equality": "prove (X + Y, X) ~ (X + Y, Y)",
    "event": "prove E(X given X > 1) = 1 + 1/lam",
    "value": "prove (Z given Z + W = mu) ~ Normal(mu/2, sqrt(1/2))",
    "mean of a value": "prove E(Z given Z + W) = (Z + W)/2",
    "member": "prove mu + s*Z in Normal",
    "sum": "prove X + Y ~ Gamma(2, 1/lam)",
    "counts": "prove K + L ~ Poisson(2*lam)",
    "mixture": "prove max(U, V) ~ Beta(2, 1)",
    "jacobian": "prove jacobian((mu*cos(s), mu*sin(s)); mu, s) = abs(mu)",
    "sizes": "prove sum(e[i], i = 1..n) ~ Gamma(n, 1/lam)",
    "race": "prove argmax(-e) has mass 1/n at j for integer 1 <= j <= n",
    "no mean": "refute E(s*Z^2) = 2*s",
    "no joint": "refute (Z, W) ~ MultivariateNormal((0, 0), ((1, 0), (0, 2)))",
    "dependence": "refute Z, Z + W independent",
    "inequality": "refute (X, X) ~ (X, Y)",
    "no event": "refute (X given X > 1) ~ Exponential(lam)",
    "no value": "refute (Z given Z + W = mu) ~ Normal(mu/2, 1)",
    "no member": "refute X + Y in Exponential",
    "no divergence": "refute KL(Normal(mu, s), Normal(0, 1)) = (mu^2 + s^2)/2 - log(s)",
    "no size": "refute sum(e[i], i = 1..n) ~ Gamma(n, lam)",
}
MOST = 160
# the index of a member's lattice may be left out, where it is the usual one
FREE = {("family", "argument"), ("family", "fewer arguments"), ("jacobian-fails", "argument")}


@pytest.mark.parametrize("kind", KINDS)
def test_a_spoiled_step_is_rejected(kind: str) -> None:
    [found] = check_text(LETS + KINDS[kind], options=PLAIN)
    assert found.ok and found.proof is not None, found.reason
    proof = proof_from_json(proof_to_json(found.proof))
    replay(proof, found.claim)
    assert set(first_rules().get(kind, ())) <= {step.rule for step in proof.steps}
    everyone = list(spoiled(proof))
    chosen = everyone[:: max(1, len(everyone) // MOST)]
    assert len(chosen) >= 10
    for index, what, step in chosen:
        steps = (*proof.steps[:index], step, *proof.steps[index + 1 :])
        if (step.rule, what) in FREE:
            continue
        with pytest.raises(ProofError):
            replay(replace(proof, steps=steps), found.claim)
            pytest.fail(f"{what} of step {index}: {step}")


def test_the_spoiler_reaches_every_part() -> None:
    parts = {what for _, what, _ in spoiled(_some())}
    assert parts >= {"conclusion", "argument", "fewer premises", "scope", "rule", "itself"}
    interval = Region(((variable("z"), Integer(0), Integer(2)),))
    values = list(variants((Integer(1), interval)))
    assert len(values) == len(set(map(str, values))) >= 4


def _some() -> Proof:
    [found] = check_text(LETS + KINDS["mean"], options=PLAIN)
    assert found.proof is not None
    return found.proof
