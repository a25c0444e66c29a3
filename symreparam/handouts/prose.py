"""The walk through a handout's Markdown tree, the same for every target that is no Markdown.

A target says how each kind of node is written; what no target knows is refused here, with its line.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, NoReturn, TypeAlias

from symreparam.handouts.errors import HandoutError

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

Fence: TypeAlias = "Callable[[SyntaxTreeNode], str | None]"
_BREAKS: Final = ("softbreak", "hardbreak")


class Prose(ABC):
    """A writer of prose; `fence` gives the text of our own blocks, None for other code."""

    fresh_line: str

    def __init__(self, fence: Fence) -> None:
        self.fence = fence

    def block(self, node: SyntaxTreeNode) -> str:
        """One block. Raises HandoutError with the line of what cannot be shown."""
        line = node.map[0] + 1 if node.map else 0
        match node.type:
            case "inline":
                return self.words(node, line)
            case "math_block":
                return self.display(node.content, line)
            case "fence" | "code_block":
                ours = self.fence(node) if node.type == "fence" else None
                return self.listing(node.content.rstrip("\n")) if ours is None else ours
        found = self.composed(node)
        if found is None:
            _unknown(node, line)
        return found

    def all(self, node: SyntaxTreeNode, between: str = "\n") -> str:
        """The blocks inside a node."""
        return between.join(self.block(child) for child in node.children)

    def words(self, node: SyntaxTreeNode, line: int) -> str:
        """Inline children; a break starts the next line of the source."""
        pieces = []
        for child in node.children:
            if child.type in _BREAKS:
                pieces.append(self.fresh_line if child.type == "hardbreak" else "\n")
                line += 1
            else:
                pieces.append(self._inline(child, line))
        return "".join(pieces)

    def _inline(self, node: SyntaxTreeNode, line: int) -> str:
        match node.type:
            case "text":
                return self.text(node.content)
            case "math_inline":
                return self.formula(node.content, line)
            case "math_inline_double":
                return self.display(node.content, line)
            case "code_inline":
                return self.code(node.content)
            case "link":
                shown = self.words(node, line)
                return self.link(shown, str(node.attrs.get("href", "")), line)
            case "strong" | "em":
                return self.stressed(node.type, self.words(node, line))
            case "image":
                words = "a handout is one file and shows no image from another: use a `picture` "
                raise HandoutError(words + "block, or a link", line)
        _unknown(node, line)

    @abstractmethod
    def composed(self, node: SyntaxTreeNode) -> str | None:
        """Headings, lists, tables, paragraphs and the like; None for an unknown kind."""

    @abstractmethod
    def display(self, text: str, line: int) -> str:
        """A displayed formula."""

    @abstractmethod
    def formula(self, text: str, line: int) -> str:
        """A formula in a line."""

    @abstractmethod
    def listing(self, text: str) -> str:
        """Lines of code."""

    @abstractmethod
    def text(self, text: str) -> str:
        """Plain words, escaped."""

    @abstractmethod
    def code(self, text: str) -> str:
        """Code in a line."""

    @abstractmethod
    def link(self, shown: str, target: str, line: int) -> str:
        """A link with its written words."""

    @abstractmethod
    def stressed(self, kind: str, shown: str) -> str:
        """`strong` or `em`."""


def _unknown(node: SyntaxTreeNode, line: int) -> NoReturn:
    raise HandoutError(f"Markdown of the kind `{node.type}` is not known in handouts", line)
