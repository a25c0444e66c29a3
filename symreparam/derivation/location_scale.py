"""Members of location-scale families under affine maps: proposed here, proved by the rules."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from sympy import Abs, Expr, Integer, Mul, Rational, Symbol, nan, zoo

from symreparam.decide.ball import enclose
from symreparam.derivation import fingerprint
from symreparam.families.family import Family
from symreparam.families.table import family
from symreparam.logic.claim import Claim
from symreparam.terms.law import Law, Named
from symreparam.terms.record import dataclass


@dataclass(frozen=True, slots=True)
class Roles:
    """Which parameters (by index) are a location and a scale; `power` is -1 for a rate."""

    location: int | None
    scale: int | None
    power: int = 1


@dataclass(frozen=True, slots=True)
class Affine:
    """`shift + factor * variable`; the variable's law is `source`."""

    shift: Expr
    factor: Expr
    variable: Symbol
    source: Named


@lru_cache(maxsize=128)
def roles(name: str) -> Roles:
    """The location and the scale of a family with one density piece, as far as numbers
    suggest."""
    record = family(name)
    if record is None or len(record.pieces) != 1:
        return Roles(None, None)
    symbols = [p.symbol for p in record.parameters]
    pairs = [(i, j) for i in range(len(symbols)) for j in range(len(symbols)) if i != j]
    for i, j in pairs:
        for power in (1, -1):
            if _free(record, symbols[i], symbols[j], power):
                return Roles(i, j, power)
    for j in range(len(symbols)):
        for power in (1, -1):
            if _free(record, None, symbols[j], power):
                return Roles(None, j, power)
    for i in range(len(symbols)):
        if _free(record, symbols[i], None, 1):
            return Roles(i, None)
    return Roles(None, None)


def _free(record: Family, location: Symbol | None, scale: Symbol | None, power: int) -> bool:
    """Whether location + scale * u has the same density at u for several values of the two: only
    looked at in numbers."""
    size: Expr = Integer(1) if scale is None else scale**power
    start: Expr = Integer(0) if location is None else location
    piece = record.pieces[0]
    low, high = piece.region.bounds[0][1:]
    ends = [(end - start) / size for end in (low, high) if not end.is_infinite]
    place = {record.variable: start + size * record.variable}
    terms = [Mul(piece.density.xreplace(place), size), *ends]
    others = {p.symbol: Rational(k + 3, 2) for k, p in enumerate(record.parameters)}
    for u in (Rational(1, 3), Rational(5, 7)):
        seen = []
        for pair in ((Rational(1, 2), Rational(2)), (Rational(4, 3), Rational(5, 9))):
            here = {**others, record.variable: u}
            gone = zip((location, scale), pair, strict=True)
            here.update({symbol: value for symbol, value in gone if symbol is not None})
            seen.append([enclose(term.xreplace(here), {}, 64) for term in terms])
        for first, second in zip(*seen, strict=True):
            if first is None or second is None or not first.overlaps(second):
                return False
    return True


def affine(claim: Claim) -> Affine | None:
    """The goal's subject as an affine map of its one random variable with a named law, or None."""
    subject = claim.law_goal.subject
    random = [v for v in claim.variables if subject.has(v)]
    if len(random) != 1:
        return None
    [variable] = random
    source = claim.hypotheses[claim.variables.index(variable)].law
    parts = affine_parts(subject, variable)
    if parts is None or not isinstance(source, Named):
        return None
    return Affine(*parts, variable, source)


def affine_parts(body: Expr, variable: Symbol) -> tuple[Expr, Expr] | None:
    """`shift` and `factor` when the body is shift + factor * variable, else None."""
    factor = body.expand().coeff(variable, 1)
    shift = body.xreplace({variable: Integer(0)})
    if factor == 0 or factor.has(variable) or shift.has(variable, nan, zoo):
        return None
    return (shift, factor) if (body - shift - factor * variable).expand() == 0 else None


def no_member(claim: Claim, subject: Expr) -> bool:
    """Whether it is seen at once that no family holds the subject: an affine map of one variable
    whose law has one parameter, open, neither a location nor a scale, and lives on the whole line.
    (A number may make it a member: Student's law with one degree is Cauchy's; the ends of an
    interval are location and scale together.) Only saves a search, which is longest there."""
    random = [v for v in claim.variables if subject.has(v)]
    parts = affine_parts(subject, random[0]) if len(random) == 1 else None
    if parts is None or (parts[0] == 0 and abs(parts[1]) == 1):
        return False
    law = claim.hypotheses[claim.variables.index(random[0])].law
    if not isinstance(law, Named) or len(law.arguments) != 1 or not law.arguments[0].free_symbols:
        return False
    record = family(law.family)
    if record is None or roles(law.family) != Roles(None, None) or len(record.pieces) != 1:
        return False
    return all(end.is_infinite for end in record.pieces[0].region.bounds[0][1:])


def images(claim: Claim) -> Iterator[Named]:
    """Members of the variable's own family that the goal's subject may follow."""
    known = affine(claim)
    if known is None:
        return
    found = roles(known.source.family)
    if found.location is None and found.scale is None:
        return
    if found.location is None and known.shift != 0:
        return
    if found.scale is None and known.factor != 1:
        return
    arguments = list(known.source.arguments)
    if found.location is not None:
        arguments[found.location] = known.shift + known.factor * arguments[found.location]
    if found.scale is not None:
        arguments[found.scale] *= Abs(known.factor) ** found.power
    yield Named(known.source.family, tuple(arguments))


def members_of(claim: Claim, law: Law, name: str) -> Iterator[Named]:
    """Members of one family that the goal's subject, of this derived law, may follow."""
    seen: set[Named] = set()
    for named in chain(images(claim), fingerprint.members_of(name, law)):
        if named.family == name and named not in seen:
            seen.add(named)
            yield named
