"""Claims that are proved by a method, and their proofs, each searched for once."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from symreparam.decide.points import find
from symreparam.derivation.methods import prove_by
from symreparam.documents.meaning import goals
from symreparam.documents.methods import METHODS
from symreparam.documents.parse import parse_block
from symreparam.documents.scope_check import check_names
from symreparam.families.table import FAMILY_NAMES
from symreparam.logic.claim import Claim
from symreparam.logic.proof import Proof

LETS = "let mu, a real\nlet sigma, s > 0\nlet c != 0\n"
ALL = METHODS


@lru_cache(maxsize=64)
def claim_of(let: str, goal: str) -> Claim:
    [found] = goals(check_names(parse_block(f"{LETS}let {let}\nprove {goal}"), FAMILY_NAMES))
    assert found.claim is not None, found.error
    scope = found.claim.scope
    return replace(found.claim, scope=replace(scope, point=find(scope)))


@lru_cache(maxsize=128)
def proof_of(let: str, goal: str, method: str) -> Proof:
    return prove_by(claim_of(let, goal), method)


NEEDED = [
    ("e ~ Normal(0, 1)", "mu + sigma*e ~ Normal(mu, sigma)", "cdf"),
    ("e ~ Laplace(0, 1)", "mu - sigma*e ~ Laplace(mu, sigma)", "cdf"),
    ("e ~ Triangular(0, 1, 1/2)", "mu + e*s ~ Triangular(mu, mu + s, mu + s/2)", "cdf"),
    ("e ~ Uniform(-1, 1)", "e^2 ~ Kumaraswamy(1/2, 1)", "cdf"),
    ("e ~ Laplace(0, s)", "abs(e) ~ Exponential(1/s)", "cdf"),
    ("e ~ Normal(0, 1)", "exp(mu + sigma*e) ~ LogNormal(mu, sigma)", "standardization"),
    ("e ~ Triangular(0, 1, 1/2)", "mu + e*s ~ Triangular(mu, mu + s, mu + s/2)", "standardization"),
]
NORMAL = ("e ~ Normal(0, 1)", "mu + sigma*e ~ Normal(mu, sigma)")
