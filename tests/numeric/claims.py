"""Claims for the tests of the cross-check: read, placed at exact values, never derived."""

from __future__ import annotations

from dataclasses import replace

from sympy import Rational

from symreparam.documents.meaning import goals
from symreparam.documents.parse import parse_block
from symreparam.documents.scope_check import check_names
from symreparam.families.aliases import ALIASES
from symreparam.families.known import KNOWN
from symreparam.families.table import FAMILY_NAMES
from symreparam.logic.claim import Claim


def claim(text: str, **values: str) -> Claim:
    """The claim of the one goal of a block (statements parted by `;`), at these parameters."""
    block = check_names(parse_block(text.replace("; ", "\n")), (*FAMILY_NAMES, *ALIASES, *KNOWN))
    [goal] = goals(block)
    assert goal.claim is not None, goal.error or goal.unsupported
    scope = goal.claim.scope
    point = tuple((symbol, Rational(values[symbol.name])) for symbol in scope.names)
    return replace(goal.claim, scope=replace(scope, point=point))
