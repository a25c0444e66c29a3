"""Paths -> tasks: every goal of every document, and every path that could not be read."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase

from symreparam.shell.paths import Unreadable, document, files
from symreparam.shell.tasks import Task, tasks_of
from symreparam.terms.record import dataclass


@dataclass(frozen=True, slots=True)
class Trouble:
    """A path that could not be read, and why. `line` counts from 1, 0 means the file as a whole."""

    path: str
    line: int
    reason: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Gathered:
    """The goals of the documents in order, the troubles, and how many files were read."""

    tasks: tuple[Task, ...]
    troubles: tuple[Trouble, ...]
    files: int


def gather(paths: Sequence[str], only: Sequence[str] = ()) -> Gathered:
    """The tasks of all documents; with `only`, those of the blocks whose names match one of these
    names or patterns (`vae-*`). Never raises for what a path or a file holds."""
    tasks: list[Task] = []
    troubles: list[Trouble] = []
    read = 0
    for found in files(paths):
        try:
            if found.trouble:
                raise Unreadable(found.trouble)
            excerpts, slips = document(found.path)
        except Unreadable as error:
            troubles.append(Trouble(found.path, error.line, str(error)))
            continue
        read += 1
        troubles += [Trouble(found.path, slip.line, slip.message) for slip in slips]
        wanted = (each for each in excerpts if not only or named(each.name, only))
        tasks.extend(tasks_of(wanted))
    return Gathered(tuple(tasks), tuple(troubles), read)


def named(name: str, only: Sequence[str]) -> bool:
    """Whether a block's name is one of these names, or matches one of these patterns."""
    return any(name == each or (name and fnmatchcase(name, each)) for each in only)
