"""True claims that are proved in stages."""

from __future__ import annotations

from symreparam.documents.meaning import goals
from symreparam.documents.parse import parse_block
from symreparam.documents.scope_check import check_names
from symreparam.families.table import FAMILY_NAMES
from symreparam.logic.claim import Claim

LETS = """let a, b, c > 0
let r > 0
let U, V ~ Uniform(0, 1)
let X, Y, Z ~ Normal(0, 1)
let A ~ Gamma(a, 1)
let B ~ Gamma(b, 1)
let C ~ Gamma(c, 1)
let E, F ~ Exponential(r)
let th ~ Uniform(0, 2*pi)
let ph ~ Uniform(-pi, pi)
let R ~ Rayleigh(a)
"""
SIMPLEX = "at (x, y) for x > 0 and y > 0 and x + y < 1"
TRUE = [
    "(A/(A + B + C), B/(A + B + C)) has density gamma(a + b + c)/(gamma(a)*gamma(b)*gamma(c))"
    f"*x^(a - 1)*y^(b - 1)*(1 - x - y)^(c - 1) {SIMPLEX}",
    "(A + B, A + B + C) has density x^(a + b - 1)*(y - x)^(c - 1)*exp(-y)/(gamma(a + b)*gamma(c)) "
    "at (x, y) for x > 0 and y > x",
    "(min(X, Y), max(X, Y)) has density exp(-(x^2 + y^2)/2)/pi at (x, y) for x real and y > x",
    "(min(E, F), abs(E - F)) ~ Independent(Exponential(2*r), Exponential(r))",
    "(X^2, Y^2) has density exp(-(x + y)/2)/(2*pi*sqrt(x*y)) at (x, y) for x > 0 and y > 0",
    "(X/Y, abs(Y)) has density y*exp(-y^2*(1 + x^2)/2)/pi at (x, y) for x real and y > 0",
    "(X*Y, Y) has density exp(-x^2/(2*y^2) - y^2/2)/(2*pi*abs(y)) at (x, y) for x real and y real",
    "(X^2 + Y^2, X/Y) ~ Independent(Exponential(1/2), Cauchy(0, 1))",
    "(X/Z, Y/Z) has density 1/(2*pi*(1 + x^2 + y^2)^(3/2)) at (x, y) for x real and y real",
    "(X + Y, Y + Z) ~ MultivariateNormal((0, 0), ((2, 1), (1, 2)))",
    "(R*cos(th), R*sin(th)) ~ Independent(Normal(0, a), Normal(0, a))",
    "(R*sin(ph), R*cos(ph)) ~ Independent(Normal(0, a), Normal(0, a))",
    "(1 + a*sqrt(-2*log(U))*cos(2*pi*V), b*sqrt(-2*log(U))*sin(2*pi*V)) "
    "~ Independent(Normal(1, a), Normal(0, b))",
    "(sqrt(-2*log(U))*cos(pi*V), sqrt(-2*log(U))*sin(pi*V)) "
    "~ Independent(Normal(0, 1), HalfNormal(1))",
    "(X^2 + Y^2, atan2(Y, X)) ~ Independent(Exponential(1/2), Uniform(-pi, pi))",
    "(X^2, X*Y) has density exp(-x/2 - y^2/(2*x))/(2*pi*x) at (x, y) for x > 0 and y real",
]


def claim(goal: str) -> Claim:
    [found] = goals(check_names(parse_block(f"{LETS}prove {goal}"), FAMILY_NAMES))
    assert found.claim is not None
    return found.claim
