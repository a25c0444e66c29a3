"""Derived divergences and entropies, estimators' variances, the evidence lower bound."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats
from scipy.integrate import quad
from sympy import Rational, Symbol, lambdify, log, oo

from symreparam.checker.replay import replay
from symreparam.logic.errors import ClaimError
from symreparam.pipeline import check_text
from symreparam.render.text import outcome_text
from symreparam.studies.elbo import elbo_identity, gaussian_elbo
from symreparam.studies.estimators import gradient_estimators, variance_table
from symreparam.studies.information import divergence, entropy

LETS = ["mu real", "sigma, a, b > 0"]


def test_derived_values() -> None:
    found = divergence("Normal(mu, sigma)", "Normal(0, 1)", LETS)
    mu, sigma = Symbol("mu", real=True), Symbol("sigma", positive=True)
    assert found.value == mu**2 / 2 + sigma**2 / 2 - log(sigma) - Rational(1, 2)
    assert not replay(found.outcome.proof, found.outcome.claim).refuted
    assert divergence("Normal(0, 1)", "Uniform(0, a)", LETS).value == oo
    assert entropy("Exponential(a)", LETS).value == 1 - log(Symbol("a", positive=True))


def test_against_scipy() -> None:
    point = {"mu": 0.4, "sigma": 0.7, "a": 1.3, "b": 2.2}
    for first, second, p, q in (
        ("Gamma(a, b)", "Gamma(b, a)", stats.gamma(1.3, scale=2.2), stats.gamma(2.2, scale=1.3)),
        ("Gumbel(sigma, mu)", "Normal(0, 1)", stats.gumbel_r(0.4, 0.7), stats.norm()),
        ("Beta(a, b)", "Exponential(a)", stats.beta(1.3, 2.2), stats.expon(scale=1 / 1.3)),
    ):
        value = divergence(first, second, LETS).value
        number = float(value.subs({s: point[s.name] for s in value.free_symbols}))

        def ratio(x: float, p=p, q=q) -> float:
            density = p.pdf(x)
            return density * (p.logpdf(x) - q.logpdf(x)) if density > 0 else 0.0

        low, high = p.ppf(1e-12), p.ppf(1 - 1e-12)
        assert number == pytest.approx(quad(ratio, low, high, limit=200)[0], rel=1e-6)


def _at(value, point: dict[str, float]) -> float:  # type: ignore[no-untyped-def]
    return float(value.subs({s: point[s.name] for s in value.free_symbols}))


CASES = [
    ("Beta(a, b)", "Uniform(m, m + c)", {"m <= 0", "1 <= c + m", "1 > c + m", "m > 0"}),
    ("Uniform(m, m + c)", "Gamma(a, b)", {"0 < m", "0 = m", "0 > m"}),
    ("Uniform(m, m + c)", "Pareto(a, b)", {"a <= m", "a > m"}),
    ("Pareto(a, b)", "Exponential(c)", {"b > 1", "b <= 1"}),
    ("Pareto(a, b)", "Pareto(c, d)", {"c <= a", "c > a"}),
]


@pytest.mark.parametrize(("first", "second", "conditions"), CASES)
def test_values_by_cases(first: str, second: str, conditions: set[str]) -> None:
    found = divergence(first, second, ["m real", "a, b, c, d > 0"])
    assert found.value is None and found.cases
    assert {condition for case in found.cases for condition in case.conditions} == conditions
    for case in found.cases:
        assert case.found.value is not None
        assert not replay(case.found.outcome.proof, case.found.outcome.claim).refuted
    assert {case.found.value == oo for case in found.cases} == {True, False}


def test_cases_against_quadrature() -> None:
    found = divergence("Uniform(m, m + c)", "Gamma(a, b)", ["m real", "a, b, c > 0"])
    q = stats.gamma(1.3, scale=2.2)
    for case, m in zip(found.cases, (0.7, 0.0, -1.0), strict=True):
        if case.found.value == oo:
            continue
        number = _at(case.found.value, {"m": m, "a": 1.3, "b": 2.2, "c": 0.9})
        right = quad(lambda x: -np.log(0.9) - q.logpdf(x), m, m + 0.9)[0] / 0.9
        assert number == pytest.approx(right, rel=1e-9)


def test_no_case_is_told_where_nothing_is_known() -> None:
    found = divergence("Normal(0, 1)", "Cauchy(0, a)", ["a > 0"])
    assert found.value is None and found.cases == ()


@pytest.mark.parametrize("law", ["Normal(mu, mu)", "Foo(1)", "Gamma(1)", "z", "Normal(0, 1) + 1"])
def test_what_is_no_law(law: str) -> None:
    with pytest.raises(ClaimError):
        divergence(law, "Normal(0, 1)", LETS)
    with pytest.raises(ClaimError):
        entropy(law, LETS)


# --- the two estimators ---------------------------------------------------------------------------
def test_variances_of_the_square() -> None:
    rows = gradient_estimators("z^2")
    mu, sigma = Symbol("mu", real=True), Symbol("sigma", positive=True)
    assert [row.variance for row in rows[:2]] == [
        4 * sigma**2,
        mu**4 / sigma**2 + 14 * mu**2 + 15 * sigma**2,
    ]
    assert all(row.unbiased.verdict == row.exact.verdict == "proved" for row in rows)
    assert "| `mu` | pathwise | `2*z` | `4*sigma^2` |" in variance_table("z^2")


@pytest.mark.parametrize("function", ["z", "z^2 + z", "z^3"])
def test_variances_by_sampling(function: str) -> None:
    rng = np.random.default_rng(11)
    mu, sigma = 0.3, 0.8
    z = mu + sigma * rng.standard_normal(400_000)
    point = {Symbol("mu", real=True): mu, Symbol("sigma", positive=True): sigma}
    for row in gradient_estimators(function):
        body = row.body.subs(point)
        sample = np.asarray([float(body)] * 2) if body.is_number else _values(body, z)
        assert float(row.variance.subs(point)) == pytest.approx(np.var(sample), rel=0.05, abs=1e-9)


@pytest.mark.parametrize("function", ["z^4 - 2*z", "z^5 + z", "z^6 - 3*z^3 + z"])
def test_variances_by_quadrature(function: str) -> None:
    """Gauss and Hermite's rule with 20 nodes is exact up to degree 39."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(20)
    weights = weights / weights.sum()
    mu, sigma = 0.3, 0.8
    point = {Symbol("mu", real=True): mu, Symbol("sigma", positive=True): sigma}
    for row in gradient_estimators(function):
        values = _values(row.body.subs(point), mu + sigma * nodes)
        variance = weights @ values**2 - (weights @ values) ** 2
        assert float(row.variance.subs(point)) == pytest.approx(variance, rel=1e-9)


