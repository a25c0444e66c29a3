"""Pictures: the same bytes on every run, and clear errors."""

from __future__ import annotations

import re
import sys
from itertools import pairwise

import pytest

from symreparam.logic.errors import ClaimError, Unsupported
from symreparam.shell.examined import Examined, examine_text
from symreparam.studies.curves import curves
from symreparam.studies.picture import FORMATS, picture

LETS = ("mu real", "sigma > 0")
STARTS = {"svg": b"<?xml", "pdf": b"%PDF", "png": b"\x89PNG"}


def found(noise: str, claim: str) -> Examined:
    result = examine_text(claim, (*LETS, f"eps ~ {noise}"))
    assert isinstance(result, Examined)
    return result


@pytest.mark.parametrize("form", FORMATS)
def test_bytes_repeat(form: str) -> None:
    pytest.importorskip("matplotlib")
    known = found("Laplace(0, 1)", "mu^2 + sigma*eps/2 ~ Normal(mu, sigma)")
    one, two = picture(known, form), known.picture(form)
    assert one == two and one.startswith(STARTS[form])
    # no date; four digits alone may be those of a coordinate
    dated = re.search(rb"dc:date|20\d\d-\d\d-\d\d", one)
    assert form == "pdf" or (dated is None and b"matplotlib v" not in one.lower())


def test_curves_are_those_of_the_laws() -> None:
    known = curves(found("Rademacher()", "mu + sigma*eps ~ Normal(mu, sigma)"))
    assert [round(mass, 3) for _, mass in known.masses[0]] == [0.5, 0.5] and not known.masses[1]
    assert all(0 <= a <= 1 for row in known.functions for a in row)
    assert all(a <= b + 1e-9 for row in known.functions for a, b in pairwise(row))
    assert list(known.quantiles[1]) == sorted(known.quantiles[1])
    smooth = curves(found("Laplace(0, 1)", "mu + sigma*eps ~ Normal(mu, sigma)"))
    width = smooth.x[1] - smooth.x[0]
    assert all(0.98 < sum(row) * width < 1.01 for row in smooth.densities)
    assert len(smooth.sample) > 1000 and list(smooth.sample) == sorted(smooth.sample)


def test_errors_say_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    known = found("Laplace(0, 1)", "mu + sigma*eps ~ Normal(mu, sigma)")
    with pytest.raises(ClaimError, match="gif"):
        picture(known, "gif")
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(ClaimError, match="matplotlib") as error:
        picture(known)
    assert "symreparam[plot]" in error.value.hint
    open_law = examine_text("e1*e2 ~ Normal(0, 1)", ("e1, e2 ~ Normal(0, 1)",))
    assert isinstance(open_law, Examined)
    if open_law.law is None:
        with pytest.raises(Unsupported):
            curves(open_law)
