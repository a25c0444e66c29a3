"""Claims with free parameters, at a point of their scope."""

from __future__ import annotations

from symreparam.decide.points import find
from symreparam.documents.meaning import goals
from symreparam.documents.parse import parse_block
from symreparam.documents.scope_check import check_names
from symreparam.families.table import FAMILY_NAMES
from symreparam.logic.claim import Claim
from symreparam.terms.scope import Scope

LETS = """let mu, a real
let sigma, nu, k > 0
let b != 0
let eps ~ Normal(0, 1)
let L ~ Laplace(0, 1)
let S ~ Logistic(0, 1)
let T ~ StudentT(nu)
let C ~ Cauchy(0, 1)
let G ~ Gumbel(1, 0)
let U ~ Uniform(0, 1)
let X ~ Exponential(1)
let Y ~ Gamma(k, 1)
let B ~ Rademacher()
"""


def claim(goal: str) -> Claim:
    [found] = goals(check_names(parse_block(f"{LETS}prove {goal}"), FAMILY_NAMES))
    assert found.claim is not None
    scope = found.claim.scope
    point = find(scope)
    assert point is not None
    full = Scope(scope.symbols, scope.relations, point)
    return Claim(full, found.claim.variables, found.claim.hypotheses, found.claim.goal)
