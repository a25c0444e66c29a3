"""Which maps of the given noise give the target: a + b*noise, and the monotone transport map."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Final

from sympy import Expr, Integer, Rational, Symbol, cancel

from symreparam.decide.ball import enclose
from symreparam.derivation.fingerprint import members
from symreparam.derivation.location_scale import roles
from symreparam.families.members import (
    UnknownFamily,
    WrongArguments,
    cdf_of,
    quantile_of,
    record_of,
    unfold,
)
from symreparam.logic.claim import Claim
from symreparam.logic.judgement import HasLaw
from symreparam.pipeline.facts import about, fails_everywhere, proved, with_point
from symreparam.studies.examination import Maps, WorkingMap
from symreparam.studies.noise import fresh
from symreparam.terms.law import Named
from symreparam.terms.scope import REALS, Relation, parameter, variable

MOST_NAMES: Final = 4


def maps(claim: Claim) -> Maps:
    """Maps of the claim's one noise variable into the target that are proved to work."""
    random = [v for v in claim.variables if claim.law_goal.subject.has(v)]
    target = claim.law_goal.law
    if len(random) != 1 or not isinstance(target, Named):
        return Maps(())
    [noise] = random
    source = claim.hypotheses[claim.variables.index(noise)].law
    if not isinstance(source, Named):
        return Maps(())
    found: list[WorkingMap] = []
    for expr in _affine(claim, source, target, noise):
        fact = proved(about(claim, expr, target))
        if fact is not None:
            found.append(WorkingMap("affine", expr, (fact,)))
            break
    absent = None if found else fails_everywhere(any_affine(claim, noise))
    if not found:
        transport = transport_map(claim, source, target, noise)
        found += [transport] if transport is not None else []
    return Maps(tuple(found), absent)


def any_affine(claim: Claim, noise: Symbol) -> Claim:
    """The claim that a + b*noise is the target, for any real a and b with b not zero."""
    shift = parameter(fresh(claim, "a", "a_0", "p"), REALS)
    factor = parameter(fresh(claim, "b", "b_0", "q"), REALS)
    scope = claim.scope
    wider = replace(
        scope,
        symbols=(*scope.symbols, (shift, REALS), (factor, REALS)),
        relations=(*scope.relations, Relation(factor, "!=", Integer(0))),
        point=(*scope.point, (shift, Integer(0)), (factor, Integer(1))),
    )
    asked = about(replace(claim, scope=wider), shift + factor * noise, claim.law_goal.law)
    return with_point(asked) or asked


def _affine(claim: Claim, source: Named, target: Named, noise: Symbol) -> Iterator[Expr]:
    """Affine maps that carry location and scale, or quartiles, to those of the target."""
    if source == target:
        yield noise
    if source.family == target.family:
        own = roles(source.family)
        if own.scale is not None:
            power = own.power
            factor = (target.arguments[own.scale] / source.arguments[own.scale]) ** power
            start: Expr = Integer(0)
            if own.location is not None:
                start = target.arguments[own.location] - factor * source.arguments[own.location]
            yield start + factor * noise
    places = (Rational(1, 4), Rational(1, 2), Rational(3, 4))
    try:
        mine = [quantile_of(source, p) for p in places]
        other = [quantile_of(target, p) for p in places]
    except (UnknownFamily, WrongArguments):
        return
    known = [q for q in (*mine, *other) if q is not None]
    if len(known) < 6:
        return
    a, b, c, d, e, f = known
    factor = cancel((f - d) / (c - a))
    shift = cancel(e - factor * b)
    if not _misses(claim, source, target, (shift, factor)):
        yield shift + factor * noise


def _misses(claim: Claim, source: Named, target: Named, parts: tuple[Expr, Expr]) -> bool:
    """Whether an affine map that fits the quartiles misses a further quantile at the scope's sample
    point: to look for a proof of a false claim takes long."""
    shift, factor = parts
    for p in (Rational(1, 10), Rational(5, 6)):
        mine, other = quantile_of(source, p), quantile_of(target, p)
        if mine is None or other is None:
            continue
        gap = enclose((shift + factor * mine - other).xreplace(dict(claim.scope.point)), {}, 80)
        if gap is not None and not gap.contains(0):
            return True
    return False


def _quantile(target: Named, share: Symbol) -> Expr | None:
    """The target's quantile function, by another of its names where its own has none: Beta(1, b)
    is Kumaraswamy(1, b), and Gamma(1, s) is exponential."""
    own = quantile_of(target, share)
    if own is not None:
        return own  # other names are sought among the records of all families
    others = islice(members(unfold(target, share)), MOST_NAMES)
    return next(filter(None, (quantile_of(named, share) for named in others)), None)


def transport_map(claim: Claim, source: Named, target: Named, noise: Symbol) -> WorkingMap | None:
    """F_D^-1(F_noise(noise)) by the records' distribution and quantile functions, or None."""
    try:
        whole = len(record_of(source).pieces) == 1
        terms = cdf_of(source, noise)
        share = variable(fresh(claim, "U", "U_0", "V"))
        back = _quantile(target, share)
    except (UnknownFamily, WrongArguments):
        return None
    if not whole or len(terms) != 1 or back is None:
        return None
    uniform = Named("Uniform", (Integer(0), Integer(1)))
    first = proved(about(claim, terms[0], uniform))
    second = proved(
        replace(
            claim,
            variables=(share,),
            hypotheses=(HasLaw(share, uniform),),
            goal=HasLaw(back, target),
        )
    )
    if first is None or second is None:
        return None
    return WorkingMap("transport", back.xreplace({share: terms[0]}), (first, second))


def no_map(claim: Claim) -> str:
    """In words, why no map of the noise into the target is shown."""
    random = [v for v in claim.variables if claim.law_goal.subject.has(v)]
    target = claim.law_goal.law
    if len(random) != 1:
        return "the expression has no single noise variable"
    source = claim.hypotheses[claim.variables.index(random[0])].law
    if not isinstance(target, Named):
        return "the transport map needs the target's quantile function, and its law has no name"
    try:
        if _quantile(target, variable(fresh(claim, "U", "U_0", "V"))) is None:
            return (
                "the transport map, the target's quantile function at the noise's distribution "
                f"function, has no closed form, as {target.family} has no closed quantile function"
            )
        smooth = isinstance(source, Named) and len(cdf_of(source, random[0])) == 1
    except (UnknownFamily, WrongArguments):
        smooth = False
    if not smooth:
        return "the transport map needs the noise's distribution function as one closed term"
    return "the transport map was not confirmed"
