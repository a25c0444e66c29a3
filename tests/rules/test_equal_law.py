"""Equality in law: claims of the language, and every obligation of its rules."""

from __future__ import annotations

import pytest
from settled import fails, holds
from sympy import Integer

from symreparam.checker.replay import replay
from symreparam.derivation.builder import Builder
from symreparam.derivation.equal_law import refute_equal
from symreparam.documents.meaning import goals
from symreparam.documents.parse import parse_block
from symreparam.documents.scope_check import check_names
from symreparam.families.table import FAMILY_NAMES
from symreparam.logic.claim import Claim
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import EqualInLaw, Independent
from symreparam.pipeline import check_text

LETS = """let mu real
let sigma, a > 0
let eps, X, Y ~ Normal(0, 1)
let U, V ~ Uniform(0, 1)
let S, T ~ Exponential(a)
let M, N ~ Poisson(2)
let B ~ Bernoulli(1/2)
let z = mu + sigma*eps
"""
TRUE = [
    "X - Y ~ Y - X",
    "mu - sigma*eps ~ z",
    "X + Y ~ sqrt(2)*X",
    "min(S, T) ~ S/2",
    "max(S, T) ~ S + T/2",
    "-log(U)/a ~ S",
    "-log(U) ~ -log(1 - V)",
    "U*V ~ V - U*V",
    "M - N ~ N - M",
    "(X, Y) ~ (Y, -X)",
    "(X + Y, X - Y) ~ (sqrt(2)*X, sqrt(2)*Y)",
    "X*Y*U ~ -X*Y*U",
    "B ~ 1 - B",
]
FALSE = [
    "z ~ -eps",
    "X + Y ~ 2*X",
    "U + V ~ 2*U",
    "S ~ -S",
    "S + T ~ 2*S",
    "M + N ~ 2*M",
    "(X, X) ~ (X, Y)",
    "(X, Y) ~ (X, 2*Y)",
    "(X, X*Y) ~ (X, Y)",
    "X*Y*eps ~ X + Y",
    "U^a ~ V^2",
    "B ~ U",
]


@pytest.mark.parametrize("goal", TRUE)
def test_true_claims(goal: str) -> None:
    holds(LETS, goal)


@pytest.mark.parametrize("goal", FALSE)
def test_false_claims(goal: str) -> None:
    fails(LETS, goal)


def test_for_all_shows_where_the_laws_are_equal() -> None:
    for goal, values in (("z ~ -eps", [0, 1, 1]), ("U^a ~ V^2", [2])):
        [found] = check_text(f"{LETS}refute {goal} for all")
        assert (found.verdict, found.ok) == ("refuted", False)
        shown = [value for name, value in found.holds_at if str(name) in ("mu", "sigma", "a")]
        assert [v for v in shown if v in values], shown
    assert check_text(f"{LETS}refute S ~ S + 1 for all")[0].ok
    assert check_text(f"{LETS}refute (X, X) ~ (X, 2*Y) for all")[0].ok


@pytest.mark.parametrize("goal", ["(X, Y) ~ X", "X ~ (X, Y)", "(X, Y, eps) ~ (X, Y)"])
def test_sides_of_different_size_are_an_error(goal: str) -> None:
    [found] = check_text(f"{LETS}prove {goal}")
    assert found.verdict == "error" and "components" in found.reason


# --- the rules ----------------------------------------------------------------------------------
def begun(goal: str) -> tuple[Builder, Claim]:
    [found] = goals(check_names(parse_block(f"{LETS}prove {goal}"), FAMILY_NAMES))
    assert found.claim is not None
    return Builder(found.claim), found.claim


def given(builder: Builder, *names: str) -> list[int]:
    order = [str(v) for v in builder.claim.variables]
    return [builder.add("hypothesis", (), (order.index(name),)) for name in names]


def named(claim: Claim) -> dict[str, object]:
    return {str(v): v for v in claim.variables}


def test_one_law_for_both_sides_is_needed() -> None:
    builder, claim = begun("X + S ~ Y + T")
    x, y, s = given(builder, "X", "Y", "S")
    known = named(claim)
    step = builder.add("equal-in-law", (x, y))
    assert builder.conclusion(step) == EqualInLaw((known["X"],), (known["Y"],))
    for premises in ((x, s), (x,), (x, y, y), ()):
        with pytest.raises(RuleError, match="equal-in-law"):
            builder.add("equal-in-law", premises)
    with pytest.raises(RuleError, match="args"):
        builder.add("equal-in-law", (x, y), (Integer(1),))
    with pytest.raises(RuleError, match="given"):
        builder.add("equal-in-law-swap", (x,))


