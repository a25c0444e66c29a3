"""A goal settled: what it needs is checked first, and a failure inside the engine is an `error`."""

from __future__ import annotations

from dataclasses import replace

from symreparam.decide.points import empty, find
from symreparam.documents.diagnostics import Diagnostic, excerpt, format_diagnostic
from symreparam.documents.meaning import goals
from symreparam.documents.meaning_needs import Need
from symreparam.documents.meaning_state import Goal
from symreparam.documents.nodes import NOWHERE
from symreparam.documents.parse import parse_block
from symreparam.documents.scope_check import check_names
from symreparam.documents.stats_needs import needs_of, way_of
from symreparam.families.aliases import ALIASES
from symreparam.families.known import KNOWN
from symreparam.families.members import (
    OpenSign,
    parameter_conditions,
)
from symreparam.families.table import FAMILY_NAMES
from symreparam.logic.claim import Claim
from symreparam.logic.errors import Unsupported
from symreparam.logic.judgement import (
    EqualInLaw,
    Equation,
    FoldEquation,
    FoldLaw,
    HasLaw,
    LargestAt,
)
from symreparam.logic.verdict import GoalKind, Outcome
from symreparam.pipeline.checked import goal_checked
from symreparam.pipeline.needs import met, unmet
from symreparam.pipeline.options import DEFAULT, Options
from symreparam.pipeline.sought import derived, judged
from symreparam.pipeline.used import about_its_own
from symreparam.render.reasons import in_words
from symreparam.terms.build import TermLimit
from symreparam.terms.law import Named
from symreparam.terms.record import dataclass
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import Scope


def check_text(
    text: str,
    *,
    path: str = "",
    line: int = 1,
    column: int = 1,
    name: str = "",
    options: Options = DEFAULT,
) -> tuple[Outcome, ...]:
    """The outcome of every goal of one block of the claim language, in order. Never raises."""
    block = parse_block(text, line=line, column=column)
    checked = check_names(block, (*FAMILY_NAMES, *ALIASES, *KNOWN))
    found = goals(checked, path=path, name=name)
    source = Source(line, column, text)
    return tuple(settle(goal, path, options, source) for goal in found)


@dataclass(frozen=True, slots=True)
class Source:
    """A block's text and where it starts in its file: errors show the line."""

    line: int
    column: int
    text: str

    def line_of(self, number: int) -> str:
        """The source line with that number, as far to the right as the columns count."""
        lines = self.text.split("\n")
        index = number - self.line
        if not 0 <= index < len(lines):
            return ""
        return " " * (self.column - 1) + lines[index].rstrip("\r")


NO_SOURCE = Source(1, 1, "")


def settle_claim(
    kind: GoalKind, claim: Claim, options: Options = DEFAULT, stated: tuple[Need, ...] = ()
) -> Outcome:
    """The outcome of a claim that was built from objects, `stated` being what the objects need to
    mean something. Never raises."""
    from symreparam.render.terms_text import law_text, term_text

    needs = tuple(
        Need(
            "relation",
            relation.right,
            relation,
            NUMBERS,
            NOWHERE,
            f"{law_text(given.law)} is no law for every value allowed",
            way_of(relation),
        )
        for given in claim.hypotheses
        if isinstance(given.law, Named)
        for relation in parameter_conditions(given.law)
    )
    needs = tuple(dict.fromkeys((*needs, *stated, *needs_of(claim.law_goal.subject))))
    subject, law = claim.law_goal.subject, claim.law_goal.law
    text = f"{kind} {term_text(subject)}"
    if kind != "derive":
        text += f" ~ {law_text(law)}" if isinstance(law, Named) else f" has {law_text(law)}"
    return settle(Goal(kind, False, text, 0, 0, claim, needs), "", options)


def settle(
    goal: Goal, path: str = "", options: Options = DEFAULT, source: Source = NO_SOURCE
) -> Outcome:
    """The outcome of one goal; a failure inside the engine is an `error`, never a verdict."""
    found = _outcome(goal, path, options, source)
    open_ones = found.verdict in ("undecided", "unsupported")
    return replace(found, reason=in_words(found.reason)) if open_ones else found


def _outcome(goal: Goal, path: str, options: Options, source: Source) -> Outcome:
    start = Outcome(goal.kind, goal.text, goal.claim, "error", False)
    if goal.error is not None:
        return replace(start, reason=_shown(path, goal.error))
    if goal.unsupported is not None:
        found = replace(start, verdict="unsupported", reason=goal.unsupported.message)
        return replace(found, excerpt=excerpt(goal.unsupported))
    if goal.claim is None:
        return replace(start, verdict="unsupported")
    try:
        return _placed(_settle(goal, goal.claim, start, path, options, source), goal, path, source)
    except (Unsupported, OpenSign, TermLimit) as error:
        return replace(start, verdict="unsupported", reason=str(error))
    except Exception as error:  # a failure of the engine is an `error` of this claim, no more
        return replace(start, reason=f"internal error: {type(error).__name__}: {error}")


def _shown(path: str, diagnostic: Diagnostic) -> str:
    if diagnostic.line == 0:  # a claim from objects has no place in a text
        return diagnostic.message + (f"\nhint: {diagnostic.hint}" if diagnostic.hint else "")
    return format_diagnostic(path or "<claim>", diagnostic)


