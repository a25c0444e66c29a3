"""Laws given a value, of terms that are affine in one variable once the value is put in, and of
terms that are independent of the condition."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sympy import Expr, Symbol, cancel, diff, expand, oo

from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder, law_step
from symreparam.derivation.combine import law_of
from symreparam.derivation.instances import instances
from symreparam.derivation.names import fresh
from symreparam.derivation.transport import Letters, letters
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import GivenValue, Independent
from symreparam.terms.law import Law, Piece
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import Relation, variable

Posterior = Callable[[Builder, GivenValue], int]


def image_given(
    builder: Builder, goal: GivenValue, posterior: Posterior, error: Exception
) -> int:
    """A step GivenValue with the goal's terms, from the law of one variable given the value, which
    `posterior` finds. Raises `error`, which stopped another way, where there is none."""
    letter = variable(fresh(builder, "u", variable("u")))
    for symbol in builder.claim.variables:
        if not goal.given.has(symbol):
            continue
        body = _in_terms_of(builder, goal, symbol, letter)
        parts = None if body is None else _affine(body.xreplace({letter: goal.value}), symbol)
        if body is None or parts is None:
            continue
        try:
            step = posterior(builder, replace(goal, subject=symbol))
            return _imaged(builder, step, parts, (letter, body))
        except (RuleError, NoInverse, Unsupported):
            continue
    raise error


def _in_terms_of(
    builder: Builder, goal: GivenValue, symbol: Symbol, letter: Symbol
) -> Expr | None:
    """The subject as a term in one variable and in the condition's term, a letter."""
    others = [v for v in builder.claim.variables if goal.subject.has(v) and v != symbol]
    if not others:
        return goal.subject
    if len(others) > 1:
        return None
    [other] = others
    slope = diff(goal.given, other)
    rest = expand(goal.given - slope * other)
    if slope == 0 or slope.has(other) or rest.has(other):
        return None
    body = cancel(goal.subject.xreplace({other: (letter - rest) / slope}))
    body = expand(body) if body.is_polynomial(symbol) else body
    return body if body.xreplace({letter: goal.given}) == goal.subject else None


def _affine(body: Expr, symbol: Symbol) -> tuple[Expr, Expr] | None:
    slope = cancel(diff(body, symbol))
    rest = cancel(body - slope * symbol)
    return None if slope == 0 or slope.has(symbol) or rest.has(symbol) else (slope, rest)


def _imaged(
    builder: Builder, step: int, parts: tuple[Expr, Expr], back: tuple[Symbol, Expr]
) -> int:
    slope, rest = parts
    if parts != (1, 0):
        premises = (step, builder.sign(slope), builder.add("defined", (), (rest, NUMBERS)))
        step = builder.add("given-value-affine", premises, parts)
    letter, body = back
    return builder.add("given-value-put-back", (step,), back) if body.has(letter) else step


def independent_given(builder: Builder, goal: GivenValue, error: Exception) -> int:
    """The subject is independent of the condition's term. Raises `error` where it is not known to
    be, RuleError where that has no density at the value."""
    from symreparam.derivation.dependence import prove_independent
    from symreparam.derivation.dependent_events import look_dependent
    from symreparam.derivation.graft import graft

    apart = Independent((goal.subject, goal.given))
    claim = replace(builder.claim, goal=apart)
    values = next(instances(claim), ())
    there = Builder(claim, () if builder.at else values)
    assert isinstance(there.claim.goal, Independent)
    subject, given = there.claim.goal.subjects
    if look_dependent(there, (subject, given)):
        raise error  # a proof would be sought long
    try:
        found = graft(builder, prove_independent(claim))
    except (RuleError, NoInverse, Unsupported):
        raise error from None
    names = letters(builder)
    if isinstance(goal.law, Law):
        names = Letters(names.source, goal.law.variable)
    steps = [found, *(law_of(builder, term, names) for term in (goal.subject, goal.given))]
    law = law_step(builder, steps[2]).law
    assert isinstance(law, Law)
    for index, piece in enumerate(law.pieces):
        try:
            inside = inside_steps(builder, piece, law.variable, goal.value)
            args = (goal.value, index)
            return builder.add("given-value-independent", (*steps, *inside), args)
        except RuleError:
            continue
    raise error


def inside_steps(builder: Builder, piece: Piece, letter: Symbol, place: Expr) -> list[int]:
    """Steps that a place lies inside of a piece, where its density is positive."""
    _, low, high = piece.region.bounds[0]
    steps = [builder.holds(Relation(low, "<", place))] if low != -oo else []
    steps += [builder.holds(Relation(place, "<", high))] if high != oo else []
    return [*steps, builder.sign_is(piece.density.xreplace({letter: place}), "+")]
