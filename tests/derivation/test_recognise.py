"""Derived laws get the name of a family when one is proved to fit, and none when none fits."""

from __future__ import annotations

import pytest
from sympy import Expr, Integer, log, oo

from symreparam.derivation.fingerprint import KINDS, members
from symreparam.derivation.recognise import candidates
from symreparam.families.members import unfold
from symreparam.families.table import FAMILIES, family
from symreparam.pipeline import check_text
from symreparam.render.terms_text import law_text
from symreparam.terms.law import Law, Named, Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import Domain, parameter, variable

POSITIVE = Domain(lower=Integer(0))
LETS = """let mu real
let sigma > 0
let k > 0
let c != 0
let X ~ Normal(0, 1)
let U ~ Uniform(0, 1)
let E ~ Exponential(1)
let G ~ Gamma(k, sigma)
let C ~ Cauchy(0, 1)
let L ~ Logistic(0, 1)
derive """


@pytest.mark.parametrize(
    ("expression", "name"),
    [
        ("mu + sigma*X", "Normal(mu, sigma)"),
        ("mu^2 + sigma*X/2", "Normal(mu^2, sigma/2)"),
        ("mu + c*X", "Normal(mu, abs(c))"),
        ("c + c*X", "Normal(c, abs(c))"),
        ("exp(mu + sigma*X)", "LogNormal(mu, sigma)"),
        ("sigmoid(mu + sigma*X)", "LogitNormal(mu, sigma)"),
        ("X^2", "ChiSquared(1)"),
        ("abs(X)", "HalfNormal(1)"),
        ("1/X^2", "Levy(0, 1)"),
        ("mu + sigma/X^2", "Levy(mu, sigma)"),
        ("sinh((X - mu)/sigma)", "JohnsonSU(mu, sigma, 0, 1)"),
        ("-log(U)/sigma", "Exponential(sigma)"),
        ("sigma*(-log(U))^(1/k)", "Weibull(sigma, k)"),
        ("mu - sigma*log(-log(U))", "Gumbel(sigma, mu)"),
        ("mu + sigma*logit(U)", "Logistic(mu, sigma)"),
        ("sigma*(U/(1 - U))^(1/k)", "LogLogistic(sigma, k)"),
        ("sigma*U^(-1/k)", "Pareto(sigma, k)"),
        ("sigma*(U^(-1/k) - 1)", "Lomax(k, sigma)"),
        ("tan(pi*(U - 1/2))", "Cauchy(0, 1)"),
        ("tan(pi*U)", "Cauchy(0, 1)"),
        ("sin(2*pi*U)", "Arcsin(-1, 1)"),
        ("sin(pi*U/2)^2", "Arcsin(0, 1)"),
        ("abs(2*U - 1)", "Uniform(0, 1)"),
        ("mod(3*U, 1)", "Uniform(0, 1)"),
        ("exp(sigma*U)", "Reciprocal(1, exp(sigma))"),
        ("(1 - (1 - U)^(1/k))^(1/sigma)", "Kumaraswamy(sigma, k)"),
        ("sqrt(-2*log(U))", "Rayleigh(1)"),
        ("2 + 3*U", "Uniform(2, 5)"),
        ("U^2", "Beta(1/2, 1)"),
        ("U/(1 - U)", "Lomax(1, 1)"),
        ("3*G", "Gamma(k, 3*sigma)"),
        ("1/G", "GammaInverse(k, 1/sigma)"),
        ("mu + sigma*C", "Cauchy(mu, sigma)"),
        ("1/C", "Cauchy(0, 1)"),
        ("abs(C)", "HalfCauchy(1)"),
        ("exp(mu + sigma*C)", "LogCauchy(mu, sigma)"),
        ("exp(L)", "Lomax(1, 1)"),
        ("sigmoid(L)", "Uniform(0, 1)"),
        ("exp(E)", "Pareto(1, 1)"),
        ("exp(-E)", "Uniform(0, 1)"),
        ("-log(E)", "Gumbel(1, 0)"),
        ("mu - sigma*log(E)", "Gumbel(sigma, mu)"),
        ("log(1 + E/sigma)", "Gompertz(1, sigma)"),
        ("sqrt(E)", "Weibull(1, 2)"),
        ("1 - exp(-E)", "Uniform(0, 1)"),
        ("X - X", "Point(0)"),
        ("log(G/sigma)", "LogGamma(k)"),
        ("mu + sigma*((-log(U))^(-k) - 1)/k", "GeneralizedExtremeValue(mu, sigma, k)"),
        ("mu - sigma*((-log(U))^k - 1)/k", "GeneralizedExtremeValue(mu, sigma, -k)"),
        ("mu + sigma*(U^(-k) - 1)/k", "GeneralizedPareto(mu, sigma, k)"),
        ("mu - sigma*(U^k - 1)/k", "GeneralizedPareto(mu, sigma, -k)"),
        ("mu + sigma*E", "GeneralizedPareto(mu, sigma, 0)"),
    ],
)
def test_names(expression: str, name: str) -> None:
    [found] = check_text(LETS + expression)
    assert found.ok
    assert isinstance(found.law, Named)
    assert law_text(found.law) == name


