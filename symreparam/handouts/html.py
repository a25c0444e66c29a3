"""A verified handout as one HTML file: no request, no library, a strict policy."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from functools import cache
from html import escape, unescape
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from symreparam.handouts.detail import Shown, shown_goal
from symreparam.handouts.errors import HandoutError
from symreparam.handouts.exercise import Exercise
from symreparam.handouts.exercise_parts import Answered, answered, reasons
from symreparam.handouts.font import subset
from symreparam.handouts.grouped import Group, formula, groups, head
from symreparam.handouts.picture import Picture
from symreparam.handouts.picture_html import picture_html
from symreparam.handouts.prose_html import prose_html
from symreparam.handouts.source import Block, ClaimBlock, Handout, parse
from symreparam.handouts.words import Outcomes
from symreparam.logic.verdict import Outcome
from symreparam.render.html import blocks_html, words_html
from symreparam.render.names import plain

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

_MARKS: Final = {
    "proved": '<svg class="mark" viewBox="0 0 16 16" aria-hidden="true">'
    '<path d="M2.5 8.5l3.5 4 7.5-9"></path></svg>',
    "refuted": '<svg class="mark" viewBox="0 0 16 16" aria-hidden="true">'
    '<path d="M3 3l10 10M13 3L3 13"></path></svg>',
}
# browsers break the line between a formula and the comma after it
_BEFORE_SIGN: Final = re.compile(r"(<math>(?:(?!</math>).)*</math>[,.;:!?)’”]+)", re.DOTALL)
_END: Final = (
    '<p class="qed"><svg viewBox="0 0 12 12" role="img" aria-label="end of proof">'
    '<rect x="1" y="1" width="10" height="10"></rect></svg></p>'
)


def html(handout: Handout, outcomes: Outcomes, *, key: bool, version: str) -> str:
    """The page. `outcomes` belong to the blocks by their line. Raises HandoutError."""
    page = _Page(handout, outcomes, key)
    body = page.body()
    style, script = _data("page.css"), ""
    if page.calls:
        script = _data("picture.js") + "".join(page.calls)
    script = _data("scroll.js") + script
    font = base64.b64encode(subset(frozenset(unescape(body)))).decode("ascii")
    face = f"@font-face{{font-family:Formulas;src:url(data:font/woff2;base64,{font})}}\n"
    return str(
        _template().render(
            head=handout.head,
            title=handout.title,
            body=body,
            style=face + style,
            script=script,
            style_hash=_hash(face + style),
            script_hash=_hash(script),
            key=key,
            version=version,
        )
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")


@cache
def _data(name: str) -> str:
    return resources.files("symreparam.handouts").joinpath(name).read_text(encoding="utf-8")


@cache
def _template() -> Any:
    try:
        from jinja2 import Environment, StrictUndefined
    except ImportError as error:
        words = "HTML handouts need more packages: pip install 'symreparam[handout]'"
        raise HandoutError(f"{words} ({error.name} is missing)") from error
    world = Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    return world.from_string(_data("page.html"))


class _Page:
    """The body being written; counts what needs a number of its own."""

    def __init__(self, handout: Handout, outcomes: Outcomes, key: bool) -> None:
        self.handout, self.outcomes, self.key = handout, outcomes, key
        self.pictures = 0
        self.calls: list[str] = []
        self.exercises = 0

    def body(self) -> str:
        parts = []
        for node in self.handout.tree.children:
            if node is self.handout.heading:
                continue
            parts.append(prose_html(node, self._fence))
        return _BEFORE_SIGN.sub(r'<span class="kept">\1</span>', "\n".join(filter(None, parts)))

    def _fence(self, node: SyntaxTreeNode) -> str | None:
        line = node.map[0] + 1 if node.map else 0
        block = self.handout.blocks.get(line)
        return None if block is None else self._ours(block, self.outcomes[line])

    def _ours(self, block: Block, outcomes: tuple[Outcome, ...]) -> str:
        if isinstance(block, ClaimBlock):
            return self._claim(block, outcomes)
        if isinstance(block, Picture):
            self.pictures += 1
            figure, call = picture_html(block, outcomes, self.pictures)
            self.calls += [call] if call else []
            return figure
        self.exercises += 1
        return self._exercise(block, outcomes)

    def _claim(self, block: ClaimBlock, outcomes: tuple[Outcome, ...]) -> str:
        pairs = zip(block.goals, outcomes, strict=True)
        inner = goals_html([shown_goal(*pair, key=self.key) for pair in pairs])
        inner += f"\n{typed_html(block)}"
        return f'<section class="claim" aria-label="Claim">\n{inner}\n</section>'

    def _exercise(self, block: Exercise, outcomes: tuple[Outcome, ...]) -> str:
        found = answered(block, outcomes)
        head = f'<h3 class="exercise-head">Exercise {self.exercises}</h3>'
        none: frozenset[str] = frozenset()
        shown_words = [words_html(choice.words, none) for choice in found.choices]
        choices = "\n".join(f"<li><div>{words}</div></li>" for words in shown_words)
        ask = "\n".join(prose_html(node, lambda _: None) for node in parse(block.ask).children)
        parts = [head, ask, f'<ol class="choices">\n{choices}\n</ol>']
        if self.key:
            parts.append(_solution(found))
        inner = "\n".join(parts)
        return f'<section class="exercise" aria-label="Exercise">\n{inner}\n</section>'


def typed_html(block: ClaimBlock) -> str:
    """A claim block's own text, to unfold."""
    return (
        '<details class="typed"><summary>As typed</summary>'
        f"<pre><code>{_escaped(block.shown)}</code></pre></details>"
    )


