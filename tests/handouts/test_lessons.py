"""The lessons that ship: every claim passes, every target is made, and looked at by a browser."""

from __future__ import annotations

import fcntl
import os
import pickle
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

import pytest

from symreparam.handouts.build import build, by_block, failures
from symreparam.handouts.exercise import Exercise
from symreparam.handouts.exercise_parts import answered
from symreparam.handouts.lessons import LESSONS, lesson_text, lesson_title
from symreparam.handouts.picture import Picture
from symreparam.handouts.source import Handout, read
from symreparam.logic.verdict import Outcome
from symreparam.render.document import Display, Paragraph
from symreparam.shell.forked import outcomes_of
from symreparam.shell.tasks import Limits

from .chromium import Chromium, browser

pytestmark = pytest.mark.parametrize("name", LESSONS)
needs_browser = pytest.mark.skipif(browser() is None, reason="Chromium is missing")
needs_latex = pytest.mark.skipif(shutil.which("pdflatex") is None, reason="pdflatex is missing")


@dataclass(frozen=True)
class Lesson:
    """A lesson that was settled."""

    handout: Handout
    outcomes: tuple[Outcome, ...]


@cache
def settled(name: str) -> Lesson:
    """The lesson; its claims are settled once for all processes of this run of the tests."""
    handout = read(f"{name}.md", lesson_text(name))
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    kept = Path(tempfile.gettempdir()) / f"symreparam-lessons-{os.getuid()}-{run}"
    kept.mkdir(mode=0o700, exist_ok=True)
    with open(kept / f"{name}.pickle", "a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        data = file.read()
        if not data:
            data = pickle.dumps(
                tuple(outcomes_of(handout.questions(), Limits(120, 4096), 2, handout.methods()))
            )
            file.write(data)
    return Lesson(handout, pickle.loads(data))


@cache
def page(name: str) -> str:
    lesson = settled(name)
    return build(lesson.handout, lesson.outcomes, "html", key=True, version="0").text


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    with Chromium() as found:
        yield found


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
        assert isinstance(parts.proof[0], Paragraph) and len(parts.proof) > 1
        assert not isinstance(parts.proof[-1], Display) or outcome.verdict == "proved"


@needs_browser
@pytest.mark.parametrize(("width", "dark"), [(375, False), (1100, False), (1100, True)])
def test_in_the_browser(
    name: str, width: int, dark: bool, chromium: Chromium, tmp_path: Path
) -> None:
    path = tmp_path / "lesson.html"
    path.write_text(page(name), encoding="utf-8")
    chromium.open(path, width, dark=dark)
    assert chromium.run("document.documentElement.scrollWidth") <= width
    assert chromium.run("[...document.fonts].every(f => f.status === 'loaded')")
    # a formula that failed has no size, or shows its own source
    assert chromium.run(BAD_FORMULAS) == []
    assert chromium.run("document.querySelectorAll('math').length") > 30
    assert _noise(chromium.events) == []
    assert all(url.startswith(("file:", "data:")) for url in _requests(chromium.events))
    style = "getComputedStyle(document.body)"
    colours = chromium.run(f"[{style}.color, {style}.backgroundColor]")
    ink, paper = (int(re.findall("[0-9]+", colour)[0]) for colour in colours)
    assert (ink > paper) == dark and abs(ink - paper) > 150
    smallest = "Math.min(...[...document.querySelectorAll('p, li, td, summary, figure text')]"
    size = chromium.run(f"{smallest}.filter(e => e.getBoundingClientRect().width).map({SIZE}))")
    assert size >= 11


@needs_browser
@pytest.mark.parametrize("dark", [False, True])
def test_contrast(name: str, dark: bool, chromium: Chromium, tmp_path: Path) -> None:
    path = tmp_path / "lesson.html"
    path.write_text(page(name), encoding="utf-8")
    chromium.open(path, 800, dark=dark)
    # WCAG 2.1, success criteria 1.4.3 (text: 4.5) and 1.4.11 (what drawings need: 3)
    assert chromium.run(CONTRASTS % "p,li,th,td,summary,code,figcaption,strong,math,text,h1,h2,h3")
    assert chromium.run(LINES)


LUMINANCE = """const light = c => {
  const [r, g, b] = c.match(/[0-9.]+/g).map(v => v / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const ratio = (a, b) => {
  const [dark, bright] = [light(a), light(b)].sort((x, y) => x - y);
  return (bright + 0.05) / (dark + 0.05);
};
const paper = e => {
  for (; e; e = e.parentElement) {
    const found = getComputedStyle(e).backgroundColor;
    if (!/, 0\\)$/.test(found)) return found;
  }
};"""
CONTRASTS = (
    "(() => {"
    + LUMINANCE
    + """
  return [...document.querySelectorAll('%s')].filter(e => !e.closest('.skip')).every(e => {
    const style = getComputedStyle(e);
    return ratio(e.tagName === 'text' ? style.fill : style.color, paper(e)) >= 4.5;
  });
})()"""
)
LINES = (
    "(() => {"
    + LUMINANCE
    + """
  return [...document.querySelectorAll('figure .curve, figure .source, figure .axis')]
    .every(e => ratio(getComputedStyle(e).stroke, paper(e)) >= 3);
})()"""
)
BAD_FORMULAS = """[...document.querySelectorAll('math')].filter(m => {
  if (m.closest('details:not([open])')) return false;
  const box = m.getBoundingClientRect();
  return !box.width || !box.height || /[\\\\$]/.test(m.textContent) || m.querySelector('merror');
}).map(m => m.outerHTML)"""
# what a label's letters measure on the screen, also inside a scaled SVG
SIZE = """e => parseFloat(getComputedStyle(e).fontSize)
  * (e.getScreenCTM && e.tagName === 'text' ? e.getScreenCTM().a : 1)"""


def _noise(events: list[dict[str, Any]]) -> list[str]:
    loud = ("Log.entryAdded", "Runtime.consoleAPICalled", "Runtime.exceptionThrown")
    return [str(e["params"]) for e in events if e.get("method") in loud]


def _requests(events: list[dict[str, Any]]) -> list[str]:
    sent = [e for e in events if e.get("method") == "Network.requestWillBeSent"]
    return [e["params"]["request"]["url"] for e in sent]


@needs_browser
def test_a_slider_moves_its_curve(name: str, chromium: Chromium, tmp_path: Path) -> None:
    path = tmp_path / "lesson.html"
    path.write_text(page(name), encoding="utf-8")
    chromium.open(path, 800)
    count = chromium.run("document.querySelectorAll('figure input').length")
    assert count > 0
    for k in range(count):
        before, redrawn, after, output = chromium.run(
            f"""(() => {{
              const input = document.querySelectorAll('figure input')[{k}];
              const box = input.closest('figure'), curve = box.querySelector('.curve');
              const bars = () => [...box.querySelectorAll('.bars rect')].map(r => r.outerHTML);
              const look = () => curve.getAttribute('d') + bars().join('');
              const at = input.value, start = look();
              const fire = v => {{ input.value = v; input.dispatchEvent(new Event('input')); }};
              fire(at);
              const same = look();
              fire(input.max);
              const shown = input.closest('label').querySelector('output').textContent;
              return [start, same, look(), shown];
            }})()"""
        )
        # the script draws what the page was made with, and something else at another place
        assert _close(before, redrawn)
        assert after != before and "NaN" not in after
        assert output.replace("−", "-") in (chromium.run(_max(k)), chromium.run(_max(k)) + "0")
    assert _noise(chromium.events) == []


def _max(k: int) -> str:
    return f"document.querySelectorAll('figure input')[{k}].max"


def _close(one: str, two: str) -> bool:
    """The same drawing, to a tenth of a unit: Python and JavaScript round their own way."""
    left, right = (list(map(float, re.findall(r"-?[0-9.]+", text))) for text in (one, two))
    return len(left) == len(right) and all(
        abs(a - b) < 0.11 for a, b in zip(left, right, strict=True)
    )


@needs_browser
def test_keyboard_and_screen_reader(name: str, chromium: Chromium, tmp_path: Path) -> None:
    path = tmp_path / "lesson.html"
    path.write_text(page(name), encoding="utf-8")
    chromium.open(path, 375)
    assert chromium.run(
        "[...document.querySelectorAll('input')].every(i => i.closest('label') && i.ariaLabel)"
    )
    assert chromium.run(
        "[...document.querySelectorAll('svg[role=img]')].every(s => "
        "s.getAttribute('aria-label') || s.querySelector('title'))"
    )
    assert chromium.run("document.documentElement.lang") == "en"
    assert chromium.run("document.querySelectorAll('h1').length") == 1
    # headings go down one level at a time
    levels = chromium.run("[...document.querySelectorAll('h1,h2,h3')].map(h => +h.tagName[1])")
    assert all(b <= a + 1 for a, b in pairwise(levels))
    # what scrolls can be focused, and a slider answers the arrow keys
    assert chromium.run(
        "[...document.querySelectorAll('.formula')]"
        ".every(f => f.scrollWidth <= f.clientWidth + 1 || f.tabIndex === 0)"
    )
    chromium.run("document.querySelector('figure input').focus()")
    before = chromium.run("document.querySelector('figure .curve').getAttribute('d')")
    for kind in ("keyDown", "keyUp"):
        chromium(
            "Input.dispatchKeyEvent",
            type=kind,
            key="ArrowRight",
            code="ArrowRight",
            windowsVirtualKeyCode=39,
        )
    assert chromium.run("document.querySelector('figure .curve').getAttribute('d')") != before


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
