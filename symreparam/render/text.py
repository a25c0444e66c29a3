"""An outcome as Unicode text, 79 columns wide: the document tree's first target."""

from __future__ import annotations

from dataclasses import replace
from textwrap import wrap
from typing import Final

from sympy import Expr, Symbol

from symreparam.logic.judgement import FailsAt
from symreparam.logic.proof import Proof
from symreparam.logic.verdict import Outcome
from symreparam.render.document import (
    Aside,
    Block,
    Code,
    Display,
    Document,
    Formula,
    Heading,
    Items,
    Listing,
    Math,
    Paragraph,
    Table,
    Text,
    Words,
)
from symreparam.render.forms_text import form_text
from symreparam.render.laws_layout import narrowing_layout
from symreparam.render.layout_text import line
from symreparam.render.names import plain
from symreparam.render.prooftree import document
from symreparam.render.sentences import sentence
from symreparam.render.story import begin
from symreparam.render.terms_text import law_text, term_text

WIDTH: Final = 79
_HARD: Final = "\N{NO-BREAK SPACE}"
_SHORT: Final = 30
Names = frozenset[str]


def outcome_text(outcome: Outcome) -> str:
    """The whole outcome, ending with a newline.

    >>> from symreparam import check
    >>> [found] = check("let X ~ Normal(0, 1)\\nprove 2*X ~ Normal(0, 2)")
    >>> print(outcome_text(found).splitlines()[0])
    proved: prove 2*X ~ Normal(0, 2)
    """
    return document_text(document(outcome))


def document_text(tree: Document) -> str:
    """The document as text, ending with a newline."""
    title = f"{tree.verdict}: {plain(tree.goal)}".rstrip()
    lines = [title]
    for block in tree.blocks:
        lines += ["", *_block(block, tree.alike)]
    # nothing to say besides a heading's blank line: no two blank lines in a row
    kept = [text for i, text in enumerate(lines) if text or (i and lines[i - 1])]
    return "\n".join(kept).rstrip() + "\n"


def words_text(words: Words, alike: Names = frozenset()) -> str:
    """Words in one line; short mathematics holds together with no-break spaces."""
    pieces = []
    for part in words:
        match part:
            case Text(text) | Code(text):
                pieces.append(plain(text))
            case Math(layout):
                shown = line(layout, alike)
                pieces.append(shown.replace(" ", _HARD) if len(shown) <= _SHORT else shown)
    return "".join(pieces)


def _block(block: Block, alike: Names) -> list[str]:
    match block:
        case Paragraph(words, lead):
            head = f"{words_text(lead, alike)} " if lead else ""
            return _filled(head + words_text(words, alike))
        case Heading(words, _):
            return _filled(words_text(words, alike))
        case Formula(layout):
            return _filled(line(layout, alike), "    ", "        ")
        case Display():
            return _display(block, alike)
        case Items(items, numbered):
            return _items(items, numbered, alike)
        case Table(head, rows):
            return _table(head, rows, alike)
        case Listing(text):
            return ["    " + plain(row) for row in text.split("\n")]
        case Aside(title, blocks):
            found = [words_text(title, alike).replace(_HARD, " ") + ":"]
            for inner in blocks:
                found += _block(inner, alike)
            return found
    raise TypeError(type(block).__name__)


