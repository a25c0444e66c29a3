"""Claims from Python: `sympy.stats` variables in, outcomes out.

    >>> from sympy import Symbol, stats
    >>> from symreparam import derive, prove
    >>> mu, sigma = Symbol("mu", real=True), Symbol("sigma", positive=True)
    >>> eps = stats.Normal("epsilon", 0, 1)
    >>> prove(mu + sigma * eps, stats.Normal("z", mu, sigma)).verdict
    'proved'
    >>> prove(mu + sigma * eps, stats.Normal("z", mu, sigma**2)).verdict
    'refuted'
    >>> derive(sigma * eps).verdict
    'proved'
"""

from __future__ import annotations

from typing import Any

from symreparam.documents.stats_objects import claim_from_stats
from symreparam.logic.verdict import Outcome
from symreparam.pipeline import settle_claim
from symreparam.render.text import outcome_text


def prove(expr: Any, law: Any) -> Outcome:
    """Settle the claim that `expr` (in sympy.stats variables) has the law of `law`, a sympy.stats
    variable. `ok` when proved. Raises ClaimError, Unsupported for what is no claim."""
    return settle_claim("prove", claim_from_stats(expr, law))


def refute(expr: Any, law: Any) -> Outcome:
    """Settle the same claim; `ok` when refuted. Raises ClaimError, Unsupported."""
    return settle_claim("refute", claim_from_stats(expr, law))


def derive(expr: Any) -> Outcome:
    """The law of `expr`, with its proof. Raises ClaimError, Unsupported."""
    return settle_claim("derive", claim_from_stats(expr))


def assert_law(expr: Any, law: Any) -> None:
    """For a test: AssertionError with the counterexample unless `expr` provably has the law."""
    outcome = prove(expr, law)
    if not outcome.ok:
        raise AssertionError(outcome_text(outcome))
