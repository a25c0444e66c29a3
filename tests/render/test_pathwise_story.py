"""Derivatives under the integral sign are told with the bounds that dominate them."""

from __future__ import annotations

import pytest

from symreparam.pipeline import Options, check_text
from symreparam.render.latex import latex_document
from symreparam.render.text import outcome_text

QUICK = Options(cross_check=False, explain=False)
NORMAL = "let m real\nlet s > 0\nlet e ~ Normal(0, 1)\nprove "
CASES = [
    # bounded: no moment is asked for, and the result is the right side
    (
        "let m real\nlet C ~ Cauchy(0, 1)\nprove grad(m, E(atan(m + C))) = E(1/(1 + (m + C)^2))",
        (
            "There is a number K such that, for all m near it and all values of C,",
            "|1/(1 + (m + C)²)| ≤ K",
            "The mean of K is finite, and the law of C does not depend on m.",
            "grad(m, E(atan(m + C))) = E(1/(1 + (m + C)²)) So both sides are the mean of",
        ),
        ("moments", "other means"),
    ),
    # a factor beside the mean is differentiated; two means on the other side, one known already
    (
        NORMAL + "grad(s, 2*s*E(log(cosh(m + s*e)))) "
        "= 2*E(log(cosh(m + s*e))) + 2*s*E(e*tanh(m + s*e))",
        (
            "|log(cosh(m + s·e))| ≤ C · (1 + |e|)",
            "because e ~ Normal(0, 1) has moments of all orders, and the law of e does not",
            "The other means are finite as well, for with a number C |e·tanh(m + s·e)| ≤ C",
            "these terms are equal: 2s·e·sinh(m + s·e)/cosh(m + s·e) + 2log(cosh(m + s·e))"
            " = 2s·e·tanh(m + s·e) + 2log(cosh(m + s·e))",
        ),
        ("So both sides are",),
    ),
    # two derivatives: each has a neighbourhood of its own
    (
        NORMAL + "grad(m, E(tanh(m + s*e))) + grad(s, E(tanh(m + s*e))) "
        "= E((1 + e)*(1 - tanh(m + s*e)^2))",
        ("Fix a value of m.", "Fix a value of s.", "grad(s, E(tanh(m + s·e))) = E(e·(1"),
        (),
    ),
    # several variables
    (
        "let w real\nlet e, d ~ Normal(0, 1)\nprove grad(w, E(sin(e + w*d^2))) "
        "= E(d^2*cos(e + w*d^2))",
        ("≤ C · (1 + |e| + |d|)²", "e ~ Normal(0, 1) and d ~ Normal(0, 1) have moments"),
        ("has moments",),
    ),
]


@pytest.mark.parametrize(("text", "there", "absent"), CASES)
def test_the_bounds_and_the_terms(
    text: str, there: tuple[str, ...], absent: tuple[str, ...]
) -> None:
    [found] = check_text(text, options=QUICK)
    assert found.proof is not None and found.proof.steps[-1].rule == "equation-pathwise"
    story = " ".join(outcome_text(found).split())
    for words in there:
        assert words in story
    for words in ("The steps, in order", *absent):
        assert words not in story
    assert r"\le C" in latex_document(found) or r"\le K" in latex_document(found)


def test_a_letter_of_the_claim_is_not_taken_for_the_bound() -> None:
    text = "let C, K real\nlet e ~ Normal(0, 1)\nprove grad(C, E(sin(C + K*e))) = E(cos(C + K*e))"
    story = outcome_text(check_text(text, options=QUICK)[0])
    assert "There is a number M such that, for all C near it" in " ".join(story.split())
