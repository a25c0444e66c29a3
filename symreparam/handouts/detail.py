"""How much of a proof is shown, and what a student copy leaves blank."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from symreparam.handouts.options import Controls
from symreparam.handouts.source import Goal
from symreparam.handouts.words import VERDICT_WORDS
from symreparam.logic.verdict import Outcome
from symreparam.render.document import (
    Aside,
    Block,
    Display,
    Document,
    Equation,
    Items,
    Math,
    Paragraph,
    Text,
    Words,
)
from symreparam.render.layout import Blank, equation
from symreparam.render.layout_width import width
from symreparam.render.phrases import VERDICTS
from symreparam.render.phrases_story import STORY
from symreparam.render.prooftree import document
from symreparam.render.sentences import commas
from symreparam.render.story import letter
from symreparam.render.terms_layout import Typesetter
from symreparam.terms.record import dataclass

_LEADS: Final = ("Proof.", "Counterexample.")
# how the sentences start that a sketch leaves out
_REASONS: Final = tuple(
    STORY[key].partition("{")[0]
    for key in (
        *("branch.inverts", "branches", "branch.antiderivative", "integral.substituted"),
        *("mixture.family", "sum.family", "sum.telescope", "joint.image"),
    )
)
_LEAST, _MOST = 6, 44  # letters of a blank: room for a word, and no more than a line


@dataclass(frozen=True, slots=True)
class Shown:
    """One goal as it is shown: the statement, its proof or counterexample, and asides.

    `word` is the verdict in words; without a counterexample it says where the claim fails.
    """

    verdict: str
    word: Words
    statement: tuple[Block, ...]
    proof: tuple[Block, ...]
    asides: tuple[Aside, ...]
    alike: frozenset[str]


def shown(
    outcome: Outcome, controls: Controls, *, key: bool, everywhere: bool = False
) -> Shown:
    """The goal's parts under the controls; with `key` nothing is blank. `everywhere`: it was to be
    refuted `for all` parameter values."""
    tree = document(outcome)
    cut = next((i for i, block in enumerate(tree.blocks) if _starts_proof(block)), len(tree.blocks))
    statement, rest = tree.blocks[:cut], tree.blocks[cut:]
    verdicts = {VERDICTS["proved"], VERDICTS["refuted"]}
    body: list[Block] = [b for b in rest if not isinstance(b, Aside) and not _is_words(b, verdicts)]
    asides = tuple(block for block in rest if isinstance(block, Aside))
    if controls.detail == "statement":
        body, asides = [], ()
    elif controls.detail == "sketch":
        body, asides = _sketch(body), ()
    if controls.hide != "nothing" and not key:
        # side conditions would tell the formulas that are to be found
        body, asides = [_blank(block, controls.hide) for block in body], ()
    alike = Document(tree.verdict, tree.goal, (*statement, *body, *asides)).alike
    word = _word(outcome, told=bool(body), everywhere=everywhere)
    return Shown(tree.verdict, word, statement, tuple(body), asides, alike)


def shown_goal(goal: Goal, outcome: Outcome, *, key: bool) -> Shown:
    """A goal of a claim block under its own controls."""
    return shown(outcome, goal.controls, key=key, everywhere=goal.everywhere)


def _word(outcome: Outcome, *, told: bool, everywhere: bool) -> Words:
    if outcome.verdict != "refuted":
        return (Text(VERDICT_WORDS[outcome.verdict]),)
    proof = outcome.proof
    if everywhere and outcome.claim is not None and outcome.claim.scope.names:
        return (Text("Refuted for all parameter values"),)
    if told or proof is None or not proof.at:
        return (Text("Refuted"),)
    values = [equation(letter(name), "=", Typesetter().term(value)) for name, value in proof.at]
    return (Text("Refuted, for instance at "), *commas([*values]))


def _starts_proof(block: Block) -> bool:
    return isinstance(block, Paragraph) and _plain(block.lead) in _LEADS


def _plain(words: Words) -> str:
    return "".join(part.text for part in words if isinstance(part, Text))


def _is_words(block: Block, texts: set[str]) -> bool:
    return isinstance(block, Paragraph) and not block.lead and _plain(block.words) in texts


def _sketch(blocks: list[Block]) -> list[Block]:
    """All but the reasons that a reader can supply: why an inverse is one, why an integral has its
    value; the last one stays, where the conclusion is drawn."""
    last = max((i for i, block in enumerate(blocks) if isinstance(block, Display)), default=0)
    return [block for i, block in enumerate(blocks) if i > last or not _is_reason(block)]


def _is_reason(block: Block) -> bool:
    if not isinstance(block, Paragraph) or block.lead:
        return False
    return _plain(block.words[:1]).startswith(_REASONS)


def _blank(block: Block, hide: str) -> Block:
    """The block with room to write in place of what a student is to find."""
    reasons, formulas = hide in ("reasons", "all"), hide in ("formulas", "all")
    match block:
        case Display(lines) if formulas:
            return Display(tuple(map(_blank_line, lines)))
        case Items(items, numbered) if reasons:
            return Items(tuple(_blank_words(item) for item in items), numbered)
        case Paragraph(words, lead) if reasons and len(words) > 1:
            return Paragraph(_blank_words(words), lead)
    return block


def _blank_line(line: Equation) -> Equation:
    return replace(line, right=Blank(_room(width(line.right))))


def _blank_words(words: Words) -> Words:
    """The words stay; the mathematics in them becomes blanks of its own width."""
    return tuple(
        Math(Blank(_room(width(part.layout)))) if isinstance(part, Math) else part
        for part in words
    )


def _room(letters: float) -> int:
    return max(_LEAST, min(_MOST, round(letters)))
