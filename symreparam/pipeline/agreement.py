"""For which parameter values does a claim hold? The scope cut into leaves, each of them settled.

Equations between the two laws' parameters (or between coefficients of their log-densities, or
ends of their supports) only say where to cut: each leaf is a claim of its own, proved or refuted at
every one of its parameter values, and the leaves cover the scope by the way they are cut.
"""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Expr, Symbol

from symreparam.logic.claim import Claim
from symreparam.pipeline.cutting import DEPTH, Conditions, Cutter, Leaf
from symreparam.pipeline.facts import Fact, fails_everywhere


@dataclass(frozen=True, slots=True)
class Agreement:
    """The leaves cover the scope. `conditions`: one conjunction for each leaf on which the claim
    holds; `complete` when every other leaf is refuted at each of its parameter values."""

    leaves: tuple[Leaf, ...]

    @property
    def conditions(self) -> tuple[Conditions, ...]:
        """Where the claim is proved to hold; the empty conjunction stands for everywhere."""
        held = (leaf for leaf in self.leaves if leaf.fact and leaf.fact.holds)
        return tuple(_pruned(leaf.conditions) for leaf in held)

    @property
    def complete(self) -> bool:
        """Whether every leaf is settled."""
        return all(leaf.fact is not None for leaf in self.leaves)


def _pruned(conditions: Conditions) -> Conditions:
    """Without inequalities that the values of the equations settle."""
    swap = {r.left: r.right for r in conditions if r.sign == "="}
    kept = []
    for relation in conditions:
        gap = (relation.right - relation.left).xreplace(swap).xreplace(swap)
        plain = relation.sign != "=" and gap.is_Rational
        if not (plain and {"<": gap > 0, "<=": gap >= 0, "!=": gap != 0}[relation.sign]):
            kept.append(relation)
    return tuple(kept)


def agreement(claim: Claim, known: Fact | None = None) -> Agreement:
    """The exact parameter set on which the claim holds, as far as it can be settled. `known` is a
    proof of the claim, or of that it fails at every parameter value, when there is one already."""
    if known is not None:
        return Agreement((Leaf((), claim, known),))
    if not claim.scope.symbols:
        return Agreement((Leaf((), claim, fails_everywhere(claim)),))
    return Agreement(Cutter().cut(claim, (), DEPTH))


def point_of(claim: Claim, leaf: Leaf) -> tuple[tuple[Symbol, Expr], ...]:
    """Exact values of all of the claim's parameters at a point of the leaf."""
    values = dict(leaf.claim.scope.point)
    for relation in reversed(leaf.conditions):
        if relation.sign == "=" and isinstance(relation.left, Symbol):
            values[relation.left] = relation.right.xreplace(values)
    return tuple((symbol, values[symbol]) for symbol in claim.scope.names)
