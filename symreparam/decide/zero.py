"""Equality of two terms: a normal form proves, an enclosure at an exact point refutes.

`Proved` by normal form means: at every point of the context where no divisor vanishes, both terms
are defined and equal. (The same term on both sides is equal to itself wherever it is defined.)
A proof must also survive the second lock (`lock.consistent`), which evaluates both terms in ball
arithmetic from their definitions and shares no code with the normal form.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache, partial
from typing import Final

from sympy import Add, Expr, Integer, Mul, Symbol, cos, exp, oo, sin, tan

from symreparam.decide.answer import Answer, Context, Proved, Refuted, Unknown
from symreparam.decide.backward import divisor_term
from symreparam.decide.ball import enclose
from symreparam.decide.fraction import Undecided
from symreparam.decide.lock import consistent
from symreparam.decide.normal import excluded, refuse, run
from symreparam.decide.points import sample
from symreparam.decide.space import Space
from symreparam.decide.two_sides import on_both_sides
from symreparam.terms.region import interval
from symreparam.terms.replace import product

Witness = tuple[tuple[Symbol, Expr], ...]
DEEP: Final = (512, 4096)


def equal(left: Expr, right: Expr, context: Context) -> Answer:
    """Whether left = right at every point of the context where no returned divisor vanishes.

    Relations between parameters cost fuel: where it is used up they are left out, as what holds
    without them holds with them.
    """
    try:
        found = _equal(left, right, context)
        if isinstance(found, Unknown) and "budget" in found.why and context.scope.relations:
            wider = replace(context, scope=replace(context.scope, relations=(), point=()))
            again = _equal(left, right, wider)
            return again if isinstance(again, Proved) else found
        if isinstance(found, Unknown):
            return on_both_sides((left, right), context, partial(equal, left, right)) or found
        return found
    except Undecided as reason:
        return Unknown(str(reason))
    except Exception as error:  # an internal failure must never become an answer
        return Unknown(f"internal error: {type(error).__name__}: {error}"[:200])


@lru_cache(maxsize=1024)  # the search, its rules and the checker ask the same question
def _equal(left: Expr, right: Expr, context: Context) -> Answer:
    for term in (left, right):
        refuse(term)
        undeclared(term, context)
    if left == right:
        return Proved("the same term")
    conflict = consistent(left, right, context)
    if conflict is None:
        found = _by_exponents(left, right, context)
        if found is not None:
            return found
    try:
        divisors, why = _zero(left, right, context), "the normal form of the difference is not zero"
    except Undecided as reason:
        divisors, why = None, str(reason)
    if divisors is None and conflict is None:
        divisors = _on_the_line(left, right, context)
    if conflict is not None:
        return _settle(divisors, as_witness(conflict[0]), str(conflict[1]))
    if divisors is not None:
        return Proved("normal form", divisors)
    return _deep(left, right, context) or Unknown(why)


def _by_exponents(left: Expr, right: Expr, context: Context) -> Proved | None:
    """p exp(A) = q exp(B) where A = B and p = q. Exponents are mostly polynomials, and to compare
    these costs less than to take exp(A - B) apart into roots."""
    (p, a), (q, b) = _exponential_part(left), _exponential_part(right)
    if a == 0 or b == 0 or (p, q) == (left, right):
        return None
    divisors: dict[Expr, None] = {}
    for one, two in ((a, b), (p, q)):
        try:
            # of a term and itself, too, where it is defined has to be known
            found = _zero(one, two, context)
        except Undecided:
            return None
        if found is None or not _locked(one, two, found, context):
            return None
        divisors.update(dict.fromkeys(found))
    return Proved("normal form", tuple(sorted(divisors, key=str)))


def _locked(one: Expr, two: Expr, divisors: tuple[Expr, ...], context: Context) -> bool:
    """Whether the second lock lets the proof of one = two by these divisors stand."""
    conflict = None if one == two else consistent(one, two, context)
    if conflict is None:
        return True
    return isinstance(_settle(divisors, as_witness(conflict[0]), str(conflict[1])), Proved)


def _exponential_part(term: Expr) -> tuple[Expr, Expr]:
    """(p, A) with term = p exp(A) as it is written; a sum whose terms all have the same A."""
    if term.is_Add:
        parts = [_exponential_part(part) for part in term.args]
        same = len({exponent for _, exponent in parts}) == 1
        return (Add(*(p for p, _ in parts)), parts[0][1]) if same else (term, Integer(0))
    factors = Mul.make_args(term)
    exponents = [factor.args[0] for factor in factors if isinstance(factor, exp)]
    rest = [factor for factor in factors if not isinstance(factor, exp)]
    return product(*rest), Add(*exponents)


def _settle(divisors: tuple[Expr, ...] | None, witness: Witness, detail: str) -> Answer:
    """An enclosure keeps the sides apart: that must fit what the normal form says."""
    if divisors is None:
        return Refuted(witness, detail)
    if any(_may_vanish(divisor, witness) for divisor in divisors):
        return Proved("normal form", divisors)
    return Unknown(f"internal disagreement at {dict(witness)}: {detail}")


def _deep(left: Expr, right: Expr, context: Context) -> Refuted | None:
    """The normal forms differ: look again at sample points with more bits."""
    for precision in DEEP:
        for point in sample(context, 3):
            ball = enclose((left - right).xreplace(point), {}, precision)
            if ball is not None and not ball.contains(0):
                return Refuted(as_witness(point), f"left - right = {ball.str(12)}")
    return None


def undeclared(term: Expr, context: Context) -> None:
    """Refuse symbols that neither the scope nor the region declares."""
    known = set(context.scope.names) | set(context.over.variables)
    for symbol in sorted(term.free_symbols - known, key=lambda s: str(s.name)):
        raise Undecided(f"undeclared symbol {symbol}")


def _zero(left: Expr, right: Expr, context: Context) -> tuple[Expr, ...] | None:
    """The divisors when the normal form of left - right is zero, else None."""

    def work(space: Space) -> tuple[Expr, ...] | None:
        if not space.same(space.of(left), space.of(right)):
            return None
        terms = {divisor_term(space, p) for p in excluded(space)}
        return tuple(sorted((term for term in terms if not term.is_Rational), key=str))

    return run(context, (left, right), work)


def _on_the_line(left: Expr, right: Expr, context: Context) -> tuple[Expr, ...] | None:
    """The divisors when circular functions agree on the whole line, so on the interval as well.

    On the interval itself a sum of its end and a letter stands for the variable, and the cosine
    of an end such as pi/7 has no closed form.
    """
    bounds = context.over.bounds
    if len(bounds) != 1 or not any(term.has(sin, cos, tan) for term in (left, right)):
        return None
    ((variable, lower, upper),) = bounds
    if (lower, upper) == (-oo, oo):
        return None
    try:
        return _zero(left, right, replace(context, over=interval(variable, -oo, oo)))
    except Undecided:
        return None


def as_witness(point: Mapping[Symbol, Expr] | Witness) -> Witness:
    """A point as pairs sorted by name."""
    pairs = point.items() if isinstance(point, Mapping) else point
    return tuple(sorted(pairs, key=lambda pair: str(pair[0].name)))


def _may_vanish(divisor: Expr, witness: Witness) -> bool:
    ball = enclose(divisor.xreplace(dict(witness)), {}, 128)
    return ball is None or bool(ball.contains(0))
