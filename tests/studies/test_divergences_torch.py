"""Divergences and gradients against PyTorch, where it is installed: another implementation."""

from __future__ import annotations

import pytest
from sympy import Expr, Float, lambdify, oo

from symreparam import divergence, gradient_estimators

torch = pytest.importorskip("torch")
D = torch.distributions
LETS = ("mu, m real", "sigma, s, a, b, c, d > 0", "0 < p < 1", "0 < q < 1", "-1 < r < 1")
APART = ("p != 1/2", "q != 1/2")  # the other form of a law there
VALUES = {"mu": 0.3, "m": -0.7, "sigma": 0.8, "s": 1.4, "a": 1.7, "b": 2.6, "c": 0.9, "d": 1.2}
VALUES |= {"p": 0.35, "q": 0.6, "r": 0.45}
# how PyTorch writes the law whose parameters these are in the claim language
LAWS = {
    "Normal": lambda mean, deviation: D.Normal(mean, deviation),
    "Gamma": lambda shape, scale: D.Gamma(shape, 1 / scale),
    "Exponential": lambda rate: D.Exponential(rate),
    "Beta": lambda a, b: D.Beta(a, b),
    "Laplace": lambda mean, scale: D.Laplace(mean, scale),
    "Gumbel": lambda scale, place: D.Gumbel(place, scale),
    "Cauchy": lambda place, scale: D.Cauchy(place, scale),
    "Pareto": lambda least, shape: D.Pareto(least, shape),
    "HalfNormal": lambda scale: D.HalfNormal(scale),
    "Uniform": lambda low, high: D.Uniform(low, high),
    "LogNormal": lambda mean, deviation: D.LogNormal(mean, deviation),
    "Bernoulli": lambda p: D.Bernoulli(p),
    "ContinuousBernoulli": lambda p: D.ContinuousBernoulli(p),
    "Poisson": lambda rate: D.Poisson(rate),
    "Dirichlet": lambda *shapes: D.Dirichlet(torch.stack(shapes)),
}
PAIRS = [
    ("Normal(mu, sigma)", "Normal(m, s)"),
    ("Gamma(a, sigma)", "Gamma(b, s)"),
    ("Exponential(a)", "Exponential(b)"),
    ("Beta(a, b)", "Beta(c, d)"),
    ("Laplace(mu, sigma)", "Laplace(m, s)"),
    ("Gumbel(sigma, mu)", "Gumbel(s, m)"),
    ("Cauchy(mu, sigma)", "Cauchy(m, s)"),
    ("Pareto(a, b)", "Pareto(a, c)"),
    ("HalfNormal(sigma)", "HalfNormal(s)"),
    ("Uniform(mu, mu + a)", "Uniform(mu - b, mu + a + c)"),
    ("LogNormal(mu, sigma)", "LogNormal(m, s)"),
    ("Bernoulli(p)", "Bernoulli(q)"),
    ("Poisson(a)", "Poisson(b)"),
    ("Dirichlet(a, b)", "Dirichlet(c, d)"),
    ("Bernoulli(p)", "Poisson(a)"),
    ("Normal(mu, sigma)", "Laplace(m, s)"),
    ("Normal(mu, sigma)", "Gumbel(s, m)"),
    ("Laplace(mu, sigma)", "Normal(m, s)"),
    ("Gumbel(sigma, mu)", "Normal(m, s)"),
    ("Exponential(a)", "Gumbel(s, m)"),
    ("Gamma(a, sigma)", "Exponential(b)"),
    ("Gamma(a, sigma)", "Gumbel(s, m)"),
    ("Beta(a, b)", "Gamma(c, s)"),
    ("Beta(a, b)", "Uniform(0, 1)"),
    ("Pareto(c, 1 + a)", "Exponential(b)"),
    ("Uniform(a, a + b)", "Pareto(a, c)"),
    ("Uniform(mu, mu + a)", "Normal(m, s)"),
    ("Poisson(a)", "Bernoulli(p)"),
    ("Normal(mu, sigma)", "Gamma(a, s)"),
    ("Exponential(a)", "Uniform(0, b)"),
    ("ContinuousBernoulli(p)", "ContinuousBernoulli(q)"),
    *(("ContinuousBernoulli(p)", law) for law in ("Exponential(a)", "Normal(m, s)")),
    # torch says infinite where the ends are the same
    *(("ContinuousBernoulli(p)", law) for law in ("Uniform(0 - a, 1 + b)", "Pareto(a, b)")),
    *((law, "ContinuousBernoulli(p)") for law in ("Beta(a, b)", "Exponential(a)", "Gamma(a, s)")),
    *((law, "ContinuousBernoulli(p)") for law in ("Gumbel(s, m)", "Laplace(m, s)")),
    *((law, "ContinuousBernoulli(p)") for law in ("Normal(m, s)", "Pareto(a, b)")),
    ("Uniform(0.1, 0.7)", "ContinuousBernoulli(p)"),
]


