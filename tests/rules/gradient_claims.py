"""The assumptions of the claims about gradients, and what becomes of a claim."""

from __future__ import annotations

from symreparam.documents.meaning import goals
from symreparam.documents.parse import parse_block
from symreparam.documents.scope_check import check_names
from symreparam.families.table import FAMILY_NAMES
from symreparam.logic.claim import Claim
from symreparam.pipeline import check_text

LETS = """let mu real
let sigma, k, theta, a, lam > 0
let 0 < p < 1
let n integer >= 1
let eps ~ Normal(0, 1)
let z = mu + sigma*eps
let x ~ Normal(mu, sigma)
let G ~ Gamma(k, theta)
let L ~ Laplace(mu, sigma)
let S ~ Logistic(mu, sigma)
let X ~ Exponential(lam)
let U ~ Uniform(0, 1)
let B ~ Bernoulli(p)
let T ~ Beta(a, k)
let R ~ Rayleigh(a)
"""


def outcome(goal: str):
    [found] = check_text(LETS + goal)
    return found


def claim_of(goal: str) -> Claim:
    [found] = goals(check_names(parse_block(LETS + goal), FAMILY_NAMES))
    assert found.claim is not None
    return found.claim
