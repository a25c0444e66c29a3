"""The command `examine`: its arguments and its run. SymPy is imported only by the run."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from symreparam.shell.check_options import add_limits
from symreparam.shell.words import unmarked

if TYPE_CHECKING:
    from symreparam.shell.examined import Examined


def add_examine(command: argparse.ArgumentParser) -> None:
    """The arguments of `examine`."""
    words = 'for example "mu^2 + sigma*eps/2 ~ Normal(mu, sigma)"'
    command.add_argument("claim", type=unmarked, help=words)
    command.add_argument("--let", action="append", default=[], metavar="LET")
    command.add_argument("--json", action="store_true", help="one JSON object")
    command.add_argument("--explain", action="store_true", help="all parts, and the proof")
    command.add_argument("--latex", metavar="FILE", help="write all parts as a LaTeX document")
    command.add_argument("--picture", metavar="FILE", help="draw: FILE.svg, .pdf or .png")
    command.add_argument("--sample", action="store_true", help="draw a seeded sample as well")
    add_limits(command)


def run_examine(arguments: argparse.Namespace) -> int:
    """Exit status 0 when the claim is proved or refuted, 1 when it is open, 2 for what is no claim
    and for a file that can't be written."""
    from symreparam.logic.errors import Unsupported
    from symreparam.render.text import outcome_text
    from symreparam.shell.examined import examine_text
    from symreparam.studies.summary import short_text

    try:
        found = examine_text(arguments.claim, arguments.let, sample=arguments.sample)
    except Unsupported as error:
        print(f"unsupported: {error}")
        return 2
    if isinstance(found, str):
        print(found)
        return 2
    if arguments.json:
        print(found.to_json())
    elif arguments.explain:
        print(found.text())
        print(outcome_text(found.outcome), end="")
    else:
        print(short_text(found), end="")
    if not all(_written(path, found, arguments) for path in (arguments.latex, arguments.picture)):
        return 2
    return 0 if found.outcome.verdict in ("proved", "refuted") else 1


def _written(path: str | None, found: Examined, arguments: argparse.Namespace) -> bool:
    """Write the LaTeX document or the picture when it was asked for."""
    from symreparam.logic.errors import ClaimError, Unsupported
    from symreparam.render.latex import document_latex
    from symreparam.studies.story import examination_document

    if path is None:
        return True
    try:
        if path == arguments.latex:
            made = document_latex(examination_document(found)).encode()
        else:
            made = found.picture(Path(path).suffix[1:])
        Path(path).write_bytes(made)
    except OSError as error:
        print(f"symreparam: {path}: {error.strerror}", file=sys.stderr)
        return False
    except (ClaimError, Unsupported) as error:
        hint = f" ({error.hint})" if isinstance(error, ClaimError) and error.hint else ""
        print(f"symreparam: {path}: {error}{hint}", file=sys.stderr)
        return False
    return True
