"""Every record as a whole, against scipy and against itself."""

from __future__ import annotations

from dataclasses import replace

import pytest
import scipy.special
import scipy.stats
from mpmath import mp, mpf, quad
from sympy import Integer, Rational, diff, exp, lambdify, oo

from symreparam.families.family import Family
from symreparam.families.members import (
    UnknownFamily,
    WrongArguments,
    parameter_conditions,
    quantile_of,
    unfold,
)
from symreparam.families.table import FAMILIES, family
from symreparam.terms.law import Named

VALUES = {
    "Normal": (Rational(1, 3), Rational(7, 5)),
    "Uniform": (Rational(-1), Rational(5, 2)),
    "Exponential": (Rational(7, 4),),
    "Laplace": (Rational(2, 3), Rational(5, 4)),
    "Logistic": (Rational(-1, 2), Rational(6, 5)),
    "Cauchy": (Rational(1, 4), Rational(3, 2)),
    "Gamma": (Rational(5, 2), Rational(4, 5)),
    "LogNormal": (Rational(1, 5), Rational(2, 3)),
    "Weibull": (Rational(5, 4), Rational(7, 3)),
    "Rayleigh": (Rational(6, 5),),
    "Pareto": (Rational(3, 2), Rational(11, 4)),
    "Gumbel": (Rational(5, 3), Rational(-1, 2)),
    "ChiSquared": (Rational(7, 2),),
    "HalfNormal": (Rational(4, 3),),
    "LogitNormal": (Rational(1, 4), Rational(5, 6)),
    "Lomax": (Rational(7, 2), Rational(9, 5)),
}
ORACLES = {
    "Normal": lambda m, s: scipy.stats.norm(m, s),
    "Uniform": lambda a, b: scipy.stats.uniform(a, b - a),
    "Exponential": lambda r: scipy.stats.expon(scale=1 / r),
    "Laplace": lambda m, b: scipy.stats.laplace(m, b),
    "Logistic": lambda m, s: scipy.stats.logistic(m, s),
    "Cauchy": lambda x, g: scipy.stats.cauchy(x, g),
    "Gamma": lambda k, t: scipy.stats.gamma(k, scale=t),
    "LogNormal": lambda m, s: scipy.stats.lognorm(s, scale=float(exp(m))),
    "Weibull": lambda a, b: scipy.stats.weibull_min(b, scale=a),
    "Rayleigh": lambda s: scipy.stats.rayleigh(scale=s),
    "Pareto": lambda x, a: scipy.stats.pareto(a, scale=x),
    "Gumbel": lambda b, m: scipy.stats.gumbel_r(m, b),
    "ChiSquared": lambda k: scipy.stats.chi2(k),
    "HalfNormal": lambda s: scipy.stats.halfnorm(scale=s),
    "LogitNormal": lambda m, s: LogitNormalOracle(m, s),
    "Lomax": lambda a, b: scipy.stats.lomax(a, scale=b),
}


class LogitNormalOracle:
    """scipy has no logit-normal law: the normal one through the logit."""

    def __init__(self, mean: float, spread: float) -> None:
        self.normal = scipy.stats.norm(mean, spread)

    def pdf(self, x: float) -> float:
        return float(self.normal.pdf(scipy.special.logit(x)) / (x * (1 - x)))

    def cdf(self, x: float) -> float:
        return float(self.normal.cdf(scipy.special.logit(x)))

    def ppf(self, p: float) -> float:
        return float(scipy.special.expit(self.normal.ppf(p)))


CONTINUOUS = [record for record in FAMILIES if record.pieces]
IDS = [record.name for record in CONTINUOUS]


def at(record: Family, term: object) -> object:
    swap = {p.symbol: v for p, v in zip(record.parameters, VALUES[record.name], strict=True)}
    return term.xreplace(swap)  # type: ignore[attr-defined]


def points(record: Family) -> list[float]:
    oracle = ORACLES[record.name](*map(float, VALUES[record.name]))
    return [float(oracle.ppf(p)) for p in (0.03, 0.3, 0.5001, 0.81, 0.99)]


