"""Examinations: every part, for the noises and maps that the question behind the project names."""

from __future__ import annotations

import json
from functools import cache

import numpy
import pytest
from false_claims import EPS, FALSE, MU
from scipy import stats as scipy_stats
from sympy import Symbol, stats

import symreparam
from symreparam.checker.replay import replay
from symreparam.logic.judgement import HasLaw
from symreparam.pipeline import Options, check_text
from symreparam.pipeline.facts import Fact
from symreparam.rules.instance import law_at
from symreparam.shell.examined import Examined, of_outcome
from symreparam.studies.data import KEYS
from symreparam.studies.summary import facts_of
from symreparam.terms.law import AnyLaw, Law

NOISES = {
    "Normal(0, 1)": ("", scipy_stats.norm()),
    "Laplace(0, 1)": ("", scipy_stats.laplace()),
    "Uniform(0, 1)": ("", scipy_stats.uniform()),
    "Logistic(0, 1)": ("", scipy_stats.logistic()),
    "StudentT(nu)": ("let nu > 0\n", None),
    "Cauchy(0, 1)": ("", scipy_stats.cauchy()),
    "Gumbel(1, 0)": ("", scipy_stats.gumbel_r()),
}
MAPS = {
    "mu + sigma*eps": lambda m, s, x: m + s * x,
    "mu^2 + sigma*eps/2": lambda m, s, x: m**2 + s * x / 2,
    "mu + sigma^2*eps": lambda m, s, x: m + s**2 * x,
    "mu + sqrt(sigma)*eps": lambda m, s, x: m + s**0.5 * x,
    "mu + abs(sigma)*eps": lambda m, s, x: m + abs(s) * x,
    "mu - sigma*eps": lambda m, s, x: m - s * x,
}
ALWAYS = {"mu + sigma*eps", "mu + abs(sigma)*eps", "mu - sigma*eps"}
AT_ONE = {"mu + sigma^2*eps", "mu + sqrt(sigma)*eps"}
NEEDED = {
    "mu^2 + sigma*eps/2": ("Normal((2*mu - 2*mu^2)/sigma, 2)", False),
    "mu + sigma^2*eps": ("Normal(0, 1/sigma)", False),
    "mu + sqrt(sigma)*eps": ("Normal(0, sqrt(sigma))", False),
}


@cache
def examination(lets: str, goal: str) -> Examined:
    [outcome] = check_text(f"{lets}prove {goal}", options=Options(explain=False))
    return of_outcome(outcome)


def of(noise: str, body: str) -> Examined:
    lets = f"let mu real\nlet sigma > 0\n{NOISES[noise][0]}let eps ~ {noise}\n"
    return examination(lets, f"{body} ~ Normal(mu, sigma)")


def _laws(found: Examined, facts: tuple[Fact, ...]) -> list[AnyLaw]:
    """The laws that some fact shows of a random variable, also at the values of the distance."""
    goals = [fact.claim.goal for fact in facts if fact.holds]
    laws = [goal.law for goal in goals if isinstance(goal, HasLaw)]
    distance = found.distance
    values = {} if distance is None else dict(distance.values)
    return [*laws, *(law_at(law, values) for law in laws)]


def checked(found: Examined) -> None:
    """Every statement is replayed, what it supposes is one of the others, and every target can
    show the examination."""
    facts = facts_of(found)
    assert facts
    for fact in facts:
        supposed = [given.law for given in fact.claim.hypotheses if isinstance(given.law, Law)]
        assert all(law in _laws(found, facts) for law in supposed)
        known = replay(fact.proof, fact.claim, densities_known=bool(supposed))
        assert known.refuted != fact.holds
    data = json.loads(found.to_json())
    assert tuple(data) == KEYS
    for text in (found.text(), found.latex(), found.markdown(), found.html(), str(found)):
        assert text.strip()


@pytest.mark.parametrize("body", MAPS)
@pytest.mark.parametrize("noise", NOISES)
def test_the_table_of_noises_and_maps(noise: str, body: str) -> None:
    found = of(noise, body)
    checked(found)
    data = found.data()
    normal = noise.startswith("Normal")
    wanted = ["always"] if body in ALWAYS else ["sigma = 1"] if body in AT_ONE else []
    assert data["agrees_for"] == (wanted if normal else [])
    assert data["complete"] is True
    assert data["verdict"] == ("proved" if wanted == ["always"] and normal else "refuted")
    assert (data["member"] is not False) == normal
    law, free = NEEDED.get(body, ("Normal(0, 1)", True))
    assert (data["noise"], data["noise_is_free"]) == (law, free)
    assert found.noise is not None and found.noise.unique and found.noise.works is not None
    assert found.reparameterization == (data["verdict"] == "proved")
    assert data["maps"]
    assert (found.maps.no_affine is None) == normal
    assert data["cumulants"]["target"] == ["mu", "sigma^2", "0", "0"]
    _numbers(found, noise, body)


