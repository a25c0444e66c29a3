"""Affine maps whose name is not sought, and the many whose name is there to be found."""

from __future__ import annotations

import pytest

from symreparam.derivation.location_scale import no_member
from symreparam.pipeline import Options, check_text


@pytest.mark.parametrize(
    ("law", "term", "nameless"),
    [
        ("StudentT(nu)", "2*X + nu", True),
        ("StudentT(nu)", "3*X", True),
        ("StudentT(nu)", "-X", False),
        ("StudentT(1)", "2*X + 1", False),  # Cauchy's law
        ("Uniform(0, 1)", "2*X + 1", False),
        ("Arcsin(0, 1)", "2*X + 1", False),
        ("PowerFunction(nu, 0, 1)", "2*X", False),
        ("Beta(nu, 2)", "1 - X", False),
        ("FisherZ(nu, 2)", "-X", False),
        ("Normal(0, 1)", "2*X + 1", False),
        ("Exponential(nu)", "2*X", False),
        ("Binomial(3, 1/2)", "3 - X", False),
        ("StudentT(nu)", "X^2", False),
    ],
)
def test_where_no_name_is_sought(law: str, term: str, nameless: bool) -> None:
    block = f"let nu > 0\nlet X ~ {law}\nprove {term} ~ Normal(0, 1)"
    [outcome] = check_text(block, options=Options(cross_check=False, explain=False))
    assert outcome.claim is not None
    assert no_member(outcome.claim, outcome.claim.law_goal.subject) == nameless
