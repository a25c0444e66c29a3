"""`symreparam check`: what it prints where, its options, and its exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from evil import page

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
