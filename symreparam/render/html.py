"""An outcome as an HTML fragment with presentation MathML: no script, no style sheet needed."""

from __future__ import annotations

import re
from html import escape
from typing import Final

from symreparam.logic.verdict import Outcome
from symreparam.render.breaks import RELATIONS, broken, stacked
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
from symreparam.render.layout import Layout, Row, Sign, Word
from symreparam.render.layout_width import width
from symreparam.render.mathml import math_element, mathml
from symreparam.render.names import plain
from symreparam.render.prooftree import document

Names = frozenset[str]
_LONG, _WIDE = 26.0, 34.0  # in letters: a phone's line holds about 36
_RIGHT: Final = ' style="text-align: right; justify-items: end"'
_ROOM: Final = 'lspace="0.278em" rspace="0.278em"'
_LEFT: Final = ' style="text-align: left"'


def html_fragment(outcome: Outcome) -> str:
    """One `<article>`, ending with a newline."""
    return document_html(document(outcome))


def html_page(outcome: Outcome) -> str:
    """A whole page around the fragment, for a file of its own."""
    return _page(f"{outcome.verdict}: {plain(outcome.statement)}", html_fragment(outcome))


def document_page(tree: Document) -> str:
    """A whole page around a document."""
    return _page(f"{plain(tree.verdict)}: {plain(tree.goal)}", document_html(tree))


def _page(title: str, article: str) -> str:
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n</head>\n<body>\n{article}</body>\n</html>\n"
    )


def document_html(tree: Document) -> str:
    """A document as one `<article>`, ending with a newline."""
    verdict = escape(plain(tree.verdict))
    goal = f" <code>{escape(plain(tree.goal))}</code>" if tree.goal else ""
    head = f'<p class="verdict"><strong>{verdict}</strong>{goal}</p>'
    body = f"{head}\n{blocks_html(tree.blocks, tree.alike)}"
    # a fragment goes to pages whose style sheet is not ours
    for place, style in (("left-side", _RIGHT), ("right-side", _LEFT)):
        body = body.replace(f'<mtd class="{place}">', f"<mtd{style}>")
    body = body.replace('<div class="broken">', '<div style="text-align: center">')
    return f'<article class="symreparam {verdict}">\n{body}\n</article>\n'


def blocks_html(blocks: tuple[Block, ...], alike: Names) -> str:
    """The blocks without style attributes: for pages with a strict policy and a style sheet that
    aligns `mtd.left-side` to the right, `mtd.right-side` to the left and `div.broken` in the
    middle."""
    shown = (_block(block, alike) for block in blocks)
    return "\n".join(part for part in shown if part)


def words_html(words: Words, alike: Names) -> str:
    """Words in a line."""
    return _words(words, alike)


def _words(words: Words, alike: Names) -> str:
    pieces = []
    for part in words:
        match part:
            case Text(text):
                pieces.append(escape(plain(text)).replace("&#x27;", "’"))
            case Code(text):
                pieces.append(f"<code>{escape(plain(text))}</code>")
            case Math(layout):
                pieces.append(_inline_math(layout, alike))
    return "".join(pieces)


def _inline_math(layout: Layout, alike: Names) -> str:
    """Browsers break no line inside `<math>`: what is long becomes several, and a piece that is
    still long a box that a style sheet may let scroll."""
    if width(layout) <= _LONG:
        return math_element(layout, alike)
    shown = []
    for piece in broken(layout):
        if isinstance(piece, Word):
            shown.append(f" {escape(plain(piece.text))} ")
            continue
        element = math_element(piece, alike)
        wide = width(piece) > _WIDE
        shown.append(f'<span class="wide">{element}</span>' if wide else element)
    return "<wbr/>".join(shown)


def _block(block: Block, alike: Names) -> str:
    match block:
        case Paragraph(words, lead):
            head = f"<strong>{_words(lead, alike)}</strong> " if lead else ""
            return f"<p>{head}{_words(words, alike)}</p>"
        case Heading(words, level):
            tag = "h3" if level == 1 else "h4"
            return f"<{tag}>{_words(words, alike)}</{tag}>" if words else ""
        case Formula(layout):
            return _displayed(layout, alike)
        case Display(lines):
            return _display(lines, alike)
        case Items(items, numbered):
            tag = "ol" if numbered else "ul"
            rows = "\n".join(f"<li>{_words(words, alike)}</li>" for words in items)
            return f"<{tag}>\n{rows}\n</{tag}>"
        case Table(head, rows_of):
            return _table(head, rows_of, alike)
        case Listing(text):
            body = "\n".join(escape(plain(line)) for line in text.split("\n"))
            return f"<pre>{body}</pre>"
        case Aside(title, blocks):
            inner = "\n".join(_block(each, alike) for each in blocks)
            head = f"<p><strong>{_words(title, alike)}</strong></p>"
            return f"<aside>\n{head}\n{inner}\n</aside>"
    raise TypeError(type(block).__name__)


def _displayed(layout: Layout, alike: Names) -> str:
    """A formula on a line of its own; a long statement in pieces, between which a narrow screen
    may break it."""
    pieces = stacked(layout) if width(layout) > _LONG else [layout]
    if len(pieces) == 1:
        return math_element(layout, alike, block=True)
    shown = ""
    for piece in pieces:
        gap = " " if isinstance(piece, Word) else "<wbr/>"
        element = mathml(piece, alike)
        first = piece.parts[0] if isinstance(piece, Row) else piece
        if isinstance(first, Sign) and first.char in RELATIONS:
            # browsers take a sign that stands first for one that needs no room
            element = re.sub("^<mrow><mo>", f"<mrow><mo {_ROOM}>", element)
        shown += f'{gap}<math displaystyle="true">{element}</math>'
        shown += gap if gap == " " else ""
    return f'<div class="broken">{shown.strip().removeprefix("<wbr/>")}</div>'


def _display(lines: tuple[Equation, ...], alike: Names) -> str:
    rows = "\n".join(_line(line, alike) for line in lines)
    table = f'<mtable displaystyle="true">\n{rows}\n</mtable>'
    return f'<math display="block">{table}</math>'


def _line(line: Equation, alike: Names) -> str:
    left = mathml(line.left, alike) if line.left else "<mrow></mrow>"
    right = f"{mathml(Sign(line.sign))}{mathml(line.right, alike)}"
    if line.where is not None:
        right += f'<mo>,</mo><mspace width="2em"></mspace>{mathml(line.where, alike)}'
    ends = f'<mtd class="left-side">{left}</mtd><mtd class="right-side"><mrow>{right}</mrow></mtd>'
    return f"<mtr>{ends}</mtr>"


def _table(head: tuple[Words, ...], rows: tuple[tuple[Words, ...], ...], alike: Names) -> str:
    top = "".join(f"<th>{_words(cell, alike)}</th>" for cell in head)
    body = "\n".join(
        "<tr>" + "".join(f"<td>{_words(cell, alike)}</td>" for cell in row) + "</tr>"
        for row in rows
    )
    return f"<table>\n<tr>{top}</tr>\n{body}\n</table>"
