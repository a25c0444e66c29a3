"""The distribution function of a monotone image of the noise, at exact parameter values."""

from __future__ import annotations

from symreparam.decide.answer import Context
from symreparam.derivation.branch import NoInverse
from symreparam.derivation.invert import branches
from symreparam.families.members import unfold
from symreparam.logic.claim import Claim
from symreparam.rules.instance import instantiate, law_at
from symreparam.studies.distance import starts
from symreparam.studies.distribution import Distribution, distribution, through
from symreparam.studies.examination import Values
from symreparam.studies.masses import NoDistribution
from symreparam.terms.law import AnyLaw, Law, Named
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import variable


def of_expression(claim: Claim, law: AnyLaw, values: Values) -> Distribution:
    """The expression's distribution function at these values: by the noise's own where the map is
    monotone on the noise's support, else by the law's. Raises NoDistribution."""
    here = law_at(law, dict(values))
    if isinstance(here, Law):
        try:
            return _through_noise(instantiate(claim, values), here)
        except (NoDistribution, NoInverse):
            pass
    return distribution(here)


def _through_noise(claim: Claim, law: Law) -> Distribution:
    """P(g(e) <= z) = F(h(z)), or 1 - F(h(z)) where g falls. Raises NoDistribution, NoInverse."""
    random = [v for v in claim.variables if claim.law_goal.subject.has(v)]
    if len(random) != 1:
        raise NoDistribution("no single noise")
    source = claim.hypotheses[claim.variables.index(random[0])].law
    if not isinstance(source, Named):
        raise NoDistribution("a noise without a name")
    support = unfold(source, random[0])
    if len(support.pieces) != 1:
        raise NoDistribution("the noise does not live on one interval")
    low, high = support.pieces[0].region.bounds[0][1:]
    context = Context(claim.scope, NUMBERS)
    ways = branches(claim.law_goal.subject, random[0], low, high, context)
    if len(ways) != 1 or (ways[0].lower, ways[0].upper) != (low, high):
        raise NoDistribution("the map is not monotone")
    letter = variable("y")
    found = through(source, ways[0].letter_to(letter), letter, law, ways[0].sense > 0)
    for point in starts(found, found):  # kept: the search for the largest gap begins there
        found.at(point)
    return found
