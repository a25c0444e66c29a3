"""Joint laws searched for: the inverse by elimination, then the obligations of the bijection."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import product

from sympy import Expr, Rational, Symbol

from symreparam.decide.answer import Context
from symreparam.decide.points import sample
from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder
from symreparam.derivation.joint_boxes import apart, tried
from symreparam.derivation.joint_branches import POINTS, sign_step
from symreparam.derivation.joint_derive import derivations, finished
from symreparam.derivation.joint_inverse import inverses
from symreparam.derivation.joint_planes import plane_step
from symreparam.derivation.joint_supports import Supports
from symreparam.derivation.transport import source_law
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import HasJointLaw
from symreparam.logic.proof import Proof
from symreparam.rules.determinants import jacobian, size_of
from symreparam.rules.joint import (
    MOST,
    Source,
    existence,
    returns,
    source_of,
    within,
)
from symreparam.rules.refutation import negation
from symreparam.terms.law import Law
from symreparam.terms.scope import Relation, variable

Failure = (RuleError, NoInverse, Unsupported)


def prove_joint(claim: Claim) -> Proof:
    """A proof of a joint law. Raises RuleError or Unsupported naming what stopped it."""
    builder, goal = Builder(claim), joint_goal(claim)
    if _flat(goal, claim):
        raise RuleError("joint.singular", "the components satisfy an equation: no density")
    error: Exception | None = None
    try:
        return builder.proof(joint_step(builder, goal))
    except Failure as failed:
        error = failed
    builder = Builder(claim)
    try:
        for step in derivations(builder, goal):
            try:
                return builder.proof(finished(builder, step, goal))
            except RuleError as failed:
                error = failed
    except Failure as failed:
        error = error or failed
    raise error or RuleError("joint.inverse", "no inverse was found in closed form")


def joint_step(builder: Builder, goal: HasJointLaw) -> int:
    """A step with the goal, for a vector that is a bijection of its variables. Raises RuleError,
    NoInverse or Unsupported."""
    error: Exception | None = None
    plan = _Plan(builder, goal)
    for inverse in plan.inverses():
        try:
            return plan.pushforward(inverse, goal)
        except RuleError as failed:
            error = error or failed
    raise error or RuleError("joint.inverse", "no inverse was found in closed form")


def _flat(goal: HasJointLaw, claim: Claim) -> bool:
    """Whether the vector is shown to have no density at all."""
    try:
        where = Supports(Builder(claim), goal)
        return where.flat() and where.null() >= 0
    except Failure:
        return False


def refute_joint(claim: Claim, values: tuple[tuple[Symbol, Expr], ...]) -> Proof | None:
    """A proof that the vector has another law at these parameter values, or None."""
    builder = Builder(claim, values)
    goal = joint_goal(builder.claim)
    square = len(goal.subjects) == len(builder.claim.variables)
    try:
        plan, where = _Plan(builder, goal, square), Supports(builder, goal)
        attempts: tuple[Callable[[], int], ...] = (plan.outside, plan.range, where.relation)
        if where.flat():
            attempts = (where.null, *attempts)
        elif square:
            attempts += (plan.inside, plan.density)
    except Failure:
        attempts = ()
    for attempt in attempts:
        try:
            return builder.proof(attempt())
        except Failure:
            continue
    builder = Builder(claim, values)
    try:
        return builder.proof(plane_step(builder, goal))
    except Failure:
        builder = Builder(claim, values)
    try:
        for step in derivations(builder, goal):
            try:
                return builder.proof(apart(builder, step, goal))
            except RuleError:
                continue
    except Failure:
        pass
    return None


def refute_existence(claim: Claim, values: tuple[tuple[Symbol, Expr], ...]) -> Proof | None:
    """A proof that one of the claimed factors is no law at these parameter values, or None."""
    builder = Builder(claim, values)
    goal = joint_goal(builder.claim)
    for condition in existence(goal):
        try:
            failing = builder.holds(negation(condition))
            return builder.proof(builder.add("joint-no-law", (failing,), (goal,)))
        except RuleError:
            continue
    return None


def joint_goal(claim: Claim) -> HasJointLaw:
    """The goal of a claim about a vector."""
    assert isinstance(claim.goal, HasJointLaw)
    return claim.goal


class _Plan:
    """The source, its letters and the steps for the laws of the random variables."""

    def __init__(self, builder: Builder, goal: HasJointLaw, square: bool = True) -> None:
        random = builder.claim.variables
        if (square and len(goal.subjects) != len(random)) or len(random) > MOST:
            raise Unsupported(
                f"{len(goal.subjects)} components of {len(random)} independent variables"
            )
        self.builder, self.goal = builder, goal
        taken = {s.name for s in (*builder.claim.scope.names, *builder.original.scope.names)}
        taken |= {s.name for s in (*random, *goal.law.variables)}
        names = (name for k in range(1, 1000) if (name := f"x_{k}") not in taken)
        self.letters = tuple(variable(next(names)) for _ in random)
        self.laws = [source_law(builder, i, x) for i, x in enumerate(self.letters)]
        for step in self.laws:
            law = getattr(builder.conclusion(step), "law", None)
            if not isinstance(law, Law) or len(law.pieces) != 1 or law.atoms:
                raise Unsupported("a vector of variables whose laws have several pieces")
        known = tuple(builder.conclusion(step) for step in self.laws)
        self.source: Source = source_of(builder.setting, known, goal, self.letters, "joint", square)

    # the inverse --------------------------------------------------------------------------------
    def inverses(self) -> Iterator[tuple[Expr, ...]]:
        """Candidates for h, by eliminating one letter after the other."""
        source, target = self.source, self.goal.law
        points = sample(Context(self.builder.setting.scope, source.region), POINTS)
        yield from inverses(source.images, target.variables, source.region, target.region, points)

    # the steps ----------------------------------------------------------------------------------
    def returning(self, inverse: Sequence[Expr]) -> list[int]:
        """h(g(x)) = x."""
        return [
            self.builder.equal(same.left, same.right, same.over)
            for same in returns(self.goal, self.source, inverse)
        ]

    def pushforward(self, inverse: tuple[Expr, ...], goal: HasJointLaw) -> int:
        """A step for the goal, when its density is that of the bijection."""
        builder, target = self.builder, goal.law.region
        premises = [*self.laws, *self.returning(inverse)]
        premises += [builder.holds(condition) for condition in existence(goal)]
        there = dict(zip(self.letters, inverse, strict=True))
        for image, letter in zip(self.source.images, goal.law.variables, strict=True):
            premises.append(builder.equal(image.xreplace(there), letter, target))
        premises += [builder.holds(r, target) for r in within(self.source.region, there)]
        back = dict(zip(goal.law.variables, self.source.images, strict=True))
        premises += [builder.holds(r, self.source.region) for r in within(target, back)]
        slope = jacobian(inverse, goal.law.variables)
        premises.append(sign_step(builder, slope, target))
        size = size_of(slope, target, (builder.conclusion(premises[-1]),), "joint.jacobian")
        density = self.source.density.xreplace(there) * size
        premises.append(builder.equal(goal.law.density, density, target))
        arguments = (goal, self.letters, inverse)
        return builder.add("pushforward-joint", tuple(dict.fromkeys(premises)), arguments)

    # counterexamples ----------------------------------------------------------------------------
    def outside(self) -> int:
        """g leads out of the claimed region."""
        builder, goal, source = self.builder, self.goal, self.source
        back = dict(zip(goal.law.variables, source.images, strict=True))
        for box, steps in tried(builder, source.region):
            for relation in within(goal.law.region, back):
                try:
                    beyond = builder.holds(Relation(relation.right, "<=", relation.left), box)
                    positive = builder.sign_is(source.density, "+", box)
                    premises = (*self.laws, *steps, positive, beyond)
                    return builder.add("joint-fails-outside", premises, (goal, box, self.letters))
                except RuleError:
                    continue
        raise RuleError("joint.outside", "no box was found")

    def inside(self) -> int:
        """Some of the claimed region is not reached."""
        builder, goal, source = self.builder, self.goal, self.source
        for inverse in self.inverses():
            try:
                returning = self.returning(inverse)
            except RuleError:
                continue
            there = dict(zip(self.letters, inverse, strict=True))
            for box, steps in tried(builder, goal.law.region):
                for relation in within(source.region, there):
                    try:
                        beyond = builder.holds(Relation(relation.right, "<=", relation.left), box)
                        positive = builder.sign_is(goal.law.density, "+", box)
                        premises = (*self.laws, *returning, *steps, positive, beyond)
                        arguments = (goal, box, self.letters, inverse)
                        return builder.add("joint-fails-inside", premises, arguments)
                    except RuleError:
                        continue
        raise RuleError("joint.inside", "no box was found")

    def range(self) -> int:
        """A component keeps to one side of 0 or 1, and the claimed region does not."""
        builder, goal, source = self.builder, self.goal, self.source
        for index, image in enumerate(source.images):
            for end, above in product((Rational(0), Rational(1)), (True, False)):
                order = Relation(end, "<", image) if above else Relation(image, "<", end)
                try:
                    keeps = builder.holds(order, source.region)
                except RuleError:
                    continue
                for box, steps in tried(builder, goal.law.region):
                    try:
                        positive = builder.sign_is(goal.law.density, "+", box)
                        premises = (*self.laws, keeps, *steps, positive)
                        arguments = (goal, box, self.letters, index, end)
                        return builder.add("joint-fails-range", premises, arguments)
                    except RuleError:
                        continue
        raise RuleError("joint.range", "no component keeps to one side")

    def density(self) -> int:
        """The right region and another density."""
        builder, goal = self.builder, self.goal
        for inverse in self.inverses():
            there = dict(zip(self.letters, inverse, strict=True))
            slope = jacobian(inverse, goal.law.variables)
            try:
                size = builder.sign(slope, goal.law.region)
            except RuleError:
                continue
            positive = getattr(builder.conclusion(size), "sign", "+") == "+"
            density = self.source.density.xreplace(there) * (slope if positive else -slope)
            true = HasJointLaw(goal.subjects, replace(goal.law, density=density, factors=()))
            try:
                law = self.pushforward(inverse, true)
            except RuleError:
                continue
            try:
                return apart(builder, law, goal)
            except RuleError:
                continue
        raise RuleError("joint.density", "no box was found on which the densities keep apart")
