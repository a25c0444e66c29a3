"""Logarithms of products under a mean: equal where the variables live, and nowhere else."""

from __future__ import annotations

import pytest
from sympy import Integer, log, oo

from symreparam.derivation.builder import Builder
from symreparam.derivation.expectation import mean_step
from symreparam.logic.errors import RuleError
from symreparam.pipeline import check_text
from symreparam.terms.region import Region
from symreparam.terms.scope import variable

LETS = """let a, b, k, s > 0
let B ~ Beta(a, b)
let C ~ Beta(b, a)
let G ~ Gamma(k, s)
let N ~ Normal(0, 1)
let D ~ Poisson(s)
"""
LOG_B = "(digamma(a) - digamma(a + b))"
LOG_G = "(digamma(k) + log(s))"


def outcome(goal: str):
    [found] = check_text(LETS + goal)
    return found


CLAIMS = [
    ("prove", f"E(log(B*G)) = {LOG_B} + {LOG_G}"),
    ("prove", f"E(log(G^2/B^3)) = 2*{LOG_G} - 3*{LOG_B}"),
    ("prove", "E(log(1 - B - C + B*C)) = digamma(b) + digamma(a) - 2*digamma(a + b)"),
    ("refute", f"E(log(B*G)) = {LOG_B}"),
    ("refute", f"E(log(1 - B - C + B*C)) = {LOG_B}"),
    ("refute", "E(log(G/B)) = 0"),
]


@pytest.mark.parametrize(("verb", "claim"), CLAIMS)
def test_means_of_products(verb: str, claim: str) -> None:
    found = outcome(f"{verb} {claim}")
    assert found.ok, found.reason


def _parts():
    """A builder, and the variables D and G."""
    builder = Builder(outcome("prove E(G*D) = 0").claim)
    names = {v.name: v for v in builder.claim.variables}
    return builder, names["D"], names["G"]


def test_the_region_is_where_the_variables_live() -> None:
    builder, _, subject = _parts()
    known = mean_step(builder, log(subject))
    x = variable("x_1")
    body = log(2 * subject) - log(2)
    for low, fits in ((0, True), (1, False), (-oo, False)):
        over = Region(((x, Integer(low) if low != -oo else low, oo),))
        try:
            same = builder.equal(log(2 * x) - log(2), log(x), over)
        except RuleError:
            assert not fits
            continue
        if fits:
            assert builder.add("expectation-equal", (known, same), (body, (x,)))
        else:
            with pytest.raises(RuleError, match="equal"):
                builder.add("expectation-equal", (known, same), (body, (x,)))


def test_laws_with_masses_have_no_such_region() -> None:
    builder, whole, subject = _parts()
    known = mean_step(builder, whole * log(subject))
    x, y = (variable("x_1"), variable("x_2"))
    names = dict(zip(builder.claim.variables, (x, y), strict=True))
    body = whole * log(2 * subject) - whole * log(2)
    over = Region(tuple((letter, Integer(0), oo) for letter in (x, y)))
    same = builder.equal(body.xreplace(names), (whole * log(subject)).xreplace(names), over)
    with pytest.raises(RuleError, match=r"expectation-equal\.support"):
        builder.add("expectation-equal", (known, same), (body, (x, y)))
