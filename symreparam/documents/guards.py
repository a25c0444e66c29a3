"""What a branch of a choice needs: to be defined where its condition holds, and there alone.

SymPy cancels `0*log(X)` and `X/c*c` in a branch as it does elsewhere, so that the term which is
left over says nothing about them: the needs of the text are kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from sympy import And, Eq, Integer, Le, Lt
from sympy.logic.boolalg import Boolean, false, true

from symreparam.documents.meaning_needs import Need
from symreparam.terms.events import indicator, on_event
from symreparam.terms.region import NUMBERS

_FAILS: Final = MappingProxyType({"positive": Le, "nonnegative": Lt, "nonzero": Eq})
"""Kind of a need -> how the term compares to 0 where it fails."""


def guarded(found: Iterable[Need], condition: Boolean) -> list[Need]:
    """The needs of a branch under its condition: as they are where the condition speaks of other
    symbols, on the part of their region where it holds, else that the condition and the failure
    never come together."""
    if condition == false:
        return []
    kept = []
    for need in found:
        apart = not need.term.free_symbols & condition.free_symbols
        if need.kind not in _FAILS or condition == true or apart:
            kept.append(need)
            continue
        if need.over != NUMBERS:
            both = condition if need.where is None else And(need.where, condition)
            kept.append(replace(need, where=both))
            continue
        fails = _FAILS[need.kind](need.term, Integer(0))
        term = on_event(indicator(fails), indicator(condition))
        if term != 0:
            kept.append(replace(need, kind="never", term=term, unless=need))
    return kept
