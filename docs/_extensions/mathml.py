"""Formulas of the pages as MathML, by the reader of the handouts, with a font of their own.

A formula that the reader does not know is a warning with its place, so that `-W` stops the build.
"""

from __future__ import annotations

import re
from html import unescape
from logging import WARNING, getLogger
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.writers.html5 import HTML5Translator

from symreparam.handouts.errors import HandoutError
from symreparam.handouts.font import subset
from symreparam.handouts.tex_math import formula

_LOG = logging.getLogger(__name__)
_MATH = re.compile(r"<math.*?</math>", re.S)


def _shown(node: nodes.Element, *, block: bool) -> str:
    try:
        return formula(node.astext(), block=block)
    except HandoutError as error:
        _LOG.warning("%s", error, location=node)
        return ""


def visit_math(self: HTML5Translator, node: nodes.Element) -> None:
    """A formula in a line."""
    self.body.append(_shown(node, block=False))
    raise nodes.SkipNode


def visit_displaymath(self: HTML5Translator, node: nodes.Element) -> None:
    """A displayed formula, which scrolls where it is too wide."""
    self.body.append(f'<div class="formula">{_shown(node, block=True)}</div>\n')
    raise nodes.SkipNode


def write_font(app: Sphinx, error: Exception | None) -> None:
    """The characters of all formulas of the site, in one font file beside the style sheet."""
    if error is not None or app.builder.format != "html":
        return
    characters: set[str] = set()
    for path in sorted(Path(app.outdir).rglob("*.html")):
        for found in _MATH.findall(path.read_text(encoding="utf-8")):
            characters |= set(unescape(found))
    getLogger("fontTools").setLevel(WARNING)  # it tells each table that it drops
    target = Path(app.outdir) / "_static" / "formulas.woff2"
    target.write_bytes(subset(frozenset(characters)))


def setup(app: Sphinx) -> dict[str, Any]:
    """Called by Sphinx."""
    app.add_html_math_renderer("mathml", (visit_math, None), (visit_displaymath, None))
    app.connect("build-finished", write_font)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
