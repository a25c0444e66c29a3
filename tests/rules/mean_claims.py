"""The assumptions of the claims about means, and what becomes of a claim."""

from __future__ import annotations

from symreparam.pipeline import check_text

LETS = """let mu real
let sigma > 0
let lam > 0
let k > 0
let 0 < p < 1
let t > 0
let eps ~ Normal(0, 1)
let X ~ Exponential(lam)
let G ~ Gamma(k, sigma)
let U ~ Uniform(0, 1)
let B ~ Bernoulli(p)
let C ~ Cauchy(0, 1)
let D ~ Die(6)
let N ~ Binomial(4, p)
let L ~ Laplace(mu, sigma)
let z = mu + sigma*eps
"""


def outcome(goal: str):
    [found] = check_text(LETS + goal)
    return found
