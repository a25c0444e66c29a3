"""What to write for a law whose name is no family's: the nearest name, or a term with that law."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType
from typing import Final

from .names import did_you_mean

NO_FAMILY: Final = "no family has a name like it; `symreparam families` lists them all"
WITHOUT_PARAMETERS: Final = ("Rademacher",)

IMAGES: Final = MappingProxyType(
    {
        "HalfLogistic": ("abs(X)", "Logistic(0, s)"),
        "InverseChiSquared": ("1/X", "ChiSquared(k)"),
        "InverseExponential": ("1/X", "Exponential(b)"),
        "LogLaplace": ("exp(X)", "Laplace(m, b)"),
        "ReversedWeibull": ("-X", "Weibull(a, b)"),
        "ScaledInverseChiSquared": ("k*s^2/X", "ChiSquared(k)"),
        "TruncatedNormal": ("(X given a < X and X < b)", "Normal(m, s)"),
        **dict.fromkeys(("HalfStudentT", "HalfT"), ("abs(X)", "StudentT(nu)")),
    }
)
"""Name of a law -> the term whose law it is, and the law of X in it."""


def family_hint(name: str, families: Iterable[str]) -> str | None:
    """What to write instead of this name; None where no family has one like it."""
    if name in IMAGES:
        term, law = IMAGES[name]
        return f"it is the law of `{term}` with `let X ~ {law}`"
    return did_you_mean(name, families) or None


def in_full(name: str) -> str:
    """How a family's member is written."""
    return f"{name}()" if name in WITHOUT_PARAMETERS else f"{name}(..)"
