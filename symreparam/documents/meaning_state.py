"""What the lets of a block have introduced, and what a goal line became."""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from sympy import Expr, Symbol

from symreparam.documents import syntax
from symreparam.documents.diagnostics import Diagnostic, Rejection, diagnose
from symreparam.documents.meaning_folds import Folds, introduce
from symreparam.documents.meaning_needs import Meaningless, Need
from symreparam.documents.nodes import Node, Span
from symreparam.documents.parse import Block
from symreparam.documents.vector_shapes import Apart, Generic
from symreparam.documents.vectors import Vectors
from symreparam.families.members import OpenSign
from symreparam.logic.claim import Claim
from symreparam.logic.errors import Unsupported
from symreparam.terms.law import AnyLaw
from symreparam.terms.record import dataclass
from symreparam.terms.scope import Domain, Relation


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal line. Exactly one of `claim`, `error`, `unsupported` says what became of it."""

    kind: Literal["prove", "refute", "derive"]
    for_all: bool
    text: str
    line: int
    column: int
    claim: Claim | None = None
    needs: tuple[Need, ...] = ()
    error: Diagnostic | None = None
    unsupported: Diagnostic | None = None
    end_column: int = 0
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """How many parameters and relations there are after a `let`, and where it stands."""

    parameters: int
    relations: int
    span: Span


@dataclass(slots=True)
class State:
    """What the lets so far have introduced.

    `blocked` are names whose `let` is not supported, with what is not: goals that use them are
    not supported. `unsupported` is a construct that every later goal rests on, a condition say.
    """

    block: Block
    path: str
    name: str
    names: dict[str, Expr] = field(default_factory=dict)
    domains: dict[Symbol, Domain] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)
    random: dict[Symbol, AnyLaw] = field(default_factory=dict)
    tuples: dict[str, tuple[Node, ...]] = field(default_factory=dict)
    needs: list[Need] = field(default_factory=list)
    functions: set[str] = field(default_factory=set)
    unsupported: Diagnostic | None = None
    vectors: Vectors = field(default_factory=Vectors)
    folds: Folds = field(default_factory=Folds)
    blocked: dict[str, Diagnostic] = field(default_factory=dict)
    marks: list[Mark] = field(default_factory=list)
    origins: dict[str, tuple[Need, ...]] = field(default_factory=dict)
    """What each name needs to be defined, with what the names in its `let` need."""

    def read_folds(self, needs: list[Need]) -> None:
        """Letters for the sums and extremes over vectors of symbolic size read so far."""
        for over in self.vectors.folds:
            if over.name not in self.names:
                introduce(
                    *(over, self.names, self.domains, self.random, needs, self.folds),
                    self.indexed(),
                )

    def indexed(self) -> tuple[Symbol, ...]:
        """The parameters and random variables that have a value of their own at every index."""
        names = {
            value.item.name
            for value in self.vectors.values.values()
            if isinstance(value, Generic | Apart) and isinstance(value.item, syntax.Name)
        }
        random = tuple(s for s in self.random if str(s.name) in self.vectors.indexed)
        return (*(s for s in self.domains if str(s.name) in names), *random)


def diagnostic(error: Meaningless, state: State) -> Diagnostic:
    """The message with its source line."""
    rejection = Rejection(error.message, error.hint, error.span)
    return diagnose(rejection, state.block.source_line(error.span.line), "")


def lacking(error: Unsupported | OpenSign, whole: Span, state: State) -> Diagnostic:
    """The construct with its source line; with that of the `whole` statement where its own place is
    not known."""
    place = getattr(error, "place", None)
    rejection = Rejection(str(error), "", Span(*place) if place else whole)
    return diagnose(rejection, state.block.source_line(rejection.span.line), "")
