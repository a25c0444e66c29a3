"""The law of the largest or least of n terms alike in law, by the distribution function of one."""

from __future__ import annotations

from dataclasses import replace

from sympy import Integer

from symreparam.derivation.builder import Builder
from symreparam.derivation.by_distribution import image_distribution, law_distribution
from symreparam.derivation.transport import letters
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Distribution, FoldLaw, HasLaw
from symreparam.logic.proof import Proof
from symreparam.rules.extremes import extreme_law
from symreparam.terms.law import Law, Named
from symreparam.terms.scope import Relation


def prove_extreme(claim: Claim) -> tuple[Law, Proof]:
    """The law of the extreme that the claim is about, with its proof. Raises RuleError."""
    goal = claim.goal
    assert isinstance(goal, FoldLaw)
    own = [v for v in claim.variables if goal.body.has(v)]
    if goal.kind not in ("max", "min") or goal.subject != goal.letter or len(own) != 1:
        raise RuleError("extreme-law.kind", "no extreme of terms in one variable each")
    builder, names = Builder(claim), letters(Builder(claim))
    given = builder.add("hypothesis", (), (claim.variables.index(own[0]),))
    source = builder.conclusion(given)
    assert isinstance(source, HasLaw)
    if not isinstance(source.law, Named):
        raise RuleError("extreme-law.law", "the law of one term has no name")
    known = builder.add(
        "has-distribution", (given, law_distribution(builder, source.law, names.source))
    )
    if goal.body != own[0]:
        body = goal.body.xreplace({own[0]: names.source})
        known = image_distribution(builder, known, body, names)
    found = builder.conclusion(known)
    assert isinstance(found, Distribution)
    premises, slopes = [known], []
    for part in found.parts:
        defined = builder.add("defined", (), (part.body, part.source))
        slopes.append(part.body.diff(part.variable))
        premises.append(builder.add("derivative", (defined,), (part, slopes[-1])))
    premises.append(builder.holds(Relation(Integer(1), "<=", goal.size)))
    law = extreme_law(goal, found, tuple(slopes))
    wanted = replace(goal, law=law)
    last = builder.add("extreme-law", tuple(premises), (wanted,))
    return law, replace(builder.proof(last), claim=replace(claim, goal=wanted))
