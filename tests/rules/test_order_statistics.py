"""Order statistics: claims about medians, ranges and extremes, rejects, a planted version."""

from __future__ import annotations

from itertools import permutations

import pytest
from sympy import Integer, Max, Min, Rational, exp

from symreparam.checker.replay import replay
from symreparam.derivation.builder import Builder
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.errors import RuleError
from symreparam.logic.proof import Proof
from symreparam.pipeline import check_text
from symreparam.rules import order_statistics
from symreparam.rules.order_statistics import leaves, rank_of
from symreparam.terms.scope import variable, whole

THREE = "let U, V, W ~ Uniform(0, 1)\n"
MEDIAN = "max(min(U, V), min(U, W), min(V, W))"
TRUE = [
    f"{THREE}prove {MEDIAN} ~ Beta(2, 2)",
    f"{THREE}prove max(min(U, V), min(max(U, V), W)) ~ Beta(2, 2)",
    f"{THREE}prove max(U, V, W) - min(U, V, W) ~ Beta(2, 2)",
    f"{THREE}prove E(max(U, V, W) - min(U, V, W)) = 1/2",
    "let a real\nlet b > a\nlet U, V, W ~ Uniform(a, b)\n"
    "prove (max(U, V, W) - min(U, V, W))/(b - a) ~ Beta(2, 2)",
    "let U, V, W, X ~ Uniform(0, 1)\nprove max(U, V, W, X) - min(U, V, W, X) ~ Beta(3, 2)",
    f"let a > 0\nlet U, V, W ~ Exponential(a)\nprove {MEDIAN} - min(U, V, W) ~ Exponential(2*a)",
    f"let U, V, W ~ Logistic(0, 1)\nprove exp({MEDIAN}) ~ BetaPrime(2, 2)",
    f"{THREE}prove min(U, V, W)/max(U, V, W) ~ Beta(1, 2)",
    "let X, Y ~ Normal(0, 1)\nprove E(max(X, Y)) = 1/sqrt(pi)",
    "let m real\nlet s > 0\nlet X, Y ~ Normal(m, s)\nprove E(min(X, Y)) = m - s/sqrt(pi)",
    "let -1 < r < 1\nlet (x, y) ~ MultivariateNormal((0, 0), ((1, r), (r, 1)))\n"
    "prove E(max(x, y)) = sqrt((1 - r)/pi)",
]
FALSE = [
    "let X, Y ~ Normal(0, 1)\nrefute E(max(X, Y)) = 1/pi",
    "let X, Y ~ Normal(0, 1)\nrefute E(min(X, Y)) = 1/sqrt(pi)",
    f"{THREE}refute {MEDIAN} ~ Beta(1, 2)",
    f"{THREE}refute max(U, V, W) - min(U, V, W) ~ Beta(3, 1)",
    f"let a > 0\nlet U, V, W ~ Exponential(a)\nrefute {MEDIAN} - min(U, V, W) ~ Exponential(a)",
    "let U, V ~ Uniform(0, 1)\nlet W ~ Uniform(0, 2)\n"
    "refute max(U, V, W) - min(U, V, W) ~ Beta(2, 2)",
]


@pytest.mark.parametrize("text", TRUE)
def test_proved(text: str) -> None:
    [found] = check_text(text)
    assert found.verdict == "proved", found.reason
    assert not replay(proof_from_json(proof_to_json(found.proof)), found.claim).refuted


@pytest.mark.parametrize("text", FALSE)
def test_refuted(text: str) -> None:
    [found] = check_text(text)
    assert (found.verdict, found.ok) == ("refuted", True)


X, Y, Z, W = (variable(name) for name in "XYZW")
THREE_VALUES = (X, Y, Z)
TERMS = [
    Max(X, Y, Z),
    Min(X, Y, Z),
    Max(Min(X, Y), Min(Y, Z), Min(X, Z)),
    Min(Max(X, Y), Max(Y, Z), Max(X, Z)),
    Max(Min(X, Y), Min(Max(X, Y), Z)),
    Max(X, Min(Y, Z)),
    Max(X, Y),
    Min(X, Max(Y, Z)),
    X,
    Max(X, Y, Z) + 1,
    Max(X, 2),
]


@pytest.mark.parametrize("term", TERMS, ids=str)
def test_the_rank_is_that_of_every_order(term) -> None:
    """Against all orders of three numbers: a rank is claimed where all agree, and just there."""
    found = set()
    for order in permutations((10, 20, 30)):
        value = term.xreplace(dict(zip(THREE_VALUES, map(Integer, order), strict=True)))
        found.add({10: 1, 20: 2, 30: 3}.get(value))
    wanted = found.pop() if len(found) == 1 else None
    assert rank_of(term, THREE_VALUES) == wanted


def test_leaves() -> None:
    assert set(leaves(Max(Min(X, Y), Z, exp(Max(W, X))))) == {X, Y, Z, exp(Max(W, X))}
    assert rank_of(Max(X, Y), (X, Y)) == 2 and rank_of(Max(X, Y), (X, Y, Z)) is None


