"""Small boxes on which a claimed joint law is told apart from the true one."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Rational

from symreparam.decide.answer import Context
from symreparam.decide.points import sample
from symreparam.derivation.builder import Builder
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import HasJointLaw
from symreparam.rules.joint import weak_within
from symreparam.terms.region import Region

BOXES = 6
SHIFTS = (0, 1, 5)
WIDTHS = (Rational(1, 50), Rational(1, 1000))


def tried(builder: Builder, region: Region) -> Iterator[tuple[Region, list[int]]]:
    """Boxes with the steps that say that they lie in the region."""
    for width in WIDTHS:
        for box in _boxes(builder, region, width):
            try:
                yield box, [builder.holds(relation, box) for relation in weak_within(region)]
            except RuleError:
                continue


def _boxes(builder: Builder, region: Region, width: Rational) -> Iterator[Region]:
    """Small boxes inside of a region, around its sample points."""
    points = sample(Context(builder.setting.scope, region), BOXES)
    size = len(points)
    for shift in SHIFTS:
        for start in range(size):
            # coordinates of several sample points: those of one may all be alike
            middle = [
                (letter, points[(start + shift * place) % size][letter])
                for place, letter in enumerate(region.variables)
            ]
            if all(value.is_Rational for _, value in middle):
                yield Region(tuple((x, value - width, value + width) for x, value in middle))


def apart(builder: Builder, step: int, goal: HasJointLaw) -> int:
    """The claim fails: on a box the derived density of `step` keeps apart from the claimed one."""
    known = builder.conclusion(step)
    assert isinstance(known, HasJointLaw)
    for box, steps in tried(builder, goal.law.region):
        try:
            gap = builder.sign(known.law.density - goal.law.density, box)
            return builder.add("joint-fails-density", (step, *steps, gap), (goal, box))
        except RuleError:
            continue
    raise RuleError("joint.density", "no box was found on which the densities keep apart")
