"""Means by the scores of a family: E cos(X - mu) of a von Mises variable is I1(k)/I0(k)."""

from __future__ import annotations

from itertools import combinations

from sympy import Expr, Integer, Symbol, cancel, expand, oo, trigsimp
from sympy.simplify.fu import TR8

from symreparam.decide.real import slope
from symreparam.derivation.builder import Builder, law_step
from symreparam.families.members import record_of
from symreparam.logic.errors import RuleError
from symreparam.rules.score import density_with
from symreparam.terms.law import Named
from symreparam.terms.mapping import Map
from symreparam.terms.record import dataclass
from symreparam.terms.region import NUMBERS


@dataclass(frozen=True, slots=True)
class _Score:
    """The i-th parameter's score as a map; the derivative of the density, raw and with the map."""

    index: int
    map: Map
    raw: Expr
    product: Expr


def score_mean(builder: Builder, given: int, body: Expr, symbol: Symbol, letter: Symbol) -> int:
    """A step Expectation(a term equal to the body, value) where the body is a combination of one
    or two scores of its law and a constant. `given` concludes HasLaw(symbol, a member). Raises
    RuleError."""
    named = law_step(builder, given).law
    if not isinstance(named, Named):
        raise RuleError("score.law", "no family")
    pieces = record_of(named).pieces
    if len(pieces) != 1 or {oo, -oo} & set(pieces[0].region.bounds[0]):
        raise RuleError("score.law", named.family)
    moved = body.xreplace({symbol: letter})
    scores = _scores(builder, named, letter)
    for size in (1, 2):
        for chosen in combinations(scores, size):
            shares = _shares(moved, [score.map.body for score in chosen], letter)
            if shares is not None:
                return _combined(builder, given, chosen, shares, moved)
    raise RuleError("score.none", f"{body} is no score of {named.family}")


def _scores(builder: Builder, named: Named, letter: Symbol) -> list[_Score]:
    """The scores in the member's parameters, at its own values of them."""
    record, found = record_of(named), []
    for index in range(len(record.parameters)):
        try:
            moving, density, region = density_with(builder.setting, named, record, index, letter)
        except RuleError:
            continue
        here = {moving: named.arguments[index]}
        raw, own = slope(density, moving).xreplace(here), density.xreplace(here)
        body = expand(cancel(raw / own))
        found.append(_Score(index, Map(letter, body, region), raw, body * own))
    return found


def _shares(term: Expr, scores: list[Expr], letter: Symbol) -> list[Expr] | None:
    """Constants a_i such that the slope of the term is that of a_1 g_1 + a_2 g_2, at a guess."""
    slopes = [slope(score, letter) for score in scores]
    left = slope(term, letter)
    if len(slopes) == 1:
        shares = [cancel(left / slopes[0])] if slopes[0] != 0 else []
    else:
        (one, two), (first, second) = slopes, [slope(each, letter) for each in slopes]
        bottom, bent = one * second - first * two, slope(left, letter)
        tops = (left * second - bent * two, one * bent - first * left)
        bottom = _collected(bottom, letter)
        shares = [_collected(top / bottom, letter) for top in tops] if bottom != 0 else []
    fixed = [share for share in shares if not share.has(letter)]
    return shares if shares and fixed == shares else None


def _collected(term: Expr, letter: Symbol) -> Expr:
    """The term without the letter, where sines and cosines of it cancel: products as sums first,
    as SymPy's own search takes a hundred times as long."""
    found = expand(TR8(term))
    return trigsimp(cancel(term)) if found.has(letter) else found


def _combined(
    builder: Builder, given: int, scores: tuple[_Score, ...], shares: list[Expr], moved: Expr
) -> int:
    """The mean of the shares of the scores and of what is left of the term, a constant."""
    letter = scores[0].map.variable
    parts: list[int] = []
    factors = [share for share in shares if share != 0]
    rest = moved
    for score, share in zip(scores, shares, strict=True):
        rest = rest - share * score.map.body
        if share == 0:
            continue
        same = builder.equal(score.raw, score.product, score.map.source)
        args = (score.map, score.index, -oo, oo)
        parts.append(builder.add("expectation-score", (given, same), args))
        parts.append(builder.add("defined", (), (share, NUMBERS)))
    rest = _collected(expand(rest), letter)
    if rest.has(letter):
        rest = cancel(rest.xreplace({letter: Integer(0)}))
    if rest != 0:
        known = builder.add("defined", (), (rest, NUMBERS))
        one = builder.add("defined", (), (Integer(1), NUMBERS))
        parts += [builder.add("expectation-constant", (known,), (rest,)), one]
        factors.append(Integer(1))
    return builder.add("expectation-sum", tuple(parts), (tuple(factors),))
