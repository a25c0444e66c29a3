"""A handout's Markdown tree as HTML: every word escaped, every formula MathML."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING, Final

from symreparam.handouts.errors import HandoutError
from symreparam.handouts.tex_math import formula
from symreparam.render.names import plain

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

_WRAPPED: Final = {
    "strong": "strong",
    "em": "em",
    "paragraph": "p",
    "blockquote": "blockquote",
    "bullet_list": "ul",
    "list_item": "li",
    "thead": "thead",
    "tbody": "tbody",
    "tr": "tr",
}
_SAFE_LINK: Final = re.compile(r"(?:https?://|mailto:|#|[\w./-]+(?:#|$))")


def prose_html(node: SyntaxTreeNode, fence: Callable[[SyntaxTreeNode], str | None]) -> str:
    """One block of the tree; `fence` gives the HTML of our own blocks, None for other code.
    Raises HandoutError with the line of a formula or link that cannot be shown."""
    return _Prose(fence).block(node)


def inline_html(node: SyntaxTreeNode, line: int) -> str:
    """The children of an inline node."""
    return _Prose(lambda _: None).words(node, line)


class _Prose:
    def __init__(self, fence: Callable[[SyntaxTreeNode], str | None]) -> None:
        self.fence = fence

    def block(self, node: SyntaxTreeNode) -> str:
        line = node.map[0] + 1 if node.map else 0
        kind = node.type
        if kind == "inline":
            return self.words(node, line)
        if kind == "heading":
            inner = self._all(node)
            return f'<{node.tag} id="{slug(_plain(node))}">{inner}</{node.tag}>'
        if kind == "math_block":
            return block_formula(node.content, line)
        if kind in ("fence", "code_block"):
            ours = self.fence(node) if kind == "fence" else None
            if ours is not None:
                return ours
            return f"<pre><code>{escape(node.content.rstrip())}</code></pre>"
        if kind == "hr":
            return "<hr>"
        if kind == "ordered_list":
            start = node.attrs.get("start", 1)
            first = f' start="{start}"' if start != 1 else ""
            return f"<ol{first}>\n{self._all(node)}\n</ol>"
        if kind == "table":
            return f'<div class="scrolls"><table>\n{self._all(node)}\n</table></div>'
        if kind in ("th", "td"):
            scope = ' scope="col"' if kind == "th" else ""
            return f"<{kind}{scope}>{self._all(node, '')}</{kind}>"
        if kind == "paragraph" and node.hidden:
            return self._all(node)
        if kind in _WRAPPED:
            tag = _WRAPPED[kind]
            return f"<{tag}>{self._all(node)}</{tag}>"
        raise HandoutError(f"Markdown of the kind `{kind}` is not known in handouts", line)

    def _all(self, node: SyntaxTreeNode, between: str = "\n") -> str:
        return between.join(self.block(child) for child in node.children)

    def words(self, node: SyntaxTreeNode, line: int) -> str:
        """Inline children; a soft break starts the next line of the source."""
        pieces = []
        for child in node.children:
            if child.type in ("softbreak", "hardbreak"):
                pieces.append("<br>\n" if child.type == "hardbreak" else "\n")
                line += 1
            else:
                pieces.append(self._inline(child, line))
        return "".join(pieces)

    def _inline(self, node: SyntaxTreeNode, line: int) -> str:
        kind = node.type
        if kind == "text":
            return escape(plain(node.content), quote=False)
        if kind == "math_inline":
            return formula(node.content, line)
        if kind == "math_inline_double":
            return block_formula(node.content, line)
        if kind == "code_inline":
            return f"<code>{escape(plain(node.content), quote=False)}</code>"
        if kind == "link":
            target = str(node.attrs.get("href", ""))
            if not _SAFE_LINK.match(target):
                raise HandoutError(f"a link to `{target[:60]}` is not allowed", line)
            return f'<a href="{escape(target)}">{self.words(node, line)}</a>'
        if kind in ("strong", "em"):
            return f"<{kind}>{self.words(node, line)}</{kind}>"
        raise HandoutError(f"Markdown of the kind `{kind}` is not known in handouts", line)


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
