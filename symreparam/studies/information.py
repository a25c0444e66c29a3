"""Divergences and entropies derived, not only checked: the value, with the claim that it proves.

>>> from symreparam import divergence, entropy
>>> found = divergence("Normal(mu, sigma)", "Normal(0, 1)", ["mu real", "sigma > 0"])
>>> str(found.value)
'mu**2/2 + sigma**2/2 - log(sigma) - 1/2'
>>> str(entropy("Exponential(a)", ["a > 0"]).value)
'1 - log(a)'
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from sympy import Dummy, Expr, collect, expand, expand_log, oo

from symreparam.decide.answer import Context, Proved
from symreparam.decide.zero import equal
from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder
from symreparam.derivation.equations import letter_step
from symreparam.derivation.expectation import mean_step
from symreparam.documents.meaning_state import Goal
from symreparam.families.members import record_of
from symreparam.logic.claim import Claim
from symreparam.logic.errors import ClaimError, RuleError, Unsupported
from symreparam.logic.judgement import (
    Divergence,
    Entropy,
    Equation,
    Expectation,
    JointDivergence,
    JointEntropy,
)
from symreparam.logic.verdict import Outcome
from symreparam.pipeline import Options, check_text
from symreparam.pipeline.equations import judge_equation
from symreparam.render.goals_text import equation_text
from symreparam.terms.law import Named
from symreparam.terms.record import dataclass

if TYPE_CHECKING:
    from symreparam.studies.divergence_cases import Split

MOST_CONDITIONS: Final = 3
LONG: Final = 60
QUIET: Final = Options(cross_check=False, explain=False)


@dataclass(frozen=True, slots=True)
class Information:
    """A divergence or an entropy: its value (oo where it is infinite) and the proved claim.

    `outcome` is not proved, and `value` None, where the engine found neither. Where the value is
    another one for other parameters, `cases` has each condition on these, with what is known there;
    the conditions exclude each other, and one of them holds at every allowed parameter value.
    """

    claim: str
    value: Expr | None
    outcome: Outcome
    cases: tuple[Case, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """What is known where all of the conditions hold, texts such as `m <= 0`."""

    conditions: tuple[str, ...]
    found: Information


def divergence(first: str, second: str, lets: Sequence[str] = ()) -> Information:
    """KL(first, second) of two laws in the claim language. Raises ClaimError, Unsupported.

    >>> divergence("Normal(mu, 1)", "Normal(0, 1)", ["mu real"]).value
    mu**2/2
    >>> found = divergence("Exponential(a)", "Pareto(1, b)", ["a, b > 0"])
    >>> found.value, found.cases
    (oo, ())
    >>> found = divergence("Uniform(m, m + 1)", "Exponential(a)", ["m real", "a > 0"])
    >>> for case in found.cases:
    ...     print(case.conditions, case.found.value)
    ('0 <= m',) a*m + a/2 - log(a)
    ('0 > m',) oo
    """
    from symreparam.studies.divergence_cases import shortest

    quantity = f"KL({first}, {second})"
    found = _derived(quantity, lets)
    if found.value is not None or found.outcome.claim is None:
        return found
    known = _by_cases(quantity, tuple(lets), found.outcome.claim, ())
    cases = tuple(Case(shortest(case.conditions), case.found) for case in known)
    return replace(found, cases=cases)


def entropy(law: str, lets: Sequence[str] = ()) -> Information:
    """The entropy of a law in the claim language. Raises ClaimError, Unsupported.

    >>> entropy("Exponential(2)").value
    1 - log(2)
    """
    return _derived(f"entropy({law})", lets)


def _by_cases(
    quantity: str, lets: tuple[str, ...], claim: Claim, under: tuple[str, ...]
) -> list[Case]:
    """The cases of the first split in which something is known at once, or else of the first one of
    supports in which something is known in the end; none where there is no such split."""
    from symreparam.studies.divergence_cases import as_let, quantity_at, splits

    tried: list[tuple[Split, list[tuple[str, Information]]]] = []
    for way in splits(claim):
        if set(way.conditions) & set(under):
            continue
        halves = []
        for place, condition in enumerate(way.conditions):
            asked = quantity_at(claim, way.solved) if place and way.solved else quantity
            try:
                halves.append((condition, _derived(asked, (*lets, as_let(condition)))))
            except ClaimError:  # the condition fails at every allowed value
                continue
        if len(halves) < 2:
            continue
        tried.append((way, halves))
        if any(known.value is not None for _, known in halves):
            return _told(lets, under, halves)
    for way, halves in tried:
        if way.of_supports:
            found = _told(lets, under, halves)
            if any(case.found.value is not None for case in found):
                return found
    return []


def _told(
    lets: tuple[str, ...],
    under: tuple[str, ...],
    halves: list[tuple[str, Information]],
) -> list[Case]:
    """Each half of a split as a case, or as cases of its own."""
    from symreparam.studies.divergence_cases import as_let

    found: list[Case] = []
    for condition, known in halves:
        conditions, claim = (*under, condition), known.outcome.claim
        inner: list[Case] = []
        if known.value is None and claim is not None and len(under) < MOST_CONDITIONS:
            inner = _by_cases(known.claim, (*lets, as_let(condition)), claim, conditions)
        found += inner or [Case(conditions, known)]
    return found


def _derived(quantity: str, lets: Sequence[str]) -> Information:
    text = "\n".join([*(f"let {line}" for line in lets), f"prove {quantity} = 0"])
    start = check_text(text, options=QUIET)[-1]
    claim = start.claim
    if claim is None or start.verdict == "error" or not isinstance(claim.goal, Equation):
        if start.verdict == "unsupported":
            raise Unsupported(start.reason)
        raise ClaimError(start.reason)
    if claim.scope.symbols and not claim.scope.point:  # nothing can be replayed without one
        return Information(quantity, None, start)
    try:
        value = _value(claim)
    except (RuleError, NoInverse) as error:
        return Information(quantity, None, replace(start, verdict="undecided", reason=str(error)))
    goal = Equation(claim.goal.left, value, claim.goal.means)
    claim = replace(claim, goal=goal)
    statement = f"prove {equation_text(goal)}"
    outcome = Outcome("prove", statement, claim, "error", False)
    found = judge_equation(Goal("prove", False, statement, 0, 0, claim), claim, outcome)
    return Information(quantity, value if found.ok else None, found)


def _value(claim: Claim) -> Expr:
    """The value of the goal's only letter, in the shortest form that is provably the same."""
    builder = Builder(claim)
    assert isinstance(claim.goal, Equation)
    known = builder.conclusion(letter_step(builder, claim.goal.means[0]))
    assert isinstance(known, Divergence | JointDivergence | Entropy | JointEntropy)
    if known.value == oo:
        return known.value
    forms = [known.value, expand(known.value, log=False), expand(known.value)]
    forms.append(expand(expand_log(known.value, force=True)))
    if isinstance(known, Divergence | Entropy):
        forms += _by_moments(builder, known.subject, known.value)
    return min(_same(claim, forms), key=lambda term: (term.count_ops(), str(term)))


