"""Emitted code for vectors and for maps that are given; files that the command writes."""

from __future__ import annotations

import re
from pathlib import Path

import mpmath
import numpy as np
import pytest
from emitted import load
from scipy import stats

import symreparam
from symreparam.logic.errors import ClaimError
from symreparam.shell.cli import main
from symreparam.studies.emit import NoCode, source_code
from symreparam.studies.given_map import given_map
from symreparam.studies.reparameterize import reparameterize

LETS = ["m, n real", "a, b, c > 0", "-1 < r < 1"]
NORMAL = "MultivariateNormal((m, n), ((a^2, r*a*b), (r*a*b, b^2)))"
VALUES = {"m": 0.3, "n": -1.0, "a": 1.3, "b": 0.4, "r": 0.8, "c": 2.2}


def given(names: str, **more: float) -> list[float]:
    """The test's values of parameters, in the order of the letters."""
    return [{**VALUES, **more}[name] for name in names]


def covariance(a: float, r: float, b: float) -> np.ndarray:
    return np.array([[a * a, r * a * b], [r * a * b, b * b]])


# --- vectors --------------------------------------------------------------------------------------
def test_normal_vector_in_numpy(tmp_path: Path) -> None:
    module = load(source_code(reparameterize(NORMAL, LETS), "numpy"), tmp_path)
    law = stats.multivariate_normal(given("mn"), covariance(*given("arb")))
    z = module.sample(np.random.default_rng(1), *given("mnarb"), size=5000)
    assert z.shape == (5000, 2)
    np.testing.assert_allclose(module.log_prob(z, *given("mnarb")), law.logpdf(z), rtol=1e-10)
    for index, (mean, scale) in enumerate(zip(given("mn"), given("ab"), strict=True)):
        assert stats.kstest(z[:, index], stats.norm(mean, scale).cdf).pvalue > 1e-3
    assert np.corrcoef(z.T)[0, 1] == pytest.approx(0.8, abs=0.02)
    batch = module.sample(np.random.default_rng(1), np.zeros(3), *given("narb"))
    assert batch.shape == (3, 2) and len(np.unique(batch)) == 6


def test_normal_vector_near_singular(tmp_path: Path) -> None:
    # forward substitution keeps its digits where the inverse of the covariance has none left
    module = load(source_code(reparameterize(NORMAL, LETS), "numpy"), tmp_path)
    a, b, r, z = 1e8, 1e-8, 0.5, np.array([1e8, 2e-8])
    with mpmath.workdps(60):
        x, y, rho = mpmath.mpf(z[0]) / mpmath.mpf(a), mpmath.mpf(z[1]) / mpmath.mpf(b), r
        square = (x * x - 2 * rho * x * y + y * y) / (1 - mpmath.mpf(rho) ** 2)
        logs = mpmath.log(mpmath.mpf(a)) + mpmath.log(mpmath.mpf(b))
        scale = mpmath.log(2 * mpmath.pi) + logs + mpmath.log(1 - mpmath.mpf(rho) ** 2) / 2
        truth = float(-square / 2 - scale)
    assert module.log_prob(z, 0.0, 0.0, a, r, b) == pytest.approx(truth, rel=1e-12)