def test_all_names_that_fit() -> None:
    [found] = check_text("let X ~ Exponential(1/2)\nderive X")
    names = [law_text(name) for name in found.names]
    assert names[0] == "Exponential(1/2)"
    assert {"ChiSquared(2)", "Gamma(1, 2)", "Weibull(2, 1)"} <= set(names)


@pytest.mark.parametrize(
    "expression",
    ["X^3", "1/(1 + G)", "X^2 - X", "exp(-1/U)", "exp(exp(X))", "-exp(X)", "1/X", "c*E"],
)
def test_no_name_is_better_than_a_wrong_one(expression: str) -> None:
    [found] = check_text(LETS + expression)
    assert not isinstance(found.law, Named) or found.verdict != "proved"
    assert found.law is None or isinstance(found.law, Law)


CONTINUOUS = [record for record in FAMILIES if record.pieces]


def own(record: object) -> tuple[Expr, ...]:
    """The record's parameters; where the form depends on a sign, a positive one."""
    symbols = [p.symbol for p in record.parameters]
    return (*symbols[:-1], parameter("xi", POSITIVE)) if record.variants else tuple(symbols)


def test_every_family_has_a_kind() -> None:
    named = [name for names in KINDS.values() for name in names]
    assert set(named) == {record.name for record in CONTINUOUS}


@pytest.mark.parametrize("record", CONTINUOUS, ids=lambda record: record.name)
def test_every_family_is_recognised_with_its_own_parameters(record: object) -> None:
    arguments = own(record)
    named = Named(record.name, arguments)
    assert named in list(members(unfold(named, variable("z"))))


@pytest.mark.parametrize("record", CONTINUOUS, ids=lambda record: record.name)
def test_a_density_of_another_shape_is_no_member(record: object) -> None:
    """With the square of the density in its place the parameters are others, or none fit."""
    arguments = own(record)
    named, z = Named(record.name, arguments), variable("z")
    law = unfold(named, z)
    if not arguments or record.name in ("Uniform", "Triangular", "Trapezoidal"):
        return
    piece = law.pieces[0]
    tilted = type(piece)(piece.region, piece.density**2 / (3 + z**2 / (7 + z**2)))
    assert named not in list(members(Law(z, (tilted, *law.pieces[1:]))))


@pytest.mark.parametrize("name", ["Weibull", "Frechet", "Moyal", "Burr", "Rice", "JohnsonSB"])
def test_identity_is_named_through_the_checker(name: str) -> None:
    lets = {"Weibull": "3, 2", "Frechet": "2, 3, 1", "Moyal": "1, 2", "Burr": "2, 3"}
    arguments = lets.get(name, "1/2, 2" if name == "Rice" else "1, 2, 0, 3")
    [found] = check_text(f"let Y ~ {name}({arguments})\nderive Y")
    assert family(name) is not None and found.ok
    assert f"{name}({arguments})" in [law_text(n) for n in found.names]


def test_an_erlang_law_is_named_where_the_shape_is_whole() -> None:
    lets = "let k > 0\nlet n integer >= 1\nlet G ~ Gamma(k, 1)\nlet N ~ Gamma(n, 1)\n"
    names = [
        {named.family for named in check_text(f"{lets}derive {term}")[0].names}
        for term in ("G/2", "N/2")
    ]
    assert "Erlang" not in names[0] and "Erlang" in names[1]


@pytest.mark.parametrize(
    "claim",
    ["sqrt(X^2 + Y^2) ~ Rayleigh(1)", "A^2 + B^2 ~ Exponential(1/(2*a^2))"],
)
def test_coefficients_that_cancel_raise_no_degree(claim: str) -> None:
    lets = "let a > 0\nlet X, Y ~ Normal(0, 1)\nlet A, B ~ Normal(0, a)\nprove "
    assert [found.verdict for found in check_text(lets + claim)] == ["proved"]


def test_parameters_of_rational_shapes_are_not_sought_in_logarithms(runs_away: None) -> None:
    # what -log p of a Pareto law at an exponential density leads to: `cancel` took minutes
    k, a, rate = (parameter(name, POSITIVE) for name in ("k", "a", "rate"))
    x = variable("x")
    told = k * log(a) - k * log(x) + rate * x + log(k) - log(rate) - log(x)
    law = Law(x, (Piece(interval(x, -oo, oo), a**k * k * x ** (-k - 1) * told),))
    assert list(candidates(law)) == []
