"""Emitted code: numpy always, PyTorch when it is installed, against scipy's distributions."""

from __future__ import annotations

import ast
import importlib.util
import re
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from scipy import stats
from sympy import Rational, Symbol, exp, log, sqrt

from symreparam.shell.cli import main
from symreparam.studies.emit import NoCode, source_code
from symreparam.studies.reparameterize import reparameterize
from symreparam.studies.stable import EXPM1, LOG1P, SOFTPLUS, stable

LETS = ["mu real", "sigma, lambda > 0"]
MU, SIGMA, LAM = 0.4, 0.7, 1.9
# target, its parameters' values, scipy's law, points
LAWS = [
    ("Normal(mu, sigma)", (MU, SIGMA), stats.norm(MU, SIGMA)),
    ("LogNormal(mu, sigma)", (MU, SIGMA), stats.lognorm(SIGMA, scale=np.exp(MU))),
    ("Exponential(lambda)", (LAM,), stats.expon(scale=1 / LAM)),
    ("Gamma(3, sigma)", (SIGMA,), stats.gamma(3, scale=SIGMA)),
    ("Logistic(mu, sigma)", (MU, SIGMA), stats.logistic(MU, SIGMA)),
    ("Laplace(mu, sigma)", (MU, SIGMA), stats.laplace(MU, SIGMA)),
    ("Cauchy(mu, sigma)", (MU, SIGMA), stats.cauchy(MU, SIGMA)),
    ("Gumbel(sigma, mu)", (MU, SIGMA), stats.gumbel_r(MU, SIGMA)),
    ("Weibull(sigma, lambda)", (SIGMA, LAM), stats.weibull_min(LAM, scale=SIGMA)),
    ("Rayleigh(sigma)", (SIGMA,), stats.rayleigh(scale=SIGMA)),
    ("Pareto(sigma, lambda)", (SIGMA, LAM), stats.pareto(LAM, scale=SIGMA)),
    ("Uniform(mu, mu + sigma)", (MU, SIGMA), stats.uniform(MU, SIGMA)),
    ("HalfNormal(sigma)", (SIGMA,), stats.halfnorm(scale=SIGMA)),
    ("Beta(2, 3)", (), stats.beta(2, 3)),
    ("ChiSquared(3)", (), stats.chi2(3)),
]


def load(text: str, folder: Path) -> ModuleType:
    """The emitted module, imported from a file."""
    path = folder / "emitted.py"
    path.write_text(text, encoding="utf-8")
    spec = importlib.util.spec_from_file_location("emitted", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def points(law) -> np.ndarray:
    return law.ppf(np.linspace(0.001, 0.999, 41))


@pytest.mark.parametrize(("target", "values", "law"), LAWS, ids=[row[0] for row in LAWS])
def test_numpy(target: str, values: tuple[float, ...], law, tmp_path: Path) -> None:
    text = source_code(reparameterize(target, LETS), "numpy")
    module = load(text, tmp_path)
    z = points(law)
    np.testing.assert_allclose(module.log_prob(z, *values), law.logpdf(z), rtol=1e-12, atol=1e-12)
    sample = module.sample(np.random.default_rng(7), *values, size=4000)
    assert stats.kstest(sample, law.cdf).pvalue > 1e-3
    low, high = law.support()
    if np.isfinite(low):
        assert module.log_prob(low - 1, *values) == -np.inf
    if np.isfinite(high):
        assert module.log_prob(high + 1, *values) == -np.inf


@pytest.mark.parametrize(("target", "values", "law"), LAWS, ids=[row[0] for row in LAWS])
def test_torch(target: str, values: tuple[float, ...], law, tmp_path: Path) -> None:
    try:
        text = source_code(reparameterize(target, LETS), "torch")
    except NoCode as reason:
        pytest.skip(str(reason))
    ast.parse(text)
    assert "sympy" not in text.lower()
    torch = pytest.importorskip("torch")
    module = load(text, tmp_path)
    name = target.partition("(")[0]
    parameters = [torch.tensor(v, dtype=torch.float64, requires_grad=True) for v in values]
    emitted = getattr(module, name)(*parameters)
    z = points(law)
    found = emitted.log_prob(torch.tensor(z)).detach().numpy()
    np.testing.assert_allclose(found, law.logpdf(z), rtol=1e-12, atol=1e-12)
    torch.manual_seed(3)
    sample = emitted.rsample((4000,))
    assert stats.kstest(sample.detach().numpy(), law.cdf).pvalue > 1e-3
    if parameters:
        sample.sum().backward()
        assert all(p.grad is not None and torch.isfinite(p.grad) for p in parameters)


def test_names_that_python_keeps_are_changed() -> None:
    text = source_code(reparameterize("Exponential(lambda)", LETS), "numpy")
    ast.parse(text)
    assert "def sample(rng, lambda_, size=None)" in text
    text = source_code(reparameterize("Normal(size, rng)", ["size real", "rng > 0"]), "numpy")
    assert "def sample(rng, size_, rng_, size=None)" in text


def test_no_sympy_at_run_time(tmp_path: Path) -> None:
    for framework in ("numpy", "torch"):
        text = source_code(reparameterize("Gumbel(sigma, mu)", LETS), framework)
        assert not re.search(r"import sympy|from sympy|import symreparam|from symreparam", text)


def test_no_route_no_code(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(NoCode):
        source_code(reparameterize("VonMises(0, 1)", []), "numpy")
    assert main(["reparameterize", "Gamma(a, 1)", "--let", "a > 0", "--emit", "torch"]) == 2
    assert "no route" in capsys.readouterr().err


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


def test_extreme_parameters(tmp_path: Path) -> None:
    """Where the plain formula overflows or cancels, the emitted one keeps its digits."""
    module = load(source_code(reparameterize("Logistic(mu, sigma)", LETS), "numpy"), tmp_path)
    far = module.log_prob(-800.0, 0.0, 1.0)
    assert far == pytest.approx(-800.0, rel=1e-14)
    with np.errstate(over="ignore"):
        assert not np.isfinite(800.0 - 2 * np.log(1 + np.exp(np.float64(800.0))))
    text = source_code(reparameterize("Kumaraswamy(sigma, lambda)", LETS), "numpy")
    module = load(text, tmp_path)

    class Low:
        """A generator that draws a number near 0."""

        def random(self, size: object) -> float:
            return 1e-18

    # (1 - (1 - u)^(1/b))^(1/a) is about (u/b)^(1/a): the plain form gives 0
    assert module.sample(Low(), 1.0, 2.0) == pytest.approx(5e-19, rel=1e-12)
    assert (1 - (1 - 1e-18) ** (1 / 2.0)) == 0.0
