"""What a caller may choose about settling a goal."""

from __future__ import annotations

from symreparam.documents.methods import METHODS
from symreparam.terms.record import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """`cross_check`: compare with the law numerically; `sample`: by a seeded sample as well;
    `explain`: look for near misses and for the name of the true law of a refuted claim; `method`:
    one of METHODS, by which a `prove` goal is to be proved, or empty. Raises ValueError for
    another one.

    >>> from symreparam import check
    >>> [found] = check("let X ~ Normal(0, 1)\\nprove 2*X ~ X", options=Options(cross_check=False))
    >>> found.verdict, found.cross_checks
    ('refuted', ())
    """

    cross_check: bool = True
    sample: bool = False
    explain: bool = True
    method: str = ""

    def __post_init__(self) -> None:
        if self.method and self.method not in METHODS:
            known = ", ".join(METHODS)
            raise ValueError(f"`{self.method}` is no method; there are {known}")


DEFAULT = Options()
