"""The names of the methods by which a text may ask for a law to be proved."""

from __future__ import annotations

from typing import Final

METHODS: Final = (
    *("change-of-variables", "cdf", "characteristic-function", "generating-function"),
    "standardization",
)
