"""Affine images of normal vectors: accepts, and a reject for each obligation of the rules."""

from __future__ import annotations

from dataclasses import replace

import pytest
from settled import fails, holds, unfinished
from sympy import Integer, Symbol

from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Equal, HasLaw, HasNormalLaw, Sign
from symreparam.pipeline import check_text
from symreparam.rules.rule import Setting
from symreparam.rules.table import RULES
from symreparam.terms.law import Named
from symreparam.terms.scope import variable

MATRIX = "let m[1..2] real\nlet L[1..2, 1..2] real\nlet e[1..2] ~ Normal(0, 1)\n"
PAIR = "let X ~ Normal(1, 2)\nlet Y ~ Normal(0, 3)\n"
TRUE = [
    (MATRIX, "m + L @ e ~ MultivariateNormal(m, L @ transpose(L))"),
    (PAIR, "(X, 2*X) ~ MultivariateNormal((1, 2), ((4, 8), (8, 16)))"),
    (PAIR, "(X, Y, X - Y) ~ MultivariateNormal((1, 0, 1), ((4, 0, 4), (0, 9, -9), (4, -9, 13)))"),
    (PAIR, "((X + Y)^2 - X^2 - Y^2 - 2*X*Y + X, 3) ~ MultivariateNormal((1, 3), ((4, 0), (0, 0)))"),
    ("let a, b real\nlet X ~ Normal(0, 1)\n",
     "(a*X, b*X) ~ MultivariateNormal((0, 0), ((a^2, a*b), (a*b, b^2)))"),
]
FALSE = [
    (MATRIX, "m + L @ e ~ MultivariateNormal(m, transpose(L) @ L)"),
    (MATRIX, "m + L @ e ~ MultivariateNormal((0, 0), L @ transpose(L))"),
    (PAIR, "(X, 2*X) ~ MultivariateNormal((1, 2), ((4, 8), (8, 17)))"),
    (PAIR, "(X, Y) ~ MultivariateNormal((1, 0), ((2, 0), (0, 3)))"),
    # no covariance matrix at all
    (PAIR, "(X, Y) ~ MultivariateNormal((1, 0), ((4, 7), (7, 9)))"),
    ("let a, b real\nlet X ~ Normal(0, 1)\n",
     "(a*X, b*X) ~ MultivariateNormal((0, 0), ((a^2, 0), (0, b^2)))"),
]
# not affine, not normal, not independent: another route, or none
OPEN = [
    "let X, Y ~ Normal(0, 1)\nprove (X, X*Y) ~ MultivariateNormal((0, 0), ((1, 1), (1, 1)))",
    "let X ~ Logistic(0, 1)\nprove (X, X) ~ MultivariateNormal((0, 0), ((1, 1), (1, 1)))",
    "let M ~ Normal(0, 1)\nlet X ~ Normal(M, 1)\n"
    "prove (X, M) ~ MultivariateNormal((0, 0), ((1, 0), (0, 1)))",
    "let X ~ Normal(0, 1)\nprove (X, abs(X)) ~ MultivariateNormal((0, 0), ((1, 1), (1, 1)))",
]


@pytest.mark.parametrize(("lets", "goal"), TRUE)
def test_true(lets: str, goal: str) -> None:
    holds(lets, goal)


@pytest.mark.parametrize(("lets", "goal"), FALSE)
def test_false(lets: str, goal: str) -> None:
    fails(lets, goal)


@pytest.mark.parametrize("text", OPEN)
def test_not_proved(text: str) -> None:
    [found] = check_text(text)
    assert found.verdict != "proved"


def _step(word: str = "prove", goal: str = TRUE[1][1]):
    builder, proof = unfinished(PAIR, goal, word)
    last = proof.steps[-1]
    known = tuple(proof.steps[index].conclusion for index in last.premises)
    return builder.setting, known, last.args, last.rule


def test_the_step_itself_is_accepted() -> None:
    setting, known, args, rule = _step()
    assert RULES[rule](setting, known, args) == args[0]


@pytest.mark.parametrize("code", ["mean", "covariance", "affine"])
def test_every_equality_is_needed(code: str) -> None:
    setting, known, args, rule = _step()
    goal = args[0]
    assert isinstance(goal, HasNormalLaw)

    def dropped(premise: object) -> bool:
        if not isinstance(premise, Equal):
            return False
        if code == "affine":
            return bool(premise.over.bounds)
        side = goal.mean if code == "mean" else (goal.covariance[0][1],)
        return not premise.over.bounds and premise.left in side

    kept = tuple(premise for premise in known if not dropped(premise))
    assert len(kept) < len(known)
    with pytest.raises(RuleError, match=f"normal-image.{code}"):
        RULES[rule](setting, kept, args)


def _changed(setting: Setting, known: tuple, args: tuple, what: str) -> tuple:
    goal, letters, rows, rest = args
    first = known[0]
    if what == "law":
        other = HasLaw(first.subject, Named("Laplace", first.law.arguments))
        return setting, (other, *known[1:]), args
    if what == "constant":
        random = Named("Normal", (setting.claim.variables[0], Integer(1)))
        return setting, (HasLaw(first.subject, random), *known[1:]), args
    if what == "letters":
        return setting, known, (goal, (setting.claim.variables[0],), rows, rest)
    if what == "other":
        swapped = HasLaw(Symbol("W", real=True), first.law)
        return setting, (swapped, *known[1:]), args
    return setting, known, (goal, letters, rows[:1], rest)


@pytest.mark.parametrize("what", ["law", "constant", "letters", "other", "rows"])
def test_other_rejects(what: str) -> None:
    with pytest.raises(RuleError, match=f"normal-image.{what}"):
        RULES["normal-image"](*_changed(*_step()[:3], what))


def test_terms_that_share_a_variable_are_not_independent() -> None:
    setting, known, args, rule = _step()
    twice = HasLaw(2 * known[0].subject, known[0].law)
    goal, letters, rows, rest = args
    more = (*letters, variable("u_9"))
    wide = tuple((*row, Integer(0)) for row in rows)
    with pytest.raises(RuleError, match=r"normal-image.independent"):
        RULES[rule](setting, (known[0], twice, *known[1:]), (goal, more, wide, rest))


def test_a_counterexample_needs_its_sign_and_its_entry() -> None:
    setting, known, args, rule = _step("refute", FALSE[4][1])
    without = tuple(premise for premise in known if not isinstance(premise, Sign))
    with pytest.raises(RuleError, match=r"normal-image-fails.apart"):
        RULES[rule](setting, without, args)
    with pytest.raises(RuleError, match=r"normal-image-fails.apart"):
        RULES[rule](setting, known, (*args[:4], 0, 0))
    with pytest.raises(RuleError, match=r"normal-image-fails.index"):
        RULES[rule](setting, known, (*args[:4], 5, 0))


def test_shapes_must_fit() -> None:
    setting, known, args, rule = _step()
    goal = args[0]
    assert isinstance(goal, HasNormalLaw)
    [found] = check_text(PAIR + "prove (X, 2*X) ~ MultivariateNormal((1, 2, 3), ((4, 8), (8, 16)))")
    assert found.verdict == "error"
    longer = replace(goal, subjects=(*goal.subjects, goal.subjects[0]))
    with pytest.raises(RuleError):
        RULES[rule](setting, known, (longer, *args[1:]))
