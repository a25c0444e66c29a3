"""`symreparam check`: what it prints where, its options, its exit status, and interruptions."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from evil import BOOT, page

from symreparam.shell.cli import main

TRUE = "let X ~ Normal(0, 1)\nprove 2*X ~ Normal(0, 2)\n"
FALSE = "let X ~ Normal(0, 1)\nprove 2*X ~ Normal(0, 4)\n"


def lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.splitlines()


def test_a_folder_is_walked_in_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "two.claim").write_text(TRUE)
    (tmp_path / "a.md").write_text(f"```claim\n{FALSE}```\n")
    (tmp_path / "note.txt").write_text(f"```claim\n{FALSE}```\n")
    assert main(["check", str(tmp_path)]) == 1
    found = [line.split(": ")[:2] for line in lines(capsys)]
    assert found == [
        [f"{tmp_path}/a.md:3", "refuted"],
        [f"{tmp_path}/b/two.claim:2", "proved"],
    ]


def test_json_lines_have_the_contracts_keys(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.claim").write_text(f"## one\n{FALSE}## two\n{TRUE}## three\nprove")
    assert main(["check", "--json", str(tmp_path / "a.claim")]) == 1
    first, second, third = [json.loads(line) for line in lines(capsys)]
    keys = "file line name goal claim verdict ok seconds steps reason witness law proof holds_at"
    assert list(first) == keys.split()
    assert (first["name"], first["line"], first["verdict"], first["ok"]) == (
        *("one", 3, "refuted", False),
    )
    assert first["witness"] == {} and first["claim"] == "prove 2*X ~ Normal(0, 4)"
    assert (second["name"], second["line"], second["verdict"], second["ok"]) == (
        *("two", 6, "proved", True),
    )
    assert (third["name"], third["line"], third["verdict"]) == ("three", 8, "error")
    assert third["reason"]


def test_an_error_names_the_line_that_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.claim"
    path.write_text("let X ~ Normal(0, s)\nprove X ~ Normal(0, 1)\nprove ~\n")
    assert main(["check", str(path)]) == 1
    shown = lines(capsys)
    assert shown[0].startswith(f"{path}:2: error: ") and "line 1" in shown[0]
    (last,) = [line for line in shown if line.startswith(f"{path}:3: error: ")]
    assert "(line 3, column 7)" in last
    assert "          ^" in shown


def test_a_let_with_an_error_that_no_goal_uses_is_told_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.claim"
    goal = "prove X ~ Normal(0, 1)\n"
    path.write_text(f"let X ~ Normal(0, 1)\nlet Y ~ Foo(1)\n{goal}{goal}")
    assert main(["check", str(path)]) == 1
    shown = [line for line in lines(capsys) if line.startswith(f"{path}:")]
    assert [line.split(":")[1] for line in shown] == ["3", "2", "4"]
    assert "unknown family `Foo`" in shown[1]


@pytest.mark.usefixtures("evil")
def test_fail_fast_stops_at_the_first_in_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deeds = ["sleep 0.4", "raise", *["ok"] * 40]
    arguments = ["check", "--fail-fast", "--jobs", "2", str(page(tmp_path, *deeds))]
    assert main(arguments) == 1
    captured = capsys.readouterr()
    assert [line.split(": ")[1] for line in captured.out.splitlines()] == ["proved", "error"]
    assert "stopped at the first that failed; 40 claims not decided" in captured.err


@pytest.mark.parametrize(
    ("only", "verdicts"), [("one", ["proved"]), ("t*", ["refuted", "proved"]), ("two", ["refuted"])]
)
def test_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], only: str, verdicts: list[str]
) -> None:
    path = tmp_path / "a.claim"
    path.write_text(f"## one\n{TRUE}## two\n{FALSE}## three\n{TRUE}")
    main(["check", "--only", only, str(path)])
    assert [line.split(": ")[1] for line in lines(capsys)] == verdicts


def test_only_without_a_match_is_a_usage_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.claim").write_text(TRUE)
    assert main(["check", "--only", "nobody", str(tmp_path)]) == 2
    assert "no block is called nobody" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["--jobs", "0"],
        ["--jobs", "two"],
        ["--timeout", "0"],
        ["--timeout", "nan"],
        ["--timeout", "-1"],
        ["--memory", "0"],
        ["--memory", "9" * 5000],
    ],
)
def test_senseless_numbers(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["check", "x.md", *arguments])
    assert caught.value.code == 2


def test_unreadable_files_do_not_hide_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.md").write_bytes(b"text\n\xff\xfe")
    (tmp_path / "b.claim").write_text(TRUE)
    (tmp_path / "c.ipynb").write_text('{"cells": [}')
    assert main(["check", str(tmp_path), str(tmp_path / "none-*.md")]) == 2
    captured = capsys.readouterr()
    assert captured.out.startswith(f"{tmp_path}/b.claim:2: proved")
    assert f"symreparam: {tmp_path}/a.md:2: not UTF-8 (byte 5)" in captured.err
    assert f"symreparam: {tmp_path}/c.ipynb:1: not JSON (line 1, column 12)" in captured.err
    assert "none-*.md: the pattern matches no file" in captured.err


def test_the_summary_counts_verdicts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.claim").write_text(TRUE + "refute X ~ Point(0)\n")
    (tmp_path / "b.claim").write_text(FALSE)
    main(["check", str(tmp_path)])
    shown = capsys.readouterr().err.splitlines()
    # on a slow machine the progress is shown as well
    table = [line.split() for line in shown if not line.startswith("symreparam:")]
    head = "file proved refuted undecided unsupported error passed seconds"
    assert table[0] == head.split(" ")
    assert table[1][1:7] == ["1", "1", "0", "0", "0", "2/2"]
    assert table[3][:7] == ["all", "1", "2", "0", "0", "0", "2/3"]


def test_no_claims(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.md").write_text("nothing here\n")
    assert main(["check", str(tmp_path)]) == 0
    assert capsys.readouterr().err == "symreparam: no claims found\n"


def test_a_strangers_text_cannot_steer_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a\x1b[2Jb.claim"
    path.write_text("let X ~ Normal(0, 1)\nprove X ~ Normal(0, 1) # \x1b[31m\nprove X\u202e ~ X\n")
    assert main(["check", str(path)]) == 1
    captured = capsys.readouterr()
    assert not set("\x1b\u202e") & set(captured.out + captured.err)


# Interruptions ------------------------------------------------------------------------------------
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
    path = page(tmp_path, "block", *["ok"] * 15, *["block"] * 2)
    process = start(path, "--jobs", "2")
    time.sleep(15)  # the engines load, the second settles what the first holds up
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
