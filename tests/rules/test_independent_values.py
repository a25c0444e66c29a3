"""Independence of terms with few values, and the signs of products: claims, rejects, a planted
wrong version."""

from __future__ import annotations

import pytest
from sympy import Expr, Integer, Piecewise, Rational, ceiling, floor, sign, zoo

from symreparam.checker.replay import replay
from symreparam.decide.answer import Context, Proved
from symreparam.decide.zero import equal
from symreparam.derivation.builder import Builder
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Defined, Equal, HasLaw, Independent, Sign
from symreparam.logic.proof import Proof
from symreparam.pipeline import check_text
from symreparam.rules import independent_values
from symreparam.rules.signs_of_products import equal_signs_rule, products, signs_apart
from symreparam.terms.law import Atom, Law
from symreparam.terms.region import NUMBERS, Region
from symreparam.terms.scope import Scope, variable

LETS = """let 0 < p < 1
let X, Y, W ~ Normal(0, 1)
let C, D ~ Cauchy(0, 2)
let V ~ Normal(1, 1)
let U ~ Uniform(0, 1)
let A, B ~ Bernoulli(p)
let R, S ~ Rademacher()
"""
TRUE = [
    "floor(2*U), mod(floor(4*U), 2) independent",
    "floor(2*U), mod(floor(4*U), 2), mod(floor(8*U), 2) independent",
    "sign(X*Y), sign(Y*W) independent",
    "indicator(C*D < 0), sign(D) independent",
    "indicator(X*V > 0), indicator(V > 0) independent",
    "sign(X/Y) ~ Rademacher()",
    "indicator(X*Y >= 0) ~ Bernoulli(1/2)",
    "P(X*Y > 0) = 1/2",
]
FALSE = [
    "A*B, A independent",
    "floor(2*U), floor(3*U) independent",
    "indicator(U < p), indicator(U > 1/2) independent",
]


CLAIMS = [*(("prove", goal, "proved") for goal in TRUE)]
CLAIMS += [("refute", goal, "refuted") for goal in FALSE]


@pytest.mark.parametrize(("word", "goal", "verdict"), CLAIMS)
def test_claims(word: str, goal: str, verdict: str) -> None:
    [found] = check_text(f"{LETS}{word} {goal}")
    assert found.verdict == verdict, found.reason
    assert found.proof is not None
    replay(proof_from_json(proof_to_json(found.proof)))


def _unfinished(text: str) -> tuple[Builder, Proof]:
    [found] = check_text(text)
    assert found.proof is not None
    builder = Builder(found.proof.claim, found.proof.at)
    builder.steps += found.proof.steps[:-1]
    return builder, found.proof


def test_every_part_of_a_proof_by_values_is_needed() -> None:
    text = "let U ~ Uniform(0, 1)\nprove floor(2*U), mod(floor(4*U), 2) independent"
    builder, proof = _unfinished(text)
    step = proof.steps[-1]
    assert step.rule == "independent-values"
    goal, weights = step.args
    assert isinstance(goal, Independent)
    given = step.premises
    wrong = [
        (given[:-1], (goal, weights)),
        ((*given, given[-1]), (goal, weights)),
        ((given[1], given[0], *given[2:]), (goal, weights)),
        ((*given[:2], given[0], *given[3:]), (goal, weights)),
        (given, (Independent(goal.subjects[::-1]), weights)),
        (given, (goal, (Integer(1), Integer(1)))),
        (given, (goal, (Integer(1),))),
        (given, (goal, (Integer(1), variable("w")))),
    ]
    for premises, args in wrong:
        with pytest.raises(RuleError):
            builder.add("independent-values", premises, args)
    with pytest.raises(RuleError):
        builder.add("dependent-values", given[:4], (goal, weights, 0))
    with pytest.raises(RuleError):
        builder.add("dependent-values", given[:4], (goal, weights, 99))


S, T = variable("s"), variable("t")
LINE = Scope(())


def _law(subject: Expr, *atoms: tuple[Expr, Expr]) -> HasLaw:
    return HasLaw(subject, Law(S, (), tuple(Atom(point, mass) for point, mass in atoms)))


HALF = Rational(1, 2)
ONE, NONE = Integer(1), Integer(0)
X, Y = variable("X"), variable("Y")
GOAL = Independent((X, Y))
COIN = ((NONE, HALF), (ONE, HALF))


