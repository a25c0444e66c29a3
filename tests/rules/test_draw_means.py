"""The rule `expectation-draw`: means of powers of a draw through the mean given its parameters."""

from __future__ import annotations

import pytest
from settled import block
from sympy import Integer, Rational, oo

from symreparam.checker.replay import replay
from symreparam.derivation.builder import Builder
from symreparam.derivation.expectation import mean_step
from symreparam.derivation.signs import holds_step
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Defined, Equation, Expectation, HasLaw, Holds, Mean
from symreparam.rules.draw_means import conditional_moment, draw_needs
from symreparam.terms.draws import BinomialQuantile, GeometricQuantile, PoissonQuantile, Quantile
from symreparam.terms.law import Named
from symreparam.terms.region import Region
from symreparam.terms.scope import Scope, variable

GAMMA = "let r, t > 0\nlet L ~ Gamma(r, t)\nlet N ~ Poisson(L)\n"
THIN = "let m > 0\nlet 0 < p < 1\nlet N ~ Poisson(m)\nlet K ~ Binomial(N, p)\n"
BETA = "let a, b > 0\nlet n integer >= 1\nlet Q ~ Beta(a, b)\nlet X ~ Binomial(n, Q)\n"
DEEP = "let m > 0\nlet L ~ Exponential(1/m)\nlet N ~ Poisson(L)\nlet K ~ Binomial(N, 1/3)\n"
TRUE = [
    GAMMA + "Var(N) = r*t*(1 + t)",
    GAMMA + "Cov(N, L) = r*t^2",
    THIN + "Var(K) = m*p",
    THIN + "Cov(K, N) = m*p",
    THIN + "E(K*N) = m*p*(1 + m)",
    THIN + "Cov(K, N - K) = 0",
    BETA + "Var(X) = n*a*b*(a + b + n)/((a + b)^2*(a + b + 1))",
    BETA + "Cov(X, Q) = n*a*b/((a + b)^2*(a + b + 1))",
    DEEP + "E(K) = m/3",
    DEEP + "Cov(K, L) = m^2/3",
    DEEP + "Var(K) = m/3 + m^2/9",
    "let b > 2\nlet W ~ Exponential(b)\nlet K ~ Geometric(exp(-W))\nE(K) = b/(b - 1)",
]
FALSE = [
    GAMMA + "Var(N) = r*t",
    GAMMA + "Cov(N, L) = r*t",
    THIN + "Cov(K, N) = m*p*(1 - p)",
    BETA + "Var(X) = n*a*b/(a + b)^2",
    DEEP + "Var(K) = m/3",
]


@pytest.mark.parametrize("text", TRUE)
def test_true(text: str) -> None:
    found = block(text, "prove")
    assert found.verdict == "proved", found.reason


@pytest.mark.parametrize("text", FALSE)
def test_false(text: str) -> None:
    found = block(text, "refute")
    assert found.verdict == "refuted", found.reason


L, U, V = variable("L"), variable("U"), variable("V")
UNIFORM = Named("Uniform", (Integer(0), Integer(1)))


GIVEN = Named("Gamma", (Integer(2), Integer(1)))


def _builder(law: Named = GIVEN, u: Named = UNIFORM) -> Builder:
    letter = variable("E")
    goal = Equation(letter, Integer(2), (Mean(letter, PoissonQuantile(L, U)),))
    laws = (HasLaw(L, law), HasLaw(U, u), HasLaw(V, UNIFORM))
    return Builder(Claim(Scope((), (), ()), (L, U, V), laws, goal))


def _step(builder: Builder, draw: Quantile, power: int, rest: object, body: object) -> int:
    premises = [mean_step(builder, body)]  # type: ignore[arg-type]
    for needed in draw_needs(builder.setting, draw, power):
        if isinstance(needed, Holds):
            premises.append(holds_step(builder, needed.relation, needed.over))
        elif isinstance(needed, Defined):
            premises.append(builder.add("defined", (), (needed.expr, needed.over)))
    return builder.add("expectation-draw", tuple(premises), (draw, power, rest))  # type: ignore[arg-type]


def test_accepts_and_replays() -> None:
    builder = _builder()
    step = _step(builder, PoissonQuantile(L, U), 1, Integer(1), L)
    assert builder.conclusion(step) == Expectation(PoissonQuantile(L, U), Integer(2))
    same = builder.equal(Integer(2), Integer(2))
    proof = builder.proof(builder.add("equation", (step, same), (builder.claim.goal,)))  # type: ignore[arg-type]
    replay(proof, builder.claim)


