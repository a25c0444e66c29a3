"""What a caller may choose about settling a goal."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """`cross_check`: compare with the law numerically; `sample`: by a seeded sample as well;
    `explain`: look for near misses and for the name of the true law of a refuted claim."""

    cross_check: bool = True
    sample: bool = False
    explain: bool = True


DEFAULT = Options()
