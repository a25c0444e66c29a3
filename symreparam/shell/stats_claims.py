"""Claims from `sympy.stats` objects, with the laws recognised that a user states by a density."""

from __future__ import annotations

from typing import Any

from symreparam.derivation.stated import member_that_is
from symreparam.documents.stats_objects import stated_claim
from symreparam.logic.verdict import GoalKind, Outcome
from symreparam.pipeline import Options, settle_claim


def settle_stats(kind: GoalKind, options: Options, expr: Any, law: Any = None) -> Outcome:
    """The outcome of the claim that `expr` has `law`, or of one whose law is to be derived.

    Raises ClaimError, Unsupported for what is no claim, TypeError for what are no options."""
    if not isinstance(options, Options):
        raise TypeError(f"symreparam.Options(..) is expected, not {type(options).__name__}")
    claim, needs = stated_claim(expr, law, member_that_is)
    return settle_claim(kind, claim, options, needs)
