"""Powers with a symbolic integer exponent: of bases of any sign, by the parity of the exponent."""

from __future__ import annotations

import pytest
from sympy import Abs, Expr, Integer, exp, log, oo
from zero_cases import COUNT, REALS, context, symbols

from symreparam.decide.answer import Context, Proved
from symreparam.decide.limits import limit
from symreparam.decide.real import defined, smooth
from symreparam.decide.sign import sign
from symreparam.decide.zero import equal
from symreparam.pipeline import check_text
from symreparam.terms.region import interval
from symreparam.terms.scope import Domain, Relation, Scope, parameter, variable

PLACES = (("x", REALS), ("n", COUNT))
x, n = symbols(*PLACES)


def at(*relations: Relation) -> Context:
    return context(*PLACES, relations=relations)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (x ** (2 * n), Abs(x) ** (2 * n)),
        (x ** (2 * n + 1), x * Abs(x) ** (2 * n)),
        (x ** (2 * n - 1), x ** (2 * n) / x),
        ((-1) ** n * (-1) ** n, Integer(1)),
        ((-Abs(x)) ** n, (-1) ** n * Abs(x) ** n),
        ((x**2) ** n, exp(n * log(x**2))),
    ],
)
def test_equal(left: Expr, right: Expr) -> None:
    assert isinstance(equal(left, right, at()), Proved)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (x ** (2 * n + 1), Abs(x) ** (2 * n + 1)),
        (x**n, Abs(x) ** n),
        ((-Abs(x)) ** n, Abs(x) ** n),
        ((-1) ** n, Integer(1)),
        (x ** (2 * n), x ** (2 * n + 2)),
    ],
)
def test_not_equal(left: Expr, right: Expr) -> None:
    assert not isinstance(equal(left, right, at()), Proved)


def test_signs() -> None:
    assert isinstance(sign(x ** (2 * n), "+", at(Relation(x, "!=", Integer(0)))), Proved)
    assert not isinstance(sign(x ** (2 * n), "+", at()), Proved), "it vanishes at 0"
    assert not isinstance(sign(x ** (2 * n + 1), ">=", at()), Proved)
    assert not isinstance(sign(x**n, ">=", at()), Proved)


def test_a_parity_of_known_sign_is_a_number() -> None:
    above = Relation(Integer(0), "<", (-1) ** n)
    assert isinstance(equal((-1) ** n * x, x, at(above)), Proved)
    assert not isinstance(equal((-1) ** n * x, -x, at(above)), Proved)
    assert not isinstance(equal((-1) ** n * x, x, at()), Proved)


def test_definedness() -> None:
    assert isinstance(defined(x ** (2 * n), at()), Proved)
    assert isinstance(smooth(x ** (2 * n), x, at()), Proved)
    assert not isinstance(defined(x ** (1 - n), at()), Proved)
    r = parameter("r", REALS)
    real = Context(Scope(((x, REALS), (r, Domain(lower=Integer(1))))))
    assert not isinstance(defined(x**r, real), Proved)


def test_limits() -> None:
    t = variable("t")
    here = Context(Scope(((n, COUNT),)), interval(t, -oo, Integer(0)))
    assert limit(t ** (2 * n + 2), t, "lower", here) == oo
    assert limit(t ** (2 * n + 1), t, "lower", here) == -oo
    assert limit(t**n, t, "lower", here) is None


LETS = "let n integer >= 1\nlet k integer\nlet U ~ Uniform(0, 1)\nlet X ~ Normal(0, 1)\n"


@pytest.mark.parametrize(
    ("goal", "verdict"),
    [
        ("prove (2*U - 1)^(2*n) ~ Beta(1/(2*n), 1)", "proved"),
        ("prove U^n ~ Beta(1/n, 1)", "proved"),
        ("prove (-1)^n*X ~ Normal(0, 1)", "proved"),
        ("prove (-2)^n*X ~ Normal(0, 2^n)", "proved"),
        ("prove X^(2*n)/X^(2*n) ~ Point(1)", "proved"),
        ("refute (2*U - 1)^(2*n) ~ Beta(1/n, 1)", "refuted"),
        ("refute (2*U - 1)^(2*n + 1) ~ Beta(1/(2*n + 1), 1)", "refuted"),
        ("refute (-1)^n*U ~ Uniform(0, 1)", "refuted"),
        ("refute X^n ~ Normal(0, 1)", "refuted"),
        ("prove 0^k*X ~ Normal(0, 1)", "error"),
    ],
)
def test_claims(goal: str, verdict: str) -> None:
    [found] = check_text(LETS + goal)
    assert found.verdict == verdict
