"""What a piece of text needs to mean something, and text that means nothing."""

from __future__ import annotations

from typing import Literal

from sympy import Expr
from sympy.logic.boolalg import Boolean

from symreparam.documents.nodes import Span
from symreparam.terms.record import dataclass
from symreparam.terms.region import Region
from symreparam.terms.scope import Relation

NeedKind = Literal["nonzero", "positive", "nonnegative", "relation", "never"]


@dataclass(frozen=True, slots=True)
class Need:
    """What must hold for a piece of text to mean something; `message` is shown when it fails.

    Of kind `never` the term is the indicator of an event, which must have probability 0.
    Where the need `unless` is met, so is this one. With `where` it is a need of that part of `over`
    in which the condition holds.
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
