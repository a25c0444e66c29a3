"""Laws by the uniqueness of transforms: each obligation's reject, planted wrong rules."""

from __future__ import annotations

import pytest
from sympy import Expr, Integer, Rational, Symbol, exp, log, oo, sqrt
from transform_claims import claim_of

from symreparam.derivation.builder import Builder
from symreparam.derivation.prove import prove
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import HasLaw
from symreparam.logic.proof import Step
from symreparam.rules import transforms, uniqueness
from symreparam.rules.rule import Setting
from symreparam.rules.table import RULES
from symreparam.terms.law import Named
from symreparam.terms.region import NUMBERS, interval
from symreparam.terms.scope import Relation, variable

NEEDED = [
    "X - Y ~ Normal(0, sqrt(2)*s)",
    "E1 - E2 ~ Laplace(0, 1/r)",
    "L1 + L2 ~ Levy(m + c, (sqrt(a) + sqrt(b))^2)",
    "C + D ~ Cauchy(2*m, 2*s)",
    "N1^2/N2 ~ LogNormal(m, sqrt(5)*s)",
    "3*B*T ~ Gamma(a, 3*s)",
    "log(P1) + log(P2) ~ Gamma(2, 1/a)",
    "-log(U*V) ~ Gamma(2, 1)",
]
UNIQUE = ("transform-law", "characteristic-law", "law-of-equal")


@pytest.mark.parametrize("claim", NEEDED)
def test_no_premise_can_be_left_out(claim: str) -> None:
    asked = claim_of(claim)
    proof = prove(asked)
    setting = Setting(asked, asked.scope)
    seen = 0
    for step in proof.steps:
        if step.rule not in UNIQUE:
            continue
        known = tuple(proof.steps[premise].conclusion for premise in step.premises)
        assert RULES[step.rule](setting, known, step.args) == step.conclusion
        for index in range(len(known)):
            less = known[:index] + known[index + 1 :]
            with pytest.raises(RuleError):
                RULES[step.rule](setting, less, step.args)
            seen += 1
    assert seen >= 5


def last(claim: str, rule: str) -> tuple[Setting, Step, tuple[object, ...]]:
    asked = claim_of(claim)
    proof = prove(asked)
    step = next(step for step in reversed(proof.steps) if step.rule == rule)
    known = tuple(proof.steps[premise].conclusion for premise in step.premises)
    return Setting(asked, asked.scope), step, known


w = variable("w")


def test_the_arguments_of_a_generating_function_are_checked() -> None:
    setting, step, known = last("X - Y ~ Normal(0, sqrt(2)*s)", "transform-law")
    target, form, kinds, factors, rest, over = step.args
    s = next(symbol for symbol in setting.scope.names if symbol.name == "s")
    for args in [
        (Named("Normal", (Integer(0), s)), form, kinds, factors, rest, over),
        (Named("Cauchy", (Integer(0), s)), form, kinds, factors, rest, over),
        (Named("Nothing", (Integer(0), s)), form, kinds, factors, rest, over),
        (target, "product", kinds, factors, rest, over),
        (target, "difference", kinds, factors, rest, over),
        (target, form, ("power", "power"), factors, rest, over),
        (target, form, ("other", "other"), factors, rest, over),
        (target, form, kinds, (Integer(1), Integer(1)), rest, over),
        (target, form, kinds, (Integer(1),), rest, over),
        (target, form, kinds, factors, Integer(1), over),
        (target, form, kinds, factors, setting.claim.variables[0], over),
        (target, form, kinds, (w, -w), rest, over),
        (target, form, kinds, factors, rest, interval(w, Integer(1), Integer(2))),
        (target, form, kinds, factors, rest, NUMBERS),
        (target, form, kinds, factors, oo, over),
        (target, form, kinds, factors, rest),
    ]:
        with pytest.raises(RuleError, match=r"transform-law"):
            RULES["transform-law"](setting, known, args)


def test_an_empty_interval_proves_nothing() -> None:
    """On an empty interval every equation holds."""
    steps = Builder(claim_of("X - Y ~ Normal(0, s)"))
    goal = steps.claim.law_goal
    assert isinstance(goal.law, Named)
    over = interval(w, Integer(2), Integer(1))
    given = [steps.add("hypothesis", (), (index,)) for index in range(2)]
    with pytest.raises(RuleError, match=r"holds|transform-law"):
        steps.holds(Relation(Integer(2), "<", Integer(1)))
    args = (goal.law, "sum", ("exponential", "exponential"), (Integer(1), Integer(-1)))
    with pytest.raises(RuleError, match=r"transform-law\.empty"):
        steps.add("transform-law", tuple(given), (*args, Integer(0), over))


