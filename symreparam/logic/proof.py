"""Proofs as plain data: scopes and steps. That a proof is valid, only the checker says."""

from __future__ import annotations

from typing import TypeAlias

from sympy import Expr, Symbol

from symreparam.logic.claim import Claim
from symreparam.logic.judgement import HasLaw, Judgement
from symreparam.terms.law import Law, Named
from symreparam.terms.mapping import Map
from symreparam.terms.record import dataclass
from symreparam.terms.region import NUMBERS, Region
from symreparam.terms.scope import Relation

Argument: TypeAlias = """(
    Expr | Region | Map | Law | Named | HasLaw | Relation | Proof | str | int | tuple[Argument, ...]
)"""
"""What a step's `args` may hold: the witnesses that the search found, and proofs of lemmas."""


@dataclass(frozen=True, slots=True)
class SubScope:
    """A scope made from `parent` (an index of an earlier scope): narrowed by one relation, or with
    one more symbol that ranges over the interval `bound`."""

    parent: int
    relation: Relation | None = None
    bound: Region = NUMBERS


@dataclass(frozen=True, slots=True)
class Step:
    """One inference: `rule` applied to the conclusions of earlier steps and to `args`."""

    scope: int
    rule: str
    premises: tuple[int, ...]
    args: tuple[Argument, ...]
    conclusion: Judgement


@dataclass(frozen=True, slots=True)
class Proof:
    """Steps that end in the claim's goal, or in `Fails(goal)` for a refutation.

    `at` fixes parameters at exact values (all of them, or none): the proof is then about the
    claim with those values put in. Scope 0 is the claim's (so instantiated), scope k + 1 is
    `scopes[k]`.
    """

    claim: Claim
    at: tuple[tuple[Symbol, Expr], ...]
    scopes: tuple[SubScope, ...]
    steps: tuple[Step, ...]
