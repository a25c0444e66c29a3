"""An outcome as plain text: the verdict, the proof line by line, the counterexample."""

from __future__ import annotations

from symreparam.logic.proof import Proof
from symreparam.logic.verdict import Outcome
from symreparam.render.phrases import VERDICTS
from symreparam.render.sentences import Printer, sentence
from symreparam.render.terms_text import (
    claim_text,
    law_text,
    range_text,
    relation_text,
    term_text,
)

PRINTER = Printer(term_text, law_text, range_text, relation_text)


def outcome_text(outcome: Outcome) -> str:
    """The whole outcome, ending with a newline."""
    lines = [f"{outcome.verdict}: {outcome.text}"]
    if outcome.reason:
        lines.append(outcome.reason)
    if outcome.verdict in VERDICTS and outcome.proof is not None:
        if outcome.claim is not None:
            lines += ["", *claim_text(outcome.claim).splitlines()]
        lines += ["", *proof_lines(outcome.proof), "", VERDICTS[outcome.verdict]]
    if outcome.verdict == "refuted" and outcome.law is not None:
        lines.append(f"The true law: {law_text(outcome.law)}.")
    return "\n".join(lines) + "\n"


def proof_lines(proof: Proof) -> list[str]:
    """One numbered line a step, with the steps it rests on; narrower scopes name their case."""
    lines = []
    if proof.at:
        values = ", ".join(f"{symbol} = {term_text(value)}" for symbol, value in proof.at)
        lines.append(f"Take {values}.")
    for index, step in enumerate(proof.steps):
        case = ""
        if step.scope > 0:
            case = f"[case {relation_text(proof.scopes[step.scope - 1].relation)}] "
        cited = ", ".join(str(premise + 1) for premise in step.premises)
        words = sentence(step, PRINTER)
        lines.append(f"{index + 1:3}. {case}{words}" + (f"  ({cited})" if cited else ""))
    return lines


def short_message(outcome: Outcome) -> str:
    """One line: what the verdict says beyond its name."""
    if outcome.verdict == "refuted" and outcome.proof is not None:
        values = ", ".join(f"{s} = {term_text(v)}" for s, v in outcome.proof.at)
        true = f"; the law is {law_text(outcome.law)}" if outcome.law is not None else ""
        return f"{outcome.text}: false{f' at {values}' if values else ''}{true}"
    if outcome.verdict == "proved" and outcome.proof is not None:
        return f"{outcome.text}: {len(outcome.proof.steps)} steps"
    return f"{outcome.text}: {outcome.reason}" if outcome.text else outcome.reason
