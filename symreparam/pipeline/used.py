"""A claim without the parameters of its block that it says nothing about."""

from __future__ import annotations

from dataclasses import replace

from symreparam.logic.claim import Claim
from symreparam.terms.symbols import symbols_of


def about_its_own(claim: Claim, also: object = ()) -> Claim:
    """The claim of the parameters in its goal and its laws, in the record `also`, and of those that
    relations tie to them.

    The others satisfy relations among themselves alone. Where some values of theirs do (the scope
    was shown to have an inner point) the claim with them and the claim without them say the same.
    """
    scope = claim.scope
    used = symbols_of((claim.goal, claim.hypotheses, also))
    pairs = [(each, symbols_of(each)) for each in scope.relations]
    size = -1
    while size != len(used):
        size = len(used)
        for _, tied in pairs:
            used |= tied if tied & used else set()
    own = replace(
        scope,
        symbols=tuple(pair for pair in scope.symbols if pair[0] in used),
        relations=tuple(each for each, tied in pairs if tied & used),
        point=tuple(pair for pair in scope.point if pair[0] in used),
    )
    return replace(claim, scope=own)