def test_second_moment() -> None:
    builder = _builder()
    draw = PoissonQuantile(L, U)
    step = _step(builder, draw, 2, Integer(1), conditional_moment(draw, 2))
    assert builder.conclusion(step) == Expectation(PoissonQuantile(L, U) ** 2, Integer(8))


def test_rejects_the_moment_of_another_power() -> None:
    with pytest.raises(RuleError, match=r"expectation-draw\.mean"):
        _step(_builder(), PoissonQuantile(L, U), 2, Integer(1), L)


def test_rejects_a_uniform_variable_that_stands_elsewhere() -> None:
    for rest in (U, PoissonQuantile(L, U)):
        with pytest.raises(RuleError, match=r"expectation-draw\.shared"):
            _step(_builder(), PoissonQuantile(L, U), 1, rest, L)
    with pytest.raises(RuleError, match=r"expectation-draw\.shared"):
        _step(_builder(), PoissonQuantile(L + U, U), 1, Integer(1), L)


def test_rejects_a_draw_at_what_is_not_uniform() -> None:
    other = _builder(u=Named("Beta", (Integer(2), Integer(1))))
    with pytest.raises(RuleError, match=r"expectation-draw\.uniform"):
        _step(other, PoissonQuantile(L, U), 1, Integer(1), L)
    with pytest.raises(RuleError, match=r"expectation-draw\.uniform"):
        _step(_builder(), PoissonQuantile(L, Rational(1, 2)), 1, Integer(1), L)


def test_rejects_parameters_outside_their_domain() -> None:
    """A mean that may be negative, a number of trials that is no whole number."""
    line = _builder(Named("Normal", (Integer(1), Integer(1))))
    with pytest.raises(RuleError):
        _step(line, PoissonQuantile(L, U), 1, Integer(1), L)
    with pytest.raises(RuleError, match=r"expectation-draw\.whole"):
        _step(_builder(), BinomialQuantile(L, Rational(1, 2), U), 1, Integer(1), L / 2)
    with pytest.raises(RuleError):
        _step(_builder(), GeometricQuantile(L, U), 1, Integer(1), 1 / L)


def test_rejects_a_draw_whose_inner_draw_does_not_exist() -> None:
    line = _builder(Named("Normal", (Integer(1), Integer(1))))
    draw = BinomialQuantile(PoissonQuantile(L, V), Rational(1, 2), U)
    with pytest.raises(RuleError):
        for needed in draw_needs(line.setting, draw, 1):
            assert isinstance(needed, Holds | Defined)
            if isinstance(needed, Holds):
                holds_step(line, needed.relation, needed.over)


def test_rejects_when_a_need_is_missing() -> None:
    builder = _builder()
    mean = mean_step(builder, L)
    with pytest.raises(RuleError, match=r"expectation-draw\.need"):
        builder.add("expectation-draw", (mean,), (PoissonQuantile(L, U), 1, Integer(1)))


def test_rejects_a_power_that_is_no_moment() -> None:
    for power in (0, -1, 17):
        with pytest.raises(RuleError, match=r"expectation-draw\.power"):
            builder = _builder()
            mean = mean_step(builder, L)
            builder.add("expectation-draw", (mean,), (PoissonQuantile(L, U), power, Integer(1)))


def test_polynomials_in_draws() -> None:
    builder = _builder()
    draw, (x, y) = PoissonQuantile(L, U), (variable("x"), variable("y"))
    known = mean_step(builder, draw * L + L)
    line = Region(((y, -oo, oo), (x, -oo, oo)))
    same = builder.equal((x + 1) * y, x * y + y, line)
    step = builder.add("expectation-polynomial", (known, same), ((draw + 1) * L, (y, x)))
    assert builder.conclusion(step) == Expectation((draw + 1) * L, Integer(8))
    other = builder.equal(x * y, y * x, line)
    for premises, body, letters in (
        ((known, other), (draw + 1) * L, (y, x)),
        ((known, same), draw * L, (y, x)),
        ((known, same), (draw + 1) * L, (x, x)),
        ((known, same), (draw + 1) * L, (x,)),
        ((known, same), (draw + 1) * L + U, (y, x)),
    ):
        with pytest.raises(RuleError, match="expectation-polynomial"):
            builder.add("expectation-polynomial", premises, (body, letters))
