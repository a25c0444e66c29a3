"""Each rule of the table in a proof, and every part of its step made another: all rejected.

`rules.claim` has a claim for each rule that no proof of `test_spoiled_kinds.py` uses: a block's
heading names the rules of its proof that are spoiled here.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from spoiling import PLAIN, first_rules, spoiled_step

from symreparam.checker.replay import replay
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.errors import ProofError
from symreparam.pipeline import check_text
from symreparam.rules.table import JOINING, MODULES

MOST = 12
# their arguments are points, cells and indices of which many will do
WITNESSES = (
    *("dependent-density", "dependent-determined", "dependent-events"),
    *("differ-interval", "differ-probability", "jacobian-fails"),
)


def blocks() -> dict[tuple[str, ...], str]:
    """The claims of the file by the rules that their headings name."""
    text = Path(__file__).with_name("rules.claim").read_text(encoding="utf-8")
    parts = (part.split("\n", 1) for part in text.removeprefix("## ").split("\n## "))
    return {tuple(head.split(", ")): body for head, body in parts}


BLOCKS = blocks()


@pytest.mark.parametrize("rules", BLOCKS, ids=" ".join)
def test_a_spoiled_step_of_each_rule_is_rejected(rules: tuple[str, ...]) -> None:
    [found] = check_text(BLOCKS[rules], options=PLAIN)
    assert found.ok and found.proof is not None, found.reason
    proof = proof_from_json(proof_to_json(found.proof))
    replay(proof, found.claim)
    used = [step.rule for step in proof.steps]
    for rule in rules:
        everyone = list(spoiled_step(proof, used.index(rule)))
        for index, what, step in everyone[:: max(1, len(everyone) // MOST)]:
            if what == "argument" and rule in WITNESSES:
                continue
            steps = (*proof.steps[:index], step, *proof.steps[index + 1 :])
            with pytest.raises(ProofError):
                replay(replace(proof, steps=steps), found.claim)
                pytest.fail(f"{what} of {rule}: {step}")


def test_every_rule_is_spoiled() -> None:
    """Here, in a claim of some kind, or step by step in a test that names it. A new rule with a
    quick claim has its block in `rules.claim`."""
    here = [rule for rules in BLOCKS for rule in rules]
    kinds = [rule for rules in first_rules().values() for rule in rules]
    assert len({*here, *kinds}) == len([*here, *kinds]) > 190
    tests = Path(__file__).parents[1]
    files = [*tests.glob("rules/*.py"), *tests.glob("checker/*.py")]
    others = (file for file in files if file != Path(__file__))
    words = "\n".join(file.read_text(encoding="utf-8") for file in others)
    names = {name for own in MODULES.values() for name in own} | set(JOINING)
    assert {*here, *kinds} <= names
    assert not sorted(name for name in names - {*here, *kinds} if name not in words)
