"""A claim's scope cut into leaves, each of them settled where that is possible.

Whatever the cuts are made along, the leaves cover the scope by the way in which they are made.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from sympy import Expr

from symreparam.decide.answer import Context, Proved
from symreparam.decide.points import empty
from symreparam.decide.sign import holds
from symreparam.families.members import parameter_conditions
from symreparam.logic.claim import Claim
from symreparam.pipeline.conditions import (
    ZERO,
    factors,
    guesses,
    kinks,
    linear_parts,
    unfolded,
)
from symreparam.pipeline.facts import Fact, at_value, fails_everywhere, narrowed, proved
from symreparam.pipeline.parameter_equations import family_gaps, open_sign
from symreparam.pipeline.systems import away, orders, slopes, solved, systems
from symreparam.rules.refutation import negation
from symreparam.terms.law import Named
from symreparam.terms.record import dataclass
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import Relation

DEPTH: Final = 6
MOST_LEAVES: Final = 24
Conditions = tuple[Relation, ...]
Next = Callable[[Claim, Conditions, tuple[Expr, ...], int], "tuple[Leaf, ...]"]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A part of the scope: where these relations hold. `fact` settles the claim there, at every
    parameter value of the part; None when it is open."""

    conditions: Conditions
    claim: Claim
    fact: Fact | None