def goals_html(goals: Sequence[Shown]) -> str:
    """The goals of a block; those without proofs that assume the same stand in one frame."""
    return "\n".join(
        goal_html(group[0]) if len(group) == 1 else _group_html(group) for group in groups(goals)
    )


def _group_html(group: Group) -> str:
    rows = "\n".join(
        f'<div class="one {goal.verdict}">{_boxed((formula(goal),), goal.alike)}'
        f"{_verdict(goal)}</div>"
        for goal in group
    )
    first = _boxed((head(group),), group[0].alike)
    return f'<article class="goal group">\n<div class="statement">{first}\n{rows}</div>\n</article>'


def _verdict(parts: Shown) -> str:
    word = words_html(parts.word, parts.alike)
    return f'<p class="verdict">{_MARKS[parts.verdict]}<strong>{word}</strong></p>'


def goal_html(parts: Shown) -> str:
    """A goal: its statement with the verdict, the proof, and asides to unfold."""
    statement = _boxed(parts.statement, parts.alike) + _verdict(parts)
    pieces = [f'<div class="statement">{statement}</div>']
    if parts.proof:
        pieces.append(f'<div class="proof">{_boxed(parts.proof, parts.alike)}{_END}</div>')
    for aside in parts.asides:
        title = blocks_html((aside,), parts.alike)
        start, _, rest = title.removeprefix("<aside>\n<p><strong>").partition("</strong></p>")
        inner = rest.removesuffix("</aside>")
        pieces.append(f"<details><summary>{start}</summary>{_wrapped(inner)}</details>")
    body = "\n".join(pieces)
    return f'<article class="goal {parts.verdict}">\n{body}\n</article>'


def _boxed(blocks: tuple[Any, ...], alike: frozenset[str]) -> str:
    return _wrapped(blocks_html(blocks, alike))


def _wrapped(text: str) -> str:
    """Each displayed formula in a box of its own, which scrolls where it is too wide."""
    opening = '<math display="block">'
    pieces = text.replace('<div class="broken">', '<div class="formula broken">').split(opening)
    rest = [f'<div class="formula">{opening}' + _closed(piece) for piece in pieces[1:]]
    return pieces[0] + "".join(rest)


def _closed(piece: str) -> str:
    inside, end, after = piece.partition("</math>")
    return f"{inside}{end}</div>{after}"


def _escaped(text: str) -> str:
    return "\n".join(escape(plain(line), quote=False) for line in text.split("\n"))


def _solution(found: Answered) -> str:
    why = "\n".join(
        f"<p><strong>Not {letters}.</strong> {words_html(words, frozenset())}</p>"
        for letters, words in reasons(found)
    )
    right = next(choice for choice in found.choices if choice.right)
    proof = goal_html(found.proof)
    return (
        f'<div class="solution"><p><strong>Solution: {right.letter}.</strong></p>\n'
        f"{proof}\n{why}</div>"
    )
