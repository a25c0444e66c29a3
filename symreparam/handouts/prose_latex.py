"""A handout's Markdown tree as LaTeX: every word escaped, every formula read by our own reader
before it is copied, so that no command outside its closed list gets through."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from symreparam.handouts.prose import Fence, Prose
from symreparam.handouts.tex_math import formula
from symreparam.render.latex import code_latex, escaped

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

_HEADINGS: Final = {"h1": "section", "h2": "section", "h3": "subsection"}
_STRESSED: Final = {"strong": "textbf", "em": "emph"}
_LINK: Final = re.compile(r"[A-Za-z0-9:/?=&._~+,;@!-]+(?:#[A-Za-z0-9._-]+)?\Z")


def prose_latex(node: SyntaxTreeNode, fence: Fence) -> str:
    """One block of the tree; `fence` gives the LaTeX of our own blocks, None for other code.
    Raises HandoutError with the line of a formula that cannot be shown."""
    return _Latex(fence).block(node)


def inline_latex(node: SyntaxTreeNode, line: int) -> str:
    """The children of an inline node."""
    return _Latex(lambda _: None).words(node, line)


class _Latex(Prose):
    fresh_line = "\\newline\n"

    def composed(self, node: SyntaxTreeNode) -> str | None:
        match node.type:
            case "heading":
                command = _HEADINGS.get(node.tag, "subsubsection")
                return f"\\{command}*{{{self.all(node, ' ')}}}"
            case "hr":
                return r"\medskip\hrule\medskip"
            case "bullet_list" | "ordered_list":
                name = "itemize" if node.type == "bullet_list" else "enumerate"
                return f"\\begin{{{name}}}\n{self.all(node)}\n\\end{{{name}}}"
            case "list_item":
                return f"\\item {self.all(node, chr(10) * 2)}"
            case "blockquote":
                return f"\\begin{{quote}}\n{self.all(node, chr(10) * 2)}\n\\end{{quote}}"
            case "table":
                return self._table(node)
            case "paragraph":
                return self.all(node)
        return None

    def _table(self, node: SyntaxTreeNode) -> str:
        rows = [each for part in node.children for each in part.children]
        lines = [" & ".join(self.all(cell, "") for cell in row.children) for row in rows]
        count = len(rows[0].children)
        width = f"{0.94 / count:.3f}"
        columns = f"*{{{count}}}{{p{{{width}\\linewidth}}}}"
        body = " \\\\\n".join(lines[1:])
        return (
            f"\\begin{{center}}\\begin{{tabular}}{{{columns}}}\n{lines[0]} \\\\ \\hline\n{body}\n"
            "\\end{tabular}\\end{center}"
        )

    def display(self, text: str, line: int) -> str:
        formula(text, line)  # refuses what it does not know
        return f"\\[\n{text.strip()}\n\\]"

    def formula(self, text: str, line: int) -> str:
        formula(text, line)
        return f"${' '.join(text.split())}$"

    def listing(self, text: str) -> str:
        """Each line may be broken."""
        rows = []
        for line in text.split("\n"):
            indent = len(line) - len(line.lstrip(" "))
            rows.append(f"\\mbox{{}}\\hspace*{{{indent / 2:g}em}}{code_latex(line.strip())}")
        return "{\\small\\raggedright " + "\\\\\n".join(rows) + "\\par}"

    def text(self, text: str) -> str:
        return escaped(text)

    def code(self, text: str) -> str:
        return code_latex(text)

    def link(self, shown: str, target: str, line: int) -> str:
        """The words, and the address in a footnote: paper has no links."""
        if not _LINK.match(target) or not target.startswith(("http://", "https://")):
            return shown
        return f"{shown}\\footnote{{{code_latex(target)}}}"

    def stressed(self, kind: str, shown: str) -> str:
        return f"\\{_STRESSED[kind]}{{{shown}}}"
