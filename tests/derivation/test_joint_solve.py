"""One equation solved for one letter: candidates from forms, and nothing for what has none."""

from __future__ import annotations

import pytest
from sympy import Dummy, Expr, Symbol, asin, atan, cos, erf, exp, log, sin, sqrt, symbols, tanh

from symreparam.derivation.joint_solve import solved
from symreparam.pipeline import check_text

x = Dummy("x", positive=True)
y = Dummy("y", real=True)
m = Dummy("m", negative=True)
a = Dummy("a", positive=True)
u, v = symbols("u v", real=True)
POINT = {u: 0.7, v: 0.4, a: 1.5}


@pytest.mark.parametrize(
    ("equation", "letter"),
    [
        (u / x**2 - v, x),
        (v**2 / (4 * y**2) - y**2 - u, y),
        (m**3 + u, m),
        (log(1 + exp(y)) - u, y),
        (x**a / (1 + x**a) - v, x),
        (tanh(2 * y + 1) - v, y),
        (erf(2 * y + 1) - v, y),
        (atan(2 * y + 1) - u, y),
        (a * asin(y) - v, y),
        (y + sqrt(1 + y**2) - u, y),
        (x * exp(tanh(u)) + sin(u) - 3 * v, x),
        (y / sqrt(y**2 + a**2) - v, y),
    ],
)
def test_one_candidate_solves_the_equation(equation: Expr, letter: Symbol) -> None:
    values = solved(equation, letter)
    gaps = [abs(equation.subs(letter, value).subs(POINT).evalf()) for value in values]
    assert min(gaps) < 1e-12


@pytest.mark.parametrize(
    ("equation", "letter"),
    [
        (cos(y) - u, y),
        (y + exp(y) - u, y),
        (y**5 + y - u, y),
        (sqrt(y) + sqrt(y + 1) + y - u, y),
        (u - v, y),
        (sum((Symbol(f"c{k}") + k) ** 2 for k in range(60)) * y - u, y),
    ],
)
def test_what_has_no_such_form_has_no_candidate(equation: Expr, letter: Symbol) -> None:
    assert solved(equation, letter) == []


def test_the_sign_of_the_letter_chooses_the_root() -> None:
    assert solved(x**2 - a, x) == [sqrt(a)]
    assert solved(m**2 - a, m) == [-sqrt(a)]
    assert solved(y**2 - a, y) == [-sqrt(a), sqrt(a)]
    assert solved(m**3 + a, m) == [-(a ** (sqrt(1) / 3))]


REALS = " for u real and v real"
SQUARE = "let X, Y ~ Normal(0, 1)\nprove (X^2 - Y^2, 2*X*Y) has density "
COUPLED = "let X, Y ~ Normal(0, 1)\nprove (X, Y*exp(tanh(X)) + sin(X)) has density 1/(2*pi)*"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (
            f"{SQUARE}exp(-sqrt(u^2 + v^2)/2)/(4*pi*sqrt(u^2 + v^2)) at (u, v){REALS}",
            "proved",
        ),
        (
            f"{SQUARE}exp(-sqrt(u^2 + v^2)/2)/(2*pi*sqrt(u^2 + v^2)) at (u, v){REALS}",
            "refuted",
        ),
        (
            f"{COUPLED}exp(-u^2/2 - (v - sin(u))^2*exp(-2*tanh(u))/2 - tanh(u)) at (u, v){REALS}",
            "proved",
        ),
        (
            f"{COUPLED}exp(-u^2/2 - (v - sin(u))^2*exp(-2*tanh(u))/2) at (u, v){REALS}",
            "refuted",
        ),
    ],
)
def test_claims_whose_inverse_is_found(claim: str, verdict: str) -> None:
    assert check_text(claim)[0].verdict == verdict


def test_the_gaussian_copula_has_its_density() -> None:
    lines = [
        "let -1 < r < 1",
        "let X, Y ~ Normal(0, 1)",
        "prove (Phi(X), Phi(r*X + sqrt(1 - r^2)*Y)) has density exp(-(r^2*(PhiInv(s)^2 +"
        " PhiInv(t)^2) - 2*r*PhiInv(s)*PhiInv(t))/(2*(1 - r^2)))/sqrt(1 - r^2)"
        " at (s, t) for 0 < s < 1 and 0 < t < 1",
        "prove (Phi(X), Phi(r*X + sqrt(1 - r^2)*Y)) ~ Independent(Uniform(0, 1), Uniform(0, 1))",
    ]
    assert [each.verdict for each in check_text("\n".join(lines))] == ["proved", "refuted"]
