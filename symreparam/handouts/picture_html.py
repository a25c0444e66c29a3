"""A picture as SVG at its sliders' starts, and the script that draws it anew when they move."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from html import escape

from sympy import Symbol, oo

from symreparam.handouts.drawing import BINS, Curve, Drawing, drawing
from symreparam.handouts.errors import HandoutError
from symreparam.handouts.javascript import NoScript, script
from symreparam.handouts.picture import Picture, Slider
from symreparam.handouts.picture_words import described
from symreparam.handouts.prose_html import inline_html
from symreparam.handouts.source import parse
from symreparam.logic.verdict import Outcome
from symreparam.render.laws_layout import law_layout
from symreparam.render.layout import Layout, Name
from symreparam.render.mathml import math_element
from symreparam.render.terms_layout import Typesetter
from symreparam.terms.law import Law

WIDTH, HEIGHT = 400, 230
_PARTS = 60
LEFT, RIGHT, ABOVE, BELOW = 34, 8, 8, 26


def picture_html(block: Picture, outcomes: Sequence[Outcome], number: int) -> tuple[str, str]:
    """The figure, and the call that brings it to life. Raises HandoutError."""
    found = drawing(block, outcomes)
    mark = f"picture-{number}"
    caption = _inline(block.caption, block.line) if block.caption else ""
    svg = _svg(found, mark, described(block, found))
    sliders = "\n".join(_slider(slider) for slider in block.sliders)
    controls = f'<div class="controls">\n{sliders}\n</div>\n' if sliders else ""
    legend = _legend(found, beside_layout(outcomes))
    figure = (
        f'<figure id="{mark}">\n{svg}\n{controls}'
        f"<figcaption>{legend}{caption}</figcaption>\n</figure>"
    )
    return figure, _call(block, found, mark) if sliders else ""


def svg_text(block: Picture, outcomes: Sequence[Outcome]) -> str:
    """The picture alone, for a file of its own."""
    style = (
        ".bars rect{fill:#9cc9e8}.curve{fill:none;stroke:#0072b2;stroke-width:2.6}"
        ".source{fill:none;stroke:#b34700;stroke-width:1.8;stroke-dasharray:6 4}"
        ".axis{stroke:#333;fill:none}text{font:13px sans-serif;fill:#1b1b1b}"
    )
    shown = drawing(block, outcomes)
    found = _svg(shown, "picture", described(block, shown))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH * 1.5:g}" '
    return f"{head}{found.removeprefix('<svg ').replace('>', f'><style>{style}</style>', 1)}\n"


def _inline(text: str, line: int) -> str:
    return "".join(inline_html(node, line) for node in parse(text).walk() if node.type == "inline")


def _x(found: Drawing, x: float) -> float:
    return LEFT + (x - found.low) / (found.high - found.low) * (WIDTH - LEFT - RIGHT)


def _y(found: Drawing, y: float) -> float:
    room = HEIGHT - ABOVE - BELOW
    return HEIGHT - BELOW - min(y, 3 * found.top) / found.top * room


def _path(found: Drawing, curve: Curve) -> str:
    pieces, pen = [], "M"
    for x, y in curve:
        if not math.isfinite(y):
            pen = "M"
            continue
        pieces.append(f"{pen}{_x(found, x):.1f} {_y(found, y):.1f}")
        pen = "L"
    return "".join(pieces)


def _svg(found: Drawing, mark: str, words: str) -> str:
    bars = []
    step = (found.high - found.low) / BINS
    base = HEIGHT - BELOW
    for place, height in enumerate(found.bars):
        left, right = (_x(found, found.low + step * k) for k in (place, place + 1))
        top = _y(found, height)
        bars.append(
            f'<rect x="{left + 0.4:.1f}" y="{top:.1f}" width="{right - left - 0.8:.1f}" '
            f'height="{base - top:.1f}"></rect>'
        )
    source = f'<path class="source" d="{_path(found, found.source)}"></path>'
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="{mark}-title">'
        f'<title id="{mark}-title">{escape(words, quote=False)}</title>\n'
        f'<g class="bars">{"".join(bars)}</g>\n{source if found.source else ""}'
        f'<path class="curve" d="{_path(found, found.curve)}"></path>\n'
        f"{_axes(found)}</svg>"
    )


def _axes(found: Drawing) -> str:
    base = HEIGHT - BELOW
    parts = [f'<path class="axis" d="M{LEFT} {base}H{WIDTH - RIGHT}M{LEFT} {base}V{ABOVE}"></path>']
    for x in ticks(found.low, found.high, 8):
        place = _x(found, x)
        parts.append(f'<path class="axis" d="M{place:.1f} {base}v4"></path>')
        at = f'x="{place:.1f}" y="{base + 18}" text-anchor="middle"'
        parts.append(f"<text {at}>{label(x)}</text>")
    for y in ticks(0, found.top, 4)[1:]:
        place = _y(found, y)
        parts.append(f'<path class="axis" d="M{LEFT} {place:.1f}h-4"></path>')
        at = f'x="{LEFT - 6}" y="{place + 4:.1f}" text-anchor="end"'
        parts.append(f"<text {at}>{label(y)}</text>")
    return "".join(parts)


def ticks(low: float, high: float, most: int) -> list[float]:
    """Round numbers from low to high, at most so many (and one more)."""
    rough = (high - low) / most
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(m * power for m in (1, 2, 5, 10) if m * power >= rough * 0.999)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [k * step for k in range(first, last + 1)]


def label(x: float) -> str:
    """A tick's number, with a true minus."""
    return f"{x:.3g}".replace("-", "−")


