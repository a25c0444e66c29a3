"""An outcome as LaTeX: a fragment (needs amsmath, amssymb, graphicx) or a whole article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from types import MappingProxyType
from typing import Final

from symreparam.logic.verdict import Outcome
from symreparam.render.breaks import broken
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
from symreparam.render.layout import Layout, Row, Word
from symreparam.render.layout import Sign as Mark
from symreparam.render.layout_latex import latex
from symreparam.render.layout_width import width
from symreparam.render.names import GREEK
from symreparam.render.prooftree import document

_HEAD: Final = r"""\documentclass{article}
\usepackage[T1]{fontenc}
\usepackage{amsmath,amssymb,graphicx}
\usepackage[margin=1in]{geometry}
\setlength{\parindent}{0pt}
\setlength{\parskip}{6pt plus 2pt}
\emergencystretch=3em
\hbadness=10000
\sloppy
\begin{document}
"""
# letters of about half an em that fit on a line, for each size
_SIZES: Final = ((80, ""), (89, r"\small"), (98, r"\footnotesize"))
_LONGEST: Final = 44.0  # letters of a piece in a line
# no page ends between a heading and its list: what LaTeX does after a section's title
_STAYS: Final = r"\par\nopagebreak\csname @afterheading\endcsname"
_SPECIAL: Final = MappingProxyType(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "~": r"\(\sim\)",
        "^": r"\textasciicircum{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
        '"': r"\textquotedbl{}",
        "`": r"\textasciigrave{}",
        "'": "'",
        **{char: "\\" + char for char in "$&#_%"},
        **{char: rf"\({command}\)" for char, command in GREEK.values()},
        **{
            char: rf"\({command}\)"
            for char, command in (
                *(("∞", r"\infty"), ("≤", r"\le"), ("≥", r"\ge"), ("≠", r"\ne"), ("·", r"\cdot")),
                *(("π", r"\pi"), ("→", r"\to"), ("√", r"\surd"), ("−", "-"), ("²", "^2")),
                *(("∈", r"\in"), ("ℝ", r"\mathbb{R}"), ("≈", r"\approx"), ("±", r"\pm")),
            )
        },
        **{"–": "--", "—": "---", "“": "``", "”": "''", "‘": "`", "’": "'", "…": r"\dots{}"},
        **{"×": r"\(\times\)", "÷": r"\(\div\)", "°": r"\(^\circ\)", "³": r"\(^3\)", "\u00a0": "~"},
    }
)
# letters of other languages that are written in Latin ones and that T1 has
_LETTERS = frozenset("ĂăĄąĆćČčĎďĐđĘęĚěĞğİıĹĺĽľŁłŃńŇňŐőŒœŔŕŘřŚśŞşŠšŤťŮůŰűŸŹźŻżŽž")
Names = frozenset[str]


def latex_document(outcome: Outcome) -> str:
    """A standalone article that compiles under pdflatex."""
    return document_latex(document(outcome))


def document_latex(tree: Document) -> str:
    """A document as a standalone article that compiles under pdflatex."""
    return f"{_HEAD}{fragment(tree)}\\end{{document}}\n"


def latex_fragment(outcome: Outcome) -> str:
    """The outcome's body, ending with a newline."""
    return fragment(document(outcome))


def fragment(tree: Document) -> str:
    """A document's body, ending with a newline."""
    title = rf"\textbf{{{escaped(tree.verdict)}}}"
    if tree.goal:
        title += rf"\quad {_code(tree.goal)}"
    return f"{_joined([title, *_shown(tree.blocks, tree.alike)])}\n"


def blocks_latex(blocks: tuple[Block, ...], alike: Names) -> str:
    """The blocks, with blank lines between paragraphs and none before a display."""
    return _joined(_shown(blocks, alike))


def words_latex(words: Words, alike: Names) -> str:
    """Words in a line."""
    return _words(words, alike)


def code_latex(text: str) -> str:
    """Verbatim words that may be broken between two signs."""
    return _code(text)


def _shown(blocks: tuple[Block, ...], alike: Names) -> list[str]:
    return [part for block in blocks if (part := _block(block, alike))]


def _joined(parts: list[str]) -> str:
    text = "\n\n".join(parts)
    for display in ("\\[", "\\begin{align*}"):
        text = text.replace(f"\n\n{display}", f"\n{display}")
    return text


def escaped(text: str) -> str:
    """Words for text mode: nothing in them is a command, and no two hyphens become a dash."""
    return "{}".join("".join(map(_character, part)) for part in re.split("(?<=-)(?=-)", text))


def _character(char: str) -> str:
    if char in _SPECIAL:
        return _SPECIAL[char]
    if char.isascii():
        return char if char.isprintable() else " "
    return char if "À" <= char <= "ÿ" or char in _LETTERS else "?"


def _code(text: str) -> str:
    """Verbatim words that may be broken anywhere between two signs."""
    pieces = []
    run = 0
    for char in text:
        run = run + 1 if char.isalnum() else 0
        pieces.append(_character(char) if char != " " else r"\ ")
        if run == 0 or run % 20 == 0:
            pieces.append(r"\allowbreak{}")
    return rf"\texttt{{{''.join(pieces)}}}"


