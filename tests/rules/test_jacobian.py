"""Jacobian determinants: the constraint transforms of the literature, and every obligation."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sympy import Integer, Rational

from symreparam.checker.replay import replay
from symreparam.derivation.builder import Builder
from symreparam.documents.meaning import goals
from symreparam.documents.parse import parse_block
from symreparam.documents.scope_check import check_names
from symreparam.families.table import FAMILY_NAMES
from symreparam.logic.claim import Claim
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.errors import ProofError, RuleError
from symreparam.logic.judgement import Jacobian
from symreparam.pipeline import check_text
from symreparam.render.goals_text import claim_text
from symreparam.rules.jacobian import determinant_at
from symreparam.terms.region import NUMBERS, Region
from symreparam.terms.scope import variable

LETS = """let x, y, z real
let a, b, c > 0
let d real
let 0 < u < 1
let 0 < v < 1
let pair = (x + y, x*y)
let X ~ Normal(0, 1)
"""
TRUE = [
    "jacobian(pair; x, y) = abs(x - y)",
    "abs(y - x) = jacobian(pair; x, y)",
    "jacobian(exp(x); x) = exp(x)",
    "jacobian((a*cos(d), a*sin(d)); a, d) = a",
    "jacobian((a*sin(u)*cos(d), a*sin(u)*sin(d), a*cos(u)); a, u, d) = a^2*sin(u)",
    # stick-breaking, softmax, ordered, bounds, Cholesky factor, planar flow, correlations
    "jacobian((u, (1 - u)*v); u, v) = 1 - u",
    "jacobian((sigmoid(x), (1 - sigmoid(x))*sigmoid(y)); x, y) = "
    "sigmoid(x)*(1 - sigmoid(x))^2*sigmoid(y)*(1 - sigmoid(y))",
    "jacobian((exp(x)/(1 + exp(x) + exp(y)), exp(y)/(1 + exp(x) + exp(y))); x, y) = "
    "exp(x + y)/(1 + exp(x) + exp(y))^3",
    "jacobian((x, x + exp(y), x + exp(y) + exp(z)); x, y, z) = exp(y + z)",
    "jacobian(d + b*sigmoid(x); x) = b*sigmoid(x)*(1 - sigmoid(x))",
    "jacobian((a^2, a*d, d^2 + c^2); a, d, c) = 4*a^2*c",
    "jacobian((x + a*tanh(b*x + c*y), y + d*tanh(b*x + c*y)); x, y) = "
    "abs(1 + (a*b + d*c)*(1 - tanh(b*x + c*y)^2))",
    "jacobian((tanh(x), sqrt(1 - tanh(x)^2)*tanh(y)); x, y) = "
    "(1 - tanh(x)^2)^(3/2)*(1 - tanh(y)^2)",
    "jacobian((x^2, x^2); x, y) = 0",
]
FALSE = [
    "jacobian(pair; x, y) = x - y",
    "jacobian((a*cos(d), a*sin(d)); a, d) = a^2",
    "jacobian((x, x + exp(y), x + exp(y) + exp(z)); x, y, z) = exp(y)",
    "jacobian((x^2, y); x, y) = 2*x",
    "jacobian(max(x, y); x) = 1",
    "jacobian((u, (1 - u)*v); u, v) = u",
    "jacobian((x + a*tanh(b*x + c*y), y + d*tanh(b*x + c*y)); x, y) = "
    "1 + (a*b + d*c)*(1 - tanh(b*x + c*y)^2)",
]
NEITHER = [
    ("jacobian(abs(x); x) = 1", "undecided"),  # no derivative at 0
    ("jacobian((x^(1/3))^3; x) = 1", "error"),
    ("jacobian(1/x; x) = 1/x^2", "error"),
    ("jacobian((x, y); x, x) = 1", "error"),
    ("jacobian((X, y); x, y) = 1", "error"),
    ("jacobian(pair; x) = 1", "error"),
    ("jacobian(max(x, y); x) = indicator(x > y)", "undecided"),
]


def claim(goal: str) -> Claim:
    [found] = goals(check_names(parse_block(f"{LETS}prove {goal}"), FAMILY_NAMES))
    assert found.claim is not None
    return found.claim


@pytest.mark.parametrize("goal", TRUE)
def test_true_claims(goal: str) -> None:
    [found] = check_text(f"{LETS}prove {goal}")
    assert found.verdict == "proved", found.reason
    assert not replay(proof_from_json(proof_to_json(found.proof)), found.claim).refuted
    assert "jacobian(" in claim_text(found.claim)


@pytest.mark.parametrize("goal", FALSE)
def test_false_claims(goal: str) -> None:
    [found] = check_text(f"{LETS}refute {goal}")
    assert found.verdict == "refuted", found.reason
    assert replay(proof_from_json(proof_to_json(found.proof)), found.claim).refuted


@pytest.mark.parametrize(("goal", "verdict"), NEITHER)
def test_what_is_neither(goal: str, verdict: str) -> None:
    assert check_text(f"{LETS}prove {goal}")[0].verdict == verdict


def steps(goal: str, **values: int) -> tuple[Builder, Jacobian]:
    found = claim(goal)
    at = tuple((s, Rational(values.get(str(s), 1))) for s in found.scope.names) if values else ()
    builder = Builder(found, at)
    assert isinstance(builder.claim.goal, Jacobian)
    return builder, builder.claim.goal


def test_the_value_is_a_premise() -> None:
    builder, goal = steps(TRUE[0])
    same = builder.equal(determinant_at(goal), goal.value, NUMBERS)
    builder.add("jacobian", (same,), (goal, NUMBERS))
    for premises, other in (
        ((), goal),
        ((same,), replace(goal, value=2 * goal.value)),
        ((same,), replace(goal, subjects=goal.subjects[::-1], value=goal.value + 1)),
    ):
        with pytest.raises(RuleError, match=r"jacobian\.value"):
            builder.add("jacobian", premises, (other, NUMBERS))


def test_no_derivative_no_determinant() -> None:
    """Planted: sign(x) as the derivative of |x|, whose absolute value is 1 off a null set."""
    builder, goal = steps("jacobian(abs(x); x) = abs(sign(x))")
    same = builder.equal(determinant_at(goal), goal.value, NUMBERS)
    with pytest.raises(RuleError, match=r"jacobian\.smooth"):
        builder.add("jacobian", (same,), (goal, NUMBERS))


def test_the_point_is_made_of_different_free_parameters() -> None:
    builder, goal = steps(TRUE[0])
    same = builder.equal(determinant_at(goal), goal.value, NUMBERS)
    x, y = goal.point
    for other in (
        replace(goal, point=(x, x)),
        replace(goal, point=(x, Integer(1))),
        replace(goal, point=(x, x + y)),
        replace(goal, subjects=(goal.subjects[0] + x - x + x, goal.subjects[1])),
    ):
        with pytest.raises(RuleError, match="jacobian"):
            builder.add("jacobian", (same,), (other, NUMBERS))


def test_the_box_must_surround_the_point() -> None:
    builder, goal = steps(FALSE[0], x=1, y=3)
    apart = builder.sign(determinant_at(goal) - goal.value, NUMBERS)
    (first, p), (second, q) = zip(goal.letters, goal.point, strict=True)
    box = Region(((first, p - 1, p + 1), (second, q - 1, q + 1)))
    builder.add("jacobian-fails", (apart,), (goal, box))
    for wrong in (
        NUMBERS,
        Region(((first, p, p + 1), (second, q - 1, q + 1))),
        Region(((first, p - 1, p + 1),)),
        Region(((second, q - 1, q + 1), (first, p - 1, p + 1))),
    ):
        with pytest.raises(RuleError, match="jacobian-fails"):
            builder.add("jacobian-fails", (apart,), (goal, wrong))
    with pytest.raises(RuleError, match=r"jacobian-fails\.gap"):
        builder.add("jacobian-fails", (), (goal, box))


def test_letters_are_new() -> None:
    [found] = check_text(f"{LETS}prove {TRUE[0]}")
    goal = found.claim.goal
    for letters in ((variable("d"), goal.letters[1]), (goal.letters[0],) * 2, goal.letters[:1]):
        other = replace(found.claim, goal=replace(goal, letters=letters))
        forged = replace(found.proof, claim=other)
        with pytest.raises(ProofError):
            replay(forged)


CHOLESKY = "jacobian((a^2, a*b, b^2 + c^2, a*d, b*d + c*g, d^2 + g^2 + f^2); a, b, c, d, g, f)"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (f"{CHOLESKY} = 8*a^3*c^2*f", "proved"),
        (f"{CHOLESKY} = 8*a^2*c^2*f", "refuted"),
    ],
)
def test_the_cholesky_factor_of_three_dimensions(claim: str, verdict: str) -> None:
    lets = "let a, c, f > 0\nlet b, d, g real\n"
    [found] = check_text(f"{lets}prove {claim}")
    assert found.verdict == verdict, found.reason


def test_seven_rows_are_too_many() -> None:
    names = "a, b, c, d, e, f, g"
    [found] = check_text(f"let {names} real\nprove jacobian(({names}); {names}) = 1")
    assert found.verdict == "unsupported"
    assert "more than 6 rows" in found.reason
