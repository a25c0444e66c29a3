"""Independence by disjoint variables, dependence by moments; membership by the derived law."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from sympy import Expr, Rational, Symbol, floor, oo

from symreparam.decide.ball import enclose
from symreparam.derivation.beyond import beyond_step
from symreparam.derivation.branch import NoInverse, OrderNeeded, SignNeeded
from symreparam.derivation.builder import Builder, law_step
from symreparam.derivation.circle_independence import independent_circle
from symreparam.derivation.combine import law_of
from symreparam.derivation.contrast import not_member_step
from symreparam.derivation.expectation import Failure
from symreparam.derivation.fingerprint import members
from symreparam.derivation.independence import by_conditional_laws, has_masses
from symreparam.derivation.independent_cells import by_cells
from symreparam.derivation.independent_direction import by_direction
from symreparam.derivation.independent_forms import by_forms
from symreparam.derivation.independent_masses import by_joint_masses
from symreparam.derivation.independent_shift import by_shift
from symreparam.derivation.independent_values import by_values, stepped
from symreparam.derivation.joint_independence import factored
from symreparam.derivation.moment_invariant import moments_step
from symreparam.derivation.naming import derived_law
from symreparam.derivation.plainer import plainer
from symreparam.derivation.prove import Stuck, in_cases, prove
from symreparam.derivation.transport import letters
from symreparam.families.members import record_of
from symreparam.families.table import family
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import HasLaw, Independent, Member
from symreparam.logic.proof import Proof, Step
from symreparam.terms.draws import Quantile
from symreparam.terms.law import Law, Named
from symreparam.terms.region import interval
from symreparam.terms.scope import Relation, variable

Values = tuple[tuple[Symbol, Expr], ...]


def prove_independent(claim: Claim) -> Proof:
    """A proof by disjoint variables, or by the product form of the joint density.

    Raises RuleError, NoInverse or Unsupported.
    """
    builder = Builder(claim)
    assert isinstance(claim.goal, Independent)
    try:
        return builder.proof(builder.add("independent", (), (claim.goal,)))
    except RuleError:
        pass
    quick: list[Callable[[Builder, Independent], int]] = [by_forms, by_shift, by_direction]
    ways = [*quick, factored, by_conditional_laws]
    if _one_to_one(claim):
        # the change of variables is quick then, and more elementary
        ways = [by_forms, factored, by_direction, by_conditional_laws]
    if has_masses(claim, claim.goal):
        ways.reverse()
        ways.insert(0 if all(map(stepped, claim.goal.subjects)) else 2, by_values)
        ways.insert(0, by_cells)
    if any(term.has(Quantile) for term in claim.goal.subjects):
        ways.insert(0, by_joint_masses)
    if any(term.has(floor) for term in claim.goal.subjects):
        ways.insert(0, independent_circle)
    error: Exception | None = None
    told: Callable[[Builder, Independent], int] | None = None
    for way in ways:
        try:
            return builder.proof(way(builder, claim.goal))
        except (RuleError, NoInverse, Unsupported) as failed:
            # that the variables are not normal, or no two counts, says little
            if error is None or told in (*quick, by_cells, independent_circle):
                error, told = failed, way
    assert error is not None
    raise error


def _one_to_one(claim: Claim) -> bool:
    """Whether two rational terms of two positive variables are given: one branch will do."""
    assert isinstance(claim.goal, Independent)
    terms = claim.goal.subjects
    used = [given for given in claim.hypotheses if any(t.has(given.subject) for t in terms)]
    rational = all(term.is_rational_function(*claim.variables) for term in terms)
    return len(terms) == len(used) == 2 and rational and all(map(_positive, used))


def _positive(given: HasLaw) -> bool:
    pieces = record_of(given.law).pieces if isinstance(given.law, Named) else given.law.pieces
    return [piece.region.bounds[0][1] for piece in pieces] == [0]


def prove_member(claim: Claim) -> Proof:
    """A proof through the law with the parameters that fit. Raises Stuck, Unsupported."""
    goal = claim.goal
    assert isinstance(goal, Member)
    asked = replace(claim, goal=HasLaw(goal.subject, Law(free_letter(claim))))
    for named in _proposed(asked):
        if named.family != goal.family:
            continue
        try:
            found = prove(replace(claim, goal=HasLaw(goal.subject, named)))
        except Stuck:
            continue
        last = Step(0, "member", (len(found.steps) - 1,), (), goal)
        return replace(found, claim=claim, steps=(*found.steps, last))
    raise Stuck(f"no parameters of {goal.family} were found")


def _proposed(asked: Claim) -> Iterator[Named]:
    """Members that the law may be, also where its form depends on the sign of a parameter. Raises
    Stuck, Unsupported."""
    try:
        law = derived_law(asked)
    except Stuck:
        from symreparam.derivation.naming import derive_law

        yield from (named for named, _ in derive_law(asked).names)
        return
    for form in dict.fromkeys((law, plainer(asked.scope, law))):
        yield from members(form)


def free_letter(claim: Claim) -> Symbol:
    """A letter for a law that no parameter or random variable has."""
    taken = {symbol.name for symbol in (*claim.scope.names, *claim.variables)}
    names = ("z", "t", "u", *(f"z_{k}" for k in range(99)))
    return variable(next(name for name in names if name not in taken))


def refute_member(claim: Claim, values: Values) -> Proof | None:
    """A proof that no member fits at these values, or at every one without values, or None."""
    builder = Builder(claim, values)
    goal = builder.claim.goal
    assert isinstance(goal, Member)

    def absent(builder: Builder) -> int:
        if sum(goal.subject.has(v) for v in builder.claim.variables) > 1:
            try:
                return moments_step(builder, goal, quick=True)
            except Failure:
                pass
        try:
            return beyond_step(builder, goal)
        except Failure:
            pass
        try:
            given = law_of(builder, goal.subject, letters(builder))
        except (RuleError, NoInverse, Unsupported) as error:
            if isinstance(error, SignNeeded | OrderNeeded):
                raise
            # without a law of the term its moments may tell
            return moments_step(builder, goal)
        return not_member(builder, given, goal)

    try:
        return builder.proof(in_cases(builder, absent))
    except Failure:
        return None


def not_member(builder: Builder, given: int, goal: Member) -> int:
    """A step Fails(goal) from the law of step `given`: by support, by atoms, by a contrast, by
    moments.
    RuleError when no argument fits."""
    law = law_step(builder, given).law
    if not isinstance(law, Law):
        raise RuleError("member.law", "no density was derived")
    for gap in _gaps(law):
        try:
            return _by_gap(builder, given, law, goal, gap)
        except RuleError:
            continue
    for index, span in _reaches(law, goal.family):
        try:
            return _outside(builder, given, law, goal, index, span)
        except RuleError:
            continue
    for index in (*range(len(law.atoms)), -1):
        try:
            heavy = () if index < 0 else (builder.sign_is(law.atoms[index].mass, "+"),)
            return builder.add("not-member-kind", (given, *heavy), (goal, index))
        except RuleError:
            continue
    try:
        return not_member_step(builder, given, law, goal)
    except RuleError:
        return moments_step(builder, goal)


def _by_gap(
    builder: Builder, given: int, law: Law, goal: Member, gap: tuple[Expr, Expr]
) -> int:
    record = family(goal.family)
    if record is None or len(record.pieces) != 1:
        raise RuleError("not-member.support", goal.family)
    _, low, high = record.pieces[0].region.bounds[0]
    premises = [_beside(builder, a.point, a.point, gap) for a in law.atoms]
    for piece in law.pieces:
        _, lower, upper = piece.region.bounds[0]
        premises.append(_beside(builder, lower, upper, gap))
    if not (gap[0].is_Rational and gap[1].is_Rational):
        premises.append(builder.holds(Relation(gap[0], "<", gap[1])))
    premises += _within(builder, (low, high), gap)
    return builder.add("not-member", (given, *dict.fromkeys(premises)), (goal, *gap))


def _within(
    builder: Builder, outer: tuple[Expr, Expr], inner: tuple[Expr, Expr]
) -> list[int]:
    """Steps: the one interval contains the other."""
    ends = ((outer[0], inner[0]), (inner[1], outer[1]))
    return [builder.holds(Relation(a, "<=", b)) for a, b in ends if a != -oo and b != oo]


def _outside(
    builder: Builder, given: int, law: Law, goal: Member, index: int, span: tuple[Expr, Expr]
) -> int:
    record, piece = family(goal.family), law.pieces[index]
    assert record is not None
    _, lower, upper = piece.region.bounds[0]
    premises = _within(builder, (lower, upper), span)
    if not (span[0].is_Rational and span[1].is_Rational):
        premises.append(builder.holds(Relation(span[0], "<", span[1])))
    premises.append(builder.sign_is(piece.density, "+", interval(law.variable, *span)))
    for own in record.pieces:
        _, low, high = own.region.bounds[0]
        premises.append(_beside(builder, low, high, span))
    args = (goal, index, *span)
    return builder.add("not-member-outside", (given, *dict.fromkeys(premises)), args)


def _reaches(law: Law, name: str) -> list[tuple[int, tuple[Expr, Expr]]]:
    """Intervals in pieces of the law, beside the family's fixed support."""
    record = family(name)
    if record is None:
        return []
    found = []
    ends = [end for piece in record.pieces for end in piece.region.bounds[0][1:]]
    if any(end.free_symbols for end in ends):
        return []
    for index, piece in enumerate(law.pieces):
        _, low, high = piece.region.bounds[0]
        for end in (end for end in ends if end not in (oo, -oo)):
            found += [(index, (end - 2, end - 1)), (index, (end + 1, end + 2))]
        if low != -oo and high != oo:
            found += [(index, (low, high))]
        found += [(index, (low + k, low + k + 1)) for k in (0, 1) if low != -oo]
        found += [(index, (high - k - 1, high - k)) for k in (0, 1) if high != oo]
    return found


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
    """Intervals beside everything: of length 1, at rational numbers, or at the ends themselves."""
    ends = [e for piece in law.pieces for e in piece.region.bounds[0][1:]]
    ends += [atom.point for atom in law.atoms]
    found: list[tuple[Expr, Expr]] = []
    finite = list(dict.fromkeys(end for end in ends if end not in (oo, -oo)))
    marks = [enclose(end, {}, 64) for end in finite]
    numbers = [Rational(round(float(m.mid()))) for m in marks if m is not None]
    if numbers and -oo not in ends:
        found.append((min(numbers) - 3, min(numbers) - 2))
    if numbers and oo not in ends:
        found.append((max(numbers) + 2, max(numbers) + 3))
    found += [(end, end + 1) for end in finite] + [(end - 1, end) for end in finite]
    found += [(a, b) for a in finite for b in (Rational(0), Rational(1)) if a != b]
    found += [(a, b) for b in finite for a in (Rational(0), Rational(1)) if a != b]
    return found
