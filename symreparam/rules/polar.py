"""Polar coordinates, both ways: a bijection whose inverse needs no formula."""

from __future__ import annotations

from typing import Final

from sympy import Expr, Integer, Symbol, atan2, cos, oo, pi, sin, sqrt

from symreparam.logic.judgement import Equal, HasJointLaw, Holds, Judgement
from symreparam.rules.joint import existence
from symreparam.rules.rule import Args, Premises, Setting, count, require, take
from symreparam.terms.record import dataclass
from symreparam.terms.region import NUMBERS, Region


@dataclass(frozen=True, slots=True)
class Sector:
    """The angles `start < angle < start + width`, and the ends of x and of y as multiples of the
    radius. Without a start every start is meant: the whole turn begins anywhere."""

    start: Expr | None
    width: Expr
    first: tuple[int, int]
    second: tuple[int, int]


SECTORS: Final = (
    Sector(None, 2 * pi, (-1, 1), (-1, 1)),
    Sector(Integer(0), pi, (-1, 1), (0, 1)),
    Sector(-pi / 2, pi, (0, 1), (-1, 1)),
    Sector(Integer(0), pi / 2, (0, 1), (0, 1)),
)


def polar_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    (A, B) has joint density f for 0 < r < R and b < t < c
    (b, c) is a whole turn, the upper or right half of one, or the first quarter
    q(r cos t, r sin t) r = f(r, t) almost everywhere there
    --------------------------------------------------------------  polar(goal, sector)
    (A cos B, A sin B) has joint density q on the disc of radius R (the plane for R infinite), or
    on its half or quarter

    Polar coordinates are a bijection of that rectangle onto the disc without a radius and have
    Jacobian determinant r (Rudin 1987, theorem 7.26 and exercise 8.6; Apostol 1974, section 15.12).
    """
    count(args, 2, "polar.args")
    goal = take(args[0], HasJointLaw, "polar.args")
    index = take(args[1], int, "polar.sector")
    require(0 <= index < len(SECTORS), "polar.sector", index)
    require(bool(premises), "polar.premises", "none")
    given = take(premises[0], HasJointLaw, "polar.given")
    require(len(given.subjects) == 2, "polar.dimension", str(len(given.subjects)))
    radius, angle = given.subjects
    wanted = (radius * cos(angle), radius * sin(angle))
    require(goal.subjects == wanted, "polar.subjects", "not the polar map")
    r, t = given.law.variables
    ends = {letter: (low, high) for letter, low, high in given.law.region.bounds}
    for end in (*ends[r], *ends[t]):
        require(not end.has(r, t), "polar.rectangle", end)
    require(ends[r][0] == 0, "polar.radius", ("from", ends[r][0]))
    _require_sector(SECTORS[index], ends[t], premises)
    for needed in disc_obligations(goal.law.region, goal.law.variables, ends[r][1], index):
        same = needed.left == needed.right or needed in premises
        require(same, "polar.region", (needed.left, "=", needed.right))
    x, y = goal.law.variables
    pulled = goal.law.density.xreplace({x: r * cos(t), y: r * sin(t)}) * r
    density = Equal(pulled, given.law.density, given.law.region)
    require(density in premises, "polar.density", pulled)
    _require_existence(goal, premises, "polar.existence")
    return goal


def _require_sector(sector: Sector, ends: tuple[Expr, Expr], premises: Premises) -> None:
    low, high = ends
    require(low != -oo and high != oo, "polar.sector", "an infinite angle")
    wanted = [(high - low, sector.width)]
    if sector.start is not None:
        wanted.append((low, sector.start))
    for mine, other in wanted:
        known = mine == other or Equal(mine, other, NUMBERS) in premises
        require(known, "polar.sector", (mine, "=", other))


def disc_obligations(
    region: Region, letters: tuple[Symbol, ...], radius: Expr, sector: int
) -> tuple[Equal, ...]:
    """That the region is the sector's part of the disc, end by end, x before y."""
    require(region.variables == letters and len(letters) == 2, "polar.region", "x, then y")
    chord = oo if radius == oo else sqrt(radius**2 - letters[0] ** 2)
    shape = SECTORS[sector]
    found = []
    for (_, low, high), ends, size, before in (
        (region.bounds[0], shape.first, radius, NUMBERS),
        (region.bounds[1], shape.second, chord, Region(region.bounds[:1])),
    ):
        for mine, times in ((low, ends[0]), (high, ends[1])):
            other = Integer(0) if times == 0 else times * size
            if mine in (oo, -oo) or other in (oo, -oo):
                require(mine == other, "polar.region", (mine, "=", other))
            else:
                found.append(Equal(mine, other, before))
    return tuple(found)


def polar_inverse_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    (X, Y) has joint density f on the plane    q(r, t) = f(r cos t, r sin t) r
    --------------------------------------------------------------  polar-inverse(goal)
    (sqrt(X^2 + Y^2), atan2(Y, X)) has joint density q for r > 0 and -pi < t < pi

    The same bijection from the other side (Rudin 1987, theorem 7.26).
    """
    count(args, 1, "polar-inverse.args")
    goal = take(args[0], HasJointLaw, "polar-inverse.args")
    require(bool(premises), "polar-inverse.premises", "none")
    given = take(premises[0], HasJointLaw, "polar-inverse.given")
    require(len(given.subjects) == 2, "polar-inverse.dimension", str(len(given.subjects)))
    first, second = given.subjects
    wanted = (sqrt(first**2 + second**2), atan2(second, first))
    require(goal.subjects == wanted, "polar-inverse.subjects", "not polar coordinates")
    for _, low, high in given.law.region.bounds:
        require((low, high) == (-oo, oo), "polar-inverse.plane", f"({low}, {high})")
    r, t = goal.law.variables
    bounds = {letter: ends for letter, *ends in goal.law.region.bounds}
    right = bounds[r] == [0, oo] and bounds[t] == [-pi, pi]
    require(right, "polar-inverse.region", goal.law.region.bounds)
    x, y = given.law.variables
    moved = given.law.density.xreplace({x: r * cos(t), y: r * sin(t)}) * r
    density = Equal(goal.law.density, moved, goal.law.region)
    require(density in premises, "polar-inverse.density", moved)
    _require_existence(goal, premises, "polar-inverse.existence")
    return goal


def _require_existence(goal: HasJointLaw, premises: Premises, code: str) -> None:
    for condition in existence(goal):
        require(Holds(condition) in premises, code, condition)
