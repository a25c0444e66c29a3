"""The largest gap of the distribution functions and the total variation distance, where they close.

At exact parameter values: where the densities cross is then a number.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from flint import arb
from sympy import Expr, beta, expand, gamma

from symreparam.decide.ball import enclose
from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder
from symreparam.derivation.distances import distances_step
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import Distances, HasLaw
from symreparam.pipeline.checked import replayed
from symreparam.pipeline.facts import Fact
from symreparam.rules.instance import law_at
from symreparam.studies.distance import decimals
from symreparam.studies.examination import Distance, Values
from symreparam.studies.noise import fresh
from symreparam.terms.law import AnyLaw, Law, Named
from symreparam.terms.scope import Scope, variable

PRECISION: Final = 160
MOST_OPERATIONS: Final = 60


def exact_distance(claim: Claim, law: AnyLaw, values: Values) -> Fact | None:
    """The fact `Distances(z, target, ..)` for a variable z with the law, at these values; None
    where the densities do not cross at points in closed form, or that is not proved."""
    if not isinstance(claim.law_goal.law, Named):
        return None
    mine, other = (law_at(each, dict(values)) for each in (law, claim.law_goal.law))
    if not isinstance(other, Named):
        return None
    letter = variable(fresh(claim, "t", "u", "w"))
    if isinstance(mine, Law):
        if mine.atoms or mine.lattices or not all(_short(p.density) for p in mine.pieces):
            return None
        letter = mine.variable
    subject = variable(fresh(claim, "z", "y", "z_t"))
    if subject == letter:
        subject = variable(fresh(claim, "y", "z_t"))
    asked = replace(
        claim,
        scope=Scope((), ()),
        variables=(subject,),
        hypotheses=(HasLaw(subject, mine),),
        goal=HasLaw(subject, other),
    )
    builder = Builder(asked)
    try:
        last = distances_step(builder, 0, other, letter)
        known = builder.conclusion(last)
        assert isinstance(known, Distances)
        wanted = replace(asked, goal=known)
        found = replace(builder.proof(last), claim=wanted)
        proof = replayed(found, wanted, densities_known=True)  # it was derived
    except (RuleError, NoInverse, Unsupported):
        return None
    return None if proof is None else Fact(wanted, True, proof)


def _short(density: Expr) -> bool:
    return int(density.count_ops()) <= MOST_OPERATIONS


def in_decimals(known: Distance, fact: Fact) -> Distance | None:
    """The distance with the proved values, also as decimals; None when these are not enclosed."""
    goal = fact.claim.goal
    assert isinstance(goal, Distances)
    gap, at, spread = (enclose(term, {}, PRECISION) for term in (goal.gap, goal.at, goal.variation))
    if gap is None or at is None or spread is None:
        return None
    return replace(
        known,
        exact=fact,
        sup=_pair(goal.gap, gap),
        where=f"{float(at.mid()):.6g}",
        total_variation=_pair(goal.variation, spread),
    )


def shown(term: Expr) -> Expr:
    """The number in its shortest plain form: beta functions of numbers have values."""
    values = {each: each.rewrite(gamma) for each in term.atoms(beta) if each.is_number}
    plain = term.xreplace(values)
    choices = (plain, expand(plain))
    return min(choices, key=lambda each: (int(each.count_ops()), str(each)))


def _pair(term: Expr, ball: arb) -> tuple[str, str]:
    return decimals(ball, False), decimals(ball, True)
