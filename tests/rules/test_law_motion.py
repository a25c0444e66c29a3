"""Laws that a parameter moves by affine maps: a rejected step for each obligation."""

from __future__ import annotations

import pytest
from sympy import Expr, Integer
from test_pathwise import builder_of

from symreparam.logic.errors import RuleError
from symreparam.pipeline import Options, check_text
from symreparam.rules import law_motion, pathwise
from symreparam.terms.scope import variable

QUICK = Options(cross_check=False, explain=False)
S = "let m real\nlet s > 0\nlet z ~ {}\nprove "
z = variable("z")
GOOD = [
    S.format("Logistic(m, s)") + "grad(s, E(sin(z))) = E((z - m)/s*cos(z))",
    S.format("Gumbel(s, m)") + "grad(m, E(tanh(z))) = E(1 - tanh(z)^2)",
    # a density with a kink
    S.format("Laplace(m, s)") + "grad(s, E(softplus(z))) = E((z - m)/s*sigmoid(z))",
    # no moment is needed where g db/dx is bounded
    S.format("Cauchy(m, s)") + "grad(s, E(atan(z))) = E((z - m)/s/(1 + z^2))",
    # several arguments move; so does the support
    "let m > 0\nlet z ~ Normal(m, m)\nprove grad(m, E(sin(z))) = E(z/m*cos(z))",
    "let a, b real\nlet a < b\nlet z ~ Uniform(a, b)\n"
    "prove grad(b, E(sin(z))) = E((z - a)/(b - a)*cos(z))",
    "let r > 0\nlet z ~ Exponential(r)\nprove grad(r, E(log(1 + z))) = -E(z/(r*(1 + z)))",
    "let m real\nlet y, z ~ Logistic(m, 1)\n"
    "prove grad(m, E(tanh(y*z))) = E((y + z)*(1 - tanh(y*z)^2))",
    "let a, k > 0\nlet z ~ Weibull(a, k)\nprove grad(a, E(sin(z))) = E(z*cos(z))/a",
]


@pytest.mark.parametrize("text", GOOD)
def test_a_carried_variable_is_differentiated(text: str) -> None:
    [outcome] = check_text(text, options=QUICK)
    assert outcome.ok, outcome.reason
    assert outcome.proof is not None
    assert outcome.proof.steps[-1].rule == "equation-pathwise"


REJECTED = [
    # the shape moves, alone or with the scale
    ("let n > 0\nlet z ~ StudentT(n)\nprove grad(n, E(tanh(z))) = 0", "motion"),
    ("let n > 0\nlet z ~ Weibull(1, n)\nprove grad(n, E(tanh(z))) = 0", "motion"),
    ("let n > 0\nlet z ~ Gamma(n, n)\nprove grad(n, E(tanh(z))) = 0", "motion"),
    ("let 0 < c < 1\nlet z ~ Triangular(0, 1, c)\nprove grad(c, E(tanh(z))) = 0", None),
    # the location is not smooth in the parameter
    ("let m real\nlet z ~ Cauchy(abs(m), 1)\nprove grad(m, E(tanh(z))) = 0", "motion"),
    # an infinite mean, of the derivative or of the term
    (S.format("Cauchy(m, s)") + "grad(m, E(softplus(z))) = E(sigmoid(z))", "moments"),
    (S.format("Cauchy(m, s)") + "grad(s, E(sin(z))) = E((z - m)/s*cos(z))", "moments"),
    # a term that is not smooth, one that grows fast, one that moves as well
    (S.format("Logistic(m, s)") + "grad(m, E(abs(z))) = E(sign(z))", "growth"),
    (S.format("Logistic(m, s)") + "grad(m, E(sin(exp(z)))) = 0", "growth"),
    (S.format("Logistic(m, s)") + "grad(m, E(tanh(m*z))) = 0", "law"),
    # another derivative
    (S.format("Logistic(m, s)") + "grad(s, E(sin(z))) = E((z - m)*cos(z))", "equal"),
]


@pytest.mark.parametrize(("text", "code"), REJECTED)
def test_each_obligation_is_needed(text: str, code: str | None) -> None:
    builder = builder_of(text)
    with pytest.raises(RuleError) as caught:
        builder.add("equation-pathwise", (), (builder.claim.goal, z))
    wanted = f"equation-pathwise.{code}" if code else "equation-for-functions.law"
    assert caught.value.code == wanted, caught.value


def test_a_wrong_pace_is_no_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    # the words of a record only propose: with its scale for a location no motion is found
    builder = builder_of(GOOD[0])
    monkeypatch.setattr(law_motion, "SCALES", ("location",))
    monkeypatch.setattr(law_motion, "LOCATIONS", ("scale",))
    with pytest.raises(RuleError) as caught:
        builder.add("equation-pathwise", (), (builder.claim.goal, z))
    assert caught.value.code == "equation-pathwise.motion"


def test_the_ends_are_carried_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    # the density's identity holds for g = 1 + x/c too, and the end 0 stands still
    builder = builder_of(
        "let c > 0\nlet z ~ Uniform(0, c)\nprove grad(c, E(sin(z))) = E((1 + z/c)*cos(z))"
    )
    c = builder.claim.scope.names[0]
    parts = (Integer(0), Integer(1), 1 / c)
    monkeypatch.setattr(law_motion, "_parts", lambda *_: parts)
    with pytest.raises(RuleError) as caught:
        builder.add("equation-pathwise", (), (builder.claim.goal, z))
    assert caught.value.code == "equation-pathwise.motion"


def test_a_planted_pace_would_prove_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = "let n > 0\nlet z ~ StudentT(n)\nprove grad(n, E(tanh(z))) = E(1 - tanh(z)^2)"
    builder = builder_of(wrong)
    goal = builder.claim.goal
    with pytest.raises(RuleError):
        builder.add("equation-pathwise", (), (goal, z))

    def planted(*_: object) -> Expr:
        return Integer(1)

    monkeypatch.setattr(pathwise, "pace_of", planted)
    monkeypatch.setattr(pathwise, "own_law", lambda setting, symbol, moments: _law(setting))
    builder.add("equation-pathwise", (), (goal, z))


def _law(setting: object) -> object:
    return setting.claim.hypotheses[0].law  # type: ignore[attr-defined]


FALSE = [
    S.format("Laplace(m, s)") + "grad(m, E(tanh(z))) = E(1 - tanh(z))",
    "let m real\nlet z ~ Cauchy(m, 1)\nprove grad(m, E(atan(z))) = 1",
]


@pytest.mark.parametrize("text", FALSE)
def test_false_ones_are_refuted(text: str) -> None:
    [outcome] = check_text(text, options=QUICK)
    assert outcome.verdict == "refuted", outcome.reason
