"""Pictures of an examination (the extra `plot`): the two densities, the gap, the quantiles.

Colours of Okabe & Ito (2008), told apart by line style as well, so in grey and by everybody. The
same bytes on every run: no dates, no random identifiers.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any, Final

from symreparam.logic.errors import ClaimError
from symreparam.render.terms_text import law_text, term_text
from symreparam.studies.curves import Curves, curves
from symreparam.studies.examination import Examination

FORMATS: Final = ("svg", "pdf", "png")
BLUE, ORANGE, _GREY = "#0072B2", "#D55E00", "#BBBBBB"
_BINS: Final = 80
_NEAR: Final = 1e-9
_METADATA: Final = {
    "svg": {"Date": None, "Creator": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
    "png": {"Software": None},
}
_STYLE: Final[dict[Any, Any]] = {
    "svg.hashsalt": "symreparam",
    "svg.fonttype": "path",
    "font.family": "DejaVu Sans",
    "font.size": 9.0,
    "path.simplify": True,
    "text.usetex": False,
}


def picture(found: Examination, form: str = "svg") -> bytes:
    """Three panels as SVG, PDF or PNG. Raises ClaimError for another format and without
    matplotlib, Unsupported where a law is not known in numbers."""

    def panels(figure: Any) -> None:
        left, middle, right = figure.subplots(1, 3)
        known = curves(found)
        _densities(left, known, found)
        _gap(middle, known)
        _quantiles(right, known)
        figure.suptitle(_title(known), fontsize=9)

    return drawn(panels, (11.0, 3.6), form)


def drawn(panels: Callable[[Any], None], size: tuple[float, float], form: str) -> bytes:
    """A figure of `size` inches with these panels as SVG, PDF or PNG, the same bytes each time.
    Raises ClaimError for another format and without matplotlib."""
    if form not in FORMATS:
        raise ClaimError(f"unknown format {form}", hint=f"one of {', '.join(FORMATS)}")
    try:
        import matplotlib
        from matplotlib.figure import Figure
    except ImportError as error:
        hint = "pip install 'symreparam[plot]'"
        raise ClaimError("pictures need matplotlib", hint=hint) from error
    with matplotlib.rc_context(_STYLE):
        figure = Figure(figsize=size, dpi=120, layout="constrained")
        panels(figure)
        out = io.BytesIO()
        figure.savefig(out, format=form, metadata=_METADATA[form])
    return out.getvalue()


def _title(known: Curves) -> str:
    shown = ", ".join(f"{symbol} = {term_text(value)}" for symbol, value in known.values)
    return f"at {shown}" if shown else " "


def _densities(axes: Any, known: Curves, found: Examination) -> None:
    goal = found.claim.law_goal
    inside = [x for x in known.sample if known.x[0] <= x <= known.x[-1]]
    # what lies on points with mass has no density: it would tower above the curves
    points = [place for place, _ in known.masses[0]]
    inside = [x for x in inside if not any(abs(x - place) < _NEAR for place in points)]
    if inside:
        size = len(known.sample) * (known.x[-1] - known.x[0]) / _BINS
        axes.hist(
            inside,
            bins=_BINS,
            range=(known.x[0], known.x[-1]),
            weights=[1 / size] * len(inside),
            color=_GREY,
            label="sample (numeric)",
        )
    axes.plot(known.x, known.densities[0], color=BLUE, label=term_text(goal.subject))
    target = law_text(goal.law)
    axes.plot(known.x, known.densities[1], color=ORANGE, linestyle="--", label=target)
    # side by side, with marks of their own
    beside = (known.x[-1] - known.x[0]) / 150 if all(known.masses) else 0.0
    for stems, colour, mark, way in zip(known.masses, (BLUE, ORANGE), "os", (-1, 1), strict=True):
        for place, mass in stems:
            axes.vlines(place + way * beside, 0, mass, color=colour, linewidth=2)
            axes.plot([place + way * beside], [mass], color=colour, marker=mark, markersize=4)
    axes.set_title("densities and masses" if any(known.masses) else "densities")
    # the legend stands above the curves
    low, high = axes.get_ylim()
    axes.set_ylim(low, high + 0.3 * (high - low))
    axes.legend(fontsize=7, frameon=False, loc="upper right")


def _gap(axes: Any, known: Curves) -> None:
    gap = [a - b for a, b in zip(*known.functions, strict=True)]
    axes.axhline(0, color="black", linewidth=0.6)
    axes.plot(known.x, gap, color=BLUE)
    axes.set_title("gap of the distribution functions")


def _quantiles(axes: Any, known: Curves) -> None:
    mine, other = known.quantiles
    ends = (min(*mine, *other), max(*mine, *other))
    axes.plot(ends, ends, color="black", linewidth=0.6)
    axes.plot(other, mine, color=BLUE, linestyle="none", marker="o", markersize=2.5)
    axes.set_xlabel("quantiles of the target")
    axes.set_ylabel("quantiles of the expression")
    axes.set_title("quantiles")
