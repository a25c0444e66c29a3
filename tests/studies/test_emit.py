"""Emitted code, run: numpy always, PyTorch when it is installed, against independent libraries."""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import mpmath
import numpy as np
import pytest
from emitted import load
from scipy import stats
from sympy import Rational, Symbol, cosh, erf, erfc, erfinv, exp, lambdify, log, sqrt

import symreparam
from symreparam.families.members import record_of
from symreparam.shell.cli import main
from symreparam.studies.emit import NoCode, source_code
from symreparam.studies.reparameterize import Reparameterization, reparameterize
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

LETS = ["mu real", "sigma, lambda > 0"]
MU, SIGMA, LAM = 0.4, 0.7, 1.9
VALUES = {"mu": MU, "sigma": SIGMA, "lambda_": LAM, "lambda": LAM}
# target, scipy's law
LAWS = [
    ("Normal(mu, sigma)", stats.norm(MU, SIGMA)),
    ("LogNormal(mu, sigma)", stats.lognorm(SIGMA, scale=np.exp(MU))),
    ("Exponential(lambda)", stats.expon(scale=1 / LAM)),
    ("Gamma(3, sigma)", stats.gamma(3, scale=SIGMA)),
    ("Gamma(lambda, sigma)", stats.gamma(LAM, scale=SIGMA)),
    ("Logistic(mu, sigma)", stats.logistic(MU, SIGMA)),
    ("Laplace(mu, sigma)", stats.laplace(MU, SIGMA)),
    ("Cauchy(mu, sigma)", stats.cauchy(MU, SIGMA)),
    ("Gumbel(sigma, mu)", stats.gumbel_r(MU, SIGMA)),
    ("Weibull(sigma, lambda)", stats.weibull_min(LAM, scale=SIGMA)),
    ("Rayleigh(sigma)", stats.rayleigh(scale=SIGMA)),
    ("Maxwell(sigma)", stats.maxwell(scale=SIGMA)),
    ("Pareto(sigma, lambda)", stats.pareto(LAM, scale=SIGMA)),
    ("Uniform(mu, mu + sigma)", stats.uniform(MU, SIGMA)),
    ("Triangular(mu, mu + 4*sigma, mu + sigma)", stats.triang(0.25, MU, 4 * SIGMA)),
    ("HalfNormal(sigma)", stats.halfnorm(scale=SIGMA)),
    ("Beta(2, 3)", stats.beta(2, 3)),
    ("Beta(sigma, lambda)", stats.beta(SIGMA, LAM)),
    ("ChiSquared(3)", stats.chi2(3)),
    ("ChiSquared(lambda)", stats.chi2(LAM)),
    ("StudentT(lambda)", stats.t(LAM)),
    ("FDistribution(lambda, 4)", stats.f(LAM, 4)),
    ("GammaInverse(lambda, sigma)", stats.invgamma(LAM, scale=SIGMA)),
    ("BetaPrime(lambda, sigma)", stats.betaprime(LAM, SIGMA)),
    ("Kumaraswamy(2, 3)", None),
    ("SkewNormal(lambda)", stats.skewnorm(LAM)),
    ("GaussianInverse(sigma, lambda)", stats.invgauss(SIGMA / LAM, scale=LAM)),
    ("QuadraticU(mu, mu + sigma)", None),
    ("ShiftedGompertz(sigma, lambda)", None),
    ("HyperbolicSecant(mu, sigma)", None),
    ("ContinuousBernoulli(1/(1 + exp(lambda)))", stats.truncexpon(LAM, scale=1 / LAM)),
    ("FoldedNormal(mu, sigma)", stats.foldnorm(MU / SIGMA, scale=SIGMA)),
]
TARGETS = [target for target, _ in LAWS]


@cache
def found(target: str) -> Reparameterization:
    """The routes to a target, searched for once."""
    return reparameterize(target, LETS)


def values_of(function: object, skipped: int = 1) -> list[float]:
    """The arguments that a function takes after the first ones, at the test's values."""
    names = [n for n in inspect.signature(function).parameters if n not in ("size", "self")]
    return [VALUES[n] for n in names[skipped:] if n != "validate_args"]


def exact(target: str, points: np.ndarray, digits: int = 30) -> np.ndarray:
    """The log-density on record by mpmath, computed with so many digits."""
    law = found(target).law
    record = record_of(law)
    pairs = zip(record.parameters, law.arguments, strict=True)
    swap = {parameter.symbol: argument for parameter, argument in pairs}
    pieces = list(zip(record.pieces, record.log_density, strict=True))
    names = sorted({s for a in law.arguments for s in a.free_symbols}, key=str)
    known = [mpmath.mpf(VALUES[str(s)]) for s in names]
    rows = []
    for piece, body in pieces:
        ends = [lambdify(names, e.xreplace(swap), "mpmath") for e in piece.region.bounds[0][1:]]
        term = lambdify([*names, record.variable], body.xreplace(swap), "mpmath")
        rows.append((*(end(*known) for end in ends), term))
    with mpmath.workdps(digits):
        return np.array(
            [
                next(float(t(*known, mpmath.mpf(z))) for low, high, t in rows if low < z < high)
                for z in points
            ]
        )


