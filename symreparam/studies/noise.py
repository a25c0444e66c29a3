"""Which noise would make the transform the target: the law of the inverse at a target variable."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from sympy import Expr, Integer, LambertW, Symbol, acos, acosh, asinh, cos, cosh, oo, sin, sinh

from symreparam.decide.answer import Context, Proved
from symreparam.decide.sign import holds
from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder
from symreparam.derivation.fingerprint import members_of
from symreparam.derivation.integrate import integral_step
from symreparam.derivation.location_scale import affine
from symreparam.derivation.naming import derive_law, derived_law, formed_goal, formed_law
from symreparam.derivation.prove import Stuck
from symreparam.families.members import UnknownFamily, WrongArguments, parameter_conditions
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import HasLaw, Integral
from symreparam.pipeline.checked import replayed
from symreparam.pipeline.facts import Fact, about, fails_somewhere, proved
from symreparam.rules.instance import law_at
from symreparam.studies.closed import MOST_DERIVED, proposals
from symreparam.studies.examination import Noise
from symreparam.studies.noise_inverse import SPANS, inverse_of, own_span, undefined
from symreparam.studies.pulled_noise import pulled
from symreparam.terms.law import AnyLaw, Law, Named
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import variable

# an inverse with these solves an equation that the map itself does not show
_SOLVING = (sinh, cosh, asinh, acosh, sin, cos, acos, LambertW)


def fresh(claim: Claim, *wanted: str) -> str:
    """The first of these names that the claim does not use."""
    taken = {symbol.name for symbol in (*claim.scope.names, *claim.variables)}
    if isinstance(claim.goal, HasLaw) and isinstance(claim.goal.law, Law):
        taken.add(claim.goal.law.variable.name)
    names = (*wanted, *(f"{wanted[0]}_{k}" for k in range(1, 100)))
    return next(name for name in names if name not in taken)


def given_noise(
    claim: Claim, known: Fact, free: bool, unique: bool | None = None
) -> Noise | None:
    """The claim's own noise, which makes it the target by the fact; None for several variables."""
    random = [v for v in claim.variables if claim.law_goal.subject.has(v)]
    if len(random) != 1:
        return None
    law = claim.hypotheses[claim.variables.index(random[0])].law
    fact = known if free else None
    return Noise(law, None, random[0], known, known, free, fact, unique, given=True)


def needed_noise(claim: Claim) -> Noise | str:
    """The noise, or in words why none is shown."""
    random = [v for v in claim.variables if claim.law_goal.subject.has(v)]
    if len(random) != 1:
        return "the expression has no single noise variable"
    found = inverse_of(claim, random[0], variable(fresh(claim, "z", "y", "z_t")))
    if isinstance(found, str) or _entangled(found.body, claim.law_goal.subject):
        # the density that the noise would need follows from the map itself
        back = _pulled_back(claim, random[0])
        if back is not None or isinstance(found, str):
            return back or str(found)
    known = replace(
        claim,
        variables=(found.letter,),
        hypotheses=(HasLaw(found.letter, claim.law_goal.law),),
        goal=HasLaw(found.body, Law(variable(fresh(claim, "t", "u", "w")))),
    )
    fact = derived(known)
    if fact is None:
        return "the law of the inverse was not found"
    law = fact.claim.law_goal.law
    wanted = replace(
        claim,
        variables=(random[0],),
        hypotheses=(HasLaw(random[0], law),),
        goal=HasLaw(claim.law_goal.subject, claim.law_goal.law),
    )
    free, freedom = _freedom(known, found.body, law, fact)
    works = proved(wanted, densities_known=True)
    return Noise(law, found.body, found.letter, fact, works, free, freedom, found.unique)


def _entangled(inverse: Expr, subject: Expr) -> bool:
    """Whether the inverse needs functions that the map does not: roots of a cubic."""
    return inverse.has(*_SOLVING) and not subject.has(*_SOLVING)


def _pulled_back(claim: Claim, source: Symbol) -> Noise | None:
    own = own_span(claim, source)
    found = pulled(claim, source, variable(fresh(claim, "t", "u", "w")), (*SPANS, *own))
    if found is None:
        return None
    outside = [part for part in ((-oo, found.span[0]), (found.span[1], oo)) if part[0] != part[1]]
    subject = claim.law_goal.subject
    alone = all(undefined(subject, source, part, claim) for part in outside)
    free, freedom = _freedom(found.works.claim, source, found.law, found.works)
    works, only = found.works, True if alone else None
    return Noise(found.law, None, source, works, works, free, freedom, only)


def target_exists(claim: Claim) -> bool:
    """Whether the target is known to be a law at every parameter value: its member exists, or its
    one density is nowhere negative and integrates to 1."""
    law = claim.law_goal.law
    context = Context(claim.scope, NUMBERS)
    if isinstance(law, Named):
        try:
            needed = parameter_conditions(law)
        except (UnknownFamily, WrongArguments):
            return False
        return all(isinstance(holds(each, context), Proved) for each in needed)
    if len(law.pieces) != 1 or law.atoms or law.lattices:
        return False
    [piece] = law.pieces
    builder = Builder(claim)
    try:
        builder.sign_is(piece.density, ">=", piece.region)
        total = builder.conclusion(integral_step(builder, piece.density, piece.region))
        assert isinstance(total, Integral)
        builder.equal(total.value, Integer(1))
    except (RuleError, NoInverse, Unsupported):
        return False
    return True


def derived(claim: Claim) -> Fact | None:
    """The law of the goal's subject, by its name when one is proved, or None."""
    for named in chain(proposals(claim), _images(claim)):
        wanted = about(claim, claim.law_goal.subject, named)
        known = proved(wanted, densities_known=True)
        if known is not None:
            return known
    if sum(claim.law_goal.subject.has(v) for v in claim.variables) > MOST_DERIVED:
        return None
    try:
        found = derive_law(claim, 1)
    except (Stuck, Unsupported, NoInverse, RuleError):
        return None
    pairs: list[tuple[AnyLaw, object]] = [*found.names, (found.law, found.proof)]  # type: ignore[list-item]
    for law, proof in pairs:
        if law is None or proof is None:
            continue
        wanted = about(claim, claim.law_goal.subject, law)
        good = replayed(proof, wanted, densities_known=True)  # type: ignore[arg-type]
        if good is not None:
            return Fact(wanted, True, good)
    return None


def form_of(claim: Claim) -> Fact | None:
    """The law of the goal's subject at the values of the map, or by cases, or None."""
    known = formed_law(claim)
    if known is None:
        return None
    wanted = replace(claim, goal=formed_goal(claim.law_goal.subject, known[0]))
    proof = replayed(known[1], wanted)
    return None if proof is None else Fact(wanted, True, proof)


def _images(claim: Claim) -> Iterator[Named]:
    """Members of the noise's own family that an affine map may lead to: to look for names in all
    families takes much longer."""
    known = affine(claim)
    if known is None:
        return
    try:
        law = derived_law(claim)
    except (Stuck, Unsupported):
        return
    yield from members_of(known.source.family, law)


def _freedom(claim: Claim, body: Expr, law: AnyLaw, fact: Fact) -> tuple[bool | None, Fact | None]:
    """Whether the law is the same at all parameter values: compared with it at one of them."""
    point = claim.scope.point
    there = law_at(law, dict(point))
    if there == law:
        return True, fact
    asked = about(claim, body, there)
    same = proved(asked, densities_known=True)
    if same is not None:
        return True, same
    other = fails_somewhere(asked, densities_known=True)
    return (None, None) if other is None else (False, other)
