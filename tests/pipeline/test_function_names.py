"""An arbitrary function is no function that the engine knows, whatever its name."""

from __future__ import annotations

import pytest
from sympy import Symbol

from symreparam.pipeline import check_text
from symreparam.terms.functions import applied


@pytest.mark.parametrize(
    ("name", "claim"),
    [
        ("log", "E(log(X)) = -EulerGamma"),
        ("sin", "E(sin(X)) = 1/2"),
        ("E", "E(E(X)) = 1"),
        ("Phi", "E(Phi(X)) = E(Phi(X))"),
    ],
)
def test_function_of_the_language_is_not_arbitrary(name: str, claim: str) -> None:
    text = f"let {name} function\nlet X ~ Exponential(1)\nprove {claim}"
    outcome = check_text(text)[-1]
    assert outcome.verdict == "error"


def test_name_of_another_known_function() -> None:
    text = "let sech function\nlet X ~ Bernoulli(1/2)\nprove E(sqrt(sech(0))) = sqrt(sech(0))"
    assert check_text(text)[-1].verdict == "unsupported"


@pytest.mark.parametrize("name", ["Abs", "sech", "log", "LambertLower", "Pow"])
def test_applied_refuses(name: str) -> None:
    with pytest.raises(ValueError, match="known function"):
        applied(name, 1, Symbol("x", real=True))
