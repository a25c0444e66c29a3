"""Emitted code, run: numpy always, PyTorch when it is installed, against independent libraries."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import numpy as np
import pytest
from emit_targets import LAM, LAWS, MU, SIGMA, TARGETS, exact, found, torch_class, values_of
from emitted import load
from scipy import stats

from symreparam.studies.emit import source_code
from symreparam.studies.reparameterize import reparameterize


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
