"""Engine processes seen from the parent: started, fed one task each, watched, and ended.

One thread and `selectors` do it all. Every engine leads a process group of its own, so that ending
it ends the child in work as well, whatever state they are in.
"""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any, Final

from symreparam.shell.tasks import Limits, Result, Task, failed, result_from, to_json
from symreparam.terms.record import dataclass

START_SECONDS: Final = 120.0  # to load the engine, on a slow or busy machine
SPARE_SECONDS: Final = 30.0  # beyond a task's own limits, before its engine counts as lost
TASKS_A_JOB: Final = 8  # fewer are not worth a second engine's start
ATTEMPTS: Final = 3

# The engine sees the same modules as we do, and nothing of the folder it happens to run in.
_BOOT: Final = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from symreparam.shell.engine import serve; serve()"
)
_THREADS: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


class EngineError(RuntimeError):
    """The engine process could not be started; the message has what it said last."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one task: its results, and a proof (or "") for each where proofs were wanted."""

    results: tuple[Result, ...]
    proofs: tuple[str, ...] = ()


class Worker:
    """One engine process. Use `settle` for a task at a time, or `send` and `receive` in a loop."""

    def __init__(self, limits: Limits, *, proofs: bool = False) -> None:
        if not hasattr(os, "fork"):
            raise EngineError("claims run in forked processes: Linux or macOS is needed")
        self.limits, self.proofs = limits, proofs
        self.ready = False
        self._sent = 0
        self._buffer = bytearray()
        self._said: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed in `close`
        environment = {**os.environ, "PYTHONHASHSEED": "0", **dict.fromkeys(_THREADS, "1")}
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-c", _BOOT, json.dumps(_module_path())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            env=environment,
            start_new_session=True,
        )
        self.deadline = time.monotonic() + START_SECONDS

    def fileno(self) -> int:
        """The descriptor to wait on."""
        assert self.process.stdout is not None
        return self.process.stdout.fileno()

    def send(self, task: Task, *, waiting: int = 0) -> None:
        """Hand over a task; `receive` gives its answer. `waiting`: how many more are to come, as an
        engine with few claims does not prepare for many. Never raises."""
        self._sent += 1
        order = {
            "task": to_json(task),
            "timeout": self.limits.timeout,
            "memory": self.limits.memory,
            "sample": self.limits.sample,
            "proofs": self.proofs,
            "number": self._sent,
            "waiting": waiting,
        }
        # a stored proof that fails in time and memory is followed by a search with its own limits
        rounds = 2 if task.stored else 1
        start = self.deadline if not self.ready else time.monotonic()
        self.deadline = start + rounds * self.limits.timeout + SPARE_SECONDS
        assert self.process.stdin is not None
        with contextlib.suppress(OSError):  # a dead engine is noticed when its answer is awaited
            self.process.stdin.write(json.dumps(order).encode("ascii") + b"\n")
            self.process.stdin.flush()

    def receive(self) -> tuple[Answer | None, bool]:
        """Read what is there: the task's answer if it is complete, and whether the engine lives."""
        data = os.read(self.fileno(), 1 << 20)
        if not data:
            return None, False
        self._buffer += data
        while b"\n" in self._buffer:
            line, _, rest = self._buffer.partition(b"\n")
            self._buffer = bytearray(rest)
            message = json.loads(line)
            if "ready" in message:
                self.ready = True
                continue
            if message["number"] != self._sent:
                return None, False  # an answer to something else: nothing it says can be trusted
            return _answer(message), True
        return None, True

    def last_words(self) -> str:
        """The last line that the engine wrote to its standard error."""
        self._said.seek(0)
        lines = self._said.read().decode("utf-8", "replace").strip().splitlines()
        return lines[-1][:500] if lines else "it said nothing"

    def close(self) -> None:
        """End the engine and the child in work. May be called twice."""
        if self.process.returncode is None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        for stream in (self.process.stdin, self.process.stdout, self._said):
            with contextlib.suppress(OSError):
                if stream is not None:
                    stream.close()


