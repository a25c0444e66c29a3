"""What is remembered within a process is a function of its arguments' values: a claim's proof is
the same bytes whatever was settled before it, and whatever the hash seed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

BLOCKS = (
    "let m real\nlet s > 0\nlet E ~ Normal(0, 1)\nprove m + s*E ~ Normal(m, s)",
    "let X ~ Normal(0, 1)\nlet Y ~ Normal(0, 1)\nprove X/Y ~ Cauchy(0, 1)",
    "let a > 0\nlet X ~ Gamma(a, 1)\nlet Y ~ Gamma(1, 1)\nprove X/(X + Y) ~ Beta(a, 1)",
    "let k > 0\nlet X ~ Exponential(1)\nprove X^(1/k) ~ Weibull(1, k)",
    "let s > 0\nlet X ~ Normal(0, s)\nlet Y ~ Normal(0, s)\nprove X + Y ~ Normal(0, 2*s)",
    "let a > 0\nlet X ~ Uniform(0, 1)\nprove X^a ~ Beta(a, 1)",
    "let m real\nlet s > 0\nlet E ~ Laplace(0, 1)\nprove m + s*E ~ Laplace(m, s)",
)
SCRIPT = """
import hashlib, json, sys
from symreparam.logic.codec import proof_to_json
from symreparam.pipeline import Options, check_text
found = {}
for text in json.load(sys.stdin):
    [outcome] = check_text(text, options=Options(cross_check=False))
    proof = "" if outcome.proof is None else proof_to_json(outcome.proof)
    words = json.dumps([outcome.verdict, outcome.reason, str(outcome.witness), proof])
    found.setdefault(text, []).append(hashlib.sha256(words.encode()).hexdigest())
json.dump(found, sys.stdout)
"""


def _digests(blocks: tuple[str, ...], seed: str) -> dict[str, list[str]]:
    root = Path(__file__).resolve().parent.parent
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        input=json.dumps(blocks),
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


def test_the_order_of_claims_changes_no_byte() -> None:
    forwards = _digests((*BLOCKS, *BLOCKS[:3]), "1")
    backwards = _digests(tuple(reversed(BLOCKS)), "2")
    for text in BLOCKS:
        assert {*forwards[text], *backwards[text]} == {forwards[text][0]}, text
