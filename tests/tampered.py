"""Proofs that were tampered with, and how the checker refuses them: helpers of many tests."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from symreparam.checker.replay import replay
from symreparam.logic.errors import ProofError
from symreparam.logic.proof import Proof
from symreparam.pipeline import check_text


def proof_of(text: str) -> Proof:
    """The proof of the one claim of a text."""
    [found] = check_text(text)
    assert found.proof is not None, found.reason
    return found.proof


def with_last(proof: Proof, **changes: object) -> Proof:
    """The proof with some fields of its last step changed."""
    last = replace(proof.steps[-1], **changes)  # type: ignore[arg-type]
    return replace(proof, steps=(*proof.steps[:-1], last))


def _refusal(proof: Proof) -> ProofError:
    with pytest.raises(ProofError) as caught:
        replay(proof)
    return caught.value


def rejected(proof: Proof, code: str, **changes: object) -> None:
    """The checker refuses the proof, its last step changed so, for exactly this reason."""
    found = _refusal(with_last(proof, **changes))
    assert found.code == code, found


def rejected_like(proof: Proof, pattern: str) -> None:
    """The checker refuses the proof, for a reason that the pattern describes."""
    found = _refusal(proof)
    assert re.search(pattern, str(found)), found
