"""One proof from those of a cut scope's leaves: the claim fails on each of them, so everywhere.

The leaves' conditions become cases of scopes; in each scope the proof of its leaf is a lemma.
"""

from __future__ import annotations

from dataclasses import replace

from sympy import Expr, Symbol

from symreparam.derivation.builder import Builder
from symreparam.families.members import parameter_conditions
from symreparam.families.table import family
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Exactly, Fails, HasLaw, Member
from symreparam.logic.proof import Proof, Step
from symreparam.pipeline.agreement import Agreement, agreement
from symreparam.pipeline.checked import replayed
from symreparam.pipeline.cutting import Leaf
from symreparam.pipeline.facts import Fact, fails_everywhere, with_point
from symreparam.rules.refutation import negation
from symreparam.rules.rule import take
from symreparam.rules.table import EACH, EXACTLY, PART
from symreparam.terms.law import Named
from symreparam.terms.scope import Relation, Scope, parameter

MOST_CASES = 64


def joined(claim: Claim, leaves: tuple[Leaf, ...]) -> Proof | None:
    """The proof that the claim fails at every parameter value, or None: every leaf must have a
    proof that it does so there."""
    if any(leaf.fact is None or leaf.fact.holds for leaf in leaves):
        return None
    return _covered(claim, leaves)


def exactly(claim: Claim, agreed: Agreement) -> Fact | None:
    """That the claim holds exactly where one of the conditions does, or None: every leaf must have
    a proof. The checker replayed it."""
    if not agreed.complete:
        return None
    if len(agreed.leaves) == 1 and not agreed.leaves[0].conditions:
        return agreed.leaves[0].fact
    held = tuple(leaf.conditions for leaf in agreed.leaves if leaf.fact and leaf.fact.holds)
    wanted = replace(claim, goal=Exactly(claim.law_goal, held))
    proof = replayed(_covered(wanted, agreed.leaves), wanted)
    return None if proof is None else Fact(wanted, True, proof)


def _covered(claim: Claim, leaves: tuple[Leaf, ...]) -> Proof | None:
    builder = Builder(claim)
    try:
        return builder.proof(_Cover(builder, leaves).step(()))
    except RuleError:
        return None


