"""The evidence lower bound: its identity for abstract densities, and its Gaussian closed forms.

With the letters q, l, r, c for the functions log q(z), log p(x | z), log p(z) and the number log
p(x), the chain rule says log p(z | x) = l(z) + r(z) - c. Then

    c - E(q(z) - (l(z) + r(z) - c)) = E(l(z)) - E(q(z) - r(z)),

which is log p(x) - KL(q(z), p(z | x)) = E log p(x | z) - KL(q(z), p(z)) (Kingma & Welling 2013,
equations 1 to 3). The left side is at most log p(x), as divergences are not negative; for abstract
densities log p(x) is the logarithm of the mean of p(x | z) p(z)/q(z), E exp(l(z) + r(z) - q(z)),
and the bound is Jensen's inequality.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from symreparam.checker.replay import replay
from symreparam.decide.points import find
from symreparam.derivation.bounds import prove_bound
from symreparam.derivation.branch import NoInverse
from symreparam.documents.meaning import goals
from symreparam.documents.parse import parse_block
from symreparam.documents.scope_check import check_names
from symreparam.families.table import FAMILY_NAMES
from symreparam.logic.errors import ClaimError, ProofError, RuleError, Unsupported
from symreparam.logic.judgement import AtMost, Equation
from symreparam.logic.verdict import Outcome
from symreparam.pipeline import check_text
from symreparam.studies.asking import QUIET, asked

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
    """The identity for every q, l, r, with its proof.

    >>> elbo_identity().verdict
    'proved'
    """
    outcome = asked(IDENTITY)
    return outcome


def gaussian_elbo() -> tuple[Outcome, ...]:
    """For a Gaussian posterior, a standard normal prior and a Gaussian decoder with mean z and
    deviation s: the divergence, the expected log-likelihood, and the gradients of the bound.

    >>> [outcome.verdict for outcome in gaussian_elbo()]
    ['proved', 'proved', 'proved', 'proved']
    """
    return check_text(GAUSSIAN, options=QUIET)


ABSTRACT: Final = """let mu real
let sigma > 0
let z ~ Normal(mu, sigma)
let q, l, r function
"""
LINEAR: Final = """let mu, x real
let sigma, s > 0
let z ~ Normal(mu, sigma)
let loglik = -(x - z)^2/(2*s^2) - log(s) - log(2*pi)/2
"""


def evidence_bound() -> Outcome:
    """E log p(x | z) - KL(q(z), p(z)) <= log p(x), for every q, l, r, with its proof.

    >>> evidence_bound().verdict
    'proved'
    """
    return bound(ABSTRACT, "E(l(z)) - E(q(z) - r(z))", "log(E(exp(l(z) + r(z) - q(z))))")


def gaussian_evidence_bound() -> Outcome:
    """The same for a standard normal z and x normal with mean z and deviation s: the gap is the
    divergence from the exact posterior.

    >>> gaussian_evidence_bound().verdict
    'proved'
    """
    evidence = "-x^2/(2*(1 + s^2)) - log(2*pi*(1 + s^2))/2"
    gap = "KL(Normal(mu, sigma), Normal(x/(1 + s^2), s/sqrt(1 + s^2)))"
    return bound(LINEAR, "E(loglik) - KL(Normal(mu, sigma), Normal(0, 1))", evidence, gap)


def bound(lets: str, lower: str, upper: str, gap: str = "") -> Outcome:
    """`lower <= upper`, proved by Jensen's inequality where the upper side is the logarithm of the
    mean of an exponential, and else as lower = upper - gap with a divergence `gap` >= 0.

    All are texts of the claim language, after its `let` lines. Raises ClaimError for text that
    is no equation there.
    """
    text = f"{lets.rstrip()}\nprove {lower} = {upper}" + (f" - {gap}" if gap else "")
    [found] = goals(check_names(parse_block(text), FAMILY_NAMES))
    if found.claim is None or not isinstance(found.claim.goal, Equation):
        raise ClaimError(f"{lower} <= {upper} is no bound of means")
    known = found.claim.goal
    goal = AtMost(known.left, known.right, known.means)
    if gap:
        last = known.means[-1]
        goal = AtMost(known.left, known.right + last.letter, known.means[:-1])
    scope = found.claim.scope
    point = find(scope)
    if point is None:
        raise ClaimError("no parameter values are found that satisfy the lets")
    claim = replace(found.claim, goal=goal, scope=replace(scope, point=point))
    start = Outcome("prove", f"{lower} <= {upper}", claim, "undecided", False)
    try:
        proof = prove_bound(claim, known if gap else None)
        replay(proof, claim)
    except (RuleError, NoInverse, ProofError) as error:
        return replace(start, reason=str(error))
    except Unsupported as error:
        return replace(start, verdict="unsupported", reason=error.construct)
    return replace(start, verdict="proved", ok=True, proof=proof)
