"""Refutations at every parameter value: no exact values, one argument for the whole scope."""

from __future__ import annotations

from itertools import product

from sympy import (
    Expr,
    Integer,
    PolynomialError,
    Rational,
    Symbol,
    exp,
    expand,
    expand_log,
    log,
    oo,
)

from symreparam.derivation.apart import differ_by_quantiles, differ_step, marks_of
from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder, law_step
from symreparam.derivation.dependence import not_member
from symreparam.derivation.fails_back import refute_back
from symreparam.derivation.location_scale import members_of
from symreparam.derivation.merge import merged_step
from symreparam.derivation.moment_invariant import moments_step
from symreparam.derivation.moments import refute_by_moments
from symreparam.derivation.near_ends import differ_near_ends
from symreparam.derivation.prove import conclude, in_cases, true_law
from symreparam.derivation.refute import absent_law, by_mass, on_interval
from symreparam.derivation.transport import letters
from symreparam.derivation.unfold import unfold_step
from symreparam.families.members import unfold
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import HasLaw, Member
from symreparam.logic.proof import Proof
from symreparam.terms.law import Law, Named
from symreparam.terms.scope import variable


def refute_everywhere(claim: Claim) -> Proof | None:
    """A proof that the goal fails at every allowed parameter value, or None."""
    proof = absent_law(claim, ())
    if proof is not None:
        return proof
    proof = refute_back(claim) or refute_back(claim, _densities_apart)
    if proof is not None:
        return proof
    builder = Builder(claim)
    try:
        return builder.proof(in_cases(builder, _differ))
    except (RuleError, NoInverse, Unsupported):
        return _by_first_moments(claim)


def _by_first_moments(claim: Claim) -> Proof | None:
    """A proof that the mean or the second moment is another one at every parameter value, or None:
    of members on whole numbers, whose masses are hard to tell apart."""
    claimed = claim.law_goal.law
    if not isinstance(claimed, Named) or not unfold(claimed, variable("t")).lattices:
        return None
    try:
        return refute_by_moments(claim, (), False, (1, 2))
    except (RuleError, NoInverse, Unsupported):
        return None


def refute_by_all_members(claim: Claim) -> Proof | None:
    """A proof by moments that no member of the claimed family fits, or None: needs no law."""
    builder = Builder(claim)
    step = _by_moments(builder, claim.law_goal)
    return None if step is None else builder.proof(step)


def _differ(builder: Builder) -> int:
    goal, names = builder.claim.law_goal, letters(builder)
    if sum(goal.subject.has(v) for v in builder.claim.variables) > 1:
        step = _by_moments(builder, goal)
        if step is not None:
            return step
    derived = merged_step(builder, true_law(builder))
    law = law_step(builder, derived).law
    assert isinstance(law, Law)
    same: tuple[int, ...] = ()
    claimed = goal.law
    if isinstance(claimed, Named):
        unfolded = unfold_step(builder, claimed, names.target)
        same, claimed = (unfolded,), builder.conclusion(unfolded).right  # type: ignore[union-attr]
    assert isinstance(claimed, Law)
    step = _other_member(builder, derived, goal)
    if step is not None:
        return step
    try:
        apart = _apart(builder, law, claimed)
    except RuleError:
        step = _near_ends(builder, derived, law, claimed, same)
        if step is not None:
            return step
        step = _no_member(builder, derived, goal)
        if step is not None:
            return step
        apart = differ_step(builder, law, claimed, marks_of(law, claimed))
    return builder.add("fails", (derived, apart, *same), (goal,))


def _densities_apart(builder: Builder, law: Law, claimed: Law) -> int:
    """A step Differs(law, claimed). RuleError when no argument fits."""
    for argument in (_apart, differ_near_ends):
        try:
            return argument(builder, law, claimed)
        except RuleError:
            continue
    return differ_step(builder, law, claimed, marks_of(law, claimed))


def _near_ends(
    builder: Builder, derived: int, law: Law, claimed: Law, same: tuple[int, ...]
) -> int | None:
    """A step Fails(goal) by how the densities compare near the ends of the support, or None."""
    try:
        apart = differ_near_ends(builder, law, claimed)
        return builder.add("fails", (derived, apart, *same), (builder.claim.law_goal,))
    except RuleError:
        return None


