"""Remainders of whole combinations of uniform variables: claims, and each obligation."""

from __future__ import annotations

import pytest
from settled import fails, holds, unfinished
from sympy import Expr, Integer, Rational, floor

from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Independent
from symreparam.pipeline import Options, check_text
from symreparam.rules import circle_independence as module

PLAIN = Options(cross_check=False, explain=False)
LETS = """let c real
let U, V, W ~ Uniform(0, 1)
let A, B ~ Uniform(0, 2*pi)
let D, F ~ Uniform(-1, 1)
let X ~ Normal(0, 1)
"""
TRUE = [
    "mod(U + 2*V, 1), mod(U + V, 1) independent",
    "mod(U + V, 1), mod(V + W, 1), mod(U + W, 1) independent",
    "mod(U + V, 1), V independent",
    "mod(A + B, 2*pi), mod(A - B, 2*pi) independent",
    "mod(D/2 + F, 1), mod(D, 1) independent",
    "mod(U + 2*V + c, 1), mod(U - c, 1) independent",
    "mod(U + X, 1), mod(V + X^2, 1) independent",
]
FALSE = [
    "mod(U + 2*V, 1), mod(U + V, 1), mod(V, 1) independent",
    "mod(U - V, 1), mod(V - W, 1), mod(W - U, 1) independent",
    "mod(2*U, 1), mod(3*U, 1) independent",
    "mod(2*U + c, 1), U independent",
    "mod(A + B, pi), mod(2*A + 2*B, 2*pi) independent",
]


def mod(term: Expr) -> Expr:
    return term - floor(term)


@pytest.mark.parametrize("goal", TRUE)
def test_true_claims(goal: str) -> None:
    holds(LETS, goal)


@pytest.mark.parametrize("goal", FALSE)
def test_false_claims(goal: str) -> None:
    [found] = check_text(f"{LETS}refute {goal}", options=PLAIN)
    assert found.ok, found.reason


def test_a_counterexample_is_told() -> None:
    fails(LETS, FALSE[3])


@pytest.mark.parametrize("kind", ["independent-circle", "dependent-circle"])
def test_every_part_is_needed(kind: str) -> None:
    goal, word = (TRUE[0], "prove") if kind[0] == "i" else (FALSE[2], "refute")
    builder, proof = unfinished(LETS, goal, word)
    step = next(s for s in proof.steps if s.rule == kind)
    known, names = step.args
    assert isinstance(known, Independent)
    builder.add(step.rule, step.premises, step.args)
    x = next(v for v in builder.claim.variables if v in names)
    first, *others = known.subjects
    for wrong in (
        (known, names[:-1]),
        (known, (*names, x)),
        (known, ()),
        (Independent((first + 1, *others)), names),
        (Independent((x**2, *others)), names),
        (Independent((mod(x / 2), *others)), names),
        (Independent((mod(x**2), *others)), names),
        (Independent((mod(Integer(3) / 2 + 0 * x), *others)), names),
        (known,),
    ):
        with pytest.raises(RuleError, match="circle"):
            builder.add(step.rule, step.premises, wrong)
    with pytest.raises(RuleError, match=kind):
        builder.add(step.rule, step.premises[1:], step.args)


def test_one_rule_is_not_the_other() -> None:
    for goal, word, other in (
        (TRUE[0], "prove", "dependent-circle"),
        (FALSE[2], "refute", "independent-circle"),
    ):
        builder, proof = unfinished(LETS, goal, word)
        step = next(s for s in proof.steps if s.rule.endswith("-circle"))
        with pytest.raises(RuleError, match=f"{other}.rank"):
            builder.add(other, step.premises, step.args)


def test_another_law_is_not_uniform() -> None:
    for law in ("Beta(2, 1)",):
        block = f"let U ~ {law}\nlet V ~ Uniform(0, 1)\n"
        block += "prove mod(U/3 + V/2, 1), mod(U/2 + V/3, 1) independent"
        assert check_text(block, options=PLAIN)[0].verdict != "proved"


def test_the_whole_numbers() -> None:
    [found] = check_text(LETS + "prove " + TRUE[0], options=PLAIN)
    assert found.claim is not None
    u, v = (s for s in found.claim.variables if str(s) in "UV")
    one = {u: Integer(1), v: Integer(1)}
    assert module.whole_row(u + 2 * v, Integer(1), one)[0] == (1, 2)
    for wrong in (u / 2 + v, u * v, u**2 + v, u + v**2):
        assert module.whole_row(wrong, Integer(1), one)[0] is None
    assert module.whole_row(u, Rational(1, 2), one)[0] == (2, 0)


def test_a_wrong_rank_proves_a_falsehood(monkeypatch: pytest.MonkeyPatch) -> None:
    builder, proof = unfinished(LETS, FALSE[2], "refute")
    step = next(s for s in proof.steps if s.rule == "dependent-circle")

    class Full:
        def __init__(self, rows: list[list[int]]) -> None:
            self.rows = rows

        def rank(self) -> int:
            return len(self.rows)

    monkeypatch.setattr(module, "fmpz_mat", Full)
    builder.add("independent-circle", step.premises, step.args)
