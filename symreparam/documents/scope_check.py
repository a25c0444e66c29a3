"""The name discipline of a block: each name introduced once and used only below, each goal on lines
that are in order.

`check_names` gives the block back with a diagnostic in the place of each statement that breaks it.
It needs no algebra: ranges, dimensions and parameters of laws are checked by whoever builds terms.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from .diagnostics import Diagnostic, Rejection, diagnose
from .names import CALLABLE, OPERATORS, RESERVED, TWINS, normal
from .nodes import Node, Span, children, walk
from .parse import Block
from .scope import Introduced, Kind, Scope
from .scope_claims import check_claim, free_indices
from .scope_expressions import check, subject
from .scope_lets import check_let, introduced
from .syntax import (
    Call,
    Derive,
    Goal,
    Item,
    Let,
    LetComparison,
    LetDerived,
    LetFunction,
    LetRandom,
    Name,
    Prove,
    Refute,
    Statement,
)

_WORD = re.compile(r"[A-Za-zΑ-Ωα-ω][A-Za-z0-9_Α-Ωα-ω]*")
_LET = re.compile(r"\s*let\b")
_ALWAYS_LAWS = frozenset({"Independent"})
_LISTED = 3  # line numbers in one message


@dataclass(slots=True)
class _State:
    """What the lines so far give, filled in while one block is checked: the names introduced, and
    the lines with an error behind a name (`broken`) or, for a line that could not be read, behind
    every goal below (`unread`)."""

    known: dict[str, Introduced]
    broken: dict[str, tuple[int, ...]]
    unread: list[int]


def check_names(block: Block, families: Collection[str]) -> Block:
    """The block with every statement that breaks the name discipline replaced by its diagnostic.

    `families` are the names that may stand as laws. A statement that only uses what a line with an
    error introduces gets a diagnostic whose `rests_on` names that line, and no other.
    """
    state = _State({}, {}, [])
    scope = Scope(state.known, frozenset(families) | _ALWAYS_LAWS, _first_lines(block))
    checked: list[Statement | Diagnostic] = []
    for statement in block.statements:
        if isinstance(statement, Diagnostic):
            _remember_unread(statement, state)
            checked.append(statement)
            continue
        found = _finding(block, statement, scope, state)
        if not isinstance(statement, Prove | Refute | Derive):
            _remember(statement, found, state)
        checked.append(found or statement)
    problems = block.problems + _no_goal(block)
    return replace(block, statements=tuple(checked), problems=problems)


def _first_lines(block: Block) -> dict[str, int]:
    lines: dict[str, int] = {}
    for statement in block.statements:
        if not isinstance(statement, Diagnostic):
            for target in introduced(statement, lines):
                lines.setdefault(target.name, statement.span.line)
    return lines


# One statement after another ---------------------------------------------------------------------
def _finding(block: Block, statement: Statement, scope: Scope, state: _State) -> Diagnostic | None:
    own = frozenset(target.name for target in introduced(statement, state.known))
    roots = _roots(statement, own, scope, state)
    try:
        if roots:
            raise _resting(roots, statement.span)
        if isinstance(statement, Prove | Refute | Derive):
            _check_goal(statement, scope)
        else:
            new = frozenset(name for name in own if name not in state.known)
            check_let(statement, replace(scope, own=new))
    except Rejection as found:
        line = block.source_line(found.span.line)
        return diagnose(found, line, block.words(statement.span), roots)
    return None


def _roots(
    statement: Statement, own: frozenset[str], scope: Scope, state: _State
) -> tuple[int, ...]:
    """The lines with an error that a statement rests on."""
    roots: set[int] = set()
    for node in walk(statement):
        if isinstance(node, Name | Item | Call) and node.name not in own:
            function = node.name in CALLABLE or node.name in scope.families
            if not (function and isinstance(node, Call)):
                roots.update(state.broken.get(node.name, ()))
    if isinstance(statement, Prove | Refute | Derive):
        roots.update(state.unread)
    return tuple(sorted(roots))


def _resting(roots: tuple[int, ...], span: Span) -> Rejection:
    if len(roots) == 1:
        return Rejection(f"this rests on line {roots[0]}, which has an error", "", span)
    listed = ", ".join(map(str, roots[:_LISTED])) + (", .." if len(roots) > _LISTED else "")
    return Rejection(f"this rests on lines {listed}, which have errors", "", span)


def _remember_unread(diagnostic: Diagnostic, state: _State) -> None:
    """A `let` that can't be read may have been a condition on anything: every goal below rests on
    it. Unknown names that stand in it are its own, and get no second message."""
    if not _LET.match(diagnostic.statement):
        return
    state.unread.append(diagnostic.line)
    for word in _WORD.findall(diagnostic.statement.translate(TWINS)):
        name = normal(word)
        if name not in RESERVED and name not in state.known:
            state.broken.setdefault(name, (diagnostic.line,))


def _remember(statement: Let, found: Diagnostic | None, state: _State) -> None:
    names = {target.name for target in introduced(statement, state.known)}
    if found is None:
        what = Introduced(_kind(statement, state), statement.span.line)
        for name in names:
            state.known[name] = what
            # An unread line may have had the name in it; the line that does introduce it counts.
            state.broken.pop(name, None)
        return
    if not names and isinstance(statement, LetComparison):
        names = {node.name for node in walk(statement.chain) if isinstance(node, Name | Item)}
    for name in names:
        state.broken[name] = found.rests_on or (found.line,)


def _kind(statement: Let, state: _State) -> Kind:
    if isinstance(statement, LetFunction):
        return Kind.FUNCTION
    if isinstance(statement, LetRandom):
        return Kind.VARIABLE
    if isinstance(statement, LetDerived) and _has_random(statement.value, state):
        return Kind.VARIABLE
    return Kind.PARAMETER


def _has_random(root: Node, state: _State) -> bool:
    """Whether a random variable stands in an expression outside the operators that average it."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Name | Item):
            found = state.known.get(node.name)
            if found is not None and found.kind is Kind.VARIABLE:
                return True
        if not (isinstance(node, Call) and node.name in OPERATORS and node.name not in state.known):
            waiting.extend(children(node))
    return False


def _check_goal(goal: Goal, scope: Scope) -> None:
    if isinstance(goal, Derive):
        inner = scope.with_bound(free_indices(goal.expression, scope))
        inner = replace(inner, in_law_claim=True)
        check(goal.expression, subject, inner)
    else:
        check_claim(goal.claim, scope)


def _no_goal(block: Block) -> tuple[Diagnostic, ...]:
    """A block has a goal; a line that can't be read and is no `let` may have been meant as one."""
    for statement in block.statements:
        if isinstance(statement, Diagnostic):
            if not _LET.match(statement.statement):
                return ()
        elif isinstance(statement, Prove | Refute | Derive):
            return ()
    written = [place for place, text in enumerate(block.lines) if text.strip()]
    line = block.line + (written[-1] if written else 0)
    shown = block.source_line(line)
    end = max(block.column, len(shown.rstrip()) + 1)
    found = Rejection(
        "this block has no goal",
        "add a line such as `prove X ~ Normal(0, 1)`",
        Span(line, end, line, end + 1),
    )
    return (diagnose(found, shown, ""),)
