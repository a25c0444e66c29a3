"""An exercise with its answers settled: what every target prints of it."""

from __future__ import annotations

from collections.abc import Callable
from string import ascii_uppercase
from typing import Final

from sympy import Expr, Pow

from symreparam.derivation.fingerprint import well_known
from symreparam.families.table import family
from symreparam.handouts.detail import Shown, shown
from symreparam.handouts.errors import HandoutError
from symreparam.handouts.exercise import Exercise
from symreparam.handouts.options import Controls
from symreparam.logic.judgement import Equation, HasLaw
from symreparam.logic.verdict import NearMiss, Outcome
from symreparam.render.document import Code, Inline, Math, Text, Words
from symreparam.render.goal_layout import goal_layout
from symreparam.render.laws_layout import law_layout
from symreparam.render.layout import SUM, Row, Sign
from symreparam.render.near_words import near_words
from symreparam.render.story_digits import decimal, digits
from symreparam.render.terms_layout import Typesetter
from symreparam.terms.law import AnyLaw, Named
from symreparam.terms.record import dataclass

MOST_SIGNS: Final = 12  # of a number in a line


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose, and why it is wrong when it is."""

    letter: str
    words: Words
    right: bool
    why: Words


@dataclass(frozen=True, slots=True)
class Answered:
    """The choices in their drawn order, and the proof of the right one."""

    choices: tuple[Choice, ...]
    proof: Shown


def _at(point: Expr) -> list[Inline]:
    """`At 1/7`, or `Near -1.803` where the exact number is too long to read."""
    if len(str(point)) <= MOST_SIGNS:
        return [Text("At "), Math(Typesetter().term(point))]
    shown_number = digits(abs(point))
    signed = Row((Sign("-"), shown_number), SUM) if point.is_negative else shown_number
    return [Text("Near "), Math(signed)]


def answered(block: Exercise, outcomes: tuple[Outcome, ...]) -> Answered:
    """The exercise settled. Raises HandoutError when its answers cannot be told apart."""
    right, *wrong = outcomes
    firm = len(wrong) - block.proposed
    told = _differing([o for o in outcomes if o.ok])
    kept = [right]
    seen = {told(right)}
    for place, outcome in enumerate(wrong):
        words = told(outcome)
        if outcome.verdict == "refuted" and words not in seen:
            kept.append(outcome)
            seen.add(words)
        elif place < firm:
            words_of = f"two answers of the exercise are the same: {outcome.statement}"
            raise HandoutError(words_of, block.line)
    order = block.order(len(kept))
    choices = []
    for letter, place in zip(ascii_uppercase, order, strict=False):
        why = _why(letter, kept[place], right) if place else ()
        choices.append(Choice(letter, told(kept[place]), place == 0, why))
    return Answered(tuple(choices), shown(right, Controls(), key=True))


def _differing(outcomes: list[Outcome]) -> Callable[[Outcome], Words]:
    """How an answer is told: by the side in which the answers differ, or as a whole."""
    goals = [outcome.claim.goal for outcome in outcomes if outcome.claim is not None]
    laws = [goal for goal in goals if isinstance(goal, HasLaw)]
    equations = [goal for goal in goals if isinstance(goal, Equation)]
    if laws and len(laws) == len(outcomes):
        if len({goal.subject for goal in laws}) == 1:
            return _law
        if len({goal.law for goal in laws}) == 1:
            return _subject
    elif equations and len({(goal.left, goal.means) for goal in equations}) == 1:
        return _right
    return _whole


def _law(outcome: Outcome) -> Words:
    assert outcome.claim is not None
    return (Math(law_layout(Typesetter(), outcome.claim.law_goal.law)),)


def _subject(outcome: Outcome) -> Words:
    assert outcome.claim is not None
    return (Math(Typesetter().term(outcome.claim.law_goal.subject)),)


def _right(outcome: Outcome) -> Words:
    assert outcome.claim is not None and isinstance(outcome.claim.goal, Equation)
    return (Math(Typesetter().term(outcome.claim.goal.right)),)


def _whole(outcome: Outcome) -> Words:
    if outcome.claim is None:
        return (Code(outcome.statement.partition(" ")[2]),)
    return (Math(goal_layout(Typesetter(), outcome.claim.goal)),)


def _meant(words: Words, outcome: Outcome) -> Words:
    """The words with the meanings of parameters in place of their names in the claim language:
    `with the standard deviation 3 instead of 9`."""
    goal = outcome.claim.goal if outcome.claim is not None else None
    law = goal.law if isinstance(goal, HasLaw) else None
    record = family(law.family) if isinstance(law, Named) else None
    meanings = {f"{p.name} = ": f"the {p.meaning} " for p in (record.parameters if record else ())}
    return tuple(
        Text(meanings.get(part.text, part.text)) if isinstance(part, Text) else part
        for part in words
    )


def _same_law(one: Outcome, two: Outcome) -> bool:
    goals = [each.claim.goal if each.claim is not None else None for each in (one, two)]
    laws = [goal.law for goal in goals if isinstance(goal, HasLaw)]
    return len(laws) == 2 and laws[0] == laws[1]


def _proved_law(wrong: Outcome, right: Outcome) -> AnyLaw | None:
    """The law of the right answer, where the wrong one is about the same term."""
    goals = [each.claim.goal if each.claim is not None else None for each in (wrong, right)]
    one, two = goals
    if isinstance(one, HasLaw) and isinstance(two, HasLaw) and one.subject == two.subject:
        return two.law
    return None


def _plain(near: NearMiss) -> bool:
    """Whether its terms can be found at a glance: a factor 1/(4 t), but no fractional power."""
    terms = [part for part in near.parts if isinstance(part, Expr)]
    powers = [power for term in terms for power in term.atoms(Pow) if power.free_symbols]
    return all(power.exp.is_Integer or power.exp.free_symbols for power in powers)


def _equation(outcome: Outcome) -> Equation | None:
    goal = outcome.claim.goal if outcome.claim is not None else None
    return goal if isinstance(goal, Equation) else None


def reasons(found: Answered) -> list[tuple[str, Words]]:
    """Why the wrong answers are wrong, by their letters; those with one reason share it."""
    letters: dict[Words, list[str]] = {}
    for choice in found.choices:
        if not choice.right:
            letters.setdefault(choice.why, []).append(choice.letter)
    return [(" or ".join(_all_but_last(each)), why) for why, each in letters.items()]


def _all_but_last(letters: list[str]) -> list[str]:
    """`A, B` and `C`, to be joined by one word."""
    return [", ".join(letters[:-1]), letters[-1]] if len(letters) > 1 else letters


def _why(letter: str, outcome: Outcome, right: Outcome) -> Words:
    """What gives the wrong answer away: the true law, what would be right, values that differ
    where neither is known; of an equation the value that was proved for its left side."""
    wrong, proved = _equation(outcome), _equation(right)
    if wrong and proved and (wrong.left, wrong.means) == (proved.left, proved.means):
        return (Text("The value is "), Math(Typesetter().term(proved.right)), Text("."))
    found: list[Inline] = []
    true_law = outcome.law or _proved_law(outcome, right)
    if true_law is not None and (not isinstance(true_law, Named) or well_known(true_law)):
        law = Math(law_layout(Typesetter(), true_law))
        found += [Text("The law is "), law, Text(". ")]
    witness = outcome.witness
    # where the variables differ and the law is one, a neighbouring law is no help
    near = [] if _same_law(outcome, right) else [n for n in outcome.near_misses if _plain(n)]
    told = bool(found)
    if witness is not None and not told and not witness.left and witness.why:
        # a probability tells them apart, and no density was computed
        found.append(Text(f"{witness.why[0].upper()}{witness.why[1:]}. "))
    elif witness is not None and witness.point is not None and not told:
        true, claimed = (Math(decimal(each)) for each in (witness.left, witness.right))
        # an answer that names a variable has the true density; one that names a law, the claimed
        of_true, of_claimed = (
            (" the density of this variable is ", ", and that of the law in question ")
            if _same_law(outcome, right)
            else (" the true density is ", ", that of this answer ")
        )
        found += [*_at(witness.point), Text(of_true), true, Text(of_claimed), claimed, Text(". ")]
    if near:
        words = _meant(near_words(Typesetter(), near[0]), outcome)
        found += [Text(f"{letter} would be right "), *words, Text(".")]
    return tuple(found) or (Text("A counterexample was found and checked."),)
