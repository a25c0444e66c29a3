"""The inverse of a transform where the target lives, and whether another one would do as well."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Abs, Expr, Integer, Symbol, expand, nan, oo, pi, sign, tan, zoo

from symreparam.decide.answer import Context, Proved
from symreparam.decide.real import necessary
from symreparam.decide.sign import holds
from symreparam.decide.sign import sign as decided
from symreparam.derivation.branch import Branch, NoInverse
from symreparam.derivation.invert import branches
from symreparam.derivation.location_scale import affine_parts
from symreparam.families.members import UnknownFamily, WrongArguments, unfold
from symreparam.logic.claim import Claim
from symreparam.terms.law import AnyLaw, Named
from symreparam.terms.record import dataclass
from symreparam.terms.region import NUMBERS, interval
from symreparam.terms.scope import Relation

SPANS = ((-oo, oo), (Integer(0), oo))


@dataclass(frozen=True, slots=True)
class Inverse:
    """The inverse as a term in `letter`; `unique` when the map is one to one where it is defined,
    False when another branch does as well, None when that is open."""

    letter: Symbol
    body: Expr
    unique: bool | None


def inverse_of(claim: Claim, source: Symbol, letter: Symbol) -> Inverse | str:
    """A branch of the map whose image holds the target's support, inverted in `letter`; or why
    there is none in words."""
    subject = claim.law_goal.subject
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
    for low, high in (*own_span(claim, source), *SPANS, *_turns(subject, source)):
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


def own_span(claim: Claim, source: Symbol) -> tuple[tuple[Expr, Expr], ...]:
    """The interval on which the given noise lives, when it is not one of the plain spans."""
    span = _support(claim.hypotheses[claim.variables.index(source)].law, source)
    return () if span is None or span in SPANS or span[0] == -oo else (span,)


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
    if ways[1] == 1 and all(undefined(subject, source, part, claim) for part in outside):
        return True
    context = Context(claim.scope, NUMBERS)
    try:
        found = branches(subject, source, -oo, oo, context)
    except NoInverse:
        return None
    return False if sum(_covers(each, support, context) for each in found) > 1 else None


def undefined(subject: Expr, source: Symbol, span: tuple[Expr, Expr], claim: Claim) -> bool:
    """Whether the map has no real value anywhere on the span."""
    context = Context(claim.scope, interval(source, *span))
    return any(isinstance(decided(term, "-", context), Proved) for term in necessary(subject))
