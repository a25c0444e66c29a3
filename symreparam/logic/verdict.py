"""Verdicts and outcomes: what the pipeline hands to the renderers and the shell."""

from __future__ import annotations

from typing import Literal

from sympy import Expr, Symbol

from symreparam.logic.claim import Claim
from symreparam.logic.proof import Proof
from symreparam.terms.forms import LawForm
from symreparam.terms.law import AnyLaw
from symreparam.terms.record import dataclass
from symreparam.terms.region import Region

VerdictName = Literal["proved", "refuted", "undecided", "unsupported", "error"]
GoalKind = Literal["prove", "refute", "derive"]


@dataclass(frozen=True, slots=True)
class Witness:
    """Where a claim fails: exact parameter values and a set on which the laws differ.

    `left` and `right` are the two density values (or masses) at `point`, as decimal strings
    with the digits that the enclosures certify; `left` belongs to the derived law.
    """

    parameters: tuple[tuple[Symbol, Expr], ...]
    region: Region
    point: Expr | None
    left: str
    right: str
    why: str


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A neighbouring claim that IS proved: `words` says how it differs, `parts` says the same with
    its terms apart from the words."""

    words: str
    law: AnyLaw
    conditions: tuple[str, ...]
    proof: Proof
    parts: tuple[str | Expr, ...] = ()


@dataclass(frozen=True, slots=True)
class CrossCheck:
    """One numeric test by another route. `ok` None: no evidence either way."""

    name: str
    ok: bool | None
    detail: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one goal. `reason` names the step or construct that stopped the engine.

    `excerpt` shows where that construct stands: the source line, and carets below it.
    `formed` is a derived law that no `law` says: told at the values of the map, or by cases.

    >>> from symreparam import check
    >>> [found] = check("let X ~ Normal(0, 1)\\nrefute 2*X ~ Normal(0, 4)")
    >>> found.verdict, found.ok, found.law
    ('refuted', True, Named(family='Normal', arguments=(0, 2)))
    """

    goal: GoalKind
    statement: str
    claim: Claim | None
    verdict: VerdictName
    ok: bool
    reason: str = ""
    proof: Proof | None = None
    law: AnyLaw | None = None
    names: tuple[AnyLaw, ...] = ()
    law_proof: Proof | None = None
    witness: Witness | None = None
    near_misses: tuple[NearMiss, ...] = ()
    cross_checks: tuple[CrossCheck, ...] = ()
    holds_at: tuple[tuple[Symbol, Expr], ...] | None = None
    formed: LawForm | None = None
    excerpt: str = ""
