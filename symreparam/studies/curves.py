"""The numbers behind the pictures of an examination: densities, distribution functions, quantiles.

Middles of enclosures as doubles, at the parameter values of the counterexample. For pictures only.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sympy import Rational

from symreparam.families.members import UnknownFamily, WrongArguments
from symreparam.logic.errors import Unsupported
from symreparam.numeric.scene import scene_of
from symreparam.numeric.workspace import NoNumber
from symreparam.rules.instance import law_at
from symreparam.studies.distribution import Distribution, distribution
from symreparam.studies.examination import Examination, Values
from symreparam.studies.image import of_expression
from symreparam.studies.masses import NoDistribution
from symreparam.studies.running_sums import ball
from symreparam.terms.record import dataclass

POINTS: Final = 480
_SHARES: Final = tuple((2 * k + 1) / 200 for k in range(100))
_TAIL: Final = 0.004
Floats = tuple[float, ...]
Points = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Curves:
    """On the grid `x`: the densities and distribution functions of the expression and of the
    target; at equal shares their quantiles; points with their masses; a sample of the expression
    (empty without sampler)."""

    values: Values
    x: Floats
    densities: tuple[Floats, Floats]
    functions: tuple[Floats, Floats]
    quantiles: tuple[Floats, Floats]
    masses: tuple[Points, Points]
    sample: Floats


def curves(found: Examination) -> Curves:
    """The curves of an examination. Raises Unsupported where a law is not known in numbers."""
    if found.law is None or found.distance is None:
        raise Unsupported("a picture of a law that was not derived")
    values = found.distance.values
    try:
        one = of_expression(found.claim, found.law, values)
        two = distribution(law_at(found.claim.law_goal.law, dict(values)))
        ends = [_window(each) for each in (one, two)]
        low, high = min(a for a, _ in ends), max(b for _, b in ends)
        grid = tuple(low + (high - low) * k / POINTS for k in range(POINTS + 1))
        functions = tuple(tuple(_at(each, x) for x in grid) for each in (one, two))
    except (NoDistribution, UnknownFamily, WrongArguments, ArithmeticError, ValueError) as error:
        raise Unsupported(f"a picture: {error}") from error
    densities = tuple(tuple(_density(each, x) for x in grid) for each in (one, two))
    quantiles = tuple(_quantiles(grid, each) for each in functions)
    return Curves(
        values,
        grid,
        (densities[0], densities[1]),
        (functions[0], functions[1]),
        (quantiles[0], quantiles[1]),
        (_masses(one), _masses(two)),
        _sample(found, values),
    )


def _masses(one: Distribution) -> Points:
    steps = ((float(m), float((one.at(m) - one.before(m)).mid())) for m in one.marks)
    return tuple((place, mass) for place, mass in steps if mass > 1e-6)


def _rational(x: float) -> Rational:
    return Rational(x).limit_denominator(10**9)


def _at(one: Distribution, x: float) -> float:
    return float(one.at(_rational(x)).mid())


def _density(one: Distribution, x: float) -> float:
    value = one.density(ball(_rational(x)))
    return float("nan") if value is None else float(value.mid())


def _window(one: Distribution) -> tuple[float, float]:
    """Where all but a small share of the law lies, by doubling and halving."""
    start = float(one.marks[0]) if one.marks else 0.0
    low = high = start
    step = 2.0**-4
    while _at(one, low - step) > _TAIL and step < 2**20:
        step *= 2
    low -= step
    step = 2.0**-4
    while _at(one, high + step) < 1 - _TAIL and step < 2**20:
        step *= 2
    high += step
    return _narrowed(one, low, high, _TAIL), _narrowed(one, low, high, 1 - _TAIL)


def _narrowed(one: Distribution, low: float, high: float, share: float) -> float:
    for _ in range(30):
        middle = (low + high) / 2
        low, high = (middle, high) if _at(one, middle) < share else (low, middle)
    return (low + high) / 2


def _quantiles(grid: Sequence[float], function: Sequence[float]) -> Floats:
    found = []
    for share in _SHARES:
        place = min(max(bisect_left(function, share), 1), len(grid) - 1)
        rise = function[place] - function[place - 1]
        part = (share - function[place - 1]) / rise if rise > 0 else 0.0
        part = min(max(part, 0.0), 1.0)
        found.append(grid[place - 1] + (grid[place] - grid[place - 1]) * part)
    return tuple(found)


def _sample(found: Examination, values: Values) -> Floats:
    from symreparam.numeric.sampling import sampled

    scope = replace(found.claim.scope, point=values)
    here = replace(found.claim, scope=scope)
    try:
        return tuple(sampled(scene_of(here, found.claim.law_goal.law)))
    except (NoNumber, ArithmeticError, ValueError):
        return ()
