"""A claim examined from every side: is it true, what is true instead, and how far is it off."""

from __future__ import annotations

from dataclasses import replace

from sympy import Expr

from symreparam.derivation.branch import NoInverse
from symreparam.derivation.everywhere import refute_by_all_members
from symreparam.derivation.location_scale import affine_parts
from symreparam.derivation.prove import Stuck
from symreparam.families.members import UnknownFamily, WrongArguments, unfold
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import HasLaw
from symreparam.logic.verdict import Outcome
from symreparam.pipeline.agreement import Agreement, agreement
from symreparam.pipeline.checked import replayed
from symreparam.pipeline.covering import exactly
from symreparam.pipeline.cutting import Leaf
from symreparam.pipeline.facts import Fact, about
from symreparam.rules.instance import instantiate, law_at
from symreparam.studies.by_noise import gap_by_noise
from symreparam.studies.cumulants import cumulants
from symreparam.studies.distance import decimals, largest_gap, total_variation
from symreparam.studies.distribution import distribution
from symreparam.studies.divergence import Found, divergence
from symreparam.studies.exact_distance import exact_distance, in_decimals
from symreparam.studies.examination import (
    Distance,
    Examination,
    Maps,
    Noise,
    Values,
    WorkingMap,
)
from symreparam.studies.illustration import illustration
from symreparam.studies.image import of_expression
from symreparam.studies.maps import maps
from symreparam.studies.masses import NoDistribution
from symreparam.studies.membership import membership
from symreparam.studies.noise import (
    derived,
    form_of,
    fresh,
    given_noise,
    needed_noise,
    target_exists,
)
from symreparam.terms.law import AnyLaw, Law, Named
from symreparam.terms.scope import variable

WIDEST = 0.05  # a wider enclosure says too little


def examined(outcome: Outcome, *, sample: bool = False) -> Examination:
    """The examination of a settled claim `expression ~ law`. With `sample`, a seeded
    sample is drawn as an illustration. Raises Unsupported for goals of another kind."""
    claim = outcome.claim
    if claim is None or not isinstance(claim.goal, HasLaw):
        raise Unsupported("an examination of anything but `expression ~ law`")
    known = None
    if outcome.verdict == "proved" and outcome.proof is not None:
        known = Fact(claim, True, outcome.proof)
    asked = about(claim, claim.law_goal.subject, Law(variable(fresh(claim, "z", "t", "u"))))
    named = known is not None and isinstance(claim.law_goal.law, Named)
    law_fact = known if named else derived(asked)
    law = law_fact.claim.law_goal.law if law_fact is not None else None
    # a law that was not derived in several variables would be searched for again and again
    lost = law_fact is None and len(_random(claim)) > 1
    form = form_of(claim) if law is None and not lost else None
    agreed = _agreed(claim, known or _nowhere(claim, outcome), lost)
    exists = known is not None or target_exists(claim)
    noise = needed_noise(claim) if exists else "the target is not known to be a law"
    free = not any(_symbols(given.law) & set(claim.scope.names) for given in claim.hypotheses)
    if known is not None and (isinstance(noise, str) or not noise.unique):
        unique = None if isinstance(noise, str) else noise.unique
        noise = given_noise(claim, known, free, unique) or noise
    return Examination(
        claim,
        outcome,
        law,
        law_fact,
        _base(claim, law),
        agreed,
        exactly(claim, agreed),
        membership(
            claim,
            law_fact if known is None else known,
            law,
            fits=bool(agreed.conditions),
            formed=form is not None,
        ),
        None if isinstance(noise, str) else noise,
        noise if isinstance(noise, str) else "",
        known is not None and free,
        _given_map(claim, known, maps(claim)),
        _distance(claim, outcome, law, noise) if exists and not lost else None,
        cumulants(claim, law),
        illustration(claim, _values(claim, outcome)) if sample else None,
        form,
    )


def _agreed(claim: Claim, settled: Fact | None, lost: bool) -> Agreement:
    """For which parameter values the claim holds; of a `lost` one only what moments say."""
    if lost and settled is None:
        settled = _by_moments(claim)
    if lost and settled is None:
        return Agreement((Leaf((), claim, None),))
    return agreement(claim, settled)


def _nowhere(claim: Claim, outcome: Outcome) -> Fact | None:
    """Without parameters a counterexample is all that there is to say."""
    if outcome.verdict != "refuted" or outcome.proof is None or claim.scope.symbols:
        return None
    return Fact(claim, False, outcome.proof)


def _by_moments(claim: Claim) -> Fact | None:
    """Refuted at every parameter value by moments, which needs no law of the expression."""
    try:
        proof = replayed(refute_by_all_members(claim), claim)
    except (Stuck, Unsupported, RuleError, NoInverse):
        return None
    return None if proof is None else Fact(claim, False, proof)


