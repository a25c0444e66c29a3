"""Laws that a parameter moves: scores of exponential families, integration by parts."""

from __future__ import annotations

import pytest
from sympy import Expr, Symbol, exp, log, tanh
from test_pathwise import builder_of

from symreparam.logic.errors import RuleError
from symreparam.pipeline import check_text
from symreparam.rules import pathwise
from symreparam.terms.growth import NoBoundError, Reading
from symreparam.terms.scope import variable

M = "let m real\nlet z ~ Normal(m, 1)\nprove "
S = "let m real\nlet s > 0\nlet z ~ Normal(m, s)\nprove "
G = "let k, t > 0\nlet z ~ Gamma(k, t)\nprove "
X = "let r > 0\nlet z ~ Exponential(r)\nprove "
GOOD = [
    M + "grad(m, E(sigmoid(z))) = E(sigmoid(z)*(z - m))",
    M + "grad(m, E(sigmoid(z))) = E(sigmoid(z)*(1 - sigmoid(z)))",
    M + "grad(m, m*E(softplus(z))) = E(softplus(z)) + m*E(sigmoid(z))",
    S + "grad(s, E(sigmoid(z))) = E((z - m)*sigmoid(z)*(1 - sigmoid(z)))/s",
    S + "grad(s, E(tanh(z))) = -2*s*E(tanh(z)*(1 - tanh(z)^2))",
    G + "grad(k, E(sqrt(1 + z))) = E(sqrt(1 + z)*(log(z) - log(t) - digamma(k)))",
    G + "grad(t, E(log(1 + z))) = E(z/(1 + z))/t",
    X + "grad(r, E(1/(1 + z))) = E(z/(1 + z)^2)/r",
    "let a, b > 0\nlet z ~ Beta(a, b)\n"
    "prove grad(b, E(sin(z))) = E(sin(z)*(log(1 - z) - digamma(b) + digamma(a + b)))",
    "let k > 0\nlet z ~ VonMises(0, k)\n"
    "prove grad(k, E(sin(z)^4)) = E(sin(z)^4*(cos(z) - besseli(1, k)/besseli(0, k)))",
    "let m real\nlet y, z ~ Normal(m, 1)\n"
    "prove grad(m, E(tanh(y*z))) = E(tanh(y*z)*(y + z - 2*m))",
]


@pytest.mark.parametrize("text", GOOD)
def test_a_moved_law_is_differentiated(text: str) -> None:
    [outcome] = check_text(text)
    assert outcome.ok, outcome.reason
    assert outcome.proof is not None
    assert outcome.proof.steps[-1].rule == "equation-pathwise"


REJECTED = [
    # several arguments of the law move; the term moves as well
    ("let m > 0\nlet z ~ Normal(m, m)\nprove grad(m, E(tanh(z))) = 0", "score"),
    (M + "grad(m, E(tanh(m*z))) = 0", "law"),
    # no exponential family in the argument
    ("let m real\nlet z ~ Cauchy(m, 1)\nprove grad(m, E(tanh(z))) = 0", "score"),
    ("let n > 0\nlet z ~ StudentT(n)\nprove grad(n, E(tanh(z))) = 0", "score"),
    ("let n > 0\nlet z ~ Weibull(1, n)\nprove grad(n, E(tanh(z))) = 0", "score"),
    # the support moves; masses; a form for each sign
    ("let c > 0\nlet z ~ Pareto(c, 2)\nprove grad(c, E(tanh(z))) = 0", "score"),
    ("let c > 0\nlet z ~ Uniform(0, c)\nprove grad(c, E(tanh(z))) = 0", "score"),
    ("let r > 0\nlet z ~ Poisson(r)\nprove grad(r, E(tanh(z))) = 0", "score"),
    # bounded terms alone where moments may be infinite
    ("let m real\nlet z ~ LogNormal(m, 1)\nprove grad(m, E(sqrt(1 + z))) = 0", "moments"),
    ("let a > 0\nlet z ~ Pareto(1, a)\nprove grad(a, E(sqrt(1 + z))) = 0", "moments"),
    # the argument is not smooth in the parameter
    ("let m real\nlet z ~ Normal(abs(m), 1)\nprove grad(m, E(tanh(z))) = 0", "score"),
    # what cancels with a number for the logarithm grows all the same
    (G + "grad(k, E(tanh(z))) = E((log(z) - 2)*exp(z^2))", "growth"),
    # a logarithm that is no statistic of the law
    (M + "grad(m, E(tanh(z))) = E(tanh(z)*log(z^2))", "growth"),
    (G + "grad(k, E(tanh(z))) = E(tanh(z)*(log(z) - log(t) + digamma(k)))", "equal"),
]


