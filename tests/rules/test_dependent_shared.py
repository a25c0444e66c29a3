"""dependent-shared: claims, a reject for each obligation, a mutant."""

from __future__ import annotations

import pytest
from sympy import Integer, Symbol

from symreparam.checker.replay import replay
from symreparam.derivation.builder import Builder
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Fails, Independent, Sign
from symreparam.pipeline import check_text
from symreparam.render.text import outcome_text
from symreparam.rules import dependent_shared
from symreparam.rules.dependent_shared import dependent_shared_rule
from symreparam.terms.region import NUMBERS

LETS = (
    "let a != 0\nlet c real\nlet X, Y ~ Normal(0, 1)\nlet M ~ Cauchy(0, 1)\n"
    "let B ~ Bernoulli(1/2)\n"
)
CLAIMS = [
    "X - Y, M + X",
    "a*X - exp(Y), 1/M + X",
    "Y, a*M - X^2, M",
    "B + M, 2*M",
]


@pytest.mark.parametrize("claim", CLAIMS)
def test_refuted(claim: str) -> None:
    [found] = check_text(f"{LETS}refute {claim} independent")
    assert found.verdict == "refuted", found.reason
    assert replay(proof_from_json(proof_to_json(found.proof)), found.claim).refuted
    assert "dependent-shared" not in outcome_text(found)


def test_no_shared_summand_is_none() -> None:
    for claim in ("X - Y, M + B", "X + Y, X - Y"):
        [found] = check_text(f"{LETS}prove {claim} independent")
        assert found.verdict == "proved", found.reason


[FOUND] = check_text(f"{LETS}prove X - Y, M + a*X, B + c independent")
assert FOUND.claim is not None and isinstance(FOUND.claim.goal, Independent)
GOAL = FOUND.claim.goal
SETTING = Builder(FOUND.claim).setting
A, C = SETTING.scope.names
X, Y, M, B = SETTING.claim.variables
ONE, SIGN = Integer(1), Sign(A, "!=", NUMBERS)
ARGS = (GOAL, 0, 1, X, ONE, -Y, A, M)


def test_accepted() -> None:
    assert dependent_shared_rule(SETTING, (SIGN,), ARGS) == Fails(GOAL)


def test_every_part_is_needed() -> None:
    def goal(left: object, right: object) -> Independent:
        return Independent((left, right))  # type: ignore[arg-type]

    for premises, args, code in (
        ((), ARGS, "slope"),
        ((Sign(C, "!=", NUMBERS),), ARGS, "slope"),
        ((Sign(A, ">=", NUMBERS),), ARGS, "slope"),
        ((SIGN,), ARGS[:7], "args"),
        ((SIGN,), (GOAL, 0, 0, *ARGS[3:]), "terms"),
        ((SIGN,), (GOAL, 0, 3, *ARGS[3:]), "terms"),
        ((SIGN,), (*ARGS[:5], Y, *ARGS[6:]), "sum"),
        ((SIGN,), (goal(X - Y, Y + A * X), 0, 1, X, ONE, -Y, A, Y), "common"),
        ((SIGN,), (goal(X - Y, X * X + A * X), 0, 1, X, ONE, -Y, A, X * X), "common"),
        ((), (goal(X - Y, Y * X + M), 0, 1, X, ONE, -Y, Y, M), "slope"),
        ((), (goal(B - Y, B + M), 0, 1, B, ONE, -Y, ONE, M), "law"),
        ((), (goal(C - Y, C + M), 0, 1, C, ONE, -Y, ONE, M), "law"),
    ):
        with pytest.raises(RuleError, match=rf"dependent-shared\.{code}"):
            dependent_shared_rule(SETTING, premises, args)


def test_a_planted_rule_for_what_is_shared_beside(monkeypatch: pytest.MonkeyPatch) -> None:
    """X - Y and X + Y are independent: Y is shared as well."""
    goal = Independent((X - Y, X + Y))
    args = (goal, 0, 1, X, ONE, -Y, ONE, Y)
    with pytest.raises(RuleError, match="common"):
        dependent_shared_rule(SETTING, (), args)
    monkeypatch.setattr(dependent_shared, "no_common_variable", lambda *_: None)
    assert dependent_shared_rule(SETTING, (), args) == Fails(goal)  # a falsehood


def test_a_constant_is_independent_of_itself() -> None:
    [found] = check_text("let P ~ Point(1)\nlet Z ~ Normal(0, 1)\nprove P + Z, P independent")
    assert found.verdict != "refuted"
    assert isinstance(X, Symbol)
