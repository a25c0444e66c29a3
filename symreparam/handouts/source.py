"""A handout's text -> its head, its Markdown tree, and its blocks. Reads no claim.

Markdown is CommonMark with tables and `$..$`, `$$..$$` formulas. Raw HTML is text like any other.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeAlias

from symreparam.documents.excerpt import Excerpt, excerpt_of
from symreparam.documents.goal_lines import GoalText, goal_texts
from symreparam.documents.markdown import fences
from symreparam.handouts.errors import HandoutError
from symreparam.handouts.exercise import Exercise, exercise
from symreparam.handouts.front_matter import FrontMatter, check_title, front_matter
from symreparam.handouts.options import Controls, controlled, of_info_line, pair
from symreparam.handouts.picture import Picture, picture
from symreparam.terms.record import dataclass

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

KINDS: Final = ("claim", "{claim}", "picture", "exercise")


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal of a block with the controls that hold for it."""

    text: GoalText
    controls: Controls

    @property
    def everywhere(self) -> bool:
        """Whether it is to be refuted `for all` parameter values."""
        return self.text.goal == "refute" and self.text.claim.split()[-2:] == ["for", "all"]


@dataclass(frozen=True, slots=True)
class ClaimBlock:
    """A claim fence. `shown` is its text without option lines; lines count from 0, `end` after."""

    name: str
    shown: str
    goals: tuple[Goal, ...]
    line: int


Block: TypeAlias = ClaimBlock | Picture | Exercise


@dataclass(frozen=True, slots=True)
class Handout:
    """A handout that was read. `blocks` are by the line of their fence, counted from 1."""

    path: str
    head: FrontMatter
    text: str
    tree: SyntaxTreeNode
    blocks: dict[int, Block]
    titled: bool

    @property
    def title(self) -> str:
        """The title of the head, or that of the first heading."""
        return self.head.title

    @property
    def heading(self) -> SyntaxTreeNode | None:
        """The heading that gave the title, which is not printed again."""
        return None if self.titled else _first_heading(self.tree)

    def questions(self) -> tuple[Excerpt, ...]:
        """The text of every goal to be settled, in order."""
        return tuple(excerpt for block in self.blocks.values() for excerpt in questions_of(block))

    def methods(self) -> tuple[str, ...]:
        """For each question the method that its proof is to take; empty for any."""
        found: list[str] = []
        for block in self.blocks.values():
            found += methods_of(block)
        return tuple(found)


def methods_of(block: Block) -> tuple[str, ...]:
    """For each of the block's questions the method asked for; empty for any."""
    if not isinstance(block, ClaimBlock):
        return ("",) * len(block.questions)
    asked = (goal.controls.method for goal in block.goals)
    return tuple("" if method == "any" else method for method in asked)


def questions_of(block: Block) -> tuple[Excerpt, ...]:
    """What a block asks of the engine; each excerpt has exactly one goal."""
    if isinstance(block, ClaimBlock):
        return tuple(goal.text.excerpt for goal in block.goals)
    return block.questions


def read(path: str, text: str, *, seed: int | None = None) -> Handout:
    """The handout; a `seed` draws its exercises anew. Raises HandoutError with the line for a
    text that is none."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    head = front_matter(text)
    body = _without_head(text, head)
    tree = parse(body)
    blocks: dict[int, Block] = {}
    outer = {node.map[0] + 1: node for node in tree.children if node.type == "fence" and node.map}
    for fence in fences(body):
        kind, _, name = fence.info.strip().partition(" ")
        if kind not in KINDS:
            continue
        line = fence.first_line - 1
        if line not in outer:
            words = f"a {kind.strip('{}')} block stands at the left margin, not in a list or quote"
            raise HandoutError(words, line)
        excerpt = excerpt_of(path, name, fence.first_line, fence.lines)
        if kind in ("picture", "exercise") and of_info_line(name, line)[1]:
            words = f"the options of a {kind} stand in lines of their own, `#| key: value`"
            raise HandoutError(words, line, "{")
        if kind == "picture":
            blocks[line] = picture(excerpt)
        elif kind == "exercise":
            blocks[line] = exercise(excerpt, seed)
        else:
            blocks[line] = claim_block(excerpt, head.detail)
    titled = bool(head.title)
    if not titled:
        head = replace(head, title=_title(tree, path))
    return Handout(path, head, body, tree, blocks, titled)


def _without_head(text: str, head: FrontMatter) -> str:
    """The text with the head's lines emptied, so that line numbers stay."""
    lines = text.split("\n")
    return "\n".join([""] * head.lines + lines[head.lines :])


def parse(text: str) -> SyntaxTreeNode:
    """The Markdown tree of a text. Raises HandoutError when the packages are not installed."""
    try:
        from markdown_it import MarkdownIt
        from markdown_it.tree import SyntaxTreeNode
        from mdit_py_plugins.dollarmath import dollarmath_plugin
    except ImportError as error:
        words = "handouts need more packages: pip install 'symreparam[handout]'"
        raise HandoutError(f"{words} ({error.name} is missing)") from error
    reader = MarkdownIt("commonmark", {"html": False, "typographer": True})
    reader.enable(["table", "smartquotes"])
    reader.disable(["html_block", "html_inline"])
    reader.use(dollarmath_plugin, allow_labels=False, allow_space=False, allow_digits=False)
    return SyntaxTreeNode(reader.parse(text))


def _first_heading(tree: SyntaxTreeNode) -> SyntaxTreeNode | None:
    found = (node for node in tree.children if node.type == "heading" and node.tag == "h1")
    return next(found, None)


def _title(tree: SyntaxTreeNode, path: str) -> str:
    node = _first_heading(tree)
    if node is None:
        words = "start it with lines `---`, `title: ...`, `---`, or with `# Title`"
        raise HandoutError(f"{path} has no title: {words}", 1)
    text = "".join(each.content for each in node.children if each.type == "inline")
    check_title(text, node.map[0] + 1 if node.map else 1)
    return text


def claim_block(excerpt: Excerpt, detail: str) -> ClaimBlock:
    """The block with the controls of each goal: an option line holds for the goals below it, and
    the options of the info line for all. Raises HandoutError for an option that is unknown."""
    lines = excerpt.text.split("\n")
    name, pairs = of_info_line(excerpt.name, excerpt.line - 1)
    changes = [(excerpt.line - 1, *each) for each in pairs]
    for place, line in enumerate(lines):
        number = excerpt.line + place
        found = pair(line, number)
        if found is not None:
            changes.append((number, *found))
    goals = []
    for goal in goal_texts(excerpt):
        controls = Controls(detail)
        for number, key, value in changes:
            if number < goal.line or not goal.claim:
                controls = controlled(controls, key, value, number)
        if controls.method != "any" and goal.claim and goal.goal != "prove":
            words = f"`method: {controls.method}` is for `prove` goals, not `{goal.goal}`; set "
            raise HandoutError(words + "`method: any` above this one", goal.line)
        goals.append(Goal(goal, controls))
    for number, key, value in changes:
        controlled(Controls(), key, value, number)  # also below the last goal
    shown = "\n".join(line for line in lines if pair(line, 0) is None).strip("\n")
    return ClaimBlock(name, shown, tuple(goals), excerpt.line - 1)
