"""Signs of f(A) - f(B) for a rising f: what is shown, what is refused, a planted wrong version."""

from __future__ import annotations

import pytest
from sympy import Expr, Integer, atan, cosh, erf, exp, log, sinh, sqrt, tanh

from symreparam.decide import differences
from symreparam.decide import sign as sign_module
from symreparam.decide.answer import Context, Proved
from symreparam.decide.sign import sign
from symreparam.decide.signset import ANY, NEGATIVE, NONNEGATIVE, POSITIVE
from symreparam.pipeline import check_text
from symreparam.terms.scope import REALS, Domain, Relation, Scope, parameter

A, B = parameter("a", REALS), parameter("b", REALS)
P = parameter("p", Domain(lower=Integer(0)))
SYMBOLS = ((A, REALS), (B, REALS), (P, Domain(lower=Integer(0))))
POINT = ((A, Integer(0)), (B, Integer(1)), (P, Integer(1)))


def place(sign: str) -> Context:
    return Context(Scope(SYMBOLS, (Relation(A, sign, B),), POINT))


def signs(term: Expr, where: Context) -> int:
    return differences.signs_of_difference(term, where, sign_module._quiet)


@pytest.mark.parametrize("f", [exp, sinh, tanh, atan, erf])
def test_rising(f: type[Expr]) -> None:
    below = place("<")
    assert signs(3 * f(B) - 3 * f(A), below) == POSITIVE
    assert signs(f(A / 2) / 2 - f(B / 2) / 2, below) == NEGATIVE
    assert signs(f(B) - f(A), place("<=")) == NONNEGATIVE
    assert isinstance(sign(f(2 * B) - f(2 * A), "+", below), Proved)


def test_logarithms_of_positive_terms() -> None:
    below = place("<")
    assert signs(log(P + exp(B)) - log(P), below) == POSITIVE
    assert signs(log(B) - log(A), below) == ANY  # not defined everywhere


@pytest.mark.parametrize("inner", [1 / A, log(A), sqrt(A)])
@pytest.mark.parametrize("f", [exp, tanh, atan, erf])
def test_arguments_that_are_not_defined_everywhere(f: type[Expr], inner: Expr) -> None:
    term, below = f(inner + P) - f(inner), place("<")
    assert signs(term, below) == ANY
    assert not isinstance(sign(term, "+", below), Proved)


@pytest.mark.parametrize(
    "term",
    [
        3 * erf(B) - 2 * erf(A),
        erf(B) + erf(A),
        erf(B) - atan(A),
        cosh(B) - cosh(A),
        erf(B) - erf(A) + P,
        P * erf(B) - P * erf(A),
        erf(B) - erf(A - P**2 + P),
    ],
)
def test_refused(term: Expr) -> None:
    assert signs(term, place("<")) == ANY


def test_a_planted_cosh_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(differences, "_RISING", (cosh,))
    assert signs(cosh(B) - cosh(A), place("<")) == POSITIVE  # a falsehood: a = -2, b = 1
    assert not isinstance(sign(cosh(B) - cosh(A), "+", place("<")), Proved)  # sampled first


@pytest.mark.parametrize(
    "claim",
    [
        "prove PhiInv(Phi(a) + U*(Phi(b) - Phi(a))) has density "
        "exp(-t^2/2)/(sqrt(2*pi)*(Phi(b) - Phi(a))) for a < t < b",
        "prove PhiInv(Phi(a) + U*(1 - Phi(a))) has density "
        "exp(-t^2/2)/(sqrt(2*pi)*(1 - Phi(a))) for t > a",
        "refute PhiInv(Phi(a) + U*(Phi(b) - Phi(a))) has density "
        "exp(-t^2/2)/sqrt(2*pi) for a < t < b",
    ],
)
def test_truncated_normal_laws_by_the_inverse_distribution_function(claim: str) -> None:
    [found] = check_text(f"let a real\nlet b > a\nlet U ~ Uniform(0, 1)\n{claim}")
    assert found.ok, found.reason
