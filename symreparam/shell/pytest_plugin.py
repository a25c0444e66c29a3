"""pytest plugin: one test item for each goal in the documents, with `--claims` or the ini option.

Without them nothing is imported but this file. Engines run the claims under their own limits, so a
claim that hangs fails and the session goes on; under xdist each worker has an engine of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from symreparam.shell.tasks import Result, Task
    from symreparam.shell.workers import Pool

FILES = ["*.md", "*.markdown", "*.myst", "*.rst", "*.tex", "*.ipynb", "*.claim", "*.py"]
_POOL = pytest.StashKey["Pool"]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options; limits are those of `symreparam check`."""
    group = parser.getgroup("symreparam", "claims about random variables in documents")
    words = "test the claims in documents and docstrings"
    group.addoption("--claims", action="store_true", help=words)
    group.addoption("--claims-timeout", type=float, default=60.0, metavar="SECONDS")
    group.addoption("--claims-memory", type=int, default=2048, metavar="MIB")
    unsampled = "draw no seeded sample to compare with what is proved"
    group.addoption("--claims-no-sample", action="store_true", help=unsampled)
    parser.addini("claims", words + ", as with --claims", type="bool", default=False)
    parser.addini("claims_files", "patterns of files with claims", type="args", default=FILES)


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known, so that `-m claim` selects claims."""
    config.addinivalue_line("markers", "claim: a claim about random variables in a document")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> ClaimFile | None:
    """Collect a document when claims were asked for and its name matches."""
    config = parent.config
    if not (config.getoption("--claims") or config.getini("claims")):
        return None
    if not any(file_path.match(pattern) for pattern in config.getini("claims_files")):
        return None
    found: ClaimFile = ClaimFile.from_parent(parent, path=file_path)
    return found


def pytest_unconfigure(config: pytest.Config) -> None:
    """End the engine, if one was started."""
    pool = config.stash.get(_POOL, None)
    if pool is not None:
        pool.close()


class ClaimFile(pytest.File):
    """A document with claim blocks."""

    def collect(self) -> Iterator[ClaimItem]:
        """One item a goal, named after its block, or after its line where that has no name."""
        from symreparam.shell.paths import Unreadable, excerpts_of
        from symreparam.shell.tasks import tasks_of

        try:
            tasks = tasks_of(excerpts_of(str(self.path)))
        except Unreadable as error:
            raise self.CollectError(f"{self._shown(error.line)}: {error}") from error
        taken: set[str] = set()
        for task in tasks:
            # line numbers change when a document is edited, names do not: `--lf` needs names
            block = task.name or f"line{task.line}"
            name = f"{block}:{task.number}"
            if name in taken:
                name = f"{block}@line{task.goal_line}:{task.number}"
            taken.add(name)
            yield ClaimItem.from_parent(self, name=name, task=task)

    def _shown(self, line: int) -> str:
        return f"{self.path}:{line}" if line else str(self.path)


class ClaimFailed(Exception):
    """A goal that did not pass; the report shows its result instead of a traceback."""

    def __init__(self, result: Result) -> None:
        super().__init__(result.message)
        self.result = result


class ClaimItem(pytest.Item):
    """One goal."""

    def __init__(self, *, task: Task, **more: Any) -> None:
        super().__init__(**more)
        self.task = task
        self.add_marker("claim")

    def runtest(self) -> None:
        """Settle the goal; raises ClaimFailed unless it passes."""
        from symreparam.shell.workers import EngineError

        try:
            ((_, answer),) = _pool(self.config).settle([self.task])
        except EngineError as error:
            pytest.fail(str(error), pytrace=False)
        for result in answer.results:
            if not result.ok:
                raise ClaimFailed(result)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """`FILE:LINE: verdict: message` first, since the short summary shows one line only; then
        the block's lines, and the counterexample or the step that stopped the engine."""
        from symreparam.shell.progress import printable

        if not isinstance(excinfo.value, ClaimFailed):
            return super().repr_failure(excinfo, style)
        result = excinfo.value.result
        first = f"{self.location[0]}:{result.line}: {result.verdict}: {result.message}"
        numbered = enumerate(self.task.text.split("\n"), self.task.line)
        body = [f"{number:6} | {line}" for number, line in numbered if line.strip()]
        parts = [first, "", *body]
        if result.verdict == "refuted":
            parts += ["", result.explanation]
        return printable("\n".join(parts))

    def reportinfo(self) -> tuple[Path, int, str]:
        """The goal's place, counted from 0 as pytest wants it."""
        return self.path, self.task.goal_line - 1, self.name


def _pool(config: pytest.Config) -> Pool:
    """The session's engine, started with the first claim."""
    from symreparam.shell.tasks import Limits
    from symreparam.shell.workers import Pool

    if _POOL not in config.stash:
        limits = Limits(
            config.getoption("--claims-timeout"),
            config.getoption("--claims-memory"),
            not config.getoption("--claims-no-sample"),
        )
        config.stash[_POOL] = Pool(limits)
    return config.stash[_POOL]