def test_normal_vector_in_torch(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    module = load(source_code(reparameterize(NORMAL, LETS), "torch"), tmp_path)
    tensors = [torch.tensor(v, dtype=torch.float64, requires_grad=True) for v in given("mnarb")]
    emitted = module.MultivariateNormal(*tensors)
    assert emitted.event_shape == (2,)
    law = torch.distributions.MultivariateNormal(
        torch.tensor(given("mn"), dtype=torch.float64), torch.tensor(covariance(*given("arb")))
    )
    z = emitted.rsample((50,))
    torch.testing.assert_close(emitted.log_prob(z), law.log_prob(z), rtol=1e-12, atol=1e-12)
    slopes = torch.autograd.grad(z.sum(), tensors)
    assert all(torch.isfinite(slope) for slope in slopes)
    assert emitted.expand((3,)).rsample((4,)).shape == (4, 3, 2)


def test_dirichlet(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    found = reparameterize("Dirichlet(a, b, c)", LETS)
    module = load(source_code(found, "torch"), tmp_path)
    shapes = torch.tensor(given("abc"), dtype=torch.float64)
    reference = torch.distributions.Dirichlet(shapes)
    tensors = [v.clone().requires_grad_() for v in shapes]
    emitted = module.Dirichlet(*tensors)
    torch.manual_seed(1)
    z = emitted.rsample((4000,))
    torch.testing.assert_close(emitted.log_prob(z), reference.log_prob(z), rtol=1e-12, atol=1e-11)
    ours = stats.beta(shapes[0].item(), (shapes[1] + shapes[2]).item())
    assert stats.kstest(z[:, 0].detach().numpy(), ours.cdf).pvalue > 1e-3
    [slope] = torch.autograd.grad(z[:, 0].mean(), tensors[:1])
    total = shapes.sum()
    assert slope.item() == pytest.approx(((total - shapes[0]) / total**2).item(), abs=0.02)
    (tmp_path / "n").mkdir()
    module = load(source_code(found, "numpy"), tmp_path / "n")
    points = z[:20].detach().numpy()
    np.testing.assert_allclose(
        module.log_prob(points, *given("abc")), reference.log_prob(z[:20]).detach(), rtol=1e-11
    )
    assert module.sample(np.random.default_rng(1), *given("abc"), size=(2, 4)).shape == (2, 4, 3)


def test_two_components(tmp_path: Path) -> None:
    module = load(source_code(reparameterize("Dirichlet(2, 3)", []), "numpy"), tmp_path)
    z = module.sample(np.random.default_rng(1), size=3000)
    assert stats.kstest(z[:, 0], stats.beta(2, 3).cdf).pvalue > 1e-3
    np.testing.assert_allclose(module.log_prob(z), stats.beta(2, 3).logpdf(z[:, 0]), rtol=1e-9)


# --- maps that are given --------------------------------------------------------------------------
MAPS = [
    ("m + a*abs(eps)", ["m real", "a > 0", "eps ~ Normal(0, 1)"]),
    ("eps^2 + eps", ["eps ~ Normal(0, 1)"]),
    ("exp(a*U)", ["a > 0", "U ~ Uniform(0, 1)"]),
    ("m + softplus(eps)", ["m real", "eps ~ Normal(0, 1)"]),
    ("U + V", ["U, V ~ Uniform(0, 1)"]),
    ("abs(eps - a)", ["a > 0", "eps ~ Normal(0, 1)"]),
    ("a*tanh(eps)", ["a > 0", "eps ~ Normal(0, 1)"]),
]


@pytest.mark.parametrize(("body", "lets"), MAPS, ids=[body for body, _ in MAPS])
def test_given_maps(body: str, lets: list[str], tmp_path: Path) -> None:
    found = given_map(body, lets)
    text = source_code(found, "numpy")
    [claim] = re.findall(r"```claim\n(.*?)```", text, re.S)
    assert symreparam.check(claim)[0].verdict == "proved"
    module = load(text, tmp_path)
    values = [VALUES[n] for n in ("m", "a") if re.search(rf"\b{n}\b", body)]
    z = np.sort(module.sample(np.random.default_rng(3), *values, size=20000))
    low, high = np.quantile(z, [0.05, 0.95])
    grid = np.linspace(low, high, 4001)
    density = np.exp(module.log_prob(grid, *values))
    steps = (density[1:] + density[:-1]) / 2 * np.diff(grid)
    gap = np.searchsorted(z, grid[1:]) / len(z) - np.cumsum(steps)
    assert np.abs(gap - gap.mean()).max() * np.sqrt(len(z)) < 2
    torch = pytest.importorskip("torch")
    (tmp_path / "t").mkdir()
    module_t = load(source_code(found, "torch"), tmp_path / "t")
    name = found.law.family if hasattr(found.law, "family") else "Derived"
    tensors = [torch.tensor(v, dtype=torch.float64) for v in values]
    emitted = getattr(module_t, name)(*tensors)
    value = emitted.log_prob(torch.tensor(grid[1:-1]))
    np.testing.assert_allclose(
        value.numpy(), module.log_prob(grid[1:-1], *values), rtol=1e-11, atol=1e-12
    )


@pytest.mark.parametrize(
    ("body", "lets", "said"),
    [
        ("eps", ["a > 0", "eps ~ Normal(a, 1)"], "no noise"),
        ("max(U, 1/2)", ["U ~ Uniform(0, 1)"], "masses"),
        ("floor(3*U)", ["U ~ Uniform(0, 1)"], "masses"),
        ("log(eps)", ["eps ~ Normal(0, 1)"], "log"),
        ("x + eps", ["eps ~ Normal(0, 1)"], "x"),
        ("a", ["a > 0"], "masses"),
        ("  ", [], "expression"),
    ],
)
def test_maps_without_code(body: str, lets: list[str], said: str) -> None:
    with pytest.raises((ClaimError, NoCode), match=said):
        source_code(given_map(body, lets), "numpy")


# --- the command ----------------------------------------------------------------------------------
def test_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "law.py"
    call = ["reparameterize", "Gumbel(b, m)", "--let", "b > 0", "--let", "m real"]
    assert main([*call, "--emit", "numpy", "--output", str(path)]) == 0
    text = path.read_text()
    assert "def log_prob" in text and not capsys.readouterr().out
    assert main([*call, "--emit", "torch", "--output", str(path)]) == 2
    assert "exists" in capsys.readouterr().err and path.read_text() == text
    assert main(["check", "--quiet", str(path)]) == 0  # the claim in the docstring
    nowhere = tmp_path / "no" / "law.py"
    assert main([*call, "--emit", "numpy", "--output", str(nowhere)]) == 2
    assert "can't be written" in capsys.readouterr().err
    assert main([*call, "--output", str(nowhere)]) == 2
    assert "--emit" in capsys.readouterr().err
    assert main([*call, "--emit", "numpy", "--route", "9"]) == 2
    assert "no route 9" in capsys.readouterr().err
    assert main([*call, "--map", "eps"]) == 2
    assert main(["reparameterize"]) == 2
    with pytest.raises(SystemExit):
        main([*call, "--emit", "tensorflow"])


def test_the_map_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    call = [
        "reparameterize",
        "--map",
        "exp(s*eps)",
        "--let",
        "s > 0",
        "--let",
        "eps ~ Normal(0, 1)",
    ]
    assert main(call) == 0
    assert "dz/ds = eps*exp(eps*s)" in capsys.readouterr().out
    assert main([*call, "--emit", "numpy"]) == 0
    assert "LogNormal" in capsys.readouterr().out
