"""The command `examine`: its arguments and its run. SymPy is imported only by the run."""

from __future__ import annotations

import argparse
import errno
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from symreparam.shell.check_options import add_limits
from symreparam.shell.words import unmarked

if TYPE_CHECKING:
    from symreparam.shell.examined import Examined

WAYS: Final = ("latex", "html", "picture")  # options that name a file to write


def add_examine(command: argparse.ArgumentParser) -> None:
    """The arguments of `examine`."""
    words = 'for example "mu^2 + sigma*eps/2 ~ Normal(mu, sigma)"'
    command.add_argument("claim", type=unmarked, help=words)
    command.add_argument("--let", action="append", default=[], metavar="LET")
    command.add_argument("--json", action="store_true", help="one JSON object")
    command.add_argument("--explain", action="store_true", help="all parts, and the proof")
    command.add_argument("--latex", metavar="FILE", help="write all parts as a LaTeX document")
    command.add_argument("--html", metavar="FILE", help="write all parts as a page")
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

    files = tuple((way, getattr(arguments, way)) for way in WAYS if getattr(arguments, way))
    wrong = next(filter(None, (_unwritable(way, path) for way, path in files)), None)
    if wrong is not None:  # said at once, not after the work
        print(f"symreparam: {wrong}", file=sys.stderr)
        return 2
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
    if not all([_written(way, path, found) for way, path in files]):
        return 2
    return 0 if found.outcome.verdict in ("proved", "refuted") else 1


def _unwritable(way: str, path: str) -> str | None:
    """What is wrong with the name of a file, as far as that is seen before the work, or None."""
    from symreparam.studies.picture import FORMATS

    if way == "picture" and Path(path).suffix[1:] not in FORMATS:
        ending = Path(path).suffix or "without ending"
        return f"{path}: a picture {ending}; one of {', '.join('.' + each for each in FORMATS)}"
    if Path(path).is_dir():
        return f"{path}: {os.strerror(errno.EISDIR)}"
    if not Path(path).parent.is_dir():
        return f"{path}: {os.strerror(errno.ENOENT)}"
    return None


def _written(way: str, path: str, found: Examined) -> bool:
    """Write the document or the picture."""
    from symreparam.logic.errors import ClaimError, Unsupported

    try:
        Path(path).write_bytes(_made(way, path, found))
    except OSError as error:
        print(f"symreparam: {path}: {error.strerror}", file=sys.stderr)
        return False
    except (ClaimError, Unsupported) as error:
        hint = f" ({error.hint})" if isinstance(error, ClaimError) and error.hint else ""
        print(f"symreparam: {path}: {error}{hint}", file=sys.stderr)
        return False
    return True


def _made(way: str, path: str, found: Examined) -> bytes:
    """The file's bytes. Raises ClaimError, Unsupported."""
    from symreparam.render.html import document_page
    from symreparam.render.latex import document_latex
    from symreparam.studies.story import examination_document

    if way == "picture":
        return found.picture(Path(path).suffix[1:])
    write = document_latex if way == "latex" else document_page
    return write(examination_document(found)).encode()
