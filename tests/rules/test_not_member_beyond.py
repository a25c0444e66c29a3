"""A value beyond the supports of all members: accepted steps, and a reject for each obligation."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sympy import Expr, Integer, Rational, oo

import symreparam
from symreparam.derivation.builder import Builder
from symreparam.derivation.dependence import refute_member
from symreparam.documents.meaning import goals
from symreparam.documents.parse import parse_block
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Fails, Member
from symreparam.logic.proof import Proof
from symreparam.rules.not_member_beyond import reach
from symreparam.rules.table import RULES
from symreparam.terms.region import interval

CLAIMS = {
    "piece": "let U ~ Uniform(0, 1)\nrefute U^5 + U in Beta",
    "below": "let X ~ Normal(0, 1)\nrefute X*exp(X) in Exponential",
    "lattice": "let 0 < p < 1\nlet X ~ Geometric(p)\nrefute X - 1 in Geometric",
    "atom": "let X ~ DiscreteUniform(1, 6)\nrefute X - 2 in Binomial",
}


def proof_of(name: str) -> Proof:
    [goal] = goals(parse_block(CLAIMS[name]))
    assert goal.claim is not None
    proof = refute_member(goal.claim, ())
    assert proof is not None and proof.steps[-1].rule == "not-member-beyond"
    return proof


def again(proof: Proof, premises: tuple[int, ...], args: tuple[object, ...]) -> object:
    """The last step once more, with other premises or arguments."""
    setting = Builder(proof.claim).setting
    known = tuple(proof.steps[index].conclusion for index in premises)
    return RULES["not-member-beyond"](setting, known, args)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", CLAIMS)
def test_accepted_and_each_premise_is_needed(name: str) -> None:
    proof = proof_of(name)
    last = proof.steps[-1]
    assert again(proof, last.premises, last.args) == Fails(proof.claim.goal)
    for index in range(len(last.premises)):
        left = (*last.premises[:index], *last.premises[index + 1 :])
        with pytest.raises(RuleError, match="not-member-beyond"):
            again(proof, left, last.args)


X = Builder(proof_of("piece").claim).claim.variables[0]


@pytest.mark.parametrize(
    ("name", "place", "other"),
    [
        ("piece", 0, Member(X**5 + 2 * X, "Beta")),
        ("piece", 0, Member(X**5 + X, "Uniform")),
        ("piece", 0, Member(X**5 + X, "Normal")),
        ("piece", 0, Member(X**5 + X, "Gamma")),
        ("piece", 0, Member(X**5 + X, "Nobody")),
        ("piece", 1, Rational(1, 2)),
        ("piece", 1, oo),
        ("piece", 2, "-"),
        ("piece", 2, "!="),
        ("piece", 3, 1),
        ("piece", 3, -1),
        ("piece", 4, Integer(0)),
        ("piece", 4, ""),
        ("below", 1, Integer(1)),
        ("below", 2, "+"),
        ("lattice", 3, 1),
        ("lattice", 4, Integer(0)),
        ("lattice", 4, Integer(2)),
        ("lattice", 4, ""),
        ("atom", 3, 1),
        ("atom", 3, 6),
        ("atom", 3, -6),
        ("atom", 4, Integer(0)),
    ],
)
def test_rejects_other_arguments(name: str, place: int, other: object) -> None:
    proof = proof_of(name)
    last = proof.steps[-1]
    args = (*last.args[:place], other, *last.args[place + 1 :])
    with pytest.raises(RuleError):
        again(proof, last.premises, args)


def test_rejects_an_interval_that_is_not_inside() -> None:
    proof = proof_of("piece")
    last = proof.steps[-1]
    region = last.args[4]
    for low, high in ((0, 2), (Rational(3, 4), Rational(1, 2)), (Rational(1, 2), 1)):
        moved = interval(region.variables[0], Integer(low), Integer(high))  # type: ignore[union-attr]
        with pytest.raises(RuleError, match="not-member-beyond"):
            again(proof, last.premises, (*last.args[:4], moved))
    other = replace(proof.claim, variables=())
    setting = Builder(proof.claim).setting
    known = tuple(proof.steps[index].conclusion for index in last.premises)
    with pytest.raises(RuleError, match="subject"):
        RULES["not-member-beyond"](replace(setting, claim=other), known, last.args)


@pytest.mark.parametrize(
    ("name", "side", "end"),
    [
        ("Beta", "+", Integer(1)),
        ("Beta", "-", Integer(0)),
        ("Normal", "+", oo),
        ("Geometric", "-", Integer(1)),
        ("Poisson", "+", oo),
        ("Binomial", "-", Integer(0)),
        ("Rademacher", "-", Integer(-1)),
    ],
)
def test_reach(name: str, side: str, end: Expr) -> None:
    assert reach(name, side) == end


@pytest.mark.parametrize(
    ("name", "side"),
    [("Binomial", "+"), ("Uniform", "+"), ("Pareto", "-"), ("GeneralizedPareto", "+"),
     ("Point", "+"), ("Nobody", "-")],
)  # fmt: skip
def test_no_reach_without_fixed_ends(name: str, side: str) -> None:
    with pytest.raises(RuleError, match="not-member-beyond"):
        reach(name, side)


@pytest.mark.parametrize("claim", ["U^3 in Beta", "1 - U in Beta", "U - 1 in Uniform"])
def test_what_is_true_is_not_refuted(claim: str) -> None:
    (outcome,) = symreparam.check(f"let U ~ Uniform(0, 1)\nrefute {claim}")
    assert outcome.verdict == "proved"
