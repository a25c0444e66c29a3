"""Test functions on bounded supports: scores of von Mises' law, terms that meet at both ends."""

from __future__ import annotations

import pytest

import symreparam.rules.every_function as module
from symreparam.checker.replay import replay
from symreparam.logic.errors import ProofError
from symreparam.pipeline import check_text

LETS = """let mu real
let k > 0
let X ~ VonMises(mu, k)
let U ~ Uniform(0, 1)
let V ~ Uniform(0, 2*pi)
"""
TRUE = [
    "grad(k, E(f(X))) = E(f(X)*(cos(X - mu) - besseli(1, k)/besseli(0, k)))",
    "grad(mu, E(f(X))) = E(f(X)*k*sin(X - mu))",
    "grad(mu, E(f(sin(X)))) = E(f'(sin(X))*cos(X))",
    "grad(mu, E(f(cos(2*X)))) = -2*E(f'(cos(2*X))*sin(2*X))",
    "E(f'(cos(V))*sin(V)) = 0",
    "E(f'(U*(1 - U))*(1 - 2*U)) = 0",
]
NEVER = [
    "grad(mu, E(f(X))) = E(f'(X))",
    "grad(mu, E(f(cos(X/2)))) = -E(f'(cos(X/2))*sin(X/2)/2)",
    "E(f'(sin(U))*cos(U)) = 0",
    "E(f'(sin(V))*cos(V)*V + f(sin(V))) = 0",
    "E(f'(sin(V))/cos(V)) = 0",
    "E(f'(sin(V)*U)*cos(V)*U) = E(f(U)/U)",
    "E(f'(V - 2*pi*floor(V/(2*pi)))) = 0",
]


@pytest.mark.parametrize("claim", TRUE)
def test_proved(claim: str) -> None:
    [found] = check_text(f"{LETS}prove {claim}")
    assert found.verdict == "proved", found.reason
    assert not replay(found.proof, found.claim).refuted


@pytest.mark.parametrize("claim", NEVER)
def test_never_proved(claim: str) -> None:
    [found] = check_text(f"{LETS}prove {claim}")
    assert found.verdict != "proved"


def test_ends_that_do_not_meet_are_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted: no term at the ends is looked at."""
    claim = f"{LETS}prove {NEVER[0]}"
    with monkeypatch.context() as planted:
        planted.setattr(module, "require_boundary", lambda *_: None)
        [found] = check_text(claim)
        assert found.verdict == "proved"
    with pytest.raises(ProofError, match="growth"):
        replay(found.proof)
