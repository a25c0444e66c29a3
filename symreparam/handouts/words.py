"""Words that all targets use alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from symreparam.logic.verdict import Outcome

Outcomes = Mapping[int, tuple[Outcome, ...]]
VERDICT_WORDS: Final[Mapping[str, str]] = {"proved": "Proved", "refuted": "Refuted"}
