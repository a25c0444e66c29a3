"""Families whose formulas are removable at one value of the last parameter."""

from __future__ import annotations

import math

import pytest
from mpmath import mp, mpf, quad
from sympy import Integer, Rational, lambdify

from symreparam import check, divergence, entropy
from symreparam.derivation.builder import Builder
from symreparam.derivation.record_facts import record_facts
from symreparam.families.members import (
    form_condition,
    parameter_conditions,
    product_law,
    record_of,
    unfold,
)
from symreparam.families.table import family
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import HasJointLaw, HasLaw
from symreparam.terms.law import Named
from symreparam.terms.scope import Domain, Relation, Scope, parameter, variable

UNIT = Domain(Integer(0), Integer(1))
HALF = Rational(1, 2)
p = parameter("p", UNIT)
OPEN = "let 0 < p < 1\nlet U ~ Uniform(0, 1)\n"
APART = "let 0 < p < 1\nlet p != 1/2\nlet U ~ Uniform(0, 1)\nlet X ~ ContinuousBernoulli(p)\n"


def verdicts(text: str) -> list[str]:
    return [outcome.verdict for outcome in check(text)]


def test_the_record_is_proved() -> None:
    facts = record_facts(family("ContinuousBernoulli"))
    assert all(fact.proved for fact in facts[:3]) and len(facts) > 3


@pytest.mark.parametrize("weight", [0.2, 0.5, 0.9])
def test_torch_has_the_same_law(weight: float) -> None:
    torch = pytest.importorskip("torch")
    theirs = torch.distributions.ContinuousBernoulli(torch.tensor(weight, dtype=torch.float64))
    argument = HALF if weight == 0.5 else Rational(str(weight))
    named = Named("ContinuousBernoulli", (argument,))
    record, t = record_of(named), variable("t")
    [piece] = unfold(named, t).pieces
    swap = {record.parameters[0].symbol: argument}
    for at in (0.1, 0.45, 0.8):
        point = torch.tensor(at, dtype=torch.float64)
        mine = float(piece.density.xreplace({t: Rational(str(at))}).evalf(20))
        assert math.log(mine) == pytest.approx(float(theirs.log_prob(point)), rel=1e-10, abs=1e-12)
    for mine, known in ((record.mean, theirs.mean), (record.variance, theirs.variance)):
        assert float(mine.xreplace(swap).evalf(20)) == pytest.approx(float(known), rel=1e-9)


def test_the_form_at_a_half() -> None:
    there = Named("ContinuousBernoulli", (HALF,))
    record = record_of(there)
    assert record.pieces[0].density == 1 and record.mean == HALF
    assert record.variance == Rational(1, 12) and record.characteristic is None
    assert form_condition(there) is None
    elsewhere = Named("ContinuousBernoulli", (p,))
    assert form_condition(elsewhere) == Relation(p, "!=", HALF)
    assert form_condition(elsewhere) in parameter_conditions(elsewhere)
    assert form_condition(Named("Normal", (p, p))) is None


def test_claims_about_it() -> None:
    text = (
        "prove log(1 + U*(2*p - 1)/(1 - p))/log(p/(1 - p)) ~ ContinuousBernoulli(p)\n"
        "prove E(X) = p/(2*p - 1) - 1/log(p/(1 - p))\n"
        "prove Var(X) = 1/log(p/(1 - p))^2 - p*(1 - p)/(2*p - 1)^2\n"
        "prove 1 - X ~ ContinuousBernoulli(1 - p)\n"
        "refute 1 - X ~ ContinuousBernoulli(p) for all\n"
        "refute E(X) = p\n"
        "refute U ~ ContinuousBernoulli(p) for all\n"
    )
    assert verdicts(APART + text) == ["proved"] * 4 + ["refuted"] * 3


def test_logarithms_of_odds() -> None:
    text = (
        "let l != 0\nlet X ~ ContinuousBernoulli(sigmoid(l))\n"
        "prove X has density l*exp(l*t)/(exp(l) - 1) for 0 < t < 1\n"
        "let e ~ Exponential(2)\nprove (e given e < 1) ~ ContinuousBernoulli(1/(1 + exp(2)))"
    )
    assert verdicts(text) == ["proved", "proved"]


@pytest.mark.parametrize("weight", ["1/3", "1 - p"])
def test_it_is_recognised(weight: str) -> None:
    lets = "let 0 < p < 1\nlet p != 1/2\n"
    [found] = check(f"{lets}let X ~ ContinuousBernoulli({weight})\nderive 1 - X")
    other = {"1/3": Rational(2, 3), "1 - p": p}[weight]
    assert found.law == Named("ContinuousBernoulli", (other,))


# the value where the formulas divide by 0 -------------------------------------------------------
def test_a_weight_that_may_be_a_half_is_an_error() -> None:
    for text in (
        "let X ~ ContinuousBernoulli(p)\nprove E(X) = p",
        "prove KL(ContinuousBernoulli(p), Uniform(0, 1)) = 0",
        "prove E(pdf(ContinuousBernoulli(p), U)) = 1",
    ):
        [found] = check(OPEN + text)
        assert found.verdict == "error" and "p = 1/2" in found.reason
        assert "let p != 1/2" in found.reason