def test_powers_need_positive_variables() -> None:
    """E X^w of a normal variable is no Mellin transform."""
    for named in (Named("Normal", (Integer(0), Integer(1))), Named("Bernoulli", (Rational(1, 2),))):
        with pytest.raises(RuleError, match="t"):
            transforms.transform(named, "power", w, (), "t")
    pareto = Named("Pareto", (Integer(1), Integer(2)))
    with pytest.raises(RuleError, match=r"t\.support"):
        transforms.transform(pareto, "power", w, (), "t")


def test_a_characteristic_function_needs_both_parts() -> None:
    setting, step, known = last("C + D ~ Cauchy(2*m, 2*s)", "characteristic-law")
    target, factors, rest, letter = step.args
    m = next(symbol for symbol in setting.scope.names if symbol.name == "m")
    for args in [
        (Named("Cauchy", (m, target.arguments[1])), factors, rest, letter),
        (Named("Gamma", (m, target.arguments[1])), factors, rest, letter),
        (target, (Integer(1), Integer(-1)), rest, letter),
        (target, factors, Integer(1), letter),
        (target, factors, rest, variable("v")),
    ]:
        with pytest.raises(RuleError, match="characteristic-law"):
            RULES["characteristic-law"](setting, known, args)


def test_another_way_of_writing_is_equal_on_the_supports_alone() -> None:
    setting, step, known = last("-log(U*V) ~ Gamma(2, 1)", "law-of-equal")
    u, v = setting.claim.variables
    names = step.args[1]
    for body, letters in [
        (-log(u * v) + 1, names),
        (-log(u * v), names[:1]),
        (-log(u * v), (names[0], names[0])),
        (-log(u * v), (names[1], names[0])),
        (-log(u), names),
    ]:
        with pytest.raises(RuleError, match="law-of-equal"):
            RULES["law-of-equal"](setting, known, (body, letters))
    with pytest.raises(RuleError, match=r"law-of-equal\.laws"):
        RULES["law-of-equal"](setting, known[:2], step.args)


# --- planted wrong rules --------------------------------------------------------------------------
def test_a_rule_that_forgets_independence_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """X + X is not normal with standard deviation sqrt(2) s."""

    def attempt() -> HasLaw:
        steps = Builder(claim_of("Z + Z ~ Normal(0, sqrt(2))"))
        target = Named("Normal", (Integer(0), sqrt(2)))
        given = steps.add("hypothesis", (), (0,))
        over = interval(w, -oo, Integer(0))
        rest = [steps.holds(Relation(Integer(0), "<", sqrt(2)))]
        rest += [steps.add("defined", (), (exp(k * w**2 / 2), over)) for k in (1, 2)]
        rest.append(steps.equal(exp(w**2), exp(w**2), over))
        args = (target, "sum", ("exponential",) * 2, (Integer(1),) * 2, Integer(0), over)
        known = tuple(steps.conclusion(i) for i in (given, given, *rest))
        found = RULES["transform-law"](steps.setting, known, args)
        assert isinstance(found, HasLaw)
        return found

    with pytest.raises(RuleError, match=r"transform-law\.independent"):
        attempt()
    monkeypatch.setattr(uniqueness, "apart", lambda *_: None)
    assert attempt().subject == 2 * variable("Z")


def test_a_rule_that_forgets_the_range_is_caught() -> None:
    """1/(1 - w) is no moment generating function at w = 2, though a number there."""
    steps = Builder(claim_of("E1 - E2 ~ Laplace(0, 1/r)"))
    r = symbol(steps, "r")
    with pytest.raises(RuleError):
        steps.holds(Relation(w, "<", r), interval(w, Integer(0), oo))
    found = transforms.transform(Named("Exponential", (r,)), "exponential", w, (), "t")
    assert found.ranges == (Relation(w, "<", r),)


def symbol(steps: Builder, name: str) -> Symbol:
    return next(s for s in steps.claim.scope.names if s.name == name)


def test_the_target_must_exist() -> None:
    """Normal(0, -1) has the formula of a moment generating function, and is no law."""
    setting, step, known = last("X - Y ~ Normal(0, sqrt(2)*s)", "transform-law")
    s = setting.scope.names[4]
    wrong: Expr = -sqrt(2) * s
    args = (Named("Normal", (Integer(0), wrong)), *step.args[1:])
    with pytest.raises(RuleError, match=r"transform-law\.exists"):
        RULES["transform-law"](setting, known, args)
