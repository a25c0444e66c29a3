"""Independence by holding a shared variable fixed, and vectors that are not independent, told."""

from __future__ import annotations

import pytest

from symreparam.pipeline import check_text
from symreparam.render.text import outcome_text


def told(text: str) -> str:
    [outcome] = check_text(text)
    assert outcome.ok
    shown = " ".join(outcome_text(outcome).split())
    assert "The steps, in order" not in shown
    return shown


def test_a_random_sign_is_held_at_each_value() -> None:
    text = told("let X ~ Normal(0, 1)\nlet S ~ Rademacher()\nprove X*S, S independent")
    start = "S·X has no random variable in common with the rest but S. Hold S fixed"
    places = [text.index(words) for words in (start, "For S = -1 the term S·X is -X.",
                                              "For S = 1 the term S·X is X.",
                                              "So S·X has the law Normal(0, 1) whatever")]
    assert places == sorted(places)
    assert text.endswith("by the checker, without the search.")


def test_each_mass_has_its_law() -> None:
    text = told("let A, B ~ Bernoulli(1/2)\nprove A, mod(A + B, 2) independent")
    assert text.count("The mass 1/2 at each of 0, 1 moves to") == 2
    assert "the law Bernoulli(1/2) whatever the value of A" in text


def test_a_variable_with_a_density_is_held_at_a_letter() -> None:
    text = told(
        "let U ~ Uniform(0, 1)\nlet X ~ Exponential(1)\nprove U + X - floor(U + X), X independent"
    )
    assert "For X = x_1 with x_1 > 0 the term U + X - ⌊U + X⌋ is U + x_1 - ⌊U + x_1⌋." in text
    assert "Uniform(0, 1) whatever the value of X" in text


def test_three_terms_are_told_one_after_the_other() -> None:
    text = told(
        "let X, S ~ Rademacher()\nlet Y ~ Normal(0, 1)\nprove S*X, X, X*Y independent"
    )
    first = text.index("it is independent of X. ")
    assert first < text.index("it is independent of X and X·Y.")


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ("refute (X, Y), (X + Z, Y) independent", "too: X and X + Z, one for each vector."),
        ("refute (X, Z), (Y, X) independent", "one for each vector. They are not."),
    ],
)
def test_vectors_are_not_independent(claim: str, words: str) -> None:
    text = told(f"let X, Y, Z ~ Normal(0, 1)\n{claim}")
    assert "Were the vectors independent" in text and words in text
    assert text.index(words) < text.index("the claim is false")
