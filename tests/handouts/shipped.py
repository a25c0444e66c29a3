"""The lessons that ship, each settled once."""

from __future__ import annotations

import fcntl
import os
import pickle
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from symreparam.handouts.build import build
from symreparam.handouts.lessons import lesson_text
from symreparam.handouts.source import Handout, read
from symreparam.logic.verdict import Outcome
from symreparam.shell.forked import outcomes_of
from symreparam.shell.tasks import Limits


@dataclass(frozen=True)
class Lesson:
    """A lesson that was settled."""

    handout: Handout
    outcomes: tuple[Outcome, ...]


@cache
def settled(name: str) -> Lesson:
    """The lesson; its claims are settled once for all processes of this run of the tests."""
    handout = read(f"{name}.md", lesson_text(name))
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    kept = Path(tempfile.gettempdir()) / f"symreparam-lessons-{os.getuid()}-{run}"
    kept.mkdir(mode=0o700, exist_ok=True)
    with open(kept / f"{name}.pickle", "a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        data = file.read()
        if not data:
            data = pickle.dumps(
                tuple(outcomes_of(handout.questions(), Limits(120, 4096), 2, handout.methods()))
            )
            file.write(data)
    return Lesson(handout, pickle.loads(data))


@cache
def page(name: str) -> str:
    lesson = settled(name)
    return build(lesson.handout, lesson.outcomes, "html", key=True, version="0").text
