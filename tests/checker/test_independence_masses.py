"""Thinning: independence by joint masses of a count and a draw, with tampered proofs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sympy import Expr, Integer, oo
from tampered import rejected_like, with_last

from symreparam.checker import independence_masses
from symreparam.checker.replay import replay
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.judgement import Independent
from symreparam.logic.proof import Proof
from symreparam.pipeline import check_text
from symreparam.rules.table import MASSES
from symreparam.terms.region import Region
from symreparam.terms.scope import variable, whole

THIN = "let lam > 0\nlet 0 < p < 1\nlet N ~ Poisson(lam)\nlet K ~ Binomial(N, p)\n"
TRUE = [
    f"{THIN}prove K, N - K independent",
    f"{THIN}prove N - K, K independent",
    "let m > 0\nlet C ~ Poisson(2*m)\nlet H ~ Binomial(C, 1/3)\nprove H, C - H independent",
]
FALSE = [
    f"{THIN}refute K, N independent",
    f"{THIN}refute N - K, N independent",
    f"{THIN}refute K, N - 2*K independent",
    "let 0 < p < 1\nlet N ~ Binomial(5, 1/2)\nlet K ~ Binomial(N, p)\nrefute K, N - K independent",
    "let 0 < p < 1\nlet N ~ Geometric(1/2)\nlet K ~ Binomial(N, p)\nrefute K, N - K independent",
]


@pytest.mark.parametrize("text", TRUE)
def test_proved(text: str) -> None:
    [found] = check_text(text)
    assert found.verdict == "proved", found.reason
    assert found.proof.steps[-1].rule == MASSES
    assert not replay(proof_from_json(proof_to_json(found.proof)), found.claim).refuted


@pytest.mark.parametrize("text", FALSE)
def test_refuted(text: str) -> None:
    assert check_text(text)[0].verdict == "refuted"


def proof() -> Proof:
    [found] = check_text(TRUE[0])
    assert found.proof is not None
    return found.proof


def test_every_premise_is_needed() -> None:
    known = proof()
    last = known.steps[-1]
    for index in range(len(last.premises)):
        less = last.premises[:index] + last.premises[index + 1 :]
        rejected_like(with_last(known, premises=less), "independent-masses")
    rejected_like(with_last(known, premises=(*last.premises, last.premises[0])), "unused|premises")


def test_every_argument_matters() -> None:
    known = proof()
    goal, first, draw, one, two, inverse, factors = known.steps[-1].args
    own = draw.args[-1]
    [(i, low, high)] = one.bounds
    [(j, _, _)] = two.bounds
    other = Region(((i, Integer(1), high),))
    for args, code in (
        ((goal, own, draw, one, two, inverse, factors), "draw|law"),
        ((goal, variable("Q"), draw, one, two, inverse, factors), "variable|draw"),
        ((goal, first, first, one, two, inverse, factors), "args"),
        ((goal, first, draw, other, two, inverse, factors), "scope"),
        ((goal, first, draw, one, one, inverse, factors), "index"),
        ((goal, first, draw, one, two, inverse[::-1], factors), "inverse"),
        ((goal, first, draw, one, two, (i + j, j), factors), "inverse"),
        ((goal, first, draw, one, two, (i / 2 + j, i), factors), "whole"),
        ((goal, first, draw, one, two, inverse, factors[::-1]), "factor|product"),
        ((goal, first, draw, one, two, inverse, (2 * factors[0], factors[1])), "product"),
        ((goal, first, draw, one, two, inverse), "args"),
        ((Independent((*goal.subjects, first)), *known.steps[-1].args[1:]), "subjects"),
        ((Independent((goal.subjects[0], first)), *known.steps[-1].args[1:]), "inverse"),
        ((Independent((goal.subjects[0] + own, first)), *known.steps[-1].args[1:]), "others"),
    ):
        rejected_like(with_last(known, args=args), code)
    real = Region(((variable("x"), low, oo),))
    rejected_like(with_last(known, args=(goal, first, draw, real, two, inverse, factors)), "index")
    assert whole("i") in (i, j)


def test_a_planted_rule_that_takes_any_map(monkeypatch: pytest.MonkeyPatch) -> None:
    """K and N are no pair of terms with this inverse; without the check they would be one."""
    known = proof()
    _, first, draw, *more = known.steps[-1].args
    false = Independent((draw, first))
    claim = replace(known.claim, goal=false)
    last = replace(known.steps[-1], args=(false, first, draw, *more), conclusion=false)
    planted = replace(known, claim=claim, steps=(*known.steps[:-1], last))
    rejected_like(planted, "inverse")
    monkeypatch.setattr(independence_masses, "_inverse", lambda *_: None)
    assert not replay(planted).refuted  # a falsehood


def test_indices_are_whole_numbers() -> None:
    _, _, _, one, two, inverse, _ = proof().steps[-1].args
    assert all(isinstance(term, Expr) for term in inverse)
    assert all(region.bounds[0][0].is_integer for region in (one, two))
