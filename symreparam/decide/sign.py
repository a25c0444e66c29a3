"""Signs and relations that hold at every point of a context.

Order: a certified counterexample at a sample point; the sign oracle on the normal form (with every
divisor shown to vanish nowhere); structural interval bounds; subdivision of a rational interval.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, partial
from typing import Final

from flint import arb
from sympy import Expr, oo

from symreparam.decide import polysign
from symreparam.decide.answer import Answer, Context, Proved, Refuted, Unknown
from symreparam.decide.ball import Box, certified_sign, enclose
from symreparam.decide.bounds import bound_signs
from symreparam.decide.differences import defined_everywhere, signs_of_difference
from symreparam.decide.exponentiated import signs_of_logarithms
from symreparam.decide.fraction import Undecided
from symreparam.decide.halves import signs_by_halves
from symreparam.decide.linear import linear_sign
from symreparam.decide.many_balls import enclosures, sampled
from symreparam.decide.normal import excluded, refuse, run
from symreparam.decide.points import first_of_sample
from symreparam.decide.signset import (
    ANY,
    NEGATIVE,
    NONNEGATIVE,
    NONPOSITIVE,
    NONZERO,
    POSITIVE,
    ZERO,
    Signs,
    plus,
    power,
    times,
    within,
)
from symreparam.decide.space import Space
from symreparam.decide.squared_bounds import squared
from symreparam.decide.subdivide import signs_by_subdivision
from symreparam.decide.thresholds import MOST_OPERATIONS, signs_by_threshold, signs_of_function
from symreparam.decide.two_sides import on_both_sides
from symreparam.decide.whole_zeros import nowhere_zero
from symreparam.decide.zero import as_witness, equal, undeclared
from symreparam.terms.scope import Relation

WANTED: Final[dict[str, Signs]] = {
    "+": POSITIVE,
    "-": NEGATIVE,
    "!=": NONZERO,
    ">=": NONNEGATIVE,
    "<=": NONPOSITIVE,
}
_OF_GAP: Final = {"<": "+", "<=": ">=", "!=": "!="}
SAMPLES: Final = 32
PRECISIONS: Final = (64, 256)
MOST_TERMS: Final = 4
LOCK: Final = 8
"""Points at which even a proved sign is evaluated; an open one is looked at in SAMPLES points."""


def sign(expr: Expr, want: str, context: Context) -> Answer:
    """Whether expr is defined and has the sign `want` (`+ - != >= <=`) at every point."""
    try:
        found = _sign(expr, WANTED[want], context)
        if isinstance(found, Unknown):
            found = on_both_sides((expr,), context, partial(sign, expr, want)) or found
        other = squared(context) if isinstance(found, Unknown) else None
        return found if other is None else sign(expr, want, other)
    except Undecided as reason:
        return Unknown(str(reason))
    except Exception as error:  # an internal failure must never become an answer
        return Unknown(f"internal error: {type(error).__name__}: {error}"[:200])


@lru_cache(maxsize=1024)
def _sign(expr: Expr, allowed: Signs, context: Context) -> Answer:
    refuse(expr)
    undeclared(expr, context)
    witness = _counterexample(expr, allowed, context, LOCK)
    if witness is not None:
        return witness
    try:
        found = possible_signs(expr, context)
        if within(found, allowed):
            return Proved("signs of the normal form")
        why = f"its sign is open: {_short(expr)}"
    except Undecided as reason:
        why = str(reason)
    witness = _counterexample(expr, allowed, context, SAMPLES)
    if witness is not None:
        return witness
    if not expr.free_symbols and within(_sign_of_number(expr), allowed):
        return Proved("an enclosure")
    if within(NONZERO, allowed) and nowhere_zero(expr, context):
        return Proved("no zero at a whole number")
    if within(bound_signs(expr, context), allowed):
        return Proved("interval bounds")
    if within(linear_sign(expr, context), allowed):
        return Proved("linear conditions")
    if within(signs_by_subdivision(expr, context, allowed), allowed):
        return Proved("subdivision")
    if within(signs_by_halves(expr, context, _quiet), allowed):
        return Proved("the signs on both sides of a kink")
    if within(signs_by_threshold(expr, context, _quiet), allowed):
        return Proved("where Lambert's W takes a value")
    if within(signs_of_function(expr, context, _quiet), allowed):
        return Proved("the sign of its argument")
    if within(signs_of_logarithms(expr, context, _quiet, defined_everywhere), allowed):
        return Proved("its exponential against 1")
    if within(signs_of_difference(expr, context, _quiet), allowed):
        return Proved("a rising function at two places")
    if within(_signs_of_factors(expr, context), allowed):
        return Proved("the signs of its factors")
    if within(_signs_of_terms(expr, context), allowed):
        return Proved("the signs of its terms")
    return Unknown(why)


def _sign_of_number(expr: Expr) -> Signs:
    """The strict sign of a number by its enclosure, which is finite where it is defined alone: the
    normal form may give up on sines of fractions with large denominators."""
    return {"+": POSITIVE, "-": NEGATIVE}.get(certified_sign(expr, {}) or "", ANY)


def _quiet(expr: Expr, context: Context) -> Signs:
    """The possible signs; ANY where they are not settled."""
    if expr.is_Rational:
        return POSITIVE if expr > 0 else NEGATIVE if expr < 0 else ZERO
    try:
        found = possible_signs(expr, context)
    except Undecided:
        found = ANY
    if found == ANY:
        found = linear_sign(expr, context)
    if found == ANY:
        found = signs_by_threshold(expr, context, _quiet)
    if found == ANY:
        found = signs_of_function(expr, context, _quiet)
    if found == ANY:
        found = signs_of_logarithms(expr, context, _quiet, defined_everywhere)
    if found == ANY:
        found = signs_of_difference(expr, context, _quiet)
    if found == ANY:
        found = _signs_of_factors(expr, context)
    return found if found != ANY else _signs_of_terms(expr, context)


def _signs_of_terms(expr: Expr, context: Context) -> Signs:
    """The signs of a short sum from those of its terms, each on its own; ANY for no such sum.

    The normal form takes log(1 - t) for a letter that may have any sign; by itself it has one.
    """
    if not expr.is_Add or len(expr.args) > MOST_TERMS or expr.count_ops() > MOST_OPERATIONS:
        return ANY
    first, *others = expr.args
    signs = _quiet(first, context)
    for term in others:
        if signs == ANY:
            return ANY
        signs = plus(signs, _quiet(term, context))
    return signs


def _signs_of_factors(expr: Expr, context: Context) -> Signs:
    """The signs of a product from those of its factors, each on its own; ANY for no product.

    On an interval with irrational ends the normal form of a product hides its factors.
    """
    if not expr.is_Mul:
        return ANY
    signs = POSITIVE
    for factor in expr.args:
        found = _of_power(factor, context)
        if found == ANY:
            return ANY
        signs = times(signs, found)
    return signs


def _of_power(factor: Expr, context: Context) -> Signs:
    """The signs of a whole power from those of its base, where these are settled."""
    base, exponent = factor.as_base_exp()
    if not exponent.is_Integer or exponent == 1 or base.is_number:
        return _quiet(factor, context)
    found = _quiet(base, context)
    if found == ANY or (exponent < 0 and found & ZERO):
        return _quiet(factor, context)
    return power(found, int(exponent))


def possible_signs(expr: Expr, context: Context) -> Signs:
    """The signs that the normal form allows; refuses where a divisor may vanish."""

    def work(space: Space) -> Signs:
        signs = polysign.of_ratio(space, space.of(expr))
        if signs != ANY and excluded(space):
            raise Undecided(f"a divisor of the normal form may vanish: {_short(expr)}")
        return signs

    return run(context, (expr,), work)


def _counterexample(
    expr: Expr, allowed: Signs, context: Context, count: int
) -> Refuted | None:
    """An exact point of the context at which an enclosure has a forbidden sign."""
    points, boxes = first_of_sample(context, count, SAMPLES), sampled(context, count, SAMPLES)
    first, *finer = PRECISIONS
    for point, box, ball in zip(points, boxes, enclosures(expr, boxes, first), strict=True):
        # balls first: SymPy takes its time to build a power of large fractions
        found = _shown(ball) or _strict(expr, box, finer) or _strict(expr.xreplace(point), {})
        if found and not within(found, allowed):
            return Refuted(as_witness(point), f"{_short(expr)} is {_NAMES[found]} there")
    return None


_NAMES: Final = {NEGATIVE: "negative", ZERO: "zero", POSITIVE: "positive"}


def _strict(value: Expr, box: Box, precisions: Sequence[int] = PRECISIONS) -> Signs:
    """The sign of a term over the box when an enclosure shows it, else no sign at all."""
    for precision in precisions:
        found = _shown(enclose(value, box, precision))
        if found:
            return found
    return 0


def _shown(ball: arb | None) -> Signs:
    """The sign of all that the ball contains, if it has one."""
    if ball is None:
        return 0
    return POSITIVE if ball > 0 else NEGATIVE if ball < 0 else ZERO if ball == 0 else 0


def _short(expr: Expr) -> str:
    text = str(expr)
    return text if len(text) <= 120 else text[:117] + "..."


def holds(relation: Relation, context: Context) -> Answer:
    """Whether the relation holds at every point; the ends may be infinite."""
    known = context.scope.relations
    if known and (relation in known or _stronger(relation) in known):
        return Proved("a relation of the scope")
    left, right = relation.left, relation.right
    infinite = _with_infinity(left, relation.sign, right, context)
    if infinite is not None:
        return infinite
    if relation.sign == "=":
        answer = equal(left, right, context)
        if isinstance(answer, Proved) and answer.divisors:
            return Unknown(f"equal only where {answer.divisors[0]} is not zero")
        return answer
    return sign(right - left, _OF_GAP[relation.sign], context)


def _stronger(relation: Relation) -> Relation:
    """j <= k - 1 for j < k, which says the same or more."""
    if relation.sign != "<" or relation.right in (oo, -oo):
        return relation
    return Relation(relation.left, "<=", relation.right - 1)


def _with_infinity(left: Expr, name: str, right: Expr, context: Context) -> Answer | None:
    """-oo < finite < oo; None when no end is infinite."""
    ends = (left, right)
    if not any(end.has(oo, -oo) for end in ends):
        return None
    if any(end.has(oo, -oo) and end not in (oo, -oo) for end in ends):
        return Unknown("infinity inside a term")
    ranks = [1 if end == oo else -1 if end == -oo else 0 for end in ends]
    truth = {
        "<": ranks[0] < ranks[1],
        "<=": ranks[0] <= ranks[1],
        "!=": ranks[0] != ranks[1],
        "=": ranks[0] == ranks[1],
    }[name]
    return Proved("infinite ends") if truth else Refuted((), f"{left} {name} {right} is false")
