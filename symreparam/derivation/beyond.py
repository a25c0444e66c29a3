"""Values beyond all members of a family that a map of one variable takes with positive probability.

No law of the map is derived: a place where it exceeds the members' supports is enough.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TypeAlias

from sympy import Expr, Integer, Rational, oo

from symreparam.decide.ball import Box, box_at, enclose
from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder, law_step
from symreparam.derivation.contrast import spread
from symreparam.derivation.transport import letters, source_law
from symreparam.families.table import family
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Member, SignName
from symreparam.rules.not_member_beyond import reach
from symreparam.terms.law import Lattice, Law
from symreparam.terms.region import Region, interval
from symreparam.terms.scope import Relation

Place: TypeAlias = "Region | Integer | str"
NEAR: Final = Rational(1, 16)
MOST_INDICES: Final = 8


def beyond_step(builder: Builder, goal: Member) -> int:
    """A step Fails(goal). RuleError where no such value is found."""
    random = [v for v in builder.claim.variables if goal.subject.has(v)]
    if len(random) != 1:
        raise RuleError("not-member-beyond.subject", f"{len(random)} random variables")
    ends = _ends(goal.family)
    if not ends:
        raise RuleError("not-member-beyond.family", "its members reach everywhere")
    given = source_law(builder, builder.claim.variables.index(random[0]), letters(builder).source)
    law = law_step(builder, given).law
    if not isinstance(law, Law):
        raise RuleError("not-member-beyond.law", "no density")
    record = family(goal.family)
    assert record is not None  # its members reach somewhere
    if bool(law.pieces) != bool(record.pieces):
        # that one has masses and the other none says it more plainly
        raise RuleError("not-member-beyond.family", "of another kind")
    for side, bound in ends:
        for index, place, value in (*_heavy(law), *_intervals(law)):
            gap = goal.subject.xreplace({random[0]: value}) - bound
            if not _may_be(gap, side, law, place):
                continue
            try:
                known = _premises(builder, law, index, place)
                over = (place,) if isinstance(place, Region) else ()
                known.append(builder.sign_is(gap, side, *over))
                args = (goal, bound, side, index, place)
                return builder.add("not-member-beyond", (given, *known), args)
            except (RuleError, NoInverse):
                continue
    raise RuleError("not-member-beyond.value", "none was found")


def _ends(name: str) -> list[tuple[SignName, Expr]]:
    """The finite ends of the members' supports without parameters."""
    found: list[tuple[SignName, Expr]] = []
    sides: tuple[SignName, ...] = ("+", "-")
    for side in sides:
        try:
            end = reach(name, side)
        except RuleError:
            continue
        found += [(side, end)] if end.is_finite else []
    return found


def _premises(builder: Builder, law: Law, index: int, place: Place) -> list[int]:
    """Steps: the place has positive probability."""
    if isinstance(place, str):
        return [builder.sign_is(law.atoms[index].mass, "+")]
    if isinstance(place, Region):
        piece = law.pieces[index]
        pairs = zip(piece.region.bounds[0][1:], place.bounds[0][1:], strict=True)
        (lower, low), (upper, high) = pairs
        found = [(lower, low)] if lower != -oo else []
        found += [(high, upper)] if upper != oo else []
        known = [builder.holds(Relation(left, "<=", right)) for left, right in found]
        return [*known, builder.sign_is(piece.density, "+", place)]
    each = law.lattices[index]
    found = [(each.lower, place)] if each.lower != -oo else []
    found += [(place, each.upper)] if each.upper != oo else []
    known = [builder.holds(Relation(left, "<=", right)) for left, right in found]
    return [*known, builder.sign_is(each.mass.xreplace({each.index: place}), "+")]


def _heavy(law: Law) -> Iterator[tuple[int, Place, Expr]]:
    """Atoms and points of lattices, with their values."""
    for index, atom in enumerate(law.atoms):
        yield index, "", atom.point
    for index, each in enumerate(law.lattices):
        for number in _indices(each):
            yield index, number, each.point.xreplace({each.index: number})


def _indices(each: Lattice) -> Iterator[Integer]:
    for step in range(MOST_INDICES):
        if isinstance(each.lower, Integer):
            yield each.lower + step
        elif isinstance(each.upper, Integer):
            yield each.upper - step


def _intervals(law: Law) -> Iterator[tuple[int, Place, Expr]]:
    """Small intervals around a few plain numbers in each piece whose ends are numbers."""
    letter = law.variable
    for index, piece in enumerate(law.pieces):
        _, low, high = piece.region.bounds[0]
        if not all(end in (oo, -oo) or end.is_Rational for end in (low, high)):
            continue
        for middle in spread(low, high):
            width = NEAR if oo in (high, -low) else NEAR * (high - low)
            ends = [middle - width, middle + width]
            yield index, interval(letter, *ends), letter


def _may_be(gap: Expr, side: SignName, law: Law, place: Place) -> bool:
    """Whether numbers do not tell against the sign, at the middle of an interval."""
    box: Box = {}
    if isinstance(place, Region):
        _, low, high = place.bounds[0]
        # no number is put in: SymPy fails at min(1, 1/0)
        box = box_at({law.variable: (low + high) / 2})
    if gap.free_symbols - box.keys():
        return True
    ball = enclose(gap, box, 64)
    return ball is None or bool(ball > 0 if side == "+" else ball < 0)