def unfinished(proof: Proof, rule: str) -> tuple[Builder, tuple[int, ...], tuple]:
    builder = Builder(proof.claim, proof.at)
    for step in proof.steps:
        if step.rule == rule:
            return builder, step.premises, step.args
        builder.add(step.rule, step.premises, step.args)
    raise AssertionError(rule)


def test_every_part_of_an_order_statistic_is_needed() -> None:
    lets = "let U, V, W ~ Exponential(1)\nlet Y ~ Exponential(2)\n"
    [found] = check_text(f"{lets}prove E({MEDIAN} + Y) = 4/3")
    builder, premises, (term, letter) = unfinished(found.proof, "order-statistic")
    u, v, w, y = builder.claim.variables
    for index in range(3):
        with pytest.raises(RuleError, match="order-statistic"):
            given = premises[:index] + premises[index + 1 :]
            builder.add("order-statistic", given, (term, letter))
    with pytest.raises(RuleError, match="order-statistic"):
        builder.add("order-statistic", (*premises[:2], premises[0]), (term, letter))
    for taken in (u, y, whole("k"), Integer(1)):  # a letter of its own, for real numbers
        with pytest.raises(RuleError, match=r"order-statistic.letter|form.capture"):
            builder.add("order-statistic", premises, (term, taken))
    wrong = {
        "rank": [Max(u, Min(v, w)), Min(Max(u, v), w)],
        "same": [Max(u, v, y), Max(u, v, 2 * w), Min(u, v, w + 1)],
        "values": [u, Max(u, 1), Max(u, v, exp(u)), Max(u, v, u * w), Max(u, v) + 1],
        "law": [Max(v, w, 3 * u)],
    }
    for code, terms in wrong.items():
        for other in terms:
            with pytest.raises(RuleError, match=f"order-statistic.({code}|same|law)"):
                builder.add("order-statistic", premises, (other, letter))
    with pytest.raises(RuleError, match="letter"):
        builder.add("order-statistic", premises, (term, whole("k")))
    # the distribution function must start at 0
    [x] = [builder.conclusion(premises[1]).map.variable]
    law = builder.conclusion(premises[0]).law
    from symreparam.terms.mapping import Map

    moved = Map(x, builder.conclusion(premises[1]).map.body + Rational(1, 2), law.pieces[0].region)
    known = builder.add("defined", (), (moved.body, moved.source))
    slope = builder.add("derivative", (known,), (moved, law.pieces[0].density))
    start = builder.add("limit", (), (moved, "lower", Rational(1, 2)))
    with pytest.raises(RuleError, match="limit"):
        builder.add("order-statistic", (premises[0], slope, start), (term, letter))


def test_every_part_of_two_order_statistics_is_needed() -> None:
    [found] = check_text(f"{THREE}prove max(U, V, W) - min(U, V, W) ~ Beta(2, 2)")
    builder, premises, (low, high, s, t) = unfinished(found.proof, "order-statistics")
    u, v, w = builder.claim.variables
    for index in range(3):
        with pytest.raises(RuleError, match="order-statistics"):
            given = premises[:index] + premises[index + 1 :]
            builder.add("order-statistics", given, (low, high, s, t))
    wrong = [
        (high, low, s, t),
        (low, low, s, t),
        (low, high, s, s),
        (low, high, s, whole("k")),
        (low, Max(u, v), s, t),
        (Min(u, v), high, s, t),
        (low, Max(u, v, w, 1), s, t),
    ]
    for args in wrong:
        with pytest.raises(RuleError, match="order-statistics"):
            builder.add("order-statistics", premises, args)


def test_one_component_is_needed_for_its_law() -> None:
    [found] = check_text(f"{THREE}prove max(U, V, W) - min(U, V, W) ~ Beta(2, 2)")
    builder, premises, args = unfinished(found.proof, "order-statistics")
    joint = builder.add("order-statistics", premises, args)
    with pytest.raises(RuleError, match="dimension"):
        builder.add("joint-single", (joint,))
    with pytest.raises(RuleError, match="law"):
        builder.add("joint-single", premises[:1])


def test_a_planted_rank_by_one_order_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """max(U, min(V, W)) is the median where U < V < W and is no order statistic."""
    text = f"{THREE}prove max(U, min(V, W)) ~ Beta(2, 2)"
    assert check_text(text)[0].verdict == "refuted"

    def by_one_order(term, values) -> int | None:
        swap = {value: Integer(k) for k, value in enumerate(values, 1)}
        found = term.xreplace(swap)
        return int(found) if found.is_Integer else None

    [found] = check_text(f"{THREE}prove {MEDIAN} ~ Beta(2, 2)")
    builder, premises, (_, letter) = unfinished(found.proof, "order-statistic")
    u, v, w = builder.claim.variables
    monkeypatch.setattr(order_statistics, "rank_of", by_one_order)
    builder.add("order-statistic", premises, (Max(u, Min(v, w)), letter))  # a falsehood
