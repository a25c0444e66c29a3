"""Proofs that a term has a law: the plan from hypothesis to conclusion, with cases on signs."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Expr

from symreparam.derivation.branch import NoInverse, OrderNeeded, SignNeeded
from symreparam.derivation.builder import Builder, law_step
from symreparam.derivation.one_variable import law_of_one
from symreparam.derivation.rewritings import shortened
from symreparam.derivation.splitting import cases_of
from symreparam.derivation.transport import (
    letters,
    source_law,
)
from symreparam.derivation.unfold import unfold_step
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import HasLaw
from symreparam.logic.proof import Proof
from symreparam.terms.law import Law, Named

MAX_CASES = 3


class Stuck(Exception):
    """The search found no proof; the message names the step that could not be settled.

    `derived`: the law of the subject was found, and is not seen to be the claimed one. `law` is
    that law, where it holds at every parameter value.
    """

    def __init__(self, message: str, derived: bool = False, law: Law | None = None) -> None:
        super().__init__(message)
        self.derived, self.law = derived, law


def true_law(builder: Builder) -> int:
    """A step HasLaw(goal's subject, its derived density)."""
    subject, names = builder.claim.law_goal.subject, letters(builder)
    if shortened(subject, builder.claim.variables) is None:
        alone = law_of_one(builder, subject, names)
        if alone is not None:
            return alone
    from symreparam.derivation.combine import law_of
    from symreparam.derivation.events import event_law_step
    from symreparam.derivation.expectation import mean_step

    event = event_law_step(builder, subject, names, mean_step)
    return law_of(builder, subject, names) if event is None else event


def prove(claim: Claim) -> Proof:
    """A proof of the claim's goal. Raises Stuck, or Unsupported naming the construct."""
    builder = Builder(claim)
    try:
        last = in_cases(builder, _prove_here)
    except (RuleError, NoInverse) as error:
        subject = builder.claim.law_goal.subject
        laws = [
            (step.scope, step.conclusion.law)
            for step in builder.steps
            if isinstance(step.conclusion, HasLaw) and step.conclusion.subject == subject
        ]
        known = [(scope, law) for scope, law in laws if isinstance(law, Law)]
        # the first one is as it was derived
        law = next((law for scope, law in known if scope == 0), None)
        raise Stuck(str(error), bool(known), law) from error
    return builder.proof(last)


def in_cases(builder: Builder, work: Callable[[Builder], int], cases: int = MAX_CASES) -> int:
    """The step that `work` adds, by cases where it needs the sign of a term in parameters; it
    must conclude the same judgement in each. Raises what `work` raises."""
    try:
        return work(builder)
    except (SignNeeded, OrderNeeded) as open_sign:
        if cases == 0 or not open_sign.term.free_symbols <= set(builder.setting.scope.names):
            raise
        return _by_cases(builder, work, open_sign.term, cases)


def _by_cases(builder: Builder, work: Callable[[Builder], int], term: Expr, cases: int) -> int:
    """The work for each sign of the term, where it may vanish for zero too."""
    relations, spared = cases_of(builder, term)
    ends = []
    for relation in relations:
        builder.enter(relation)
        ends.append(in_cases(builder, work, cases - 1))
        builder.leave()
    return builder.join(tuple(ends), spared)


def _prove_here(builder: Builder) -> int:
    try:
        return _transformed(builder)
    except (RuleError, NoInverse, Unsupported):
        pass
    try:
        return _forwards(builder)
    except (RuleError, NoInverse) as error:
        if isinstance(error, SignNeeded):
            raise
        for attempt in (_backwards, _staged):
            try:
                return attempt(builder)
            except (RuleError, NoInverse, Unsupported):
                continue
        raise


def _transformed(builder: Builder) -> int:
    """A sum or product of independent terms by the uniqueness of transforms."""
    goal = builder.claim.law_goal
    if sum(goal.subject.has(v) for v in builder.claim.variables) < 2:
        raise RuleError("transform-law.split", "one random variable")
    from symreparam.derivation.uniqueness import by_transform

    if isinstance(goal.law, Named):
        return by_transform(builder, goal.subject, goal.law)
    from symreparam.derivation.recognise import candidates

    for named in candidates(goal.law):
        step = by_transform(builder, goal.subject, named)
        unfolded = unfold_step(builder, named, goal.law.variable)
        law = builder.conclusion(unfolded).right  # type: ignore[union-attr]
        assert isinstance(law, Law)
        return conclude(builder, builder.add("rewrite-law", (step, unfolded)), law, goal)
    raise RuleError("transform-law.target", "no family has the claimed density")


def _forwards(builder: Builder) -> int:
    """Derive the law and compare it with the claimed one."""
    derived = true_law(builder)
    law = law_step(builder, derived).law
    if not isinstance(law, Law):
        raise RuleError("prove.law", "no density was derived")
    return conclude(builder, derived, law, builder.claim.law_goal)


def _staged(builder: Builder) -> int:
    """Derive the law in two stages, the first one named where it has a name."""
    goal, names = builder.claim.law_goal, letters(builder)
    random = [v for v in builder.claim.variables if goal.subject.has(v)]
    if len(random) != 1:
        raise RuleError("prove.stages", f"{len(random)} random variables")
    body = goal.subject.xreplace({random[0]: names.source})
    from symreparam.derivation.one_variable import transported
    from symreparam.derivation.stages import compositions
    from symreparam.derivation.tidy import tidied
    from symreparam.derivation.uniqueness import as_written

    for outer, inner in compositions(body, names.source):
        first = inner.xreplace({names.source: random[0]})
        try:
            known = law_of_one(builder, first, names)
            assert known is not None  # `first` has one random variable
            given = tidied(builder, known)
            derived = transported(builder, given, outer, names)
            if law_step(builder, derived).subject != goal.subject:
                derived = as_written(builder, derived, goal.subject)
            law = law_step(builder, derived).law
            assert isinstance(law, Law)
            return conclude(builder, derived, law, goal)
        except (RuleError, NoInverse, Unsupported):
            continue
    raise RuleError("prove.stages", "no two stages")


def _backwards(builder: Builder) -> int:
    """Check the claimed law where the random variable lives."""
    from symreparam.derivation.pullback import pull_back

    claim, names = builder.claim, letters(builder)
    goal = claim.law_goal
    random = tuple(v for v in claim.variables if goal.subject.has(v))
    if not random:
        raise RuleError("pullback.constant", str(goal.subject))
    claimed = goal.law
    if isinstance(claimed, Named):
        unfolded = unfold_step(builder, claimed, names.target)
        claimed = builder.conclusion(unfolded).right  # type: ignore[union-attr]
    assert isinstance(claimed, Law)
    if len(random) == 1:
        given = source_law(builder, claim.variables.index(random[0]), names.source)
        body = goal.subject.xreplace({random[0]: names.source})
    else:
        from symreparam.derivation.blocks import blocks
        from symreparam.derivation.combine import law_of
        from symreparam.derivation.tidy import tidied

        found = blocks(goal.subject, random)
        if len(found.units) != 1:
            raise Unsupported("a combination of several random variables")
        unit, inner = found.units[0]
        given = tidied(builder, law_of(builder, inner, names, 1))
        body = found.outer.xreplace({unit: names.source})
    derived = pull_back(builder, given, body, names, claimed)
    law = law_step(builder, derived).law
    assert isinstance(law, Law)
    return conclude(builder, derived, law, goal)


def conclude(builder: Builder, derived: int, law: Law, goal: HasLaw) -> int:
    """From HasLaw(subject, law) to the goal's own law."""
    if isinstance(goal.law, Named):
        try:
            unfolded = unfold_step(builder, goal.law, law.variable)
        except RuleError:
            from symreparam.derivation.mass_bounds import bound_by_masses

            if not law.atoms or not bound_by_masses(builder, derived, goal.law):
                raise
            unfolded = unfold_step(builder, goal.law, law.variable)
        target = builder.conclusion(unfolded).right  # type: ignore[union-attr]
        if isinstance(target, Law):
            derived = _rewritten(builder, derived, law, target)
        return builder.add("rewrite-law", (derived, unfolded))
    return _rewritten(builder, derived, law, goal.law)


def _rewritten(builder: Builder, derived: int, law: Law, target: Law) -> int:
    """From HasLaw(subject, law) to the target, another way to write the same law."""
    if target == law:
        return derived
    from symreparam.derivation.matching import same_law_step

    if not law.lattices and not target.lattices:
        return builder.add("rewrite-law", (derived, same_law_step(builder, law, target)))
    from symreparam.derivation.lattices import aligned, standardised

    mine, other = standardised(builder, law), standardised(builder, target)
    aligned(mine, other)
    derived = mine.forth(derived)
    if mine.law != other.law:
        same = same_law_step(builder, mine.law, other.law)
        derived = builder.add("rewrite-law", (derived, same))
    return other.back(derived)
