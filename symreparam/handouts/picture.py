"""A `picture` block: a derived density with a histogram, and sliders for its parameters.

    ```picture shift
    #| caption: The density of $\\mu+\\sigma\\varepsilon$ and a histogram of 1000 values.
    #| window: -6 to 6
    #| slider: mu from -3 to 3 start 1
    #| slider: sigma from 1/2 to 2 start 3/2
    let mu real
    let sigma > 0
    let eps ~ Normal(0, 1)
    derive mu + sigma*eps
    ```

`#| beside: Normal(0, 1)` draws the density of that law, dashed, in place of the noise's.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import Final

from symreparam.documents.excerpt import Excerpt
from symreparam.documents.goal_lines import GoalText, goal_texts
from symreparam.handouts.errors import HandoutError
from symreparam.handouts.options import pair
from symreparam.terms.record import dataclass

_NUMBER: Final = r"-?[0-9]{1,6}(?:\.[0-9]{1,6}|/[0-9]{1,6})?"
_SLIDER: Final = re.compile(
    rf"(?P<name>\w{{1,32}}) from (?P<low>{_NUMBER}) to (?P<high>{_NUMBER})"
    rf" start (?P<start>{_NUMBER})\Z"
)
_WINDOW: Final = re.compile(rf"(?P<low>{_NUMBER}) to (?P<high>{_NUMBER})\Z")
MOST_SLIDERS: Final = 6
BESIDE: Final = "beside_"


@dataclass(frozen=True, slots=True)
class Slider:
    """The range of a parameter, and where it starts."""

    name: str
    low: Fraction
    high: Fraction
    start: Fraction


@dataclass(frozen=True, slots=True)
class Picture:
    """What to draw: the law that the first question derives, in the window; `beside` is a law as
    written, and then the law that the second question derives."""

    name: str
    caption: str
    window: tuple[Fraction, Fraction]
    sliders: tuple[Slider, ...]
    questions: tuple[Excerpt, ...]
    line: int
    beside: str = ""


def picture(excerpt: Excerpt) -> Picture:
    """The picture of a block's text. Raises HandoutError."""
    caption, beside, window = "", "", (Fraction(-4), Fraction(4))
    sliders: list[Slider] = []
    for number, line in enumerate(excerpt.text.split("\n"), excerpt.line):
        found = pair(line, number)
        if found is None:
            continue
        key, value = found
        if key == "caption":
            caption = value
        elif key == "beside":
            beside = value
        elif key == "window":
            window = _window(value, number)
        elif key == "slider":
            sliders.append(_slider(value, number))
        else:
            words = f"unknown option `{key}`; a picture block knows caption, window, slider, beside"
            raise HandoutError(words, number, f"{key}:")
    goals = goal_texts(excerpt)
    if len(goals) != 1 or goals[0].goal != "derive":
        words = "a picture block has one goal, `derive EXPR`: the law that is drawn"
        raise HandoutError(words, excerpt.line - 1)
    if len({slider.name for slider in sliders}) < len(sliders) or len(sliders) > MOST_SLIDERS:
        words = f"a picture has at most {MOST_SLIDERS} sliders, one a parameter"
        raise HandoutError(words, excerpt.line - 1)
    questions = (goals[0].excerpt, *([_of_law(goals[0], beside)] if beside else []))
    at = excerpt.line - 1
    return Picture(excerpt.name, caption, window, tuple(sliders), questions, at, beside)


def _of_law(goal: GoalText, law: str) -> Excerpt:
    """A block with the same `let` lines that derives the law of a variable that has it."""
    lines = goal.excerpt.text.split("\n")
    lines[goal.line - goal.excerpt.line] = f"let {BESIDE} ~ {law}"
    rest = lines[goal.line - goal.excerpt.line + 1 :]
    kept = [*lines[: len(lines) - len(rest)], f"derive {BESIDE}"]
    return replace(goal.excerpt, text="\n".join(kept))


def _window(value: str, line: int) -> tuple[Fraction, Fraction]:
    found = _WINDOW.match(value)
    if found is None or not number_of(found["low"], line) < number_of(found["high"], line):
        raise HandoutError(f"a window reads `-4 to 4`, not `{value}`", line, value)
    return number_of(found["low"], line), number_of(found["high"], line)


def _slider(value: str, line: int) -> Slider:
    found = _SLIDER.match(value)
    if found is None:
        words = f"a slider reads `mu from -2 to 2 start 1/2`, not `{value}`"
        raise HandoutError(words, line, value)
    low, high, start = (number_of(found[key], line) for key in ("low", "high", "start"))
    if not low <= start <= high or low == high:
        raise HandoutError(f"a slider starts between its ends: `{value}` does not", line, value)
    return Slider(found["name"], low, high, start)


def number_of(text: str, line: int) -> Fraction:
    """An exact number. Raises HandoutError for a fraction over 0."""
    try:
        return Fraction(text)
    except ZeroDivisionError:
        raise HandoutError(f"`{text}` divides by 0", line, text) from None
