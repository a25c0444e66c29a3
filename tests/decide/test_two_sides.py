"""Questions asked on both sides of an inequation of the scope."""

from __future__ import annotations

import pytest
from sympy import Integer, Rational, log

from symreparam.decide import two_sides
from symreparam.decide.answer import Context, Proved, Refuted, Unknown
from symreparam.decide.sign import sign
from symreparam.decide.two_sides import on_both_sides
from symreparam.decide.zero import equal
from symreparam.terms.scope import Domain, Relation, Scope, parameter

UNIT = Domain(Integer(0), Integer(1))
ABOVE = Domain(Integer(0))
p, q, x = parameter("p", UNIT), parameter("q", UNIT), parameter("x", ABOVE)
HALF = Rational(1, 2)
ODDS = log(p / (1 - p))


def context(*relations: Relation) -> Context:
    return Context(Scope(((p, UNIT), (q, UNIT), (x, ABOVE)), relations))


APART = context(Relation(p, "!=", HALF))


@pytest.mark.parametrize("term", [ODDS / (2 * p - 1), ODDS * (2 * p - 1), (1 - 2 * p) / -ODDS])
def test_factors_that_change_their_sign_together(term) -> None:
    assert isinstance(sign(term, "+", APART), Proved)
    assert isinstance(sign(term, "-", APART), Refuted)


def test_logarithms_of_such_a_quotient_come_apart() -> None:
    whole = log(ODDS**2 / (2 * p - 1) ** 2)
    assert isinstance(equal(2 * log(ODDS / (2 * p - 1)), whole, APART), Proved)
    assert not isinstance(equal(3 * log(ODDS / (2 * p - 1)), whole, APART), Proved)


def test_two_inequations() -> None:
    both = context(Relation(p, "!=", HALF), Relation(q, "!=", HALF))
    term = ODDS * (2 * p - 1) * log(q / (1 - q)) / (2 * q - 1)
    assert isinstance(sign(term, "+", both), Proved)
    assert isinstance(sign(term * (2 * q - 1), "+", both), Refuted | Unknown)


# what must not be proved ------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("term", "relations"),
    [
        (ODDS / (2 * p - 1), ()),  # undefined at 1/2
        (ODDS / (2 * p - 1), (Relation(q, "!=", HALF),)),  # of another parameter
        (ODDS / (2 * p - 1), (Relation(p, "!=", Rational(1, 3)),)),  # away from another value
        (ODDS / (3 * p - 1), (Relation(p, "!=", Rational(1, 3)),)),  # the signs differ in between
        (ODDS / (2 * p - 1), (Relation(p, "<=", HALF),)),
        (log(x) * (x - 1), (Relation(x, "!=", Integer(2)),)),  # 0 at 1
        (log(x) / (x - 1), (Relation(x, "!=", Integer(2)),)),
        (ODDS, (Relation(p, "!=", HALF),)),  # of different signs on the two sides
    ],
)
def test_signs_that_do_not_follow(term, relations) -> None:
    assert not isinstance(sign(term, "+", context(*relations)), Proved)


def test_both_sides_have_to_be_proved() -> None:
    seen: list[tuple[Relation, ...]] = []

    def below_only(side: Context) -> Proved | Unknown:
        seen.append(side.scope.relations)
        below = Relation(p, "<", HALF) in side.scope.relations
        return Proved("x") if below else Unknown("y")

    assert on_both_sides((ODDS,), APART, below_only) is None
    assert seen == [(Relation(p, "<", HALF),), (Relation(HALF, "<", p),)]


def test_divisors_of_both_sides_are_kept() -> None:
    def ask(side: Context) -> Proved:
        below = Relation(p, "<", HALF) in side.scope.relations
        return Proved("x", (p if below else q,))

    found = on_both_sides((ODDS,), APART, ask)
    assert found is not None and set(found.divisors) == {p, q}


def test_many_inequations_are_left_alone() -> None:
    many = [Relation(p, "!=", Rational(1, k)) for k in range(2, 3 + two_sides.MOST_INEQUATIONS)]
    assert on_both_sides((ODDS,), context(*many), lambda _: Proved("x")) is None
    assert on_both_sides((p - q,), APART, lambda _: Proved("x")) is None


def test_a_planted_side_left_out_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """With one side alone, the logarithm would be of one sign."""
    sides = two_sides._sides
    monkeypatch.setattr(two_sides, "_sides", lambda c, r: sides(c, r)[:1])
    fresh = context(Relation(p, "!=", HALF), Relation(x, "<", Integer(7)))
    assert isinstance(sign(-ODDS, "+", fresh), Proved | Refuted)
    assert on_both_sides((ODDS,), fresh, lambda c: sign(-ODDS, "+", c)) is not None