def test_at_a_half_the_law_exists() -> None:
    """A uniform variable follows ContinuousBernoulli(1/2), so the claim fails at no p alone."""
    assert verdicts("let U ~ Uniform(0, 1)\nprove U ~ ContinuousBernoulli(1/2)") == ["proved"]
    assert verdicts(OPEN + "refute U ~ ContinuousBernoulli(p)") == ["refuted"]
    assert verdicts(OPEN + "refute U ~ ContinuousBernoulli(p) for all") != ["refuted"]
    goal = "(U, V) ~ Independent(ContinuousBernoulli(p), Uniform(0, 1))"
    assert verdicts(OPEN + f"let V ~ Uniform(0, 1)\nrefute {goal} for all") != ["refuted"]


def test_membership_is_not_offered() -> None:
    [found] = check("let U ~ Uniform(0, 1)\nrefute U in ContinuousBernoulli")
    assert found.verdict == "unsupported" and "several forms" in found.reason


def test_another_form_is_not_no_law() -> None:
    x, y = variable("x"), variable("y")
    half = Scope(((p, UNIT),), (Relation(p, "=", HALF),), ((p, HALF),))
    named, uniform = Named("ContinuousBernoulli", (p,)), Named("Uniform", (Integer(0), Integer(1)))
    laws = (HasLaw(x, uniform), HasLaw(y, uniform))
    builder = Builder(Claim(half, (x, y), laws, HasLaw(x, named)))
    failing = builder.holds(Relation(p, "=", HALF))
    with pytest.raises(RuleError, match=r"^no-law"):
        builder.add("no-law", (failing,), (named,))
    letters = (variable("s"), variable("t"))
    goal = HasJointLaw((x, y), product_law((named, uniform), letters))
    joint = Builder(Claim(half, (x, y), laws, goal))
    failing = joint.holds(Relation(p, "=", HALF))
    with pytest.raises(RuleError, match="joint-no-law"):
        joint.add("joint-no-law", (failing,), (goal,))


def test_the_family_needs_its_condition() -> None:
    x = variable("x")
    scope = Scope(((p, UNIT),), (), ((p, Rational(1, 3)),))
    named = Named("ContinuousBernoulli", (p,))
    builder = Builder(Claim(scope, (x,), (HasLaw(x, named),), HasLaw(x, named)))
    with pytest.raises(RuleError):
        builder.holds(Relation(p, "!=", HALF))
    with pytest.raises(RuleError, match="condition"):
        known = tuple(builder.holds(r) for r in parameter_conditions(named)[:2])
        builder.add("family", known, (named, variable("t")))


# divergences and entropy ------------------------------------------------------------------------
LETS = ("0 < p < 1", "p != 1/2", "0 < q < 1", "q != 1/2", "a, b > 0", "m real")
AT = {"p": 0.3, "q": 0.85, "a": 1.7, "b": 2.6, "m": -0.7}
DENSITIES = {
    "p": lambda t: _continuous(AT["p"], t),
    "q": lambda t: _continuous(AT["q"], t),
    "exponential": lambda t: AT["a"] * mp.exp(-AT["a"] * t),
    "normal": lambda t: mp.npdf(t, AT["m"], AT["b"]),
    "uniform": lambda t: mpf(1),
    "beta": lambda t: t ** (AT["a"] - 1) * (1 - t) ** (AT["b"] - 1) / mp.beta(AT["a"], AT["b"]),
}
CB = "ContinuousBernoulli"


def _continuous(weight: float, t: mpf) -> mpf:
    return mp.log(weight / (1 - weight)) / (2 * weight - 1) * weight**t * (1 - weight) ** (1 - t)


@pytest.mark.parametrize(
    ("first", "second", "one", "two"),
    [
        (f"{CB}(p)", f"{CB}(q)", "p", "q"),
        (f"{CB}(p)", "Exponential(a)", "p", "exponential"),
        (f"{CB}(p)", "Normal(m, b)", "p", "normal"),
        (f"{CB}(p)", "Uniform(0, 1)", "p", "uniform"),
        ("Beta(a, b)", f"{CB}(p)", "beta", "p"),
        ("Uniform(0, 1)", f"{CB}(p)", "uniform", "p"),
    ],
)
def test_divergences_by_quadrature(first: str, second: str, one: str, two: str) -> None:
    found = divergence(first, second, LETS)
    assert found.value is not None, found.outcome.reason
    f, g = DENSITIES[one], DENSITIES[two]
    known = quad(lambda t: f(t) * mp.log(f(t) / g(t)), [0, 0.5, 1])
    names = sorted(found.value.free_symbols, key=str)
    mine = lambdify(names, found.value, "mpmath")(*(AT[str(s)] for s in names))
    assert float(mine) == pytest.approx(float(known), rel=1e-8)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (f"{CB}(p)", "Pareto(a, b)"),
        *((law, f"{CB}(p)") for law in ("Exponential(a)", "Gamma(a, b)", "Gumbel(a, m)")),
        *((law, f"{CB}(p)") for law in ("Laplace(m, a)", "Normal(m, a)", "Pareto(a, b)")),
        (f"{CB}(p)", "Uniform(0, 1/2)"),
        ("Uniform(0, 2)", f"{CB}(p)"),
    ],
)
def test_infinite_divergences(first: str, second: str) -> None:
    assert str(divergence(first, second, LETS).value) == "oo"


def test_entropy_by_quadrature() -> None:
    found = entropy(f"{CB}(p)", LETS[:2])
    assert found.value is not None
    f = DENSITIES["p"]
    known = -quad(lambda t: f(t) * mp.log(f(t)), [0, 1])
    [name] = found.value.free_symbols
    assert float(lambdify(name, found.value, "mpmath")(AT["p"])) == pytest.approx(float(known))
