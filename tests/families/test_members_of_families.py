"""Members of families: arguments put in, and arguments that make no law."""

from __future__ import annotations

import pytest
from sympy import Integer, Rational

from symreparam.families.members import (
    OpenSign,
    UnknownFamily,
    WrongArguments,
    cdf_of,
    parameter_conditions,
    quantile_of,
    signature,
    unfold,
)
from symreparam.families.table import family
from symreparam.terms.law import Named
from symreparam.terms.scope import REALS, Domain, parameter, variable

ABOVE = Domain(lower=Integer(0))


def test_empty_pieces_are_left_out() -> None:
    t = variable("t")
    law = unfold(Named("Triangular", (Integer(0), Integer(1), Integer(0))), t)
    assert [(p.region.bounds[0][1:], p.density) for p in law.pieces] == [((0, 1), 2 - 2 * t)]


def test_a_form_needs_the_sign() -> None:
    xi = parameter("xi", REALS)
    with pytest.raises(OpenSign, match="sign of xi"):
        unfold(Named("GeneralizedPareto", (Integer(0), Integer(1), xi)), variable("t"))
    positive = Named("GeneralizedPareto", (Integer(0), Integer(1), parameter("b", ABOVE)))
    assert any(r.right == positive.arguments[-1] for r in parameter_conditions(positive))


def test_arguments_are_put_in_at_once() -> None:
    """Uniform(right, left) swaps; one after the other would make both the same."""
    left, right = (p.symbol for p in family("Uniform").parameters)
    z = variable("z")
    law = unfold(Named("Uniform", (right, left)), z)
    assert law.variable == z
    assert law.pieces[0].region.bounds == ((z, right, left),)
    assert law.pieces[0].density == 1 / (left - right)


def test_the_variable_may_occur_in_no_argument_by_accident() -> None:
    t = family("Normal").variable
    named = Named("Normal", (t, Integer(1)))
    z = variable("z")
    assert unfold(named, z).pieces[0].density.free_symbols == {t, z}


def test_cdf_and_quantile_of_a_member() -> None:
    z, named = variable("z"), Named("Exponential", (Integer(2),))
    assert float(cdf_of(named, z)[0].xreplace({z: Integer(1)})) == pytest.approx(0.8646647168)
    assert float(quantile_of(named, Rational(1, 2))) == pytest.approx(0.3465735903)
    assert cdf_of(Named("VonMises", (Integer(2), Integer(3))), z) == ()
    assert quantile_of(Named("Gamma", (Integer(2), Integer(3))), Rational(1, 2)) is None


def test_a_point_is_an_atom() -> None:
    law = unfold(Named("Point", (Integer(3),)), variable("z"))
    assert law.pieces == ()
    assert [(atom.point, atom.mass) for atom in law.atoms] == [(3, 1)]


@pytest.mark.parametrize(
    "named",
    [Named("Normal", ()), Named("Normal", (Integer(0),)), Named("Exponential", (Integer(1),) * 2)],
)
def test_wrong_numbers_of_arguments(named: Named) -> None:
    for call in (
        lambda: parameter_conditions(named),
        lambda: unfold(named, variable("z")),
        lambda: cdf_of(named, variable("z")),
        lambda: quantile_of(named, Rational(1, 2)),
    ):
        with pytest.raises(WrongArguments, match=r"\("):
            call()


def test_unknown_families() -> None:
    assert family("Nromal") is None
    assert signature(family("Gamma")) == "Gamma(k, theta)"
    with pytest.raises(UnknownFamily):
        parameter_conditions(Named("Nromal", ()))
    with pytest.raises(UnknownFamily):
        unfold(Named("normal", (Integer(0), Integer(1))), variable("z"))
