"""`symreparam.check_documents`: here, on a process pool, and on a dask cluster."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

import symreparam
from symreparam.shell.check_documents import Report
from symreparam.shell.tasks import Result

BLOCKS = """
```claim a
let X ~ Normal(0, 1)
prove 2*X ~ Normal(0, 2)
refute 2*X ~ Normal(0, 2)
derive exp(X)
prove X ~ Nope(1)
```
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.md").write_text(BLOCKS)
    (tmp_path / "b.claim").write_text("let U ~ Uniform(0, 1)\nprove -log(U) ~ Exponential(1)\n")
    (tmp_path / "c.md").write_bytes(b"\xff")
    return tmp_path


def without_times(report: Report) -> list[dict[str, Any]]:
    names = [name for name in Result.__dataclass_fields__ if name != "seconds"]
    return [{name: getattr(result, name) for name in names} for result in report.results]


def test_here(folder: Path) -> None:
    report = symreparam.check_documents([folder])
    assert [(Path(r.file).name, r.line, r.verdict, r.ok) for r in report.results] == [
        ("a.md", 4, "proved", True),
        ("a.md", 5, "proved", False),
        ("a.md", 6, "proved", True),
        ("a.md", 7, "error", False),
        ("b.claim", 2, "proved", True),
    ]
    assert [Path(each.path).name for each in report.unreadable] == ["c.md"]
    assert not report.ok
    assert symreparam.check_documents(folder / "b.claim").ok
    assert not symreparam.check_documents(str(folder / "c.md")).ok
    assert len(symreparam.check_documents(folder, only=["a"]).results) == 4


def pool() -> Executor:
    return ProcessPoolExecutor(2, mp_context=get_context("spawn"))


@pytest.mark.parametrize("make", [pool, lambda: ThreadPoolExecutor(2)])
def test_executors_give_the_same_results(folder: Path, make: Callable[[], Executor]) -> None:
    expected = without_times(symreparam.check_documents([folder], jobs=2))
    with make() as executor:
        for batch in (2, 50):
            found = symreparam.check_documents([folder], executor, batch=batch)
            assert without_times(found) == expected


@pytest.mark.skipif(importlib.util.find_spec("distributed") is None, reason="dask is missing")
@pytest.mark.filterwarnings("default")
def test_a_dask_cluster_of_two_processes(folder: Path) -> None:
    from distributed import Client, LocalCluster

    expected = without_times(symreparam.check_documents([folder]))
    with (
        LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
        ) as cluster,
        Client(cluster) as client,
    ):
        executor = client.get_executor(pure=False)
        found = symreparam.check_documents([folder], executor, batch=2)
    assert without_times(found) == expected


class Losing(Executor):
    """An executor that loses its first batch."""

    def __init__(self) -> None:
        self.batches = 0

    def submit(self, function: Any, /, *arguments: Any, **more: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.batches += 1
        if self.batches == 1:
            future.set_exception(ConnectionError("a node went away"))
        else:
            future.set_result(function(*arguments, **more))
        return future


def test_a_batch_that_the_executor_loses_is_an_error_for_each_claim(folder: Path) -> None:
    report = symreparam.check_documents([folder], Losing(), batch=3)
    assert [result.verdict for result in report.results] == [*["error"] * 4, "proved"]
    words = "the executor lost this claim: ConnectionError: a node went away"
    assert all(result.reason == words for result in report.results[:3])


@pytest.mark.parametrize(
    "limits",
    [{"timeout": 0.0}, {"timeout": float("nan")}, {"memory": 0}, {"jobs": 0}, {"batch": 0}],
)
def test_senseless_limits(folder: Path, limits: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="positive"):
        symreparam.check_documents([folder], **limits)
