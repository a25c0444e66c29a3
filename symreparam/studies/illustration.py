"""A seeded sample of the expression against the target: an illustration, never a proof."""

from __future__ import annotations

from dataclasses import replace

from symreparam.logic.claim import Claim
from symreparam.numeric.scene import scene_of
from symreparam.numeric.workspace import NoNumber
from symreparam.studies.examination import Illustration, Values


def illustration(claim: Claim, values: Values) -> Illustration | None:
    """The Kolmogorov-Smirnov distance of a sample from the target at these parameter values; None
    where there is no sampler. Imports numpy."""
    from symreparam.numeric.sampling import SEED, SIZE, sample_check

    here = replace(claim, scope=replace(claim.scope, point=values))
    try:
        fits, detail = sample_check(scene_of(here, claim.law_goal.law))
    except (NoNumber, ArithmeticError, ValueError):
        return None
    return Illustration(SIZE, SEED, bool(fits), detail)
