"""A stranger's documents: no code runs, nothing hangs beyond its limit, each gets its line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hostile import CODE, block, documents, loops, unreadable

from symreparam.shell.cli import main

ROOT = Path(__file__).parents[2]


def test_the_corpus(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    goals, bad = documents(tmp_path), unreadable(tmp_path)
    loops(tmp_path)
    limits = ["--timeout", "8", "--memory", "512", "--jobs", "2"]
    assert main(["check", ".", "--json", "--quiet", *limits]) == 2
    captured = capsys.readouterr()
    rows = [json.loads(line) for line in captured.out.splitlines()]
    assert not list(tmp_path.rglob("SENTINEL"))
    assert {row["file"].removeprefix("./") for row in rows} == set(goals)
    assert all(row["line"] >= 1 for row in rows)
    told = captured.err.splitlines()
    for name in bad:
        assert sum(f"./{name}" in line for line in told) == 1, name
    assert "again" not in captured.out + captured.err
    proved = {row["claim"] for row in rows if row["verdict"] == "proved"}
    assert proved <= {"prove X ~ Normal(0, 1)"}


@pytest.mark.parametrize("text", CODE)
def test_code_is_an_error_of_the_text(text: str) -> None:
    from symreparam.documents.excerpt import Excerpt
    from symreparam.shell.settle import settle_task
    from symreparam.shell.tasks import tasks_of

    for task in tasks_of([Excerpt("a.md", "", 1, 1, block(text))]):
        for result, _ in settle_task(task):
            assert (result.verdict, result.ok) == ("error", False), text


def test_the_folder_we_run_in_gives_no_modules(tmp_path: Path) -> None:
    for name in ("sympy.py", "lark.py", "json.py", "flint.py", "numpy.py", "resource.py"):
        (tmp_path / name).write_text("open('SENTINEL', 'w')\nraise SystemExit(7)\n")
    (tmp_path / "a.claim").write_text(block("X"))
    code = f"import sys; sys.path.append({str(ROOT)!r}); from symreparam.shell.cli import main; "
    code += "sys.path.insert(0, ''); sys.exit(main(sys.argv[1:]))"
    arguments = [sys.executable, "-P", "-c", code, "check", "a.claim", "--quiet"]
    done = subprocess.run(arguments, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert not (tmp_path / "SENTINEL").exists()


def test_hundreds_of_small_goals_in_one_block(tmp_path: Path) -> None:
    (tmp_path / "a.claim").write_text("let X ~ Normal(0, 1)\n" + "prove X ~ Nope(1)\n" * 290)
    assert main(["check", "--quiet", str(tmp_path)]) == 1
