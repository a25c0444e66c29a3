"""Equations for every test function where a logarithm stands beside it: the ends of the support."""

from __future__ import annotations

import pytest
from sympy import Integer, Symbol, exp, log, simplify

from symreparam.derivation.builder import Builder
from symreparam.documents.meaning import goals
from symreparam.documents.parse import parse_block
from symreparam.documents.scope_check import check_names
from symreparam.families.table import FAMILY_NAMES
from symreparam.logic.errors import RuleError
from symreparam.pipeline import Options, check_text
from symreparam.rules import function_means, test_functions
from symreparam.terms.functions import log_slope

QUICK = Options(cross_check=False, explain=False)


def verdict(law: str, claim: str) -> str:
    text = f"let m real\nlet a, b, s > 0\nlet z ~ {law}\nprove {claim}"
    [outcome] = check_text(text, options=QUICK)
    return outcome.verdict


@pytest.mark.parametrize(
    ("law", "claim"),
    [
        ("LogNormal(m, s)", "grad(s, E(f(z))) = E(f'(z)*z*(log(z) - m))/s"),
        ("LogitNormal(m, s)", "grad(s, E(f(z))) = E(f'(z)*z*(1 - z)*(log(z/(1 - z)) - m))/s"),
        ("Pareto(b, a)", "grad(a, E(f(z))) = -E(f'(z)*z*log(z/b))/a"),
        ("Kumaraswamy(a, b)", "grad(a, E(f(z))) = -E(f'(z)*z*log(z))/a"),
        ("Uniform(0, 1)", "E(f'(z)*z*log(z)) = -E(f(z)*(1 + log(z)))"),
    ],
)
def test_gradients_through_logarithms(law: str, claim: str) -> None:
    assert verdict(law, claim) == "proved"


@pytest.mark.parametrize(
    ("law", "claim"),
    [
        # the term f(z) log(z) does not vanish at 0, and f(z)/z has no mean where f(0) != 0
        ("Uniform(0, 1)", "E(f'(z)*log(z)) = -E(f(z)/z)"),
        ("Uniform(0, 1)", "E(f'(z)*(1 + z*log(z))) = -E(f(z)*(1 + log(z)))"),
        ("Beta(a, 1)", "E(f'(z)*log(z)) = -E(f(z)*((a - 1)*log(z) + 1)/z)"),
        ("Kumaraswamy(a, b)", "grad(a, E(f(z))) = E(f'(z)*z*log(z))/a"),
    ],
)
def test_never_proved(law: str, claim: str) -> None:
    assert verdict(law, claim) != "proved"


def test_the_end_is_what_rejects_it(monkeypatch: pytest.MonkeyPatch) -> None:
    # E f'(z) (1 + z log z) = f(1) - f(0) - E f(z) (1 + log z): false for f(z) = z
    claim = "E(f'(z)*(1 + z*log(z))) = -E(f(z)*(1 + log(z)))"
    assert verdict("Uniform(0, 1)", claim) == "refuted"
    monkeypatch.setattr(test_functions, "limit", lambda *_: Integer(0))  # planted
    monkeypatch.setattr(test_functions, "_same_at_ends", lambda *_: False)
    assert verdict("Uniform(0, 1)", claim) != "refuted"


def test_a_mean_beside_an_end_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    # E f(z)/(z - b) is infinite where f(b) is not 0
    text = "let a, b > 0\nlet z ~ Pareto(b, a)\nprove "
    text += "grad(a, E(f(z)/(z - b))) = E(f(z)/(z - b)*(1/a + log(b/z)))"
    [found] = goals(check_names(parse_block(text), FAMILY_NAMES))
    assert found.claim is not None
    builder = Builder(found.claim)
    with pytest.raises(RuleError, match="infinite"):
        builder.add("equation-for-functions", (), (found.claim.goal,))
    monkeypatch.setattr(function_means, "_continuous_beyond", lambda *_: True)  # planted
    builder.add("equation-for-functions", (), (found.claim.goal,))


def test_the_slope_of_a_logarithm_is_that_of_its_factors() -> None:
    x, k = Symbol("x", positive=True), Symbol("k", positive=True)
    density = k * x ** (k - 1) * (1 + x) ** (-k) * exp(-k * x) / (2 + x * k)
    for name in (x, k):
        assert simplify(log_slope(density, name) - density.diff(name) / density) == 0
    assert log_slope(x ** (k - 1), x) == (k - 1) / x
    assert log_slope(x ** (k - 1), k) == log(x)
