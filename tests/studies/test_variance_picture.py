"""The picture of two estimators' variances: exact values, the same bytes, clear errors."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from symreparam import gradient_estimators, variance_picture
from symreparam.logic.errors import ClaimError
from symreparam.studies.picture import FORMATS
from symreparam.studies.variance_picture import AT_MU, WIDTHS, variances

STARTS = {"svg": b"<?xml", "pdf": b"%PDF", "png": b"\x89PNG"}


@pytest.mark.parametrize("form", FORMATS)
def test_bytes_repeat(form: str) -> None:
    pytest.importorskip("matplotlib")
    one, two = (variance_picture("z", form) for _ in range(2))
    assert one == two and one.startswith(STARTS[form])


def test_the_lines_are_the_variances() -> None:
    """Against the moments of a normal law by Gauss-Hermite quadrature, exact for polynomials."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(20)
    weights = weights / weights.sum()
    for row in gradient_estimators("z^2 - z"):
        for width, value in list(zip(WIDTHS, variances(row), strict=True))[::14]:
            mu, sigma = float(AT_MU), float(width)
            z = mu + sigma * nodes
            names = {"z": z, "mu": mu, "sigma": sigma}
            body = sum(_number(term, names) for term in row.body.expand().as_ordered_terms())
            mean = (weights * body).sum()
            assert value == pytest.approx((weights * (body - mean) ** 2).sum(), rel=1e-9)


def _number(term, names):
    total = 1.0
    for base, power in term.as_powers_dict().items():
        total = total * (names[base.name] if base.is_Symbol else float(base)) ** float(power)
    return total


def test_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    for function, form in (("exp(z)", "svg"), ("z^2", "gif")):
        with pytest.raises(ClaimError):
            variance_picture(function, form)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(ClaimError, match="matplotlib"):
        variance_picture("z")