class _Cover:
    """Cases along the conditions of leaves. Counts them: their number is bounded."""

    def __init__(self, builder: Builder, leaves: tuple[Leaf, ...]) -> None:
        self.builder, self.leaves, self.cases = builder, leaves, 0

    def step(self, known: tuple[Relation, ...]) -> int:
        """A step that concludes the goal, or that it fails, where these relations hold."""
        self.cases += 1
        if self.cases > MOST_CASES:
            raise RuleError("covering.cases", "too many")
        for leaf in self.leaves:
            left = [r for r in leaf.conditions if r not in known]
            if not left:
                return self.leaf(leaf, known)
            if not any(_against(r, each) for r in left for each in known):
                return self.split(left[0], known)
        raise RuleError("covering.open", str(known))

    def split(self, relation: Relation, known: tuple[Relation, ...]) -> int:
        """Cases of how the two sides of the relation compare; those that can't be are left out."""
        builder = self.builder
        ends: list[int] = []
        exclusion: list[int] = []
        for case in self.orders(relation):
            try:
                exclusion.append(builder.holds(negation(case)))
            except RuleError:
                builder.enter(case)
                try:
                    ends.append(self.step((*known, case)))
                finally:
                    builder.leave()
        if not ends:
            raise RuleError("covering.empty", str(known))
        return builder.join(tuple(ends), tuple(exclusion))

    def orders(self, relation: Relation) -> tuple[Relation, ...]:
        """The relation and others, of the same two terms, one of which always holds."""
        left, right, other = relation.left, relation.right, negation(relation)
        if relation.sign == "<" and not any(other in leaf.conditions for leaf in self.leaves):
            # a leaf's equation has the parameter on its left
            same = (left, right) if isinstance(left, Symbol) else (right, left)
            return relation, Relation(right, "<", left), Relation(same[0], "=", same[1])
        return relation, other

    def leaf(self, leaf: Leaf, known: tuple[Relation, ...]) -> int:
        """The step that rests on the proof of the leaf."""
        assert leaf.fact is not None
        equations: list[tuple[Expr, ...]] = [
            (r.left, r.right)
            for r in leaf.conditions
            if r.sign == "=" and isinstance(r.left, Symbol)
        ]
        builder, args = self.builder, (tuple(equations), leaf.fact.proof)
        goal = builder.claim.goal
        if not isinstance(goal, Exactly):
            return builder.insert(Step(builder.scope, PART, (), args, Fails(goal)))
        if leaf.fact.holds:
            premises = tuple(builder.holds(relation) for relation in leaf.conditions)
            return builder.insert(Step(builder.scope, EXACTLY, premises, args, goal))
        premises = ()
        for case in goal.cases:
            against = self.against(case, known)
            open_ones = [r for r in case if r not in known]
            if against is None and open_ones:
                return self.split(open_ones[0], known)
            if against is None:
                raise RuleError("covering.both", str(known))
            premises = (*premises, against)
        return builder.insert(Step(builder.scope, EXACTLY, premises, args, goal))

    def against(self, case: tuple[Relation, ...], known: tuple[Relation, ...]) -> int | None:
        """A step for a relation of the scope that excludes one of the case, or None."""
        plain = [each for r in case for each in known if _against(r, each)]
        for relation in (*plain, *map(negation, case)):
            try:
                return self.builder.holds(relation)
            except RuleError:
                continue
        return None


def _against(one: Relation, other: Relation) -> bool:
    """Whether two relations of the same two terms exclude each other."""
    pair = (one.left, one.right)
    if pair not in ((other.left, other.right), (other.right, other.left)):
        return False
    return not _signs(one, pair) & _signs(other, pair)


def _signs(relation: Relation, pair: tuple[Expr, Expr]) -> set[str]:
    found = {"<": {"<"}, "<=": {"<", "="}, "!=": {"<", ">"}, "=": {"="}}[relation.sign]
    if (relation.left, relation.right) == pair:
        return found
    return {{"<": ">", ">": "<", "=": "="}[sign] for sign in found}


def no_member(claim: Claim, values: tuple[tuple[Symbol, Expr], ...] = ()) -> Proof | None:
    """A proof that the goal's subject follows no member of the goal's family, at these values or
    at every one without values, or None: the claim that it follows the member with new parameters
    fails at all of their values."""
    builder = Builder(claim, values)
    goal = take(builder.claim.goal, Member, "covering.goal")
    record = family(goal.family)
    if record is None or record.variants or not record.parameters:
        return None
    scope = builder.claim.scope
    taken = {symbol.name for symbol in (*scope.names, *builder.claim.variables)}
    new = []
    for own in record.parameters:
        names = (own.symbol.name, *(f"{own.symbol.name}_{k}" for k in range(1, 100)))
        name = next(each for each in names if each not in taken)
        taken.add(name)
        new.append((parameter(name, own.domain), own.domain))
    named = Named(goal.family, tuple(symbol for symbol, _ in new))
    needed = parameter_conditions(named)
    relations = [r for r in needed if r.left.free_symbols and r.right.free_symbols]
    whole = replace(
        builder.claim,
        goal=HasLaw(goal.subject, named),
        scope=Scope((*scope.symbols, *new), (*scope.relations, *relations)),
    )
    there = with_point(whole)
    if there is None:
        return None
    direct = fails_everywhere(there)
    proof = joined(there, agreement(there).leaves) if direct is None else direct.proof
    if proof is None:
        return None
    last = builder.insert(Step(0, EACH, (), (proof,), Fails(goal)))
    return builder.proof(last)
