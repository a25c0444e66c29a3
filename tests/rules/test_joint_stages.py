"""Joint laws in stages: claims that go through the rules, and false ones that do not."""

from __future__ import annotations

import pytest
from stage_claims import LETS, SIMPLEX, TRUE

from symreparam.checker.replay import replay
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.pipeline import check_text

FALSE = [
    "(A/(A + B + C), B/(A + B + C)) has density gamma(a + b + c)/(gamma(a)*gamma(b)*gamma(c))"
    f"*x^a*y^b*(1 - x - y)^c {SIMPLEX}",
    "(min(X, Y), max(X, Y)) has density exp(-(x^2 + y^2)/2)/(2*pi) at (x, y) for x real and y > x",
    "(X^2, Y^2) has density exp(-(x + y)/2)/(8*pi*sqrt(x*y)) at (x, y) for x > 0 and y > 0",
    "(X/Y, Y) has density y*exp(-y^2*(1 + x^2)/2)/(2*pi) at (x, y) for x real and y real",
    "(R*cos(th), R*sin(th)) has density sqrt(x^2 + y^2)*exp(-(x^2 + y^2)/2)/(2*pi) "
    "at (x, y) for x real and y real",
    "(sqrt(-log(U))*cos(2*pi*V), sqrt(-log(U))*sin(2*pi*V)) ~ Independent(Normal(0, 1), "
    "Normal(0, 1))",
    # a half turn only: nothing lies below the axis
    "(sqrt(-2*log(U))*cos(pi*V), sqrt(-2*log(U))*sin(pi*V)) ~ Independent(Normal(0, 1), "
    "Normal(0, 1))",
    "(X + Y, Y + Z) ~ MultivariateNormal((0, 0), ((2, 0), (0, 2)))",
]
# maps that overlap, are not onto, or turn twice: none of these may be proved
NEVER = [
    "(abs(X), Y) has density exp(-(x^2 + y^2)/2)/(2*pi) at (x, y) for x > 0 and y real",
    "(X^2, Y^2) has density exp(-(x + y)/2)/(2*pi*sqrt(x*y)) at (x, y) for x > 0 and y > x",
    "(R*cos(2*th), R*sin(2*th)) ~ Independent(Normal(0, a), HalfNormal(a))",
    "(-R*cos(th), R*sin(th)) ~ Independent(Normal(0, a), HalfNormal(a))",
    "(U*cos(2*pi*V), U*sin(2*pi*V)) has density 1/(2*pi*sqrt(x^2 + y^2)) "
    "at (x, y) for x real and y real",
    "(R*cos(th), R*cos(th)) ~ Independent(Normal(0, a), Normal(0, a))",
    "(X - Y, Y - X) ~ Independent(Normal(0, sqrt(2)), Normal(0, sqrt(2)))",
    "(A/(A + B), B/(A + B)) ~ Independent(Beta(a, b), Beta(b, a))",
    "(max(X, Y), max(X, Y)) has density exp(-(x^2 + y^2)/2)/pi at (x, y) for x real and y > x",
]


@pytest.mark.parametrize("goal", TRUE)
def test_true_claims(goal: str) -> None:
    [found] = check_text(f"{LETS}prove {goal}")
    assert found.verdict == "proved", found.reason
    assert replay(proof_from_json(proof_to_json(found.proof)), found.claim)


@pytest.mark.parametrize("goal", FALSE)
def test_false_claims(goal: str) -> None:
    [found] = check_text(f"{LETS}refute {goal}")
    assert found.verdict == "refuted", found.reason
    assert replay(proof_from_json(proof_to_json(found.proof)), found.claim).refuted


@pytest.mark.parametrize("goal", NEVER)
def test_never_proved(goal: str) -> None:
    assert check_text(f"{LETS}prove {goal}")[0].verdict != "proved"
