"""The three answers of a decision, and the context in which a question is asked."""

from __future__ import annotations

from sympy import Expr, Symbol

from symreparam.terms.record import dataclass
from symreparam.terms.region import NUMBERS, Region
from symreparam.terms.scope import Scope


@dataclass(frozen=True, slots=True)
class Context:
    """For all parameter values of `scope` and all points of the open region `over`."""

    scope: Scope
    over: Region = NUMBERS

    def __post_init__(self) -> None:
        if any(variable.is_integer for variable in self.over.variables):
            raise ValueError("a range of whole numbers belongs to the scope: see context_over")


def context_over(scope: Scope, over: Region) -> Context:
    """The context of a region. A range of whole numbers goes into the scope, where every value of
    a symbol counts: regions are open and looked at up to null sets."""
    if len(over.bounds) == 1 and over.variables[0].is_integer:
        return Context(scope.with_symbol(*over.bounds[0]))
    return Context(scope, over)


@dataclass(frozen=True, slots=True)
class Proved:
    """Settled. `divisors` are terms whose zeros were excluded on the way (see `decide.zero`)."""

    by: str
    divisors: tuple[Expr, ...] = ()


@dataclass(frozen=True, slots=True)
class Refuted:
    """False: at this exact point of the context an enclosure excludes the statement."""

    witness: tuple[tuple[Symbol, Expr], ...] = ()
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Not settled; `why` names the kernel, the term or the budget that stopped it."""

    why: str


Answer = Proved | Refuted | Unknown
