"""The name discipline of `let`: what each introduces, and what may stand in it.

Whether the ranges of a block can be satisfied is not asked here.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace

from .diagnostics import Rejection
from .family_hints import in_full
from .names import CALLABLE
from .nodes import Node, walk
from .scope import Scope, check_name, check_new
from .scope_expressions import bound, check, law, side
from .syntax import (
    Call,
    Item,
    Let,
    LetComparison,
    LetDerived,
    LetFunction,
    LetInteger,
    LetRandom,
    LetReal,
    Name,
    Run,
    Statement,
    TupleOf,
)

_NO_CONDITION = "a `let` restricts parameters alone; write (X given X > a) in a goal"


def introduced(statement: Statement, known: Container[str]) -> tuple[Name | Item, ...]:
    """The targets that a statement introduces, when `known` are the names of the lines above."""
    match statement:
        case LetReal(targets=targets) | LetInteger(targets=targets):
            return targets
        case LetFunction(targets=names):
            return names
        case LetRandom(targets=several):
            return tuple(name for target in several for name in _names_of(target))
        case LetDerived(target=target):
            return (target,)
        case LetComparison(leading=leading, chain=chain):
            terms = chain.terms[:1] if leading else chain.terms
            new = (term for term in terms if isinstance(term, Name | Item))
            return leading + tuple(term for term in new if leading or term.name not in known)
    return ()


def _names_of(target: Name | Item | TupleOf) -> tuple[Name | Item, ...]:
    if isinstance(target, TupleOf):
        return tuple(item for item in target.items if isinstance(item, Name | Item))
    return (target,)


def check_let(statement: Let, scope: Scope) -> None:
    """Raises Rejection for the first thing in a `let` that breaks the name discipline.

    `scope` has the names that the statement introduces as its `own`.
    """
    targets = introduced(statement, scope.known)
    if isinstance(statement, LetComparison):
        _check_comparison(statement, targets, scope)
    _check_targets(targets, scope)
    inner = scope.with_bound(_indices(targets))
    match statement:
        case LetFunction(targets=names):
            _check_functions(names)
        case LetInteger(bound=end) if end is not None:
            check(end, bound, scope.without_random(_NO_CONDITION))
        case LetRandom(law=right):
            check(right, law, inner)
        case LetDerived(target=target, value=right):
            if isinstance(right, Call) and inner.is_family(right.name):
                hint = f"write let {target.name} ~ {in_full(right.name)}"
                raise Rejection("a law follows `~`, not `=`", hint, right.span)
            check(right, side, inner)
        case _:
            pass


def _check_functions(names: tuple[Name | Item, ...]) -> None:
    """An arbitrary function has no name that is one function's: E(log(X)) would be a number."""
    for name in names:
        if name.name in CALLABLE:
            message = f"`{name.name}` is a function of the language, not an arbitrary one"
            raise Rejection(message, "choose another name, such as `f`", name.span)


def _check_targets(targets: tuple[Name | Item, ...], scope: Scope) -> None:
    seen: set[str] = set()
    for target in targets:
        found = scope.known.get(target.name)
        if found is not None:
            raise Rejection(
                f"`{target.name}` was introduced in line {found.line}",
                "a name is introduced once in a block; choose another name",
                target.span,
            )
        if target.name in seen:
            raise Rejection(f"`{target.name}` stands twice", "name each once", target.span)
        seen.add(target.name)
        if isinstance(target, Item):
            _check_runs(target, scope)


def _check_runs(target: Item, scope: Scope) -> None:
    plain = scope.without_random("a length is not random")
    variables: set[str] = set()
    for index in target.indices:
        if not isinstance(index, Run):
            raise Rejection(
                "a `let` introduces all components at once",
                f"write {target.name}[1..n]",
                target.span,
            )
        _check_length(index, plain)
        if index.variable is not None:
            place = replace(scope, bound=scope.bound | variables | scope.own)
            check_new(index.variable.name, index.variable.span, place)
            variables.add(index.variable.name)


def _check_length(index: Run, scope: Scope) -> None:
    """The ends of a run: a new name in them is a length, and so a whole number."""
    for end in (index.low, index.high):
        try:
            check(end, bound, scope)
        except Rejection as found:
            if not found.hint.startswith("add a line such as") or not isinstance(end, Name):
                raise
            hint = f"add a line such as `let {end.name} integer >= 1` above"
            raise Rejection(found.message, hint, found.span) from None


def _indices(targets: tuple[Name | Item, ...]) -> frozenset[str]:
    """The indices that the targets bind in the body: `let z[i = 1..n] = mu[i]`."""
    runs = (index for target in targets if isinstance(target, Item) for index in target.indices)
    variables = (run.variable for run in runs if isinstance(run, Run))
    return frozenset(variable.name for variable in variables if variable is not None)


# Comparisons -------------------------------------------------------------------------------------
def _check_comparison(
    statement: LetComparison, targets: tuple[Name | Item, ...], scope: Scope
) -> None:
    """One new name that stands alone between the signs, or a condition on known parameters."""
    if not statement.leading and len(targets) > 1:
        second = targets[1]
        if second.name == targets[0].name:
            raise Rejection(f"`{second.name}` is compared with itself", "", second.span)
        raise Rejection(
            f"`{targets[0].name}` and `{second.name}` are both new",
            "a comparison introduces one name: introduce the other above",
            second.span,
        )
    alone = {id(target) for target in targets}
    plain = scope.without_random(_NO_CONDITION)
    for term in statement.chain.terms:
        if id(term) in alone:
            continue
        _check_no_new_inside(term, targets, scope)
        check(term, bound, plain.with_bound(_indices(targets)))
    if not targets:
        _check_condition(statement, scope)


def _check_no_new_inside(term: Node, targets: tuple[Name | Item, ...], scope: Scope) -> None:
    """`let a + b < 1` with a new `b`: the range of which name would it be?"""
    if targets:
        return
    for node in walk(term):
        if isinstance(node, Name) and node is not term:
            if scope.is_used(node.name) or node.name in scope.later:
                continue
            raise Rejection(
                f"`{node.name}` is new and stands inside an expression",
                f"introduce it above, for example `let {node.name} real`",
                node.span,
            )


def _check_condition(statement: LetComparison, scope: Scope) -> None:
    if statement.integer:
        raise Rejection(
            "`let integer` introduces a new name", "leave `integer` out", statement.chain.span
        )
    names = [node for node in walk(statement.chain) if isinstance(node, Name | Item)]
    if not names:
        raise Rejection("this names no parameter", "for example let p > 0", statement.chain.span)
    for node in names:
        check_name(node.name, node.span, scope.without_random(_NO_CONDITION))