def law(text: str):
    name, _, rest = text.partition("(")
    numbers = [torch.tensor(_value(part), dtype=torch.float64) for part in rest[:-1].split(", ")]
    return LAWS[name](*numbers)


def _value(text: str) -> float:
    """A sum of letters and whole numbers."""
    total, sign = 0.0, 1.0
    for word in text.split():
        if word in "+-":
            sign = 1.0 if word == "+" else -1.0
        else:
            total += sign * (VALUES[word] if word in VALUES else float(word))
    return total


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_divergences(first: str, second: str) -> None:
    apart = APART if "Continuous" in first + second else ()
    found = divergence(first, second, (*LETS, *apart))
    assert found.value is not None and found.outcome.verdict == "proved", found.outcome.reason
    known = float(D.kl_divergence(law(first), law(second)))
    if found.value == oo:
        assert known == float("inf")
    else:
        assert float(_number(found.value)) == pytest.approx(known, rel=1e-10, abs=1e-12)


def _number(value: Expr) -> Expr:
    return value.xreplace({s: Float(VALUES[str(s)], 30) for s in value.free_symbols}).evalf(20)


def test_full_covariance() -> None:
    first = "MultivariateNormal((mu, m), ((a^2, r*a*b), (r*a*b, b^2)))"
    second = "MultivariateNormal((m, mu), ((c^2, -r*c*d), (-r*c*d, d^2)))"
    found = divergence(first, second, LETS)
    assert found.value is not None, found.outcome.reason
    v = VALUES
    rows = [
        torch.tensor([[x**2, t * x * y], [t * x * y, y**2]], dtype=torch.float64)
        for x, y, t in ((v["a"], v["b"], v["r"]), (v["c"], v["d"], -v["r"]))
    ]
    means = [torch.tensor(pair, dtype=torch.float64) for pair in ((0.3, -0.7), (-0.7, 0.3))]
    laws = [D.MultivariateNormal(m, c) for m, c in zip(means, rows, strict=True)]
    assert float(_number(found.value)) == pytest.approx(float(D.kl_divergence(*laws)), rel=1e-10)


@pytest.mark.parametrize("function", ["z^2", "z^3 - 2*z"])
def test_pathwise_gradients_are_those_of_autograd(function: str) -> None:
    """At each of many draws, to 1e-8."""
    torch.manual_seed(0)
    noise = torch.randn(50, dtype=torch.float64)
    for row in gradient_estimators(function):
        if row.kind != "pathwise":
            continue
        leaves = {
            name: torch.full((50,), VALUES[name], dtype=torch.float64, requires_grad=True)
            for name in ("mu", "sigma")
        }
        z = leaves["mu"] + leaves["sigma"] * noise
        value = z**2 if function == "z^2" else z**3 - 2 * z
        [slope] = torch.autograd.grad(value.sum(), leaves[row.parameter])
        names = sorted(row.body.free_symbols, key=str)
        given = {"mu": leaves["mu"].detach(), "sigma": leaves["sigma"].detach(), "z": z.detach()}
        mine = lambdify(names, row.body, "numpy")(*(given[str(s)].numpy() for s in names))
        assert float((torch.as_tensor(mine) - slope).abs().max()) < 1e-8
