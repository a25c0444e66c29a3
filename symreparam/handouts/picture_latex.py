"""A picture in LaTeX's own `picture` environment: curves of `\\qbezier`, in the page's colours."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, TypeAlias

from symreparam.handouts.drawing import BINS, Curve, Drawing, drawing
from symreparam.handouts.picture import Picture
from symreparam.handouts.picture_html import beside_layout, label, ticks
from symreparam.handouts.prose_latex import inline_latex
from symreparam.handouts.source import parse
from symreparam.logic.verdict import Outcome
from symreparam.render.layout import Name
from symreparam.render.layout_latex import latex

WIDTH, HEIGHT = 320.0, 140.0
_PARTS: Final = 24
Point: TypeAlias = tuple[float, float]


def picture_latex(block: Picture, outcomes: Sequence[Outcome]) -> str:
    """The picture at its sliders' starts, with its caption. Raises HandoutError."""
    found = drawing(block, outcomes)
    body = "\n".join((_bars(found), _axes(found), _source(found), _curve(found)))
    size = f"({WIDTH + 8:g},{HEIGHT + 12:g})(-8,-14)"
    lines = "\\setlength{\\unitlength}{1pt}"
    values = ", ".join(
        f"${latex(Name(s.name))} = {float(s.start):g}$" for s in block.sliders
    )
    words = "Derived density (solid) over a histogram of drawn values"
    beside = beside_layout(outcomes)
    of = f"${latex(beside)}$" if beside is not None else "the noise"
    words += f"; density of {of} (dashed). " if found.source else ". "
    words += f"Here {values}. " if values else ""
    caption = "".join(
        inline_latex(n, block.line) for n in parse(block.caption).walk() if n.type == "inline"
    )
    return (
        f"\\begin{{center}}\n{lines}\n\\begin{{picture}}{size}\n{body}\n\\end{{picture}}\n\n"
        "\\nopagebreak\n"
        f"\\begin{{minipage}}{{0.85\\linewidth}}\\small {words}{caption}\\end{{minipage}}\n"
        "\\end{center}"
    )


def _x(found: Drawing, x: float) -> float:
    return (x - found.low) / (found.high - found.low) * WIDTH


def _y(found: Drawing, y: float) -> float:
    return min(y, found.top) / found.top * HEIGHT


def _bars(found: Drawing) -> str:
    step = (found.high - found.low) / BINS
    rows = []
    for place, height in enumerate(found.bars):
        if height > 0:
            left, width = _x(found, found.low + step * place), WIDTH / BINS
            top = _y(found, height)
            # a little narrower than its place, so that bars stay apart
            size = f"{{{width - 0.4:.2f}pt}}{{{top:.2f}pt}}"
            rows.append(f"\\put({left + 0.2:.2f},0){{\\rule{size}}}")
    return _coloured("bars", rows)


def _axes(found: Drawing) -> str:
    rows = [f"\\linethickness{{0.4pt}}\\put(0,0){{\\line(1,0){{{WIDTH:g}}}}}"]
    for x in ticks(found.low, found.high, 8):
        place, words = _x(found, x), label(x).replace("−", "-")
        rows.append(f"\\put({place:.2f},0){{\\line(0,-1){{3}}}}")
        rows.append(f"\\put({place:.2f},-12){{\\makebox(0,0)[b]{{\\footnotesize ${words}$}}}}")
    rows.append(f"\\put(0,0){{\\line(0,1){{{HEIGHT:g}}}}}")
    for y in ticks(0, found.top, 4)[1:]:
        place = _y(found, y)
        rows.append(f"\\put(0,{place:.2f}){{\\line(-1,0){{3}}}}")
        rows.append(f"\\put(-5,{place:.2f}){{\\makebox(0,0)[r]{{\\footnotesize ${label(y)}$}}}}")
    return "\n".join(rows)


def _curve(found: Drawing) -> str:
    return _coloured("curve", ["\\linethickness{1.1pt}", *_path(found, found.curve)])


def _source(found: Drawing) -> str:
    rows = [row for place, row in enumerate(_path(found, found.source)) if place % 3 < 2]
    return _coloured("source", ["\\linethickness{0.8pt}", *rows])


def _coloured(name: str, rows: list[str]) -> str:
    return "\n".join((f"{{\\color{{{name}}}", *rows, "}"))


def _path(found: Drawing, curve: Curve) -> list[str]:
    """The runs of the curve between its jumps, and an upright line at each jump."""
    points = [(_x(found, x), _y(found, y)) for x, y in curve if math.isfinite(y)]
    rows: list[str] = []
    run: list[Point] = []
    for point in points:
        if run and abs(point[1] - run[-1][1]) > HEIGHT / 3:
            middle = (run[-1][0] + point[0]) / 2
            foot, head = (middle, run[-1][1]), (middle, point[1])
            rows += [*_smooth([*run, foot]), *_upright(foot, head)]
            run = [head]
        run.append(point)
    return [*rows, *_smooth(run)]


def _upright(foot: Point, head: Point) -> list[str]:
    """A line in short parts, some of which a dashed curve leaves out."""
    step = (head[1] - foot[1]) / _PARTS
    ends = [(foot[0], foot[1] + step * k) for k in range(_PARTS + 1)]
    return [_arc(one, one, two) for one, two in pairwise(ends)]


def _smooth(run: list[Point]) -> list[str]:
    """Parabolas between the middles of every second pair of points, bent by the point between."""
    if len(run) < 3:
        return [_arc(run[0], run[-1], run[-1])] if run else []
    points = run[::2] if len(run) % 2 else [*run[::2], run[-1]]
    rows = []
    for place, (before, at, after) in enumerate(
        zip(points, points[1:], points[2:], strict=False)
    ):
        start = before if place == 0 else _between(before, at)
        end = after if place == len(points) - 3 else _between(at, after)
        rows.append(_arc(start, at, end))
    return rows


def _between(one: Point, two: Point) -> Point:
    return (one[0] + two[0]) / 2, (one[1] + two[1]) / 2


def _arc(start: Point, at: Point, end: Point) -> str:
    return "\\qbezier" + "".join(f"({x:.2f},{y:.2f})" for x, y in (start, at, end))
