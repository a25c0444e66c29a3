"""A handout's Markdown tree as HTML: every word escaped, every formula MathML."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Final

from symreparam.handouts.errors import HandoutError
from symreparam.handouts.prose import Fence, Prose
from symreparam.handouts.tex_math import formula
from symreparam.render.names import plain

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

_WRAPPED: Final = {
    "paragraph": "p",
    "blockquote": "blockquote",
    "bullet_list": "ul",
    "list_item": "li",
    "thead": "thead",
    "tbody": "tbody",
    "tr": "tr",
}
_SAFE_LINK: Final = re.compile(r"(?:https?://|mailto:|#|[\w./-]+(?:#|$))")


def prose_html(node: SyntaxTreeNode, fence: Fence) -> str:
    """One block of the tree; `fence` gives the HTML of our own blocks, None for other code.
    Raises HandoutError with the line of a formula or link that cannot be shown."""
    return _Html(fence).block(node)


def inline_html(node: SyntaxTreeNode, line: int) -> str:
    """The children of an inline node."""
    return _Html(lambda _: None).words(node, line)


class _Html(Prose):
    fresh_line = "<br>\n"

    def composed(self, node: SyntaxTreeNode) -> str | None:
        kind = node.type
        if kind == "heading":
            return f'<{node.tag} id="{slug(_plain(node))}">{self.all(node)}</{node.tag}>'
        if kind == "hr":
            return "<hr>"
        if kind == "ordered_list":
            start = node.attrs.get("start", 1)
            first = f' start="{start}"' if start != 1 else ""
            return f"<ol{first}>\n{self.all(node)}\n</ol>"
        if kind == "table":
            return f'<div class="scrolls"><table>\n{self.all(node)}\n</table></div>'
        if kind in ("th", "td"):
            scope = ' scope="col"' if kind == "th" else ""
            # `:---:` asks for a style, which the page's policy would not apply
            side = str(node.attrs.get("style", "")).removeprefix("text-align:")
            aligned = f' class="{side}"' if side in ("center", "right") else ""
            return f"<{kind}{scope}{aligned}>{self.all(node, '')}</{kind}>"
        if kind == "paragraph" and node.hidden:
            return self.all(node)
        tag = _WRAPPED.get(kind)
        return None if tag is None else f"<{tag}>{self.all(node)}</{tag}>"

    def display(self, text: str, line: int) -> str:
        return block_formula(text, line)

    def formula(self, text: str, line: int) -> str:
        return formula(text, line)

    def listing(self, text: str) -> str:
        return f"<pre><code>{escape(text.rstrip())}</code></pre>"

    def text(self, text: str) -> str:
        return escape(plain(text), quote=False)

    def code(self, text: str) -> str:
        return f"<code>{self.text(text)}</code>"

    def link(self, shown: str, target: str, line: int) -> str:
        if not _SAFE_LINK.match(target):
            raise HandoutError(f"a link to `{target[:60]}` is not allowed", line, target)
        return f'<a href="{escape(target)}">{shown}</a>'

    def stressed(self, kind: str, shown: str) -> str:
        return f"<{kind}>{shown}</{kind}>"


def block_formula(text: str, line: int) -> str:
    """A displayed formula in a box of its own, which scrolls where it is too wide."""
    return f'<div class="formula">{formula(text, line, block=True)}</div>'


def _plain(node: SyntaxTreeNode) -> str:
    if node.type in ("text", "code_inline", "math_inline"):
        return node.content
    return "".join(map(_plain, node.children))


def slug(text: str) -> str:
    """A heading's name for links to it."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "section"
