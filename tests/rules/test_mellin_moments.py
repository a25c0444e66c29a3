"""Moments by the Mellin transform: claims, and powers beyond the strip."""

from __future__ import annotations

import pytest
from plain_builder import claim_of
from sympy import Integer

from symreparam.derivation.builder import Builder
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Holds
from symreparam.pipeline import Options, check_text
from symreparam.rules import transforms
from symreparam.terms.law import Named
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import Relation, variable


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("E(sqrt(G)) = sqrt(s)*gamma(a + 1/2)/gamma(a)", "proved"),
        ("E(G^c) = s^c*gamma(a + c)/gamma(a)", "proved"),
        ("E(1/B) = 4", "proved"),
        ("E(1/G) = 1/s/(a - 1)", "error"),
        ("E(G^(-a)) = 1", "refuted"),
        ("E(P^2) = 3", "refuted"),
        ("E(Z^3) = 0", "proved"),
        ("E(Z*abs(Z)) = 0", "proved"),
        ("E(V) = 0", "proved"),
        ("E(V^3) = 1", "refuted"),
        ("E(sqrt(G)) = sqrt(a*s)", "refuted"),
    ],
)
def test_moments(claim: str, verdict: str) -> None:
    lets = """let a, c, s > 0
let G ~ Gamma(a, s)
let B ~ Beta(4/3, 1)
let P ~ Pareto(1, 2)
let Z ~ Normal(0, 1)
let V ~ Uniform(-1, 1)
"""
    quick = Options(cross_check=False, explain=False)
    [found] = check_text(lets + "prove " + claim, options=quick)
    assert found.verdict == verdict, found.reason


def test_a_power_beyond_the_strip_is_refused() -> None:
    lets = "let a > 0\nlet P ~ Pareto(1, a)\nlet Q ~ Pareto(1, 3)\n"
    steps = Builder(claim_of(lets + "prove P + Q ~ Levy(0, 1)"))
    heavy, light = (steps.add("hypothesis", (), (index,)) for index in range(2))
    a = next(s for s in steps.claim.scope.names if s.name == "a")
    support = steps.add("holds", (), (_relation(0, "<=", 1), NUMBERS))
    inside = steps.add("holds", (), (_relation(3, "<", 4), NUMBERS))
    value = steps.add("defined", (), (Integer(3), NUMBERS))
    steps.add("expectation-power", (light, support, inside, value), (Integer(2),))
    for premises, power in [
        ((light, support, value), Integer(2)),
        ((light, inside, value), Integer(2)),
        ((light, support, inside), Integer(2)),
        ((light, support, inside, value), Integer(3)),
        ((heavy, support, inside, value), Integer(2)),
        ((light, support, inside, value), variable("P")),
        ((light, support, inside, value), a),
    ]:
        with pytest.raises(RuleError, match="expectation-power"):
            steps.add("expectation-power", premises, (power,))


def _relation(left: int, sign: str, right: int):
    return Relation(Integer(left), sign, Integer(right))  # type: ignore[arg-type]


def test_a_planted_rule_without_the_range_would_exclude_the_truth() -> None:
    """The formula of E X^2 for Pareto(1, 1) is -1/1, which no second moment is."""
    found = transforms.transform(
        Named("Pareto", (Integer(1), Integer(1))), "power", Integer(2), _support(), "t"
    )
    assert found.value == -1
    assert [r for r in found.ranges if not bool(r.left < r.right)]


def _support():
    return (Holds(_relation(0, "<=", 1), NUMBERS),)
