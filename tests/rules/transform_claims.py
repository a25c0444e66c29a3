"""Claims about laws that a transform determines, with the assumptions that each needs."""

from __future__ import annotations

from symreparam.documents.meaning import goals
from symreparam.documents.parse import parse_block
from symreparam.documents.scope_check import check_names
from symreparam.families.table import FAMILY_NAMES
from symreparam.logic.claim import Claim

LETS = """let m, c real
let a, b, s, r > 0
let k integer >= 1
let 0 < p < 1
let X, Y, W ~ Normal(m, s)
let C, D ~ Cauchy(m, s)
let G ~ Gamma(a, s)
let H ~ Gamma(b, s)
let F ~ Gamma(b, r)
let E1, E2, E3 ~ Exponential(r)
let Q ~ ChiSquared(k)
let L1 ~ Levy(m, a)
let L2 ~ Levy(c, b)
let B ~ Beta(a, b)
let T ~ Gamma(a + b, s)
let N1, N2 ~ LogNormal(m, s)
let I1 ~ GaussianInverse(a, a^2)
let I2 ~ GaussianInverse(b, b^2)
let U, V ~ Uniform(0, 1)
let P1, P2 ~ Pareto(1, a)
let Z ~ Normal(0, 1)
"""


def lets_for(goal: str) -> str:
    """The lets of the parameters, and those of the random variables in the goal."""
    kept = []
    for line in LETS.splitlines():
        names = line.removeprefix("let ").split(" ~ ")[0].split(", ")
        random = " ~ " in line
        if not random or any(name in goal.split(" ~ ")[0].split(" has ")[0] for name in names):
            kept.append(line)
    return "\n".join(kept) + "\n"


def claim_of(goal: str) -> Claim:
    [found] = goals(check_names(parse_block(lets_for(goal) + "prove " + goal), FAMILY_NAMES))
    assert found.claim is not None, found.error
    return found.claim
