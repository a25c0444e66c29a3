"""Where kernels may be used: arguments shown to be positive, zeros being excluded as divisors."""

from __future__ import annotations

from symreparam.decide import polysign
from symreparam.decide.fraction import Ratio, Undecided
from symreparam.decide.kernels.radicals import describe
from symreparam.decide.signset import NEGATIVE, ZERO
from symreparam.decide.space import Space


def positive(space: Space, argument: Ratio, name: str) -> Ratio:
    """The argument in normal form: nowhere negative, its zeros excluded."""
    a = space.normal(argument)
    signs = polysign.of_ratio(space, a)
    if not a[0] or signs & NEGATIVE:
        text = describe(space, a)
        raise Undecided(f"{name}: the argument is not shown to be positive: {text}")
    if signs & ZERO:
        space.exclude(a[0])
    return a
