"""Routes to a law: Kingma & Welling's rows, noise without parameters, derivatives."""

from __future__ import annotations

import pytest
from sympy import Symbol, exp, lambdify, log, simplify

import symreparam
from symreparam.checker.replay import replay
from symreparam.logic.errors import ClaimError
from symreparam.shell.cli import main
from symreparam.studies.reparameterize import Reparameterization, Route, reparameterize
from symreparam.studies.reparameterize_text import cost, reparameterization_text

LETS = ["mu real", "sigma, a, b > 0"]
# Kingma & Welling (2013), section 2.4; Erlang has no elementary inverse, it is a sum
INVERSE = [
    "Exponential(a)",
    "Cauchy(mu, sigma)",
    "Logistic(mu, sigma)",
    "Rayleigh(sigma)",
    "Pareto(a, b)",
    "Weibull(a, b)",
    "Reciprocal(a, a + b)",
    "Gompertz(a, b)",
    "Gumbel(sigma, mu)",
]
LOCATION = [
    "Laplace(mu, sigma)",
    "Logistic(mu, sigma)",
    "Uniform(mu, mu + a)",
    "Triangular(mu, mu + 2*a, mu + a)",
    "Normal(mu, sigma)",
    "Cauchy(mu, sigma)",
    "Gumbel(sigma, mu)",
]
COMPOSITION = [
    "LogNormal(mu, sigma)",
    "Gamma(3, sigma)",
    "Erlang(2, a)",
    "ChiSquared(2)",
    "Beta(2, 3)",
    "FDistribution(2, 4)",
    "StudentT(4)",
]


def find(target: str) -> Reparameterization:
    found = reparameterize(target, LETS)
    for route in found.routes:
        check(route)
    return found


def check(route: Route) -> None:
    """Every route rests on a replayed proof, and no noise has a parameter."""
    assert route.outcome.verdict == "proved"
    assert not replay(route.outcome.proof, route.outcome.claim).refuted
    for _, law in route.noise:
        assert not any(argument.free_symbols for argument in law.arguments)


@pytest.mark.parametrize("target", INVERSE)
def test_inverse_distribution_functions(target: str) -> None:
    [route] = [r for r in find(target).routes if r.kind == "inverse cdf"]
    assert [str(law.family) for _, law in route.noise] == ["Uniform"]
    assert route.log_jacobian is not None


@pytest.mark.parametrize("target", LOCATION)
def test_location_scale(target: str) -> None:
    first = find(target).routes[0]
    assert first.kind == "location-scale"
    assert all(path.everywhere for path in first.pathwise)
    assert cost(first).startswith("differentiable in every parameter")


@pytest.mark.parametrize("target", COMPOSITION)
def test_compositions(target: str) -> None:
    assert any(route.kind == "composition" for route in find(target).routes)


def test_rows_that_keep_a_shape_are_proved_as_claims() -> None:
    # Student's t has a shape, so that its location-scale form has noise with a parameter
    [t] = symreparam.check(
        "let mu real\nlet sigma, nu > 0\nlet T ~ StudentT(nu)\nprove mu + sigma*T has density"
        " gamma((nu + 1)/2)/(gamma(nu/2)*sqrt(pi*nu)*sigma)"
        "*(1 + ((z - mu)/sigma)^2/nu)^(-(nu + 1)/2)"
        " for z real"
    )
    assert t.verdict == "proved"


def test_best_first() -> None:
    kinds = [route.kind for route in find("LogNormal(mu, sigma)").routes]
    assert kinds == ["composition", "inverse cdf", "implicit"]
    assert [r.kind for r in find("Normal(mu, sigma)").routes][-1] == "implicit"


def test_noise_with_parameters_is_no_route() -> None:
    found = find("Gamma(a, sigma)")
    assert [route.kind for route in found.routes] == ["implicit"]
    assert any("keeps a parameter" in line for line in found.tried)
    [shape] = [p for p in found.routes[0].pathwise if str(p.parameter) == "a"]
    assert shape.derivative is None
    [scale] = [p for p in found.routes[0].pathwise if str(p.parameter) == "sigma"]
    z, sigma = Symbol("z", real=True), Symbol("sigma", positive=True)
    assert simplify(scale.derivative.subs(sigma, 2) - z / 2) == 0


@pytest.mark.parametrize("target", ["Bernoulli(a/(1 + a))", "Rademacher()", "Geometric(1/(1 + a))"])
def test_thresholds_have_no_pathwise_gradient(target: str) -> None:
    found = find(target)
    [route] = found.routes
    assert route.kind == "threshold"
    assert all(path.derivative is None and not path.everywhere for path in route.pathwise)
    assert "no pathwise gradient" in reparameterization_text(found)


def test_no_route_says_why() -> None:
    found = find("VonMises(mu, a)")
    assert not found.routes
    assert "no closed form" in reparameterization_text(found)
    assert main(["reparameterize", "VonMises(0, 1)"]) == 1


def test_implicit_and_explicit_derivatives_agree() -> None:
    # at z = map(noise), -(dF/d parameter)/f is the derivative of the map
    for target in ("Weibull(a, b)", "Gumbel(sigma, mu)", "Logistic(mu, sigma)", "Pareto(a, b)"):
        routes = {route.kind: route for route in find(target).routes}
        explicit, implicit = routes["inverse cdf"], routes["implicit"]
        [(noise, _)] = explicit.noise
        values = {"a": 1.3, "b": 2.1, "mu": 0.4, "sigma": 0.7, str(noise): 0.37}

        def number(term, more=None, values=values):
            symbols = sorted(term.free_symbols, key=str)
            known = {**values, **(more or {})}
            return lambdify(symbols, term, "math")(*(known[str(s)] for s in symbols))

        z = number(explicit.map)
        for one, other in zip(explicit.pathwise, implicit.pathwise, strict=True):
            assert one.parameter == other.parameter
            assert number(one.derivative) == pytest.approx(number(other.derivative, {"z": z}))


def test_jacobians_are_densities() -> None:
    # log f(map(e)) + log |map'(e)| is the log-density of the noise
    route = find("LogNormal(mu, sigma)").routes[0]
    [(eps, _)] = route.noise
    mu, sigma = sorted((s for s in route.map.free_symbols if s != eps), key=str)
    z = exp(mu + sigma * eps)
    density = -log(z) - log(sigma) - (log(z) - mu) ** 2 / (2 * sigma**2)
    gap = (density + route.log_jacobian + eps**2 / 2).subs({mu: 0.3, sigma: 0.6, eps: 0.9})
    assert abs(float(gap)) < 1e-12


@pytest.mark.parametrize(
    "target",
    ["Gamma(a)", "Normal(mu, mu)", "Foo(1)", "1 + 1", "Normal(0, x)", "Normal(0, 1) = 1", ""],
)
def test_what_is_no_law(target: str) -> None:
    with pytest.raises(ClaimError):
        reparameterize(target, LETS)


def test_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reparameterize", "Gamma(2, theta)", "--let", "theta > 0", "--proofs"]) == 0
    shown = capsys.readouterr().out
    assert "location-scale" in shown and "dz/dtheta = eps" in shown
    assert "replayed by the checker" in shown
    assert main(["reparameterize", "Gamma(2, theta)"]) == 2
    assert "theta" in capsys.readouterr().err


def test_text_is_deterministic() -> None:
    assert reparameterization_text(find("Gumbel(sigma, mu)")) == reparameterization_text(
        find("Gumbel(sigma, mu)")
    )
