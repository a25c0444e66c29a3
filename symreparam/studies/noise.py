"""Which noise would make the transform the target: the law of the inverse at a target variable."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from sympy import Abs, Expr, Integer, Symbol, expand, nan, oo, pi, sign, tan, zoo

from symreparam.decide.answer import Context, Proved
from symreparam.decide.real import necessary
from symreparam.decide.sign import holds
from symreparam.decide.sign import sign as decided
from symreparam.derivation.branch import Branch, NoInverse
from symreparam.derivation.builder import Builder
from symreparam.derivation.fingerprint import members_of
from symreparam.derivation.integrate import integral_step
from symreparam.derivation.invert import branches
from symreparam.derivation.location_scale import affine, affine_parts
from symreparam.derivation.naming import derive_law, derived_law
from symreparam.derivation.prove import Stuck
from symreparam.families.members import UnknownFamily, WrongArguments, parameter_conditions, unfold
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import HasLaw, Integral
from symreparam.pipeline.checked import replayed
from symreparam.pipeline.facts import Fact, about, fails_somewhere, proved
from symreparam.rules.instance import law_at
from symreparam.studies.closed import MOST_DERIVED, proposals
from symreparam.studies.examination import Noise
from symreparam.terms.law import AnyLaw, Law, Named
from symreparam.terms.record import dataclass
from symreparam.terms.region import NUMBERS, interval
from symreparam.terms.scope import Relation, variable

_SPANS = ((-oo, oo), (Integer(0), oo))


@dataclass(frozen=True, slots=True)
class Inverse:
    """The inverse as a term in `letter`; `unique` when the map is one to one where it is defined,
    False when another branch does as well, None when that is open."""

    letter: Symbol
    body: Expr
    unique: bool | None


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
    return Noise(law, None, random[0], known, known, free, known if free else None, unique)


def needed_noise(claim: Claim) -> Noise | str:
    """The noise, or in words why none is shown."""
    random = [v for v in claim.variables if claim.law_goal.subject.has(v)]
    if len(random) != 1:
        return "the expression has no single noise variable"
    found = inverse_of(claim, random[0])
    if isinstance(found, str):
        return found
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
        found = derive_law(claim)
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


def inverse_of(claim: Claim, source: Symbol) -> Inverse | str:
    """A branch of the map whose image holds the target's support, inverted; or why there is none
    in words."""
    subject = claim.law_goal.subject
    letter = variable(fresh(claim, "z", "y", "z_t"))
    context = Context(claim.scope, NUMBERS)
    parts = affine_parts(subject, source)
    if parts is not None:
        shift, factor = parts
        if not isinstance(holds(Relation(factor, "!=", Integer(0)), context), Proved):
            return f"the factor {factor} may be zero"
        return Inverse(letter, (letter - shift) / factor, True)
    support = _support(claim.law_goal.law, letter)
    if support is None:
        return "the target's support is not one interval"
    reason = "the map has no closed inverse"
    for low, high in (*_own_span(claim, source), *_SPANS, *_turns(subject, source)):
        try:
            found = branches(subject, source, low, high, context)
        except NoInverse as error:
            reason = str(error)
            continue
        for branch in sorted(found, key=lambda each: each.sense, reverse=True):
            if _covers(branch, support, context):
                ways = sum(_covers(each, support, context) for each in found)
                unique = _unique(subject, source, (low, high), (ways, len(found)), support, claim)
                return Inverse(letter, branch.letter_to(letter), unique)
        reason = "the map does not reach all values of the target"
    return _odd_inverse(subject, source, letter, support, context) or reason


def _odd_inverse(
    subject: Expr, source: Symbol, letter: Symbol, support: tuple[Expr, Expr], context: Context
) -> Inverse | None:
    """sign(z - c) h(c + |z - c|) for a map that is odd about its value c at 0 and increases beyond
    it, where h inverts its right half: cube roots of variables on the whole line."""
    middle = subject.xreplace({source: Integer(0)})
    mirrored = subject.xreplace({source: -source}) + subject - 2 * middle
    if support != (-oo, oo) or middle.has(nan, zoo, oo) or expand(mirrored) != 0:
        return None
    try:
        found = branches(subject, source, Integer(0), oo, context)
    except NoInverse:
        return None
    if len(found) != 1 or found[0].sense < 0 or (found[0].low, found[0].high) != (middle, oo):
        return None
    away = Abs(letter - middle)
    return Inverse(letter, sign(letter - middle) * found[0].letter_to(middle + away), True)


def _support(law: AnyLaw, letter: Symbol) -> tuple[Expr, Expr] | None:
    try:
        law = unfold(law, letter) if isinstance(law, Named) else law
    except (UnknownFamily, WrongArguments):
        return None
    if len(law.pieces) != 1 or law.atoms or law.lattices:
        return None
    low, high = law.pieces[0].region.bounds[0][1:]
    return low, high


def _covers(branch: Branch, support: tuple[Expr, Expr], context: Context) -> bool:
    ends = ((branch.low, support[0]), (support[1], branch.high))
    return all(
        low == high or low == -oo or high == oo
        or isinstance(holds(Relation(low, "<=", high), context), Proved)
        for low, high in ends
    )  # fmt: skip


def _own_span(claim: Claim, source: Symbol) -> tuple[tuple[Expr, Expr], ...]:
    """The interval on which the given noise lives, when it is not one of the plain spans."""
    span = _support(claim.hypotheses[claim.variables.index(source)].law, source)
    return () if span is None or span in _SPANS or span[0] == -oo else (span,)


def _turns(subject: Expr, source: Symbol) -> Iterator[tuple[Expr, Expr]]:
    """The turn around 0 of each tangent of an affine term: a noise on it alone would do."""
    for turn in sorted(subject.atoms(tan), key=str):
        parts = affine_parts(turn.args[0], source)
        if parts is not None and parts[1].is_positive:
            shift, factor = parts
            yield (-pi / 2 - shift) / factor, (pi / 2 - shift) / factor


def _unique(
    subject: Expr,
    source: Symbol,
    span: tuple[Expr, Expr],
    ways: tuple[int, int],
    support: tuple[Expr, Expr],
    claim: Claim,
) -> bool | None:
    """Whether the noise is the only one. `ways`: how many branches on the span reach the target's
    support, and how many there are."""
    if ways[0] > 1:
        return False
    outside = [part for part in ((-oo, span[0]), (span[1], oo)) if part[0] != part[1]]
    if ways[1] == 1 and all(_undefined(subject, source, part, claim) for part in outside):
        return True
    context = Context(claim.scope, NUMBERS)
    try:
        found = branches(subject, source, -oo, oo, context)
    except NoInverse:
        return None
    return False if sum(_covers(each, support, context) for each in found) > 1 else None


def _undefined(subject: Expr, source: Symbol, span: tuple[Expr, Expr], claim: Claim) -> bool:
    """Whether the map has no real value anywhere on the span."""
    context = Context(claim.scope, interval(source, *span))
    return any(isinstance(decided(term, "-", context), Proved) for term in necessary(subject))


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
