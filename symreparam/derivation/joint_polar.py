"""Polar coordinates found in a vector: A cos B and A sin B, or a radius and an angle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sympy import Expr, Integer, Mul, Symbol, atan2, cos, oo, pi, sin, sqrt

from symreparam.derivation.builder import Builder
from symreparam.derivation.joint_blocks import block_law, blocked, choices, fresh_letters
from symreparam.derivation.joint_branches import Stage, judged, pushed
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import HasJointLaw
from symreparam.rules.polar import SECTORS, disc_obligations
from symreparam.terms.law import JointLaw
from symreparam.terms.region import NUMBERS, Region


def from_polar(builder: Builder, goal: HasJointLaw) -> int:
    """(A cos B, A sin B), or a smooth bijection of it. Raises RuleError when it is none."""
    radius, angle = _pair(goal.subjects, builder.claim.variables)
    pair = (radius * cos(angle), radius * sin(angle))
    if goal.subjects == pair:
        return _polar(builder, radius, angle, goal)
    u, v = fresh_letters(builder, 2, goal.law.variables)
    images = _cartesian(goal.subjects, radius, angle, (u, v), builder.claim.variables)
    part = _natural(builder, blocked_pair(builder, radius, angle, (u, v)), (u, v))
    between = HasJointLaw(pair, JointLaw((u, v), part, Integer(0)))
    return pushed(Stage(builder, _polar(builder, radius, angle, between), images, goal))


def _pair(subjects: Sequence[Expr], random: Sequence[Symbol]) -> tuple[Expr, Expr]:
    """A and B."""
    if len(subjects) != 2:
        raise RuleError("joint.polar", "two components are needed")
    for subject in subjects:
        for head in sorted(subject.atoms(cos), key=str):
            if not head.has(*random):
                continue
            if not all(each.has(head, sin(head.args[0])) for each in subjects):
                continue
            for term in sorted(subject.atoms(Mul), key=str):
                rest = [f for f in term.args if f != head and f.has(*random)]
                if head in term.args and rest:
                    return Mul(*rest), head.args[0]
    raise RuleError("joint.polar", "no cosine and sine of one angle")


def _cartesian(
    subjects: Sequence[Expr],
    radius: Expr,
    angle: Expr,
    letters: tuple[Symbol, Symbol],
    random: Sequence[Symbol],
) -> tuple[Expr, ...]:
    swap = {
        cos(angle): letters[0] / radius,
        sin(angle): letters[1] / radius,
    }
    images = tuple(subject.xreplace(swap).expand() for subject in subjects)
    back = {letters[0]: radius * cos(angle), letters[1]: radius * sin(angle)}
    if any(image.has(*random) for image in images):
        raise RuleError("joint.polar", "the radius stands outside of the polar pair")
    if tuple(image.xreplace(back) for image in images) != tuple(subjects):
        raise RuleError("joint.polar", "not a map of the polar pair")
    return images


def _polar(builder: Builder, radius: Expr, angle: Expr, goal: HasJointLaw) -> int:
    """The rule `polar`, with the density of the pair where the radius alone decides it."""
    given = blocked_pair(builder, radius, angle, goal.law.variables)
    known = builder.conclusion(given)
    assert isinstance(known, HasJointLaw)
    law, (x, y) = known.law, goal.law.variables
    r, t = law.variables
    ends = {letter: (low, high) for letter, low, high in law.region.bounds}
    size = sqrt(x**2 + y**2)
    proposals = [(law.density / r).xreplace({r: size, t: atan2(y, x)}), goal.law.density]
    error: RuleError | None = None
    for index in range(len(SECTORS)):
        try:
            premises = [given, *_sector_steps(builder, index, ends[t])]
            needed = disc_obligations(goal.law.region, goal.law.variables, ends[r][1], index)
        except RuleError as failed:
            error = error or failed
            continue
        try:
            premises += [judged(builder, one) for one in needed if one.left != one.right]
            return _with_density(builder, premises, goal, proposals, (law, index))
        except RuleError as failed:
            error = failed
    raise error or RuleError("joint.polar", "no sector fits")


def _with_density(
    builder: Builder,
    premises: list[int],
    goal: HasJointLaw,
    proposals: list[Expr],
    where: tuple[JointLaw, int],
) -> int:
    law, index = where
    (x, y), (r, t) = goal.law.variables, law.variables
    error: RuleError | None = None
    for density in proposals:
        pulled = density.xreplace({x: r * cos(t), y: r * sin(t)}) * r
        true = HasJointLaw(goal.subjects, replace(goal.law, density=density, factors=()))
        try:
            same = builder.equal(pulled, law.density, law.region)
            return builder.add("polar", (*premises, same), (true, index))
        except RuleError as failed:
            error = error or failed
    raise error or RuleError("joint.polar", "no density")


def _sector_steps(builder: Builder, index: int, ends: tuple[Expr, Expr]) -> list[int]:
    low, high = ends
    if low == -oo or high == oo:
        raise RuleError("joint.polar", "the angle is not bounded")
    sector = SECTORS[index]
    wanted = [(high - low, sector.width)]
    if sector.start is not None:
        wanted.append((low, sector.start))
    return [builder.equal(a, b, NUMBERS) for a, b in wanted if a != b]


def _natural(builder: Builder, given: int, letters: tuple[Symbol, Symbol]) -> Region:
    """The part of a disc or of the plane that the angles of the pair's law sweep."""
    known = builder.conclusion(given)
    assert isinstance(known, HasJointLaw)
    r, t = known.law.variables
    ends = {letter: (low, high) for letter, low, high in known.law.region.bounds}
    for index, sector in enumerate(SECTORS):
        try:
            _sector_steps(builder, index, ends[t])
        except RuleError:
            continue
        radius, (x, y) = ends[r][1], letters
        chord = oo if radius == oo else sqrt(radius**2 - x**2)
        bounds = []
        for letter, times, size in ((x, sector.first, radius), (y, sector.second, chord)):
            low, high = (Integer(0) if way == 0 else way * size for way in times)
            bounds.append((letter, low, high))
        return Region(tuple(bounds))
    raise RuleError("joint.polar", "no sector fits")