def test_sums_that_meet_tell_no_values() -> None:
    """With weights 1 and 1 the values (0, 1) and (1, 0) have one sum."""
    both = _law(X + Y, (NONE, HALF), (Integer(2), HALF))
    known = (_law(X, *COIN), _law(Y, *COIN), both)
    with pytest.raises(RuleError, match="distinct"):
        independent_values.joint_values(GOAL, known, (ONE, ONE), "code")
    apart = _law(X + 2 * Y, (NONE, HALF), (Integer(3), HALF))
    rows = independent_values.joint_values(GOAL, (*known[:2], apart), (ONE, ONE * 2), "code")
    quarter = Rational(1, 4)
    assert rows == [(HALF, quarter), (NONE, quarter), (NONE, quarter), (HALF, quarter)]


def test_laws_with_other_parts_are_no_tables() -> None:
    twice = _law(X, (NONE, HALF), (NONE, HALF))
    strange = _law(X, (T, HALF), (ONE, HALF))
    both = _law(X + 2 * Y, (NONE, ONE))
    for first in (twice, strange, _law(Y, *COIN)):
        with pytest.raises(RuleError):
            premises = (first, _law(Y, *COIN), both)
            independent_values.joint_values(GOAL, premises, (ONE, ONE * 2), "code")


def test_a_planted_table_without_the_missing_masses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Choices that never happen count as well: their probability is 0, not their product."""
    text = "let R ~ Rademacher()\nrefute R, R independent"
    real = independent_values.joint_values
    builder, _ = _unfinished("let R, S ~ Rademacher()\nprove sign(R), sign(S*R) independent")
    r = builder.claim.variables[0]
    goal, weights = Independent((r, r)), (ONE, Integer(2))
    known = (_law(r, (-ONE, HALF), (ONE, HALF)),) * 2
    whole = _law(3 * r, (-3 * ONE, HALF), (3 * ONE, HALF))
    rows = real(goal, (*known, whole), weights, "code")
    assert [joint for joint, _ in rows] == [HALF, NONE, NONE, HALF]
    assert check_text(text)[0].verdict == "refuted"

    def short(*args: object) -> list[tuple[Expr, Expr]]:
        return [(separate, separate) for _, separate in real(*args)]  # type: ignore[arg-type]

    monkeypatch.setattr(independent_values, "joint_values", short)
    premises = (*known, whole, *(Equal(same, same, NUMBERS) for _, same in rows))
    setting = builder.setting
    independent_values.independent_values_rule(setting, premises, (goal, weights))  # a falsehood
    monkeypatch.undo()
    with pytest.raises(RuleError, match="product"):
        independent_values.independent_values_rule(setting, premises, (goal, weights))
    apart = Sign(rows[0][0] - rows[0][1], "+", NUMBERS)
    args = (goal, weights, 0)
    independent_values.dependent_values_rule(setting, (*known, whole, apart), args)
    with pytest.raises(RuleError, match="apart"):
        independent_values.dependent_values_rule(setting, (*known, whole, apart), (*args[:2], 1))


PLANE = Region(((S, -Integer(1), Integer(1)), (T, -Integer(1), Integer(1))))


def test_signs_of_products() -> None:
    setting = Builder(check_text("let E ~ Normal(0, 1)\nprove E ~ Normal(0, 1)")[0].claim).setting
    term = Piecewise((sign(S * T), S * T >= 0), (S, True))
    known = (Defined(S * T, PLANE),)
    found = equal_signs_rule(setting, known, (term, PLANE))
    assert isinstance(found, Equal)
    assert found.right == Piecewise((sign(S) * sign(T), sign(S) * sign(T) >= 0), (S, True))
    assert products(term) == (S * T,)
    for s in (-2, 0, 3):
        for t in (-1, 0, 1):
            here = {S: Integer(s), T: Integer(t)}
            assert term.xreplace(here) == signs_apart(term).xreplace(here) != zoo
    for premises, body in (
        ((), term),
        ((Defined(S, PLANE),), term),
        ((Defined(S * T, NUMBERS),), term),
        ((), sign(S + T)),
        ((), Piecewise((1, S * T > 1), (0, True))),
    ):
        with pytest.raises(RuleError):
            equal_signs_rule(setting, premises, (body, PLANE))


def test_rounded_terms_that_became_numbers() -> None:
    unit = Region(((S, Rational(1, 4), Rational(1, 2)),))
    context = Context(LINE, unit)
    for term, value in ((floor(floor(4 * S) / 2), 0), (ceiling(floor(4 * S) / 2), 1)):
        assert isinstance(equal(term, Integer(value), context), Proved)
        assert not isinstance(equal(term, Integer(value + 1), context), Proved)
