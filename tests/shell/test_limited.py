"""Work in a child: its status comes through, and what runs away is stopped and said."""

from __future__ import annotations

import os
import signal
import time

import pytest

from symreparam.shell.limited import run_limited


@pytest.mark.parametrize("status", [0, 1, 2])
def test_the_status_comes_through(status: int) -> None:
    assert run_limited(lambda: status, 30, 500) == status


def test_output_is_not_lost(capfd: pytest.CaptureFixture[str]) -> None:
    run_limited(lambda: print("proved") or 0, 30, 500)
    assert capfd.readouterr().out == "proved\n"


def test_what_takes_too_long_is_stopped(capfd: pytest.CaptureFixture[str]) -> None:
    started = time.monotonic()
    assert run_limited(lambda: time.sleep(60) or 0, 0.2, 500) == 1
    assert time.monotonic() - started < 30
    assert "stopped after 0.2 s" in capfd.readouterr().err


def test_what_eats_memory_is_stopped(capfd: pytest.CaptureFixture[str]) -> None:
    assert run_limited(lambda: len(bytearray(1 << 36)), 30, 100) == 1
    assert "100 MiB" in capfd.readouterr().err


def test_a_death_is_said(capfd: pytest.CaptureFixture[str]) -> None:
    assert run_limited(lambda: os.kill(os.getpid(), signal.SIGKILL) or 0, 30, 500) == 1
    assert "signal 9" in capfd.readouterr().err


def test_an_exception_is_no_traceback(capfd: pytest.CaptureFixture[str]) -> None:
    assert run_limited(lambda: 1 // 0, 30, 500) == 1
    found = capfd.readouterr().err
    assert "internal error: ZeroDivisionError" in found
    assert "Traceback" not in found
