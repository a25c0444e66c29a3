"""The command line: prove, refute, derive, check, replay, handout, lessons, families, trust.

Exit status: 0 every goal passed, 1 some did not, 2 usage error or unreadable file. SymPy is
imported only when there is a claim to settle.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from symreparam.documents.methods import METHODS
from symreparam.shell.check_options import add_check, add_limits, add_sample
from symreparam.shell.examine_command import add_examine, run_examine
from symreparam.shell.handout_command import add_handout, run_handout, run_lessons
from symreparam.shell.limited import run_limited
from symreparam.shell.paths import Unreadable, read_text
from symreparam.shell.reparameterize_command import add_reparameterize, run_reparameterize
from symreparam.shell.tasks import Task, contract_json
from symreparam.shell.trust import families_report, proof_report, trust_report
from symreparam.shell.words import unmarked, with_terms

if TYPE_CHECKING:
    from symreparam.checker.replay import Replay
    from symreparam.logic.proof import Proof
    from symreparam.logic.verdict import Outcome

PROOF_BYTES: Final = 20_000_000


def parser() -> argparse.ArgumentParser:
    """The command line's grammar."""
    top = argparse.ArgumentParser(
        prog="symreparam",
        description="Prove, refute or derive the laws of transformed random variables.",
    )
    commands = top.add_subparsers(dest="command", required=True)
    for kind, words in (
        ("prove", "prove that a claim holds for all parameter values"),
        ("refute", "show that a claim fails for some parameter values"),
        ("derive", "derive the law of an expression"),
    ):
        command = commands.add_parser(kind, help=words)
        example = 'for example "mu + sigma*eps ~ Normal(mu, sigma)"'
        command.add_argument("claim", type=unmarked, help=example)
        command.add_argument("--let", action="append", default=[], metavar="LET")
        command.add_argument("--json", action="store_true", help="one JSON object a goal")
        command.add_argument("--proof", metavar="FILE", help="write the proof as JSON")
        command.add_argument("--latex", metavar="FILE", help="write the proof as a LaTeX document")
        if kind == "prove":
            words = "how to prove it: one of " + ", ".join(METHODS)
            command.add_argument("--method", choices=METHODS, metavar="METHOD", help=words)
        add_sample(command)
        add_limits(command)
    add_examine(commands.add_parser("examine", help="examine a claim from every side"))
    replay = commands.add_parser("replay", help="check a stored proof, without the search")
    replay.add_argument("proof", metavar="PROOF.json")
    add_check(commands.add_parser("check", help="check the claims in documents"))
    words = "verify a Markdown text with claim blocks and write it with its proofs"
    add_handout(commands.add_parser("handout", help=words))
    commands.add_parser("lessons", help="list the lessons that ship")
    words = "find proved ways to sample a law from noise without parameters"
    add_reparameterize(commands.add_parser("reparameterize", help=words))
    commands.add_parser("families", help="list the families of laws")
    trust = commands.add_parser("trust", help="what is trusted, and how many lines it is")
    trust.add_argument("proof", nargs="?", metavar="PROOF.json", help="what this proof rests on")
    trust.add_argument(
        *("--families", "-f"),
        nargs="*",
        metavar="FAMILY",
        help="what the records say, proved or axioms",
    )
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    arguments = parser().parse_args(with_terms(sys.argv[1:] if argv is None else argv))
    try:
        status = _run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        _drop_output()
        return 1
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return 1
    return status


