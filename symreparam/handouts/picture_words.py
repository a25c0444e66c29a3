"""What a picture shows, in words: for whoever hears the page, and where no picture is shown."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Final

from symreparam.handouts.drawing import Curve, Drawing
from symreparam.handouts.picture import Picture
from symreparam.render.layout_text import line
from symreparam.render.terms_layout import Typesetter

_SHARE: Final = 0.9  # of the drawn area that counts as most of it


def described(block: Picture, found: Drawing) -> str:
    """The derived density at the sliders' starts: its peak, where most of it lies, and the peak of
    the dashed curve."""
    what = line(Typesetter(found.variables).term(found.body))
    starts = [f"{s.name} = {float(s.start):g}" for s in block.sliders]
    at = f" at {' and '.join(starts)}" if starts else ""
    low, high = _most(found.curve)
    words = (
        f"Histogram of {len(found.draws[0])} values of {what}{at} under its density, which is "
        f"{_peak(found.curve)}; most of it lies between {_place(low)} and {_place(high)}."
    )
    if found.source:
        of = block.beside or "the noise"
        words += f" Dashed, the density of {of}, {_peak(found.source)}."
    return words


def _peak(curve: Curve) -> str:
    """`highest near 1, at 0.27`; the end of a growing curve is told as an end."""
    seen = [(y, x) for x, y in curve if math.isfinite(y)]
    height, place = max(seen)
    level = [x for y, x in seen if y > 0.999 * height]
    if len(level) > len(seen) // 10:
        return f"level at {_short(height)} from {_place(level[0])} to {_place(level[-1])}"
    return f"highest near {_place(place)}, at {_short(height)}"


def _most(curve: Curve) -> tuple[float, float]:
    """Between which points of the window the middle share of the drawn area lies."""
    seen = [(x, y) for x, y in curve if math.isfinite(y)]
    areas = [(a[1] + b[1]) / 2 * (b[0] - a[0]) for a, b in pairwise(seen)]
    whole, ends, done = sum(areas), [], 0.0
    for area, (x, _) in zip(areas, seen[1:], strict=True):
        before, done = done, done + area
        for mark in ((1 - _SHARE) / 2, (1 + _SHARE) / 2):
            if before < mark * whole <= done:
                ends.append(x)
    return ends[0], ends[-1]


def _place(x: float) -> str:
    """One decimal: the grid of the drawing is not finer."""
    return f"{round(x, 1) + 0.0:g}".replace("-", "−")


def _short(y: float) -> str:
    """Two digits are what an eye reads off a drawing."""
    return f"{y:.2g}"
