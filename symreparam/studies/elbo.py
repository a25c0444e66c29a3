"""The evidence lower bound: its identity for abstract densities, and its Gaussian closed forms.

With the letters q, l, r, c for the functions log q(z), log p(x | z), log p(z) and the number log
p(x), the chain rule says log p(z | x) = l(z) + r(z) - c. Then

    c - E(q(z) - (l(z) + r(z) - c)) = E(l(z)) - E(q(z) - r(z)),

which is log p(x) - KL(q(z), p(z | x)) = E log p(x | z) - KL(q(z), p(z)) (Kingma & Welling 2013,
equations 1 to 3). The left side is at most log p(x), as divergences are not negative.
"""

from __future__ import annotations

from typing import Final

from symreparam.logic.verdict import Outcome
from symreparam.pipeline import Options, check_text

QUIET: Final = Options(cross_check=False, explain=False)
# the law of z is the approximate posterior, whose parameters may be functions of the data x
IDENTITY: Final = """let mu, c real
let sigma > 0
let z ~ Normal(mu, sigma)
let q, l, r function
prove c - E(q(z) - (l(z) + r(z) - c)) = E(l(z)) - E(q(z) - r(z))
"""
GAUSSIAN: Final = """let mu, m, x real
let sigma, s > 0
let z ~ Normal(mu, sigma)
let loglik = -(x - z)^2/(2*s^2) - log(s) - log(2*pi)/2
prove KL(Normal(mu, sigma), Normal(0, 1)) = (mu^2 + sigma^2 - 1 - log(sigma^2))/2
prove E(loglik) = -((x - mu)^2 + sigma^2)/(2*s^2) - log(s) - log(2*pi)/2
prove grad(mu, E(-(x - z)^2/2) - KL(Normal(mu, sigma), Normal(0, 1))) = x - 2*mu
prove grad(sigma, E(-(x - z)^2/2) - KL(Normal(mu, sigma), Normal(0, 1))) = 1/sigma - 2*sigma
"""


def elbo_identity() -> Outcome:
    """The identity for every q, l, r, with its proof."""
    [outcome] = check_text(IDENTITY, options=QUIET)
    return outcome


def gaussian_elbo() -> tuple[Outcome, ...]:
    """For a Gaussian posterior, a standard normal prior and a Gaussian decoder with mean z and
    deviation s: the divergence, the expected log-likelihood, and the gradients of the bound.
    """
    return check_text(GAUSSIAN, options=QUIET)
