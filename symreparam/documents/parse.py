"""Claim text -> statements. Nothing is evaluated and no name is looked up.

`parse_block` never raises on any text: a statement that can't be read becomes a diagnostic in its
place, and the others are read. lark is imported on the first call.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from symreparam.terms.record import dataclass

from .advice import unexpected_token
from .advice_characters import unexpected_character
from .build_claims import CLAIMS
from .build_expressions import EXPRESSIONS, Word
from .build_statements import STATEMENTS
from .diagnostics import Diagnostic, Rejection, diagnose
from .grammar import parser
from .limits import LINE_CHARACTERS, check_text, check_tree, hidden_character, too_long
from .limits import STATEMENTS as MOST_STATEMENTS
from .nodes import Span
from .source import Line, Source, statements
from .syntax import Statement

if TYPE_CHECKING:
    from lark import Token, Tree

_BUILDERS = MappingProxyType(dict(EXPRESSIONS) | dict(CLAIMS) | dict(STATEMENTS))


@dataclass(frozen=True, slots=True)
class Block:
    """A claim block: its statements in order, where a diagnostic stands for one that can't be used,
    and diagnostics about the block as a whole. `lines` are the lines of the text that was parsed,
    whose first character stands at `line` and `column` of its document."""

    statements: tuple[Statement | Diagnostic, ...]
    problems: tuple[Diagnostic, ...]
    lines: tuple[str, ...] = field(repr=False)
    line: int
    column: int

    def source_line(self, line: int) -> str:
        """A line of the document as far as the block knows it, so that its columns are right."""
        inside = line - self.line
        shown = self.lines[inside].removesuffix("\r") if 0 <= inside < len(self.lines) else ""
        return " " * (self.column - 1) + shown[: LINE_CHARACTERS + 1]

    def words(self, span: Span) -> str:
        """What stands at a span, in the user's own spelling."""
        lines = [self.source_line(line) for line in range(span.line, span.end_line + 1)]
        lines[-1] = lines[-1][: span.end_column - 1]
        lines[0] = lines[0][span.column - 1 :]
        return "\n".join(lines)


def parse_block(text: str, *, line: int = 1, column: int = 1) -> Block:
    """Read a claim block whose first character stands at `line` and `column` of a document.

    `column` is that of every line of the block, as in an indented fence.
    """
    block = Block((), (), tuple(text.split("\n")), line, column)
    read: list[Statement | Diagnostic] = []
    for source in statements(_lines(block), column):
        try:
            if len(read) == MOST_STATEMENTS:
                place = source.span(0, max(1, source.end()))
                raise Rejection(
                    f"a block has at most {MOST_STATEMENTS:,} statements", "split it in two", place
                )
            read.append(read_statement(source))
        except Rejection as found:
            shown = block.source_line(found.span.line)
            read.append(diagnose(found, shown, source.text[:LINE_CHARACTERS]))
            if len(read) > MOST_STATEMENTS:
                break
    return replace(block, statements=tuple(read))


def _lines(block: Block) -> Iterator[Line]:
    """The lines that are not empty, with what is wrong with them. Lines end with a line feed,
    perhaps after one carriage return; nothing else ends a line."""
    shift = block.column - 1
    for number, line in enumerate(block.lines, block.line):
        text = line.removesuffix("\r")
        if text:
            refusal = too_long(len(text), number, shift) or hidden_character(text, number, shift)
            yield Line(number, text, text[:LINE_CHARACTERS].split("#", 1)[0], refusal)


def read_statement(source: Source) -> Statement:
    """One statement. Raises Rejection."""
    for line in source.lines:
        if line.refusal is not None:
            raise line.refusal
    found = too_long(len(source.text), source.lines[0].number, source.shift)
    if found:
        raise Rejection(found.message.replace("line", "statement"), found.hint, source.span(0, 1))
    check_text(source)
    statement: Statement = _build(_tree(source), source)
    check_tree(statement)
    return statement


def _tree(source: Source) -> Tree[Token]:
    from lark.exceptions import UnexpectedCharacters, UnexpectedToken

    state: Any = parser().parse_interactive(source.normal())
    before: list[Token] = []
    try:
        before.extend(state.iter_parse())
        tree: Tree[Token] = state.feed_eof(before[-1] if before else None)
    except UnexpectedCharacters as found:
        raise unexpected_character(source, found.pos_in_stream or 0) from None
    except UnexpectedToken as found:
        # iter_parse hands a token out before it is fed, so the unexpected one may be in `before`.
        if before and before[-1] is found.token:
            before.pop()
        accepts = frozenset(state.accepts())
        raise unexpected_token(source, found.token, tuple(before), accepts) from None
    return tree


def _build(root: Tree[Token], source: Source) -> Any:
    """Children before parents with a stack of our own, since a tree may be deep."""
    done: list[Any] = []
    waiting: list[tuple[Any, bool]] = [(root, False)]
    while waiting:
        part, ready = waiting.pop()
        if part is None:
            done.append(None)
        elif isinstance(part, str):
            done.append(_word(part, source))
        elif not ready:
            waiting.append((part, True))
            waiting.extend((child, False) for child in reversed(part.children))
        else:
            first = len(done) - len(part.children)
            parts = done[first:]
            del done[first:]
            span = source.span(part.meta.start_pos, part.meta.end_pos)
            done.append(_BUILDERS[part.data](span, parts))
    return done.pop()


def _word(token: Any, source: Source) -> Word:
    start, end = token.start_pos, token.end_pos
    return Word(token.type, source.words(start, end), source.span(start, end))
