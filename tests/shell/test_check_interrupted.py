"""`symreparam check` interrupted: by signals, and by pipes that are closed."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from evil import BOOT, page


def start(path: Path, *more: str, stderr: int = subprocess.PIPE) -> subprocess.Popen[str]:
    """The command in a process of its own, with engines that misbehave on command."""
    code = (
        "import sys\nfrom symreparam.shell import workers\nworkers._BOOT = sys.argv.pop(1)\n"
        "from symreparam.shell.cli import main\nsys.exit(main(sys.argv[1:]))"
    )
    arguments = [sys.executable, "-c", code, BOOT, "check", str(path), *more]
    # a runner in the background has Ctrl-C ignored, and its children inherit that
    return subprocess.Popen(
        arguments,
        stdout=subprocess.PIPE,
        stderr=stderr,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def below(pid: int) -> list[int]:
    """The processes that descend from one (Linux)."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if fields[0] != "Z":
                parents[int(entry.name)] = int(fields[1])
    found, new = list[int](), [pid]
    while new:
        new = [child for child, parent in parents.items() if parent in new]
        found += new
    return found


def running(pids: list[int]) -> list[int]:
    """Those that still run, and are not just waiting to be noticed as ended."""
    found = []
    for pid in pids:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            continue
        if state != "Z":
            found.append(pid)
    return found


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads /proc")
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_an_interrupted_run_leaves_no_process_behind(tmp_path: Path, sign: int) -> None:
    path = page(tmp_path, "ok", "ok", "block", *["block"] * 20)
    process = start(path, "--jobs", "2")
    assert process.stdout is not None
    first = [process.stdout.readline() for _ in range(2)]
    assert all(": proved: " in line for line in first)
    end = time.monotonic() + 20
    while len(below(process.pid)) < 4 and time.monotonic() < end:  # two engines, two children
        time.sleep(0.02)
    started = below(process.pid)
    assert len(started) >= 3
    process.send_signal(sign)
    out, err = process.communicate(timeout=20)
    if sign == signal.SIGINT:
        assert process.returncode == 1
        assert out == ""
        assert "interrupted; 21 claims not decided" in err
        assert "2/2" in err
    else:
        assert process.returncode == -sign
    end = time.monotonic() + 20
    while running(started) and time.monotonic() < end:
        time.sleep(0.02)
    assert running(started) == []


def test_an_interrupt_prints_what_is_known_out_of_order(tmp_path: Path) -> None:
    note = tmp_path / "note"
    path = page(tmp_path, "block", *["ok"] * 14, f"touch {note}", *["block"] * 2)
    process = start(path, "--jobs", "2")
    end = time.monotonic() + 100
    while not note.exists():  # the second engine settles what the first holds up
        assert time.monotonic() < end, "the last claim was not reached"
        time.sleep(0.05)
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert out.count(": proved: ") == 15
    assert "interrupted; 3 claims not decided" in err


@pytest.mark.parametrize("buffered", [True, False])
def test_a_closed_pipe_ends_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, buffered: bool
) -> None:
    monkeypatch.setenv("PYTHONUNBUFFERED", "" if buffered else "1")
    process = start(page(tmp_path, *["ok"] * 50), "--quiet")
    assert process.stdout is not None
    process.stdout.readline()
    process.stdout.close()
    process.stdout = None
    _, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (1, "")


@pytest.mark.parametrize("command", ["families", "lessons", "trust"])
def test_a_short_answer_into_a_closed_pipe(
    command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All of it fits into the buffer, which is written when the command has ended."""
    monkeypatch.setenv("PYTHONUNBUFFERED", "")
    reading, writing = os.pipe()
    os.close(reading)
    arguments = [sys.executable, "-m", "symreparam", command]
    found = subprocess.run(arguments, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (found.returncode, found.stderr) == (1, b"")


def test_progress_on_a_terminal_and_elsewhere(tmp_path: Path) -> None:
    path = page(tmp_path, "ok", "sleep 0.3", "raise", "sleep 0.3")
    leader, follower = pty.openpty()
    process = start(path, stderr=follower)
    os.close(follower)
    process.communicate(timeout=60)
    shown = os.read(leader, 1 << 16).decode()
    os.close(leader)
    assert "\r\x1b[K3 of 4 claims, 1 not passed" in shown
    quiet = start(path)
    _, err = quiet.communicate(timeout=60)
    assert "\r" not in err and "\x1b" not in err and "3/4" in err
