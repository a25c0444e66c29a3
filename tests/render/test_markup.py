"""Markdown, HTML and MathML: well formed, and no name gets through as markup."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from nasty import nasty
from outcomes import BLOCKS, outcome
from sympy import Symbol

from symreparam.render.html import html_fragment, html_page
from symreparam.render.markdown import code, markdown
from symreparam.render.markdown import escaped as escaped_markdown
from symreparam.render.mathml import term_mathml


@pytest.mark.parametrize("name", BLOCKS)
def test_markdown_mathematics_survives_markdown(name: str) -> None:
    text = markdown(outcome(name))
    prose = re.sub(r"(`+)(?:(?!\1).|\n)*?\1", "", text)
    inside = re.findall(r"\$\$\n(.*?)\n\$\$", prose, re.S)
    inside += re.findall(r"\$([^$\n]+)\$", re.sub(r"\$\$\n.*?\n\$\$", "", prose, flags=re.S))
    assert inside or outcome(name).claim is None
    for part in inside:
        assert part == part.strip()
        assert "<" not in part and ">" not in part
        assert not re.findall(r"(?<!\\)\\[,;! {}]", part), part


def test_markdown_lets_no_markup_through() -> None:
    assert escaped_markdown("a*b_c`<i>[x](y)$") == r"a\*b\_c\`\<i\>\[x\](y)\$"
    assert code("a``b") == "``` a``b ```"
    text = markdown(nasty())
    assert "\x1b" not in text and "\u202e" not in text
    fence = re.search(r"^(`{3,})text$", text, re.M)
    assert fence is not None and text.rstrip().endswith(fence[1])


# HTML ---------------------------------------------------------------------------------------------
CORE = {
    *("math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "mfrac", "msqrt", "msup", "msub"),
    *("msubsup", "mtable", "mtr", "mtd"),
}
ATTRIBUTES = {
    *("class", "display", "style", "fence", "displaystyle", "mathvariant", "width"),
    *("form", "stretchy", "lspace", "rspace"),
}
HTML = {"article", "p", "strong", "code", "ul", "ol", "li", "aside", "h4", "pre", "div", "wbr"}


@pytest.mark.parametrize("name", [*BLOCKS, "nasty"])
def test_html_is_well_formed_and_plain(name: str) -> None:
    found = nasty() if name == "nasty" else outcome(name)
    tree = ElementTree.fromstring(html_fragment(found))
    for element in tree.iter():
        assert element.tag in CORE | HTML
        assert set(element.attrib) <= ATTRIBUTES
    arity = {"mfrac": 2, "msup": 2, "msub": 2, "msubsup": 3}
    for tag, count in arity.items():
        assert all(len(element) == count for element in tree.iter(tag))
    assert html_page(found).startswith("<!DOCTYPE html>")


def test_html_escapes_words_and_names() -> None:
    text = html_fragment(nasty())
    assert "<script" not in text and "\x1b" not in text and "\u202e" not in text
    assert "<script" not in term_mathml(Symbol("<script>", real=True) + 1)


def test_mathml_of_the_normal_density() -> None:
    text = html_fragment(outcome("classic"))
    assert "<msqrt><mrow><mn>2</mn><mo>&#x2062;</mo><mi>π</mi></mrow></msqrt>" in text
    assert "<mi>e</mi>" in text
