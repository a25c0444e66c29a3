"""Probabilities of boxes under a joint density, by Gauss-Legendre rules within its region."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final

import numpy
from sympy import Symbol, oo

from symreparam.numeric.evaluate import Function, joint
from symreparam.numeric.workspace import NotConverged, Real, Workspace
from symreparam.terms.law import JointLaw
from symreparam.terms.region import Region

MOST: Final = 3
_COARSE, _FINE = 14, 22
_SETTLED: Final = 5e-4
Box = Sequence[tuple[float, float]]
_Ends = Callable[[list[float]], float]


def box_probability(
    law: JointLaw, box: Box, values: Mapping[Symbol, Real], work: Workspace
) -> float:
    """P(box), an interval for each of the law's variables in their order. Whole numbers are
    summed. Raises NoNumber where two rules disagree, or the density has no value."""
    region = law.region
    if len(region.bounds) > MOST:
        raise NotConverged(f"a vector of more than {MOST} components")
    density = joint(law.density, region.variables, values, work)
    sides = [box[law.variables.index(letter)] for letter in region.variables]
    ends = _ends(region, values, work)
    coarse, fine = (_integral(region, density, ends, sides, n, []) for n in (_COARSE, _FINE))
    if abs(coarse - fine) > _SETTLED:
        raise NotConverged("the quadrature did not settle")
    return fine


def _ends(
    region: Region, values: Mapping[Symbol, Real], work: Workspace
) -> list[tuple[_Ends, _Ends]]:
    """The ends of each interval as functions of the variables before it."""
    found: list[tuple[_Ends, _Ends]] = []
    for place, (_, low, high) in enumerate(region.bounds):
        names = region.variables[:place]
        pair: list[_Ends] = []
        for end in (low, high):
            if end in (oo, -oo):
                pair.append(partial(_constant, math.inf if end == oo else -math.inf))
            else:
                pair.append(partial(_value, joint(end, names, values, work)))
        found.append((pair[0], pair[1]))
    return found


def _constant(value: float, _at: list[float]) -> float:
    return value


def _value(inner: Function, at: list[float]) -> float:
    return float(inner(tuple(at)))


def _integral(
    region: Region,
    density: Function,
    ends: list[tuple[_Ends, _Ends]],
    box: Box,
    count: int,
    at: list[float],
) -> float:
    place = len(at)
    if place == len(ends):
        return float(density(tuple(at)))
    low, high = (end(at) for end in ends[place])
    low, high = max(low, box[place][0]), min(high, box[place][1])
    if region.bounds[place][0].is_integer:
        nodes = [(float(k), 1.0) for k in range(math.ceil(low), math.floor(high) + 1)]
    elif low >= high:
        return 0.0
    else:
        points, weights = numpy.polynomial.legendre.leggauss(count)
        half, middle = (high - low) / 2, (high + low) / 2
        pairs = zip(points.tolist(), weights.tolist(), strict=True)
        nodes = [(middle + half * x, half * w) for x, w in pairs]
    parts = (w * _integral(region, density, ends, box, count, [*at, x]) for x, w in nodes)
    return math.fsum(parts)
