"""Enclosures of distances against scipy, on every route to a distribution function."""

from __future__ import annotations

import numpy
import pytest
from flint import arb
from scipy import stats
from sympy import Abs, Integer, Rational, besselk, exp, oo, pi, sqrt

from symreparam.studies.distance import decimals, largest_gap, total_variation
from symreparam.studies.distribution import distribution, through
from symreparam.studies.masses import NoDistribution
from symreparam.studies.quadrature import NotAnalytic, integrator
from symreparam.terms.law import Atom, Law, Named, Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import variable

Z = variable("z")
ONE, HALF = Integer(1), Rational(1, 2)


def member(name: str, *arguments: object) -> Named:
    return Named(name, tuple(map(Integer, arguments)))


NORMAL = member("Normal", 0, 1)
PAIRS = [
    (member("Normal", 1, 1), stats.norm(1, 1)),
    (member("Normal", 0, 3), stats.norm(0, 3)),
    (member("Laplace", 0, 1), stats.laplace()),
    (member("Cauchy", 2, 1), stats.cauchy(2)),
    (member("Uniform", -1, 1), stats.uniform(-1, 2)),
    (member("Exponential", 1), stats.expon()),
    (member("StudentT", 3), stats.t(3)),
    (member("Gamma", 3, 2), stats.gamma(3, scale=2)),
    (member("ChiSquared", 1), stats.chi2(1)),
    (member("Beta", 2, 3), stats.beta(2, 3)),
]


@pytest.mark.parametrize(("law", "oracle"), PAIRS)
def test_enclosures_hold(law: Named, oracle: object) -> None:
    one, two = distribution(law), distribution(NORMAL)
    gap = largest_gap(one, two)
    grid = numpy.linspace(-40, 40, 800_001)
    other = stats.norm()
    truth = float(numpy.max(numpy.abs(oracle.cdf(grid) - other.cdf(grid))))
    assert float(gap.low) - 1e-4 <= truth <= float(gap.high) + 1e-12
    assert float(gap.high) - float(gap.low) < 2e-3
    there = float(gap.where)
    assert abs(abs(oracle.cdf(there) - other.cdf(there)) - float(gap.low)) < 1e-3
    low, high = total_variation(one, two)
    spacing = grid[1] - grid[0]
    heights = numpy.abs(oracle.pdf(grid) - other.pdf(grid))
    half = 0.5 * float(heights[numpy.isfinite(heights)].sum()) * spacing
    assert float(low) - 5e-2 <= half <= float(high) + 5e-2
    assert float(low) <= float(high) and float(high) >= float(gap.low)


def test_known_values() -> None:
    shifted = distribution(member("Normal", 1, 1))
    low, high = total_variation(distribution(NORMAL), shifted)
    exact = 2 * stats.norm.cdf(0.5) - 1
    assert float(low) <= exact <= float(high) and float(high) - float(low) < 1e-3
    twice = distribution(member("Uniform", 0, 2))
    low, high = total_variation(distribution(member("Uniform", 0, 1)), twice)
    assert float(low) - 1e-9 <= 0.5 <= float(high) and float(high) - float(low) < 1e-3
    gap = largest_gap(distribution(NORMAL), distribution(NORMAL))
    assert float(gap.low) == 0 and float(gap.high) < 1e-4


def test_points_with_mass() -> None:
    coin = distribution(Law(Z, (), (Atom(Integer(0), HALF), Atom(ONE, HALF))))
    assert coin.before(ONE).contains(0.5) and coin.at(ONE).contains(1)
    gap = largest_gap(coin, distribution(member("Uniform", 0, 1)))
    assert float(gap.low) <= 0.5 <= float(gap.high) and float(gap.high) < 0.501
    low, high = total_variation(coin, distribution(member("Uniform", 0, 1)))
    assert float(low) > 0.99 and float(high) >= 1


def test_a_density_without_continuation_falls_back_to_cells() -> None:
    """The product of two normal variables, whose density has a pole at 0."""
    pieces = (
        Piece(interval(Z, -oo, Integer(0)), besselk(0, -Z) / pi),
        Piece(interval(Z, Integer(0), oo), besselk(0, Z) / pi),
    )
    found = distribution(Law(Z, pieces))
    draws = numpy.random.default_rng(1)
    product = draws.standard_normal(10**6) * draws.standard_normal(10**6)
    for point in (Integer(-1), Integer(0), HALF):
        share = float(numpy.mean(product <= float(point)))
        ball = found.at(point)
        assert float(ball.lower()) - 3e-3 <= share <= float(ball.upper()) + 3e-3
    kink = Law(Z, (Piece(interval(Z, -oo, oo), exp(-Abs(Z)) / 2),))
    assert distribution(kink).at(Integer(0)).contains(0.5)


def test_images_of_a_noise() -> None:
    law = Law(Z, (Piece(interval(Z, -oo, oo), exp(-((1 - Z) ** 2) / 2) / sqrt(2 * pi)),))
    y = variable("y")
    falling = through(NORMAL, 1 - y, y, law, rising=False)
    assert abs(float(falling.at(Integer(2)).mid()) - stats.norm.cdf(1)) < 1e-9
    with pytest.raises(NoDistribution):
        through(member("VonMises", 0, 3), y, y, law, rising=True)


def test_what_has_no_continuation_is_refused() -> None:
    with pytest.raises(NotAnalytic):
        integrator(exp(-Abs(Z)), Z)
    with pytest.raises(NotAnalytic):
        integrator(exp(-Z) * variable("other"), Z)
    between = integrator(exp(-Z), Z)
    assert between(arb(0), arb(1)).contains(1 - arb(-1).exp())
    assert not between(arb(0), arb(1)).contains(0.6)


LATTICES = [
    (member("Poisson", 3), stats.poisson(3), member("Poisson", 4), stats.poisson(4)),
    (Named("Geometric", (HALF,)), stats.geom(0.5), member("Poisson", 2), stats.poisson(2)),
]


@pytest.mark.parametrize(("law", "oracle", "other", "second"), LATTICES)
def test_laws_on_the_whole_numbers(
    law: Named, oracle: object, other: Named, second: object
) -> None:
    one, two = distribution(law), distribution(other)
    points = numpy.arange(-1, 200)
    gap = largest_gap(one, two)
    truth = float(numpy.max(numpy.abs(oracle.cdf(points) - second.cdf(points))))
    assert float(gap.low) - 1e-6 <= truth <= float(gap.high) + 1e-6
    low, high = total_variation(one, two)
    half = 0.5 * float(numpy.abs(oracle.pmf(points) - second.pmf(points)).sum())
    assert float(low) - 1e-12 <= half <= float(high) + 1e-12 and float(high - low) < 1e-3


def test_too_many_points_are_refused() -> None:
    with pytest.raises(NoDistribution):
        distribution(member("Poisson", 10**6))


def test_ends_are_rounded_outwards() -> None:
    third = arb(1) / 3
    assert (decimals(third, False), decimals(third, True)) == ("0.333333", "0.333334")
    assert (decimals(arb(0), False), decimals(arb(2), True)) == ("0.000000", "1.000000")
