"""The command line: prove, refute, derive, check, replay, families, trust.

Exit status: 0 every goal passed, 1 some did not, 2 usage error or unreadable file. SymPy is
imported only when there is a claim to settle.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from symreparam.shell.trust import trust_report

if TYPE_CHECKING:
    from symreparam.logic.verdict import Outcome

MAX_BYTES: Final = 2_000_000
PROOF_BYTES: Final = 20_000_000


class Unreadable(Exception):
    """A file that cannot be read as claims; the message says why."""


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
        command.add_argument("claim", help='for example "mu + sigma*eps ~ Normal(mu, sigma)"')
        command.add_argument("--let", action="append", default=[], metavar="LET")
        command.add_argument("--json", action="store_true", help="one JSON object a goal")
        command.add_argument("--proof", metavar="FILE", help="write the proof as JSON")
        command.add_argument("--latex", metavar="FILE", help="write the proof as a LaTeX document")
    replay = commands.add_parser("replay", help="check a stored proof, without the search")
    replay.add_argument("proof", metavar="PROOF.json")
    check = commands.add_parser("check", help="check the claims in Markdown and .claim files")
    check.add_argument("files", nargs="+", metavar="FILE")
    check.add_argument("--json", action="store_true", help="one JSON object a goal")
    commands.add_parser("families", help="list the families of laws")
    commands.add_parser("trust", help="what is trusted, and how many lines it is")
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    arguments = parser().parse_args(argv)
    try:
        return _run(arguments)
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return 1


def _run(arguments: argparse.Namespace) -> int:
    if arguments.command == "families":
        return _families()
    if arguments.command == "trust":
        print(trust_report())
        return 0
    if arguments.command == "check":
        return _check(arguments.files, arguments.json)
    if arguments.command == "replay":
        return _replay(arguments.proof)
    return _single(arguments)


def _replay(path: str) -> int:
    from symreparam.checker.replay import replay
    from symreparam.logic.codec import proof_from_json
    from symreparam.logic.errors import ProofError
    from symreparam.render.terms_text import claim_text

    try:
        text = read_text(path, PROOF_BYTES)
    except Unreadable as error:
        print(f"symreparam: {path}: {error}", file=sys.stderr)
        return 2
    try:
        report = replay(proof_from_json(text))
    except ProofError as error:
        print(f"{path}: rejected: {error}")
        return 1
    print(f"{path}: {'refuted' if report.refuted else 'proved'} in {report.steps} steps:")
    print(claim_text(report.claim))
    return 0


def _single(arguments: argparse.Namespace) -> int:
    from symreparam.pipeline import check_text
    from symreparam.render.text import outcome_text

    lines = [f"let {line}" for line in arguments.let]
    text = "\n".join([*lines, f"{arguments.command} {arguments.claim}"])
    started = time.perf_counter()
    outcomes = check_text(text, path="command line")
    seconds = time.perf_counter() - started
    for outcome in outcomes:
        if arguments.json:
            print(as_json(outcome, "command line", 0, "", seconds))
        else:
            print(outcome_text(outcome), end="")
        if outcome.proof is not None and not _write(outcome, arguments):
            return 2
    return 0 if outcomes and all(outcome.ok for outcome in outcomes) else 1


def _write(outcome: Outcome, arguments: argparse.Namespace) -> bool:
    """Write the proof and its LaTeX where they were asked for."""
    from symreparam.logic.codec import proof_to_json
    from symreparam.render.latex import latex_document

    texts = []
    if arguments.proof is not None and outcome.proof is not None:
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


def _check(paths: Sequence[str], as_data: bool) -> int:
    passed, unreadable, goals = True, False, 0
    for path in paths:
        try:
            for outcome, line, name, seconds in checked(path):
                goals += 1
                passed = passed and outcome.ok
                _report(outcome, path, line, name, seconds, as_data)
        except Unreadable as error:
            print(f"symreparam: {path}: {error}", file=sys.stderr)
            unreadable = True
    if not goals and not unreadable:
        print("symreparam: no claims found", file=sys.stderr)
    return 2 if unreadable else 0 if passed else 1


def _report(
    outcome: Outcome, path: str, line: int, name: str, seconds: float, as_data: bool
) -> None:
    from symreparam.render.text import short_message

    if as_data:
        print(as_json(outcome, path, line, name, seconds), flush=True)
        return
    print(f"{path}:{line}: {outcome.verdict}: {short_message(outcome)}", flush=True)


def checked(path: str) -> Iterator[tuple[Outcome, int, str, float]]:
    """The outcomes of a file's goals with line, name and seconds. Raises Unreadable."""
    from symreparam.documents.extract import UnknownFormat, extract
    from symreparam.pipeline import check_text

    try:
        excerpts = extract(path, read_text(path))
    except UnknownFormat as error:
        raise Unreadable(str(error)) from error
    for excerpt in excerpts:
        started = time.perf_counter()
        outcomes = check_text(
            excerpt.text, path=path, line=excerpt.line, column=excerpt.column, name=excerpt.name
        )
        seconds = (time.perf_counter() - started) / max(len(outcomes), 1)
        for outcome in outcomes:
            source = outcome.claim.source if outcome.claim is not None else None
            yield outcome, source.line if source else excerpt.line, excerpt.name, seconds


def read_text(path: str, limit: int = MAX_BYTES) -> str:
    """A text file of at most `limit` bytes. Raises Unreadable with the reason."""
    try:
        data = Path(path).read_bytes() if Path(path).stat().st_size <= limit else None
    except OSError as error:
        raise Unreadable(error.strerror or str(error)) from error
    if data is None:
        raise Unreadable(f"larger than {limit} bytes: split the document")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(f"not UTF-8 (byte {error.start}): save it as UTF-8") from error


def as_json(outcome: Outcome, path: str, line: int, name: str, seconds: float) -> str:
    """One line of JSON with the keys of the claim language's contract."""
    from symreparam.render.terms_text import law_text, term_text

    proof, witness = outcome.proof, None
    if outcome.verdict == "refuted" and proof is not None:
        witness = {str(symbol): term_text(value) for symbol, value in proof.at}
    law = None if outcome.law is None else law_text(outcome.law)
    fields = {
        "file": path,
        "line": line,
        "name": name,
        "goal": outcome.goal,
        "claim": outcome.text,
        "verdict": outcome.verdict,
        "ok": outcome.ok,
        "seconds": round(seconds, 4),
        "steps": len(proof.steps) if proof is not None else None,
        "reason": outcome.reason,
        "witness": witness,
        "law": law,
        "proof": None,
        "holds_at": None,
    }
    return json.dumps(fields, ensure_ascii=False)


def _families() -> int:
    from symreparam.families.members import signature
    from symreparam.families.table import FAMILIES

    for record in FAMILIES:
        meanings = ", ".join(f"{p.name}: {p.meaning}" for p in record.parameters)
        print(f"{signature(record):28} {meanings}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
