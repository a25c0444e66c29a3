"""Laws on infinitely many whole numbers: records against scipy, and claims about one variable."""

from __future__ import annotations

import math

import pytest
import scipy.stats
import sympy.stats
from sympy import Integer, Rational, Symbol, diff, oo

from symreparam.families.members import parameter_conditions, unfold
from symreparam.families.table import all_families, family
from symreparam.pipeline import check_text
from symreparam.terms.law import Named
from symreparam.terms.scope import variable, whole

R = Rational
VALUES = {
    "Poisson": (R(5, 2),),
    "Geometric": (R(2, 7),),
    "NegativeBinomial": (R(5, 2), R(2, 7)),
    "Logarithmic": (R(3, 7),),
    "Zeta": (R(7, 2),),
    "Skellam": (R(5, 2), R(4, 3)),
    "YuleSimon": (R(9, 2),),
    "FlorySchulz": (R(2, 7),),
    "Bessel": (R(5, 2), R(4, 3)),
}
SCIPY = {
    "Poisson": lambda a: scipy.stats.poisson(a),
    "Geometric": lambda p: scipy.stats.geom(p),
    "NegativeBinomial": lambda r, p: scipy.stats.nbinom(r, p),
    "Logarithmic": lambda p: scipy.stats.logser(p),
    "Zeta": lambda s: scipy.stats.zipf(s),
    "Skellam": lambda a, b: scipy.stats.skellam(a, b),
    "YuleSimon": lambda rho: scipy.stats.yulesimon(rho),
}
SYMPY = ("Poisson", "Geometric", "NegativeBinomial", "Logarithmic", "Zeta", "Skellam", "YuleSimon")


def masses(name: str, values: tuple[Rational, ...] = ()) -> dict[int, float]:
    """The masses from -60 to 400, as numbers."""
    (each,) = unfold(Named(name, values or VALUES[name]), variable("z")).lattices
    assert each.point == each.index
    low = -60 if each.lower == -oo else int(each.lower)
    return {k: float(each.mass.subs(each.index, k)) for k in range(low, 120)}


def test_every_infinite_record_has_values() -> None:
    infinite = {r.name for r in all_families() if r.lattice and r.lattice.upper == oo}
    assert infinite == set(VALUES)


@pytest.mark.parametrize("name", [n for n in VALUES if n not in ("Zeta", "YuleSimon")])
def test_masses_add_up_to_one(name: str) -> None:
    assert math.fsum(masses(name).values()) == pytest.approx(1)


@pytest.mark.parametrize("name", SCIPY)
def test_masses_agree_with_scipy(name: str) -> None:
    theirs = SCIPY[name](*map(float, VALUES[name]))
    for k, mass in masses(name).items():
        assert mass == pytest.approx(theirs.pmf(k), abs=1e-12)


@pytest.mark.parametrize("name", SYMPY)
def test_names_and_orders_are_those_of_sympy_stats(name: str) -> None:
    theirs = sympy.stats.density(getattr(sympy.stats, name)("X", *VALUES[name]))
    for k in (1, 2, 5):
        assert masses(name)[k] == pytest.approx(float(theirs(k)))


@pytest.mark.parametrize("name", VALUES)
def test_moments_are_those_of_the_masses(name: str) -> None:
    record, found = family(name), masses(name)
    swap = {p.symbol: v for p, v in zip(record.parameters, VALUES[name], strict=True)}
    mean = math.fsum(k * m for k, m in found.items())
    square = math.fsum(k * k * m for k, m in found.items())
    if record.mean is not None:
        assert float(record.mean.xreplace(swap)) == pytest.approx(mean)
        assert float(record.variance.xreplace(swap)) == pytest.approx(square - mean**2)
    if record.mgf is not None:
        at = {record.frequency: R(1, 10)}
        low, high = (end.xreplace(swap) for end in record.mgf_range)
        assert low < R(1, 10) < high
        stated = float(record.mgf.xreplace({**swap, **at}))
        assert stated == pytest.approx(math.fsum(math.exp(k / 10) * m for k, m in found.items()))
        slope = diff(record.mgf, record.frequency).xreplace({**swap, record.frequency: Integer(0)})
        assert float(slope) == pytest.approx(mean)


@pytest.mark.parametrize(
    "member",
    [
        Named("Poisson", (Integer(0),)),
        Named("Geometric", (Integer(0),)),
        Named("Geometric", (R(3, 2),)),
        Named("NegativeBinomial", (Integer(0), R(1, 2))),
        Named("NegativeBinomial", (Integer(2), Integer(1))),
        Named("Logarithmic", (Integer(1),)),
        Named("Zeta", (Integer(1),)),
        Named("Skellam", (Integer(1), Integer(-1))),
        Named("DiscreteUniform", (Integer(3), Integer(2))),
    ],
)
def test_arguments_that_make_no_member(member: Named) -> None:
    assert any(
        r.left > r.right or (r.sign == "<" and r.left == r.right)
        for r in parameter_conditions(member)
    )


