"""Independence by laws that do not move: with a shared variable fixed, or given a discrete term."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice

from sympy import Expr, Piecewise, ceiling, floor, sign

from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder, law_step
from symreparam.derivation.combine import law_of
from symreparam.derivation.fingerprint import members
from symreparam.derivation.given import PLACES, Reduced
from symreparam.derivation.graft import graft
from symreparam.derivation.joint_blocks import fresh_letters
from symreparam.derivation.lattices import renamed_index, standard, without_first
from symreparam.derivation.names import fresh
from symreparam.derivation.naming import derived_law
from symreparam.derivation.prove import Stuck, prove
from symreparam.derivation.transport import letters, source_law
from symreparam.families.members import record_of
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import GivenLaw, HasLaw, Independent
from symreparam.rules.table import FIXED, GIVEN
from symreparam.rules.values_given import ways_given
from symreparam.terms.law import AnyLaw, Law, Named
from symreparam.terms.scope import variable, whole

MOST_LAWS = 3
Trouble = (RuleError, NoInverse, Unsupported, Stuck)


def has_masses(claim: Claim, goal: Independent) -> bool:
    """Whether some of the terms may have masses, so that there is no joint density."""
    if any(term.has(floor, ceiling, sign, Piecewise) for term in goal.subjects):
        return True
    for given in claim.hypotheses:
        if any(term.has(given.subject) for term in goal.subjects):
            law = given.law
            record = record_of(law) if isinstance(law, Named) else None
            if record is not None and (record.atoms or record.lattice is not None):
                return True
            if isinstance(law, Law) and (law.atoms or law.lattices):
                return True
    return False


def by_conditional_laws(builder: Builder, goal: Independent) -> int:
    """A step for the goal. Raises RuleError with what stopped the first way that applies."""
    errors: list[str] = []
    size = len(goal.subjects)
    for way in (_fixed, _given) if size == 2 else (_fixed,):
        for place in range(size):
            try:
                return way(builder, goal, place)
            except Trouble as failed:
                errors.append(str(failed))
    told = next((error for error in errors if "independent." not in error), errors[0])
    raise RuleError("independent.laws", f"no law of one term is free of the other: {told}")


def _fixed(builder: Builder, goal: Independent, place: int) -> int:
    """The i-th term has one law, whatever the value of the variable that it shares."""
    claim, term = builder.claim, goal.subjects[place]
    others = (*goal.subjects[:place], *goal.subjects[place + 1 :])
    shared = [v for v in claim.variables if term.has(v) and any(g.has(v) for g in others)]
    if len(shared) != 1:
        raise RuleError("independent.shared", f"{term} shares {len(shared)} random variables")
    names = letters(builder)
    [fixed] = shared
    given = standard(builder, source_law(builder, claim.variables.index(fixed), names.source))
    given = _with_index(builder, given)
    law = law_step(builder, given).law
    assert isinstance(law, Law)
    [letter] = fresh_letters(builder, 1, (names.source, names.target))
    last: tuple[int, ...] = ()
    if len(others) > 1:
        rest = Independent(others)
        try:
            last = (builder.add("independent", (), (rest,)),)
        except RuleError:
            last = (by_conditional_laws(builder, rest),)

    def premises(wanted: AnyLaw) -> Iterator[int]:
        for piece in law.pieces:
            with builder.bound(letter, *piece.region.bounds[0][1:]):
                yield _has_law(builder, term.xreplace({fixed: letter}), wanted)
        for atom in law.atoms:
            yield _has_law(builder, term.xreplace({fixed: atom.point}), wanted)
        for each in law.lattices:
            with builder.bound(*each.range.bounds[0]):
                yield _has_law(builder, term.xreplace({fixed: each.point}), wanted)

    found = _of_one_law(builder, term, premises)
    args = (goal, place, fixed, letter)
    return builder.independent(FIXED, (given, *found, *last), args, goal)


def _given(builder: Builder, goal: Independent, place: int) -> int:
    """The i-th term has one law given each value of the other one, which is discrete."""
    other = goal.subjects[1 - place]
    given = standard(builder, law_of(builder, other, letters(builder)))
    law = law_step(builder, given).law
    if not isinstance(law, Law) or law.pieces:
        raise RuleError("independent.values", f"{other} has a density")
    try:
        return _given_each(builder, goal, place, given)
    except Trouble:
        if not law.lattices:
            raise
    # the first value may lie on an end of what the others have inside
    return _given_each(builder, goal, place, without_first(builder, given))


def _given_each(builder: Builder, goal: Independent, place: int, given: int) -> int:
    """The premises of the rule for each value."""
    term, other = goal.subjects[place], goal.subjects[1 - place]
    given = _with_index(builder, given)
    law = law_step(builder, given).law
    assert isinstance(law, Law)

    def premises(wanted: AnyLaw) -> Iterator[int]:
        for atom in law.atoms:
            yield _has_given(builder, term, other, atom.point, wanted)
        for each in law.lattices:
            with builder.bound(*each.range.bounds[0]):
                yield _has_given(builder, term, other, each.point, wanted)

    found = _of_one_law(builder, term, premises)
    return builder.independent(GIVEN, (given, *found), (goal, place), goal)


def _with_index(builder: Builder, given: int) -> int:
    """The law with an index that no law in the scope of its values uses."""
    law = law_step(builder, given).law
    if not isinstance(law, Law) or not law.lattices:
        return given
    return renamed_index(builder, given, whole(fresh(builder, "j", letters(builder).source)))


def _of_one_law(
    builder: Builder, term: Expr, premises: Callable[[AnyLaw], Iterator[int]]
) -> tuple[int, ...]:
    """The premises with the first law for which all are proved."""
    error: Exception | None = None
    for wanted in islice(_laws(builder, term), MOST_LAWS):
        scope = builder.scope
        try:
            return tuple(premises(wanted))
        except Trouble as failed:
            builder.scope = scope
            error = error or failed
    raise error or RuleError("independent.laws", f"the law of {term} was not found")


def _laws(builder: Builder, term: Expr) -> Iterator[AnyLaw]:
    """What the law of the term may be: members by name, then its density or masses."""
    letter = variable(letters(builder).target.name)
    asked = replace(builder.claim, scope=builder.setting.scope, goal=HasLaw(term, Law(letter)))
    law = derived_law(asked)
    yield from islice(members(law), MOST_LAWS - 1)
    yield law


def _has_law(builder: Builder, term: Expr, law: AnyLaw) -> int:
    here = replace(builder.claim, scope=builder.setting.scope, goal=HasLaw(term, law))
    return graft(builder, prove(here))


def _has_given(builder: Builder, term: Expr, other: Expr, point: Expr, law: AnyLaw) -> int:
    error: Exception | None = None
    for subject, event in ways_given(term, other, point):
        goal = GivenLaw(subject, event, law)
        here = replace(builder.claim, scope=builder.setting.scope, goal=goal)
        for place in PLACES:
            try:
                reduced = Reduced(here, (), place)
                return graft(builder, reduced.concluded(prove(reduced.asked(here))))
            except Trouble as failed:
                error = error or failed
    assert error is not None
    raise error

