"""Families whose number of parameters is not fixed by their name: a record for each number."""

from __future__ import annotations

from functools import cache
from typing import Final

from symreparam.families.aliases import ALIASES
from symreparam.families.family import Family
from symreparam.families.table import FAMILY_NAMES, family

VARIADIC: Final = ("Categorical",)
MOST_PARAMETERS: Final = 30


@cache
def family_of(name: str, count: int) -> Family | None:
    """The family of that name, for that number of arguments where the number is free."""
    if name not in VARIADIC:
        return family(name)
    from symreparam.families.categorical import categorical

    return categorical(count) if 1 <= count <= MOST_PARAMETERS else None


def is_law(name: str) -> bool:
    """Whether laws of one variable go by that name."""
    return name in FAMILY_NAMES or name in ALIASES or name in VARIADIC
