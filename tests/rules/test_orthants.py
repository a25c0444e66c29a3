"""expectation-orthant: claims, an outside oracle, each obligation's reject, a planted version."""

from __future__ import annotations

import pytest
from scipy.stats import multivariate_normal
from sympy import Abs, And, Eq, Integer, Max, Min, Or, Piecewise, Rational, Symbol, asin, pi, sqrt

from symreparam.checker.replay import replay
from symreparam.derivation.builder import Builder
from symreparam.derivation.orthants import orthant
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Expectation
from symreparam.pipeline import check_text
from symreparam.rules import orthants
from symreparam.rules.orthants import sides_of
from symreparam.terms.events import indicator
from symreparam.terms.scope import variable

PAIR = "let -1 < r < 1\nlet (x, y) ~ MultivariateNormal((0, 0), ((1, r), (r, 1)))\n"
TWO = "let X, Y ~ Normal(0, 1)\n"
THREE = "let X, Y, Z ~ Normal(0, 1)\n"
TRUE = [
    f"{PAIR}prove P(x > 0 and y > 0) = 1/4 + asin(r)/(2*pi)",
    f"{PAIR}prove P(x < 0 and y > 0) = 1/4 - asin(r)/(2*pi)",
    f"{TWO}prove P(X > 0 and X + Y >= 0) = 3/8",
    f"{TWO}prove P(X < Y and Y < 0) = 1/8",
    f"{TWO}prove P(X > Y and X > -Y) = 1/4",
    f"{TWO}prove P(X > 2*abs(Y)) = atan(1/2)/pi",
    f"let a > 0\n{TWO}prove P(X > a*abs(Y)) = atan(1/a)/pi",
    "let s, t > 0\nlet X ~ Normal(0, s)\nlet Y ~ Normal(0, t)\nprove P(X > abs(Y)) = atan(s/t)/pi",
    f"{PAIR}prove P(min(x, y) > 0) = 1/4 + atan(r/sqrt(1 - r^2))/(2*pi)",
    f"{THREE}prove P(X > 0 and Y > X and Z > Y) = 1/48",
    f"{THREE}prove P(X > 0 and Y > 0 and X + Y > Z) = 1/8 + asin(1/sqrt(3))/(2*pi)",
    f"{THREE}prove P(X > abs(Y) and X > Z) = 5/24",
    f"{THREE}let W ~ Normal(0, 1)\nprove P(X > max(Y, Z, W)) = 1/4",
    "let X, Y, Z ~ Normal(0, 3)\nprove P(X > Y and X > Z) = 1/3",
    "let s, t > 0\nlet X ~ Normal(0, s)\nlet Y ~ Normal(0, t)\n"
    "prove P(X > 0 and X + Y > 0) = 1/4 + asin(s/sqrt(s^2 + t^2))/(2*pi)",
]
FALSE = [
    f"let a > 0\n{TWO}refute P(X > a*abs(Y)) = atan(a)/pi",
    f"{PAIR}refute P(x > 0 and y > 0) = 1/4 + asin(r)/pi",
    f"{PAIR}refute P(x > 0 and y > 0) = 1/4",
    f"{TWO}refute P(X > 0 and X + Y >= 0) = 1/4",
    f"{TWO}refute P(X < Y and Y < 0) = 3/8",
    f"{TWO}refute P(X > 2*abs(Y)) = 1/8",
    f"{THREE}refute P(X > abs(Y) and X > Z) = 1/6",
]


@pytest.mark.parametrize("text", TRUE)
def test_proved(text: str) -> None:
    [found] = check_text(text)
    assert found.verdict == "proved", found.reason
    assert not replay(proof_from_json(proof_to_json(found.proof)), found.claim).refuted


@pytest.mark.parametrize("text", FALSE)
def test_refuted(text: str) -> None:
    [found] = check_text(text)
    assert (found.verdict, found.ok) == ("refuted", True)


def builder(text: str = f"{TWO}prove P(X > 0 and X + Y >= 0) = 3/8") -> Builder:
    [found] = check_text(text)
    return Builder(found.claim)


@pytest.mark.parametrize("a,b", [((1, 0), (1, 1)), ((2, -1), (1, 3)), ((1, 2), (-3, 1))])
def test_against_scipy(a: tuple[int, int], b: tuple[int, int]) -> None:
    steps = builder()
    x, y = steps.claim.variables
    event = indicator(And(a[0] * x + a[1] * y > 0, b[0] * x + b[1] * y > 0))
    known = steps.conclusion(orthant(steps, event))
    assert isinstance(known, Expectation)
    dot = sum(p * q for p, q in zip(a, b, strict=True))
    cover = [[sum(p * p for p in a), dot], [dot, sum(q * q for q in b)]]
    wanted = multivariate_normal([0, 0], cover).cdf([0, 0])
    assert abs(float(known.value) - wanted) < 1e-7