def _by_moments(builder: Builder, goal: HasLaw) -> int | None:
    """A step Fails(goal), as moments say that no member of the family fits, or None: without the
    law of a term in several variables, which may be hard to find."""
    if not isinstance(goal.law, Named):
        return None
    try:
        absent = moments_step(builder, Member(goal.subject, goal.law.family), quick=True)
    except (RuleError, NoInverse, Unsupported):
        return None
    return builder.add("fails-member", (absent,), (goal,))


def _other_member(builder: Builder, derived: int, goal: HasLaw) -> int | None:
    """A step Fails(goal), as the law is another member of the claimed family, or None."""
    law = law_step(builder, derived).law
    if not isinstance(goal.law, Named) or not isinstance(law, Law):
        return None
    for named in members_of(builder.claim, law, goal.law.family):
        try:
            given = conclude(builder, derived, law, HasLaw(goal.subject, named))
            apart = differ_by_quantiles(builder, named, goal.law)
            return builder.add("fails", (given, apart), (goal,))
        except RuleError:
            continue
    return None


def _no_member(builder: Builder, derived: int, goal: HasLaw) -> int | None:
    """A step Fails(goal), as the law is no member of the claimed family at all, or None."""
    if not isinstance(goal.law, Named):
        return None
    try:
        absent = not_member(builder, derived, Member(goal.subject, goal.law.family))
        return builder.add("fails-member", (absent,), (goal,))
    except RuleError:
        return None


def _apart(builder: Builder, law: Law, claimed: Law) -> int:
    for low, high in _spans(law, claimed):
        try:
            return on_interval(builder, law, claimed, low, high)
        except RuleError:
            continue
    points = [atom.point for one in (law, claimed) for atom in one.atoms]
    starts = [each.lower for one in (law, claimed) for each in one.lattices]
    points += [start for start in starts if start.is_Integer]
    for point in dict.fromkeys(points):
        try:
            return by_mass(builder, law, claimed, point)
        except RuleError:
            continue
    if len(law.pieces) == 1 == len(claimed.pieces):
        return _by_exponent(builder, law, claimed, law.pieces[0].density, claimed.pieces[0].density)
    raise RuleError("everywhere.apart", "no argument fits")


def _spans(law: Law, claimed: Law) -> list[tuple[Expr, Expr]]:
    """Short intervals beside the ends of the supports."""
    found: list[tuple[Expr, Expr]] = []
    for one in (law, claimed):
        for piece in one.pieces:
            for end in piece.region.bounds[0][1:]:
                if end not in (oo, -oo):
                    found += [(end - 2, end - 1), (end + 1, end + 2)]
                    found += [(end, end + Rational(1, 1000)), (end - Rational(1, 1000), end)]
    return [*found, *_between(law, claimed)]


def _between(law: Law, claimed: Law) -> list[tuple[Expr, Expr]]:
    """The intervals between the two supports' ends."""
    found: list[tuple[Expr, Expr]] = []
    for side in (1, 2):
        mine, other = (
            [piece.region.bounds[0][side] for piece in one.pieces] for one in (law, claimed)
        )
        for a, b in product(mine, other):
            if a != b and not {a, b} & {oo, -oo}:
                found += [(a, b), (b, a)]
    return found


def _by_exponent(
    builder: Builder, law: Law, claimed: Law, mine: Expr, other: Expr
) -> int:
    """log(f/g) is a polynomial with a coefficient that vanishes nowhere."""
    letter: Symbol = law.variable
    exponent = expand(expand_log(log(mine), force=True) - expand_log(log(other), force=True))
    try:
        polynomial = exponent.as_poly(letter)
    except PolynomialError:
        polynomial = None
    if polynomial is None:
        raise RuleError("everywhere.polynomial", str(exponent))
    for (power,), coefficient in polynomial.terms():
        if power == 0:
            continue
        try:
            return _with(builder, law, claimed, (mine, other), exponent, (power, coefficient))
        except RuleError:
            continue
    raise RuleError("everywhere.polynomial", "every coefficient may vanish")


def _with(
    builder: Builder,
    law: Law,
    claimed: Law,
    densities: tuple[Expr, Expr],
    exponent: Expr,
    term: tuple[int, Expr],
) -> int:
    region = law.pieces[0].region
    same = builder.equal(densities[0], densities[1] * exp(exponent), region)
    positive = builder.sign_is(densities[1], "+", region)
    apart = builder.sign_is(term[1], "!=")
    args = (law, claimed, region, exponent, Integer(term[0]))
    return builder.add("differ-exponent", (same, positive, apart), args)