def _module_path() -> list[str]:
    """Where the engine looks for modules: where we do, except in the folder that we happen to run
    in, which may be a stranger's; unless this package itself is there."""
    root = str(Path(__file__).resolve().parents[2])
    here = os.getcwd()
    entries = [os.path.abspath(entry) for entry in sys.path]
    kept = [entry for entry in entries if entry != here or entry == root]
    return kept if root in kept else [root, *kept]


def _answer(message: dict[str, Any]) -> Answer:
    results = tuple(result_from(each) for each in message["results"])
    return Answer(results, tuple(message["proofs"]))


class Pool:
    """Up to `jobs` engines, started when there is work and restarted when they are lost."""

    def __init__(self, limits: Limits, *, jobs: int = 1, proofs: bool = False) -> None:
        self.limits, self.jobs, self.proofs = limits, jobs, proofs
        self._workers: list[Worker] = []
        self._failures = 0  # engines in a row that ended before they were ready

    def settle(
        self, tasks: Sequence[Task], prepare: Callable[[Task], Task] | None = None
    ) -> Iterator[tuple[int, Answer]]:
        """The answers with the index of their task, as they come. An engine that is lost costs the
        task it worked on, which becomes an `error`. `prepare` is applied to a task when it is
        handed out. Raises EngineError when no engine can be started.
        """
        waiting = list(enumerate(tasks))[::-1]
        owed: dict[Worker, int] = {}
        wanted = max(1, min(self.jobs, -(-len(tasks) // TASKS_A_JOB)))
        try:
            while waiting or owed:
                free = [worker for worker in self._workers if worker not in owed]
                while waiting and (free or len(self._workers) < wanted):
                    worker = free.pop() if free else self._start()
                    owed[worker], task = waiting.pop()
                    task = prepare(task) if prepare is not None else task
                    worker.send(task, waiting=len(waiting) // wanted)
                for worker, alive in _heard(list(owed)):
                    answer, alive = worker.receive() if alive else (None, False)
                    self._failures = 0 if worker.ready else self._failures
                    if answer is None and alive:
                        continue
                    index = owed.pop(worker)
                    if answer is None and self._lost(worker):
                        waiting.append((index, tasks[index]))
                    else:
                        lost = failed(tasks[index], "the engine process was lost")
                        yield index, answer or Answer((lost,))
        finally:
            for worker in owed:  # what they still say must not be taken for a later task's answer
                self._drop(worker)

    def _lost(self, worker: Worker) -> bool:
        """End an engine that was lost; whether it never got ready, so its task is to be given to
        another. Raises EngineError when that happened too often."""
        words = "" if worker.ready else worker.last_words()
        self._drop(worker)
        if worker.ready:
            return False
        self._failures += 1
        if self._failures >= ATTEMPTS:
            raise EngineError(f"the engine could not be started: {words}")
        return True

    def _start(self) -> Worker:
        worker = Worker(self.limits, proofs=self.proofs)
        self._workers.append(worker)
        return worker

    def _drop(self, worker: Worker) -> None:
        worker.close()
        self._workers.remove(worker)

    def close(self) -> None:
        """End all engines; what they were doing is lost."""
        while self._workers:
            self._workers.pop().close()

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _heard(workers: Sequence[Worker]) -> list[tuple[Worker, bool]]:
    """The workers that have something to read, and those past their deadline (False)."""
    with selectors.DefaultSelector() as selector:
        for worker in workers:
            selector.register(worker, selectors.EVENT_READ)
        now = time.monotonic()
        patience = max(0.0, min(worker.deadline for worker in workers) - now)
        ready = [key.fileobj for key, _ in selector.select(patience)]
    now = time.monotonic()
    return [(w, w in ready) for w in workers if w in ready or now >= w.deadline]
