"""Bounds searched for: by Jensen's inequality, or by an equation with a divergence as the gap."""

from __future__ import annotations

from symreparam.derivation.builder import Builder
from symreparam.derivation.divergence import source_step
from symreparam.derivation.equations import equation_step
from symreparam.derivation.transport import letters
from symreparam.derivation.unfold import unfold_step
from symreparam.logic.claim import Claim
from symreparam.logic.judgement import AtMost, DivergenceOf, Equation
from symreparam.logic.proof import Proof


def prove_bound(claim: Claim, gap: Equation | None = None) -> Proof:
    """A proof of left <= right: by Jensen's inequality, or with an equation that holds and in
    which one divergence is the gap. Raises RuleError, NoInverse or Unsupported."""
    builder, goal = Builder(claim), claim.goal
    assert isinstance(goal, AtMost)
    if gap is None:
        return builder.proof(builder.add("jensen", (), (goal,)))
    known = equation_step(builder, gap)
    [wanted] = [m for m in gap.means if m not in goal.means and isinstance(m, DivergenceOf)]
    names = letters(builder)
    given, _ = source_step(builder, wanted.subject, names)
    second = unfold_step(builder, wanted.law, names.source)
    above = builder.add("divergence-not-negative", (given, second), (wanted,))
    return builder.proof(builder.add("bound", (known, above), (goal,)))