def test_one_map_needs_independent_terms_with_the_laws_of_the_variables() -> None:
    builder, claim = begun("X + S ~ Y + T + eps")
    known = named(claim)
    X, Y, S, T, eps = (known[name] for name in ("X", "Y", "S", "T", "eps"))
    x, y, s, t, e = given(builder, "X", "Y", "S", "T", "eps")
    body = (X - Y, X * S)
    pairs = ((X, Y), (Y, eps), (S, T))
    premises = (x, y, y, e, s, t)
    step = builder.add("equal-in-law-map", premises, (body, pairs))
    assert builder.conclusion(step) == EqualInLaw(body, (Y - eps, Y * T))
    wrong = [
        # one variable put in twice: (Y, Y) has not the law of (X, Y)
        ((x, y, y, y, s, t), (body, ((X, Y), (Y, Y), (S, T)))),
        # a law of another variable
        ((x, y, y, s, s, t), (body, ((X, Y), (Y, S), (S, T)))),
        # a variable of the term left out, so that it is shared with what is put in
        ((x, y, s, t), (body, ((X, Y), (S, T)))),
        # a variable twice
        ((x, y, x, e, s, t), (body, ((X, Y), (X, eps), (S, T)))),
        # laws in the wrong order, or missing
        ((y, x, y, e, s, t), (body, pairs)),
        (premises[:-1], (body, pairs)),
        (premises, ((), pairs)),
        (premises, (body,)),
    ]
    for some, args in wrong:
        with pytest.raises(RuleError, match="equal-in-law-map"):
            builder.add("equal-in-law-map", some, args)


def test_components_need_independence_on_both_sides() -> None:
    builder, claim = begun("(X, Y) ~ (Y, eps)")
    known = named(claim)
    X, Y, eps = (known[name] for name in ("X", "Y", "eps"))
    x, y, e = given(builder, "X", "Y", "eps")
    one = builder.add("independent", (), (Independent((X, Y)),))
    two = builder.add("independent", (), (Independent((Y, eps)),))
    first, second = builder.add("equal-in-law", (x, y)), builder.add("equal-in-law", (y, e))
    builder.add("equal-in-law-vector", (one, two, first, second))
    for premises in (
        (one, first, second),
        (one, two, first),
        (one, two, second, first),
        (one, one, first, second),
        (one, two, first, second, second),
        (one,),
    ):
        with pytest.raises(RuleError, match="equal-in-law-vector"):
            builder.add("equal-in-law-vector", premises)


def test_means_must_be_those_of_the_goal_and_differ() -> None:
    _, claim = begun("X*Y*eps ~ X*Y")
    proof = refute_equal(claim, tuple((symbol, Integer(1)) for symbol in claim.scope.names))
    assert proof is not None
    builder = Builder(proof.claim, proof.at)
    for step in proof.steps[:-1]:
        builder.add(step.rule, step.premises, step.args)
    last = proof.steps[-1]
    goal, powers = last.args
    assert powers == (4,)  # 27 against 9: all lower moments agree
    other = EqualInLaw(goal.first, goal.first)
    for args in ((other, powers), (goal, (2,)), (goal, (4, 0)), (goal, (-1,)), (goal,)):
        with pytest.raises(RuleError, match="unequal-mean"):
            builder.add("unequal-mean", last.premises, args)
    for index in range(3):
        fewer = last.premises[:index] + last.premises[index + 1 :]
        with pytest.raises(RuleError, match="unequal-mean"):
            builder.add("unequal-mean", fewer, last.args)


def test_sums_must_be_those_of_the_goal() -> None:
    [found] = check_text(f"{LETS}refute (X, X) ~ (X, Y)")
    proof = found.proof
    assert proof is not None and proof.steps[-1].rule == "unequal-sum"
    builder = Builder(proof.claim, proof.at)
    for step in proof.steps[:-1]:
        builder.add(step.rule, step.premises, step.args)
    last = proof.steps[-1]
    goal, row = last.args
    for args in (
        (goal, (1, 0)),
        (goal, (1,)),
        (goal, (*row, 0)),
        (EqualInLaw(*[goal.second] * 2), row),
    ):
        with pytest.raises(RuleError, match="unequal-sum"):
            builder.add("unequal-sum", last.premises, args)


def test_a_forged_goal_is_rejected() -> None:
    [found] = check_text(f"{LETS}prove X - Y ~ Y - X")
    text = proof_to_json(found.proof)
    assert '"EqualInLaw"' in text
    with pytest.raises(Exception, match=r"codec|form"):
        replay(proof_from_json(text.replace('"second"', '"third"')))
