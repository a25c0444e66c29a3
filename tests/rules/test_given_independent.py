"""Laws of terms given a value of an independent term: claims, and each obligation of the rule."""

from __future__ import annotations

import pytest
from settled import fails, holds, unfinished
from sympy import Integer

from symreparam.logic.errors import RuleError
from symreparam.pipeline import Options, check_text

PLAIN = Options(cross_check=False, explain=False)
LETS = "let s > 0\nlet X, Y ~ Exponential(1)\n"
RATIO = "(X/Y given X + Y = s) has density 1/(1 + t)^2 for t > 0"


def test_true() -> None:
    holds(LETS, RATIO)


def test_false() -> None:
    fails(LETS, "(X/Y given X + Y = s) ~ Uniform(0, 1)")


def test_what_depends_is_not_proved() -> None:
    dependent = "(X*Y given X + Y = s) ~ Uniform(0, 1)"
    assert check_text(f"{LETS}prove {dependent}", options=PLAIN)[0].verdict != "proved"


def test_every_part_is_needed() -> None:
    builder, proof = unfinished(LETS, RATIO, "prove")
    step = next(s for s in proof.steps if s.rule == "given-value-independent")
    builder.add(step.rule, step.premises, step.args)
    value, index = step.args
    x = builder.claim.variables[0]
    for place in range(len(step.premises)):
        fewer = step.premises[:place] + step.premises[place + 1 :]
        with pytest.raises(RuleError, match="given-value-independent"):
            builder.add(step.rule, fewer, step.args)
    pair, own, other, *rest = step.premises
    hypothesis = builder.add("hypothesis", (), (0,))
    for premises in (
        (pair, other, own, *rest),
        (own, pair, other, *rest),
        (pair, hypothesis, other, *rest),
        (pair, own, hypothesis, *rest),
        (pair, own, own, *rest),
    ):
        with pytest.raises(RuleError, match="given-value-independent"):
            builder.add(step.rule, premises, step.args)
    for wrong in ((value + 1, index), (-value, index), (x, index), (value, 1), (value, -1)):
        with pytest.raises(RuleError, match="given-value-independent"):
            builder.add(step.rule, step.premises, wrong)
    with pytest.raises(RuleError, match="given-value-independent"):
        builder.add(step.rule, step.premises, (Integer(0), index))
