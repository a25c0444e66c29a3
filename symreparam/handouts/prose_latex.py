"""A handout's Markdown tree as LaTeX: every word escaped, every formula read by our own reader
before it is copied, so that no command outside its closed list gets through."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from symreparam.handouts.errors import HandoutError
from symreparam.handouts.tex_math import formula
from symreparam.render.latex import code_latex, escaped

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

_HEADINGS: Final = {"h1": "section", "h2": "section", "h3": "subsection"}
_WRAPPED: Final = {"strong": "textbf", "em": "emph"}
_LINK: Final = re.compile(r"[A-Za-z0-9:/?=&._~+,;@!-]+(?:#[A-Za-z0-9._-]+)?\Z")


def prose_latex(node: SyntaxTreeNode, fence: Callable[[SyntaxTreeNode], str | None]) -> str:
    """One block of the tree; `fence` gives the LaTeX of our own blocks, None for other code.
    Raises HandoutError with the line of a formula that cannot be shown."""
    return _Prose(fence).block(node)


def inline_latex(node: SyntaxTreeNode, line: int) -> str:
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
            command = _HEADINGS.get(node.tag, "subsubsection")
            return f"\\{command}*{{{self._all(node, ' ')}}}"
        if kind == "math_block":
            return display(node.content, line)
        if kind in ("fence", "code_block"):
            ours = self.fence(node) if kind == "fence" else None
            return ours if ours is not None else listing(node.content.rstrip("\n"))
        if kind == "hr":
            return r"\medskip\hrule\medskip"
        if kind in ("bullet_list", "ordered_list"):
            name = "itemize" if kind == "bullet_list" else "enumerate"
            return f"\\begin{{{name}}}\n{self._all(node)}\n\\end{{{name}}}"
        if kind == "list_item":
            return f"\\item {self._all(node, chr(10) * 2)}"
        if kind == "blockquote":
            return f"\\begin{{quote}}\n{self._all(node, chr(10) * 2)}\n\\end{{quote}}"
        if kind == "table":
            return self._table(node)
        if kind == "paragraph":
            return self._all(node)
        raise HandoutError(f"Markdown of the kind `{kind}` is not known in handouts", line)

    def _all(self, node: SyntaxTreeNode, between: str = "\n") -> str:
        return between.join(self.block(child) for child in node.children)

    def _table(self, node: SyntaxTreeNode) -> str:
        rows = [each for part in node.children for each in part.children]
        lines = [
            " & ".join("".join(self.block(c) for c in cell.children) for cell in row.children)
            for row in rows
        ]
        count = len(rows[0].children)
        width = f"{0.94 / count:.3f}"
        columns = f"*{{{count}}}{{p{{{width}\\linewidth}}}}"
        body = " \\\\\n".join(lines[1:])
        return (
            f"\\begin{{center}}\\begin{{tabular}}{{{columns}}}\n{lines[0]} \\\\ \\hline\n{body}\n"
            "\\end{tabular}\\end{center}"
        )

    def words(self, node: SyntaxTreeNode, line: int) -> str:
        """Inline children; a soft break starts the next line of the source."""
        pieces = []
        for child in node.children:
            if child.type in ("softbreak", "hardbreak"):
                pieces.append("\\newline\n" if child.type == "hardbreak" else "\n")
                line += 1
            else:
                pieces.append(self._inline(child, line))
        return "".join(pieces)

    def _inline(self, node: SyntaxTreeNode, line: int) -> str:
        kind = node.type
        if kind == "text":
            return escaped(node.content)
        if kind == "math_inline":
            formula(node.content, line)  # refuses what it does not know
            return f"${' '.join(node.content.split())}$"
        if kind == "math_inline_double":
            return display(node.content, line)
        if kind == "code_inline":
            return code_latex(node.content)
        if kind == "link":
            return self._link(node, line)
        if kind in _WRAPPED:
            return f"\\{_WRAPPED[kind]}{{{self.words(node, line)}}}"
        raise HandoutError(f"Markdown of the kind `{kind}` is not known in handouts", line)

    def _link(self, node: SyntaxTreeNode, line: int) -> str:
        """The words, and the address in a footnote: paper has no links."""
        target = str(node.attrs.get("href", ""))
        shown = self.words(node, line)
        if not _LINK.match(target) or not target.startswith(("http://", "https://")):
            return shown
        return f"{shown}\\footnote{{{code_latex(target)}}}"


def display(text: str, line: int) -> str:
    """A displayed formula, refused where our own reader does not know it."""
    formula(text, line)
    return f"\\[\n{text.strip()}\n\\]"


def listing(text: str) -> str:
    """Lines of code, each of which may be broken."""
    rows = []
    for line in text.split("\n"):
        indent = len(line) - len(line.lstrip(" "))
        rows.append(f"\\mbox{{}}\\hspace*{{{indent / 2:g}em}}{code_latex(line.strip())}")
    return "{\\small\\raggedright " + "\\\\\n".join(rows) + "\\par}"
