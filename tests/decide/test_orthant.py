"""Intervals of symbols from domains and relations."""

from __future__ import annotations

import pytest
from sympy import Expr, Integer, Rational, exp, oo
from zero_cases import COUNT, NONNEGATIVE, POSITIVE, REALS, UNIT, X, context, symbols

from symreparam.decide.orthant import plan
from symreparam.decide.signset import (
    ANY,
    NEGATIVE,
    NONZERO,
    ZERO,
    opposite,
    plus,
    power,
    times,
)
from symreparam.decide.signset import (
    NONNEGATIVE as WEAK,
)
from symreparam.decide.signset import (
    POSITIVE as PLUS,
)
from symreparam.terms.scope import Domain, Relation

a, b, c = symbols(("a", REALS), ("b", REALS), ("c", REALS))
p, q = symbols(("p", POSITIVE), ("q", POSITIVE))


def ends(name: Expr, ctx: object) -> tuple[object, ...]:
    place = plan(ctx).place(name)
    return (place.lower, place.lower_closed, place.upper, place.upper_closed)


def test_domain_is_the_place() -> None:
    assert ends(p, context(("p", POSITIVE))) == (0, False, oo, False)


def test_chain_of_relations_is_triangular() -> None:
    chain = (Relation(a, "<", b), Relation(b, "<", c))
    ctx = context(("a", REALS), ("b", REALS), ("c", REALS), relations=chain)
    made = plan(ctx)
    seen: set[Expr] = set()
    for place in made.symbols:
        assert (place.lower.free_symbols | place.upper.free_symbols) <= seen
        seen.add(place.symbol)


def test_cycle_keeps_a_fact() -> None:
    loop = (Relation(a, "<", b), Relation(b, "<", a + 1))
    made = plan(context(("a", REALS), ("b", REALS), relations=loop))
    assert [fact.signs for fact in made.facts] == [PLUS, PLUS]
    assert len(made.symbols) == 2


def test_strict_relation_keeps_strictness() -> None:
    ctx = context(("p", POSITIVE), ("q", POSITIVE), relations=(Relation(p, "<", q),))
    assert ends(q, ctx) == (p, False, oo, False) or ends(p, ctx) == (0, False, q, False)


def test_sum_below_one() -> None:
    ctx = context(("p", POSITIVE), ("q", POSITIVE), relations=(Relation(p + q, "<", Integer(1)),))
    assert ends(p, ctx) == (0, False, 1 - q, False)


def test_an_end_is_not_lost() -> None:
    """a real, p > 0, a < p: p = a + v would forget p > 0."""
    ctx = context(("a", REALS), ("p", POSITIVE), relations=(Relation(a, "<", p),))
    assert ends(p, ctx) == (0, False, oo, False)
    assert ends(a, ctx) == (-oo, False, p, False)


def test_closed_relation_does_not_close_an_open_end() -> None:
    """w >= 0, p > 0, w <= p: the place [w, oo) of p would admit p = 0."""
    (w,) = symbols(("w", NONNEGATIVE))
    ctx = context(("p", POSITIVE), ("w", NONNEGATIVE), relations=(Relation(w, "<=", p),))
    assert ends(p, ctx)[:2] == (0, False)


def test_nonlinear_relation_is_only_a_fact() -> None:
    ctx = context(("a", REALS), ("p", POSITIVE), relations=(Relation(exp(a), "<", p**2),))
    made = plan(ctx)
    assert ends(a, ctx) == (-oo, False, oo, False)
    assert len(made.facts) == 1


def test_not_equal_is_a_nonzero_fact_and_equal_is_ignored() -> None:
    relations = (Relation(a, "!=", b), Relation(a, "=", b))
    made = plan(context(("a", REALS), ("b", REALS), relations=relations))
    assert [fact.signs for fact in made.facts] == [NONZERO]


def test_bound_variable_with_parameter_ends() -> None:
    ctx = context(("a", REALS), over=(X, a, oo))
    assert ends(X, ctx) == (a, False, oo, False)


def test_rational_ends() -> None:
    domain = Domain(lower=Rational(1, 2), upper=Integer(2), upper_closed=True)
    (s,) = symbols(("s", domain))
    assert ends(s, context(("s", domain))) == (Rational(1, 2), False, 2, True)


def test_needed_follows_ends_and_facts() -> None:
    (n,) = symbols(("n", COUNT))
    ctx = context(("a", REALS), ("n", COUNT), relations=(Relation(a**2, "<", n),))
    assert plan(ctx).needed((n,)) >= {a, n}


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (times(WEAK, PLUS), WEAK),
        (times(PLUS, PLUS), PLUS),
        (times(NEGATIVE, WEAK), NEGATIVE | ZERO),
        (plus(WEAK, PLUS), PLUS),
        (plus(WEAK, WEAK), WEAK),
        (plus(PLUS, NEGATIVE), ANY),
        (plus(NONZERO, ZERO), NONZERO),
        (plus(NONZERO, PLUS), ANY),
        (power(ANY, 2), WEAK),
        (power(NONZERO, 2), PLUS),
        (power(NEGATIVE, 3), NEGATIVE),
        (opposite(WEAK), NEGATIVE | ZERO),
    ],
)
def test_sign_sets(found: int, expected: int) -> None:
    assert found == expected


_ = UNIT
