"""The command line: verdicts, JSON, exit codes, unreadable input."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from symreparam.shell.cli import main

LETS = ["--let", "mu real", "--let", "sigma > 0", "--let", "eps ~ Normal(0, 1)"]
KEYS = {
    *("file", "line", "name", "goal", "claim", "verdict", "ok", "seconds", "steps"),
    *("reason", "witness", "law", "proof", "holds_at"),
}


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["prove", "mu + sigma*eps ~ Normal(mu, sigma)", *LETS], 0),
        (["refute", "mu + sigma*eps ~ Normal(mu, sigma^2)", *LETS], 0),
        (["derive", "exp(eps)", *LETS], 0),
        (["prove", "mu + sigma*eps ~ Normal(mu, sigma^2)", *LETS], 1),
        (["refute", "mu + sigma*eps ~ Normal(mu, sigma)", *LETS], 1),
        (["prove", "log(eps) ~ Normal(0, 1)", *LETS], 1),
        (["prove", "eps ~", *LETS], 1),
    ],
)
def test_exit_status(arguments: list[str], status: int) -> None:
    assert main(arguments) == status


@pytest.mark.parametrize("arguments", [[], ["conquer"], ["prove"], ["check"], ["prove", "a", "b"]])
def test_usage_errors(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2


def test_json_has_the_contracts_keys(capfd: pytest.CaptureFixture[str]) -> None:
    main(["prove", "mu + sigma*eps ~ Normal(mu, sigma^2)", "--json", *LETS])
    found = json.loads(capfd.readouterr().out)
    assert set(found) == KEYS
    assert found["verdict"] == "refuted"
    assert set(found["witness"]) == {"mu", "sigma"}


def test_check_reports_file_and_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "# Page\n\n```claim one\nlet X ~ Normal(0, 1)\nprove 2*X ~ Normal(0, 2)\n"
        "prove 2*X ~ Normal(0, 4)\n```\n"
    )
    assert main(["check", str(page)]) == 1
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith(f"{page}:5: proved: ")
    assert second.startswith(f"{page}:6: refuted: ")


@pytest.mark.parametrize("name", ["missing.md", "latin.md", "large.md", "page.pdf"])
def test_unreadable_files(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    if name == "latin.md":
        path.write_bytes(b"\xff\xfe claim")
    elif name == "large.md":
        path.write_bytes(b"x" * 10_000_000)
    elif name == "page.pdf":
        path.write_text("x")
    assert main(["check", str(path)]) == 2
    assert str(path) in capsys.readouterr().err


def test_help_does_not_import_sympy() -> None:
    code = (
        "import sys\nfrom symreparam.shell.cli import parser\nparser().format_help()\n"
        "import symreparam\nsys.exit('sympy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("command", ["families", "trust"])
def test_lists(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command]) == 0
    assert len(capsys.readouterr().out.splitlines()) > 5


def test_trust_lists_what_records_prove(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trust", "--families", "Normal"]) == 0
    shown = capsys.readouterr().out
    assert "proved  the quantile inverts the cdf" in shown
    assert "axiom   the mean" in shown


def test_the_path_of_a_stored_proof_is_told(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    stored, written = tmp_path / "proof.json", tmp_path / "proof.tex"
    asked = ["--let", "X ~ Exponential(1)", "--json", "--proof", str(stored)]
    assert main(["prove", "2*X ~ Exponential(1/2)", *asked]) == 0
    assert json.loads(capfd.readouterr().out)["proof"] == str(stored)
    stored.unlink()
    assert main(["derive", "X^3 + sin(log(X) + X)", *asked, "--latex", str(written)]) == 1
    told = capfd.readouterr()
    assert json.loads(told.out)["proof"] is None and "there is no proof" in told.err
    assert not stored.exists()
    assert written.read_text(encoding="utf-8").startswith(r"\documentclass")


def test_trust_of_an_unknown_family(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trust", "--families", "Norml"]) == 2
    assert "unknown family Norml" in capsys.readouterr().err


def test_trust_of_a_proof(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stored = tmp_path / "proof.json"
    arguments = ["prove", "2*X ~ Exponential(1/2)", "--let", "X ~ Exponential(1)"]
    assert main([*arguments, "--proof", str(stored)]) == 0
    capsys.readouterr()
    assert main(["trust", str(stored)]) == 0
    shown = capsys.readouterr().out
    assert "change of variables (Casella & Berger 2002, theorem 2.1.8)" in shown
    assert "family:   Exponential" in shown


@pytest.mark.parametrize("text", ["", "{}", "no json", '{"steps": []}'])
def test_trust_of_a_bad_proof(text: str, tmp_path: Path) -> None:
    stored = tmp_path / "proof.json"
    stored.write_text(text)
    assert main(["trust", str(stored)]) == 1
    assert main(["trust", str(tmp_path / "none.json")]) == 2


PAIR = ["X + Y, X - Y independent", "--let", "X, Y ~ Normal(0, 1)"]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ([], "not drawn: the option"),
        (["--no-sample"], "not drawn: the option"),
        (["--sample"], "a seeded sample: agrees"),
    ],
)
def test_a_sample_is_drawn_when_asked_for(
    more: list[str], words: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["prove", *PAIR, *more]) == 0
    assert words in " ".join(capfd.readouterr().out.split())