def torch_class(target: str, folder: Path, route: int | None = None):
    """torch, the emitted class, its parameters as tensors."""
    torch = pytest.importorskip("torch")
    module = load(source_code(found(target), "torch", route=route), folder)
    cls = getattr(module, target.partition("(")[0])
    given = values_of(cls.__init__, 0)
    tensors = [torch.tensor(v, dtype=torch.float64, requires_grad=True) for v in given]
    return torch, module, cls, tensors


@pytest.mark.parametrize(("target", "law"), LAWS, ids=TARGETS)
def test_numpy(target: str, law: object, tmp_path: Path) -> None:
    module = load(source_code(found(target), "numpy"), tmp_path)
    values = values_of(module.log_prob)
    sample = module.sample(np.random.default_rng(7), *values, size=4000)
    assert sample.shape == (4000,)
    points = np.sort(sample)[::100]
    truth = exact(target, points)
    np.testing.assert_allclose(module.log_prob(points, *values), truth, rtol=1e-12, atol=1e-12)
    cdf = law.cdf if law is not None else lambda z: module.cdf(z, *values)
    assert stats.kstest(sample, cdf).pvalue > 1e-3
    if law is None:
        return
    np.testing.assert_allclose(truth, law.logpdf(points), rtol=1e-9)
    low, high = law.support()
    for outside in [low - 1] * bool(np.isfinite(low)) + [high + 1] * bool(np.isfinite(high)):
        assert module.log_prob(outside, *values) == -np.inf
        if hasattr(module, "cdf"):
            assert module.cdf(outside, *values) == float(outside > low)
    if hasattr(module, "cdf"):
        np.testing.assert_allclose(module.cdf(points, *values), law.cdf(points), rtol=1e-9)
    if hasattr(module, "ppf"):
        levels = np.array([0.01, 0.3, 0.9])
        np.testing.assert_allclose(module.ppf(levels, *values), law.ppf(levels), rtol=1e-8)
    if hasattr(module, "mean"):
        assert module.mean(*values_of(module.mean, 0)) == pytest.approx(law.mean())
        assert module.variance(*values_of(module.variance, 0)) == pytest.approx(law.var())


@pytest.mark.parametrize(("target", "law"), LAWS, ids=TARGETS)
def test_torch(target: str, law: object, tmp_path: Path) -> None:
    torch, module, cls, tensors = torch_class(target, tmp_path)
    emitted = cls(*tensors)
    torch.manual_seed(3)
    sample = emitted.rsample((4000,))
    points = np.sort(sample.detach().numpy())[::100].astype(np.float64)
    value = emitted.log_prob(torch.tensor(points)).detach().numpy()
    np.testing.assert_allclose(value, exact(target, points), rtol=1e-12, atol=1e-12)
    if law is not None:
        assert stats.kstest(sample.detach().numpy(), law.cdf).pvalue > 1e-3
    if not tensors:
        return
    slopes = torch.autograd.grad(sample.sum(), tensors, allow_unused=True)
    assert all(slope is not None and torch.isfinite(slope) for slope in slopes)
    wide = cls(*(t.detach().expand(2, 1) * torch.ones(2, 3) for t in tensors))
    assert wide.batch_shape == (2, 3) and wide.rsample((5,)).shape == (5, 2, 3)
    assert wide.log_prob(wide.rsample()).shape == (2, 3)
    assert cls(*tensors).expand((4,)).rsample((2,)).shape == (2, 4)
    if hasattr(module, "transformed"):
        other = module.transformed(*tensors).log_prob(torch.tensor(points)).detach().numpy()
        np.testing.assert_allclose(value, other, rtol=1e-12, atol=1e-12)


SEVERAL = "Beta|Student|FDist|ChiS|Gamma|Skew|Tri|Maxwell|FoldedNormal|Kumaraswamy"
SINGLE = [target for target in TARGETS if not re.match(SEVERAL, target)]


@pytest.mark.parametrize("target", SINGLE)
def test_gradients_of_samples_are_implicit_derivatives(target: str, tmp_path: Path) -> None:
    """At one uniform noise variable, dz/dp = -(dF/dp)/f: another way than the emitted map."""
    torch, _, cls, tensors = torch_class(target, tmp_path)
    emitted = cls(*tensors)
    torch.manual_seed(5)
    for _ in range(5):
        z = emitted.rsample()
        explicit = torch.autograd.grad(z, tensors, retain_graph=True)
        level = emitted.cdf(z.detach())
        slopes = torch.autograd.grad(level, tensors, retain_graph=True)
        density = torch.exp(emitted.log_prob(z.detach())).detach()
        for one, other in zip(explicit, slopes, strict=True):
            assert one.item() == pytest.approx(-(other / density).item(), rel=1e-8, abs=1e-8)


