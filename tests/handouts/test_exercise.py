"""Exercises: the same seed draws the same, wrong answers are refuted, options are checked."""

from __future__ import annotations

import pytest

from symreparam.documents.excerpt import Excerpt
from symreparam.handouts.errors import HandoutError
from symreparam.handouts.exercise import Exercise, exercise
from symreparam.handouts.exercise_parts import answered, reasons
from symreparam.handouts.mistakes import mistakes
from symreparam.pipeline import check_text
from symreparam.render.markdown import words_markdown

TEXT = (
    "#| seed: 7\n#| mistakes: auto\ndraw m from 1 to 9\ndraw s from 2 to 5\n"
    "ask Which law does ${m} + {s}\\varepsilon$ have?\nlet eps ~ Normal(0, 1)\n"
    "answer {m} + {s}*eps ~ Normal({m}, {s})\n"
)


def read(text: str, seed: int | None = None) -> Exercise:
    return exercise(Excerpt("h.md", "x", 10, 1, text), seed)


def test_a_seed_draws_the_same_and_another_one_others() -> None:
    assert read(TEXT) == read(TEXT)
    drawn = {read(TEXT, seed).answers[0] for seed in range(12)}
    assert len(drawn) > 4
    assert all("{" not in answer for answer in drawn)


def test_lines_of_the_questions_are_those_of_the_source() -> None:
    first = read(TEXT).questions[0]
    assert first.text.split("\n")[6].startswith("prove ")
    assert first.text.split("\n")[5] == "let eps ~ Normal(0, 1)"


def test_right_is_proved_and_every_other_choice_refuted() -> None:
    block = read(TEXT)
    outcomes = tuple(check_text(q.text)[0] for q in block.questions)
    assert outcomes[0].verdict == "proved"
    found = answered(block, outcomes)
    assert sum(choice.right for choice in found.choices) == 1
    assert len(found.choices) >= 3
    assert all(choice.why for choice in found.choices if not choice.right)


def test_a_proposed_answer_that_is_right_is_not_offered() -> None:
    # with standard deviation 1 its square and its inverse are right as well
    text = (
        "#| mistakes: auto\nask Law?\nlet X ~ Normal(0, 1)\nanswer 3 + X ~ Normal(3, 1)\n"
    )
    block = read(text)
    outcomes = tuple(check_text(q.text)[0] for q in block.questions)
    assert [o.verdict for o in outcomes[1:]].count("proved") >= 2
    found = answered(block, outcomes)
    assert len(found.choices) == 1 + [o.verdict for o in outcomes[1:]].count("refuted")


def test_two_equal_answers_of_the_author_are_an_error() -> None:
    text = (
        "ask Law?\nlet X ~ Normal(0, 1)\nanswer 2*X ~ Normal(0, 2)\n"
        "wrong 2*X ~ Normal(0, 4)\nwrong 2*X ~ Normal(0, 2*2)\n"
    )
    block = read(text)
    outcomes = tuple(check_text(q.text)[0] for q in block.questions)
    with pytest.raises(HandoutError, match="the same"):
        answered(block, outcomes)


@pytest.mark.parametrize(
    ("answer", "first", "count"),
    [
        ("4 - 3*X ~ Normal(4, 3)", "4 - 3*X ~ Normal(4, sqrt(3))", 4),
        ("X ~ N(2, 9)", "X ~ N(2, sqrt(9))", 4),
        ("X ~ Exponential(3)", "X ~ Exponential(1/(3))", 3),
        ("X ~ Binomial(5, 1/3)", "X ~ Binomial(5, 1 - (1/3))", 5),
        ("X ~ ChiSquared(n - 1)", "X ~ ChiSquared(1/(n - 1))", 3),
        ("X ~ Uniform(2, 5)", "X ~ Uniform(2, -(5))", 2),
    ],
)
def test_proposed_mistakes_fit_the_kind_of_argument(
    answer: str, first: str, count: int
) -> None:
    found = mistakes(answer)
    assert found[0] == first and len(found) == count
    # nobody takes a mean for its inverse, or a probability for its root
    assert not any("1/(4)" in text or "sqrt(1/3)" in text for text in found)


