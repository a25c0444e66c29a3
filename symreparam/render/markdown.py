"""An outcome as Markdown with `$..$` mathematics, for GitHub and MyST alike."""

from __future__ import annotations

import re
from typing import Final

from symreparam.logic.verdict import Outcome
from symreparam.render.document import (
    Aside,
    Block,
    Code,
    Display,
    Document,
    Equation,
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
from symreparam.render.layout import Layout, Sign
from symreparam.render.layout_latex import latex
from symreparam.render.names import plain
from symreparam.render.prooftree import document

_ESCAPED: Final = re.compile(r"([\\`*_\[\]<>#$|~&{}])")
# GitHub reads a backslash before punctuation as Markdown's, so mathematics avoids it
_COMMANDS: Final = (
    (r"\,", r"\thinspace "),
    (r"\ ", r"\thickspace "),
    (r"\{", r"\lbrace "),
    (r"\}", r"\rbrace "),
    ("<", r"\lt "),
    (">", r"\gt "),
)
Names = frozenset[str]


def markdown(outcome: Outcome) -> str:
    """The whole outcome, ending with a newline."""
    return document_markdown(document(outcome))


def document_markdown(tree: Document) -> str:
    """A document as Markdown, ending with a newline."""
    title = f"**{escaped(tree.verdict)}**"
    if tree.goal:
        title += f": {code(tree.goal)}"
    return f"{title}\n\n{blocks_markdown(tree.blocks, tree.alike)}".rstrip("\n") + "\n"


def blocks_markdown(blocks: tuple[Block, ...], alike: Names) -> str:
    """The blocks, with blank lines between them."""
    shown = (_block(block, alike) for block in blocks)
    return "\n\n".join(part for part in shown if part)


def words_markdown(words: Words, alike: Names) -> str:
    """Words in a line."""
    return _words(words, alike)


def escaped(text: str) -> str:
    """Words in which nothing is markup."""
    return _ESCAPED.sub(r"\\\1", plain(text))


def code(text: str) -> str:
    """A code span whose fence is longer than any run of backticks in it."""
    shown = plain(text)
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", shown)), default=0))
    pad = " " if "`" in shown else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def math(layout: Layout, alike: Names, *, inline: bool = False) -> str:
    """LaTeX that survives Markdown's own backslashes."""
    return _safe(latex(layout, alike, inline=inline))


def _safe(text: str) -> str:
    # a row's end `\\` stays; only single backslashes are rewritten
    parts = text.split(r"\\")
    for old, new in _COMMANDS:
        parts = [part.replace(old, new) for part in parts]
    return re.sub(r" +", " ", r"\\".join(parts)).strip()


def _words(words: Words, alike: Names) -> str:
    pieces = []
    for part in words:
        match part:
            case Text(text):
                pieces.append(escaped(text))
            case Code(text):
                pieces.append(code(text))
            case Math(layout):
                pieces.append(f"${math(layout, alike, inline=True)}$")
    return "".join(pieces)


def _block(block: Block, alike: Names) -> str:
    match block:
        case Paragraph(words, lead):
            head = f"**{_words(lead, alike)}** " if lead else ""
            return (head + _words(words, alike)).strip()
        case Heading(words, level):
            shown = _words(words, alike)
            return (f"**{shown}**" if level == 1 else f"*{shown}*") if words else ""
        case Formula(layout):
            return f"$$\n{math(layout, alike)}\n$$"
        case Display(lines):
            body = " \\\\\n".join(_line(line, alike) for line in lines)
            return f"$$\n\\begin{{aligned}}\n{body}\n\\end{{aligned}}\n$$"
        case Items(items, numbered):
            marks = [f"{i}." if numbered else "-" for i in range(1, len(items) + 1)]
            pairs = zip(marks, items, strict=True)
            return "\n".join(f"{mark} {_words(words, alike)}" for mark, words in pairs)
        case Table(head, rows_of):
            cells = [" | ".join(_words(cell, alike) for cell in row) for row in (head, *rows_of)]
            cells.insert(1, " | ".join("---" for _ in head))
            return "\n".join(f"| {row} |" for row in cells)
        case Listing(text):
            fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
            body = "\n".join(map(plain, text.split("\n")))
            return f"{fence}text\n{body}\n{fence}"
        case Aside(title, blocks):
            inner = "\n\n".join(_block(each, alike) for each in blocks)
            return f"**{_words(title, alike)}.**\n\n{inner}"
    raise TypeError(type(block).__name__)


def _line(line: Equation, alike: Names) -> str:
    left = f"{math(line.left, alike)} " if line.left else ""
    where = rf", \qquad {math(line.where, alike)}" if line.where is not None else ""
    return f"{left}&{_safe(latex(Sign(line.sign)))} {math(line.right, alike)}{where}"
