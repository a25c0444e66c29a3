"""no-density: a claimed density that is negative or has no real value on an interval is none."""

from __future__ import annotations

import pytest
from sympy import Expr, Integer, Rational, exp, gamma, log, oo, sqrt

from symreparam.derivation.builder import Builder
from symreparam.derivation.no_density import no_density_step
from symreparam.documents.stats_objects import claim_from_stats
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import NoLaw
from symreparam.pipeline import check_text
from symreparam.terms.law import Law, Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import Relation, variable

Z = variable("z")
ZERO, ONE = Integer(0), Integer(1)


def builder() -> Builder:
    from sympy import stats

    return Builder(claim_from_stats(stats.Normal("X", 0, 1), stats.Normal("Z", 0, 1)))


def law(density: Expr, low: Expr = ZERO, high: Expr = ONE) -> Law:
    return Law(Z, (Piece(interval(Z, low, high), density),), ())


@pytest.mark.parametrize(
    "density",
    [
        2 / sqrt(1 - 4 * Z),
        log(Z - Rational(1, 2)),
        (Z - Rational(2, 3)) ** Rational(1, 3),
        2 - 4 * Z,
        -exp(Z),
    ],
)
def test_what_is_no_density(density: Expr) -> None:
    steps = builder()
    assert steps.conclusion(no_density_step(steps, law(density))) == NoLaw(law(density))


@pytest.mark.parametrize(
    "density", [2 * Z, 2 / sqrt(1 - Z), -log(Z), gamma(Z - 3) ** 2, sqrt(Z**2 - Z + 1)]
)
def test_what_may_be_a_density(density: Expr) -> None:
    with pytest.raises(RuleError):
        no_density_step(builder(), law(density))


def rule(low: Expr, high: Expr, term: Expr, *, index: int = 0, leave_out: int = -1) -> None:
    """The rule by hand for sqrt(1 - 4 z) on (0, 1)."""
    steps, given = builder(), law(sqrt(1 - 4 * Z))
    region = interval(Z, low, high)
    wanted = [(Integer(0), "<=", low), (low, "<", high), (high, "<=", Integer(1))]
    premises = [steps.holds(Relation(a, sign, b)) for a, sign, b in wanted]
    premises.append(steps.sign_is(term, "-", region))
    kept = tuple(step for number, step in enumerate(premises) if number != leave_out)
    steps.add("no-density", kept, (given, index, region, term))


HALF, MOST = Rational(1, 2), Rational(3, 4)


def test_the_rule_accepts() -> None:
    rule(HALF, MOST, 1 - 4 * Z)


@pytest.mark.parametrize("leave_out", [0, 1, 2, 3])
def test_every_premise_is_needed(leave_out: int) -> None:
    with pytest.raises(RuleError, match="no-density"):
        rule(HALF, MOST, 1 - 4 * Z, leave_out=leave_out)


@pytest.mark.parametrize(
    ("low", "high", "term", "index"),
    [
        (HALF, MOST, -Z, 0),  # no condition of the density
        (HALF, MOST, 1 - 4 * Z, 1),  # no such piece
        (HALF, MOST, 1 - 4 * Z, -1),
    ],
)
def test_other_terms_and_pieces(low: Expr, high: Expr, term: Expr, index: int) -> None:
    with pytest.raises(RuleError, match="no-density"):
        rule(low, high, term, index=index)


def test_an_unbounded_interval_is_refused() -> None:
    steps, given = builder(), law(sqrt(1 - 4 * Z), high=oo)
    region = interval(Z, Integer(1), oo)
    premise = steps.sign_is(1 - 4 * Z, "-", region)
    with pytest.raises(RuleError, match=r"no-density\.region"):
        steps.add("no-density", (premise,), (given, 0, region, 1 - 4 * Z))


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("X*(1 - X) has density 2/sqrt(1 - 4*z) for 0 < z < 1", "refuted"),
        ("X*(1 - X) has density 2/sqrt(1 - 4*z) for 0 < z < 1/4", "proved"),
        ("X has density 2 - 2*z for 0 < z < 2", "refuted"),
        ("log(X^2) has density exp(z/2)/2 for z < 0", "proved"),
        ("log(X^2) has density exp(z) for z < 0", "refuted"),
        ("log((2*X - 1)^2) has density exp(z/2)/2 for z < 0", "proved"),
        ("log((2*X - 1)^2) has density exp(z)/2 for z < 0", "refuted"),
        ("log(2*X - 1) has density exp(z)/2 for z < 0", "error"),
    ],
)
def test_verdicts(claim: str, verdict: str) -> None:
    [found] = check_text(f"let X ~ Uniform(0, 1)\nprove {claim}")
    assert found.verdict == verdict, found.reason


@pytest.mark.parametrize("law", ["ChiSquared(1 + 1/10^9)", "Gamma(1/2 + 1/10^12, 2)"])
def test_exponents_of_large_fractions_do_not_run_away(law: str) -> None:
    [found] = check_text(f"let X ~ Normal(0, 1)\nrefute X^2 ~ {law}")
    assert found.verdict == "refuted", found.reason
