"""A term given a sum: the range of the law ends where either of two ends comes first."""

from __future__ import annotations

from dataclasses import replace

import pytest
from settled import fails, holds
from sympy import Integer, Max, Min, oo

from symreparam.checker.replay import replay
from symreparam.derivation.posterior_range import supports
from symreparam.logic.errors import ProofError
from symreparam.logic.proof import Proof
from symreparam.pipeline import check_text
from symreparam.rules.given_value import ordered_at_sight, parts_beside
from symreparam.terms.scope import Domain, parameter, whole

LETS = """let 0 < p < 1
let r, s > 0
let n integer >= 1
let m integer >= 1
let k integer >= 0
let k <= m + n
let X ~ Binomial(m, p)
let Y ~ Binomial(n, p)
let V ~ NegativeBinomial(r, p)
let W ~ NegativeBinomial(s, p)
"""
URN = "(X given X + Y = k) ~ Hypergeometric(m + n, m, k)"
_WHOLE = Domain(lower=Integer(0), lower_closed=True, integer=True)
A, B, C = (parameter(name, _WHOLE) for name in "abc")


@pytest.mark.parametrize(
    "goal", [URN, "(V given V + W = n) ~ BetaBinomial(n, r, s)"]
)
def test_true_claims(goal: str) -> None:
    holds(LETS, goal)


@pytest.mark.parametrize(
    "goal",
    [
        "(X given X + Y = k) ~ Hypergeometric(m + n, n, k)",
        "(X given X + Y = k) ~ Binomial(k, m/(m + n))",
        "(V given V + W = n) ~ BetaBinomial(n, s, r)",
    ],
)
def test_false_claims(goal: str) -> None:
    fails(LETS, goal)


@pytest.fixture(scope="module")
def urn() -> Proof:
    [found] = check_text(f"{LETS}prove {URN}")
    assert found.proof is not None, found.reason
    return found.proof


def test_every_premise_is_needed(urn: Proof) -> None:
    place, step = next((i, s) for i, s in enumerate(urn.steps) if s.rule == "bayes")
    for index in range(len(step.premises)):
        fewer = step.premises[:index] + step.premises[index + 1 :]
        steps = (*urn.steps[:place], replace(step, premises=fewer), *urn.steps[place + 1 :])
        with pytest.raises(ProofError) as caught:
            replay(replace(urn, steps=steps))
        assert caught.value.code.startswith("bayes."), caught.value.code


def test_the_range_may_not_be_another(urn: Proof) -> None:
    place, step = next((i, s) for i, s in enumerate(urn.steps) if s.rule == "bayes")
    low, high = step.args[4:]
    assert isinstance(low, Max) and isinstance(high, Min)
    for other in ((Integer(0), high), (low, high.args[0]), (low.args[1], high), (low, oo)):
        args = (*step.args[:4], *other)
        steps = (*urn.steps[:place], replace(step, args=args), *urn.steps[place + 1 :])
        with pytest.raises(ProofError) as caught:
            replay(replace(urn, steps=steps))
        assert caught.value.code.startswith("bayes."), caught.value.code


def test_what_lies_beside_an_end_of_two() -> None:
    assert parts_beside((Integer(0), A), (Max(0, B), Min(A, C)), 1) == (
        (Integer(0), B - 1),
        (C + 1, A),
    )
    assert parts_beside((Integer(0), A), (Integer(0), A), 1) == ()
    assert parts_beside((Integer(0), A), (B, C), 0) == ((Integer(0), B), (C, A))
    # every end counts: a range below the greater of two is below the one or below the other
    assert len(parts_beside((Integer(0), A), (Max(B, C), A), 1)) == 2


def test_order_at_sight() -> None:
    assert ordered_at_sight(A, Max(A, B, evaluate=False)) and ordered_at_sight(Min(A, B), B)
    assert ordered_at_sight(-oo, A) and ordered_at_sight(A, oo) and ordered_at_sight(A, A)
    for low, high in ((A, B), (Max(A, B), A), (A, Min(A, B)), (A, Max(B, C)), (Min(B, C), A)):
        assert not ordered_at_sight(low, high)


def test_proposed_ranges() -> None:
    letter = whole("j")
    found = list(supports(letter, (Integer(0), A), (letter, letter + B), C))
    assert found[-1] == (Max(0, C - B), Min(A, C))
    assert (Integer(0), A) in found and (Integer(0), C) in found
    assert list(supports(letter, (Integer(0), A), (Integer(0), B), C)) == [(Integer(0), A)]