def blocked_pair(
    builder: Builder, radius: Expr, angle: Expr, taken: tuple[Symbol, ...]
) -> int:
    """The joint law of radius and angle, which are independent."""
    letters = fresh_letters(builder, 4, taken)[2:]
    steps = (block_law(builder, radius), block_law(builder, angle))
    return builder.add("joint-product", steps, (letters,))


def to_polar(builder: Builder, goal: HasJointLaw) -> int:
    """(sqrt(X^2 + Y^2), atan2(Y, X)), or a map of it. Raises RuleError when it is none."""
    heads = [each for subject in goal.subjects for each in subject.atoms(atan2)]
    heads = [each for each in heads if each.has(*builder.claim.variables)]
    if len(goal.subjects) != 2 or len(set(heads)) != 1:
        raise RuleError("joint.polar", "no angle of one point")
    second, first = heads[0].args
    radius = sqrt(first**2 + second**2)
    pair = (radius, heads[0])
    r, t = fresh_letters(builder, 4, goal.law.variables)[2:]
    swap = {heads[0]: t, radius: r, first**2 + second**2: r**2}
    images = tuple(subject.xreplace(swap) for subject in goal.subjects)
    if any(image.has(*builder.claim.variables) for image in images):
        raise RuleError("joint.polar", "not a map of radius and angle")
    given = _cartesian_law(builder, (first, second), goal)
    known = builder.conclusion(given)
    assert isinstance(known, HasJointLaw)
    x, y = known.law.variables
    density = known.law.density.xreplace({x: r * cos(t), y: r * sin(t)}) * r
    where = Region(((r, Integer(0), oo), (t, -pi, pi)))
    true = HasJointLaw(pair, JointLaw((r, t), where, density))
    same = builder.equal(density, density, where)
    step = builder.add("polar-inverse", (given, same), (true,))
    back = {r: radius, t: heads[0]}
    if tuple(image.xreplace(back) for image in images) != goal.subjects:
        raise RuleError("joint.polar", "not a map of radius and angle")
    return pushed(Stage(builder, step, images, goal))


def _cartesian_law(builder: Builder, pair: tuple[Expr, Expr], goal: HasJointLaw) -> int:
    """The joint law of the two coordinates on the plane."""
    if not pair[0].free_symbols & pair[1].free_symbols & set(builder.claim.variables):
        letters = fresh_letters(builder, 2, goal.law.variables)
        steps = tuple(block_law(builder, term) for term in pair)
        return builder.add("joint-product", steps, (letters,))
    letters = fresh_letters(builder, 6, goal.law.variables)[4:]
    plane = Region(tuple((letter, -oo, oo) for letter in letters))
    between = HasJointLaw(pair, JointLaw(letters, plane, Integer(0)))
    error: RuleError | None = None
    for blocks in choices(pair, builder.claim.variables):
        try:
            found = blocked(builder, pair, blocks, letters)
            return pushed(Stage(builder, found.step, found.images, between))
        except RuleError as failed:
            error = error or failed
    raise error or RuleError("joint.polar", "no law of the two coordinates")
