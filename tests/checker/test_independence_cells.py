"""Minimum and difference of counts: independence by joint masses in cells, with tampered proofs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sympy import Integer, oo
from tampered import rejected_like, with_last

from symreparam.checker import independence_cells
from symreparam.checker.replay import replay
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.judgement import Independent
from symreparam.logic.proof import Proof
from symreparam.pipeline import check_text
from symreparam.rules.table import CELLS
from symreparam.terms.region import Region
from symreparam.terms.scope import variable

PAIR = "let 0 < p < 1\nlet X, Y ~ Geometric(p)\n"
TRUE = [
    f"{PAIR}prove min(X, Y), X - Y independent",
    f"{PAIR}prove X - Y, min(X, Y) independent",
    f"{PAIR}prove min(X, Y), max(X, Y) - min(X, Y) independent",
    f"{PAIR}prove abs(X - Y), min(X, Y) independent",
    "let 0 < p < 1\nlet 0 < q < 1\nlet X ~ Geometric(p)\nlet Y ~ Geometric(q)\n"
    "prove min(X, Y), X - Y independent",
]
FALSE = [
    f"{PAIR}refute max(X, Y), X - Y independent",
    f"{PAIR}refute min(X, Y), max(X, Y) independent",
    f"{PAIR}refute X + Y, X - Y independent",
    "let a > 0\nlet X, Y ~ Poisson(a)\nrefute min(X, Y), X - Y independent",
    "let X, Y ~ Die(6)\nrefute min(X, Y), X - Y independent",
]


@pytest.mark.parametrize("text", TRUE)
def test_proved(text: str) -> None:
    [found] = check_text(text)
    assert found.verdict == "proved", found.reason
    assert found.proof.steps[-1].rule == CELLS
    assert not replay(proof_from_json(proof_to_json(found.proof)), found.claim).refuted


@pytest.mark.parametrize("text", FALSE)
def test_refuted(text: str) -> None:
    assert check_text(text)[0].verdict == "refuted"


def proof(text: str = TRUE[0]) -> Proof:
    [found] = check_text(text)
    assert found.proof is not None
    return found.proof


def test_every_premise_is_needed() -> None:
    known = proof()
    last = known.steps[-1]
    for index in range(len(last.premises)):
        less = last.premises[:index] + last.premises[index + 1 :]
        rejected_like(with_last(known, premises=less), "independent-cells")
    rejected_like(with_last(known, premises=(*last.premises, last.premises[0])), "premises")


def test_every_argument_matters() -> None:
    known = proof()
    goal, place, one, two, outer, factor, cells = known.steps[-1].args
    [(i, _, _)] = outer.bounds
    (inner, inverse, own), below = cells
    [(j, _, _)] = inner.bounds
    wider = Region(((i, Integer(0), oo),))
    third = Independent((*goal.subjects, one))
    for args, code in (
        ((goal, 1 - place, one, two, outer, factor, cells), "inverse"),
        ((goal, 2, one, two, outer, factor, cells), "place"),
        ((goal, place, two, one, outer, factor, cells), "law"),
        ((goal, place, one, one, outer, factor, cells), "variable"),
        ((goal, place, one, variable("Q"), outer, factor, cells), "variable"),
        ((goal, place, one, two, wider, factor, cells), "scope"),
        ((goal, place, one, two, outer, 2 * factor, cells), "product"),
        ((goal, place, one, two, outer, factor * j, cells), "factor"),
        ((goal, place, one, two, outer, factor, ()), "cells"),
        ((goal, place, one, two, outer, factor, (*cells, below)), "cells"),
        ((goal, place, one, two, outer, factor, cells[:1]), "inverse|premises"),
        ((goal, place, one, two, outer, factor, cells[::-1]), "scope"),
        ((goal, place, one, two, outer, factor, ((inner, inverse[::-1], own), below)), "range"),
        ((goal, place, one, two, outer, factor, ((inner, (i / 2, j), own), below)), "whole"),
        ((goal, place, one, two, outer, factor, ((inner, inverse, 2 * own), below)), "product"),
        ((goal, place, one, two, outer, factor, ((inner, inverse, own * i), below)), "factor"),
        ((goal, place, one, two, outer, factor, ((outer, inverse, own), below)), "scope|index"),
        ((goal, place, one, two, outer, factor), "args"),
        ((third, place, one, two, outer, factor, cells), "subjects"),
    ):
        rejected_like(with_last(known, args=args), code)


def test_other_variables_are_rejected() -> None:
    known = proof()
    goal, *more = known.steps[-1].args
    third = variable("Z")
    false = Independent((goal.subjects[0], goal.subjects[1] * third))
    hypotheses = known.claim.hypotheses
    more_of_them = (*hypotheses, replace(hypotheses[-1], subject=third))
    variables = (*known.claim.variables, third)
    claim = replace(known.claim, variables=variables, hypotheses=more_of_them, goal=false)
    last = replace(known.steps[-1], args=(false, *more), conclusion=false)
    rejected_like(replace(known, claim=claim, steps=(*known.steps[:-1], last)), "others")


def test_a_planted_rule_that_takes_any_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the check of the terms' values, the maximum would be independent of the minimum."""
    known = proof()
    goal, *more = known.steps[-1].args
    one, two = known.claim.variables[:2]
    false = Independent((goal.subjects[0], one + two))
    claim = replace(known.claim, goal=false)
    last = replace(known.steps[-1], args=(false, *more), conclusion=false)
    planted = replace(known, claim=claim, steps=(*known.steps[:-1], last))
    rejected_like(planted, "inverse")
    values = independence_cells._values

    def careless(there: object, terms: object, laws: object, cell: object, kind: str) -> None:
        values(there, goal.subjects, laws, cell, kind)  # type: ignore[arg-type]

    monkeypatch.setattr(independence_cells, "_values", careless)
    assert not replay(planted).refuted  # a falsehood
