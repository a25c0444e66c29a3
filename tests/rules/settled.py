"""A claim that must be proved or refuted: its proof is stored, replayed, and told."""

from __future__ import annotations

from dataclasses import replace

from symreparam.checker.replay import replay
from symreparam.derivation.builder import Builder
from symreparam.derivation.graft import graft
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.proof import Proof
from symreparam.logic.verdict import Outcome
from symreparam.pipeline import Options, check_text
from symreparam.render.latex import latex_fragment
from symreparam.render.text import outcome_text


def holds(lets: str, goal: str) -> None:
    """`prove` passes, and `refute` does not."""
    [found] = check_text(f"{lets}prove {goal}")
    assert found.verdict == "proved", found.reason
    assert not replay(proof_from_json(proof_to_json(found.proof)), found.claim).refuted
    assert outcome_text(found) and latex_fragment(found)
    assert not check_text(f"{lets}refute {goal}")[0].ok


def fails(lets: str, goal: str) -> None:
    """`refute` passes, with a stored counterexample."""
    [found] = check_text(f"{lets}refute {goal}")
    assert found.verdict == "refuted", found.reason
    assert replay(proof_from_json(proof_to_json(found.proof)), found.claim).refuted
    assert outcome_text(found) and latex_fragment(found)


QUICK = Options(cross_check=False, explain=False)


def block(text: str, word: str) -> Outcome:
    """The outcome of the last line as the goal of the others, without checks and stories."""
    *lets, claim = text.split("\n")
    [found] = check_text("\n".join([*lets, f"{word} {claim}"]), options=QUICK)
    return found


def unfinished(lets: str, goal: str, word: str) -> tuple[Builder, Proof]:
    """The proof of a claim, and a builder with all of its steps but the last."""
    [found] = check_text(f"{lets}{word} {goal}")
    proof = found.proof
    assert proof is not None, found.reason
    builder = Builder(proof.claim, proof.at)
    graft(builder, replace(proof, steps=proof.steps[:-1]))
    return builder, proof
