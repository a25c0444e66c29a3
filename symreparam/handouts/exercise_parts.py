"""An exercise with its answers settled: what every target prints of it."""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_uppercase

from symreparam.handouts.detail import Shown, shown
from symreparam.handouts.errors import HandoutError
from symreparam.handouts.exercise import Exercise
from symreparam.handouts.options import Controls
from symreparam.logic.judgement import HasLaw
from symreparam.logic.verdict import Outcome
from symreparam.render.document import Code, Inline, Math, Text, Words
from symreparam.render.laws_layout import law_layout
from symreparam.render.terms_layout import Typesetter


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


def answered(block: Exercise, outcomes: tuple[Outcome, ...]) -> Answered:
    """The exercise settled. Raises HandoutError when its answers cannot be told apart."""
    right, *wrong = outcomes
    firm = len(wrong) - block.proposed
    kept = [right]
    seen = {_answer(right)}
    for place, outcome in enumerate(wrong):
        words = _answer(outcome)
        if outcome.verdict == "refuted" and words not in seen:
            kept.append(outcome)
            seen.add(words)
        elif place < firm:
            words_of = f"two answers of the exercise are the same: {outcome.statement}"
            raise HandoutError(words_of, block.line)
    order = block.order(len(kept))
    choices = tuple(
        Choice(letter, _answer(kept[place]), place == 0, _why(kept[place]) if place else ())
        for letter, place in zip(ascii_uppercase, order, strict=False)
    )
    return Answered(choices, shown(right, Controls(), key=True))


def _answer(outcome: Outcome) -> Words:
    """The claimed law in mathematics, or the claim as it was typed."""
    claim = outcome.claim
    if claim is None or not isinstance(claim.goal, HasLaw):
        return (Code(outcome.statement.partition(" ")[2]),)
    return (Math(law_layout(Typesetter(), claim.goal.law)),)


def _why(outcome: Outcome) -> Words:
    """What gives the wrong answer away: the true law, values that differ, what would be right."""
    found: list[Inline] = []
    if outcome.law is not None:
        law = Math(law_layout(Typesetter(), outcome.law))
        found += [Text("The law is "), law, Text(". ")]
    witness = outcome.witness
    if witness is not None and witness.point is not None:
        point = Math(Typesetter().term(witness.point))
        found += [Text("At "), point, Text(f" the true density is {witness.left}, ")]
        found += [Text(f"that of this answer {witness.right}. ")]
    if outcome.near_misses:
        found.append(Text(f"It would be right {outcome.near_misses[0].words}. "))
    return tuple(found) or (Text("The engine has a counterexample."),)
