"""The text of emitted code, and forms that lose no digits at extreme points."""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import mpmath
import numpy as np
import pytest
from emit_targets import LETS, TARGETS, exact, found, torch_class, values_of
from emitted import load
from scipy import stats
from sympy import Rational, Symbol, cos, cosh, erf, erfc, erfinv, exp, log, sin, sqrt

import symreparam
from symreparam.shell.cli import main
from symreparam.studies.emit import NoCode, source_code
from symreparam.studies.reparameterize import reparameterize
from symreparam.studies.stable import (
    ERFC,
    EXPM1,
    LOG1P,
    LOG_NDTR,
    LOGADDEXP,
    LOGIT,
    NDTRI,
    SIGMOID,
    SOFTPLUS,
    stable,
)


@pytest.mark.parametrize("framework", ["numpy", "torch"])
def test_the_text_is_clean(framework: str, tmp_path: Path) -> None:
    pytest.importorskip("ruff")
    for index, target in enumerate(TARGETS):
        text = source_code(found(target), framework)
        ast.parse(text)
        assert not re.search(r"import sympy|from sympy|import symreparam|from symreparam", text)
        (tmp_path / f"m{index}.py").write_text(text)
    rules = "E4,E7,E9,F,W,I,B,C4,PIE,SIM"
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--select", rules, tmp_path]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("target", ["LogNormal(mu, sigma)", "Beta(sigma, lambda)"])
def test_the_docstring_holds_the_claim(target: str) -> None:
    for framework in ("numpy", "torch"):
        doc = ast.get_docstring(ast.parse(source_code(found(target), framework)))
        [claim] = re.findall(r"```claim\n(.*?)```", doc, re.S)
        [outcome] = symreparam.check(claim)
        assert outcome.verdict == "proved"


def test_names_that_python_keeps_are_changed() -> None:
    text = source_code(reparameterize("Exponential(lambda)", LETS), "numpy")
    ast.parse(text)
    assert "def sample(rng, lambda_, size=None)" in text
    text = source_code(reparameterize("Normal(size, rng)", ["size real", "rng > 0"]), "numpy")
    assert "def sample(rng, size_, rng_, size=None)" in text


