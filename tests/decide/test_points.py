"""The first few points of a spread are those of the whole spread, though found without it."""

from __future__ import annotations

import pytest
from sympy import Expr, Integer, Rational, oo, pi, sqrt

from symreparam.decide.answer import Context
from symreparam.decide.many_balls import sampled
from symreparam.decide.points import first_of_sample, member, sample
from symreparam.terms.region import NUMBERS, Region, interval
from symreparam.terms.scope import REALS, Domain, Relation, Scope, parameter, variable

ZERO: Expr = Integer(0)
ABOVE, WHOLE = Domain(lower=ZERO), Domain(lower=Integer(1), lower_closed=True, integer=True)
UNIT = Domain(lower=ZERO, upper=Integer(1), upper_closed=True)
ROOTS = Domain(lower=-sqrt(2), upper=pi)
x, y = variable("x"), variable("y")


def _scopes() -> list[Scope]:
    domains = (ABOVE, REALS, WHOLE, UNIT, ROOTS)
    named = [tuple((parameter(f"p{i}", d), d) for i, d in enumerate(domains[:n])) for n in range(6)]
    found = [Scope(symbols) for symbols in named]
    a, b = named[2][0][0], named[2][1][0]
    relations = (Relation(a, "<", b), Relation(b, "!=", ZERO), Relation(b, "=", Rational(7, 5)))
    found += [Scope(named[2], (relation,)) for relation in relations]
    return [*found, Scope(named[2], (Relation(a, "<", ZERO),))]  # the last has no point


@pytest.mark.parametrize("scope", _scopes())
def test_the_first_points_are_those_of_the_whole_spread(scope: Scope) -> None:
    end: Expr = scope.names[0] if scope.names else Integer(3)
    narrow = interval(x, ZERO, scope.names[1] if len(scope.names) > 1 else end)  # often empty
    regions = (NUMBERS, interval(x, -oo, oo), interval(x, ZERO, end), narrow)
    for over in (*regions, Region(((x, ZERO, end), (y, x, oo)))):
        context = Context(scope, over)
        for few in (1, 3, 8):
            whole = sample(context, 32)[:few]
            assert first_of_sample(context, few, 32) == whole
            assert len(sampled(context, few, 32)) == len(whole)


@pytest.mark.parametrize("scope", _scopes())
def test_points_satisfy_the_scope_and_differ(scope: Scope) -> None:
    points = sample(Context(scope), 32)
    assert all(type(member(point, scope)).__name__ == "Proved" for point in points)
    assert len({tuple(point.items()) for point in points}) == len(points)


def test_a_scope_without_parameters_has_one_point_and_one_of_no_values_none() -> None:
    assert sample(Context(Scope(())), 32) == ({},)
    assert sample(Context(_scopes()[-1]), 32) == ()
    assert len(sample(Context(Scope(()), interval(x, ZERO, oo)), 32)) > 1


def _between(*bounds: tuple[Expr, str, Expr]) -> Scope:
    return Scope(((A, ABOVE), (B, REALS)), tuple(Relation(*bound) for bound in bounds))


A, B = parameter("a", ABOVE), parameter("b", REALS)
TINY = Rational(1, 10**9)


@pytest.mark.parametrize(
    "scope",
    [
        _between((A, "<", TINY)),
        _between((Integer(10**6), "<", A), (A, "<=", Integer(10**6) + TINY)),
        _between((A, "<", TINY), (B, "<", A), (TINY / 2, "<", B)),
    ],
)
def test_points_are_found_between_the_bounds_of_relations(scope: Scope) -> None:
    points = sample(Context(scope), 8)
    assert len(points) > 1
    assert all(type(member(point, scope)).__name__ == "Proved" for point in points)


@pytest.mark.parametrize(
    "scope",
    [
        _between((A, "<", TINY), (TINY, "<=", A)),
        _between((B, "<", ZERO), (A, "<", B)),
        _between((A, "<", TINY), (B, "<", A), (TINY, "<", B)),
    ],
)
def test_no_point_is_made_up(scope: Scope) -> None:
    assert sample(Context(scope), 8) == ()
