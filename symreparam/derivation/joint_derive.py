"""The true joint law of a vector on a given region, by one way after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder
from symreparam.derivation.joint_blocks import block_law, blocked, choices
from symreparam.derivation.joint_branches import Stage, existence_steps, pushed
from symreparam.derivation.joint_marginal import marginal
from symreparam.derivation.joint_polar import from_polar, to_polar
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import HasJointLaw

Failure = (RuleError, NoInverse, Unsupported)
Way = Callable[[Builder, HasJointLaw], int]


def derivations(builder: Builder, goal: HasJointLaw) -> Iterator[int]:
    """Steps with the goal's subjects, letters and region, and a derived density.

    Raises the first failure when there was none.
    """
    error: Exception | None = None
    found = False
    for way in (_side_by_side, from_polar, to_polar, _blockwise):
        try:
            step = way(builder, goal)
            law = builder.conclusion(step)
            if isinstance(law, HasJointLaw) and law.law.region == goal.law.region:
                found = True
                yield step
        except Failure as failed:
            error = failed
    if not found and error is not None:
        raise error


def finished(builder: Builder, step: int, goal: HasJointLaw) -> int:
    """From the derived density to the claimed one. Raises RuleError."""
    known = builder.conclusion(step)
    assert isinstance(known, HasJointLaw)
    if known == goal:
        return step
    premises = [step]
    if known.law.density != goal.law.density:
        premises.append(
            builder.equal(goal.law.density, known.law.density, goal.law.region)
        )
    premises += existence_steps(builder, goal)
    return builder.add("rewrite-joint", tuple(dict.fromkeys(premises)), (goal,))


def _side_by_side(builder: Builder, goal: HasJointLaw) -> int:
    """Components without a common variable: each by the theorem of one variable."""
    random = set(builder.claim.variables)
    seen: set[object] = set()
    for subject in goal.subjects:
        own = subject.free_symbols & random
        if not own or own & seen:
            raise RuleError("joint.product", "components share a variable")
        seen |= own
    steps = tuple(block_law(builder, subject) for subject in goal.subjects)
    return builder.add("joint-product", steps, (goal.law.variables,))


def _blockwise(builder: Builder, goal: HasJointLaw) -> int:
    """The blocks side by side, then the map; what is too much is integrated out."""
    error: Exception | None = None
    for blocks in choices(goal.subjects, builder.claim.variables):
        try:
            found = blocked(builder, goal.subjects, blocks, goal.law.variables)
            if len(blocks) < len(goal.subjects):
                raise RuleError("joint.dimension", "more components than independent blocks")
            if len(blocks) > len(goal.subjects):
                return marginal(builder, found, goal)
            return pushed(Stage(builder, found.step, found.images, goal))
        except Failure as failed:
            error = error or failed
    raise error or RuleError("joint.blocks", "no blocks")