def test_a_symbolic_range_is_a_lattice() -> None:
    n = Symbol("n", integer=True, positive=True)
    (each,) = unfold(Named("Die", (n,)), variable("z"), whole("j")).lattices
    assert (each.index, each.lower, each.upper) == (whole("j"), 1, n)


LETS = """let a > 0
let 0 < p < 1
let X ~ Poisson(a)
let G ~ Geometric(p)
let U ~ DiscreteUniform(0, 5)
let S ~ Skellam(1, 2)
"""
TRUE = [
    "X ~ Poisson(a)",
    "X has mass exp(-a)*a^j/factorial(j) at j for integer j >= 0",
    "X has mass exp(-a) at 0, mass exp(-a)*a^j/factorial(j) at j for integer j >= 1",
    "X has mass exp(-a)*a^j/gamma(j + 1) at j for integer j > -1",
    "X + 2 has mass exp(-a)*a^(k - 2)/factorial(k - 2) at k for integer k >= 2",
    "2*X has mass exp(-a)*a^k/factorial(k) at 2*k for integer k >= 0",
    "exp(X) has mass exp(-a)*a^k/factorial(k) at exp(k) for integer k >= 0",
    "3 - G has mass p*(1 - p)^(2 - k) at k for integer k <= 2",
    "G - 1 ~ NegativeBinomial(1, p)",
    "min(G, 3) has mass p at 1, mass p*(1 - p) at 2, mass (1 - p)^2 at 3",
    "mod(G, 2) ~ Bernoulli(1/(2 - p))",
    "indicator(G > 3) ~ Bernoulli((1 - p)^3)",
    "indicator(X = 0) ~ Bernoulli(exp(-a))",
    "if(X > 0, 1, 0) ~ Bernoulli(1 - exp(-a))",
    "max(G, 2) has mass p + p*(1 - p) at 2, mass p*(1 - p)^(k - 1) at k for integer k >= 3",
    "abs(G - 2) has mass p*(1 - p) at 0, mass p + p*(1 - p)^2 at 1, "
    "mass p*(1 - p)^(k + 1) at k for integer k >= 2",
    "ceiling(G/2) ~ Geometric(1 - (1 - p)^2)",
    "X^2 has mass if(floor(sqrt(z))^2 = z, exp(-a)*a^sqrt(z)/factorial(sqrt(z)), 0) "
    "at z for integer z >= 0",
    "2*G + 1 has mass p*(1 - p)^(k - 2) at 2*k - 1 for integer k >= 2",
    "U + 1 ~ Die(6)",
    "5 - U ~ DiscreteUniform(0, 5)",
    "-S ~ Skellam(2, 1)",
]
FALSE = [
    "X + 2 ~ Poisson(a)",
    "X ~ Poisson(a + 1/1000)",
    "2*X ~ Poisson(2*a)",
    "G ~ Geometric(p^2)",
    "G - 1 ~ Geometric(p)",
    "X has mass exp(-a)*a^k/factorial(k) at k for integer k >= 1",
    "X has mass 2*exp(-a)*a^k/factorial(k) at k for integer k >= 0",
    "X has mass exp(-a)*a^k/factorial(k) at k + 1 for integer k >= 0",
    "X ~ Normal(a, sqrt(a))",
    "mod(G, 2) ~ Bernoulli(1/2)",
    "indicator(G > 3) ~ Bernoulli((1 - p)^4)",
    "ceiling(G/2) ~ Geometric(1 - p^2)",
    "X^2 has mass if(floor(sqrt(z))^2 = z, exp(-a)/factorial(sqrt(z)), 0) at z for integer z >= 0",
    "X^2 has mass exp(-a)*a^z/factorial(z) at z for integer z >= 0",
    "U ~ Die(6)",
    "S ~ Skellam(2, 1)",
    "X ~ Point(a)",
    "X ~ NegativeBinomial(a, 1/2)",
]


@pytest.mark.parametrize("claim", TRUE)
def test_true_claims(claim: str) -> None:
    [found] = check_text(f"{LETS}prove {claim}")
    assert found.verdict == "proved", found.reason


@pytest.mark.parametrize("claim", FALSE)
def test_false_claims(claim: str) -> None:
    [found] = check_text(f"{LETS}refute {claim}")
    assert found.verdict == "refuted", found.reason


@pytest.mark.parametrize(
    "claim",
    [
        "X has mass 1/2 at k for integer k <= 3/2 and k >= 3",
        "X has mass exp(-a) at X for integer k >= 0",
        "log(X) ~ Poisson(a)",
        "1/(G - 2) ~ Poisson(a)",
        "X ~ Poisson(a, 1)",
    ],
)
def test_claims_without_a_meaning(claim: str) -> None:
    [found] = check_text(f"{LETS}prove {claim}")
    assert found.verdict == "error", found.reason
