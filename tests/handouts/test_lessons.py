"""The lessons that ship: every claim passes, and every target is made."""

from __future__ import annotations

import re
import shutil
import subprocess
from itertools import chain
from pathlib import Path

import pytest

from symreparam.handouts.build import build, by_block, failures
from symreparam.handouts.exercise import Exercise
from symreparam.handouts.exercise_parts import answered
from symreparam.handouts.lessons import LESSONS, lesson_text, lesson_title
from symreparam.handouts.picture import Picture
from symreparam.handouts.source import read
from symreparam.render.document import Display, Paragraph
from symreparam.shell.forked import outcomes_of
from symreparam.shell.tasks import Limits

from .shipped import page, settled

pytestmark = pytest.mark.parametrize("name", LESSONS)
needs_latex = pytest.mark.skipif(shutil.which("pdflatex") is None, reason="pdflatex is missing")


def test_every_claim_passes(name: str) -> None:
    lesson = settled(name)
    failed = failures(lesson.outcomes, lesson.handout)
    assert not failed, [(line, o.verdict, o.statement, o.reason) for line, o in failed]
    assert len(lesson.outcomes) >= 10 and lesson_title(name)


def test_every_target_is_made(name: str) -> None:
    lesson = settled(name)
    for target in ("html", "tex", "md", "ipynb"):
        for key in (False, True):
            assert build(lesson.handout, lesson.outcomes, target, key=key).text
    assert len(page(name).encode()) < 400_000


def test_exercises_can_be_drawn_anew(name: str) -> None:
    # drawn values must not make two answers the same: that is an error for whoever uses --seed
    handout = read(f"{name}.md", lesson_text(name), seed=1)
    drawn = [block for block in handout.blocks.values() if isinstance(block, Exercise)]
    assert drawn
    for block in drawn:
        outcomes = tuple(outcomes_of(block.questions, Limits(120, 4096), 2))
        firm = outcomes[: len(outcomes) - block.proposed]
        assert all(outcome.ok for outcome in firm), block.answers
        assert len(answered(block, outcomes).choices) >= 3


def test_no_proof_is_a_bare_paragraph(name: str) -> None:
    from symreparam.handouts.detail import shown
    from symreparam.handouts.options import Controls

    lesson = settled(name)
    blocks = by_block(lesson.handout, lesson.outcomes)
    drawn = {n for n, block in lesson.handout.blocks.items() if isinstance(block, Picture)}
    told = [each for line, each in blocks.items() if line not in drawn]
    for outcome in chain(*told):
        parts = shown(outcome, Controls("sketch"), key=False)
        # what one step or one sentence settles is told in a paragraph, with its formulas
        opening = parts.proof[0]
        assert isinstance(opening, Paragraph) and (len(parts.proof) > 1 or len(opening.words) > 2)
        assert not isinstance(parts.proof[-1], Display) or outcome.verdict == "proved"


@needs_latex
def test_latex_without_overfull_boxes(name: str, tmp_path: Path) -> None:
    lesson = settled(name)
    text = build(lesson.handout, lesson.outcomes, "tex", key=True).text
    (tmp_path / "h.tex").write_text(text, encoding="utf-8")
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "h.tex"]
    done = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, errors="replace", check=False
    )
    assert done.returncode == 0, done.stdout[-2000:]
    assert re.findall("Overfull.*", done.stdout) == []
    if shutil.which("pdftoppm"):
        command = ["pdftoppm", "-r", "40", "-gray", "h.pdf", "p"]
        subprocess.run(command, cwd=tmp_path, check=True)
        pages = sorted(tmp_path.glob("p-*.pgm"))
        assert pages and all(_margins_are_white(path) for path in pages)


def _margins_are_white(path: Path) -> bool:
    """Nothing is printed in the outer 12 mm of a page at 40 dots an inch."""
    head, _, rest = path.read_bytes().partition(b"\n255\n")
    wide, high = map(int, head.split()[1:3])
    edge = 18
    return all(
        min(rest[row * wide : row * wide + edge] + rest[(row + 1) * wide - edge : (row + 1) * wide])
        > 200
        for row in range(high)
    )
