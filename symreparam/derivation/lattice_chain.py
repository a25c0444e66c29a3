"""Rewritings of one law with lattices: a chain of steps that say it is the same law."""

from __future__ import annotations

from sympy import (
    Expr,
    oo,
)

from symreparam.derivation.builder import Builder
from symreparam.families.members import MOST_ATOMS
from symreparam.logic.judgement import SameLaw
from symreparam.rules.laws import parts_of
from symreparam.terms.law import Lattice, Law


class Chain:
    """Rewritings of one law: each step says that two ways of writing it are the same."""

    def __init__(self, builder: Builder, law: Law) -> None:
        self.builder, self.law = builder, law
        self.steps: list[int] = []

    def add(self, rule: str, premises: tuple[int, ...], *args: Expr | int) -> None:
        """Apply a rule of `rules.lattices` to the law as it stands."""
        step = self.builder.add(rule, premises, (self.law, *args))
        self.join(step)

    def join(self, step: int) -> None:
        """Go on with the other side of a step SameLaw."""
        known = self.builder.conclusion(step)
        assert isinstance(known, SameLaw) and isinstance(known.right, Law)
        if known.right != self.law:
            self.law = known.right
            self.steps.append(step)

    def forth(self, given: int) -> int:
        """From a step HasLaw of the first law to one of the last."""
        for step in self.steps:
            given = self.builder.add("rewrite-law", (given, step))
        return given

    def back(self, given: int) -> int:
        """From a step HasLaw of the last law to one of the first."""
        builder = self.builder
        for step in reversed(self.steps):
            law = builder.conclusion(step).left  # type: ignore[union-attr]
            assert isinstance(law, Law)
            signs = (builder.sign_is(part, ">=", over) for part, over in parts_of(law))
            given = builder.add("rewrite-law", (given, step, *dict.fromkeys(signs)))
        return given


def comparable(each: Lattice) -> bool:
    return all(end in (oo, -oo) or end.is_Integer for end in (each.lower, each.upper))


def short(each: Lattice) -> bool:
    numbers = each.lower.is_Integer and each.upper.is_Integer
    single = each.lower == each.upper
    return bool(single or (numbers and each.upper - each.lower < MOST_ATOMS))


def inside(each: Lattice, cut: Expr) -> bool:
    return comparable(each) and bool(each.lower < cut <= each.upper)
