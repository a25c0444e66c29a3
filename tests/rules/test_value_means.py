"""Means given the value of a term, and given a term: the rules, the language and its errors."""

from __future__ import annotations

import pytest
from sympy import Expr, Integer, Rational, log, oo, sign

from symreparam.derivation.bayes import posterior
from symreparam.derivation.builder import Builder
from symreparam.derivation.value_means import value_mean_step
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import (
    Equation,
    GivenValue,
    HasLaw,
    ValueExpectation,
    ValueMean,
)
from symreparam.pipeline import Options, check_text
from symreparam.rules import given_value
from symreparam.rules.table import RULES
from symreparam.terms.law import Named
from symreparam.terms.mapping import Map
from symreparam.terms.region import interval
from symreparam.terms.scope import Scope, variable, whole

QUICK = Options(cross_check=False, explain=False)
PAIR = "let -1 < r < 1\nlet (x, y) ~ MultivariateNormal((1, 2), ((1, r), (r, 1)))\n"
TREE = "let s, t > 0\nlet M ~ Normal(0, s)\nlet X ~ Normal(M, t)\n"
TWO = "let lam > 0\nlet X, Y ~ Exponential(lam)\n"
COUNT = "let L ~ Exponential(1)\nlet N ~ Poisson(L)\n"
TRUE = [
    PAIR + "E(x given y) = 1 + r*(y - 2)",
    PAIR + "Var(x given y) = 1 - r^2",
    TREE + "E(X given M) = M",
    TREE + "E(M given X) = s^2/(s^2 + t^2)*X",
    TWO + "E(X given X + Y) = (X + Y)/2",
    TWO + "Var(X*Y given Y) = Y^2/lam^2",
    TWO + "E(X*(X + Y) given X + Y) = (X + Y)^2/2",
    PAIR + "E(x*y given y) = y + r*y*(y - 2)",
    TREE + "E(M*X given X) = s^2*X^2/(s^2 + t^2)",
    "let c > 0\n" + TWO + "E(X given X + Y = c) = c/2",
    "let c real\nlet X, Y ~ Normal(0, 1)\nP(X > 0 given X + Y = c) = Phi(c/sqrt(2))",
    COUNT + "E(N given L) = L",
    COUNT + "Var(N given L) = L",
    "let a > 0\nlet L ~ Gamma(a, 1)\nlet X ~ Exponential(L)\nE(L given X) = (a + 1)/(X + 1)",
]
FALSE = [
    PAIR + "E(x given y) = r*y",
    PAIR + "Var(x given y) = 1",
    TREE + "E(M given X) = X",
    TWO + "E(X given X + Y) = X + Y",
    TWO + "E(X given Y) = Y",
    TWO + "E(X*(X + Y) given X + Y) = (X + Y)^2",
    PAIR + "E(x*y given y) = y",
    COUNT + "E(N given L) = L + 1",
]
WRONG = [
    (TWO + "E(X given Y) = X", "random variable"),
    (TWO + "E(X given X + Y = -1) = 1", "never takes the value -1"),
    ("let c real\n" + TWO + "E(X given X + Y = c) = c/2", "never takes the value c at"),
    (TWO + "(X given Y = -1) ~ Exponential(lam)", "never takes the value -1"),
    ("let U, V ~ Uniform(0, 1)\n(U given U + V = 3) ~ Uniform(0, 1)", "between 0 and 2"),
]


def _goal(kind: str, text: str) -> str:
    *lets, claim = text.split("\n")
    return "\n".join([*lets, f"{kind} {claim}"])


@pytest.mark.parametrize("text", TRUE)
def test_true(text: str) -> None:
    [found] = check_text(_goal("prove", text), options=QUICK)
    assert found.verdict == "proved", found.reason


@pytest.mark.parametrize("text", FALSE)
def test_false(text: str) -> None:
    [found] = check_text(_goal("refute", text), options=QUICK)
    assert found.verdict == "refuted", found.reason


@pytest.mark.parametrize(("text", "message"), WRONG)
def test_wrong(text: str, message: str) -> None:
    [found] = check_text(_goal("prove", text), options=QUICK)
    assert found.verdict == "error"
    assert message in found.reason


X, Y, Z = variable("X"), variable("Y"), variable("z")
NORMAL = Named("Normal", (Integer(0), Integer(1)))


def _builder() -> Builder:
    goal = Equation(Integer(1), Integer(1), ())
    laws = (HasLaw(X, NORMAL), HasLaw(Y, NORMAL))
    return Builder(Claim(Scope((), (), ()), (X, Y), laws, goal))


def _letter(body: Expr, given: Expr, at: Expr) -> ValueMean:
    return ValueMean(variable("m_1"), body, given, at)


def test_values() -> None:
    builder = _builder()
    half = Rational(1, 2)
    for body, given, value in (
        (X * Y, Y, Integer(0)),
        (X, X + Y, half),
        (X**2, X + Y, Rational(3, 4)),
        (X + 2 * Y, Y, Integer(2)),
    ):
        step = value_mean_step(builder, _letter(body, given, Integer(1)))
        assert builder.conclusion(step) == ValueExpectation(body, given, Integer(1), value)


