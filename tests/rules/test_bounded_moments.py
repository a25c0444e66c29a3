"""Moments on record of laws between two finite whole numbers, and ends that are extremes."""

from __future__ import annotations

import pytest
from plain_builder import builder
from sympy import Expr, Integer, Max, Min, Rational

from symreparam.families.members import record_of, unfold
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Defined, Expectation, HasLaw, Judgement, SameLaw
from symreparam.rules.lattices import lattice_shift_rule
from symreparam.rules.means import bounded_moment, expectation_bounded_rule
from symreparam.terms.law import Lattice, Law, Named
from symreparam.terms.region import NUMBERS, interval
from symreparam.terms.scope import COUNT, REALS, Relation, Scope, parameter, variable, whole

x, N, k = variable("x"), variable("N"), whole("k")
a, b = (parameter(name, COUNT) for name in "ab")
ONE, HALF = Integer(1), Rational(1, 2)
URN = Named("Hypergeometric", (Integer(10), Integer(6), Integer(7)))
BETA = Named("BetaBinomial", (Integer(4), HALF, Integer(2)))


def moment(named: Named, power: object, *premises: Judgement) -> Judgement:
    return expectation_bounded_rule(
        builder().setting,
        (HasLaw(N, named), *premises),
        (power,),  # type: ignore[arg-type]
    )


def by_sum(named: Named, power: int) -> Expr:
    return sum((atom.mass * atom.point**power for atom in unfold(named, x).atoms), Integer(0))


@pytest.mark.parametrize("named", [URN, BETA], ids=lambda m: m.family)
@pytest.mark.parametrize("power", [1, 2])
def test_the_moments_are_the_sums(named: Named, power: int) -> None:
    value = bounded_moment(named, record_of(named), power)
    assert abs(float(value) - float(by_sum(named, power))) < 1e-12
    assert moment(named, power, Defined(value, NUMBERS)) == Expectation(N**power, value)


@pytest.mark.parametrize(
    ("named", "power", "code"),
    [
        (URN, 3, "power"),
        (URN, 0, "power"),
        (URN, True, "args"),
        (Named("Zeta", (Integer(3),)), 1, "range"),
        (Named("Poisson", (Integer(3),)), 1, "range"),
        (Named("Pareto", (ONE, HALF)), 1, "lattice"),
        (Named("DiscreteUniform", (ONE, Integer(6))), 3, "power"),
    ],
)
def test_other_laws_and_powers(named: Named, power: object, code: str) -> None:
    with pytest.raises(RuleError, match=rf"expectation-bounded\.{code}"):
        moment(named, power, Defined(Rational(21, 5), NUMBERS))


def test_the_value_must_be_defined() -> None:
    with pytest.raises(RuleError, match=r"expectation-bounded\.defined"):
        moment(URN, 1, Defined(Rational(21, 5), interval(x, Integer(0), ONE)))
    with pytest.raises(RuleError, match=r"expectation-bounded\.premises"):
        moment(URN, 1)


@pytest.mark.parametrize(
    ("low", "high", "way", "shift"),
    [(Max(a, b), a + b, -1, a), (Integer(0), Min(a, b), -1, a + b), (Max(a, b), a + b, 1, ONE)],
)
def test_a_shift_goes_into_extremes(low: Expr, high: Expr, way: int, shift: Expr) -> None:
    law = Law(x, (), (), (Lattice(k, low, high, k, HALF),))
    known = lattice_shift_rule(builder().setting, (), (law, 0, k, way, shift))
    assert isinstance(known, SameLaw) and isinstance(known.right, Law)
    [moved] = known.right.lattices
    for values in ((2, 3), (5, 3), (4, 4)):
        swap = dict(zip((a, b), map(Integer, values), strict=True))
        ends = [end.xreplace(swap) for end in (low, high)]
        wanted = sorted((end - shift.xreplace(swap)) * way for end in ends)
        assert [end.xreplace(swap) for end in (moved.lower, moved.upper)] == wanted
        assert not moved.lower.has(Min)


def test_at_least_the_largest_is_at_least_each() -> None:
    scope = Scope(((a, REALS), (b, REALS))).with_symbol(k, Max(0, a - b), Min(a, b, 7))
    domain = scope.domain(k)
    assert domain is not None and (domain.lower, domain.upper) == (0, 7)
    wanted = {Relation(a - b, "<=", k), Relation(k, "<=", a), Relation(k, "<=", b)}
    assert set(scope.relations) == wanted
