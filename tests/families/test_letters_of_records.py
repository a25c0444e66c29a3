"""A parameter may have the name of a letter of the records: neither is taken for the other."""

from __future__ import annotations

import pytest
from sympy import Integer, Symbol, exp

from symreparam.families.members import cdf_of, quantile_of, record_of, transform_of, unfold
from symreparam.families.table import FAMILIES
from symreparam.pipeline import check_text
from symreparam.rules.means import mellin_value, tilted_value
from symreparam.rules.recorded_moments import transform_value
from symreparam.terms.law import Named
from symreparam.terms.scope import variable

LETTERS = sorted({r.frequency.name for r in FAMILIES} | {"t", "p", "mean", "k"})


@pytest.mark.parametrize("name", LETTERS)
def test_moments_at_a_parameter_of_that_name(name: str) -> None:
    own, plain = variable(name), variable("other")
    for family in ("Normal", "LogNormal", "Laplace", "Gumbel", "Logistic"):
        here, there = (Named(family, (letter, Integer(1))[:: 1 if family != "Gumbel" else -1])
                       for letter in (own, plain))
        record = record_of(there)
        pairs = []
        if record.mgf is not None:
            pairs += [(transform_value(law, k), law) for law in (here, there) for k in (1, 2)]
            pairs += [(tilted_value(law, 1, Integer(1) / 3), law) for law in (here, there)]
            pairs += [(transform_of(law, record.mgf, 0, own / 5), law) for law in (here,)]
            pairs += [(transform_of(there, record.mgf, 0, own / 5), there)]
        if record.mellin is not None:
            pairs += [(mellin_value(law, 1, Integer(2)), law) for law in (here, there)]
        mine = [value.xreplace({own: plain}) for value, law in pairs if law == here]
        assert mine == [value.xreplace({own: plain}) for value, law in pairs if law == there]
        share = quantile_of(here, Integer(1) / 3)
        assert share.xreplace({own: plain}) == quantile_of(there, Integer(1) / 3)
        place = Symbol("place", real=True)
        moved = [term.xreplace({own: plain}) for term in cdf_of(here, place)]
        assert tuple(moved) == cdf_of(there, place)
        assert unfold(here, place).pieces[0].density.xreplace({own: plain}) == (
            unfold(there, place).pieces[0].density
        )


def test_the_planted_falsehood() -> None:
    """With one letter for both, exp(w w + w^2/2) was the transform of Normal(w, 1)."""
    w = variable("w")
    law = Named("Normal", (w, Integer(1)))
    assert tilted_value(law, 1, Integer(1)) == (w + 1) * exp(w + Integer(1) / 2)


@pytest.mark.parametrize(
    ("goal", "verdict"),
    [
        ("E(X*exp(X)) = 3*exp(3/2)", "refuted"),
        ("E(X*exp(X)) = (w + 1)*exp(w + 1/2)", "proved"),
        ("Var(X) = 1", "proved"),
        ("E(log(L)) = w", "proved"),
        ("E(X) = 0", "refuted"),
    ],
)
def test_claims(goal: str, verdict: str) -> None:
    lets = "let w real\nlet X ~ Normal(w, 1)\nlet L ~ LogNormal(w, 1)\n"
    [found] = check_text(f"{lets}prove {goal}")
    assert found.verdict == verdict, found.reason


def test_a_random_parameter_of_that_name() -> None:
    lets = "let w ~ Uniform(0, 1)\nlet K ~ Poisson(w)\n"
    verdicts = [found.verdict for found in check_text(f"{lets}prove E(K) = 1/2\nprove E(K) = 1")]
    assert verdicts == ["proved", "refuted"]
