"""Equality in law of vectors: one joint law of both, a component less, one map in other words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice, pairwise, permutations

from flint import arb
from sympy import Add, Expr, Integer, Rational, Symbol, cancel, oo

from symreparam.decide.ball import enclose
from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder
from symreparam.derivation.graft import graft
from symreparam.derivation.joint import prove_joint
from symreparam.derivation.joint_derive import derivations
from symreparam.derivation.logarithms import fresh_letters
from symreparam.derivation.normal_image import normal_law_of, prove_normal_image
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import EqualInLaw, HasJointLaw, HasNormalLaw
from symreparam.logic.proof import Proof
from symreparam.rules.expectation import support
from symreparam.terms.law import JointLaw
from symreparam.terms.region import Region
from symreparam.terms.scope import variable

Failure = (RuleError, NoInverse, Unsupported)
POINTS = 12
MOST_COMPONENTS = 4
MOST_REGIONS = 4
Box = tuple[tuple[Symbol, Expr, Expr], ...]


def by_normal_law(claim: Claim, goal: EqualInLaw) -> Proof:
    """Both sides are affine in normal variables, with one mean and covariance. Raises RuleError."""
    mean, covariance = normal_law_of(claim, goal.first)
    builder, ends = Builder(claim), []
    for side in (goal.first, goal.second):
        law = HasNormalLaw(side, mean, covariance)
        ends.append(graft(builder, prove_normal_image(replace(claim, goal=law))))
    return builder.proof(builder.add("equal-in-law-joint", tuple(ends)))


def by_joint_law(claim: Claim, goal: EqualInLaw) -> Proof:
    """The joint density of one side, derived on a region that is guessed, and that of the other."""
    if not 2 <= len(goal.first) <= MOST_COMPONENTS:
        raise RuleError("equal-in-law-joint.size", f"{len(goal.first)} components")
    error: Exception = RuleError("equal-in-law-joint.region", "no region was found")
    for swapped in (False, True):
        first, second = (goal.second, goal.first) if swapped else (goal.first, goal.second)
        for region, letters in islice(_regions(claim, first), MOST_REGIONS):
            try:
                proof = _on(claim, first, second, region, letters)
            except Failure as failed:
                error = failed
                continue
            if not swapped:
                return proof
            builder = Builder(claim)
            return builder.proof(builder.add("equal-in-law-swap", (graft(builder, proof),)))
    raise error


def _on(
    claim: Claim,
    first: tuple[Expr, ...],
    second: tuple[Expr, ...],
    region: Region,
    letters: tuple[Symbol, ...],
) -> Proof:
    """The density of one side on the region, then the same density for the other."""
    asked = HasJointLaw(first, JointLaw(letters, region, Integer(1)))
    builder = Builder(replace(claim, goal=asked))
    step = next(derivations(builder, asked))
    known = builder.conclusion(step)
    assert isinstance(known, HasJointLaw)
    one = replace(builder.proof(step), claim=replace(claim, goal=known))
    other = prove_joint(replace(claim, goal=HasJointLaw(second, known.law)))
    whole = Builder(claim)
    ends = (graft(whole, one), graft(whole, other))
    return whole.proof(whole.add("equal-in-law-joint", ends))


# the region -------------------------------------------------------------------------------------
def _regions(
    claim: Claim, terms: tuple[Expr, ...]
) -> Iterator[tuple[Region, tuple[Symbol, ...]]]:
    """Regions that hold the vector at sample points: a simplex, ordered cones, boxes."""
    values = _values(claim, terms)
    if len(values) < 3:
        return
    letters = _letters(claim, len(terms))
    columns = list(zip(*values, strict=True))
    ends = [_ends(column) for column in columns]
    size = len(terms)
    zero, one = Integer(0), Integer(1)
    if all(pair == (zero, one) for pair in ends) and all(sum(row) < 1 for row in values):
        bounds = tuple(
            (letter, zero, Add(one, *(-other for other in letters[:k])))
            for k, letter in enumerate(letters)
        )
        yield Region(bounds), letters
    for order in permutations(range(size)):
        pairs = tuple(pairwise(order))
        if all(_below(columns[i], columns[j]) for i, j in pairs):
            yield _cone(letters, order, (ends[order[0]][0], ends[order[-1]][1])), letters
    yield Region(tuple((x, *pair) for x, pair in zip(letters, ends, strict=True))), letters


def _below(one: tuple[arb, ...], other: tuple[arb, ...]) -> bool:
    """Never above the other; sample points may lie where the two are equal."""
    gaps = [second - first for first, second in zip(one, other, strict=True)]
    return not any(gap < 0 for gap in gaps) and any(gap > 0 for gap in gaps)


def _cone(
    letters: tuple[Symbol, ...], order: tuple[int, ...], ends: tuple[Expr, Expr]
) -> Region:
    """low < z_i < z_j < .. < high in the order given, each letter bounded by those before it."""
    bounds = []
    for place, letter in enumerate(letters):
        rank = order.index(place)
        below = [k for k in order[:rank] if k < place]
        above = [k for k in order[rank + 1 :] if k < place]
        low = letters[below[-1]] if below else ends[0]
        high = letters[above[0]] if above else ends[1]
        bounds.append((letter, low, high))
    return Region(tuple(bounds))


def _ends(column: tuple[arb, ...]) -> tuple[Expr, Expr]:
    """(0, 1), the positive numbers, the negative numbers or the line."""
    if all(value > 0 for value in column):
        return Integer(0), (Integer(1) if all(value < 1 for value in column) else oo)
    if all(value < 0 for value in column):
        return -oo, Integer(0)
    return -oo, oo


def _values(claim: Claim, terms: tuple[Expr, ...]) -> list[tuple[arb, ...]]:
    """The terms at points of the supports and of the scope."""
    used = [v for v in claim.variables if any(term.has(v) for term in terms)]
    bounds = []
    for symbol in used:
        law = next(given.law for given in claim.hypotheses if given.subject == symbol)
        found = support(law, symbol)
        if found is None:
            return []
        bounds.append((symbol, *found))
    here = dict(claim.scope.point)
    rows = []
    for k in range(1, POINTS + 1):
        place: dict[Symbol, Expr] = dict(here)
        for n, (symbol, low, high) in enumerate(bounds):
            # fractions that move at another pace for each variable, so that all orders occur
            share = Rational((k * _PACES[n % len(_PACES)]) % 101, 101)
            place[symbol] = _between(low.xreplace(here), high.xreplace(here), share)
        rows.append(tuple(enclose(term.xreplace(place), {}) for term in terms))
    return [row for row in rows if all(value is not None for value in row)]  # type: ignore[misc]


_PACES = (37, 59, 23, 83, 71, 13)


def _between(low: Expr, high: Expr, share: Expr) -> Expr:
    """A point of the interval, a number when its ends are."""
    odds = share / (1 - share)
    if low == -oo:
        return odds - 1 / odds if high == oo else high - odds
    return low + odds if high == oo else low + share * (high - low)


def _letters(claim: Claim, number: int) -> tuple[Symbol, ...]:
    taken = {s.name for s in (*claim.scope.names, *claim.variables)}
    free = (name for k in range(1, 1000) if (name := f"z_{k}") not in taken)
    return tuple(variable(next(free)) for _ in range(number))


# a component less -------------------------------------------------------------------------------
def by_sum(claim: Claim, goal: EqualInLaw, prove: Callable[[Claim], Proof]) -> Proof:
    """The components of each side add up to one number: the last is a function of the others."""
    totals = [cancel(Add(*side)) for side in (goal.first, goal.second)]
    if totals[0] != totals[1] or totals[0].has(*claim.variables) or len(goal.first) < 2:
        raise RuleError("equal-in-law-image.sum", "the components have no common sum")
    fewer = EqualInLaw(goal.first[:-1], goal.second[:-1])
    builder = Builder(claim)
    step = graft(builder, prove(replace(claim, goal=fewer)))
    letters = tuple(fresh_letters(builder, len(fewer.first)))
    bodies = (*letters, Add(totals[0], *(-letter for letter in letters)))
    step = builder.add("equal-in-law-image", (step,), (letters, bodies))
    return builder.proof(rewritten(builder, step, goal))


def rewritten(builder: Builder, step: int, goal: EqualInLaw) -> int:
    """The goal from an equality in law of terms that equal its own. Raises RuleError."""
    known = builder.conclusion(step)
    assert isinstance(known, EqualInLaw)
    if known == goal:
        return step
    pairs = [
        *zip(goal.first, known.first, strict=True),
        *zip(goal.second, known.second, strict=True),
    ]
    random = [v for v in builder.claim.variables if any(t.has(v) for pair in pairs for t in pair)]
    letters = fresh_letters(builder, len(random))
    swap = dict(zip(random, letters, strict=True))
    changed = [(one, two) for one, two in pairs if one != two]
    bounds: Box = tuple((letter, -oo, oo) for letter in letters)
    if not all(term.is_polynomial(*random) for pair in changed for term in pair):
        bounds = tuple(_bound(builder, symbol, letter) for symbol, letter in swap.items())
    over = Region(bounds)
    same = [builder.equal(a.xreplace(swap), b.xreplace(swap), over) for a, b in changed]
    premises = (step, *dict.fromkeys(same))
    return builder.add("equal-in-law-rewrite", premises, (goal, tuple(letters)))


def _bound(builder: Builder, symbol: Symbol, letter: Symbol) -> tuple[Symbol, Expr, Expr]:
    law = builder.claim.hypotheses[builder.claim.variables.index(symbol)].law
    found = support(law, letter)
    if found is None:
        raise RuleError("equal-in-law-rewrite.support", f"{symbol} has no density on one interval")
    return letter, *found
