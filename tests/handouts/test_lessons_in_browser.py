"""The lessons that ship, looked at and operated in a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from symreparam.handouts.lessons import LESSONS

from .chromium import Chromium, browser
from .shipped import page

pytestmark = pytest.mark.parametrize("name", LESSONS)
needs_browser = pytest.mark.skipif(browser() is None, reason="Chromium is missing")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    with Chromium() as found:
        yield found


@needs_browser
@pytest.mark.parametrize(("width", "dark"), [(375, False), (1100, False), (1100, True)])
def test_in_the_browser(
    name: str, width: int, dark: bool, chromium: Chromium, tmp_path: Path
) -> None:
    path = tmp_path / "lesson.html"
    path.write_text(page(name), encoding="utf-8")
    chromium.open(path, width, dark=dark)
    assert chromium.run("document.documentElement.scrollWidth") <= width
    # no formula scrolls, not even on a phone: statements break, what is a little wide gets smaller
    assert chromium.run(SCROLLING) == []
    assert chromium.run(SHARE) >= 0.79
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
SCROLLING = """document.fonts.ready.then(() => [...document.querySelectorAll('.formula')]
  .filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.textContent))"""
SHARE = """(() => {
  const size = e => parseFloat(getComputedStyle(e).fontSize);
  return Math.min(...[...document.querySelectorAll('.formula')].map(size)) / size(document.body);
})()"""
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
