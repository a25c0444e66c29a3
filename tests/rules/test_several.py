"""Several variables: comparisons, circles, ratios, piecewise sums; rules with their rejects."""

from __future__ import annotations

import pytest
from sympy import Eq, Expr, Integer, Piecewise, Symbol, exp, floor, oo, pi, sign

from symreparam.checker.replay import replay
from symreparam.derivation.builder import Builder
from symreparam.derivation.circle import modulo_step
from symreparam.derivation.expectation import mean_step
from symreparam.derivation.integrate import integral_step
from symreparam.documents.meaning import goals
from symreparam.documents.parse import parse_block
from symreparam.documents.scope_check import check_names
from symreparam.families.table import FAMILY_NAMES
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Expectation, HasLaw, Integral, NullZeros
from symreparam.pipeline import Options, check_text
from symreparam.rules.rule import Setting
from symreparam.rules.table import RULES
from symreparam.terms.law import Named
from symreparam.terms.region import NUMBERS, Region, interval
from symreparam.terms.scope import Scope, variable

LETS = """let a, b > 0
let m real
let G ~ Exponential(a)
let F ~ Exponential(b)
let N, M ~ Normal(0, 1)
let u, v, w ~ Uniform(0, 1)
let K ~ Laplace(0, a)
let L ~ Laplace(0, a)
let C, D ~ Bernoulli(1/3)
"""
TRUE = [
    "P(G < F) = a/(a + b)",
    "P(G > 2*F) = b/(b + 2*a)",
    "P(N < M) = 1/2",
    "P(u < v) = 1/2",
    "P(N + M < m) = (1 + erf(m/2))/2",
    "P(C < D) = 2/9",
    "mod(u + v, 1) ~ Uniform(0, 1)",
    "mod(G - 4*u, 2) ~ Uniform(0, 2)",
    "3*mod(u + v + w, 1) ~ Uniform(0, 3)",
    "(N^2 - M^2)/(N^2 + M^2) ~ Arcsin(-1, 1)",
    "atan(N/M) ~ Uniform(-pi/2, pi/2)",
    "max(N, M)^2 + min(N, M)^2 ~ ChiSquared(2)",
    "max(N, M) + min(N, M) ~ Normal(0, sqrt(2))",
    "max(N, M) has density exp(-t^2/2)/sqrt(2*pi)*(1 + erf(t/sqrt(2))) for t real",
    "K + L has density (1 + abs(t)/a)*exp(-abs(t)/a)/(4*a) for t real",
    "sqrt(-2*log(u))*cos(2*pi*v) ~ Normal(0, 1)",
    "sqrt(u)*cos(2*pi*v) ~ WignerSemicircle(1)",
    "u + v + w has density if(t < 1, t^2/2, if(t < 2, 3*t - t^2 - 3/2, (3 - t)^2/2)) for 0 < t < 3",
]
FALSE = [
    "P(G < F) = b/(a + b)",
    "P(u < v) = 1/3",
    "P(C < D) = 1/9",
    "mod(u/2 + v/2, 1) ~ Uniform(0, 1)",
    "mod(u + v, 2) ~ Uniform(0, 2)",
    "(N^2 - M^2)/(N^2 + M^2) ~ Uniform(-1, 1)",
    "atan(N/M) ~ Uniform(-pi, pi)",
    "K + L ~ Laplace(0, 2*a)",
    "sqrt(-log(u))*cos(2*pi*v) ~ Normal(0, 1)",
    "max(N, M)^2 + min(N, M)^2 ~ ChiSquared(1)",
]
QUICK = Options(cross_check=False, explain=False)


def lets_for(goal: str) -> str:
    kept = []
    for line in LETS.splitlines():
        names = line.removeprefix("let ").split(" ~ ")[0].split(", ")
        plain = goal.replace("P(", "(").replace("ChiSquared", "").replace("Normal", "")
        plain = plain.replace("Uniform", "").replace("Laplace", "").replace("WignerSemicircle", "")
        if " ~ " not in line or any(name in plain for name in names):
            kept.append(line)
    return "\n".join(kept) + "\n"


@pytest.mark.parametrize("claim", TRUE)
def test_true(claim: str) -> None:
    [found] = check_text(lets_for(claim) + "prove " + claim, options=QUICK)
    assert found.verdict == "proved", found.reason
    assert not replay(found.proof, found.claim).refuted


@pytest.mark.parametrize("claim", FALSE)
def test_false(claim: str) -> None:
    [found] = check_text(lets_for(claim) + "refute " + claim, options=QUICK)
    assert found.verdict == "refuted", found.reason
    assert replay(found.proof, found.claim).refuted


# --- the rules by hand --------------------------------------------------------------------------
def builder(goal: str = "prove E(G*F*N*M*u*v*C) = 0") -> Builder:
    [found] = goals(check_names(parse_block(LETS + goal), FAMILY_NAMES))
    assert found.claim is not None
    return Builder(found.claim)


G, F, N, U, V, C = (variable(name) for name in ("G", "F", "N", "u", "v", "C"))


def given(steps: Builder, random: Symbol) -> int:
    return steps.add("hypothesis", (), (steps.claim.variables.index(random),))


