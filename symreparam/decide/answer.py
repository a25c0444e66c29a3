"""The three answers of a decision, and the context in which a question is asked."""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Expr, Symbol

from symreparam.terms.region import NUMBERS, Region
from symreparam.terms.scope import Scope


@dataclass(frozen=True, slots=True)
class Context:
    """For all parameter values of `scope` and all points of the open region `over`."""

    scope: Scope
    over: Region = NUMBERS


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