@pytest.mark.parametrize(
    "answer",
    [
        "X ~ Normal(mean=1, std=2)",
        "X ~ Normal(1)",
        "X ~ Unknown(1, 2)",
        "E(X) = 1",
        "(X, Y) ~ Independent(Normal(0, 1), Normal(0, 2))",
    ],
)
def test_no_mistakes_where_the_answer_is_no_law_with_known_arguments(answer: str) -> None:
    assert mistakes(answer) == []


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("draw m from 1 to 2\nask Law?\nanswer X ~ Normal({k}, 1)", 12, "`{k}` in the `answer`"),
        ("ask Law?\nlet X ~ Normal(0, {s})\nanswer X ~ Y", 11, "(drawn: nothing)"),
        ("ask Law?\nanswer X ~ Y\nwrong X ~ Z({m})", 12, "`draw m from 1 to 9`"),
        ("ask Law of {k}?\nanswer X ~ Y", 10, "`{k}` in the `ask`"),
        ("ask Law of ${k}X$?\nanswer X ~ Y", 10, "`draw k from 1 to 9`"),
        ("ask Law of $\\frac{{k}}{2}X$?\nanswer X ~ Y", 10, "`{k}` in the `ask`"),
        ("ask Is $x$_{k} it?\nanswer X ~ Y", 10, "`{k}` in the `ask`"),
        ("ask Law?\n", 9, "`answer` line"),
        ("answer X ~ Y\n", 9, "`ask` line"),
        ("ask Law?\ndraw m from 9 to 1\nanswer X ~ Y", 11, "nothing can be drawn"),
        ("ask Law?\ndraw m\nanswer X ~ Y", 11, "a draw reads"),
        ("draw m from 1 to 2\ndraw m from 1 to 2\n", 11, "drawn twice"),
        ("#| seed: x\nask Law?\nanswer X ~ Y", 10, "whole number"),
        ("#| seed: 99999999999\nask Law?\nanswer X ~ Y", 10, "whole number"),
        ("#| mistakes: many\nask Law?\nanswer X ~ Y", 10, "`auto`"),
        ("#| level: 3\nask Law?\nanswer X ~ Y", 10, "unknown option"),
        ("ask Law?\nprove X ~ Y", 11, "an exercise has lines"),
        ("ask Law?\nanswer X ~ Y\nanswer X ~ Z", 12, "an exercise has lines"),
        ("ask Law?\nanswer X ~ Y\n" + "wrong X ~ Z\n" * 5, 9, "at most 5 answers"),
    ],
)
def test_refused(text: str, line: int, word: str) -> None:
    with pytest.raises(HandoutError) as found:
        read(text)
    assert found.value.line == line and word in str(found.value)


@pytest.mark.parametrize(
    ("ask", "shown"),
    [
        ("Law of ${n}X$ and {n}{n}?", "Law of $12X$ and 1212?"),
        # two digits in a script or an argument stay together
        ("Law of $X^{n} + \\frac{n}{2}$?", "Law of $X^{12} + \\frac{12}{2}$?"),
        ("Law of $\\frac{{n}}{2}X_{i}$?", "Law of $\\frac{12}{2}X_{i}$?"),
        ("Is it $\\mathcal{N}$ or $$\\sqrt[3]{k}$$?", "Is it $\\mathcal{N}$ or $$\\sqrt[3]{k}$$?"),
        ("It costs \\$3: $\\mathrm{d}x$?", "It costs \\$3: $\\mathrm{d}x$?"),
    ],
)
def test_braces_of_formulas_stay_and_drawn_names_are_filled(ask: str, shown: str) -> None:
    assert read(f"draw n from 12 to 12\nask {ask}\nanswer X ~ Y").ask == shown


def settled(text: str) -> list[str]:
    """Why each wrong answer is wrong, as Markdown."""
    block = read(text)
    found = answered(block, tuple(check_text(q.text)[0] for q in block.questions))
    none: frozenset[str] = frozenset()
    return [words_markdown(c.why, none) for c in found.choices if not c.right]


