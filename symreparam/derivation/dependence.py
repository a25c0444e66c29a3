"""Independence by disjoint variables, dependence by moments; membership by the derived law."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from sympy import Expr, Rational, Symbol, oo

from symreparam.decide.ball import enclose
from symreparam.derivation.builder import Builder, law_step
from symreparam.derivation.combine import law_of
from symreparam.derivation.expectation import Failure, mean_step
from symreparam.derivation.prove import Stuck, derived_law, prove
from symreparam.derivation.recognise import candidates
from symreparam.derivation.transport import letters
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Expectation, HasLaw, Independent, Member
from symreparam.logic.proof import Proof, Step
from symreparam.terms.law import Law
from symreparam.terms.scope import Relation, variable

POWERS = ((1, 1), (2, 2), (1, 2), (2, 1))
Values = tuple[tuple[Symbol, Expr], ...]


def prove_independent(claim: Claim) -> Proof:
    """A proof that the terms share no random variable. Raises RuleError."""
    builder = Builder(claim)
    assert isinstance(claim.goal, Independent)
    return builder.proof(builder.add("independent", (), (claim.goal,)))


def refute_independent(claim: Claim, values: Values) -> Proof | None:
    """A proof that two moments do not multiply at these values, or None."""
    builder = Builder(claim, values)
    goal = builder.claim.goal
    assert isinstance(goal, Independent)
    for i, j in combinations(range(len(goal.subjects)), 2):
        for p, q in POWERS:
            try:
                return builder.proof(_dependent(builder, goal, (i, j), (p, q)))
            except Failure:
                continue
    return None


def _dependent(
    builder: Builder, goal: Independent, pair: tuple[int, int], powers: tuple[int, int]
) -> int:
    left, right = (goal.subjects[i] ** p for i, p in zip(pair, powers, strict=True))
    steps = [mean_step(builder, body) for body in (left * right, left, right)]
    found = [builder.conclusion(step) for step in steps]
    values = [known.value for known in found if isinstance(known, Expectation)]
    gap = builder.sign(values[0] - values[1] * values[2])
    return builder.add("dependent", (*steps, gap), (goal, *pair, *powers))


def prove_member(claim: Claim) -> Proof:
    """A proof through the law with the parameters that fit. Raises Stuck, Unsupported."""
    goal = claim.goal
    assert isinstance(goal, Member)
    asked = replace(claim, goal=HasLaw(goal.subject, Law(variable(_letter(claim)))))
    for named in candidates(derived_law(asked)):
        if named.family != goal.family:
            continue
        try:
            found = prove(replace(claim, goal=HasLaw(goal.subject, named)))
        except Stuck:
            continue
        last = Step(0, "member", (len(found.steps) - 1,), (), goal)
        return replace(found, claim=claim, steps=(*found.steps, last))
    raise Stuck(f"no parameters of {goal.family} were found")


def _letter(claim: Claim) -> str:
    taken = {symbol.name for symbol in (*claim.scope.names, *claim.variables)}
    return next(n for n in ("z", "t", "u", *(f"z_{k}" for k in range(99))) if n not in taken)


def refute_member(claim: Claim, values: Values) -> Proof | None:
    """A proof that the law leaves out an interval that every member reaches, or None."""
    builder = Builder(claim, values)
    goal = builder.claim.goal
    assert isinstance(goal, Member)
    try:
        given = law_of(builder, goal.subject, letters(builder))
        law = law_step(builder, given).law
    except Failure:
        return None
    if not isinstance(law, Law):
        return None
    for low, high in _gaps(law):
        try:
            premises = [_beside(builder, a.point, a.point, (low, high)) for a in law.atoms]
            for piece in law.pieces:
                _, lower, upper = piece.region.bounds[0]
                premises.append(_beside(builder, lower, upper, (low, high)))
            arguments = (goal, low, high)
            return builder.proof(builder.add("not-member", (given, *premises), arguments))
        except RuleError:
            continue
    return None


def _beside(builder: Builder, lower: Expr, upper: Expr, gap: tuple[Expr, Expr]) -> int:
    if upper != oo:
        try:
            return builder.holds(Relation(upper, "<=", gap[0]))
        except RuleError:
            pass
    if lower == -oo:
        raise RuleError("not-member.piece", "it meets the interval")
    return builder.holds(Relation(gap[1], "<=", lower))


def _gaps(law: Law) -> list[tuple[Expr, Expr]]:
    """Intervals of length 1 below and above everything, at rational numbers."""
    ends = [e for piece in law.pieces for e in piece.region.bounds[0][1:]]
    ends += [atom.point for atom in law.atoms]
    found: list[tuple[Expr, Expr]] = []
    marks = [enclose(end, {}, 64) for end in ends if end not in (oo, -oo)]
    numbers = [Rational(round(float(m.mid()))) for m in marks if m is not None]
    if numbers and -oo not in ends:
        found.append((min(numbers) - 3, min(numbers) - 2))
    if numbers and oo not in ends:
        found.append((max(numbers) + 2, max(numbers) + 3))
    return found