def _values(body, z: np.ndarray) -> np.ndarray:
    return lambdify(Symbol("z", real=True), body, "numpy")(z)


@pytest.mark.parametrize("function", ["exp(z)", "z^7", "z + y", "1/z", "", "mu*z"])
def test_polynomials_alone(function: str) -> None:
    with pytest.raises(ClaimError):
        gradient_estimators(function)


# --- the evidence lower bound ---------------------------------------------------------------------
def test_the_identity_for_abstract_densities() -> None:
    found = elbo_identity()
    assert found.verdict == "proved"
    assert not replay(found.proof, found.claim).refuted
    wrong = found.statement.replace("= E(l(z))", "= 2*E(l(z))")
    lets = "let mu, c real\nlet sigma > 0\nlet z ~ Normal(mu, sigma)\nlet q, l, r function\n"
    [false] = check_text(lets + wrong.replace("prove", "refute"))
    assert false.ok


def test_the_gaussian_case() -> None:
    assert [found.verdict for found in gaussian_elbo()] == ["proved"] * 4


def test_parameters_that_are_functions_of_data() -> None:
    # given x every statement holds with mu(x) as a parameter; over a random x the law of z is none
    lets = "let x ~ Bernoulli(1/2)\nlet eps ~ Normal(0, 1)\nlet z = 2*x - 1 + eps\n"
    [false] = check_text(lets + "refute z ~ Normal(0, 1)")
    assert (false.verdict, false.ok) == ("refuted", True)
    [deviation] = check_text(lets + "refute z ~ Normal(0, sqrt(2))")
    assert deviation.ok


# --- proofs that a student reads ------------------------------------------------------------------
def test_a_divergence_is_told_with_its_densities() -> None:
    text = outcome_text(divergence("Normal(mu, sigma)", "Normal(0, 1)", LETS).outcome)
    for words in (
        "By definition X has the density",
        "the logarithm of",
        "The means that are needed:",
        "E(X²) = μ² + σ²",
        "The divergence is the mean of this logarithm",
    ):
        assert words in text, text
    assert "is defined" not in text.split("What this rests on")[0].split("Side conditions")[0]


def test_a_gradient_for_every_function_states_the_growth_condition() -> None:
    lets = "let mu real\nlet sigma > 0\nlet x ~ Normal(mu, sigma)\n"
    [found] = check_text(lets + "prove grad(mu, E(f(x))) = E(f'(x))")
    text = outcome_text(found)
    assert "Let f be smooth" in text
    assert "Integrate by parts in x" in text


def test_means_of_an_affine_subject_come_from_the_record_of_its_noise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No integral against the density of m - s*X is sought."""
    import symreparam.derivation.divergence as derivation

    def never(*_: object) -> int:
        raise AssertionError("an integral is sought")

    monkeypatch.setattr(derivation, "integrated", never)
    value = "EulerGamma^2/2 + log(2)/2 + log(pi)/2 + pi^2/12 - 1 - EulerGamma"
    for shown, verdict in ((value, "proved"), (f"{value} + 1/10", "refuted")):
        lets = "let m real\nlet s > 0\nlet X ~ Gumbel(1, 0)\nlet z = m - s*X\n"
        [outcome] = check_text(f"{lets}prove KL(z, Normal(m, s)) = {shown}")
        assert outcome.verdict == verdict
