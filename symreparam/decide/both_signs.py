"""Differences of two monomials that are positive here and negative there, told at a glance.

They are the most frequent open question of the sign oracle: is c above theta, is z above 1? Its
strategies would try everything, and find nothing.
"""

from __future__ import annotations

from symreparam.decide.fraction import Polynomial
from symreparam.decide.generators import Generator
from symreparam.decide.signset import POSITIVE
from symreparam.decide.space import Space


def takes_both_signs(space: Space, p: Polynomial) -> bool:
    """Whether p = c m - d n in variables, one of which ranges over all positive numbers whatever
    the others are, and has another power in m than in n."""
    if len(p) != 2:
        return False
    (first, c), (second, d) = p.to_dict().items()
    if (int(c) > 0) == (int(d) > 0):
        return False
    present = [index for index, degree in enumerate(p.degrees()) if degree]
    if any(space.generators[index].kind != "symbol" for index in present):
        return False
    return any(
        first[index] != second[index]
        and _ranges(space.generators[index])
        and not any(fact.degrees()[index] for fact, _ in space.bounds)
        for index in present
    )


def _ranges(letter: Generator) -> bool:
    """Whether the letter itself takes every positive value."""
    return letter.signs == POSITIVE and not letter.above_one and not letter.integer
