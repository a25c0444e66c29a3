"""For which parameter values does a claim hold? The scope cut into leaves, each of them settled.

Equations between the two laws' parameters (or between coefficients of their log-densities, or
ends of their supports) only say where to cut: each leaf is a claim of its own, proved or refuted at
every one of its parameter values, and the leaves cover the scope by the way they are cut.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from sympy import Abs, Expr, Integer, Pow, Symbol

from symreparam.decide.answer import Context, Proved
from symreparam.decide.sign import holds
from symreparam.logic.claim import Claim
from symreparam.pipeline.cutting import DEPTH, Conditions, Cutter, Leaf
from symreparam.pipeline.facts import Fact, fails_everywhere
from symreparam.terms.record import dataclass
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import Relation


@dataclass(frozen=True, slots=True)
class Agreement:
    """The leaves cover the scope. `conditions`: one conjunction for each leaf on which the claim
    holds; `complete` when every other leaf is refuted at each of its parameter values."""

    leaves: tuple[Leaf, ...]

    @property
    def conditions(self) -> tuple[Conditions, ...]:
        """Where the claim is proved to hold; the empty conjunction stands for everywhere."""
        held = (leaf for leaf in self.leaves if leaf.fact and leaf.fact.holds)
        kept = (_implied_out(leaf, _pruned(leaf.conditions)) for leaf in held)
        return _merged(tuple(tuple(map(_plainer, part)) for part in kept))

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


def _implied_out(leaf: Leaf, conditions: Conditions) -> Conditions:
    """Without relations that the others imply; where an equation stands, what is left of it."""
    if any(r.sign == "=" for r in conditions):
        return conditions
    own = tuple(r for r in leaf.claim.scope.relations if r not in leaf.conditions)
    kept = conditions
    for relation in conditions:
        rest = tuple(each for each in kept if each != relation)
        scope = replace(leaf.claim.scope, relations=(*own, *rest), point=())
        if isinstance(holds(relation, Context(scope, NUMBERS)), Proved):
            kept = rest
    return kept


def _plainer(relation: Relation) -> Relation:
    """`x != 0` for `0 < x^2` and `0 < abs(x)`."""
    left, right = relation.left, relation.right
    square = isinstance(right, Pow) and right.exp == 2 and right.base.is_Symbol
    if relation.sign == "<" and left == 0 and (square or isinstance(right, Abs)):
        return Relation(right.args[0], "!=", Integer(0))
    return relation


def _merged(parts: tuple[Conditions, ...]) -> tuple[Conditions, ...]:
    """a < b and b < a, the rest being the same, as a != b."""
    found = list(parts)
    for one, two in combinations(parts, 2):
        mine, other = set(one) - set(two), set(two) - set(one)
        if len(mine) != 1 or len(other) != 1 or one not in found or two not in found:
            continue
        [a], [b] = mine, other
        if a.sign == b.sign == "<" and (a.left, a.right) == (b.right, b.left):
            sides = (a.left, a.right) if isinstance(a.left, Symbol) else (a.right, a.left)
            apart = Relation(sides[0], "!=", sides[1])
            found[found.index(one)] = tuple(apart if r == a else r for r in one)
            found.remove(two)
    return tuple(found)


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
