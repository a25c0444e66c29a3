"""Bounds of probabilities from a derived law: accepts, and a reject for each obligation."""

from __future__ import annotations

import pytest
from plain_builder import builder
from sympy import Expr, Integer, Rational, Symbol, exp

from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Equal, HasLaw, Holds, Judgement
from symreparam.rules.mass_bounds import mass_bounds_rule
from symreparam.rules.rule import Setting
from symreparam.terms.law import Atom, Lattice, Law, Named
from symreparam.terms.region import NUMBERS, interval
from symreparam.terms.scope import Domain, Relation, parameter, variable, whole

x, k, S, q = variable("x"), whole("k"), variable("S"), parameter("q", Domain())
ZERO, ONE, HALF = Integer(0), Integer(1), Rational(1, 2)
LAW = Law(x, (), (Atom(ZERO, HALF), Atom(ONE, exp(-q)), Atom(ZERO, HALF - exp(-q))))


def bounds(
    law: Law | Named, same: Judgement, place: object = 1, side: object = "upper"
) -> Judgement:
    setting: Setting = builder().setting
    return mass_bounds_rule(setting, (HasLaw(S, law), same), (place, side))  # type: ignore[arg-type]


def same(mass: Expr, term: Expr = q, over: object = NUMBERS) -> Equal:
    return Equal(term, mass, over)  # type: ignore[arg-type]


def test_each_side() -> None:
    assert bounds(LAW, same(exp(-q))) == Holds(Relation(q, "<=", ONE), NUMBERS)
    assert bounds(LAW, same(exp(-q)), 1, "lower") == Holds(Relation(ZERO, "<=", q), NUMBERS)


def test_masses_at_one_place_are_added() -> None:
    assert bounds(LAW, same(1 - exp(-q)), 0) == Holds(Relation(q, "<=", ONE), NUMBERS)


def test_a_part_of_the_masses_at_one_place_has_no_bound() -> None:
    # the same measure may be written with the masses 3 and -2 at one point
    law = Law(x, (), (Atom(ZERO, Integer(3)), Atom(ZERO, Integer(-2))))
    with pytest.raises(RuleError, match=r"mass-bounds\.equal"):
        bounds(law, same(Integer(3)), 0)


@pytest.mark.parametrize(
    ("law", "code"),
    [
        (Law(x, (), LAW.atoms, (Lattice(k, ZERO, ONE, k, HALF),)), "lattices"),
        (Law(x, (), (Atom(ZERO, HALF), Atom(Symbol("a", real=True), exp(-q)))), "points"),
        (Named("Bernoulli", (q,)), "law"),
    ],
)
def test_laws_whose_places_may_coincide(law: Law | Named, code: str) -> None:
    with pytest.raises(RuleError, match=rf"mass-bounds\.{code}"):
        bounds(law, same(exp(-q)))


@pytest.mark.parametrize(
    ("equal", "place", "side", "code"),
    [
        (same(exp(-q)), 0, "upper", "equal"),
        (same(exp(-q), over=interval(x, ZERO, ONE)), 1, "upper", "equal"),
        (Holds(Relation(q, "<=", ONE), NUMBERS), 1, "upper", "equal"),
        (same(exp(-q)), 3, "upper", "index"),
        (same(exp(-q)), -1, "upper", "index"),
        (same(exp(-q)), 1, "both", "args"),
    ],
)
def test_other_premises_and_arguments(
    equal: Judgement, place: object, side: object, code: str
) -> None:
    with pytest.raises(RuleError, match=rf"mass-bounds\.{code}"):
        bounds(LAW, equal, place, side)
