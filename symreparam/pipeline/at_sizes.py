"""The numeric cross-check of a claim about vectors of symbolic size: at the sizes 1, 2 and 3."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from symreparam.decide.points import find
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import (
    Equation,
    FoldEquation,
    FoldLaw,
    HasLaw,
    HasMatrixLaw,
    LargestAt,
)
from symreparam.logic.verdict import CrossCheck
from symreparam.numeric.check import cross_checks
from symreparam.numeric.goals import goal_checks
from symreparam.numeric.means import equation_check
from symreparam.pipeline.options import Options
from symreparam.rules.indices import allowed, sized_claim
from symreparam.rules.matrix_sizes import sized_matrices, sizes_of

SIZES: Final = (1, 2, 3)


def checks_at_sizes(claim: Claim, options: Options) -> tuple[CrossCheck, ...]:
    """The checks of the claim with its components written out, at each size that is allowed."""
    found: list[CrossCheck] = []
    for size in SIZES:
        lemma = _sized(claim, size)
        point = None if lemma is None else find(lemma.scope)
        if lemma is None or point is None:
            continue
        lemma = replace(lemma, scope=replace(lemma.scope, point=point))
        if isinstance(lemma.goal, HasLaw):
            made = cross_checks(lemma, lemma.goal.law, sample=options.sample)
        elif isinstance(lemma.goal, Equation):
            made = (equation_check(lemma),)
        else:
            made = goal_checks(lemma, sample=options.sample)
        # where nothing was computed one word for all sizes is enough
        told = [check for check in made if check.ok is not None]
        found += [replace(check, name=f"{check.name}, at size {size}") for check in told]
    if found:
        return tuple(found)
    return (CrossCheck("a seeded sample at the sizes 1, 2 and 3", None, _why(options)),)


def _why(options: Options) -> str:
    if options.sample:
        return "no evidence: nothing was comparable"
    return "not drawn: the option --sample does it"


def _sized(claim: Claim, size: int) -> Claim | None:
    goal = claim.goal
    try:
        if isinstance(goal, HasMatrixLaw):
            if not all(allowed(claim.scope, each, size) for each in sizes_of(claim, goal)):
                return None
            return sized_matrices(claim, goal, size)
        assert isinstance(goal, FoldLaw | LargestAt | FoldEquation)
        if not allowed(claim.scope, goal.size, size):
            return None
        return sized_claim(claim, goal, size)
    except RuleError:
        return None
