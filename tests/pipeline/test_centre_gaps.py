"""The densities' gap at 0 says where to cut a scope, when no other equation does."""

from __future__ import annotations

import pytest
from sympy import Symbol

from symreparam.logic.claim import Claim
from symreparam.pipeline import Options, check_text
from symreparam.pipeline.parameter_equations import centre_gaps


def claim(goal: str) -> Claim:
    text = f"let d > 0\nlet eps ~ Normal(0, 1)\nprove {goal}"
    [outcome] = check_text(text, options=Options(cross_check=False, explain=False))
    assert outcome.claim is not None
    return outcome.claim


def test_the_gap_at_the_centre() -> None:
    [gap] = centre_gaps(claim("sinh(asinh(eps)/d) ~ Normal(0, 1)"))
    [d] = gap.free_symbols
    assert gap.subs(d, 1) == 0 and gap.subs(d, 2) != 0 and isinstance(d, Symbol)


@pytest.mark.parametrize(
    "goal",
    [
        "exp(d*eps) ~ Normal(0, 1)",  # a half line
        "sinh(asinh(eps)/3) ~ Normal(0, 1)",  # no parameter
        "abs(eps) + d ~ Normal(0, 1)",
        "eps^3/d ~ Normal(0, 1)",  # no finite density at 0
    ],
)
def test_no_gap_at_the_centre(goal: str) -> None:
    assert centre_gaps(claim(goal)) == ()
