"""False claims in one variable, with the parameter values for which they hold."""

from __future__ import annotations

from typing import Final

MU: Final = "let mu real\nlet sigma > 0\n"
EPS: Final = "let eps ~ Normal(0, 1)\n"
UNIFORM: Final = "let U ~ Uniform(0, 1)\n"
FALSE: Final = [
    (f"{MU}let U ~ Uniform(0, 1)\n", "mu + sigma*U ~ Normal(mu, sigma)", []),
    (EPS, "eps^2 ~ ChiSquared(2)", []),
    (EPS, "abs(eps) ~ Normal(0, 1)", []),
    ("let m real\nlet s > 0\nlet X ~ Normal(m, s)\n", "X + X ~ Normal(2*m, sqrt(2)*s)", []),
    ("let X ~ Normal(0, 1)\n", "X - X ~ Normal(0, sqrt(2))", []),
    (UNIFORM, "-log(U) ~ Exponential(2)", []),
    (f"let l > 0\n{UNIFORM}", "-log(U)/l ~ Exponential(1/l)", ["l = 1"]),
    ("let n > 0\nlet X ~ Exponential(1)\n", "n*X ~ Exponential(n)", ["n = 1"]),
    ("let X ~ Exponential(1)\n", "3*X ~ Erlang(3, 1)", []),
    (f"let a > 0\n{UNIFORM}", "U^(1/a) ~ Beta(1, a)", ["a = 1"]),
    (UNIFORM, "log(U/(1 - U)) ~ Normal(0, 1)", []),
    (UNIFORM, "sqrt(3)*log(U/(1 - U))/pi ~ Normal(0, 1)", []),
    (UNIFORM, "sqrt(3)*(2*U - 1) ~ Normal(0, 1)", []),
    (UNIFORM, "log(-log(U)) ~ Gumbel(1, 0)", []),
    ("let a, b > 0\nlet G ~ Gamma(a, b)\n", "1/G ~ GammaInverse(a, b)", ["b = 1"]),
    (EPS, "1/(1 + exp(-eps)) ~ Uniform(0, 1)", []),
    ("let X ~ LogNormal(0, 1/2)\n", "exp(X) ~ Normal(0, 1/2)", []),
    ("let X ~ Normal(1, 1)\n", "X^2 ~ ChiSquared(1)", []),
    ("let k, l > 0\nlet X ~ Exponential(1)\n", "(X/l)^(1/k) ~ Weibull(l, k)", ["l = 1"]),
    (
        "let U ~ Uniform(0, pi)\n",
        "sin(U) has density 1/(pi*sqrt(1 - y^2)) for 0 < y < 1",
        [],
    ),
]
