"""Signs of sums with logarithms by their exponential, and choices on them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sympy import Expr, Integer, Piecewise, Rational, Symbol, exp, log, oo, sqrt

from symreparam.decide import exponentiated as module
from symreparam.decide.answer import Context, Proved, context_over
from symreparam.decide.exponentiated import exponentiated
from symreparam.decide.sign import possible_signs, sign
from symreparam.decide.signset import POSITIVE
from symreparam.decide.zero import equal
from symreparam.pipeline import check_text
from symreparam.terms.region import interval
from symreparam.terms.scope import REALS, Scope, parameter

a, b = parameter("a", REALS), parameter("b", REALS)
x = Symbol("x", real=True)
ZERO, ONE = Integer(0), Integer(1)
SCOPE = Scope(((a, REALS), (b, REALS)))
EDGE = 1 / (1 + exp(a))
BELOW, ABOVE = interval(x, ZERO, EDGE), interval(x, EDGE, ONE)
NOISE = a + log(x) - log(1 - x)


def context(region: object) -> Context:
    return context_over(SCOPE, region)  # type: ignore[arg-type]


def test_proved_on_both_sides_of_the_edge() -> None:
    assert isinstance(sign(NOISE, "-", context(BELOW)), Proved)
    assert isinstance(sign(NOISE, "+", context(ABOVE)), Proved)


@pytest.mark.parametrize(
    ("term", "want"),
    [
        (NOISE, "+"),  # it is negative there
        (a + log(x) - log(x - 1), "-"),  # no logarithm there
        (a + log(x) - log(1 - x) + sqrt(b), "-"),  # no root
        (1 / b - 1 / b + a + log(x) - log(1 - 2 * x), "-"),
    ],
)
def test_nothing_false_is_proved(term: Expr, want: str) -> None:
    assert not isinstance(sign(term, want, context(BELOW)), Proved)


ROOT = sqrt(log(2))


@pytest.mark.parametrize(
    ("term", "low", "high", "want"),
    [
        (log(x) - ROOT, exp(ROOT), oo, "+"),
        (3 * (log(x) - ROOT) * (log(x) + ROOT), exp(ROOT), oo, "+"),
        (3 * (log(x) - ROOT) * (log(x) + ROOT), exp(-ROOT), exp(ROOT), "-"),
    ],
)
def test_beside_an_end_that_holds_logarithms_of_numbers(
    term: Expr, low: Expr, high: Expr, want: str
) -> None:
    over = context(interval(x, low, high))
    assert isinstance(sign(term, want, over), Proved)
    assert not isinstance(sign(term, "-" if want == "+" else "+", over), Proved)
    # a little further the sign is another one
    wider = context(interval(x, low * (1 - Rational(1, 10**6)), high))
    assert not isinstance(sign(term, want, wider), Proved)


def test_what_is_compared() -> None:
    found = exponentiated(a + 2 * log(x) - log(1 - x))
    assert found is not None
    assert found.gap == x**2 * exp(a) - (1 - x)
    assert set(found.inside) == {x, 1 - x} and found.rest == a
    others: tuple[Expr, ...] = (log(x), a + x, a + a * log(x), a + log(x) * log(1 - x))
    others = (*others, a + log(x) / 2, a * log(x), log(x) + sqrt(log(b)))
    for other in others:
        assert exponentiated(other) is None


def test_choices_on_such_sums() -> None:
    choice = Piecewise((ONE, NOISE > 0), (ZERO, True))
    assert isinstance(equal(choice, ZERO, context(BELOW)), Proved)
    assert isinstance(equal(choice, ONE, context(ABOVE)), Proved)
    assert not isinstance(equal(choice, ONE, context(interval(x, ZERO, ONE))), Proved)
    assert not isinstance(equal(choice, ZERO, context(interval(x, ZERO, ONE))), Proved)


def test_a_planted_sign_without_positive_arguments(monkeypatch: pytest.MonkeyPatch) -> None:
    """(x - 2)^2 > x on (0, 1), where 2 log(x - 2) - log(x) has no value."""
    term, unit = 2 * log(x - 2) - log(x), context(interval(x, ZERO, ONE))
    assert not isinstance(sign(term, "+", unit), Proved)
    careless = replace(exponentiated(term), inside=())
    monkeypatch.setattr(module, "exponentiated", lambda _: careless)
    signs = module.signs_of_logarithms(term, unit, possible_signs, lambda *_: True)
    assert signs == POSITIVE


LETS = "let a real\nlet U ~ Uniform(0, 1)\n"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("indicator(a + log(U) - log(1 - U) > 0) ~ Bernoulli(sigmoid(a))", "proved"),
        ("indicator(a + log(U) - log(1 - U) < 0) ~ Bernoulli(1/(1 + exp(a)))", "proved"),
        ("indicator(a + log(U) - log(1 - U) > 0) ~ Bernoulli(sigmoid(-a))", "refuted"),
        ("indicator(a + log(U) - log(1 - U) > 1) ~ Bernoulli(sigmoid(a))", "refuted"),
    ],
)
def test_thresholds_of_logistic_noise(claim: str, verdict: str) -> None:
    [found] = check_text(f"{LETS}prove {claim}")
    assert found.verdict == verdict, found.reason
