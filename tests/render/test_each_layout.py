"""Vectors of any size are told as one joint law, also where they are refuted."""

from __future__ import annotations

import pytest
from sympy import Integer, Symbol

from symreparam.logic.judgement import ForEach
from symreparam.pipeline import check_text
from symreparam.render.each_layout import each_layout
from symreparam.render.latex import latex_fragment
from symreparam.render.layout_text import line
from symreparam.render.terms_layout import Typesetter
from symreparam.render.text import outcome_text
from symreparam.terms.law import Named

LETS = "let n integer >= 1\nlet mu[1..n] real\nlet s[1..n] > 0\nlet e[1..n] ~ Normal(0, 1)\n"
MU, S, E = (Symbol(f"{name}_i", real=True) for name in ("mu", "s", "e"))
N = Symbol("n", integer=True)


def test_a_vector_of_any_size_is_told_jointly() -> None:
    [found] = check_text(f"{LETS}prove mu + s .* e ~ MultivariateNormal(mu, diag(s^2))")
    told = " ".join(outcome_text(found).split())
    joint = "(μ_1 + s_1·e_1, …, μ_n + s_n·e_n) ~ MultivariateNormal((μ_1, …, μ_n), "
    assert told.count(joint + "diag(s_1², …, s_n²))") == 2
    assert r"\sim \mathcal{N}((\mu_{1}, \dots, \mu_{n}), " in latex_fragment(found)


def test_a_false_joint_law_is_told_with_its_true_one() -> None:
    [found] = check_text(f"{LETS}refute s .* e ~ MultivariateNormal(mu, diag(s^2))")
    assert found.verdict == "refuted"
    told = outcome_text(found)
    # at one component there is no dot between a first and a last one
    assert "…, 1" not in told and "(s_1·e_1, …, s_n·e_n) ~ MultivariateNormal((0, …, 0)" in told


@pytest.mark.parametrize(
    ("size", "law", "words"),
    [
        (Integer(2), Named("Normal", (MU, S)), "(e_1, e_2) ~ MultivariateNormal((μ_1, μ_2), "),
        (Integer(9), Named("Normal", (MU, S)), "(e_1, …, e_9) ~ MultivariateNormal("),
        (N + 1, Named("Normal", (MU, S)), "independently for the indices 1 to"),
        (N, Named("Laplace", (MU, S)), "independently for the indices 1 to n"),
    ],
)
def test_few_many_and_other_components(size: Integer, law: Named, words: str) -> None:
    goal = ForEach(E, law, size, (E,))
    assert words in line(each_layout(Typesetter(), goal))