@pytest.mark.parametrize(("text", "code"), REJECTED)
def test_each_obligation_is_needed(text: str, code: str) -> None:
    builder = builder_of(text)
    with pytest.raises(RuleError) as caught:
        builder.add("equation-pathwise", (), (builder.claim.goal,))
    assert caught.value.code == f"equation-pathwise.{code}"


z = variable("z")
r = Symbol("r", positive=True)
# E((w h)' + w h p'/p) = 0 is no identity where w h p does not vanish at 0
FALSE = X + "grad(r, E(1/(1 + z))) = E(z/(1 + z)^2)/r + 1"
ROWS = [
    ("exponential growth", ((z, exp(z)),), "growth"),
    ("no bound at the end", ((z, 1 / (z * (1 + z))),), "growth"),
    ("no bound at infinity", ((z, exp(z**2)),), "growth"),
    ("a logarithm", ((z, log(z)),), "growth"),
    ("not the one", ((z, tanh(z)),), "equal"),
    ("no pair", ((tanh(z),),), "row"),
    ("carried, and not alike", (z,), "equal"),
    ("no variable", ((r, tanh(z)),), "variable"),
    ("too many", ((z, tanh(z)),) * 7, "args"),
]


@pytest.mark.parametrize(("rows", "code"), [row[1:] for row in ROWS], ids=[r[0] for r in ROWS])
def test_rows_of_parts(rows: tuple[object, ...], code: str) -> None:
    builder = builder_of(FALSE)
    with pytest.raises(RuleError) as caught:
        builder.add("equation-pathwise", (), (builder.claim.goal, *rows))
    assert caught.value.code.endswith(f".{code}"), caught.value


def test_what_vanishes_at_no_end_would_prove_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    # planted: without the factor w the rule proves what is false
    wrong = "-E(1/(1 + z)^2) - r*E(1/(1 + z)) - E((z - 1/r)/(1 + z))"
    text = f"{X}grad(r, E(1/(1 + z))) = {wrong}"
    builder = builder_of(text)
    goal = builder.claim.goal
    with pytest.raises(RuleError):
        builder.add("equation-pathwise", (), (goal, (z, 1 / (1 + z))))
    monkeypatch.setattr(pathwise, "weight_of", lambda bounds: 1 + 0 * bounds[0])
    builder.add("equation-pathwise", (), (goal, (z, 1 / (1 + z))))
    [outcome] = check_text(text)
    assert outcome.verdict != "proved"


def test_shares_of_a_positive_sum() -> None:
    # exp(v)/(v + exp(v)) is bounded, its derivative in a parameter that moves v as well
    x, c = variable("x"), Symbol("c", real=True)

    def growth(term: Expr, positive: bool = False) -> tuple[int, int | None]:
        found = Reading((x,), c, lambda _: None, lambda _: positive).growth(term)
        return found.value, found.slope

    assert growth(exp(c * x) / (1 + exp(c * x)) ** 2) == (0, 1)
    assert growth(exp(2 * x) / (3 + exp(x)) ** 2) == (0, None)
    assert growth(exp(-c) * exp(-x) / (1 + exp(-c) * exp(-x)) ** 2) == (0, 0)
    assert growth(1 / (1 + x), positive=True) == (0, None)
    assert growth(exp(-x), positive=True) == (0, None)
    for term in (
        exp(3 * x) / (1 + exp(x)) ** 2,
        exp(x) / (1 - exp(x)),
        exp(x) / (1 + exp(2 * x)),
        exp(c * x) / ((x - c) ** 2 + exp(c * x)),  # its derivative in c is unbounded near x = c
        1 / (1 + x),
        exp(-x),
    ):
        with pytest.raises(NoBoundError):
            growth(term)