def test_what_is_no_such_event() -> None:
    x, y = variable("X"), variable("Y")
    assert sides_of(indicator(And(x > 0, y < x))) is not None
    assert sides_of(indicator(2 * Abs(y) < x)) == (x - 2 * y, x + 2 * y)
    assert sides_of(indicator(And(Max(x, y) < 0))) == (-x, -y)
    downward = (2 * Abs(y) > x, x - Min(x, y) > 1 - x, Max(x, y) > 0, x > x * Abs(y))
    for condition in (x > 0, Or(x > 0, y > 0), Eq(x, y), *downward):
        assert sides_of(indicator(condition)) is None
    assert sides_of(Piecewise((2, And(x > 0, y > 0)), (0, True))) is None
    assert sides_of(Integer(1)) is None and sides_of(x) is None


def test_factors_of_absolute_values_are_positive_parameters() -> None:
    """Of a factor that may be negative, or 0 in the scope alone, nothing is said."""
    x, y = variable("x"), variable("y")
    a, b = Symbol("a", positive=True), Symbol("b", real=True)
    assert sides_of(indicator(a * Abs(y) < x)) == (-a * y + x, a * y + x)
    for factor in (b, -a, a - 1, a + 1, a * b, b**2, Abs(b), y):
        assert len(sides_of(indicator(factor * Abs(y) < x)) or ()) != 2


def test_every_part_is_needed() -> None:
    lets = "let X, Y ~ Normal(0, 1)\nlet Z ~ Normal(1, 1)\nlet W ~ Laplace(0, 1)\n"
    steps = builder(f"{lets}prove P(X + Z + W > 0 and X + Y >= 0) = 3/8")
    x, y, z, w = (next(v for v in steps.claim.variables if v.name == n) for n in "XYZW")
    event = indicator(And(x > 0, x + y > 0))
    last = steps.steps[orthant(steps, event)]
    args = (event, 1 / sqrt(2))
    assert last.args == args
    for index in range(len(last.premises)):
        given = last.premises[:index] + last.premises[index + 1 :]
        with pytest.raises(RuleError, match="orthant"):
            steps.add("expectation-orthant", given, args)
    for ratio in (Rational(1, 2), -1 / sqrt(2), x):
        with pytest.raises(RuleError, match="ratio"):
            steps.add("expectation-orthant", last.premises, (event, ratio))
    for other in (
        And(x > 0, z > 0),
        And(x > 0, x + w > 0),
        And(x > 1, x + y > 0),
        And(x * y > 0, x + y > 0),
        And(x > 0, x + y**2 > 0),
        And(x > 0, 2 * x + y > 0),
    ):
        with pytest.raises(RuleError, match="orthant"):
            steps.add("expectation-orthant", last.premises, (indicator(other), 1 / sqrt(2)))
        if other != And(x > 0, 2 * x + y > 0):
            with pytest.raises(RuleError, match="orthant"):
                orthant(steps, indicator(other))


def test_a_planted_rule_for_any_means(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of variables with other means than 0 the formula is false: P(X > -9, Y > -9) is near 1."""
    steps = builder()
    x, y = steps.claim.variables
    moved = indicator(And(x + 9 > 0, y + 9 > 0))
    with pytest.raises(RuleError, match=r"event|linear"):
        orthant(steps, moved)
    centred = orthants.slopes
    monkeypatch.setattr(orthants, "slopes", lambda term, names: centred(term.subs({9: 0}), names))
    given = steps.steps[orthant(steps, indicator(And(x > 0, y > 0)))].premises
    planted = steps.conclusion(steps.add("expectation-orthant", given, (moved, Integer(0))))
    assert planted == Expectation(moved, Rational(1, 4) + asin(0) / (2 * pi))  # a falsehood


def test_an_absolute_value_within_another_extreme() -> None:
    """1 - min(2, 1/|x|) is no sum of a term and a multiple of |x|, and has no value at |x| = 0."""
    x, y = builder().claim.variables
    for term in (1 - Min(2, 1 / Abs(x)), y - 2 ** (1 / Abs(x)) * Abs(x)):
        assert set(sides_of(indicator(And(term > 0, y > 0))) or ()) == {y, term}
    claims = ("P(min(1, 1/abs(X)) < 1) = erfc(1/sqrt(2))", "min(1, 1/abs(X)) in Beta")
    for claim, verdict in zip(claims, ("proved", "refuted"), strict=True):
        [found] = check_text(f"let X ~ Normal(0, 1)\nprove {claim}")
        assert found.verdict == verdict, found.reason
