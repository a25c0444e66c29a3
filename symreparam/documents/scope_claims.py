"""The name discipline of claims: bound variables, free indices, and where random variables stand.

Nothing here knows what a claim means; that a law exists or a dimension fits is decided later.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from .advice_words import LAWS
from .diagnostics import Rejection
from .family_hints import NO_FAMILY, family_hint
from .names import CALLABLE, did_you_mean
from .nodes import Node, children, walk
from .scope import Scope, check_new
from .scope_expressions import bound, check, law_or_variable, side, subject, value
from .syntax import (
    Call,
    Chain,
    ClaimText,
    Constant,
    Equation,
    Follows,
    Given,
    HasLaw,
    Independence,
    IntegerRange,
    Item,
    Junction,
    Member,
    Name,
    Piece,
    RealRange,
    Run,
    TupleOf,
)

_IN_EQUATIONS = "in an equation it stands inside P, E, Var, Cov, median, KL, entropy or grad"
_IN_PIECES = "a density or mass is a formula in bound variables and parameters"


def free_indices(claim: Node, scope: Scope) -> frozenset[str]:
    """New names that stand alone as an index, and that no sum around them binds."""
    free: set[str] = set()
    waiting: list[tuple[Node, frozenset[str]]] = [(claim, frozenset())]
    while waiting:
        node, inside = waiting.pop()
        if isinstance(node, Call):
            variables = (arg.variable for arg in node.arguments if isinstance(arg, Run))
            inside |= {variable.name for variable in variables if variable is not None}
        if isinstance(node, Item):
            alone = {index.name for index in node.indices if isinstance(index, Name)}
            free |= {name for name in alone - inside if not scope.is_used(name)}
        waiting.extend((child, inside) for child in children(node))
    return frozenset(name for name in free if name not in scope.later) - _ranged(claim)


def _ranged(claim: Node) -> frozenset[str]:
    """Names in ranges of whole numbers: a piece binds those of them that are new."""
    return frozenset(
        node.name
        for piece in walk(claim)
        if isinstance(piece, Piece)
        for each in piece.ranges
        if isinstance(each, IntegerRange)
        for node in walk(each)
        if isinstance(node, Name)
    )


def check_claim(claim: ClaimText, scope: Scope) -> None:
    """Raises Rejection for the first thing in a claim that breaks the name discipline."""
    scope = scope.with_bound(free_indices(claim, scope))
    match claim:
        case Follows(left=left, law=right):
            check(left, subject, replace(scope, in_law_claim=True))
            _check_right(right, replace(scope, in_law_claim=True))
        case HasLaw(left=left, pieces=pieces):
            check(left, subject, replace(scope, in_law_claim=True))
            for piece in pieces:
                _check_piece(piece, scope)
        case Member(left=left, family=family):
            check(left, subject, scope)
            if not scope.is_family(family.name):
                hint = family_hint(family.name, scope.families) or "for example z in Normal"
                raise Rejection(f"unknown family `{family.name}`", hint, family.span)
        case Independence(items=items):
            for item in items:
                check(item, side, scope)
        case Equation(left=left, right=right):
            plain = scope.without_random(_IN_EQUATIONS).with_bound(_conditioned(claim, scope))
            for one, other in ((left, right), (right, left)):
                # KL(P, Q) = oo and E(x) = oo are equations, the only ones with oo
                infinite = isinstance(one, Constant) and one.name == "oo"
                if not (infinite and isinstance(other, Call) and other.name in ("KL", "E")):
                    check(one, side, plain)


def _conditioned(claim: Node, scope: Scope) -> frozenset[str]:
    """The variables `y` of `E(x given y) = expression`: the expression is in their values."""
    return frozenset(
        node.name
        for given in walk(claim)
        if isinstance(given, Given) and not isinstance(given.given, Chain | Junction)
        for node in walk(given.given)
        if isinstance(node, Name | Item) and scope.is_random(node.name)
    )


def _check_right(right: Any, scope: Scope) -> None:
    """The right side of `~`: a law, or an expression in random variables."""
    if isinstance(right, Call) and (right.name[:1].isupper() or right.name in LAWS):
        known = right.name in CALLABLE or right.name in scope.families
        if not known and not scope.is_used(right.name):
            hint = family_hint(right.name, scope.families) or NO_FAMILY
            raise Rejection(f"unknown family `{right.name}`", hint, right.span)
    check(right, law_or_variable, scope)


# Pieces ------------------------------------------------------------------------------------------
def _check_piece(piece: Piece, scope: Scope) -> None:
    plain = scope.without_random(_IN_PIECES)
    if piece.kind == "density":
        names = _density_variables(piece, plain)
    else:
        names = _mass_variable(piece, plain)
    inner = plain.with_bound(names)
    check(piece.value, value, inner)
    if piece.kind == "mass" and piece.at is not None:
        check(piece.at, side, inner)
        if names:
            _check_point_moves(piece, names)
    for each in piece.ranges:
        _check_range(each, inner)


def _new_names(piece: Piece, scope: Scope) -> dict[str, Node]:
    """The new names of the ranges, in order, each with the place where it first stands."""
    found: dict[str, Node] = {}
    for each in piece.ranges:
        for node in walk(each):
            if isinstance(node, Name) and not scope.is_used(node.name):
                found.setdefault(node.name, node)
    return found


def _density_variables(piece: Piece, scope: Scope) -> frozenset[str]:
    for each in piece.ranges:
        if isinstance(each, IntegerRange):
            raise Rejection(
                "a density has no integer range", "write mass .. at k for integer k", each.span
            )
    new = _new_names(piece, scope)
    if piece.at is None:
        return _only_one(piece, new, "write at (s, t) before `for` to say which are bound")
    names = piece.at.items if isinstance(piece.at, TupleOf) else (piece.at,)
    listed: set[str] = set()
    for name in names:
        assert isinstance(name, Name)  # the parser lets nothing else through
        check_new(name.name, name.span, replace(scope, bound=scope.bound | listed))
        listed.add(name.name)
    for other, node in new.items():
        if other not in listed:
            hint = did_you_mean(other, {*listed, *scope.known})
            message = f"`{other}` is neither introduced by a `let` nor bound after `at`"
            raise Rejection(message, hint, node.span)
    return frozenset(listed)


def _mass_variable(piece: Piece, scope: Scope) -> frozenset[str]:
    if not piece.ranges:
        return frozenset()
    if not any(isinstance(each, IntegerRange) for each in piece.ranges):
        raise Rejection(
            "masses stand at integers or at single points",
            "write mass p at k for integer k >= 1",
            piece.ranges[0].span,
        )
    return _only_one(piece, _new_names(piece, scope), "a mass has one bound variable")


def _only_one(piece: Piece, new: dict[str, Node], hint: str) -> frozenset[str]:
    first = piece.ranges[0]
    if not new:
        raise Rejection(
            "this range has no bound variable",
            "every name in it is introduced above; use a new name",
            first.span,
        )
    if len(new) > 1:
        listed = ", ".join(f"`{name}`" for name in new)
        meant = next((m for name in new if (m := did_you_mean(name, ("oo",)))), "")
        raise Rejection(
            f"{listed} are new names in this range", meant or hint, list(new.values())[1].span
        )
    return frozenset(new)


def _check_point_moves(piece: Piece, names: frozenset[str]) -> None:
    assert piece.at is not None
    if not any(isinstance(node, Name) and node.name in names for node in walk(piece.at)):
        (name,) = names
        raise Rejection(
            f"the point does not depend on `{name}`", f"for example at {name}", piece.at.span
        )


def _check_range(node: Any, scope: Scope) -> None:
    if isinstance(node, RealRange):
        check(node.variable, value, scope)
    elif isinstance(node, IntegerRange):
        _check_range(node.subject, scope)
    elif isinstance(node, Name):
        check(node, value, scope)
    else:
        for term in node.terms:
            check(term, bound, scope)
