"""Derivatives of values of test functions at places that move with the parameter."""

from __future__ import annotations

import pytest

from symreparam.pipeline import check_text
from symreparam.pipeline.options import Options

LETS = "let f, g function\nlet 0 < p < 1\nlet a real\n"
TRUE = [
    "grad(p, f(p)) = f'(p)",
    "grad(a, a^2*f(a)) = 2*a*f(a) + a^2*f'(a)",
    "grad(a, f(2*a)) = 2*f'(2*a)",
    "grad(a, f(g(a))) = f'(g(a))*g'(a)",
    "grad(a, exp(f(a))) = exp(f(a))*f'(a)",
    "grad(p, f(log(p))) = f'(log(p))/p",
    "grad(a, f(p) + a*f(p)) = f(p)",
]
# a place with a kink, a function of a value with a kink, a wrong inner derivative
OPEN = [
    "grad(a, f(abs(a))) = f'(abs(a))*sign(a)",
    "grad(a, abs(f(a))) = sign(f(a))*f'(a)",
    "grad(a, log(f(a))) = f'(a)/f(a)",
    "grad(a, f(2*a)) = f'(2*a)",
    "grad(a, f(g(a))) = f'(g(a))",
    "grad(a, f(abs(g(a)))) = f'(abs(g(a)))*sign(g(a))*g'(a)",
]


@pytest.mark.parametrize(
    ("line", "verdict"), [(x, "proved") for x in TRUE] + [(x, "undecided") for x in OPEN]
)
def test_the_chain_rule(line: str, verdict: str) -> None:
    options = Options(cross_check=False, explain=False)
    [outcome] = check_text(f"{LETS}prove {line}", options=options)
    assert outcome.verdict == verdict, outcome.reason


PINNED = [
    "grad(c, c^2) = 2",
    "grad(c, f(c)) = f'(c)",
    "grad(c, 1) = 0",
    "grad(c, E(f(c + X))) = E(f'(c + X))",
]


@pytest.mark.parametrize("line", PINNED)
def test_a_parameter_with_one_value_has_no_derivatives(line: str) -> None:
    options = Options(cross_check=False, explain=False)
    lets = "let f function\nlet 1 <= c <= 1\nlet X ~ Normal(0, 1)\n"
    [outcome] = check_text(f"{lets}prove {line}", options=options)
    assert outcome.verdict == "undecided", outcome.reason
