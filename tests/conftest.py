"""Decisions are remembered within a process: a planted wrong rule must not meet old answers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from symreparam.decide import limits, sign, zero


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
