"""Claims from `sympy.stats` objects, with the laws recognised that a user states by a density."""

from __future__ import annotations

from typing import Any

from symreparam.derivation.stated import member_that_is
from symreparam.documents.stats_objects import claim_from_stats
from symreparam.logic.claim import Claim


def stats_claim(expr: Any, law: Any = None) -> Claim:
    """The claim that `expr` has `law`, or one whose law is to be derived. Raises ClaimError,
    Unsupported for what is no claim."""
    return claim_from_stats(expr, law, member_that_is)
