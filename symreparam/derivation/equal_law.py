"""Equality in law searched for: one map of variables with equal laws, components, moments.

Where the law of one side is derived, the claim becomes one about the law of the other: that is
for `pipeline.equal_law`, which joins the two proofs by `joined`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, permutations, product
from typing import Final

from sympy import Expr, Integer, Symbol, expand

from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder
from symreparam.derivation.dependence import free_letter, prove_independent
from symreparam.derivation.expectation import Failure, mean_step
from symreparam.derivation.graft import graft
from symreparam.derivation.instances import Values
from symreparam.derivation.prove import Stuck, prove
from symreparam.derivation.transport import source_law
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import EqualInLaw, Expectation, HasLaw, Independent
from symreparam.logic.proof import Proof
from symreparam.rules.equal_law import Pairs, monomial, weighted
from symreparam.terms.law import AnyLaw, Law, Named

MOST_VARIABLES: Final = 4
MOST_MAPS: Final = 400
POWERS: Final = (1, 2, 3, 4)
Trouble = (RuleError, NoInverse, Unsupported, Stuck)


def equal_goal(claim: Claim) -> EqualInLaw:
    """The goal of a claim that two vectors are equal in law."""
    assert isinstance(claim.goal, EqualInLaw)
    return claim.goal


def joined(claim: Claim, first: Proof, second: Proof, swapped: bool) -> Proof:
    """From `S has law L` and `T has law L` (or fails to have it), the claim's goal (or not)."""
    builder = Builder(claim, second.at)
    ends = graft(builder, first), graft(builder, second)
    last = builder.add("equal-in-law", ends)
    if swapped:
        last = builder.add("equal-in-law-swap", (last,))
    return builder.proof(last)


def by_map(claim: Claim) -> Proof:
    """A proof that both sides are one map of variables with equal laws. Raises RuleError."""
    builder, goal = Builder(claim), equal_goal(claim)
    for swapped in (False, True):
        left, right = (goal.second, goal.first) if swapped else (goal.first, goal.second)
        for pairs in islice(_maps(claim, left, right), MOST_MAPS):
            try:
                premises = tuple(i for pair in pairs for i in _same_laws(builder, *pair))
                last = builder.add("equal-in-law-map", premises, (left, pairs))
            except Trouble:
                continue
            if swapped:
                last = builder.add("equal-in-law-swap", (last,))
            return builder.proof(last)
    raise RuleError("equal-in-law-map.none", "no map of variables with equal laws was found")


def _maps(claim: Claim, left: tuple[Expr, ...], right: tuple[Expr, ...]) -> Iterator[Pairs]:
    """Terms for the variables of the left side that make it the right side."""
    mine, theirs = (
        tuple(v for v in claim.variables if any(term.has(v) for term in side))
        for side in (left, right)
    )
    if len(mine) != len(theirs) or not 0 < len(mine) <= MOST_VARIABLES:
        return
    laws = {given.subject: given.law for given in claim.hypotheses}
    for order in permutations(theirs):
        ways = [_images(v, w, laws) for v, w in zip(mine, order, strict=True)]
        for images in product(*ways):
            swap = dict(zip(mine, images, strict=True))
            pairs = zip(left, right, strict=True)
            # the checker compares the terms as they are built
            if all(one.xreplace(swap) == two for one, two in pairs):
                yield tuple(swap.items())


def _images(symbol: Symbol, other: Symbol, laws: dict[Expr, AnyLaw]) -> tuple[Expr, ...]:
    """The other variable, and what it is after reflection at a point that its law may have."""
    found: list[Expr] = [other] if laws[symbol] == laws[other] else []
    law = laws[other]
    if laws[symbol] == law and isinstance(law, Named):
        ends = [Integer(0), Integer(1), *(2 * a for a in law.arguments[:2])]
        if len(law.arguments) > 1:
            ends.append(law.arguments[0] + law.arguments[1])
        found += [end - other for end in dict.fromkeys(ends)]
    if laws[symbol] == law:
        found.append(1 / other)
    return tuple(dict.fromkeys(expand(term) for term in found))


def _same_laws(builder: Builder, symbol: Symbol, image: Expr) -> tuple[int, int]:
    """Steps: the variable and its image have one law."""
    claim = builder.claim
    index = claim.variables.index(symbol)
    given = claim.hypotheses[index]
    first = builder.add("hypothesis", (), (index,))
    if image in claim.variables:
        other = claim.variables.index(image)
        return first, builder.add("hypothesis", (), (other,))
    proof = prove(replace(claim, goal=HasLaw(image, given.law)))
    return first, graft(builder, proof)


def by_components(claim: Claim) -> Proof:
    """A proof for vectors with independent components. Raises RuleError or NoInverse."""
    builder, goal = Builder(claim), equal_goal(claim)
    if len(goal.first) < 2:
        raise RuleError("equal-in-law-vector.size", "one component")
    ends = [
        graft(builder, prove_independent(replace(claim, goal=Independent(side))))
        for side in (goal.first, goal.second)
    ]
    for one, two in zip(goal.first, goal.second, strict=True):
        part = replace(claim, goal=EqualInLaw((one,), (two,)))
        ends.append(graft(builder, prove_equal(part)))
    return builder.proof(builder.add("equal-in-law-vector", tuple(ends)))


