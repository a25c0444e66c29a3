"""Decisions are remembered within a process: a planted wrong rule must not meet old answers.

And a guard for tests of work that once could run away. What is loaded before the first test stays,
so the collector of cycles need not look at it again and again: an eighth of the time.
"""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import pytest

from symreparam.decide import limits, sign, zero

sys.path.insert(0, str(Path(__file__).parent))  # the helpers of many folders (`tampered`)


def pytest_collection_finish(session: pytest.Session) -> None:
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest tests first: begun last, one of minutes leaves the other processor idle."""
    items.sort(key=lambda item: item.path.name != "test_corpus.py")


def _forget() -> None:
    for remembered in (zero._equal, sign._sign, limits.limit):
        remembered.cache_clear()


@pytest.fixture(autouse=True)
def _nothing_remembered(request: pytest.FixtureRequest) -> Iterator[None]:
    planted = "monkeypatch" in request.fixturenames
    if planted:
        _forget()
    yield
    if planted:
        _forget()


class RanAway(Exception):
    """The test used more processor time than any sound run needs."""


def _ran_away(number: int, frame: FrameType | None) -> None:
    raise RanAway


@pytest.fixture
def runs_away() -> Iterator[None]:
    """A minute of the process's own time, whatever else the machine is doing."""
    before = signal.signal(signal.SIGVTALRM, _ran_away)
    signal.setitimer(signal.ITIMER_VIRTUAL, 60)
    yield
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    signal.signal(signal.SIGVTALRM, before)