def _words(words: Words, alike: Names) -> str:
    pieces = []
    for part in words:
        match part:
            case Text(text):
                pieces.append(escaped(text))
            case Code(text):
                pieces.append(_code(text))
            case Math(layout):
                pieces.append(_inline(layout, alike))
    return "".join(pieces)


def _inline(layout: Layout, alike: Names) -> str:
    """Mathematics in a line; where a part of it is too long to be broken well, on its own line.

    Words inside it stand between formulas: TeX breaks no line around words in a formula.
    """
    if isinstance(layout, Row) and any(isinstance(part, Word) for part in layout.parts):
        return " ".join(_between_words(layout, alike))
    if max(map(width, broken(layout))) <= _LONGEST:
        return f"${latex(layout, alike, inline=True)}$"
    inner = latex(layout, alike)
    return _sized(rf"\[{inner}\]", width(layout), inner)


def _between_words(layout: Row, alike: Names) -> Iterator[str]:
    for words, group in groupby(layout.parts, lambda part: isinstance(part, Word)):
        if words:
            yield " ".join(escaped(part.text) for part in group if isinstance(part, Word))
        else:
            yield _inline(Row(tuple(group), layout.rank), alike)


def _block(block: Block, alike: Names) -> str:
    match block:
        case Paragraph(words, lead):
            head = rf"\textbf{{{_words(lead, alike)}}} " if lead else ""
            return (head + _words(words, alike)).strip()
        case Heading(words, level):
            if not words:
                return ""
            shown = _words(words, alike)
            return rf"\textbf{{{shown}}}" if level == 1 else rf"\emph{{{shown}}}"
        case Formula(layout):
            return _sized(rf"\[{latex(layout, alike)}\]", width(layout), latex(layout, alike))
        case Display(lines):
            return _display(lines, alike)
        case Items(items, numbered):
            kind = "enumerate" if numbered else "itemize"
            rows = "\n".join(rf"\item {_words(words, alike)}" for words in items)
            return f"\\begin{{{kind}}}\n{rows}\n\\end{{{kind}}}"
        case Table(head, rows_of):
            cells = [" & ".join(_words(cell, alike) for cell in row) for row in (head, *rows_of)]
            body = " \\\\\n".join((rf"{cells[0]} \\ \hline {cells[1]}", *cells[2:]))
            return f"\\begin{{tabular}}{{{'l' * len(head)}}}\n{body}\n\\end{{tabular}}"
        case Listing(text):
            return "\\\\\n".join(_code(line) for line in text.split("\n") if line.strip())
        case Aside(title, blocks):
            inner = "\n".join(_block(each, alike) for each in blocks)
            return f"\\textbf{{{_words(title, alike)}.}}{_STAYS}\n{inner}"
    raise TypeError(type(block).__name__)


def _display(lines: tuple[Equation, ...], alike: Names) -> str:
    """Aligned lines; a sum that is too long goes on in the next line, and the sign stands on a line
    of its own after a left side that is too long."""
    rows: list[str] = []
    widest = 0.0
    before = max((width(each.left) for each in lines if each.left), default=0.0)
    longest = max(width(each.right) for each in lines)
    apart = 2 * before > _SIZES[0][0] and before + longest + 4 > _SIZES[0][0]
    for line in lines:
        left = latex(line.left, alike) if line.left else ""
        if apart and line.left:
            parts = _pieces(line.left, _SIZES[0][0] - 4)
            rows += [f"&{latex(part, alike)}" for part in parts]
            widest = max(widest, *(width(part) for part in parts))
            left = ""
        if apart:
            before = 0.0
        pieces = _pieces(line.right, _SIZES[0][0] - before - 4)
        for index, piece in enumerate(pieces):
            sign = rf"&{_sign(line.sign)} " if index == 0 else r"&\quad "
            text = f"{left if index == 0 else ''} {sign}{latex(piece, alike)}".strip()
            size = before + width(piece) + 4
            if line.where is not None and index == len(pieces) - 1:
                text += rf",\qquad {latex(line.where, alike)}"
                size += width(line.where) + 5
            rows.append(text)
            widest = max(widest, size)
    body = " \\\\\n".join(rows)
    inner = f"\\begin{{aligned}}\n{body}\n\\end{{aligned}}"
    return _sized(f"\\begin{{align*}}\n{body}\n\\end{{align*}}", widest, inner)


def _sign(sign: str) -> str:
    return latex(Mark(sign))


def _pieces(layout: Layout, room: float) -> list[Layout]:
    """The addends of a sum in groups that fit; anything else as it is."""
    if width(layout) <= room or not isinstance(layout, Row):
        return [layout]
    groups: list[list[Layout]] = [[]]
    used = 0.0
    for part in layout.parts:
        starts = isinstance(part, Mark) and part.char in ("+", "-")
        if starts and groups[-1] and used > room / 2:
            groups.append([])
            used = 0.0
        groups[-1].append(part)
        used += width(part)
    return [Row(tuple(group), layout.rank) for group in groups]


def _sized(display: str, size: float, inner: str) -> str:
    """The display in the first size in which it fits; scaled to the line when none does."""
    for room, command in _SIZES:
        if size <= room:
            return display if not command else f"{{{command}\n{display}}}"
    return f"\\[\\resizebox{{0.97\\linewidth}}{{!}}{{$\\displaystyle {inner}$}}\\]"
