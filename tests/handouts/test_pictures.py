"""Pictures: what cannot be drawn is told before the long work; curves jump upright on paper."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from symreparam.handouts.build import build, check_pictures, failures, places_of_pictures
from symreparam.handouts.errors import HandoutError
from symreparam.handouts.source import Handout, read
from symreparam.pipeline import check_text
from symreparam.shell import forked
from symreparam.shell.cli import main

HEAD = "---\ntitle: A title\n---\n\n"
CLAIM = "```claim shift\nlet X ~ Normal(0, 1)\nprove 2*X ~ Normal(0, 2)\n```\n\n"
BOX = "```picture box\n#| window: -1 to 2\nlet U ~ Uniform(0, 1)\nderive 1 - U\n```\n"
BESIDE = BOX.replace("#| window", "#| beside: Uniform(0, 1)\n#| window")
NOISE = (
    "```picture noise\n#| slider: a from 1 to 3 start 2\nlet a > 0\n"
    "let T ~ Exponential(a)\nderive 2*T\n```\n"
)
FREE = "```picture free\nlet a > 0\nlet T ~ Exponential(1)\nderive T/a\n```\n"


def made(text: str) -> Handout:
    return read("h.md", HEAD + text)


def test_places_are_those_of_the_questions() -> None:
    assert places_of_pictures(made(CLAIM + BESIDE + CLAIM)) == [1, 2]
    assert places_of_pictures(made(CLAIM)) == []


@pytest.mark.parametrize(
    ("text", "word"), [(NOISE, "law of fixed numbers"), (FREE, "slider each")]
)
def test_what_cannot_be_drawn(text: str, word: str) -> None:
    handout = made(text)
    outcomes = [check_text(question.text)[0] for question in handout.questions()]
    with pytest.raises(HandoutError, match=word) as error:
        check_pictures(handout, outcomes)
    assert error.value.line == 5


def test_a_law_that_is_not_derived_is_told_elsewhere() -> None:
    handout = made(BOX.replace("derive 1 - U", "derive log(U - 1)"))
    outcomes = [check_text(question.text)[0] for question in handout.questions()]
    check_pictures(handout, outcomes)
    assert failures(outcomes, handout)


def test_pictures_are_tried_before_the_claims_are_settled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[int] = []
    settle = forked.outcomes_of

    def noted(questions: list[object], *rest: object) -> object:
        asked.append(len(questions))
        return settle(questions, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(forked, "outcomes_of", noted)
    source = tmp_path / "lesson.md"
    source.write_text(HEAD + CLAIM + NOISE)
    assert main(["handout", str(source), "-o", str(tmp_path / "out.html")]) == 2
    assert "derive a term in it" in capsys.readouterr().err
    assert asked == [1] and [*tmp_path.iterdir()] == [source]


def test_curves_jump_upright_on_paper() -> None:
    handout = made(BESIDE)
    outcomes = [check_text(question.text)[0] for question in handout.questions()]
    text = build(handout, outcomes, "tex").text
    points = re.findall(r"\\qbezier\(([-\d.]+),([-\d.]+)\)\([^)]*\)\(([-\d.]+),([-\d.]+)\)", text)
    steps = [tuple(map(float, point)) for point in points]
    assert len(steps) > 100
    # 3 points to the right never go with more than a few upwards
    assert all(abs(y - b) < 8 for _, b, _, y in steps)
    assert any(a == x and b != y for a, b, x, y in steps)
