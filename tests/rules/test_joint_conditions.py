"""Regions of joint laws: ranges that nest, and conditions of which none is lost."""

from __future__ import annotations

import pytest
from sympy import Expr, Integer, Rational, Symbol, oo, sqrt

from symreparam.checker.replay import replay
from symreparam.documents.joint_ranges import nested
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.errors import Unsupported
from symreparam.pipeline import check_text
from symreparam.terms.scope import variable

S, T = variable("s"), variable("t")


@pytest.mark.parametrize(
    ("gaps", "bounds"),
    [
        ([S, T - S], ((S, 0, oo), (T, S, oo))),
        ([S, 1 - S, T, 1 - T, 1 - S - T], ((S, 0, 1), (T, 0, 1 - S))),
        ([S, T, T - S], ((S, 0, oo), (T, S, oo))),
        ([S, 1 - S, T, 1 - S * T, T - S], ((S, 0, 1), (T, S, 1 / S))),
        ([], ((S, -oo, oo), (T, -oo, oo))),
        ([1 - S**2 - T**2], ((S, -1, 1), (T, -sqrt(1 - S**2), sqrt(1 - S**2)))),
        ([1 - S**2 - 4 * T**2], ((S, -1, 1), (T, -sqrt((1 - S**2) / 4), sqrt((1 - S**2) / 4)))),
        ([4 - S**2 - T**2, T, S], ((S, 0, 2), (T, 0, sqrt(4 - S**2)))),
        ([S, S - abs(T)], ((S, 0, oo), (T, -S, S))),
        # in the other order, where no interval is empty
        ([T - S, T + S - 1], ((T, Rational(1, 2), oo), (S, 1 - T, T))),
        ([T, 1 - T, S - T, T + 1 - S], ((T, 0, 1), (S, T, T + 1))),
        ([S, 2 - S, T, 1 - T, T - S + 1, S - T], ((T, 0, 1), (S, T, T + 1))),
        ([S - T**2], ((T, -oo, oo), (S, T**2, oo))),
    ],
)
def test_nested_ranges(gaps: list[Expr], bounds: tuple[tuple[Symbol, Expr, Expr], ...]) -> None:
    found = nested([Integer(0) + gap for gap in gaps], (S, T))
    assert [(x, low, high) for x, low, high in found.bounds] == [tuple(b) for b in bounds]


@pytest.mark.parametrize(
    "gaps",
    [
        [1 - S**2 - S * T - 2 * T**2],
        [-(S**2) - T**2],
        [variable("p") ** 2 - S**2 - T**2],
        [1 - S**2 - T**2, 2 - S**2 - T**2],
        [S * T],
        [S - T**2, 1 - S],
        [S * T, 1 - S, 1 - T],
        [S + T, 1 - S - T, S - T**2],
    ],
)
def test_ranges_that_are_not_nested(gaps: list[Expr]) -> None:
    with pytest.raises(Unsupported):
        nested(gaps, (S, T))


# ranges and densities that were once read as less than they say
WEAK = """let p real
let q >= 0
let r > 0
let U, V ~ Uniform(0, 1)
let X, Y ~ Normal(0, 1)
let A, B ~ Exponential(1)
prove """
UNIT = "(U, V) has density 1 at (s, t) for "
NORMAL = "(X, Y) has density exp(-(s^2 + t^2)/2)/(2*pi)"
EXPONENTIAL = "(A, B) has density exp(-s - t) at (s, t) for "


@pytest.mark.parametrize(
    "goal",
    [
        UNIT + "0 < s < 1 and 0 < t < 1 and p < 1/2",
        UNIT + "0 < s < 1 and 0 < t < 1 and 2 < 1",
        UNIT + "0 < s < 1 < 1/2 and 0 < t < 1",
        UNIT + "s > 0 and q*s < q and 0 < t < 1",
        UNIT + "0 < s < 1 and 0 < t < 1 and s - s > 0",
        UNIT + "0 < s < 1 and 0 < t < p/p",
        NORMAL + " at (s, t) for s > oo and t real",
        NORMAL + " at (s, t) for s < -oo and t real",
        NORMAL + "*(p/p) at (s, t) for s real and t real",
        NORMAL + " + 0*log(s) at (s, t) for s real and t real",
        EXPONENTIAL + "q*s > 0 and t > 0",
        EXPONENTIAL + "p^2*s > 0 and t > 0",
        EXPONENTIAL + "s > 0 and abs(p)*t > 0",
        "X has density (p/p)*exp(-t^2/2)/sqrt(2*pi) for t real",
    ],
)
def test_no_condition_is_lost(goal: str) -> None:
    assert check_text(WEAK + goal)[0].verdict in ("error", "unsupported", "undecided")


@pytest.mark.parametrize(
    "goal",
    [UNIT + "0 < s < 1 and 0 < t < 1 and s < oo and 1 < 2", EXPONENTIAL + "r*s > 0 and t > 0"],
)
def test_conditions_that_say_nothing_more(goal: str) -> None:
    assert check_text(WEAK + goal)[0].verdict == "proved"


# factors that are no laws: their signs cancel in the product -------------------------------------
@pytest.mark.parametrize(
    "goal",
    [
        "(X, Y) ~ Independent(Normal(0, -1), Normal(0, -1))",
        "(X, Y) ~ Independent(Laplace(0, -1), Laplace(0, -1))",
        "(p*X, p*Y) ~ Independent(Normal(0, p), Normal(0, p))",
        "(X, q*Y) ~ Independent(Normal(0, 1), Normal(0, q))",
        "(X, p*Y) ~ Independent(Normal(0, 1), Normal(0, abs(p)))",
    ],
)
def test_a_claimed_factor_must_be_a_law(goal: str) -> None:
    [found] = check_text(WEAK.removesuffix("prove ") + "refute " + goal)
    assert found.verdict == "refuted", found.reason
    assert found.proof.steps[-1].rule == "joint-no-law"
    assert replay(proof_from_json(proof_to_json(found.proof)), found.claim).refuted


def test_a_sign_that_is_open_is_no_proof() -> None:
    lets = "let c != 0\nlet X, Y ~ Normal(0, 1)\n"
    goal = "prove (c*X, c*Y) ~ Independent(Normal(0, c), Normal(0, c))"
    assert check_text(lets + goal)[0].verdict == "refuted"
    positive = lets.replace("c != 0", "c > 0")
    assert check_text(positive + goal)[0].verdict == "proved"


@pytest.mark.parametrize(
    ("goal", "verdict"),
    [
        ("density 1 at (s, t) for 0 < t < 1 and t < s < t + 1", "proved"),
        ("density 1 at (s, t) for 0 < s < 2 and 0 < t < 1 and s - 1 < t < s", "proved"),
        ("density 1/2 at (s, t) for 0 < s < 2 and 0 < t < 1 and s - 1 < t < s", "refuted"),
        ("density 1 at (s, t) for 0 < t < 1 and t < s < 1", "refuted"),
    ],
)
def test_ranges_in_the_other_order(goal: str, verdict: str) -> None:
    [found] = check_text(f"let X, Y ~ Uniform(0, 1)\nprove (X + Y, X) has {goal}")
    assert found.verdict == verdict, found.reason
