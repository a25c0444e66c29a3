"""Printing: the claim language reads back, LaTeX lets no name through, every rule has a phrase."""

from __future__ import annotations

import pytest
from sympy import Symbol

from symreparam.pipeline import check_text
from symreparam.render.latex import latex_document
from symreparam.render.phrases import PHRASES
from symreparam.render.terms_latex import symbol_latex
from symreparam.render.terms_text import claim_text
from symreparam.render.text import outcome_text
from symreparam.rules.table import CASES, RULES

BLOCKS = [
    "let mu real\nlet sigma > 0\nlet X ~ Normal(0, 1)\nprove mu + sigma*X ~ Normal(mu, sigma)",
    "let c != 0\nlet X ~ Normal(0, 1)\nprove c*X ~ Normal(0, abs(c))",
    "let X ~ Uniform(-1, 2)\nprove X^2 has density 1/(3*sqrt(t)) for 0 < t < 1, "
    "1/(6*sqrt(t)) for 1 < t < 4",
    "let 0 < p < 1\nlet n integer >= 2\nlet X ~ Gamma(n - p, 2)\nprove X/2 ~ Gamma(n - p, 1)",
    "let a > 0\nlet U ~ Uniform(0, 1)\nprove U^a has density t^(1/a - 1)/a for 0 < t < 1",
    "let X ~ Normal(0, 1)\nprove X - X ~ Point(0)",
]


@pytest.mark.parametrize("block", BLOCKS)
def test_printed_claims_read_back(block: str) -> None:
    [found] = check_text(block)
    assert found.verdict == "proved", found.reason
    [again] = check_text(claim_text(found.claim))
    assert again.verdict == "proved", again.reason
    assert claim_text(again.claim) == claim_text(found.claim)


@pytest.mark.parametrize("block", BLOCKS)
def test_documents(block: str) -> None:
    [found] = check_text(block)
    assert outcome_text(found).startswith("proved: ")
    text = latex_document(found)
    assert text.startswith(r"\documentclass")
    assert text.count("$") % 2 == 0


def test_every_rule_has_a_phrase() -> None:
    assert set(PHRASES) == {*RULES, CASES}


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("sigma", r"\sigma"),
        ("eps", r"\varepsilon"),
        ("x_1", "x_{1}"),
        ("rate", r"\mathrm{rate}"),
        (r"\input{/etc/passwd}", r"\mathrm{\_input\_\_etc\_passwd\_}"),
        ("a$b", r"\mathrm{a\_b}"),
        ("a}b", r"\mathrm{a\_b}"),
    ],
)
def test_names_in_latex(name: str, shown: str) -> None:
    assert symbol_latex(Symbol(name, real=True)) == shown


@pytest.mark.parametrize("goal", ["prove X ~ Normal(0, 2)", "prove X ~", "prove E(X) = 0"])
def test_what_is_not_proved_says_why(goal: str) -> None:
    [found] = check_text("let X ~ Normal(0, 1)\n" + goal)
    assert not outcome_text(found).startswith("proved")
    if found.proof is None:
        with pytest.raises(ValueError, match="only a proof"):
            latex_document(found)