def circle(steps: Builder, of: Symbol, factor: Expr, rest: Expr, period: Expr, k: int):
    low, high = Integer(0), Integer(1)
    premises = (
        given(steps, of),
        steps.sign_is(period, "+"),
        steps.equal(factor * (high - low), Integer(k) * period),
        steps.add("defined", (), (factor, NUMBERS)),
    )
    return premises, (of, factor, rest, period, k)


def test_a_remainder_is_uniform_on_whole_periods_only() -> None:
    steps = builder()
    one, two = Integer(1), Integer(2)
    premises, args = circle(steps, U, one, G + V, one, 1)
    known = steps.conclusion(steps.add("uniform-modulo", premises, args))
    assert isinstance(known, HasLaw)
    assert known.law == Named("Uniform", (Integer(0), one))
    whole = U + G + V
    assert known.subject == whole - floor(whole)
    steps.add("uniform-modulo", *circle(steps, U, -two, G, one, -2))
    for wrong in [
        (U, one, G * U, one, 1),
        (U, one, G, two, 1),
        (U, two, G, one, 1),
        (U, one, G, one, 0),
        (U, one, G, one, 2),
        (U, V, G, one, 1),
        (U, one, G, V, 1),
        (V, one, G, one, 1),
        (Symbol("a", positive=True), one, G, one, 1),
    ]:
        with pytest.raises(RuleError, match=r"uniform-modulo|args"):
            steps.add("uniform-modulo", premises, wrong)
    for index in range(4):
        with pytest.raises(RuleError, match="uniform-modulo"):
            steps.add("uniform-modulo", premises[:index] + premises[index + 1 :], args)
    other = (given(steps, G), *premises[1:])
    with pytest.raises(RuleError, match="uniform-modulo"):
        steps.add("uniform-modulo", other, (G, one, V, one, 1))


def test_a_planted_circle_rule_would_prove_that_2u_is_constant_free() -> None:
    """With U in the rest, mod(u - u, 1) = 0 would be uniform."""
    steps = builder()
    one = Integer(1)
    premises, _ = circle(steps, U, one, G, one, 1)
    with pytest.raises(RuleError, match="independent"):
        steps.add("uniform-modulo", premises, (U, one, -U, one, 1))
    with pytest.raises(RuleError):
        modulo_step(steps, U**2 - floor(U**2))


def test_a_condition_is_rewritten_and_nothing_else() -> None:
    steps = builder()
    zero, one = Integer(0), Integer(1)
    twin = Piecewise((one, G - F < 0), (zero, True))
    known = mean_step(steps, twin)
    wanted = Piecewise((one, G < F), (zero, True))
    found = steps.conclusion(steps.add("expectation-condition", (known,), (wanted,)))
    assert isinstance(found, Expectation) and found.body == wanted
    for body in (
        Piecewise((one, F < G), (zero, True)),
        Piecewise((one, G < 2 * F), (zero, True)),
        Piecewise((2 * one, G < F), (zero, True)),
        Piecewise((one, Eq(G, F)), (zero, True)),
        G,
    ):
        with pytest.raises(RuleError, match=r"expectation-condition\.equal"):
            steps.add("expectation-condition", (known,), (body,))
    with pytest.raises(RuleError):
        steps.add("expectation-condition", (), (wanted,))


def test_integrals_are_added_over_one_region() -> None:
    steps = builder()
    t = variable("t")
    line, half = interval(t, -oo, oo), interval(t, Integer(0), oo)
    bell, other = exp(-(t**2)), exp(-((t - 1) ** 2))
    parts = [integral_step(steps, body, line) for body in (bell, other)]
    known = steps.conclusion(steps.add("integral-sum", tuple(parts)))
    assert isinstance(known, Integral)
    assert known.integrand == bell + other
    assert known.over == line
    for premises in [
        (parts[0],),
        (),
        (parts[0], integral_step(steps, bell, half)),
        (parts[0], steps.sign(Integer(1))),
    ]:
        with pytest.raises(RuleError, match="integral-sum"):
            steps.add("integral-sum", premises)


@pytest.mark.parametrize("text", ["x**2 - y", "x*y - 1", "a*x + y", "x"])
def test_a_polynomial_vanishes_on_a_null_set(text: str) -> None:
    x, y, a = variable("x"), variable("y"), Symbol("a", positive=True)
    term = {"x**2 - y": x**2 - y, "x*y - 1": x * y - 1, "a*x + y": a * x + y, "x": x}[text]
    steps = builder()
    square = Region(((x, -oo, oo), (y, -oo, oo)))
    assert RULES["null-zeros"](steps.setting, (), (term, square)) == NullZeros(term, square)


def test_what_may_vanish_everywhere_is_refused() -> None:
    x, y, m = variable("x"), variable("y"), Symbol("m", real=True)
    square = Region(((x, -oo, oo), (y, -oo, oo)))
    setting: Setting = builder().setting
    assert isinstance(setting.scope, Scope)
    for term in (m * x, m * x + m**2 * y, x - x, sign(x) - sign(y), floor(x) * y):
        with pytest.raises(RuleError, match="null-zeros"):
            RULES["null-zeros"](setting, (), (term, square))
    with pytest.raises(RuleError, match="null-zeros"):
        RULES["null-zeros"](setting, (), (Integer(1) * pi, NUMBERS))
