"""A builder of a claim that plays no part: for rules about terms."""

from __future__ import annotations

from symreparam.derivation.builder import Builder
from symreparam.documents.meaning import goals
from symreparam.documents.parse import parse_block
from symreparam.documents.scope_check import check_names
from symreparam.families.table import FAMILY_NAMES
from symreparam.logic.claim import Claim


def claim_of(text: str) -> Claim:
    """The claim of a block with one goal, undecided."""
    [found] = goals(check_names(parse_block(text), FAMILY_NAMES))
    assert found.claim is not None
    return found.claim


def builder() -> Builder:
    """A builder without steps and without parameters."""
    return Builder(claim_of("let X ~ Normal(0, 1)\nprove X ~ Normal(0, 1)"))
