"""`symreparam.check_documents`: the claims of documents from Python, on any executor."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import Executor, Future
from os import PathLike, fspath
from typing import Final

from symreparam.shell.gather import Trouble, gather
from symreparam.shell.tasks import MEMORY, TIMEOUT, Limits, Result, Task, failed
from symreparam.shell.workers import EngineError, Pool
from symreparam.terms.record import dataclass

BATCH: Final = 50  # tasks that share one engine's start on an executor


@dataclass(frozen=True, slots=True)
class Report:
    """The results of all goals in the order of the documents, and the paths that can't be read."""

    results: tuple[Result, ...]
    unreadable: tuple[Trouble, ...]

    @property
    def ok(self) -> bool:
        """Whether every goal passed and every path was read."""
        return not self.unreadable and all(result.ok for result in self.results)


def check_documents(
    paths: Iterable[str | PathLike[str]] | str | PathLike[str],
    executor: Executor | None = None,
    *,
    only: Sequence[str] = (),
    jobs: int = 1,
    timeout: float = TIMEOUT,
    memory: int = MEMORY,
    sample: bool = True,
    batch: int = BATCH,
) -> Report:
    """Settle the claims of files, folders and patterns, each under its own limits. With `sample` a
    seeded sample of each term is compared with what is proved of it, too.

    With an `executor` (any `concurrent.futures.Executor`: a process pool, a dask client's, one of
    mpi4py) the claims go to it as texts, `batch` at a time; each batch runs in an engine process
    that is started where the executor runs it, so the limits and the verdicts are the same
    everywhere, and documents are read here alone. Without one, `jobs` engines run on this machine.

    A batch that the executor loses becomes an `error` for each of its claims. Raises EngineError
    when no engine can be started on this machine, ValueError for limits that are not positive.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder) / "doubled.claim"
    ...     _ = path.write_text("let X ~ Normal(0, 1)\\nprove 2*X ~ Normal(0, 2)")
    ...     report = check_documents(path)
    >>> report.ok, report.results[0].verdict
    (True, 'proved')
    """
    if min(jobs, batch, memory) < 1 or not timeout > 0:
        raise ValueError("jobs, batch, memory and timeout are positive numbers")
    given = [paths] if isinstance(paths, str | PathLike) else list(paths)
    gathered = gather([fspath(path) for path in given], only)
    limits = Limits(timeout, memory, sample)
    if executor is None:
        results = _here(gathered.tasks, limits, jobs)
    else:
        results = _there(gathered.tasks, limits, executor, batch)
    return Report(results, gathered.troubles)


def _here(tasks: Sequence[Task], limits: Limits, jobs: int) -> tuple[Result, ...]:
    with Pool(limits, jobs=jobs) as pool:
        answers = dict(pool.settle(tasks))
    return tuple(result for index in sorted(answers) for result in answers[index].results)


def _there(
    tasks: Sequence[Task], limits: Limits, executor: Executor, batch: int
) -> tuple[Result, ...]:
    parts = [tuple(tasks[start : start + batch]) for start in range(0, len(tasks), batch)]
    futures = [executor.submit(settle_batch, part, limits) for part in parts]
    try:
        found = [_outcome(part, each) for part, each in zip(parts, futures, strict=True)]
    except BaseException:
        for each in futures:
            each.cancel()
        raise
    return tuple(result for results in found for result in results)


def _outcome(part: tuple[Task, ...], future: Future[tuple[Result, ...]]) -> tuple[Result, ...]:
    try:
        return future.result()
    except Exception as error:  # whatever an executor raises when it loses its work
        words = f"the executor lost this claim: {type(error).__name__}: {str(error)[:200]}"
        return tuple(failed(task, words) for task in part)


def settle_batch(tasks: tuple[Task, ...], limits: Limits) -> tuple[Result, ...]:
    """The results of some tasks, in order; what an executor runs. Never raises for a claim."""
    try:
        return _here(tasks, limits, 1)
    except EngineError as error:
        return tuple(failed(task, str(error)) for task in tasks)