def _drop_output() -> None:
    """What is left in the buffer of a closed pipe goes nowhere: written at the end of the process
    it would be an error of its own."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


def _run(arguments: argparse.Namespace) -> int:
    if arguments.command == "families":
        return _families()
    if arguments.command == "trust":
        return _trust(arguments.proof, arguments.families)
    if arguments.command == "lessons":
        return run_lessons()
    if arguments.command == "handout":
        return run_handout(arguments)
    if arguments.command == "reparameterize":
        return run_reparameterize(arguments)
    if arguments.command == "check":
        from symreparam.shell.check_command import run_check

        return run_check(arguments)
    if arguments.command == "replay":
        return _replay(arguments.proof)
    if arguments.command == "examine":
        return run_limited(lambda: run_examine(arguments), arguments.timeout, arguments.memory)
    return run_limited(lambda: _single(arguments), arguments.timeout, arguments.memory)


def _trust(path: str | None, families: list[str] | None) -> int:
    if path is not None:
        found = _replayed(path)
        if isinstance(found, int):
            return found
        print(proof_report(*found))
        return 0
    if families is None:
        print(trust_report())
        return 0
    from symreparam.families.members import UnknownFamily

    try:
        print(families_report(tuple(families)))
    except UnknownFamily as error:
        print(f"symreparam: unknown family {error}; see symreparam families", file=sys.stderr)
        return 2
    return 0


def _replay(path: str) -> int:
    from symreparam.render.goals_text import claim_text

    found = _replayed(path)
    if isinstance(found, int):
        return found
    report, _ = found
    print(f"{path}: {'refuted' if report.refuted else 'proved'} in {report.steps} steps:")
    print(claim_text(report.claim))
    return 0


def _replayed(path: str) -> tuple[Replay, Proof] | int:
    """What the replay of a stored proof says, and the proof; or the exit status of one that has
    failed."""
    from symreparam.checker.replay import replay
    from symreparam.logic.codec import proof_from_json
    from symreparam.logic.errors import ProofError

    try:
        text = read_text(path, PROOF_BYTES)
    except Unreadable as error:
        print(f"symreparam: {path}: {error}", file=sys.stderr)
        return 2
    try:
        proof = proof_from_json(text)
        return replay(proof), proof
    except ProofError as error:
        print(f"{path}: rejected: {error}")
        return 1


def _single(arguments: argparse.Namespace) -> int:
    from symreparam.pipeline import Options
    from symreparam.shell.settle import settle_task

    lines = [f"let {line}" for line in arguments.let]
    text = "\n".join([*lines, f"{arguments.command} {arguments.claim}"])
    method = getattr(arguments, "method", None) or ""
    options = Options(method=method, sample=arguments.sample)
    task = Task("command line", "", 1, 1, text, arguments.command, arguments.claim, 0, 0)
    settled = [
        (result, outcome) for result, outcome in settle_task(task, options) if outcome is not None
    ]
    outcomes = [outcome for _, outcome in settled]
    for result, outcome in settled:
        stored = arguments.proof if outcome.proof is not None else None
        if arguments.json:
            print(contract_json(replace(result, proof=stored)))
        else:
            print(result.explanation, end="")
        if not _write(outcome, arguments):
            return 2
    return 0 if outcomes and all(outcome.ok for outcome in outcomes) else 1


def _write(outcome: Outcome, arguments: argparse.Namespace) -> bool:
    """Write the proof, where there is one, and the outcome in LaTeX where they were asked for."""
    from symreparam.logic.codec import proof_to_json
    from symreparam.render.latex import latex_document

    texts = []
    if arguments.proof is not None and outcome.proof is None:
        print(f"symreparam: {arguments.proof}: not written: there is no proof", file=sys.stderr)
    elif arguments.proof is not None and outcome.proof is not None:
        texts.append((arguments.proof, proof_to_json(outcome.proof)))
    if arguments.latex is not None:
        texts.append((arguments.latex, latex_document(outcome)))
    for path, text in texts:
        try:
            Path(path).write_text(text, encoding="utf-8")
        except OSError as error:
            print(f"symreparam: {path}: {error.strerror}", file=sys.stderr)
            return False
    return True


def _families() -> int:
    from symreparam.families.members import signature
    from symreparam.families.table import all_families

    for record in all_families():
        meanings = ", ".join(f"{p.name}: {p.meaning}" for p in record.parameters)
        print(f"{signature(record):28} {meanings}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