def _placed(found: Outcome, goal: Goal, path: str, source: Source) -> Outcome:
    """The error with the line of the goal, if it names no place of its own."""
    if found.verdict != "error" or goal.line == 0 or ": error: " in str(found.reason):
        return found
    shown = source.line_of(goal.line)
    end = max(goal.end_column, goal.column + 1)
    diagnostic = Diagnostic(str(found.reason), "", goal.line, goal.column, end, shown)
    return replace(found, reason=_shown(path, diagnostic))


def _shown_at(goal: Goal, claim: Claim, path: str, source: Source) -> str:
    """The first `let` with which no parameter values are left."""
    message = "no parameter values satisfy the lets"
    for mark in goal.marks:
        part = Scope(
            claim.scope.symbols[: mark.parameters], claim.scope.relations[: mark.relations]
        )
        if empty(part):
            span, shown = mark.span, source.line_of(mark.span.line)
            many = len([m for m in goal.marks if m.span.line <= span.line]) > 1
            message = f"{message} up to here" if many else "no number lies in this range"
            hint = "change this line, or one above that it contradicts" if many else "swap the ends"
            return _shown(
                path,
                Diagnostic(message, hint, span.line, span.column, span.end_column, shown),
            )
    return message


def _settle(
    goal: Goal, claim: Claim, start: Outcome, path: str, options: Options, source: Source
) -> Outcome:
    if empty(claim.scope):
        return replace(start, reason=_shown_at(goal, claim, path, source))
    point = find(claim.scope)
    if point is None:
        reason = "no parameter values were found that satisfy the lets"
        return replace(start, verdict="undecided", reason=reason)
    claim = replace(claim, scope=replace(claim.scope, point=point))
    start = replace(start, claim=claim)
    needs = _needs(goal, claim)
    for need in needs:
        # where a claimed density is undefined it is wrong, not meaningless: see `judge`
        trouble = unmet(need, claim) if need.over == NUMBERS else None
        if trouble is not None:
            error = replace(start, reason=_shown(path, _diagnostic(need, trouble, source, claim)))
            # a claimed law of new variables is a hypothesis, which must exist for a proof of either
            if not need.claimed or isinstance(claim.goal, EqualInLaw):
                return error
            if isinstance(claim.goal, HasLaw):
                from symreparam.pipeline.refuting import refuted_or

                false = refuted_or(start, goal, claim, "", options)
            else:
                from symreparam.pipeline.kinds import judge_other

                false = judge_other(goal, claim, start, options)
            return false if false.verdict == "refuted" else error
    undecided = next((need for need in needs if not met(need, claim)), None)
    if undecided is not None:
        return _open(undecided, goal, claim, start, options)
    claim = about_its_own(claim, tuple(need for need in goal.needs if need not in needs))
    start = replace(start, claim=claim)
    if options.method:
        from symreparam.pipeline.by_method import judge_by_method

        return judge_by_method(goal, claim, start, options)
    if isinstance(claim.goal, FoldLaw | LargestAt):
        from symreparam.pipeline.indices import judge_indices

        found = judge_indices(goal, claim, start, options)
        return goal_checked(found, found.claim or claim, options)
    if goal.kind == "derive":
        return derived(goal, claim, start, options)
    return judged(goal, claim, start, options)


def _needs(goal: Goal, claim: Claim) -> tuple[Need, ...]:
    """What the goal needs to mean something, of parameters and random variables alone."""
    if isinstance(claim.goal, FoldLaw | LargestAt | FoldEquation):
        from symreparam.pipeline.indices import without_letters

        return without_letters(goal.needs, claim.goal)
    if isinstance(claim.goal, Equation):
        from symreparam.pipeline.needs_of_means import with_values

        return with_values(goal.needs, claim)
    return goal.needs


def _open(need: Need, goal: Goal, claim: Claim, start: Outcome, options: Options) -> Outcome:
    """A goal of which it is not known whether it means something."""
    reason = f"the density is not known to be defined: {need.message}"
    if need.over == NUMBERS:
        reason = f"whether it is defined everywhere is open: {need.message}"
    # a claimed law is wrong where it is another, whether it is defined elsewhere or not
    if not isinstance(claim.goal, HasLaw) or not (need.claimed or need.over != NUMBERS):
        return replace(start, verdict="undecided", reason=reason)
    from symreparam.pipeline.refuting import refuted_or

    return refuted_or(start, goal, claim, reason, options)


_ELSE = "give {names} a law that excludes this, or write if(CONDITION, .., ..) around it"
_RANDOM = {"never": "restrict the condition so that this never happens"}


def _diagnostic(need: Need, trouble: str, source: Source, claim: Claim) -> Diagnostic:
    message = f"{need.message} ({trouble})" if trouble else need.message
    span = need.span
    # a condition on a random variable is no statement of the language
    random = sorted(str(v) for v in need.term.free_symbols & set(claim.variables))
    hint = need.hint
    if random:
        hint = _RANDOM.get(need.kind, _ELSE).format(names=" and ".join(random))
    shown = source.line_of(span.line)
    return Diagnostic(message, hint, span.line, span.column, span.end_column, shown)