@pytest.mark.parametrize(
    "target", ["LogNormal(mu, sigma)", "Weibull(sigma, lambda)", "Kumaraswamy(sigma, lambda)"]
)
def test_autograd_gives_the_proved_derivative(target: str, tmp_path: Path, monkeypatch) -> None:
    torch, _, cls, tensors = torch_class(target, tmp_path, route=1)
    (tmp_path / "n").mkdir()
    module = load(source_code(found(target), "numpy", route=1), tmp_path / "n")
    noise = torch.tensor([0.2, 0.37, 0.9], dtype=torch.float64)
    for name in ("rand", "randn"):
        monkeypatch.setattr(torch, name, lambda *_, **__: noise)
    sample = cls(*tensors).rsample((3,))
    given = [t.item() for t in tensors]
    np.testing.assert_allclose(
        sample.detach().numpy(), module.transform(noise.numpy(), *given), rtol=1e-14
    )
    names = [n for n in inspect.signature(cls.__init__).parameters][1:-1]
    proved = {
        str(path.parameter): slope
        for path, slope in zip(
            found(target).routes[0].pathwise, module.pathwise(noise.numpy(), *given), strict=True
        )
    }
    for index in range(3):
        slopes = torch.autograd.grad(sample[index], tensors, retain_graph=True)
        for name, slope in zip(names, slopes, strict=True):
            want = np.broadcast_to(proved[name.rstrip("_")], 3)[index]
            assert slope.item() == pytest.approx(want, rel=1e-8)


@pytest.mark.parametrize(
    ("target", "theirs"),
    [
        ("Beta(sigma, lambda)", lambda d, m, s, k: d.Beta(s, k)),
        ("StudentT(lambda)", lambda d, m, s, k: d.StudentT(k)),
        ("Gumbel(sigma, mu)", lambda d, m, s, k: d.Gumbel(m, s)),
        ("FDistribution(lambda, 4)", lambda d, m, s, k: d.FisherSnedecor(k, 4 + 0 * k)),
        ("GammaInverse(lambda, sigma)", lambda d, m, s, k: d.InverseGamma(k, s)),
        ("Weibull(sigma, lambda)", lambda d, m, s, k: d.Weibull(s, k)),
        ("LogNormal(mu, sigma)", lambda d, m, s, k: d.LogNormal(m, s)),
    ],
)
def test_against_torch_distributions(target: str, theirs, tmp_path: Path) -> None:
    torch, _, cls, tensors = torch_class(target, tmp_path)
    known = [torch.tensor(v, dtype=torch.float64) for v in (MU, SIGMA, LAM)]
    reference, emitted = theirs(torch.distributions, *known), cls(*tensors)
    torch.manual_seed(1)
    points = reference.sample((50,))
    torch.testing.assert_close(
        emitted.log_prob(points).detach(), reference.log_prob(points), rtol=1e-12, atol=1e-12
    )
    for name in ("mean", "variance"):
        if name in vars(cls):
            torch.testing.assert_close(getattr(emitted, name).detach(), getattr(reference, name))


def test_implicit_gradients_have_the_mean_of_the_truth(tmp_path: Path) -> None:
    # E dz/da = d(mean)/da for z ~ Beta(a, b): b/(a + b)^2
    torch, _, cls, tensors = torch_class("Beta(sigma, lambda)", tmp_path)
    wide = [t.detach().expand(20000).clone().requires_grad_() for t in tensors]
    torch.manual_seed(2)
    [slope] = torch.autograd.grad(cls(*wide).rsample().sum(), wide[:1])
    error = slope.std() / 20000**0.5
    assert abs(slope.mean() - LAM / (SIGMA + LAM) ** 2) < 5 * error


def test_validation_and_support(tmp_path: Path) -> None:
    torch, _, cls, _ = torch_class("Uniform(mu, mu + sigma)", tmp_path)
    with pytest.raises(ValueError, match="sigma"):
        cls(torch.tensor(0.0), torch.tensor(-1.0))
    emitted = cls(torch.tensor(1.0), torch.tensor(2.0))
    assert emitted.support.check(torch.tensor([0.5, 1.5, 3.5])).tolist() == [False, True, False]
    with pytest.raises(ValueError, match="support"):
        emitted.log_prob(torch.tensor(5.0))
    loose = cls(torch.tensor(1.0), torch.tensor(2.0), validate_args=False)
    assert loose.log_prob(torch.tensor(5.0)) == -torch.inf
    text = source_code(reparameterize("Uniform(p, q)", ["p, q real", "p < q"]), "torch")
    (tmp_path / "r").mkdir()
    ends = load(text, tmp_path / "r").Uniform
    with pytest.raises(ValueError, match="p < q"):
        ends(torch.tensor(1.0), torch.tensor(0.0))


def test_each_element_of_a_batch_has_noise_of_its_own(tmp_path: Path) -> None:
    module = load(source_code(found("Normal(mu, sigma)"), "numpy"), tmp_path)
    sample = module.sample(np.random.default_rng(1), np.zeros((2, 1)), np.ones(3))
    assert sample.shape == (2, 3) and len(np.unique(sample)) == 6
    assert module.sample(np.random.default_rng(1), 0.0, 1.0).shape == ()


# --- the text -------------------------------------------------------------------------------------
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
