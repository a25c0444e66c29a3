"""Why an examination shows no map of the noise into the target."""

from __future__ import annotations

import pytest

from symreparam.pipeline import Options, check_text
from symreparam.studies import maps
from symreparam.studies.maps import no_map


@pytest.mark.parametrize(
    ("block", "words"),
    [
        ("let X ~ Uniform(0, 1)\nrefute X ~ Beta(2, 3)", "Beta has no closed quantile function"),
        ("let X ~ Normal(0, 1)\nrefute X ~ StudentT(3)", "StudentT has no closed quantile"),
        ("let X, Y ~ Normal(0, 1)\nrefute X*Y ~ Normal(0, 1)", "no single noise variable"),
        ("let X ~ Bernoulli(1/2)\nrefute X ~ Normal(0, 1)", "as one closed term"),
        ("let X ~ Normal(0, 1)\nrefute X has density 2*t for 0 < t < 1", "its law has no name"),
    ],
)
def test_why_no_map_is_shown(block: str, words: str) -> None:
    [outcome] = check_text(block, options=Options(cross_check=False, explain=False))
    assert outcome.claim is not None
    assert words in no_map(outcome.claim)


def test_other_names_are_sought_only_without_a_quantile_function(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """To read the records of all families takes longer than all the rest."""
    asked: list[object] = []
    monkeypatch.setattr(maps, "members", lambda law: iter(asked.append(law) or ()))
    for block, number in (
        ("let X ~ Laplace(0, 1)\nrefute X ~ Normal(0, 1)", 0),
        ("let X ~ Laplace(0, 1)\nrefute X ~ Beta(1, 3)", 1),
    ):
        [outcome] = check_text(block, options=Options(cross_check=False, explain=False))
        assert outcome.claim is not None
        asked.clear()
        found = maps.maps(outcome.claim)
        assert len(asked) == number and bool(found.working) == (number == 0)


def test_an_affine_map_that_misses_a_quantile_is_not_tried(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """To look for a proof of a false claim takes longer than all the rest; a true one is found."""
    tried: list[object] = []
    real = maps.proved
    monkeypatch.setattr(maps, "proved", lambda claim: tried.append(claim) or real(claim))
    for block, number, expr in (
        ("let X ~ LogNormal(0, 1/2)\nrefute exp(X) ~ Normal(0, 1/2)", 2, "transport"),
        ("let X ~ Uniform(0, 1)\nlet a > 0\nrefute X ~ Uniform(a, 3*a)", 1, "affine"),
        ("let X ~ Logistic(0, 1)\nrefute X ~ Normal(0, 1)", 2, "transport"),
    ):
        [outcome] = check_text(block, options=Options(cross_check=False, explain=False))
        assert outcome.claim is not None
        tried.clear()
        [working] = maps.maps(outcome.claim).working
        assert (len(tried), working.kind) == (number, expr)
