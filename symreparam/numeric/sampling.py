"""A seeded sample of the term against the law: a smoke test of the encoding, never a proof.

The bound on |F_n - F| is that of Dvoretzky, Kiefer & Wolfowitz with the constant of Massart
(1990, Annals of Probability 18, Corollary 1): P(sup > e) <= 2 exp(-2 n e^2), for every law.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy
from sympy import Symbol

from symreparam.families.members import record_of
from symreparam.numeric.columns import column_of
from symreparam.numeric.cumulative import gaps_to
from symreparam.numeric.evaluate import Function, function, joint
from symreparam.numeric.scene import Scene
from symreparam.numeric.workspace import FUEL, NoNumber, NotFinite, Real, Workspace
from symreparam.terms.law import AnyLaw, Named

FALSE_ALARM: Final = 1e-12
SIZE: Final = 40_000
SEED: Final = 1
_SLACK: Final = 1e-3
_MARKS: Final = 40
_AGAIN: Final = 32
_TINY: Final = 1e-290
_DOUBLES_FUEL: Final = 10**9


def bound(size: int) -> float:
    """The distance that a true law exceeds with probability below FALSE_ALARM."""
    return math.sqrt(math.log(2 / FALSE_ALARM) / (2 * size))


def sample_check(scene: Scene) -> tuple[bool | None, str]:
    """Draw the random variables, put them through the term, compare with the law's cdf.

    Raises NoNumber where there is no sampler, or doubles are too coarse to tell.
    """
    sample = sampled(scene)
    marks = _marks(scene, sample)
    shares = (numpy.searchsorted(numpy.array(sample), marks, side="right") / SIZE).tolist()
    distance = max(gaps_to(scene, marks, shares, bound(SIZE) + _SLACK))
    shown = f"distance {distance:.4f} of {SIZE} values, bound {bound(SIZE):.4f}, seed {SEED}"
    return distance <= bound(SIZE) + _SLACK, shown


def sampled(scene: Scene) -> list[float]:
    """SIZE values of the term, in increasing order, the same on every run. Raises NoNumber."""
    scene.work.fuel += 10 * FUEL
    generator = numpy.random.Generator(numpy.random.PCG64(SEED))
    draws = [drawn(law, scene.values, generator) for law in scene.given]
    sample = _through(scene, draws)
    sample.sort()
    return sample


def drawn(
    law: AnyLaw, values: Mapping[Symbol, Real], generator: numpy.random.Generator
) -> list[float]:
    """A sample of a hypothesis: by the record's numpy method, or its quantile of uniforms."""
    if not isinstance(law, Named):
        raise NoNumber("a law given by a density has no sampler")
    record = record_of(law)
    swap = {p.symbol: a for p, a in zip(record.parameters, law.arguments, strict=True)}
    doubles = {symbol: _double(value) for symbol, value in values.items()}
    if record.sampler is not None:
        method, terms = record.sampler
        work = Workspace(0)
        arguments = [function(t.xreplace(swap), None, doubles, work)(None) for t in terms]
        found = numpy.asarray(getattr(generator, method)(*arguments, size=SIZE), float)
    elif record.quantile is not None:
        # open at both ends: a quantile may be infinite there
        uniforms = (generator.integers(0, 2**52, size=SIZE) + 0.5) / 2**52
        term = record.quantile.xreplace(swap)
        work = Workspace(0, _DOUBLES_FUEL)
        found = column_of(term, (record.probability,), (uniforms,), doubles, work)
    else:
        raise NoNumber(f"{record.name} has no sampler")
    if not numpy.all(numpy.isfinite(found)):
        raise NotFinite("a sampled value is not finite")
    if record.pieces and len(numpy.unique(found)) < 0.99 * SIZE:
        raise NoNumber(f"doubles are too coarse for {record.name} here")
    sample: list[float] = found.tolist()
    return sample


def _double(value: Real) -> float:
    try:
        return float(value)
    except OverflowError as error:
        raise NotFinite("a parameter is beyond doubles") from error


def _through(scene: Scene, draws: list[list[float]]) -> list[float]:
    """The term at each draw, in doubles; values that they cannot hold, and some others, again."""
    body, names = scene.claim.law_goal.subject, scene.variables
    doubles: dict[Symbol, Any] = {s: _double(value) for s, value in scene.values.items()}
    work = Workspace(0, _DOUBLES_FUEL)
    exact = joint(body, names, scene.values, scene.work)
    if not draws:
        return [_double(exact(()))] * SIZE
    tuples = list(zip(*draws, strict=True))
    found: list[float] = column_of(body, names, draws, doubles, work).tolist()
    for index, value in enumerate(found):
        if math.isnan(value):
            found[index] = _double(_exactly(exact, tuples[index], scene))
    _trusted(scene, exact, tuples, found)
    return found


def _exactly(exact: Function, drawn: tuple[float, ...], scene: Scene) -> Real:
    return exact(tuple(scene.work.mp.mpf(value) for value in drawn))


def _trusted(
    scene: Scene, exact: Function, tuples: Sequence[tuple[float, ...]], sample: list[float]
) -> None:
    """Doubles that lost their digits are no evidence: some values are computed once more."""
    ordered = sorted(sample)
    spread = ordered[3 * SIZE // 4] - ordered[SIZE // 4]
    room = 1e-4 * spread if spread > 0 else 1e-9 * (1 + abs(sample[0]))
    for index in range(0, SIZE, SIZE // _AGAIN):
        again = _exactly(exact, tuples[index], scene)
        if abs(again - sample[index]) > max(room, 1e-9 * abs(again)):
            raise NotFinite("doubles are too coarse for this term")


def _marks(scene: Scene, ordered: list[float]) -> list[float]:
    """Values of the sample at even shares, and both sides of each atom, in order."""
    found = {ordered[(2 * k + 1) * SIZE // (2 * _MARKS)] for k in range(_MARKS)}
    # a double of 0 may stand for a smaller number (for half of all U it is U^1000); masses follow
    found = {t for t in found if abs(t) >= _TINY}
    for point, _ in scene.derived.atoms:
        place = _double(point)
        room = (1 + abs(place)) * 1e-6
        found = {t for t in found if abs(t - place) > room} | {place - room, place + room}
    if not found:
        raise NotFinite("doubles are too coarse for this term")
    return sorted(found)
