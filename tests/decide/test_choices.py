"""Choices: decided by several linear conditions together; where they are defined."""

from __future__ import annotations

from sympy import Expr, Integer, Piecewise, Symbol, log

from symreparam.decide.answer import Proved, Unknown, context_over
from symreparam.decide.real import continuous, defined, smooth
from symreparam.decide.zero import equal
from symreparam.terms.region import NUMBERS, interval
from symreparam.terms.scope import REALS, Relation, Scope, parameter

t, s = parameter("t", REALS), parameter("s", REALS)
x = Symbol("x", real=True)
ZERO, ONE = Integer(0), Integer(1)
SCOPE = Scope(((t, REALS), (s, REALS)))
UNIT = interval(x, ZERO, ONE)


def choice(condition: object, other: Expr = ZERO) -> Expr:
    return Piecewise((ONE, condition), (other, True))  # type: ignore[arg-type]


def test_a_choice_is_decided_by_a_relation_and_a_bound() -> None:
    for relation in (Relation(t, "=", ZERO), Relation(t, "<=", ZERO)):
        context = context_over(SCOPE.with_relation(relation), UNIT)
        assert isinstance(equal(choice(t >= x), ZERO, context), Proved)
    context = context_over(SCOPE.with_relation(Relation(t, "=", s)), UNIT)
    assert isinstance(equal(choice(t > s), ZERO, context), Proved)


def test_a_choice_that_may_go_both_ways_is_open() -> None:
    for relation in (Relation(t, "=", ONE / 2), Relation(ZERO, "<=", t), Relation(t, "<=", ONE)):
        context = context_over(SCOPE.with_relation(relation), UNIT)
        assert not isinstance(equal(choice(t >= x), ZERO, context), Proved)
        assert not isinstance(equal(choice(t >= x), ONE, context), Proved)


def test_a_choice_is_defined_where_all_its_values_are() -> None:
    positive = context_over(SCOPE.with_relation(Relation(ZERO, "<", t)), NUMBERS)
    everywhere = context_over(SCOPE, NUMBERS)
    assert isinstance(defined(choice(t > s), everywhere), Proved)
    assert isinstance(defined(choice(s > 0, log(t)), positive), Proved)
    # log(t) is not taken where it is undefined: this is not seen, and nothing false is said
    assert isinstance(defined(choice(t <= 0, log(t)), everywhere), Unknown)
    assert isinstance(defined(choice(s > 0, log(t)), everywhere), Unknown)
    assert isinstance(defined(choice(1 / t > s), everywhere), Unknown)
    assert isinstance(defined(Piecewise((ONE, t > 0), (ZERO, t < 0)), everywhere), Unknown)
    assert not isinstance(defined(log(t) + choice(t > s), everywhere), Proved)


def test_a_choice_is_neither_smooth_nor_continuous() -> None:
    everywhere = context_over(SCOPE, interval(x, -1 * ONE, ONE))
    assert not isinstance(smooth(choice(x > 0), x, everywhere), Proved)
    assert not isinstance(continuous(choice(x > 0), x, everywhere), Proved)