@dataclass(slots=True)
class Cutter:
    """Cuts a claim's scope along equations. Counts its leaves: their number is bounded."""

    leaves: int = 0

    def cut(self, claim: Claim, conditions: Conditions, depth: int) -> tuple[Leaf, ...]:
        """Leaves that cover the scope: where the claimed member does not exist; by signs on which
        the law's shape depends; along equations."""
        if depth == 0:
            return (self.leaf(claim, conditions, None),)
        if isinstance(claim.law_goal.law, Named):
            for needed in parameter_conditions(claim.law_goal.law):
                if isinstance(holds(needed, Context(claim.scope, NUMBERS)), Proved):
                    continue
                outside = self.under(claim, conditions, (negation(needed),))
                inside = narrowed(claim, (needed,))
                if inside is None:
                    return (*outside, self.leaf(claim, (*conditions, needed), None))
                return (*self.cut(inside, (*conditions, needed), depth - 1), *outside)
        term = open_sign(claim)
        if term is not None:
            return self.signs(claim, conditions, (), term, depth, self.again)
        return self.along(claim, conditions, depth)

    def again(
        self, claim: Claim, conditions: Conditions, rest: tuple[Expr, ...], depth: int
    ) -> tuple[Leaf, ...]:
        """Cut what a case of signs leaves."""
        return self.cut(claim, conditions, depth)

    def along(self, claim: Claim, conditions: Conditions, depth: int) -> tuple[Leaf, ...]:
        """Leaves along the first system of equations that settles all of them, or the one that
        leaves least open."""
        gaps = family_gaps(claim)
        if gaps is None or self.never(claim, gaps):
            fact = fails_everywhere(claim)
            if fact is not None:
                return (self.leaf(claim, conditions, fact),)
        best: tuple[Leaf, ...] | None = None
        for equations in systems(claim, gaps):
            self.leaves = 0
            found = self.solve(claim, conditions, equations, depth)
            if all(leaf.fact is not None for leaf in found):
                return found
            if best is None or _open(found) < _open(best):
                best = found
        if best is not None:
            return best
        return (self.leaf(claim, conditions, proved(claim)),)

    def never(self, claim: Claim, equations: tuple[Expr, ...]) -> bool:
        """Whether one of the equations certainly has no solution."""
        context = Context(claim.scope, NUMBERS)
        return any(
            isinstance(holds(Relation(term, "!=", ZERO), context), Proved) for term in equations
        )

    def solve(
        self, claim: Claim, conditions: Conditions, rest: tuple[Expr, ...], depth: int
    ) -> tuple[Leaf, ...]:
        """Leaves along the equations that are left: all of them zero, or the first one not."""
        rest = tuple(term for term in rest if term != 0)
        if not rest:
            return (self.leaf(claim, conditions, proved(claim) or fails_everywhere(claim)),)
        if depth == 0 or self.leaves > MOST_LEAVES:
            return (self.leaf(claim, conditions, None),)
        first = rest[0]
        if not first.free_symbols and not first.is_Rational:
            return self.solve(claim, conditions, rest[1:], depth)
        for inner in kinks(first):
            return self.signs(claim, conditions, rest, inner, depth, self.solve)
        parts = factors(first) or guesses(first)
        if not parts:
            return (self.leaf(claim, conditions, fails_everywhere(claim)),)
        context = Context(claim.scope, NUMBERS)
        for slope in slopes(parts, context):
            return self.steep(claim, conditions, rest, slope, depth)
        apart = [Relation(part, "!=", ZERO) for part in parts]
        open_ones = [r.left for r in apart if not isinstance(holds(r, context), Proved)]
        leaves: tuple[Leaf, ...] = ()
        for part in open_ones:
            leaves += self.zero(claim, conditions, rest[1:], part, depth, self.solve)
        nowhere = tuple(r for part in open_ones for r in away(part, context))
        return (*leaves, *self.under(claim, conditions, nowhere))

    def zero(
        self,
        claim: Claim,
        conditions: Conditions,
        rest: tuple[Expr, ...],
        part: Expr,
        depth: int,
        go_on: Next,
    ) -> tuple[Leaf, ...]:
        """The part of the scope where one factor vanishes."""
        found = solved(part, Context(claim.scope, NUMBERS))
        if found is None:
            return self.guessed(claim, conditions, rest, part, depth, go_on)
        leaves: tuple[Leaf, ...] = ()
        for solution in found:
            here = Relation(solution.symbol, "=", solution.value)
            swap = {solution.symbol: solution.value}
            try:
                inner = at_value(claim, solution.symbol, solution.value)
            except LookupError:
                leaves += (self.leaf(claim, (*conditions, here), None),)
                continue
            if inner is None:
                continue  # the value violates the scope
            left = tuple(term.xreplace(swap) for term in rest)
            leaves += go_on(inner, (*conditions, here), left, depth - 1)
        return leaves

    def guessed(
        self,
        claim: Claim,
        conditions: Conditions,
        rest: tuple[Expr, ...],
        part: Expr,
        depth: int,
        go_on: Next,
    ) -> tuple[Leaf, ...]:
        """Where a factor without closed solutions vanishes: by the slope of a symbol in it, or at
        plain values, and then elsewhere."""
        if depth > 0 and linear_parts(part) is not None:
            return self.sloped(claim, conditions, rest, part, depth, go_on)
        plain = guesses(part) if depth > 0 else ()
        if not plain:
            return (self.leaf(claim, (*conditions, Relation(part, "=", ZERO)), None),)
        leaves: tuple[Leaf, ...] = ()
        for each in plain:
            leaves += self.zero(claim, conditions, rest, each, depth - 1, go_on)
        context = Context(claim.scope, NUMBERS)
        others = tuple(r for each in plain for r in away(each, context))
        return (*leaves, *self.under(claim, conditions, others))

    def sloped(
        self,
        claim: Claim,
        conditions: Conditions,
        rest: tuple[Expr, ...],
        part: Expr,
        depth: int,
        go_on: Next,
    ) -> tuple[Leaf, ...]:
        """slope * symbol + others = 0: solved where slope is not 0, else others = 0 as well."""
        known = linear_parts(part)
        assert known is not None
        symbol, slope, others = known
        steep, flat = Relation(slope, "!=", ZERO), factors(slope)
        leaves: tuple[Leaf, ...] = ()
        inside = narrowed(claim, (steep,))
        if inside is None:
            leaves += (self.leaf(claim, (*conditions, steep), None),)
        else:
            here = (*conditions, steep)
            leaves += self.zero(inside, here, rest, symbol + others / slope, depth - 1, go_on)
        if flat is None:
            return (*leaves, self.leaf(claim, (*conditions, Relation(slope, "=", ZERO)), None))
        for each in flat:
            leaves += self.zero(claim, conditions, (others, *rest), each, depth - 1, self.solve)
        return leaves

    def signs(
        self,
        claim: Claim,
        conditions: Conditions,
        rest: tuple[Expr, ...],
        inner: Expr,
        depth: int,
        go_on: Next,
    ) -> tuple[Leaf, ...]:
        """Cases of the sign of a term, such as what stands in an absolute value."""
        context = Context(claim.scope, NUMBERS)
        leaves: tuple[Leaf, ...] = ()
        above, below = orders(inner)
        for positive, relation in ((True, above), (False, below)):
            terms = tuple(unfolded(term, inner, positive) for term in rest)
            if isinstance(holds(relation, context), Proved):
                return go_on(claim, conditions, terms, depth - 1)
            if isinstance(holds(negation(relation), context), Proved):
                continue
            here = narrowed(claim, (relation,))
            if here is None:
                leaves += (self.leaf(claim, (*conditions, relation), None),)
                continue
            leaves += go_on(here, (*conditions, relation), terms, depth - 1)
        if not isinstance(holds(Relation(inner, "!=", ZERO), context), Proved):
            terms = tuple(unfolded(term, inner, True) for term in rest)
            leaves += self.zero(claim, conditions, terms, inner, depth, go_on)
        return leaves

    def steep(
        self,
        claim: Claim,
        conditions: Conditions,
        rest: tuple[Expr, ...],
        slope: Expr,
        depth: int,
    ) -> tuple[Leaf, ...]:
        """Where a slope is not zero, and where it is; or else by its sign."""
        context = Context(claim.scope, NUMBERS)
        found = solved(slope, context)
        relations = away(slope, context)
        here = narrowed(claim, relations)
        if found is not None and here is not None:
            leaves = self.solve(here, (*conditions, *relations), rest, depth - 1)
            leaves += self.zero(claim, conditions, rest, slope, depth, self.solve)
            if not _open(leaves):
                return leaves
        return self.signs(claim, conditions, rest, slope, depth, self.solve)

    def under(
        self, claim: Claim, conditions: Conditions, relations: Conditions
    ) -> tuple[Leaf, ...]:
        """Where the relations hold, and the claim should fail: as a whole, or by order."""
        whole = replace(claim.scope, relations=(*claim.scope.relations, *relations), point=())
        if empty(whole):
            return ()
        here = narrowed(claim, relations)
        if here is None:
            return (self.leaf(claim, (*conditions, *relations), None),)
        fact = fails_everywhere(here)
        if fact is not None or len(relations) != 1 or relations[0].sign != "!=":
            return (self.leaf(here, (*conditions, *relations), fact),)
        [only] = relations
        leaves: tuple[Leaf, ...] = ()
        for order in (Relation(only.left, "<", only.right), Relation(only.right, "<", only.left)):
            side = narrowed(claim, (order,))
            if side is None and empty(
                replace(claim.scope, relations=(*claim.scope.relations, order), point=())
            ):
                continue
            fact = None if side is None else fails_everywhere(side)
            leaves += (self.leaf(side or claim, (*conditions, order), fact),)
        return leaves

    def leaf(self, claim: Claim, conditions: Conditions, fact: Fact | None) -> Leaf:
        """One more leaf."""
        self.leaves += 1
        return Leaf(conditions, claim, fact)


def _open(leaves: tuple[Leaf, ...]) -> int:
    return sum(leaf.fact is None for leaf in leaves)
