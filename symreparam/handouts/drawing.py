"""A picture's numbers: the derived density in its window, and a seeded sample of the noise."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import numpy
from sympy import Expr, Symbol, oo

from symreparam.families.members import record_of, unfold
from symreparam.handouts.errors import HandoutError
from symreparam.handouts.picture import Picture
from symreparam.logic.judgement import HasLaw
from symreparam.logic.verdict import Outcome
from symreparam.numeric.evaluate import function, joint, number
from symreparam.numeric.workspace import NoNumber, Workspace
from symreparam.terms.law import AnyLaw, Law, Named
from symreparam.terms.record import dataclass
from symreparam.terms.scope import variable

POINTS: Final = 161
BINS: Final = 40
DRAWS: Final = 600
_SEED: Final = 20
_FUEL: Final = 10**8
Curve = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn at the sliders' starts, and the terms to draw it anywhere else.

    `curve` holds (x, density); `source` likewise for the law `beside`, or for the noise where
    there is one variable and no such law; `bars` the heights of BINS bars across the window;
    `draws` a row of values a variable.
    """

    low: float
    high: float
    top: float
    curve: Curve
    source: Curve
    bars: tuple[float, ...]
    law: Law
    body: Expr
    variables: tuple[Symbol, ...]
    parameters: tuple[Symbol, ...]
    draws: tuple[tuple[float, ...], ...]
    beside: Law | None = None


def drawing(block: Picture, outcomes: Sequence[Outcome]) -> Drawing:
    """The picture of derived laws. Raises HandoutError where it cannot be drawn."""
    claim, (law, *others) = outcomes[0].claim, [_density(block, each) for each in outcomes]
    assert claim is not None and isinstance(claim.goal, HasLaw)
    beside = others[0] if others else None
    names = tuple(symbol for symbol, _ in claim.scope.symbols)
    starts = {slider.name: float(slider.start) for slider in block.sliders}
    if {str(name) for name in names} != set(starts):
        wanted = ", ".join(map(str, names)) or "none"
        raise HandoutError(f"the parameters need a slider each, and nothing else: {wanted}",
                           block.line)
    ordered = tuple(next(n for n in names if str(n) == s.name) for s in block.sliders)
    values = {name: starts[str(name)] for name in ordered}
    low, high = map(float, block.window)
    grid = [low + (high - low) * k / (POINTS - 1) for k in range(POINTS)]
    try:
        draws = tuple(_draws(given.law, place, block) for place, given in
                      enumerate(claim.hypotheses))
        curve = _curve(law, grid, values)
        tops = [_peak(law, grid, values)]
        tops += [_peak(law, grid, _at(values, ordered, block, end)) for end in (0, 1)]
        tops += [_peak(beside, grid, values)] if beside else []
        body = claim.goal.subject
        bars = _bars(body, claim.variables, values, draws, low, high)
        source = _curve(beside, grid, values) if beside else _source(claim.hypotheses, grid)
        # a much narrower noise would press the derived density flat: it is cut
        tops += [peak for peak in [_highest(source)] if peak <= 2 * tops[0]]
    except NoNumber as error:
        raise HandoutError(f"the picture cannot be drawn: {error}", block.line) from error
    top = 1.12 * min(max(*tops, max(bars)), 2.6 * max(tops[0], 0.1))
    drawn = (low, high, top, curve, source, bars)
    return Drawing(*drawn, law, body, claim.variables, ordered, draws, beside)


def _density(block: Picture, outcome: Outcome) -> Law:
    claim, derived = outcome.claim, outcome.law
    if claim is None or derived is None or not isinstance(claim.goal, HasLaw):
        raise HandoutError("a picture needs a term whose law is derived", block.line)
    law = unfold(derived, variable("z")) if isinstance(derived, Named) else derived
    if not isinstance(law, Law) or law.atoms or not law.pieces:
        raise HandoutError("a picture shows a density; this law has masses", block.line)
    return law


def _at(
    values: dict[Symbol, float], ordered: tuple[Symbol, ...], block: Picture, end: int
) -> dict[Symbol, float]:
    """The values with the sliders half way to one of their ends."""
    found = {}
    for symbol, slider in zip(ordered, block.sliders, strict=True):
        far = float(slider.high if end else slider.low)
        found[symbol] = (values[symbol] + far) / 2
    return found


def _draws(law: AnyLaw, place: int, block: Picture) -> tuple[float, ...]:
    if not isinstance(law, Named) or any(a.free_symbols for a in law.arguments):
        words = "the noise of a picture has a law of fixed numbers: draw `E ~ Exponential(1)` "
        raise HandoutError(f"{words}and derive a term in it, `E/lam`", block.line)
    record = record_of(law)
    work = Workspace(0, _FUEL)
    generator = numpy.random.Generator(numpy.random.PCG64(_SEED + place))
    swap = {p.symbol: a for p, a in zip(record.parameters, law.arguments, strict=True)}
    if record.sampler is not None:
        method, terms = record.sampler
        arguments = [number(term.xreplace(swap), {}, work) for term in terms]
        found = getattr(generator, method)(*arguments, size=DRAWS).tolist()
    elif record.quantile is not None:
        quantile = function(record.quantile.xreplace(swap), record.probability, {}, work)
        found = [quantile(p) for p in generator.uniform(1e-6, 1 - 1e-6, DRAWS).tolist()]
    else:
        raise HandoutError(f"{record.name} has no sampler for a picture", block.line)
    return tuple(float(f"{value:.4g}") for value in found)


def _value(law: Law, x: float, values: dict[Symbol, float]) -> float:
    total, work = 0.0, Workspace(0, _FUEL)
    for piece in law.pieces:
        _, lower, upper = piece.region.bounds[0]
        start = -math.inf if lower == -oo else float(number(lower, values, work))
        end = math.inf if upper == oo else float(number(upper, values, work))
        if start < x < end:
            try:
                total += float(function(piece.density, law.variable, values, work)(x))
            except NoNumber:
                return math.nan
    return total


def _curve(law: Law, grid: list[float], values: dict[Symbol, float]) -> Curve:
    return tuple((x, _value(law, x, values)) for x in grid)


def _peak(law: Law, grid: list[float], values: dict[Symbol, float]) -> float:
    """The largest density of the window; a pole is cut where its neighbours are far lower."""
    return _highest(_curve(law, grid, values))


def _highest(curve: Curve) -> float:
    heights = sorted(y for _, y in curve if math.isfinite(y))
    if len(heights) < 8:
        return max(heights, default=0.0)
    return heights[-1] if heights[-1] < 2 * heights[-8] else 1.3 * heights[-4]


def _source(hypotheses: tuple[HasLaw, ...], grid: list[float]) -> Curve:
    if len(hypotheses) != 1 or not isinstance(hypotheses[0].law, Named):
        return ()
    return _curve(unfold(hypotheses[0].law, variable("z")), grid, {})


def _bars(
    body: Expr,
    variables: tuple[Symbol, ...],
    values: dict[Symbol, float],
    draws: tuple[tuple[float, ...], ...],
    low: float,
    high: float,
) -> tuple[float, ...]:
    term = joint(body, variables, dict(values), Workspace(0, _FUEL))
    width, counts = (high - low) / BINS, [0] * BINS
    for drawn in zip(*draws, strict=True):
        place = math.floor((float(term(drawn)) - low) / width)
        if 0 <= place < BINS:
            counts[place] += 1
    return tuple(count / DRAWS / width for count in counts)