def prove_equal(claim: Claim) -> Proof:
    """A proof by one map, by independent components, or through the law of one side.

    Raises RuleError, NoInverse, Unsupported or Stuck, with what stopped the last way.
    """
    for way in (by_map, by_components):
        try:
            return way(claim)
        except Trouble:
            continue
    if len(equal_goal(claim).first) > 1:
        return prove_vectors(claim)
    return _through_law(claim)


def prove_vectors(claim: Claim) -> Proof:
    """A proof for vectors through one joint law of both. Raises what stopped the last way."""
    from symreparam.derivation.equal_law_vectors import by_joint_law, by_normal_law, by_sum

    goal = equal_goal(claim)
    for way in (by_normal_law, lambda c, g: by_sum(c, g, prove_equal)):
        try:
            return way(claim, goal)
        except Trouble:
            continue
    return by_joint_law(claim, goal)


def _through_law(claim: Claim) -> Proof:
    error: Exception = RuleError("equal-in-law", "no law")
    for swapped, (law, first) in known_laws(claim):
        goal = equal_goal(claim)
        other = goal.first[0] if swapped else goal.second[0]
        try:
            second = prove(replace(claim, goal=HasLaw(other, law)))
            return joined(claim, first, second, swapped)
        except Trouble as failed:
            error = failed
    raise error


def known_laws(claim: Claim) -> Iterator[tuple[bool, tuple[AnyLaw, Proof]]]:
    """A law of the left side with its proof, or (`True`) one of the right side.

    The side with fewer operations first. Raises what stopped the derivations when there is none.
    """
    # imported here: names are looked for when a claim asks for them
    from symreparam.derivation.naming import derive_law

    goal = equal_goal(claim)
    sides = [(False, goal.first[0]), (True, goal.second[0])]
    sides.sort(key=lambda side: int(side[1].count_ops()))
    error: Exception | None = None
    found = False
    for swapped, term in sides:
        asked = replace(claim, goal=HasLaw(term, Law(free_letter(claim))))
        try:
            derived = derive_law(asked)
        except Trouble as failed:
            error = error or failed
            continue
        known: list[tuple[AnyLaw, Proof]] = list(derived.names[:1])
        if not known and derived.law is not None and derived.proof is not None:
            known.append((derived.law, derived.proof))
        for each in known:
            found = True
            yield swapped, each
    if not found and error is not None:
        raise error


def refute_equal(claim: Claim, values: Values) -> Proof | None:
    """A proof at these values that a moment of the two sides differs, or None."""
    builder = Builder(claim, values)
    goal = equal_goal(builder.claim)
    size = len(goal.first)
    for powers in sorted(product(range(5), repeat=size), key=sum):
        if not 0 < sum(powers) <= 4:
            continue
        try:
            return builder.proof(_means_differ(builder, goal, powers))
        except Failure:
            continue
    return None


def _means_differ(builder: Builder, goal: EqualInLaw, powers: tuple[int, ...]) -> int:
    steps = [mean_step(builder, monomial(side, powers)) for side in (goal.first, goal.second)]
    found = [builder.conclusion(step) for step in steps]
    values = [known.value for known in found if isinstance(known, Expectation)]
    gap = builder.sign(values[0] - values[1])
    return builder.add("unequal-mean", (*steps, gap), (goal, powers))


def weights(size: int) -> Iterator[tuple[int, ...]]:
    """Single components, then sums and differences of two."""
    for place in range(size):
        yield tuple(int(k == place) for k in range(size))
    for i in range(size):
        for j in range(i):
            for c in (1, -1):
                yield tuple(c if k == i else int(k == j) for k in range(size))


def projected(claim: Claim, row: tuple[int, ...]) -> Claim:
    """The claim about one sum of the components with these weights."""
    goal = equal_goal(claim)
    sums = ((weighted(side, row),) for side in (goal.first, goal.second))
    return replace(claim, goal=EqualInLaw(*sums))


def lifted(claim: Claim, refuted: Proof, row: tuple[int, ...]) -> Proof:
    """From the refutation of a sum of the components to that of the vectors."""
    builder = Builder(claim, refuted.at)
    last = graft(builder, refuted)
    goal = equal_goal(builder.claim)
    return builder.proof(builder.add("unequal-sum", (last,), (goal, row)))


def law_proof(claim: Claim, subject: Expr, law: AnyLaw) -> Proof:
    """A proof that the subject has the law. Raises RuleError, Stuck, Unsupported, NoInverse."""
    symbols = claim.variables
    if subject in symbols:
        builder = Builder(replace(claim, goal=HasLaw(subject, law)))
        given = builder.add("hypothesis", (), (symbols.index(subject),))
        if builder.conclusion(given) == HasLaw(subject, law):
            return builder.proof(given)
        if isinstance(law, Law):
            step = source_law(builder, symbols.index(subject), law.variable)
            if builder.conclusion(step) == HasLaw(subject, law):
                return builder.proof(step)
    return prove(replace(claim, goal=HasLaw(subject, law)))
