"""Divergences and entropies of joint laws as numbers: integrals in one variable after another.

What the density leaves of mass 1 is computed beside them: a peak that the nodes miss is noticed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sympy import Symbol

from symreparam.logic.judgement import JointDivergenceOf, JointEntropyOf
from symreparam.numeric.evaluate import Function, end_number, joint
from symreparam.numeric.quadrature import total
from symreparam.numeric.workspace import NotConverged, NotFinite, Real, UnknownHead, Workspace
from symreparam.terms.law import JointLaw
from symreparam.terms.region import Region

MOST: Final = 2
_FUEL: Final = 10_000_000
_NOTHING: Final = 1e-60
"""Below this a density times a logarithm is none, and the other density may round to 0."""
_WHOLE: Final = 1e-6
Point = tuple[Real, ...]


def joint_value(letter: JointDivergenceOf | JointEntropyOf, values: Mapping[Symbol, Real]) -> Real:
    """KL(first, second), or the entropy of the law, at the parameter values, in doubles: there are
    many points. Raises NoNumber."""
    work = Workspace(0, _FUEL)
    values = {symbol: float(value) for symbol, value in values.items()}
    first = letter.law if isinstance(letter, JointEntropyOf) else letter.first
    own = _function(first, first.region, values, work)
    log = work.mp.log
    if isinstance(letter, JointEntropyOf):

        def gain(at: Point) -> Real:
            here = own(at)
            return -here * log(here) if here > 0 else here

    else:
        swap = dict(zip(letter.second.variables, first.variables, strict=True))
        second = _moved(letter.second, swap)
        other = _function(second, first.region, values, work)
        within = _Ends(second.region, first.region, values, work)

        def gain(at: Point) -> Real:
            here = own(at)
            if here < _NOTHING:
                return 0.0
            there = other(at)
            if not within.hold(at) or there <= 0:
                raise NotFinite("a logarithm of no positive number")
            return here * (log(here) - log(there))

    if abs(_over(own, first.region, values, work) - 1) > _WHOLE:
        raise NotConverged("the density is not seen whole")
    return _over(gain, first.region, values, work)


def _moved(law: JointLaw, swap: Mapping[Symbol, Symbol]) -> JointLaw:
    """The law in other letters."""
    new = dict(swap)
    bounds = tuple(
        (new[name], low.xreplace(new), high.xreplace(new)) for name, low, high in law.region.bounds
    )
    letters = tuple(new[name] for name in law.variables)
    return JointLaw(letters, Region(bounds), law.density.xreplace(new))


def _function(
    law: JointLaw, region: Region, values: Mapping[Symbol, Real], work: Workspace
) -> Function:
    """The density as a function of the region's variables, in the region's order."""
    if any(name.is_integer for name in region.variables):
        raise UnknownHead("a joint law of whole numbers is not summed")
    return joint(law.density, region.variables, values, work)


class _Ends:
    """Whether a point, in the order of one region, lies in another of the same variables."""

    def __init__(
        self, region: Region, order: Region, values: Mapping[Symbol, Real], work: Workspace
    ) -> None:
        self.places = [order.variables.index(name) for name in region.variables]
        self.ends = [
            tuple(
                None if end.is_infinite else joint(end, order.variables, values, work)
                for end in pair
            )
            for _, *pair in region.bounds
        ]

    def hold(self, at: Point) -> bool:
        """Whether the point lies between all the ends."""
        for place, (low, high) in zip(self.places, self.ends, strict=True):
            if low is not None and not low(at) < at[place]:
                return False
            if high is not None and not at[place] < high(at):
                return False
        return True


def _over(f: Function, region: Region, values: Mapping[Symbol, Real], work: Workspace) -> Real:
    """The integral of f, a function of tuples, over a region. Raises NoNumber."""
    if len(region.bounds) > MOST:
        raise UnknownHead(f"a joint law of more than {MOST} components is not integrated")

    def inner(before: Point) -> Real:
        place = len(before)
        if place == len(region.bounds):
            return f(before)
        _, low, high = region.bounds[place]
        known = {**values, **dict(zip(region.variables, before, strict=False))}
        ends = [end_number(end, known, work) for end in (low, high)]
        return total(lambda x: inner((*before, x)), ends[0], ends[1], (), work)

    return inner(())