def _symbols(law: AnyLaw) -> set[Expr]:
    if isinstance(law, Named):
        return set().union(*(a.free_symbols for a in law.arguments))
    parts = [p.density.free_symbols - {law.variable} for p in law.pieces]
    parts += [e.free_symbols for p in law.pieces for e in p.region.bounds[0][1:]]
    parts += [a.point.free_symbols | a.mass.free_symbols for a in law.atoms]
    for each in law.lattices:
        terms = (each.point, each.mass, each.lower, each.upper)
        parts.append(set().union(*(t.free_symbols for t in terms)) - {each.index})
    return set().union(*parts)


def _base(claim: Claim, law: AnyLaw | None) -> tuple[Named, Expr, Expr] | None:
    """The noise's law with location and scale, when the expression is an affine map of it."""
    random = [v for v in claim.variables if claim.law_goal.subject.has(v)]
    if law is None or len(random) != 1:
        return None
    parts = affine_parts(claim.law_goal.subject, random[0])
    given = claim.hypotheses[claim.variables.index(random[0])].law
    if parts is None or not isinstance(given, Named):
        return None
    return given, *parts


def _random(claim: Claim) -> list[Expr]:
    return [v for v in claim.variables if claim.law_goal.subject.has(v)]


def _given_map(claim: Claim, known: Fact | None, found: Maps) -> Maps:
    """The claim's own map first, when it works."""
    if known is None:
        return found
    own = claim.law_goal.subject
    others = tuple(each for each in found.working if each.expr != own)
    random = [v for v in claim.variables if own.has(v)]
    plain = len(random) == 1 and affine_parts(own, random[0]) is not None
    first = WorkingMap("affine" if plain else "given", own, (known,))
    return Maps((first, *others), found.no_affine)


def _values(claim: Claim, outcome: Outcome) -> Values:
    if outcome.proof is not None and outcome.proof.at:
        return outcome.proof.at
    return claim.scope.point


def _by_noise(claim: Claim, noise: Noise | str, values: Values) -> Distance | None:
    """Enclosures by the distance of the noise's law from the one that the target would need."""
    if isinstance(noise, str):
        return None
    try:
        (low, high), where, variation = gap_by_noise(claim, noise, values)
    except (NoDistribution, UnknownFamily, WrongArguments, ArithmeticError, ValueError):
        return None
    if high - low > WIDEST:
        return None
    wide = variation[1] - variation[0] > WIDEST
    spread = None if wide else (decimals(variation[0], False), decimals(variation[1], True))
    sup = (decimals(low, False), decimals(high, True))
    return Distance(values, sup=sup, where=f"{where:.6g}", total_variation=spread)


def _distance(
    claim: Claim, outcome: Outcome, law: AnyLaw | None, noise: Noise | str
) -> Distance | None:
    """Enclosures at the counterexample, or at the scope's sample point."""
    values = _values(claim, outcome)
    if law is None:
        # the law's form may depend on the parameters: look at it where it is compared
        there = None
        if claim.scope.symbols:
            here = instantiate(claim, values)
            letter = variable(fresh(claim, "z", "t", "u"))
            there = derived(about(here, here.law_goal.subject, Law(letter)))
        if there is None:
            return _by_noise(claim, noise, values)
        law = there.claim.law_goal.law
        known = Found()
    else:
        known = divergence(claim, law)
    bare = Distance(
        values,
        divergence=known.value,
        divergence_fact=known.fact,
        divergence_where=known.where,
    )
    if outcome.verdict == "proved":
        return replace(bare, sup=("0", "0"), total_variation=("0", "0"))
    fact = exact_distance(claim, law, values)
    exact = None if fact is None else in_decimals(bare, fact)
    if exact is not None:
        return exact
    try:
        one = of_expression(claim, law, values)
        two = distribution(law_at(claim.law_goal.law, dict(values)))
        gap = largest_gap(one, two)
        low, high = total_variation(one, two)
    except (NoDistribution, UnknownFamily, WrongArguments, ArithmeticError, ValueError):
        return bare
    if gap.high - gap.low > WIDEST:
        return bare
    sup = (decimals(gap.low, False), decimals(gap.high, True))
    variation = None if high - low > WIDEST else (decimals(low, False), decimals(high, True))
    variation = ("1", "1") if _singular(law, claim.law_goal.law) else variation
    return replace(bare, sup=sup, where=_shown(gap.where), total_variation=variation)


def _singular(one: AnyLaw, two: AnyLaw) -> bool:
    """Whether one law lives on points that have no mass under the other: their distance is 1."""
    letter = variable("t")
    both = [unfold(law, letter) if isinstance(law, Named) else law for law in (one, two)]
    points = [not law.pieces for law in both]
    smooth = [not law.atoms and not law.lattices for law in both]
    return any(points[k] and smooth[1 - k] for k in (0, 1))


def _shown(point: Expr) -> str:
    return f"{float(point):.6g}"
