"""Divergences and entropies of laws with several densities, searched for piece by piece."""

from __future__ import annotations

from itertools import pairwise

from sympy import Expr, Integer, cancel, exp, expand, expand_log, factor_list, fraction, log, oo

from symreparam.derivation.builder import Builder, law_step
from symreparam.derivation.divergence_outside import contained
from symreparam.derivation.integrate import integral_step
from symreparam.derivation.matching import same_law_step
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import SameLaw
from symreparam.terms.law import Law, Piece
from symreparam.terms.region import Region, interval
from symreparam.terms.scope import Relation

MOST_PIECES = 6


def divergence_pieces_step(builder: Builder, given: int, second: int) -> int:
    """A step Divergence(subject, member, value) from one for the subject's densities and one for
    the member's. Raises RuleError, NoInverse or Unsupported."""
    same = builder.conclusion(second)
    assert isinstance(same, SameLaw) and isinstance(same.right, Law)
    given, law = _cut(builder, given, same.right)
    known = list(_in_order(builder, law))
    bodies: list[Expr] = []
    for piece in law.pieces:
        other, around = _around(builder, piece, same.right)
        parts = (_logarithm(builder, term, piece.region) for term in (piece.density, other))
        body = expand(next(parts) - next(parts))
        known += [*around, builder.sign_is(other, "+", piece.region)]
        known.append(builder.equal(piece.density, other * exp(body), piece.region))
        known.append(integral_step(builder, body * piece.density, piece.region))
        bodies.append(body)
    premises = (given, second, *dict.fromkeys(known))
    return builder.add("divergence-pieces", premises, (tuple(bodies),))


def entropy_pieces_step(builder: Builder, given: int) -> int:
    """A step Entropy(subject, value). Raises RuleError, NoInverse or Unsupported."""
    law = law_step(builder, given).law
    assert isinstance(law, Law)
    known = list(_in_order(builder, law))
    bodies: list[Expr] = []
    for piece in law.pieces:
        body = expand(-_logarithm(builder, piece.density, piece.region))
        known.append(builder.equal(piece.density, exp(-body), piece.region))
        known.append(integral_step(builder, body * piece.density, piece.region))
        bodies.append(body)
    return builder.add("entropy-pieces", (given, *dict.fromkeys(known)), (tuple(bodies),))


def _logarithm(builder: Builder, term: Expr, region: Region) -> Expr:
    """The logarithm of a positive term, factor by factor."""
    if not term.is_rational_function(*region.variables):
        return expand_log(log(term), force=True)
    total: Expr = Integer(0)
    for part, sense in zip(fraction(cancel(term)), (1, -1), strict=True):
        constant, factors = factor_list(part)
        turned = False
        for factor, power in factors:
            below = _is_negative(builder, factor, region)
            turned ^= below and power % 2 == 1
            total = total + sense * power * log(-factor if below else factor)
        total = total + sense * log(-constant if turned else constant)
    return total


def _is_negative(builder: Builder, factor: Expr, region: Region) -> bool:
    try:
        builder.sign_is(factor, "+", region)
    except RuleError:
        return True
    return False


def _in_order(builder: Builder, law: Law) -> tuple[int, ...]:
    """Steps that each density ends before the next begins."""
    if law.atoms or law.lattices or not 0 < len(law.pieces) <= MOST_PIECES:
        raise RuleError("divergence.law", "densities are expected")
    ends = [(one.region.bounds[0][2], two.region.bounds[0][1]) for one, two in pairwise(law.pieces)]
    return tuple(builder.holds(Relation(a, "<=", b)) for a, b in ends if a != b)


def _around(builder: Builder, piece: Piece, other: Law) -> tuple[Expr, tuple[int, ...]]:
    """The second law's density on the piece, and the steps that show that it is that."""
    error: RuleError | None = None
    for each in other.pieces:
        try:
            return each.density, contained(builder, piece.region, each.region)
        except RuleError as failed:
            error = failed
    raise error or RuleError("divergence.support", "the second law has no density")


def _cut(builder: Builder, given: int, other: Law) -> tuple[int, Law]:
    """The first law cut where a density of the second ends."""
    law = law_step(builder, given).law
    assert isinstance(law, Law)
    ends = {end for p in other.pieces for end in p.region.bounds[0][1:]} - {oo, -oo}
    pieces: list[Piece] = []
    for piece in law.pieces:
        letter, low, high = piece.region.bounds[0]
        points = [low]
        for end in sorted(ends - {low, high}, key=str):
            if _inside(builder, low, end) and _inside(builder, end, high):
                points.append(end)
        points.append(high)
        if len(points) > 3:
            raise RuleError("divergence.pieces", "a density is cut more than once")
        pieces += [Piece(interval(letter, a, b), piece.density) for a, b in pairwise(points)]
    fine = Law(law.variable, tuple(pieces), law.atoms, law.lattices)
    if fine == law:
        return given, law
    same = same_law_step(builder, law, fine)
    return builder.add("rewrite-law", (given, same)), fine


def _inside(builder: Builder, low: Expr, high: Expr) -> bool:
    if low == -oo or high == oo:
        return True
    try:
        builder.holds(Relation(low, "<", high))
    except RuleError:
        return False
    return True
