"""Counterexamples from where a vector lies: relations that always hold, curves it never leaves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from sympy import Add, Expr, Integer, Rational, oo

from symreparam.decide.answer import Context
from symreparam.decide.ball import enclose
from symreparam.decide.points import Point, sample
from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder
from symreparam.derivation.joint_blocks import blocked
from symreparam.derivation.joint_boxes import tried
from symreparam.derivation.joint_inverse import inverses, plain
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import HasJointLaw
from symreparam.rules.determinants import jacobian
from symreparam.rules.joint_supports import whole_space
from symreparam.terms.region import Region
from symreparam.terms.scope import Relation

POINTS = 8


class Supports:
    """The components in letters of the random variables, on the region where these live."""

    def __init__(self, builder: Builder, goal: HasJointLaw) -> None:
        self.builder, self.goal = builder, goal
        random = [v for v in builder.claim.variables if any(s.has(v) for s in goal.subjects)]
        found = blocked(builder, goal.subjects, tuple(random), goal.law.variables)
        known = builder.conclusion(found.step)
        assert isinstance(known, HasJointLaw)
        self.given, self.images, self.region = found.step, found.images, known.law.region
        self.back = dict(zip(goal.law.variables, found.images, strict=True))
        context = Context(builder.setting.scope, self.region)
        self.points = _mixed(sample(context, POINTS), self.region)

    def null(self) -> int:
        """The vector lies on a curve or surface."""
        for curve in self._curves():
            if not self._sampled(curve.xreplace(self.back), "zero"):
                continue
            try:
                zeros = self.builder.add("null-zeros", (), (curve, whole_space(self.goal)))
                same = self.builder.equal(curve.xreplace(self.back), Integer(0), self.region)
                premises = (self.given, zeros, same)
                return self.builder.add("joint-fails-null", premises, (self.goal, curve))
            except RuleError:
                continue
        raise RuleError("joint.null", "the components satisfy no equation")

    def flat(self) -> bool:
        """Whether the Jacobian determinant of the components seems to vanish everywhere."""
        letters = self.region.variables
        if len(letters) != len(self.images):
            return len(letters) < len(self.images)
        slopes = []
        for point in self.points:
            images = [plain(image, point) for image in self.images]
            try:
                slopes.append(enclose(jacobian(images, letters).xreplace(point), {}))
            except ValueError:  # SymPy has no value for the derivative of floor
                return False
        return bool(slopes) and all(ball is not None and ball.contains(0) for ball in slopes)

    def relation(self) -> int:
        """A relation between the components, against a box of the claimed region."""
        builder, goal = self.builder, self.goal
        for relation in self._relations():
            left, right = relation.left.xreplace(self.back), relation.right.xreplace(self.back)
            if not self._sampled(right - left, "positive"):
                continue
            try:
                always = builder.holds(Relation(left, "<=", right), self.region)
            except RuleError:
                continue
            for box, steps in tried(builder, goal.law.region):
                try:
                    against = builder.holds(Relation(relation.right, "<", relation.left), box)
                    positive = builder.sign_is(goal.law.density, "+", box)
                    premises = (self.given, always, *steps, positive, against)
                    args = (goal, box, relation)
                    return builder.add("joint-fails-relation", premises, args)
                except RuleError:
                    continue
        raise RuleError("joint.relation", "no relation of the components fails in the region")

    def _sampled(self, term: Expr, want: str) -> bool:
        balls = [enclose(term.xreplace(point), {}) for point in self.points]
        if want == "zero":
            return all(ball is not None and ball.contains(0) for ball in balls)
        return all(ball is not None and ball > 0 for ball in balls)

    def _relations(self) -> Iterator[Relation]:
        """Bounds of one component, orders of two, their sum and the sum of squares."""
        letters = self.goal.law.variables
        marks = [Rational(k) for k in (0, 1, -1, 2)]
        for letter in letters:
            for mark in marks:
                yield Relation(mark, "<=", letter)
                yield Relation(letter, "<=", mark)
        for first, second in combinations(letters, 2):
            yield Relation(first, "<=", second)
            yield Relation(second, "<=", first)
            yield Relation(-second, "<=", first)
            yield Relation(first, "<=", -second)
            for mark in (Rational(1), Rational(2)):
                yield Relation(first + second, "<=", mark)
                yield Relation(mark, "<=", first + second)
            yield Relation(first * second, "<=", Rational(1))
            yield Relation(Rational(0), "<=", first * second)
            yield Relation(first**2 + second**2, "<=", Rational(1))
            yield Relation(first**2, "<=", second)
            yield Relation(second**2, "<=", first)
        if len(letters) > 2:
            yield Relation(Add(*letters), "<=", Rational(1))

    def _curves(self) -> Iterator[Expr]:
        """Constant sums, sums of squares and products; then each component from some others."""
        letters = self.goal.law.variables
        point = self.points[0] if self.points else {}
        for size in range(1, len(letters) + 1):
            for chosen in combinations(letters, size):
                whole = Add(*chosen)
                squares = Add(*(letter**2 for letter in chosen))
                for term in (whole, squares):
                    yield from self._level(term, point)
        for first, second in combinations(letters, 2):
            yield first - second
            yield from self._level(first * second, point)
        yield from self._solved()

    def _level(self, term: Expr, point: Point) -> Iterator[Expr]:
        """term - c for the small integer c that it is at the sample point."""
        ball = enclose(term.xreplace(self.back).xreplace(point), {})
        if ball is not None:
            level = round(float(ball.mid())) if abs(float(ball.mid())) < 100 else 0
            if ball.contains(level):
                yield term - level

    def _solved(self) -> Iterator[Expr]:
        """z_j - g_j(h(others)) where some components already determine the variables."""
        variables, images = self.goal.law.variables, self.images
        letters = self.region.variables
        count = len(letters)
        if count >= len(images):
            return
        for chosen in combinations(range(len(images)), count):
            own = [variables[i] for i in chosen]
            bounds = {b[0]: b for b in self.goal.law.region.bounds}
            target = Region(tuple(bounds[letter] for letter in own))
            try:
                found = next(inverses([images[i] for i in chosen], own, self.region, target), None)
            except NoInverse:
                continue
            if found is None:
                continue
            there = dict(zip(letters, found, strict=True))
            for j, image in enumerate(images):
                if j not in chosen:
                    yield variables[j] - image.xreplace(there)


def _mixed(points: Sequence[Point], region: Region) -> tuple[Point, ...]:
    """The points with coordinates of several of them, as those of one are often all alike; each
    nearer to the end of its own interval where the ends depend on parameters."""
    size = len(points)
    if any(end.free_symbols for _, *ends in region.bounds for end in ends):
        return tuple(_spread(point, region) for point in points)
    return tuple(
        {
            **points[start],
            **{
                letter: points[(start + place) % size][letter]
                for place, letter in enumerate(region.variables)
            },
        }
        for start in range(size)
    )


def _spread(point: Point, region: Region) -> Point:
    """The point with each coordinate moved a different part of the way to a finite end; as it is
    where an interval depends on other coordinates."""
    moved = dict(point)
    if any(end.has(*region.variables) for _, *ends in region.bounds for end in ends):
        return moved
    for place, (letter, low, high) in enumerate(region.bounds):
        end = high if low == -oo else low
        if end not in (oo, -oo):
            value = end.xreplace(point)
            moved[letter] = value + (point[letter] - value) / (place + 1)
    return moved
