"""The options of `symreparam check`, and the limits that all commands share."""

from __future__ import annotations

import argparse
import os

from symreparam.shell.tasks import MEMORY, TIMEOUT


def add_check(command: argparse.ArgumentParser) -> None:
    """The options of `symreparam check`."""
    command.add_argument("paths", nargs="+", metavar="PATH", help="a file, a folder or a pattern")
    command.add_argument("--json", action="store_true", help="one JSON object a goal")
    command.add_argument(
        "--only", action="append", default=[], metavar="NAME", help="blocks of this name or pattern"
    )
    command.add_argument("--fail-fast", action="store_true", help="stop at the first that fails")
    command.add_argument(
        "--jobs", type=_count, default=processors(), metavar="N", help="engine processes at most"
    )
    add_limits(command)
    add_sample(command, default=True)
    command.add_argument(
        "--store", metavar="DIR", help="keep proofs here; unchanged claims are replayed, not sought"
    )
    command.add_argument("--quiet", action="store_true", help="no progress and no table")


def add_limits(command: argparse.ArgumentParser) -> None:
    """The limits of one claim."""
    command.add_argument(
        "--timeout", type=_seconds, default=TIMEOUT, metavar="SECONDS", help="a claim, wall time"
    )
    command.add_argument(
        "--memory", type=_count, default=MEMORY, metavar="MIB", help="a claim, beyond the engine's"
    )


def add_sample(command: argparse.ArgumentParser, default: bool = False) -> None:
    """Whether the numeric cross-check draws a sample: by default in documents."""
    words = "compare a seeded sample with what is proved, too, or do not"
    action = argparse.BooleanOptionalAction
    command.add_argument("--sample", action=action, default=default, help=words)


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:12]) <= 1_000_000_000:
        raise argparse.ArgumentTypeError(f"a whole number from 1 on is expected, not {text!r}")
    return int(text)


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value <= 1_000_000:
        raise argparse.ArgumentTypeError(f"a number of seconds above 0 is expected, not {text!r}")
    return value
