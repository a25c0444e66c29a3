"""The needed noise without an inverse: the target's density at the map, times the map's slope.

Where the map is strictly monotone and takes (a, b) onto the target's support, a noise on (a, b)
with the density f(g(e)) |g'(e)| has the target's law after the map: the change of variables, read
backwards. That it works shows that it is a law: the map is one to one, and what it makes of the
density is all of the target.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Final

from sympy import Expr, Integer, Rational, Symbol, diff, expand

from symreparam.decide.answer import Context, Proved
from symreparam.decide.limits import limit
from symreparam.decide.sign import sign
from symreparam.derivation.branch import NoInverse, OrderNeeded, SignNeeded
from symreparam.derivation.fingerprint import members
from symreparam.derivation.invert import branches
from symreparam.derivation.pullback import monotone_segments
from symreparam.families.members import unfold
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import HasLaw
from symreparam.pipeline.facts import Fact, proved
from symreparam.terms.law import AnyLaw, Law, Named, Piece
from symreparam.terms.record import dataclass
from symreparam.terms.region import NUMBERS, interval

Span = tuple[Expr, Expr]
MOST_NAMES: Final = 4
# plain numbers at which the map may reach an end of the target's support
_PLACES: Final = tuple(Rational(p, q) for q in (1, 2, 3) for p in range(-6, 7))


@dataclass(frozen=True, slots=True)
class Pulled:
    """The law of the noise in the claim's own variable, that it works, and the interval on which
    the map is monotone."""

    law: AnyLaw
    works: Fact
    span: Span


def pulled(claim: Claim, source: Symbol, letter: Symbol, spans: tuple[Span, ...]) -> Pulled | None:
    """The noise on the first of the spans on which the map is monotone and reaches the target."""
    target = claim.law_goal.law
    target = unfold(target, letter) if isinstance(target, Named) else target
    if len(target.pieces) != 1 or target.atoms or target.lattices:
        return None
    [piece] = target.pieces
    body = claim.law_goal.subject.xreplace({source: letter})
    for span in spans:
        found = _density(claim, body, letter, piece, target.variable, span)
        if found is None:
            continue
        laws: tuple[AnyLaw, ...] = (*_names(claim, source, found), found)
        for law in laws:
            works = proved(_with(claim, source, law), densities_known=True)
            if works is not None:
                return Pulled(law, works, span)
    return None


def _with(claim: Claim, source: Symbol, law: AnyLaw) -> Claim:
    return replace(claim, variables=(source,), hypotheses=(HasLaw(source, law),))


def _names(claim: Claim, source: Symbol, law: Law) -> Iterator[Named]:
    """Names of the law, each proved to be one."""
    for named in islice(members(law), MOST_NAMES):
        asked = replace(_with(claim, source, law), goal=HasLaw(source, named))
        if proved(asked, densities_known=True) is not None:
            yield named


def _density(
    claim: Claim, body: Expr, letter: Symbol, piece: Piece, old: Symbol, span: Span
) -> Law | None:
    """The target's density at the map times its slope, where the map reaches the support."""
    context = Context(claim.scope, NUMBERS)
    over = Context(claim.scope, interval(letter, *span))
    try:
        cells = monotone_segments(body, letter, *span, context)
        if len(cells) != 1:
            return None
        slope = diff(cells[0].body, letter)
        rising = isinstance(sign(slope, "+", over), Proved)
        if not rising and not isinstance(sign(slope, "-", over), Proved):
            return None
    except (NoInverse, SignNeeded, OrderNeeded, RuleError):
        return None
    values = piece.region.bounds[0][1:][:: 1 if rising else -1]
    places = [
        _place(cells[0].body, letter, value, span, end, over)
        for value, end in zip(values, ("lower", "upper"), strict=True)
    ]
    if places[0] is None or places[1] is None:
        return None
    steep = slope if rising else -slope
    density = piece.density.xreplace({old: cells[0].body}) * steep
    shown = min((density, expand(density)), key=lambda each: (int(each.count_ops()), str(each)))
    return Law(letter, (Piece(interval(letter, places[0], places[1]), shown),))


def _place(
    body: Expr, letter: Symbol, value: Expr, span: Span, end: str, over: Context
) -> Expr | None:
    """Where the monotone map reaches the value: an end of the span, a plain number, or by the
    closed inverse. What is wrong is rejected when the noise is proved to work."""
    if limit(body, letter, end, over) == value:
        return span[0] if end == "lower" else span[1]
    if value.is_infinite:
        return None
    for place in _PLACES:
        if expand(body.xreplace({letter: place}) - value) == Integer(0):
            return place
    try:
        [branch] = branches(body, letter, *span, Context(over.scope, NUMBERS))
    except (NoInverse, ValueError):
        return None
    return branch.letter_to(value)
