"""A picture of the variances of the two gradient estimators (the extra `plot`).

    >>> from symreparam import variance_picture
    >>> variance_picture("z^2")[:5]
    b'<?xml'
"""

from __future__ import annotations

from typing import Any, Final

from sympy import Rational

from symreparam.studies.estimators import Estimator, gradient_estimators
from symreparam.studies.picture import BLUE, ORANGE, drawn

AT_MU: Final = Rational(1)
WIDTHS: Final = tuple(Rational(k, 20) for k in range(4, 61))
_STYLES: Final = {"pathwise": (BLUE, "-"), "score function": (ORANGE, "--")}


def variance_picture(function: str, form: str = "svg") -> bytes:
    """The exact variances against sigma from 1/5 to 3 at mu = 1, on a logarithmic scale, as SVG,
    PDF or PNG; one panel for each gradient, told apart by colour and by line style. An estimator
    without any variance has no line.

    Raises ClaimError for a function that is no polynomial in z, another format, and without
    matplotlib.

    >>> variance_picture("z^2").startswith(b"<?xml")
    True
    """

    def panels(figure: Any) -> None:
        axes = figure.subplots(1, 2, sharey=True)
        for each, parameter in zip(axes, ("mu", "sigma"), strict=True):
            _panel(each, [row for row in rows if row.parameter == parameter], parameter)
        axes[0].set_ylabel("variance of one draw")
        figure.suptitle(f"estimators of the gradients of E f(z), f(z) = {function}, mu = 1")

    rows = gradient_estimators(function)
    return drawn(panels, (8.0, 3.4), form)


def _panel(axes: Any, rows: list[Estimator], parameter: str) -> None:
    for row in rows:
        values = variances(row)
        if any(values):
            colour, line = _STYLES[row.kind]
            places = [float(width) for width in WIDTHS]
            axes.plot(places, values, color=colour, linestyle=line, label=row.kind)
    axes.set_yscale("log")
    axes.set_xlabel("sigma")
    axes.set_title(f"gradient in {parameter}")
    axes.legend(fontsize=7, frameon=False)


def variances(row: Estimator) -> tuple[float, ...]:
    """The variance at each of the picture's widths, from its exact formula."""
    found = []
    for width in WIDTHS:
        values = {"mu": AT_MU, "sigma": width}
        place = {s: values[str(s.name)] for s in row.variance.free_symbols}
        found.append(float(row.variance.xreplace(place)))
    return tuple(found)