def disagreements(record: Family) -> list[str]:
    """What is wrong with a record, by name of the field."""
    oracle = ORACLES[record.name](*map(float, VALUES[record.name]))
    t, wrong = record.variable, []
    density = lambdify(t, at(record, record.pieces[0].density), "mpmath")
    logarithm = lambdify(t, at(record, record.log_density[0]), "mpmath")
    cdf = lambdify(t, at(record, record.cdf[0]), "mpmath")
    # SymPy puts a mass at the kink of sign; the points lie off it
    modules = [{"DiracDelta": lambda _: 0}, "mpmath"]
    slope = lambdify(t, at(record, diff(record.cdf[0], t)), modules)
    for x in points(record):
        value = mpf(float(oracle.pdf(x)))
        for name, found in (
            ("density", density(x)),
            ("log_density", mp.exp(logarithm(x))),
            ("cdf slope", slope(x)),
        ):
            if abs(found - value) > 1e-9 * value:
                wrong.append(name)
        if abs(cdf(x) - float(oracle.cdf(x))) > 1e-9:
            wrong.append("cdf")
    if record.mean is not None and abs(float(at(record, record.mean)) - oracle.mean()) > 1e-9:
        wrong.append("mean")
    if record.variance is not None:
        gap = abs(float(at(record, record.variance)) - oracle.var())
        if gap > 1e-9 * oracle.var():
            wrong.append("variance")
    return wrong


@pytest.mark.parametrize("record", CONTINUOUS, ids=IDS)
def test_records_agree_with_scipy(record: Family) -> None:
    assert disagreements(record) == []


@pytest.mark.parametrize("record", CONTINUOUS, ids=IDS)
def test_mass_is_one(record: Family) -> None:
    _, low, high = record.pieces[0].region.bounds[0]
    density = lambdify(record.variable, at(record, record.pieces[0].density), "mpmath")
    oracle = ORACLES[record.name](*map(float, VALUES[record.name]))
    ends = []
    for end, tail in ((low, 1e-13), (high, 1 - 1e-13)):
        far = float(oracle.ppf(tail))
        if end not in (oo, -oo):
            ends.append(mpf(float(at(record, end))))
        elif abs(far) < 1e4:  # a light tail: what lies beyond is below the tolerance
            ends.append(mpf(far))
        else:
            ends.append(mp.inf if end == oo else -mp.inf)
    inner = [x for x in points(record) if ends[0] < x < ends[1]]
    assert abs(quad(density, [ends[0], *inner, ends[1]]) - 1) < 1e-8


@pytest.mark.parametrize("record", CONTINUOUS, ids=IDS)
def test_a_wrong_constant_is_noticed(record: Family) -> None:
    piece = record.pieces[0]
    doubled = replace(record, pieces=(replace(piece, density=2 * piece.density),))
    assert "density" in disagreements(doubled)
    assert "log_density" in disagreements(replace(record, log_density=(record.log_density[0] + 1,)))
    assert "cdf" in disagreements(replace(record, cdf=(record.cdf[0] + Rational(1, 10),)))
    if record.mean is not None:
        assert "mean" in disagreements(replace(record, mean=record.mean + 1))


@pytest.mark.parametrize("record", CONTINUOUS, ids=IDS)
def test_quantiles_invert(record: Family) -> None:
    named = Named(record.name, VALUES[record.name])
    oracle = ORACLES[record.name](*map(float, VALUES[record.name]))
    quantile = quantile_of(named, Rational(3, 10))
    if quantile is not None:
        assert abs(float(quantile) - oracle.ppf(0.3)) < 1e-9


@pytest.mark.parametrize(
    ("record", "sampler"), [(r, r.sampler) for r in CONTINUOUS if r.sampler], ids=str
)
def test_samplers(record: Family, sampler: tuple[str, tuple[object, ...]]) -> None:
    import numpy

    oracle = ORACLES[record.name](*map(float, VALUES[record.name]))
    arguments = [float(at(record, argument)) for argument in sampler[1]]
    draws = getattr(numpy.random.default_rng(7), sampler[0])(*arguments, size=20000)
    assert scipy.stats.kstest(draws, oracle.cdf).statistic < 0.02
    assert scipy.stats.kstest(draws + 0.5, oracle.cdf).statistic > 0.02


@pytest.mark.parametrize(
    "named",
    [Named("Normal", ()), Named("Normal", (Integer(0),)), Named("Exponential", (Integer(1),) * 2)],
)
def test_wrong_numbers_of_arguments(named: Named) -> None:
    with pytest.raises(WrongArguments):
        parameter_conditions(named)
    with pytest.raises(WrongArguments):
        unfold(named, FAMILIES[0].variable)


def test_unknown_families() -> None:
    assert family("Nromal") is None
    with pytest.raises(UnknownFamily):
        parameter_conditions(Named("Nromal", ()))