def test_no_route_no_code(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(NoCode, match="no closed"):
        source_code(reparameterize("VonMises(0, 1)", []), "numpy")
    with pytest.raises(NoCode, match="jumps"):
        source_code(reparameterize("Bernoulli(1/3)", []), "torch")
    assert main(["reparameterize", "VonMises(0, 1)", "--emit", "torch"]) == 2
    assert "no route" in capsys.readouterr().err


@pytest.mark.parametrize("route", [0, 4, -1])
def test_no_such_route(route: int) -> None:
    with pytest.raises(NoCode, match="has 3"):
        source_code(found("LogNormal(mu, sigma)"), "numpy", route=route)


def test_no_such_framework() -> None:
    with pytest.raises(NoCode, match="numpy or torch"):
        source_code(found("LogNormal(mu, sigma)"), "tensorflow")


# --- forms that lose no digits --------------------------------------------------------------------
def test_stable_forms() -> None:
    x, b = Symbol("x", real=True), Symbol("b", positive=True)
    assert stable(log(1 - x)) == LOG1P(-x)
    assert stable(log(1 + exp(x))) == SOFTPLUS(x)
    assert stable(exp(x) - 1) == EXPM1(x)
    assert stable(1 - exp(-x)) == -EXPM1(-x)
    assert stable(1 - (1 - x) ** (1 / b)) == -EXPM1(LOG1P(-x) / b)
    assert stable(1 - sqrt(1 - x)) == -EXPM1(LOG1P(-x) * Rational(1, 2))
    assert stable(x + 1) == x + 1
    assert stable(1 - x**2) == 1 - x**2
    assert stable(1 / (1 + exp(-x))) == SIGMOID(x)
    assert stable(log(1 / (1 + exp(-x)))) == -SOFTPLUS(-x)
    logs = stable(log(b * exp(x) + 2))
    assert logs.func == LOGADDEXP and set(logs.args) == {log(b) + x, log(2)}
    assert stable(log(x * exp(x) + 2)) == log(x * exp(x) + 2)  # log x may be undefined
    assert stable(log(cosh(x))) == x + SOFTPLUS(-2 * x) - log(2)
    assert stable(log(1 + erf(x))) == log(2) + LOG_NDTR(sqrt(2) * x)
    assert stable(erfinv(2 * x - 1)) == NDTRI(x) / sqrt(2)
    assert stable(erfinv(1 - x)) == -NDTRI(x / 2) / sqrt(2)
    assert stable(log(x / (1 - x))) == LOGIT(x)
    assert stable(1 - erfc(x) / 2) == ERFC(-x) / 2
    assert stable(log(b * exp(x))) == log(b) + x
    assert stable(b * cos(x) - b + x) == x - 2 * b * sin(x / 2) ** 2
    assert stable(b * cos(x) - 2 * b) == b * cos(x) - 2 * b
    assert stable(x + log(erfc(b * x))) == x + log(2) + LOG_NDTR(-sqrt(2) * b * x)


# points where the plain formula overflows, cancels or is 0*inf
EXTREMES = [
    ("Logistic(mu, sigma)", -800.0),
    ("HyperbolicSecant(mu, sigma)", 900.0),
    ("SkewNormal(lambda)", -30.0),
    ("LogitNormal(mu, sigma)", 1e-300),
    ("Kumaraswamy(2, 3)", 1e-200),
    ("FisherZ(lambda, 4)", 800.0),
    ("FisherZ(lambda, 4)", -800.0),
    ("Beta(sigma, lambda)", 1e-300),
    ("Exponential(lambda)", 1e-320),
    ("StudentT(lambda)", 1e100),
]


@pytest.mark.parametrize(("target", "point"), EXTREMES)
def test_densities_at_extreme_points(target: str, point: float, tmp_path: Path) -> None:
    truth = exact(target, np.array([point]), 1000)[0]
    module = load(source_code(found(target), "numpy"), tmp_path)
    with np.errstate(all="raise", under="ignore"):
        value = module.log_prob(point, *values_of(module.log_prob))
    assert value == pytest.approx(truth, rel=1e-12)
    (tmp_path / "t").mkdir()
    torch, _, cls, tensors = torch_class(target, tmp_path / "t")
    at = torch.tensor(point, dtype=torch.float64)
    assert cls(*tensors).log_prob(at).item() == pytest.approx(truth, rel=1e-12)


def test_ends_of_the_support(tmp_path: Path) -> None:
    # 0*log(0) is 0 there: Beta(1, 1) is the uniform law
    module = load(source_code(reparameterize("Beta(a, b)", ["a, b > 0"]), "numpy"), tmp_path)
    assert module.log_prob(np.array([0.0, 0.5, 1.0]), 1.0, 1.0) == pytest.approx([0, 0, 0])
    assert module.log_prob(0.0, 2.0, 1.0) == -np.inf


class Low:
    """A generator that draws a number near 0."""

    def random(self, size: object) -> float:
        return 1e-18


def test_samples_at_extreme_noise(tmp_path: Path) -> None:
    text = source_code(reparameterize("Kumaraswamy(sigma, lambda)", LETS), "numpy")
    module = load(text, tmp_path)
    # (1 - (1 - u)^(1/b))^(1/a) is about (u/b)^(1/a): the plain form gives 0
    assert module.sample(Low(), 1.0, 2.0) == pytest.approx(5e-19, rel=1e-12)
    assert (1 - (1 - 1e-18) ** (1 / 2.0)) == 0.0
    [index] = [
        k for k, r in enumerate(found("Normal(mu, sigma)").routes, 1) if r.kind == "inverse cdf"
    ]
    text = source_code(found("Normal(mu, sigma)"), "numpy", route=index)
    module = load(text, tmp_path)
    given = {"mu": 0.0, "sigma": 1.0}
    names = [n for n in inspect.signature(module.sample).parameters if n in given]
    sample = module.sample(Low(), *(given[n] for n in names))
    assert sample == pytest.approx(stats.norm.ppf(1e-18), rel=1e-12)


def test_bisection_keeps_small_and_large_samples(tmp_path: Path) -> None:
    routes = [reparameterize("Burr(c, k)", ["c, k > 0"])]
    [index] = [k for k, r in enumerate(routes[0].routes, 1) if r.kind == "implicit"]
    module = load(source_code(routes[0], "numpy", route=index), tmp_path)
    for size in (1e-3, 1.0, 1e3):  # z = ((1 - u)^(-1/k) - 1)^(1/c)
        sample = module.sample(Low(), size, 2.0)
        truth = module.ppf(1e-18, size, 2.0)
        assert sample == pytest.approx(truth, rel=1e-11, abs=1e-300)
    assert np.all(np.isfinite(module.sample(np.random.default_rng(1), 1.3, 0.03, size=200)))
    torch = pytest.importorskip("torch")
    (tmp_path / "t").mkdir()
    cls = load(source_code(routes[0], "torch", route=index), tmp_path / "t").Burr
    torch.manual_seed(1)
    wide = torch.full((200,), 0.03, dtype=torch.float64)
    assert torch.isfinite(cls(torch.tensor(1.3, dtype=torch.float64), wide).rsample()).all()


def test_a_sum_of_normal_and_exponential_noise_keeps_its_digits(tmp_path: Path) -> None:
    # log erfc falls by 1e12 where the exponent beside it rises by as much
    law = reparameterize("ExGaussian(m, s, r)", ["m real", "s, r > 0"])
    module = load(source_code(law, "numpy"), tmp_path)
    points = np.array([-2e3, 0.3, 1e3, 3e6])
    with mpmath.workdps(60):
        m, s, r = (mpmath.mpf(v) for v in (0.3, 1e3, 1.3))
        truth = [
            mpmath.log(r / 2 * mpmath.erfc((m + r * s * s - z) / (s * mpmath.sqrt(2))))
            + r / 2 * (2 * m + r * s * s - 2 * z)
            for z in map(mpmath.mpf, points)
        ]
    with np.errstate(all="raise", under="ignore"):
        value = module.log_prob(points, 0.3, 1e3, 1.3)
    np.testing.assert_allclose(value, np.array(truth, dtype=float), rtol=1e-12)
    torch = pytest.importorskip("torch")
    (tmp_path / "t").mkdir()
    cls = load(source_code(law, "torch"), tmp_path / "t").ExGaussian
    given = [torch.tensor(v, dtype=torch.float64, requires_grad=True) for v in (0.3, 1e3, 1.3)]
    found = cls(*given).log_prob(torch.tensor(points))
    np.testing.assert_allclose(found.detach().numpy(), value, rtol=1e-12)
    for slope in torch.autograd.grad(found.sum(), given):
        assert torch.isfinite(slope)


@pytest.mark.parametrize(
    ("target", "lets", "values", "law"),
    [
        ("ExGaussian(m, s, r)", ["m real", "s, r > 0"], (2, 1, 1), stats.exponnorm(1, 2)),
        ("ExGaussian(m, s, r)", ["m real", "s, r > 0"], (2, 6, 6), stats.exponnorm(1 / 36, 2, 6)),
        ("GaussianInverse(m, s)", ["m, s > 0"], (1, 3e3), stats.invgauss(1 / 3e3, scale=3e3)),
    ],
)
def test_an_exponential_that_overflows_beside_a_normal_tail(
    target: str, lets: list[str], values: tuple[float, ...], law: Any, tmp_path: Path
) -> None:
    # exp(u) erfc(v) is oo 0 far out, where the bisection of the implicit route begins
    found = reparameterize(target, lets)
    module = load(source_code(found, "numpy", route=len(found.routes)), tmp_path)
    points = np.array([law.ppf(1e-6), law.ppf(0.3), law.ppf(0.99), 1e-3, 30.0])
    np.testing.assert_allclose(module.cdf(points, *values), law.cdf(points), atol=1e-10)
    drawn = module.sample(np.random.default_rng(1), *values, 2000)
    assert stats.kstest(drawn, law.cdf).pvalue > 1e-3
