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
    found = find("Davis(a, 3, mu)")
    assert not any(route.kind == "implicit" for route in found.routes)
    assert "and its integral is not shown to be differentiable" in reparameterization_text(found)
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


# --- draws that carry a parameter, vectors --------------------------------------------------------
def test_implicit_noise_of_a_composition() -> None:
    for target in ("Beta(a, b)", "StudentT(a)", "FDistribution(a, b)", "BetaPrime(a, 2)"):
        route = find(target).routes[0]
        assert route.kind == "implicit" and route.draws
        assert len(route.through) == len(route.draws)
        for (letter, _), part in zip(route.draws, route.through, strict=True):
            assert part.outcome.verdict == "proved"
            assert part.outcome.claim.variables == (letter,)
            assert not replay(part.outcome.proof, part.outcome.claim).refuted
        carried = {letter for path in route.pathwise for letter, _ in path.carried}
        assert carried == {letter for letter, _ in route.draws}


def test_the_derivative_carried_by_a_draw() -> None:
    # z = eps/(eps + eta): dz/da = eta/(eps + eta)^2 * deps/da, by torch's own implicit gradient
    torch = pytest.importorskip("torch")
    route = find("Beta(a, b)").routes[0]
    (eps, _), (eta, _) = route.draws
    shapes = [torch.tensor(v, dtype=torch.float64, requires_grad=True) for v in (1.3, 2.1)]
    torch.manual_seed(1)
    x, y = (torch.distributions.Gamma(s, torch.ones_like(s)).rsample() for s in shapes)
    own = torch.autograd.grad(x, shapes[0], retain_graph=True)[0]
    whole = torch.autograd.grad(x / (x + y), shapes[0])[0]
    [path] = [p for p in route.pathwise if str(p.parameter) == "a"]
    [(letter, factor)] = path.carried
    assert letter == eps
    value = lambdify((eps, eta), factor, "math")(x.item(), y.item())
    assert value * own.item() == pytest.approx(whole.item(), rel=1e-8)


NORMAL = "MultivariateNormal((mu, 1), ((a^2, r*a*b), (r*a*b, b^2)))"


def test_vectors() -> None:
    lets = [*LETS, "-1 < r < 1"]
    [route] = reparameterize(NORMAL, lets).routes
    assert route.kind == "location-scale" and len(route.map) == 2
    assert not replay(route.outcome.proof, route.outcome.claim).refuted
    values = {"a": 1.3, "b": 2.1, "r": 0.4}
    known = {s: values[str(s)] for s in route.log_jacobian.free_symbols}
    jacobian = float(route.log_jacobian.evalf(subs=known))
    assert jacobian == pytest.approx(np_log(1.3 * 2.1 * (1 - 0.16) ** 0.5))
    [route] = reparameterize("Dirichlet(1, 1, 1)", LETS).routes
    assert route.kind == "composition" and len(route.map) == 3
    [route] = reparameterize("Dirichlet(a, b, 2)", LETS).routes
    assert route.kind == "implicit" and len(route.through) == 2
    text = reparameterization_text(reparameterize("Dirichlet(a, b, 2)", LETS))
    assert "deps_1/da" in text


def np_log(x: float) -> float:
    return float(log(x))


@pytest.mark.parametrize(
    "target",
    [
        "MultivariateNormal((mu, 1), ((a, b), (b, a)))",
        "MultivariateNormal((mu, 1), ((a, b), (0, a)))",
        "MultivariateNormal((mu, 1), ((a, a), (a, a)))",
        "MultivariateNormal((mu, 1), ((a, 0)))",
        "MultivariateNormal(mu, a)",
        "MultivariateNormal((mu, x), ((1, 0), (0, 1)))",
        "Dirichlet(a)",
        "Dirichlet(a, mu)",
        "Dirichlet(a, b",
        "Dirichlet(a, b, a, b, a)",
    ],
)
def test_what_is_no_law_of_a_vector(target: str) -> None:
    with pytest.raises(ClaimError):
        reparameterize(target, LETS)


@pytest.mark.parametrize(
    ("target", "kinds"),
    [
        ("Triangular(mu, mu + 3*a, mu + a)", ["location-scale", "inverse cdf"]),
        ("Trapezoidal(0, a, 2*a, 3*a)", ["inverse cdf"]),
        ("Categorical(1/2, 1/3, 1/6)", ["threshold"]),
        ("Binomial(4, a/(1 + a))", ["threshold", "threshold"]),
        ("Die(6)", ["threshold"]),
        ("DiscreteUniform(2, 5)", ["threshold"]),
        ("BetaBinomial(2, a, b)", ["threshold"]),
        ("BirnbaumSaunders(a, b)", ["composition", "inverse cdf", "implicit"]),
        ("RaisedCosine(mu, a)", ["location-scale"]),
        ("SkewNormal(a)", ["composition"]),
        ("Poisson(a)", []),
    ],
)
def test_kinds(target: str, kinds: list[str]) -> None:
    assert [route.kind for route in find(target).routes] == kinds


def test_no_wrong_proposals_that_are_known_to_fail() -> None:
    # the member with scale 1 and location 0 of these is no law: it isn't even tried
    for target in ("Pareto(a, b)", "GaussianInverse(a, b)", "Poisson(a)"):
        assert not any("location-scale" in line for line in find(target).tried)
    assert "jumps" in reparameterization_text(find("Poisson(a)"))
