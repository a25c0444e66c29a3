"""One goal of the claim language, settled for a study."""

from __future__ import annotations

from typing import Final

from symreparam.logic.verdict import Outcome
from symreparam.pipeline import Options, check_text

QUIET: Final = Options(cross_check=False, explain=False)


def asked(text: str) -> Outcome:
    """The outcome of the one goal of the text; where a line has an error of its own, which is an
    outcome too, the first error."""
    found = check_text(text, options=QUIET)
    return next((outcome for outcome in found if outcome.verdict == "error"), found[-1])
