"""Laws on two points named by their masses."""

from __future__ import annotations

import pytest
from sympy import Integer, Rational, Symbol

from symreparam.derivation.recognise_atoms import at_two_points
from symreparam.pipeline import check_text
from symreparam.shell.examined import examine_text
from symreparam.terms.law import Atom, Law, Named
from symreparam.terms.scope import variable

Z, P = variable("z"), Symbol("p", real=True)
HALF = Rational(1, 2)


def on(*atoms: tuple[int, object]) -> Law:
    return Law(Z, (), tuple(Atom(Integer(point), mass) for point, mass in atoms))


def test_the_mass_at_one_is_the_parameter() -> None:
    assert list(at_two_points(on((1, 1 - P), (0, P)))) == [Named("Bernoulli", (1 - P,))]
    assert list(at_two_points(on((-1, HALF), (1, HALF)))) == [Named("Rademacher", ())]


@pytest.mark.parametrize(
    "law",
    [
        on((0, HALF), (2, HALF)),
        on((0, Rational(1, 3)), (1, Rational(1, 3)), (2, Rational(1, 3))),
        on((0, 1)),
    ],
)
def test_other_points_are_not_named(law: Law) -> None:
    assert not list(at_two_points(law))


def test_the_member_is_found() -> None:
    found = examine_text("1 - B ~ Bernoulli(p)", ["0 < p < 1", "B ~ Bernoulli(p)"])
    assert not isinstance(found, str)
    data = found.data()
    assert data["law"] == data["member"] == "Bernoulli(1 - p)"
    assert data["agrees_for"] == ["p = 1/2"]


def test_unequal_signs_are_no_rademacher_law() -> None:
    [outcome] = check_text(
        "let B ~ Bernoulli(1/3)\nderive 2*B - 1",
    )
    assert outcome.verdict == "proved"
    [false] = check_text("let B ~ Bernoulli(1/3)\nrefute 2*B - 1 ~ Rademacher()")
    assert false.verdict == "refuted"