def _numbers(found: Examined, noise: str, body: str) -> None:
    """The enclosure of the largest gap against a fine grid of scipy's distribution functions."""
    assert found.distance is not None and found.distance.sup is not None
    low, high = map(float, found.distance.sup)
    law = NOISES[noise][1]
    if found.outcome.verdict == "proved" or law is None:
        assert low <= high
        return
    values = {str(symbol): float(value) for symbol, value in found.distance.values}
    mu, sigma = values["mu"], values["sigma"]
    grid = numpy.linspace(-60, 60, 400_001)
    shift, factor = (MAPS[body](mu, sigma, x) for x in (0.0, 1.0))
    factor -= shift
    inner = law.cdf((grid - shift) / factor)
    mine = inner if factor > 0 else 1 - inner
    gap = float(numpy.max(numpy.abs(mine - scipy_stats.norm(mu, sigma).cdf(grid))))
    assert low - 1e-3 <= gap <= high + 1e-9
    assert found.distance.total_variation is not None
    width = float(found.distance.total_variation[1]) - float(found.distance.total_variation[0])
    assert 0 <= width < 1e-2
    assert float(found.distance.total_variation[1]) >= low


def test_two_values_with_equal_probability() -> None:
    lets = "let mu real\nlet sigma > 0\nlet B ~ Rademacher()\n"
    found = examination(lets, "sigma*B + mu ~ Normal(mu, sigma)")
    checked(found)
    data = found.data()
    assert (data["verdict"], data["agrees_for"], data["complete"]) == ("refuted", [], True)
    assert data["member"] is False and data["cumulants"]["expression"][1] == "sigma^2"
    assert data["distance"]["total_variation"] == ["1", "1"] and data["distance"]["kl"] == "oo"
    assert data["distance"]["sup"][0] == "0.341344"
    assert data["distance"]["numeric"] == ["sup", "total_variation", "where"]
    assert "Numeric, enclosed by interval arithmetic" in found.text()


def test_the_noise_of_an_odd_power_is_a_cube_root() -> None:
    found = examination("let X ~ Normal(0, 1)\n", "X^3 ~ Normal(0, 1)")
    checked(found)
    data = found.data()
    assert data["noise"] == "density 3*sqrt(2)*t^2*exp(-t^6/2)/(2*sqrt(pi)) for t real"
    assert data["noise_is_free"] is True
    assert found.noise is not None and found.noise.unique and found.noise.works is not None
    # an even power does not reach the negative values
    even = examination("let X ~ Normal(0, 1)\n", "X^2 ~ Normal(0, 1)")
    assert even.noise is None and "does not reach" in even.noise_reason


def test_distances_of_a_true_claim_rest_on_its_proof() -> None:
    lets = "let mu real\nlet sigma > 0\nlet e ~ Normal(0, 1)\n"
    distance = examination(lets, "sigma*e + mu ~ Normal(mu, sigma)").data()["distance"]
    assert (distance["sup"], distance["total_variation"]) == (["0", "0"], ["0", "0"])
    assert distance["numeric"] == [] and distance["kl"] == "0"


def test_a_product_of_normals() -> None:
    found = examination("let e1, e2 ~ Normal(0, 1)\n", "e1*e2 ~ Normal(0, 1)")
    checked(found)
    data = found.data()
    assert (data["verdict"], data["agrees_for"], data["complete"]) == ("refuted", [], True)
    assert data["cumulants"]["expression"] == ["0", "1", "0", "6"]
    assert data["member"] is False and data["distance"]["sup"][0] == "0.107532"
    assert data["law"] == "VarianceGamma(0, 1, 0, 1/2)"
    assert data["noise"] is None and "single noise" in found.noise_reason


def test_products_in_a_family_with_parameters() -> None:
    found = examination(f"{MU}let e1, e2 ~ Normal(0, 1)\n", "e1*e2 ~ Normal(mu, sigma)")
    checked(found)
    assert found.data()["agrees_for"] == [] and found.data()["member"] is False


def test_a_sum_of_many_is_named_without_densities() -> None:
    lets = "let a, b, c, d, e ~ Cauchy(0, 1)\n"
    found = examination(lets, "(a + b + c + d + e)/5 ~ Cauchy(0, 1/sqrt(5))")
    checked(found)
    assert found.data()["law"] == "Cauchy(0, 1)" and found.data()["member"] == "Cauchy(0, 1)"


