"""Laws for which code is emitted, its routes searched for once, and their exact densities."""

from __future__ import annotations

import inspect
from functools import cache
from pathlib import Path

import mpmath
import numpy as np
import pytest
from emitted import load
from scipy import stats
from sympy import lambdify

from symreparam.families.members import record_of
from symreparam.studies.emit import source_code
from symreparam.studies.reparameterize import Reparameterization, reparameterize

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
