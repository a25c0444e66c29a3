"""What a piece of text needs to mean something, and text that means nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from sympy import Expr, Integer, Symbol
from sympy.logic.boolalg import Boolean

from symreparam.documents.nodes import Span
from symreparam.terms.record import dataclass
from symreparam.terms.region import NUMBERS, Region
from symreparam.terms.scope import Domain, Relation

NeedKind = Literal["nonzero", "positive", "nonnegative", "relation", "order", "never"]


@dataclass(frozen=True, slots=True)
class Need:
    """What must hold for a piece of text to mean something; `message` is shown when it fails.

    Of kind `never` the term is the indicator of an event, which must have probability 0.
    Where the need `unless` is met, so is this one. With `where` it is a need of that part of `over`
    in which the condition holds.
    Of kind `order` the relation says how parts of the text lie: it is no part of what is claimed.
    With `claimed` it belongs to a claimed law, which is then false where the need fails.
    """

    kind: NeedKind
    term: Expr
    relation: Relation | None
    over: Region
    span: Span
    message: str
    hint: str
    claimed: bool = False
    unless: Need | None = None
    where: Boolean | None = None


class Meaningless(Exception):
    """The text at `span` has no meaning."""

    def __init__(self, message: str, hint: str, span: Span) -> None:
        super().__init__(message)
        self.message, self.hint, self.span = message, hint, span


def one_component(
    size: Symbol, name: str, domains: Mapping[Symbol, Domain], needs: list[Need], span: Span
) -> None:
    """A vector of this size has a component: of one without any, all would be true that is said of
    each. Raises Meaningless where the size is no whole number."""
    hint = f"write `let {name} integer >= 1`"
    if size not in domains or not domains[size].integer:
        raise Meaningless(f"the size {name} is no integer", hint, span)
    message = f"a vector of {name} components needs {name} >= 1"
    enough = Relation(Integer(1), "<=", size)
    needs.append(Need("relation", size, enough, NUMBERS, span, message, hint))