def _by_moments(builder: Builder, subject: Expr, value: Expr) -> list[Expr]:
    """The value by the mean and variance that the record of the subject's law states, where what
    the integrals gave is far longer."""
    laws = {given.subject: given.law for given in builder.claim.hypotheses}
    law = laws.get(subject)
    if not isinstance(law, Named) or value.count_ops() < LONG:
        return []
    record = record_of(law)
    if record.mean is None or record.variance is None:
        return []
    swap = dict(zip((p.symbol for p in record.parameters), law.arguments, strict=True))
    mean, variance = record.mean.xreplace(swap), record.variance.xreplace(swap)
    first, second = Dummy("m"), Dummy("s")
    stated = {first: mean, second: variance + mean**2}
    found = value
    for name, power in ((second, 2), (first, 1)):
        try:
            step = builder.conclusion(mean_step(builder, subject**power))
        except (RuleError, NoInverse, Unsupported):
            continue
        assert isinstance(step, Expectation)
        if step.value.count_ops() > 2 * stated[name].count_ops():
            found = found.xreplace({step.value: name})
    if found == value:
        return []
    return [collect(expand(found, log=False), [first, second]).xreplace(stated)]


def _same(claim: Claim, forms: list[Expr]) -> list[Expr]:
    """The forms that are equal to the first at every parameter value."""
    context = Context(claim.scope)
    answers = [equal(forms[0], form, context) for form in forms]
    pairs = zip(forms, answers, strict=True)
    return [form for form, answer in pairs if isinstance(answer, Proved) and not answer.divisors]
