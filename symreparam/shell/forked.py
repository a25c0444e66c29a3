"""Goals settled each in a forked child, with their whole outcome: the proof tree is needed to
print it, and a result's plain text is not enough.

The children are forked by us and speak only to us, so pickles are safe between them and us.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import resource
import select
import signal
import time
from collections.abc import Sequence
from typing import Final

from symreparam.documents.excerpt import Excerpt
from symreparam.documents.goal_lines import goal_texts
from symreparam.logic.verdict import GoalKind, Outcome
from symreparam.shell.tasks import Limits

_KINDS: Final[dict[str, GoalKind]] = {"refute": "refute", "derive": "derive"}
_MEBIBYTE: Final = 1 << 20
_ENGINE: Final = 1024  # MiB of address space that the loaded engine itself takes


def outcomes_of(
    questions: Sequence[Excerpt], limits: Limits, jobs: int, methods: Sequence[str] = ()
) -> list[Outcome]:
    """The outcome of each text, which has one goal. A child that hangs, dies or wants too much
    gives an `error` that says so. `methods`: for each question the one asked for, or
    empty. Verdicts do not depend on the order or on `jobs`."""
    asked = list(zip(questions, methods or ("",) * len(questions), strict=True))
    if not hasattr(os, "fork"):
        return [_settled(*each, limits.sample) for each in asked]
    from symreparam.shell.preload import load_engine

    load_engine()
    found: dict[int, Outcome] = {}
    running: dict[int, _Child] = {}
    waiting = list(enumerate(asked))[::-1]
    try:
        while waiting or running:
            while waiting and len(running) < jobs:
                place, (question, method) = waiting.pop()
                child = _Child(place, question, method, limits)
                running[child.reading] = child
            for child in _finished(running):
                del running[child.reading]
                found[child.place] = child.outcome()
    finally:
        for child in running.values():
            child.end()
    return [found[place] for place in range(len(questions))]


def _finished(running: dict[int, _Child]) -> list[_Child]:
    """The children whose answer is complete, or whose time is over."""
    now = time.monotonic()
    wait = max(0.0, min(child.deadline for child in running.values()) - now)
    ready, _, _ = select.select(list(running), [], [], wait)
    done = [running[reading] for reading in ready if running[reading].read()]
    late = [c for c in running.values() if c not in done and time.monotonic() >= c.deadline]
    for child in late:
        child.late = True
    return done + late


class _Child:
    """A child that settles one question and writes the outcome to a pipe."""

    def __init__(self, place: int, question: Excerpt, method: str, limits: Limits) -> None:
        self.place, self.question, self.limits = place, question, limits
        self.data, self.late = b"", False
        self.deadline = time.monotonic() + limits.timeout
        self.reading, writing = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            _work(question, method, limits, writing)
        os.close(writing)

    def read(self) -> bool:
        """Take what is there; True when the child has said all."""
        piece = os.read(self.reading, 1 << 20)
        self.data += piece
        return not piece

    def end(self) -> int:
        """Kill the child if it still runs; its status."""
        os.close(self.reading)
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        return os.waitpid(self.pid, 0)[1]

    def outcome(self) -> Outcome:
        """What it found, or what became of it."""
        status = self.end()
        if self.late:
            return _failed(self.question, f"the time limit of {self.limits.timeout:g} s was hit")
        try:
            found = pickle.loads(self.data)
        except (EOFError, pickle.UnpicklingError):
            words = f"the engine's process ended with status {status} and gave no verdict"
            return _failed(self.question, f"{words}; its limit was {self.limits.memory} MiB")
        if isinstance(found, Outcome):
            return found
        return _failed(self.question, str(found))


def _work(question: Excerpt, method: str, limits: Limits, writing: int) -> None:
    """In the child; never returns."""
    status = 1
    try:
        most = (limits.memory + _ENGINE) * _MEBIBYTE
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        answer: object
        try:
            answer = _settled(question, method, limits.sample)
        except MemoryError:
            answer = f"the memory limit of {limits.memory} MiB was hit"
        except Exception as error:  # a failure of the engine is an `error` of this claim, no more
            answer = f"internal error: {type(error).__name__}: {error}"
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(pickle.dumps(answer))
        status = 0
    finally:
        os._exit(status)


def _settled(question: Excerpt, method: str, sample: bool) -> Outcome:
    from sympy.core.random import seed

    from symreparam.pipeline import Options, check_text

    seed(0)  # SymPy's assumption engine shuffles its questions
    outcomes = check_text(
        question.text,
        path=question.path,
        line=question.line,
        column=question.column,
        name=question.name,
        options=Options(method=method, sample=sample),
    )
    if len(outcomes) == 1:
        return outcomes[0]
    # a block that could not be cut into its goals: none of them may pass for another
    failed = next((outcome for outcome in outcomes if not outcome.ok), None)
    words = "the block could not be cut into goals: close each bracket in its own statement"
    return failed or _failed(question, words)


def _failed(question: Excerpt, reason: str) -> Outcome:
    goal = goal_texts(question)[0]
    return Outcome(_KINDS.get(goal.goal, "prove"), goal.claim, None, "error", False, reason)
