"""Claims whose documents the tests of this folder read, each settled once."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType

from symreparam.logic.verdict import Outcome
from symreparam.pipeline import check_text

BLOCKS = MappingProxyType(
    {
        "classic": "let mu real\nlet sigma > 0\nlet eps ~ Normal(0, 1)\n"
        "prove mu + sigma*eps ~ Normal(mu, sigma)",
        "square": "let X ~ Normal(0, 1)\nprove X^2 ~ ChiSquared(1)",
        "signs": "let c != 0\nlet X ~ Normal(0, 1)\nprove c*X ~ Normal(0, abs(c))",
        "fold": "let X ~ Uniform(-1, 2)\nprove X^2 has density 1/(3*sqrt(t)) for 0 < t < 1, "
        "1/(6*sqrt(t)) for 1 < t < 4",
        "constant": "let X ~ Normal(0, 1)\nprove X - X ~ Point(0)",
        "given": "let X ~ Normal(0, 1)\nprove X ~ Normal(0, 1)",
        "derived": "let U ~ Uniform(0, 1)\nderive -log(U)",
        "relu": "let X ~ Normal(0, 1)\nprove max(X, 0) has density exp(-t^2/2)/sqrt(2*pi) "
        "for t > 0, mass 1/2 at 0",
        "reciprocal": "let X ~ Cauchy(0, 1)\nprove 1/X ~ Cauchy(0, 1)",
        "letters": "let rate > 0\nlet g > 0\nlet h, f real\nlet Z ~ Exponential(rate)\n"
        "prove g*Z + h + f has density rate*exp(-rate*(t - h - f)/g)/g for t > h + f",
        "alike": "let x1 > 0\nlet x_1 > 0\nlet X ~ Normal(0, 1)\n"
        "prove x1*X/x_1 ~ Normal(0, x1/x_1)",
        "refuted": "let mu real\nlet sigma > 0\nlet eps ~ Normal(0, 1)\n"
        "refute mu + sigma*eps ~ Normal(mu, sigma^2)",
        "no-law": "let s real\nlet X ~ Normal(0, 1)\nrefute s*X ~ Normal(0, s)",
        "atom": "let X ~ Normal(0, 1)\nrefute max(X, 0) has density exp(-t^2/2)/sqrt(2*pi) "
        "for t > 0, mass 1/4 at 0",
        "sum": "let X, Y ~ Uniform(0, 1)\nprove X + Y has density t for 0 < t < 1, "
        "2 - t for 1 < t < 2",
        "error": "let X ~ Normal(0, 1)\nprove X ~",
        "unsupported": "let X ~ Normal(0, 1)\nprove median(X) = 0",
    }
)


@cache
def outcome(name: str) -> Outcome:
    """The outcome of a block, by its name."""
    [found] = check_text(BLOCKS[name])
    return found