def _slider(slider: Slider) -> str:
    symbol = math_element(Name(slider.name))
    low, high, start = (f"{float(v):g}" for v in (slider.low, slider.high, slider.start))
    step = _step(slider)
    name = escape(slider.name)
    return (
        f"<label><span>{symbol} = <output>{start.replace('-', '−')}</output></span>"
        f'<input type="range" name="{name}" aria-label="{name}" min="{low}" max="{high}" '
        f'step="{step}" value="{start}" autocomplete="off"></label>'
    )


def _step(slider: Slider) -> str:
    """About a hundredth of the range, an exact decimal, with the start and the end on a step: a
    browser would move the slider to one."""
    whole = slider.high - slider.low
    parts = ((slider.start - slider.low) / whole).denominator
    for count in range(parts * -(-_PARTS // parts), 6 * _PARTS, parts):
        if 10**4 % (whole / count).denominator == 0:
            return f"{float(whole / count):g}"
    return "any"


def beside_layout(outcomes: Sequence[Outcome]) -> Layout | None:
    """The law that is drawn dashed, where one is asked for."""
    laws = [outcome.law for outcome in outcomes[1:] if outcome.law is not None]
    return law_layout(Typesetter(), laws[0]) if laws else None


def _legend(found: Drawing, beside: Layout | None) -> str:
    def line(kind: str) -> str:
        return (
            f'<svg class="key" viewBox="0 0 30 12" aria-hidden="true">'
            f'<path class="{kind}" d="M1 6H29"></path></svg>'
        )

    words = f"{line('curve')} derived density, over a histogram of {len(found.draws[0])} values"
    if found.source:
        of = math_element(beside) if beside is not None else "the noise"
        words += f"; {line('source')} density of {of}"
    return words + ". "


def _call(block: Picture, found: Drawing, mark: str) -> str:
    names = {symbol: f"p[{k}]" for k, symbol in enumerate(found.parameters)}
    try:
        density = _density(found.law, names)
        other = _density(found.beside, names) if found.beside else ""
        noise = {symbol: f"e[{k}]" for k, symbol in enumerate(found.variables)}
        body = script(found.body, {**names, **noise})
    except NoScript as error:
        raise HandoutError(f"the picture cannot be moved: {error}", block.line) from error
    frame = json.dumps([found.low, found.high, round(found.top, 6)])
    draws = json.dumps(found.draws, separators=(",", ":"))
    beside = f",(p,z)=>{other}" if other else ""
    return f'picture("{mark}",{frame},(p,z)=>{density},(p,e)=>{body},{draws}{beside});\n'


def _density(law: Law, names: dict[Symbol, str]) -> str:
    parts = []
    for piece in law.pieces:
        _, lower, upper = piece.region.bounds[0]
        conditions = [f"z>{script(lower, names)}"] if lower != -oo else []
        conditions += [f"z<{script(upper, names)}"] if upper != oo else []
        value = script(piece.density, {**names, law.variable: "z"})
        parts.append(f"({'&&'.join(conditions)}?{value}:0)" if conditions else value)
    return "+".join(parts)
