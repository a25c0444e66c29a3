"""Periodic maps of uniform variables and of exponential tails: every period folded onto one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sympy import (
    Abs,
    Expr,
    Integer,
    Mul,
    Poly,
    Symbol,
    binomial,
    cos,
    diff,
    exp,
    expand,
    floor,
    oo,
    pi,
    powsimp,
    sin,
    tan,
)

from symreparam.decide.answer import Context
from symreparam.derivation.branch import NoInverse, sign_of
from symreparam.derivation.builder import Builder, law_step
from symreparam.derivation.matching import same_law_step
from symreparam.derivation.plain_forms import one_wave
from symreparam.derivation.transport import Letters, pieces_steps
from symreparam.derivation.wrapped import cauchy_fold, cauchy_premises, power_tail, wrapped
from symreparam.logic.errors import RuleError
from symreparam.terms.law import Law, Piece
from symreparam.terms.mapping import Map
from symreparam.terms.record import dataclass
from symreparam.terms.region import NUMBERS, interval
from symreparam.terms.scope import is_whole

MOST_DEGREE: Final = 6
# the least period of a head, and that of floor, up to what is added to it
_PERIODS: Final = {sin: 2 * pi, cos: 2 * pi, tan: pi, floor: Integer(1)}


@dataclass(frozen=True, slots=True)
class _Wave:
    """`head(slope x + shift)` stands in the map."""

    slope: Expr
    shift: Expr
    period: Expr

    @property
    def start(self) -> Expr:
        """Where slope x + shift is 0: the turns can then be counted, and signs are those of a
        distance from there."""
        return expand(-self.shift / self.slope)


def fold(builder: Builder, given: int, body: Expr, names: Letters) -> int:
    """A step HasLaw(g(X), law) for a periodic map g. Raises RuleError, NoInverse."""
    law = law_step(builder, given).law
    if not isinstance(law, Law) or law.atoms or law.lattices or not law.pieces:
        raise RuleError("periodic.law", "a law with a density and no masses is needed")
    error: Exception = NoInverse(f"no period of {body} was found")
    for wave in _waves(one_wave(body, names.source), names.source, builder):
        try:
            return _folded(builder, given, law, body, names, wave)
        except (RuleError, NoInverse) as failed:
            error = failed
    raise error


def _waves(body: Expr, source: Symbol, builder: Builder) -> Iterator[_Wave]:
    """The periodic kernels of the map, with positive slopes; longer periods first."""
    found: list[_Wave] = []
    context = Context(builder.setting.scope, NUMBERS)
    for term in sorted(body.atoms(*_PERIODS), key=str):
        inner = expand(term.args[0])
        slope = diff(inner, source)
        if slope == 0 or slope.has(source):
            continue
        sense = sign_of(slope, context)
        if sense in (1, -1):
            shift = expand(inner - slope * source)
            found.append(_Wave(slope, shift, _PERIODS[term.func] / (slope * sense)))
    yield from sorted(found, key=lambda wave: (-_size(wave.period), str(wave)))


def _size(period: Expr) -> float:
    return float(period) if period.is_number else 0.0


def _folded(
    builder: Builder, given: int, law: Law, body: Expr, names: Letters, wave: _Wave
) -> int:
    x, period = names.source, wave.period
    premises = [builder.sign_is(period, "+")]
    line = interval(x, -oo, oo)
    premises.append(builder.equal(body.xreplace({x: x + period}), body, line))
    whole = any(p.region.bounds[0][1:] == (-oo, oo) for p in law.pieces)
    cauchy = cauchy_fold(law, wave.start) if whole else None
    if whole and cauchy is None:
        law, given = _halves(builder, law, given)
    pieces: list[Piece] = []
    folds: list[tuple[Expr, ...]] = []
    if cauchy is not None:
        premises += cauchy_premises(builder, law, cauchy)
        folds.append(cauchy)
        pieces.append(wrapped(law, period, cauchy))
    for piece in law.pieces if cauchy is None else ():
        density, start, steps = _of_piece(builder, piece, wave)
        premises += steps
        folds.append((density, start))
        region = interval(law.variable, start, start + period)
        pieces.append(Piece(region, density))
    premises += pieces_steps(builder, Law(law.variable, tuple(pieces)), body, names)
    mapping = Map(x, body, line)
    arguments = (mapping, (), period, tuple(folds))
    return builder.add("pushforward-periodic", (given, *premises), arguments)


def _halves(builder: Builder, law: Law, given: int) -> tuple[Law, int]:
    """A density on the line cut at the place of its kink, or at 0."""
    letter = law.variable
    (whole,) = law.pieces
    kinks = [k.args[0] for k in whole.density.atoms(Abs)]
    places = {expand(letter - k / diff(k, letter)) for k in kinks} or {Integer(0)}
    if len(places) != 1:
        raise NoInverse("a density with several kinks")
    (place,) = places
    up, down = dict.fromkeys(kinks), dict.fromkeys(kinks)
    for kink in kinks:
        rising = diff(kink, letter) > 0
        up[kink], down[kink] = (kink, -kink) if rising else (-kink, kink)
    parts = []
    for side, low, high in ((down, -oo, place), (up, place, oo)):
        density = whole.density.xreplace({Abs(k): side[k] for k in kinks})
        parts.append(Piece(interval(letter, low, high), density))
    cut = Law(letter, tuple(parts))
    step = builder.add("rewrite-law", (given, same_law_step(builder, law, cut)))
    return cut, step


def _of_piece(
    builder: Builder, piece: Piece, wave: _Wave
) -> tuple[Expr, Expr, tuple[int, ...]]:
    """The folded density, where its period starts, and the premises."""
    letter, low, high = piece.region.bounds[0]
    period = wave.period
    if low != -oo and high != oo:
        turns = expand((high - low) / period)
        if piece.density.has(letter) or not is_whole(turns) or turns == 0:
            raise NoInverse("no whole number of periods of a uniform law")
        known = [builder.equal(high - low, turns * period)]
        if not turns.is_Integer:
            known.append(builder.sign_is(turns, "+"))
        start = low if wave.shift == 0 and low.is_number else wave.start
        return turns * piece.density, start, tuple(known)
    step, start = (period, low) if high == oo else (-period, high - period)
    tail = _tail(piece.density, letter, step)
    ahead = tail.xreplace({letter: letter + step})
    telescopes = builder.equal(tail - ahead, piece.density, piece.region)
    end = "upper" if high == oo else "lower"
    mapping = Map(letter, tail, piece.region)
    return tail, start, (telescopes, builder.add("limit", (), (mapping, end, Integer(0))))


def _tail(density: Expr, letter: Symbol, step: Expr) -> Expr:
    """T with T(x) - T(x + step) = density, for a polynomial times exp(-rate x)."""
    factors = powsimp(density).as_ordered_factors()
    wave = [f for f in factors if isinstance(f, exp) and f.has(letter)]
    if not wave:
        return power_tail(density, letter, step)
    if len(wave) != 1:
        raise NoInverse("no closed sum over the periods")
    rate = diff(wave[0].exp, letter)
    rest = Mul(*(factor for factor in factors if factor is not wave[0]))
    if rate.has(letter) or not rest.is_polynomial(letter):
        raise NoInverse("no closed sum over the periods")
    poly = Poly(rest, letter)
    degree = poly.degree()
    if degree > MOST_DEGREE:
        raise NoInverse(f"degree {degree}")
    share = exp(rate * step)
    found: dict[int, Expr] = {}
    for k in range(degree, -1, -1):
        # the coefficient of x^k in Q(x) - share Q(x + step)
        later = [found[j] * binomial(j, k) * step ** (j - k) for j in range(k + 1, degree + 1)]
        found[k] = (poly.nth(k) + share * sum(later, Integer(0))) / (1 - share)
    return sum((c * letter**k for k, c in found.items()), Integer(0)) * wave[0]