def _filled(text: str, first: str = "", rest: str = "") -> list[str]:
    rows = wrap(
        text.strip(" "),
        WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [row.replace(_HARD, " ") for row in rows]


def _display(block: Display, alike: Names) -> list[str]:
    """Lines aligned at their signs; the range stands after a comma. A wide left side that the
    rest does not fit beside stands on lines of its own."""
    lefts = [line(e.left, alike) if e.left else "" for e in block.lines]
    width = max(map(len, lefts))
    rights = max(len(line(e.right, alike)) for e in block.lines)
    found: list[str] = []
    if 2 * width > WIDTH and width + rights + 7 > WIDTH:
        for left, each in zip(lefts, block.lines, strict=True):
            found += _broken("    ", left) if left else []
            found += _display(Display((replace(each, left=None),)), alike)
        return found
    for left, each in zip(lefts, block.lines, strict=True):
        right = line(each.right, alike)
        if each.where is not None:
            right += ",".ljust(4) + line(each.where, alike)
        head = f"    {left.ljust(width)} {each.sign} "
        found += _broken(head, right)
    return found


def _broken(head: str, right: str) -> list[str]:
    """A long line is broken at sums and relations; between factors only when that is too long."""
    if len(head) + len(right) <= WIDTH:
        return [head + right]
    tight = right.replace(" · ", f"{_HARD}·{_HARD}").replace(" + ", f" +{_HARD}")
    rows = _filled(tight, head, " " * len(head))
    if max(map(len, rows)) > WIDTH:
        rows = _filled(right, head, " " * len(head))
    return rows


def _items(items: tuple[Words, ...], numbered: bool, alike: Names) -> list[str]:
    found = []
    for number, words in enumerate(items, start=1):
        mark = f"{number:3}. " if numbered else "  - "
        found += _filled(words_text(words, alike), mark, " " * len(mark))
    return found


def _table(head: tuple[Words, ...], rows: tuple[tuple[Words, ...], ...], alike: Names) -> list[str]:
    cells = [[words_text(c, alike).replace(_HARD, " ") for c in row] for row in (head, *rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    shown = ["  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)) for row in cells]
    rule = "  ".join("-" * w for w in widths)
    return [shown[0].rstrip(), rule, *(row.rstrip() for row in shown[1:])]


def proof_lines(proof: Proof) -> list[str]:
    """The proof step by step: one numbered line each, with the steps it rests on."""
    lines = []
    setter = begin(proof).setter
    at = false_at(proof)
    if at:
        values = ", ".join(f"{symbol} = {term_text(value)}" for symbol, value in at)
        lines.append(f"Take {values}.")
    for index, step in enumerate(proof.steps):
        case = ""
        if step.scope > 0:
            scope = proof.scopes[step.scope - 1]
            case = f"[case {line(narrowing_layout(setter, scope))}] "
        cited = ", ".join(str(premise + 1) for premise in step.premises)
        words = words_text(sentence(step, setter)).replace(_HARD, " ")
        lines.append(f"{index + 1:3}. {case}{words}" + (f"  ({cited})" if cited else ""))
    return lines


def outcome_law_text(outcome: Outcome) -> str | None:
    """The derived law in the claim language, or None."""
    if outcome.law is not None:
        return law_text(outcome.law)
    return None if outcome.formed is None else form_text(outcome.formed)


def false_at(proof: Proof) -> tuple[tuple[Symbol, Expr], ...]:
    """The exact parameter values at which a refutation shows the claim to be false; none where it
    shows that it is false at all."""
    known = proof.steps[-1].conclusion if proof.steps else None
    return known.values if isinstance(known, FailsAt) else proof.at


def short_message(outcome: Outcome) -> str:
    """One line: what the verdict says beyond its name; then where the construct stands that is
    not supported."""
    if outcome.verdict == "refuted" and outcome.proof is not None:
        at = false_at(outcome.proof)
        if not at and outcome.witness is not None:
            at = outcome.witness.parameters
        values = ", ".join(f"{s} = {term_text(v)}" for s, v in at)
        known = outcome_law_text(outcome)
        true = f"; the law is {known}" if known is not None else ""
        return f"{outcome.statement}: false{f' at {values}' if values else ''}{true}"
    if outcome.verdict == "proved" and outcome.proof is not None:
        steps = len(outcome.proof.steps)
        return f"{outcome.statement}: {steps} step{'' if steps == 1 else 's'}"
    message = f"{outcome.statement}: {outcome.reason}" if outcome.statement else outcome.reason
    return f"{message}\n{outcome.excerpt}" if outcome.excerpt else message