def test_cumulants_of_a_student_variable_say_where_they_exist() -> None:
    known = of("StudentT(nu)", "mu + sigma*eps").data()["cumulants"]
    assert known["expression_for"] == ["1 < nu", "2 < nu", "3 < nu", "4 < nu"]
    assert known["expression"][:3] == ["mu", "nu*sigma^2/(nu - 2)", "0"]
    assert known["target_for"] == ["always"] * 4


def test_the_noise_is_sought_on_its_own_support() -> None:
    found = examination("let U ~ Uniform(0, 1)\n", "log(U/(1 - U)) ~ Normal(0, 1)")
    checked(found)
    assert found.data()["noise"] == "LogitNormal(0, 1)" and found.data()["noise_is_free"] is True


def test_a_quantile_by_another_name_of_the_target() -> None:
    found = examination("let a > 0\nlet U ~ Uniform(0, 1)\n", "U^(1/a) ~ Beta(1, a)")
    checked(found)
    assert found.data()["maps"] == ["1 - (1 - U)^(1/a)"]


@pytest.mark.parametrize(("lets", "goal", "holds"), FALSE)
def test_false_claims_in_one_variable(lets: str, goal: str, holds: list[str]) -> None:
    found = examination(lets, goal)
    checked(found)
    data = found.data()
    assert data["verdict"] == "refuted"
    assert data["agrees_for"] == holds and data["complete"] is True
    # each part says something, or why it says nothing
    assert data["law"] is not None and data["cumulants"] is not None
    assert data["noise"] is not None or found.noise_reason
    assert data["maps"] or "No map was found: " in " ".join(found.text().split())
    if "target is not known to be a law" not in found.noise_reason:
        assert data["distance"]["sup"] is not None


def test_a_map_that_is_not_one_to_one_has_several_noises() -> None:
    found = examination(EPS, "eps^2 ~ ChiSquared(1)")
    checked(found)
    assert found.noise is not None and not found.noise.unique
    assert "not the only one" in " ".join(found.text().split())
    assert found.data()["noise"] == "Normal(0, 1)" and found.data()["noise_is_free"] is True
    other = examination(EPS, "eps^2 ~ ChiSquared(2)")
    assert other.noise is not None and other.noise.unique is False
    assert "and not the only one" in " ".join(other.text().split())


def test_a_noise_with_parameters_is_no_reparameterization() -> None:
    lets = f"{MU}let e ~ Normal(0, sigma)\n"
    found = examination(lets, "mu + e ~ Normal(mu, sigma)")
    assert found.outcome.verdict == "proved" and not found.reparameterization
    assert "so this is none" in found.text()


def test_from_python() -> None:
    mu, sigma = Symbol("mu", real=True), Symbol("sigma", positive=True)
    eps = stats.Laplace("eps", 0, 1)
    found = symreparam.examine(mu + sigma * eps, stats.Normal("z", mu, sigma), sample=True)
    assert found.data()["member"] is False
    assert found.illustration is not None and not found.illustration.fits
    assert "Numeric, from a sample, no proof" in found.text()
    assert str(found).count("\n") < 6
    assert "refuted" in found._repr_latex_()


def test_what_is_no_claim_about_a_law() -> None:
    [outcome] = check_text(f"{EPS}prove eps in Normal")
    with pytest.raises(symreparam.Unsupported):
        of_outcome(outcome)


def test_a_density_that_is_no_law_needs_no_noise() -> None:
    """Whatever is derived from a variable that cannot exist says nothing."""
    claimed = "X^2 has density exp(sqrt(t))/(2*sqrt(t)) + exp(-sqrt(t))/(2*sqrt(t)) for t > 0"
    found = examination("let X ~ Exponential(1)\n", claimed)
    assert found.outcome.verdict == "refuted" and found.noise is None and found.distance is None
    found = examination("let X ~ Exponential(2)\n", "X has density exp(-t) for t > 0")
    assert found.data()["noise"] == "Exponential(1)" and found.data()["noise_is_free"] is True
    lets = "let a, b real\nlet X ~ Normal(0, 1)\n"
    found = examination(lets, "a + b*X ~ Normal(a, b)")
    assert found.noise is None and found.data()["agrees_for"] == ["0 < b"]


def test_laws_with_the_same_moments_are_told_apart() -> None:
    """Heyde (1963): all moments are those of the lognormal law."""
    cousin = "(1 + sin(2*pi*log(t))/2)*exp(-log(t)^2/2)/(t*sqrt(2*pi))"
    found = examination(EPS, f"exp(eps) has density {cousin} for t > 0")
    checked(found)
    assert found.outcome.verdict == "refuted" and found.data()["law"] == "LogNormal(0, 1)"


def test_a_law_without_a_name_shows_its_noise() -> None:
    found = of("StudentT(nu)", "mu + sigma*eps")
    assert "location-scale family of StudentT(nu)" in str(found)
