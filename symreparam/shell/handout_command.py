"""`symreparam handout` and `symreparam lessons`.

Exit status: 0 written, 1 a claim did not pass, 2 the text, an option or a tool is at fault.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from symreparam.handouts.errors import HandoutError, told
from symreparam.handouts.lessons import LESSONS, lesson_text, lesson_title
from symreparam.shell.atomic import writable, write_atomically
from symreparam.shell.check_options import add_limits, add_sample, processors
from symreparam.shell.paths import Unreadable, read_text
from symreparam.shell.progress import printable
from symreparam.shell.tasks import Limits

if TYPE_CHECKING:
    from symreparam.handouts.source import Handout
    from symreparam.logic.verdict import Outcome

_TARGETS: Final = ("html", "pdf", "tex", "md", "ipynb")


def add_handout(command: argparse.ArgumentParser) -> None:
    """The options of `handout`."""
    command.add_argument("source", help="a Markdown file, or the name of a lesson that ships")
    command.add_argument("--to", choices=_TARGETS, help="default: by the ending of -o, else html")
    command.add_argument("-o", "--output", metavar="FILE", help="default: SOURCE with that ending")
    command.add_argument("--key", action="store_true", help="print solutions, leave nothing blank")
    command.add_argument("--seed", type=_seed, metavar="N", help="draw the exercises anew")
    add_limits(command)
    add_sample(command, default=True)


def _seed(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise argparse.ArgumentTypeError(f"a whole number below 10^9 is expected, not {text!r}")
    return int(text)


def run_lessons() -> int:
    """List the lessons."""
    for name in LESSONS:
        print(f"{name:24} {lesson_title(name)}")
    return 0


def run_handout(arguments: argparse.Namespace) -> int:
    """Verify the handout and write it; an existing output stays as it is unless all is well."""
    path, text = arguments.source, ""
    try:
        target, output = _target(arguments)
        path, text = _source(arguments.source)
        writable(output)
        return _written(arguments, path, text, target, output)
    except HandoutError as error:
        words = printable(told(error, path, text))
        print(words if error.line else f"symreparam: {words}", file=sys.stderr)
    except Unreadable as error:
        place = f"{path}:{error.line}" if error.line else path
        print(f"symreparam: {printable(place)}: {error}", file=sys.stderr)
    except OSError as error:
        name = error.filename or arguments.output or "output"
        print(f"symreparam: {printable(str(name))}: {error.strerror}", file=sys.stderr)
    return 2


def _target(arguments: argparse.Namespace) -> tuple[str, str]:
    """The target and the file to write."""
    output = arguments.output
    ending = os.path.splitext(output or "")[1].lower().removeprefix(".")
    if ending and not arguments.to and ending not in _TARGETS:
        known = ", ".join(f".{each}" for each in _TARGETS)
        words = f"the output's ending .{ending} is none of {known}"
        raise HandoutError(f"{words}; say with --to what is to be written")
    target = arguments.to or ending or "html"
    if output is None:
        stem = arguments.source.rpartition("/")[2].removesuffix(".md")
        output = f"{stem}.{target}"
    source = arguments.source
    both = os.path.exists(output) and os.path.exists(source)
    if output == source or (both and os.path.samefile(output, source)):
        raise HandoutError(f"{output} is the source itself: name another file with -o")
    return target, output


def _source(source: str) -> tuple[str, str]:
    """Path and text of the source: a lesson's name, unless a file is called so."""
    if source in LESSONS and not os.path.exists(source):
        return f"{source}.md", lesson_text(source)
    if not os.path.exists(source) and not source.endswith(".md"):
        known = ", ".join(LESSONS)
        raise HandoutError(f"{source} is neither a file nor a lesson; lessons: {known}")
    return source, read_text(source)


def _written(
    arguments: argparse.Namespace, path: str, source: str, target: str, output: str
) -> int:
    import symreparam
    from symreparam.handouts.build import build, check_prose
    from symreparam.handouts.source import read

    handout = read(path, source, seed=arguments.seed)
    check_prose(handout)
    outcomes = _outcomes(handout, arguments)
    if outcomes is None:
        return 1
    version = symreparam.__version__
    if target == "pdf":
        from symreparam.shell.pdf import pdf

        return pdf(handout, outcomes, output, key=arguments.key, version=version)
    folder, _, name = output.rpartition("/")
    stem = name.removesuffix(f".{target}")
    found = build(handout, outcomes, target, key=arguments.key, version=version, stem=stem)
    for beside, text in found.beside:
        write_atomically(os.path.join(folder, beside), text.encode("utf-8"))
    write_atomically(output, found.text.encode("utf-8"))
    return 0


def _outcomes(handout: Handout, arguments: argparse.Namespace) -> Sequence[Outcome] | None:
    """All outcomes, or None with the failures told."""
    from symreparam.handouts.build import failures
    from symreparam.render.text import outcome_text, short_message

    outcomes = _settled(handout, Limits(arguments.timeout, arguments.memory, arguments.sample))
    failed = failures(outcomes, handout)
    for line, outcome in failed:
        message = f"{handout.path}:{line}: {outcome.verdict}: {short_message(outcome)}"
        print(printable(message), file=sys.stderr)
        if outcome.verdict != "error":
            print(printable(outcome_text(outcome)), file=sys.stderr)
    if failed:
        words = f"{len(failed)} of {len(outcomes)} claims did not pass; nothing was written"
        print(f"symreparam: {words}", file=sys.stderr)
        return None
    return outcomes


def _settled(handout: Handout, limits: Limits) -> Sequence[Outcome]:
    """All outcomes, in order. Those of the pictures come first: a picture that cannot be drawn is
    told before the long work."""
    from symreparam.handouts.build import check_pictures, places_of_pictures
    from symreparam.shell.forked import outcomes_of

    questions, methods = handout.questions(), handout.methods()
    first = places_of_pictures(handout)
    found: dict[int, Outcome] = {}
    for places in (first, [k for k in range(len(questions)) if k not in first]):
        asked = [questions[k] for k in places]
        settled = outcomes_of(asked, limits, processors(), [methods[k] for k in places])
        found.update(zip(places, settled, strict=True))
        if places is first:
            check_pictures(handout, [found[k] for k in first])
    return [found[k] for k in range(len(questions))]