def test_moments_reject() -> None:
    builder = _builder()
    step = posterior(builder, GivenValue(X, X + Y, Integer(1), NORMAL))
    line = interval(Z, -oo, oo)
    for body, code in ((Z, "law"),):
        with pytest.raises(RuleError, match=rf"given-value-moments\.{code}"):
            builder.add("given-value-moments", (step,), (Map(Z, body, line),))
    value_mean_step(builder, _letter(X, X + Y, Integer(1)))
    known = next(
        index
        for index, each in enumerate(builder.steps)
        if isinstance(each.conclusion, GivenValue) and isinstance(each.conclusion.law, Named)
    )
    for body, code in (
        (Z, "defined"),
        (log(Z), "polynomial"),
        (Y * Z, "random"),
        (Z**17, "power"),
    ):
        with pytest.raises(RuleError, match=rf"given-value-moments\.{code}"):
            builder.add("given-value-moments", (known,), (Map(Z, body, line),))


def test_integral_rejects() -> None:
    builder = _builder()
    step = posterior(builder, GivenValue(X, X + Y, Integer(1), NORMAL))
    with pytest.raises(RuleError, match=r"given-value-mean\.(premises|letter)"):
        builder.add("given-value-mean", (step,), (Map(Z, Z, interval(Z, -oo, oo)),))
    given = builder.add("hypothesis", (), (0,))
    with pytest.raises(RuleError, match=r"given-value-mean\.law"):
        builder.add("given-value-mean", (given,), (Map(Z, Z, interval(Z, -oo, oo)),))


def test_fixed_mean_rejects() -> None:
    builder = _builder()
    step = value_mean_step(builder, _letter(X + Y, Y, Integer(1)))
    made = builder.steps[step]
    assert made.rule == "given-fixed-mean"
    subject, given, value, symbol, slope, rest, place, index = made.args
    premises = made.premises
    for args, code in (
        ((X + 2 * Y, given, value, symbol, slope, rest, place, index), "fixed"),
        ((subject, given, value, symbol, slope, rest, Integer(2), index), "fixed|value|inside"),
        ((subject, X, value, symbol, slope, rest, place, index), "given"),
        ((subject, given, Integer(3), symbol, slope, rest, place, index), "value"),
        ((subject, given, value, Z, slope, rest, place, index), "variable"),
        ((subject, given, value, symbol, slope, rest, place, 1), "piece"),
    ):
        with pytest.raises(RuleError, match=rf"given-fixed-mean\.({code})"):
            builder.add("given-fixed-mean", premises, args)
    for missing in range(2, len(premises)):
        fewer = tuple(p for k, p in enumerate(premises) if k != missing)
        with pytest.raises(RuleError, match="given-fixed-mean"):
            builder.add("given-fixed-mean", fewer, made.args)


def test_every_part_of_what_is_known_is_needed() -> None:
    [found] = check_text(f"let c > 0\n{TWO}prove E(X*(X + Y) given X + Y = c) = c^2/2")
    builder = Builder(found.proof.claim)
    [step] = [each for each in found.proof.steps if each.rule == "given-value-known"]
    known = found.proof.steps[step.premises[0]].conclusion
    letter, body = step.args
    setting, rule = builder.setting, RULES["given-value-known"]
    assert rule(setting, (known,), (letter, body)) == step.conclusion
    x, y = builder.claim.variables
    for premises, args, code in (
        ((), (letter, body), "premises"),
        ((known, known), (letter, body), "premises"),
        ((known,), (letter,), "args"),
        ((step.conclusion,), (letter, body), "mean"),
        ((known,), (letter, body + 1), "mean"),
        ((known,), (letter, 2 * body), "mean"),
        ((known,), (x, body.xreplace({letter: x})), "letter"),
        ((known,), (builder.claim.scope.names[0], body), "letter"),
        ((known,), (whole("k"), body), "letter"),
        ((known,), (letter, sign(letter) * body), "continuous"),
    ):
        with pytest.raises(RuleError, match=f"given-value-known.{code}"):
            rule(setting, premises, args)
    assert step.conclusion.body == x * (x + y)


def test_a_planted_rule_that_takes_out_what_is_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """E(X c given X + Y = c) = c^2/2; of X X given X + Y = c that would be false."""
    [found] = check_text(f"let c > 0\n{TWO}prove E(X*(X + Y) given X + Y = c) = c^2/2")
    [step] = [each for each in found.proof.steps if each.rule == "given-value-known"]
    known = found.proof.steps[step.premises[0]].conclusion
    setting = Builder(found.proof.claim).setting
    x, _ = setting.claim.variables
    letter, body = step.args
    moved = body.xreplace({letter: x})
    with pytest.raises(RuleError, match="mean"):
        given_value.given_value_known_rule(setting, (known,), (letter, moved))
    monkeypatch.setattr(given_value, "require", lambda *_: None)
    planted = given_value.given_value_known_rule(setting, (known,), (letter, moved))
    assert planted.body == x**2 and planted.value == step.conclusion.value  # a falsehood
