"""How far the noise is from the one that the target would need: as far as the expression is from
the target, where the map is one to one. No law of the expression is asked for."""

from __future__ import annotations

from flint import arb
from sympy import Expr

from symreparam.decide.answer import Context, Proved
from symreparam.decide.ball import enclose
from symreparam.decide.sign import sign
from symreparam.families.members import unfold
from symreparam.logic.claim import Claim
from symreparam.rules.instance import instantiate, law_at
from symreparam.studies.distance import largest_gap, total_variation
from symreparam.studies.distribution import LETTER, PRECISION, Distribution, distribution, through
from symreparam.studies.examination import Noise, Values
from symreparam.studies.masses import NoDistribution
from symreparam.terms.law import AnyLaw, Law, Named
from symreparam.terms.scope import variable


def gap_by_noise(
    claim: Claim, noise: Noise, values: Values
) -> tuple[tuple[arb, arb], float, tuple[arb, arb]]:
    """The largest gap of the distribution functions of g(e) and of the target, near which value of
    g(e) it is reached, and their total variation distance, at these values. Raises NoDistribution.

    P(g(e) <= g(x)) is P(e <= x), or P(e >= x), so that both distances are those of the noise's law
    and the needed one.
    """
    here = instantiate(claim, values)
    [source] = (v for v in here.variables if here.law_goal.subject.has(v))
    given = here.hypotheses[here.variables.index(source)].law
    # the map is one to one where the needed noise lives
    alike = _spans(given) == _spans(law_at(noise.law, dict(values)))
    if noise.works is None or not (noise.unique or alike):
        raise NoDistribution("the map is not known to be one to one")
    body = here.law_goal.subject.xreplace({source: LETTER})
    one, two = distribution(given), _needed(here, body, noise, values)
    gap = largest_gap(one, two)
    place = enclose(body.xreplace({LETTER: gap.where}), {}, PRECISION)
    if place is None:
        raise NoDistribution("the map has no value where the gap is largest")
    return (gap.low, gap.high), float(place.mid()), total_variation(one, two)


def _spans(law: AnyLaw) -> tuple[tuple[Expr, ...], ...]:
    plain = unfold(law, LETTER) if isinstance(law, Named) else law
    return tuple(piece.region.bounds[0][1:] for piece in plain.pieces)


def _needed(claim: Claim, body: Expr, noise: Noise, values: Values) -> Distribution:
    """The needed noise's distribution function: the target's at the map."""
    target, law = claim.law_goal.law, law_at(noise.law, dict(values))
    if isinstance(law, Named) or not isinstance(target, Named):
        return distribution(law)
    assert isinstance(law, Law)
    [piece] = law.pieces
    slope = body.diff(LETTER).xreplace({LETTER: law.variable})
    rising = isinstance(sign(slope, "+", Context(claim.scope, piece.region)), Proved)
    if len(unfold(target, LETTER).pieces) != 1:
        raise NoDistribution("the target lives on several intervals")
    letter = variable("y")
    moved = body.xreplace({LETTER: letter})
    return through(target, moved, letter, law, rising)
