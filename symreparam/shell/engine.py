"""The engine process: loads the engine once, then forks a child for every task.

A child that hangs, eats memory or dies takes nothing with it, each claim starts from the same
state (so its verdict does not depend on its neighbours), and a new child costs a few milliseconds.
What is read from the standard input is JSON from our own parent; when it ends, the child is killed.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import resource
import select
import signal
import sys
import time
from dataclasses import replace
from typing import Any, Final, NoReturn

from symreparam.shell.tasks import Limits, Result, Task, failed, task_from, to_json

WARM_UP: Final = (
    "let s > 0\nlet X ~ Normal(0, 1)\nlet U ~ Uniform(0, 1)\n"
    "prove s*X ~ Normal(0, s)\nprove -log(U)/s ~ Exponential(s)\nrefute X^2 ~ Exponential(1)"
)
WARM_FOR: Final = 4  # claims, at which loading all that they may need beforehand is repaid
SEED: Final = 0
ANSWER_BYTES: Final = 50_000_000
GRACE: Final = 5.0  # seconds after which a child's own alarm ends it, should the parent be gone


def serve() -> None:
    """Answer one line of JSON a task until the input ends. Runs as the main function of a process
    that only this package starts."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what an interrupt means
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)  # whatever prints can't disturb the answers
    lines = _Lines(0)
    import symreparam.pipeline  # noqa: F401 - SymPy with it, once for all children

    settled, warm = 0, False
    _say(answers, {"ready": os.getpid()})
    while (line := lines.next()) is not None:
        order = json.loads(line)
        settled += 1
        if not warm and settled + order["waiting"] >= WARM_FOR:
            _warm_up()
            warm = True
        limits = Limits(order["timeout"], order["memory"], order["sample"])
        answer = _answer(task_from(order["task"]), limits, order["proofs"], lines)
        _say(answers, {**answer, "number": order["number"]})


def _warm_up() -> None:
    """Have every module, and what the first claims of a process compute for those that follow."""
    from symreparam.pipeline import check_text
    from symreparam.shell.preload import load_engine

    load_engine()
    check_text(WARM_UP)
    gc.collect()
    gc.freeze()  # a collection in a child would copy every page


def _say(answers: Any, data: dict[str, Any]) -> None:
    answers.write(json.dumps(data) + "\n")
    answers.flush()


class _Lines:
    """Lines of a descriptor, read without a buffer that `select` cannot see."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor, self.rest = descriptor, b""
        self.ended = False

    def next(self) -> bytes | None:
        """The next line, waiting for it; None at the end."""
        while b"\n" not in self.rest:
            if self.ended or not self.fill():
                return None
        line, _, self.rest = self.rest.partition(b"\n")
        return line

    def fill(self) -> bool:
        """Read what is there; False at the end of the input."""
        data = os.read(self.descriptor, 1 << 16)
        self.rest += data
        self.ended = not data
        return bool(data)


def _answer(task: Task, limits: Limits, proofs: bool, lines: _Lines) -> dict[str, Any]:
    """The stored proof replayed when there is one and it is good, else the search."""
    started = time.monotonic()
    if task.stored:
        answer, _ = _child(task, limits, "replay", lines)
        if answer is not None and answer["results"]:
            return answer
    answer, trouble = _child(task, limits, "search, with proofs" if proofs else "search", lines)
    if answer is not None:
        return answer
    result = replace(failed(task, trouble), seconds=round(time.monotonic() - started, 4))
    return {"results": [to_json(result)], "proofs": []}


def _child(
    task: Task, limits: Limits, work: str, lines: _Lines
) -> tuple[dict[str, Any] | None, str]:
    """What a new child answers, or None and what became of it."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _work(task, limits, work, writing)
    os.close(writing)
    started, answer = time.monotonic(), b""
    try:
        while True:
            left = limits.timeout - (time.monotonic() - started)
            if left <= 0:
                return None, f"the time limit of {limits.timeout:g} s was hit"
            watched = [reading] if lines.ended else [reading, lines.descriptor]
            ready, _, _ = select.select(watched, [], [], left)
            if lines.descriptor in ready and not lines.fill():
                raise SystemExit(0)  # the parent is gone: `finally` takes the child along
            if reading in ready:
                data = os.read(reading, 1 << 20)
                answer += data
                if not data:
                    break
                if len(answer) > ANSWER_BYTES:
                    return None, "the answer is too large"
    finally:
        os.close(reading)
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    try:
        return json.loads(answer), ""
    except ValueError:
        return None, _ending(status, limits)


def _ending(status: int, limits: Limits) -> str:
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        name = signal.Signals(number).name if number in set(signal.Signals) else str(number)
        likely = f", as when the memory limit of {limits.memory} MiB is hit" if number == 6 else ""
        return f"the worker was killed by {name}{likely}"
    return f"the worker ended with status {os.WEXITSTATUS(status)} and gave no verdict"


# In the child -------------------------------------------------------------------------------------
def _work(task: Task, limits: Limits, work: str, writing: int) -> NoReturn:
    """Settle the task, write the answer, and end without any clean-up of the parent's state."""
    status = 1
    try:
        signal.setitimer(signal.ITIMER_REAL, limits.timeout + GRACE)  # ends us, even in C code
        _limit_memory(limits.memory)
        answer = _settled(task, limits, work)
        with os.fdopen(writing, "w", encoding="ascii") as pipe:
            pipe.write(answer)
        status = 0
    finally:
        os._exit(status)


def _settled(task: Task, limits: Limits, work: str) -> str:
    from sympy.core.random import seed

    from symreparam.pipeline import Options
    from symreparam.shell.settle import settle_task
    from symreparam.shell.store_replay import replayed, stored_texts

    seed(SEED)  # SymPy's assumption engine shuffles its questions
    try:
        if work == "replay":
            found = replayed(task)
            return json.dumps({"results": [to_json(found)] if found else [], "proofs": []})
        settled = settle_task(task, Options(sample=limits.sample))
        results: list[Result] = [_plain(result, limits) for result, _ in settled]
        proofs = stored_texts(task, settled) if work.endswith("proofs") else []
        return json.dumps({"results": [to_json(each) for each in results], "proofs": proofs})
    except MemoryError:
        pass
    except Exception as error:  # a failure of the engine is an `error` of this claim, no more
        words = f"internal error: {type(error).__name__}: {str(error)[:500]}"
        return json.dumps({"results": [to_json(failed(task, words))], "proofs": []})
    return json.dumps({"results": [to_json(failed(task, _memory_words(limits)))], "proofs": []})


def _plain(result: Result, limits: Limits) -> Result:
    """The pipeline reports what it caught as text: memory is said as the limit that it is."""
    if result.reason.startswith("internal error: MemoryError"):
        words = _memory_words(limits)
        message = f"{result.claim}: {words}"
        return replace(result, reason=words, message=message, explanation=f"error: {message}\n")
    return result


def _memory_words(limits: Limits) -> str:
    return f"the memory limit of {limits.memory} MiB was hit"


def _limit_memory(mebibytes: int) -> None:
    """Limit the address space to what is used now and so much more. Where the system cannot say
    what is used (not Linux), the peak of what was resident stands for it."""
    try:
        with open("/proc/self/statm", encoding="ascii") as statm:
            used = int(statm.read().split()[0]) * resource.getpagesize()
    except OSError:
        unit = 1 if sys.platform == "darwin" else 1024
        used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    limit = used + mebibytes * 1024 * 1024
    with contextlib.suppress(ValueError, OSError):  # an even lower limit may be set already
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


if __name__ == "__main__":
    serve()