def test_terms_of_a_near_miss_are_formulas() -> None:
    [why] = settled(
        "ask Density?\nlet U ~ Uniform(0, 1)\nanswer U^4 has density t^(-3/4)/4 for 0 < t < 1\n"
        "wrong U^4 has density t^(1/4) for 0 < t < 1\n"
    )
    assert "**" not in why and "Jacobian" in why and "$1 / (4 t)$" in why


def test_factors_that_nobody_would_find_are_not_told() -> None:
    [why] = settled(
        "ask Density?\nlet U ~ Uniform(0, 1)\nanswer U^4 has density t^(-3/4)/4 for 0 < t < 1\n"
        "wrong U^4 has density 4*t^3 for 0 < t < 1\n"
    )
    assert "multiplied" not in why and "The law is" in why


def test_a_parameter_goes_by_its_meaning_and_needs_no_density_values() -> None:
    [why] = settled(
        "ask Law?\nlet X ~ Normal(0, 4)\nanswer X/2 ~ Normal(0, 2)\n"
        "wrong X/2 ~ Normal(0, 4)\n"
    )
    assert "with the standard deviation $2$ instead of $4$" in why and "density" not in why
    assert "B would be right with" in why or "A would be right with" in why


def test_a_wrong_value_is_told_the_right_one() -> None:
    [why] = settled(
        "ask Value?\nlet X ~ Normal(0, 2)\nanswer Var(3*X) = 36\nwrong Var(3*X) = 12\n"
    )
    assert why == "The value is $36$."


def test_an_answer_that_is_a_variable_has_the_true_density() -> None:
    [why] = settled(
        "ask Which variable?\nlet U ~ Uniform(0, 1)\nanswer -7*log(U) ~ Exponential(1/7)\n"
        "wrong -log(7*U) ~ Exponential(1/7)\n"
    )
    assert "the density of this variable is " in why and "that of the law in question $0$" in why
    assert "this answer" not in why


def test_arguments_go_by_their_meaning_where_they_are_exchanged() -> None:
    [why] = settled(
        "ask Law?\nlet X ~ Normal(0, 1)\nanswer 3*X + 2 ~ Normal(2, 3)\n"
        "wrong 3*X + 2 ~ Normal(3, 2)\n"
    )
    assert "would be right with mean and standard deviation exchanged" in why


def test_one_reason_is_told_once() -> None:
    block = read(
        "ask Value?\nlet X ~ Normal(0, 2)\nanswer Var(3*X) = 36\nwrong Var(3*X) = 12\n"
        "wrong Var(3*X) = 6\n"
        "wrong Var(3*X) = 2\n"
    )
    found = answered(block, tuple(check_text(q.text)[0] for q in block.questions))
    wrong = [choice.letter for choice in found.choices if not choice.right]
    [(letters, why)] = reasons(found)
    assert letters == f"{wrong[0]}, {wrong[1]} or {wrong[2]}" and why


def test_points_are_short() -> None:
    [why] = settled(
        "ask Law?\nlet U ~ Uniform(0, 1)\nanswer -7*log(U) ~ Exponential(1/7)\n"
        "wrong -log(7*U) ~ Exponential(1/7)\n"
    )
    assert "Near $- " in why and max(map(len, why.split())) < 20


def test_a_wrong_law_of_the_same_term_is_told_the_proved_one() -> None:
    # a probability refutes it: no law was derived, and there are no density values
    [why] = settled(
        "ask Law?\nlet S, T ~ Exponential(6)\nanswer min(S, T) ~ Exponential(12)\n"
        "wrong min(S, T) ~ Exponential(3)\n"
    )
    assert why.startswith(r"The law is $\mathrm{Exp}(12)$.") and "$$" not in why


def test_without_densities_the_probability_that_differs_is_told() -> None:
    [why] = settled(
        "ask Which variable?\nlet S, T ~ Exponential(6)\nanswer min(S, T) ~ Exponential(12)\n"
        "wrong max(S, T) ~ Exponential(12)\n"
    )
    assert "$$" not in why and ("differs" in why or "density" in why)
