"""The implicit route of a von Mises variable: told, proved, and as code against scipy."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from emitted import load
from scipy import stats

from symreparam.numeric.goals import goal_checks
from symreparam.render.latex import latex_document
from symreparam.render.text import outcome_text
from symreparam.shell.cli import main
from symreparam.studies.emit import NoCode, source_code
from symreparam.studies.reparameterize import Reparameterization, reparameterize
from symreparam.studies.reparameterize_text import reparameterization_text

POINTS = np.array([0.3, 1.0, 2.0, 3.0, 5.5])


@pytest.fixture(scope="module")
def found() -> Reparameterization:
    return reparameterize("VonMises(mu, k)", ["mu real", "k > 0"])


def cdf(z: np.ndarray, mu: float, k: float) -> np.ndarray:
    """scipy's law lives on the circle around mu: here the circle is cut at 0."""
    return stats.vonmises.cdf(z, k, loc=mu) - stats.vonmises.cdf(0.0, k, loc=mu)


def test_the_route_is_told_with_its_integral(found: Reparameterization) -> None:
    [route] = found.routes
    assert route.kind == "implicit"
    assert all(path.everywhere for path in route.pathwise)
    assert all(o.verdict == "proved" for o in (route.outcome, *route.more))
    text = reparameterization_text(found)
    assert "dz/dmu = 1 - exp(k*cos(mu))*exp(-k*cos(mu - z))" in text
    assert "dz/dk = -integral((cos(mu - t) - besseli(1, k)/besseli(0, k))" in text


def test_the_proof_in_text_and_latex(found: Reparameterization) -> None:
    [outcome] = found.routes[0].more
    text = outcome_text(outcome)
    assert "differentiated under the sign" in " ".join(text.split())
    assert "Rudin 1976, theorems 9.42 and 9.28" in " ".join(text.split())
    assert r"\int_{0}^{z}" in latex_document(outcome)


def test_the_numbers_agree(found: Reparameterization) -> None:
    claim = found.routes[0].outcome.claim
    assert claim is not None
    assert [check.ok for check in goal_checks(claim, sample=False)] == [True]


@pytest.mark.parametrize(("mu", "k"), [(0.5, 2.0), (-7.0, 30.0), (2.0, 1000.0)])
def test_numpy_against_scipy(
    found: Reparameterization, tmp_path: Path, mu: float, k: float
) -> None:
    module = load(source_code(found, "numpy"), tmp_path)
    assert module.cdf(POINTS, mu, k) == pytest.approx(cdf(POINTS, mu, k), abs=1e-12)
    sample = module.sample(np.random.default_rng(1), mu, k, (400,))
    assert stats.kstest(sample, lambda z: cdf(z, mu, k)).pvalue > 0.001
    points, step = sample[:5], 1e-5
    density = stats.vonmises.pdf(points, k, loc=mu)
    one, two = module.pathwise(points, mu, k)
    in_mu = (cdf(points, mu + step, k) - cdf(points, mu - step, k)) / (2 * step)
    in_k = (cdf(points, mu, k + step) - cdf(points, mu, k - step)) / (2 * step)
    assert one == pytest.approx(-in_mu / density, rel=1e-5, abs=1e-6)
    assert two == pytest.approx(-in_k / density, rel=1e-4, abs=1e-6)


def test_torch_gradients_are_those_of_numpy(found: Reparameterization, tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    module = load(source_code(found, "numpy"), tmp_path)
    (tmp_path / "torch").mkdir()
    cls = load(source_code(found, "torch"), tmp_path / "torch").VonMises
    mu, k = (torch.tensor(v, dtype=torch.float64, requires_grad=True) for v in (0.5, 2.0))
    law = cls(mu, k)
    value = law.rsample((3,))[1]
    value.backward()
    at = value.detach().numpy()
    assert (mu.grad.item(), k.grad.item()) == pytest.approx(module.pathwise(at, 0.5, 2.0))
    places = torch.tensor(POINTS)
    assert law.cdf(places).detach().numpy() == pytest.approx(cdf(POINTS, 0.5, 2.0), abs=1e-12)


def test_a_density_that_is_too_narrow_is_refused(found: Reparameterization, tmp_path: Path) -> None:
    module = load(source_code(found, "numpy"), tmp_path)
    with pytest.raises(ArithmeticError, match="too narrow"):
        module.cdf(1.0, 1.0, 1e12)


def test_without_parameters_there_is_nothing_to_differentiate(
    capsys: pytest.CaptureFixture[str],
) -> None:
    fixed = reparameterize("VonMises(0, 1)", [])
    assert not fixed.routes
    assert "no parameter in which it moves" in reparameterization_text(fixed)
    with pytest.raises(NoCode, match="no closed"):
        source_code(fixed, "numpy")
    assert main(["reparameterize", "VonMises(0, 1)"]) == 1


def test_no_integral_where_the_density_has_no_formula_at_its_end() -> None:
    found = reparameterize("Rice(nu, s)", ["nu, s > 0"])
    assert not found.routes
    assert any("not shown to be differentiable in nu" in line for line in found.tried)
