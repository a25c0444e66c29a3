"""`symreparam examine` on the command line."""

from __future__ import annotations

import json

import pytest

from symreparam.shell.cli import main
from symreparam.studies.data import KEYS

LETS = ["--let", "mu real", "--let", "sigma > 0", "--let", "eps ~ Normal(0, 1)"]
FALSE = "mu^2 + sigma*eps/2 ~ Normal(mu, sigma)"


def run(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(["examine", *arguments])
    out, err = capfd.readouterr()
    return status, out, err


def test_a_wrong_claim_is_short_and_unfolds(capfd: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capfd, FALSE, *LETS)
    assert status == 0 and out.splitlines() == [
        f"refuted: {FALSE}",
        "  its law: Normal(mu^2, sigma/2)",
        "  false at mu = 3, sigma = 2: the densities differ, 0.241971 and 0.00876415 at 8",
        "  true for: none",
        "  true instead: eps*sigma + mu ~ Normal(mu, sigma)",
    ]
    _, longer, _ = run(capfd, FALSE, *LETS, "--explain")
    assert "Which noise would make it the target" in longer and "Counterexample." in longer
    assert len(longer) > 5 * len(out)


def test_one_json_object(capfd: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capfd, "mu + sigma^2*eps ~ Normal(mu, sigma)", *LETS, "--json")
    data = json.loads(out)
    assert status == 0 and out.count("\n") == 1 and tuple(data) == KEYS
    assert data["agrees_for"] == ["sigma = 1"] and data["complete"] is True
    assert data["noise_is_free"] is False and data["maps"] == ["eps*sigma + mu"]
    assert run(capfd, "mu + sigma^2*eps ~ Normal(mu, sigma)", *LETS, "--json")[1] == out


def test_files(capfd: pytest.CaptureFixture[str], tmp_path: object) -> None:
    target = tmp_path / "all.tex"  # type: ignore[operator]
    assert run(capfd, FALSE, *LETS, "--latex", str(target))[0] == 0
    text = target.read_text()
    assert text.startswith(r"\documentclass") and r"\end{document}" in text
    page = tmp_path / "all.html"  # type: ignore[operator]
    assert run(capfd, FALSE, *LETS, "--html", str(page))[0] == 0
    assert page.read_text().startswith("<!DOCTYPE html>") and "<math" in page.read_text()


@pytest.mark.parametrize(
    ("option", "name", "words"),
    [
        ("--picture", "all.gif", ".gif; one of .svg, .pdf, .png"),
        ("--picture", "all", "without ending"),
        ("--picture", "none/all.svg", "No such file"),
        ("--latex", "", "Is a directory"),
        ("--html", "none/all.html", "No such file"),
    ],
)
def test_files_that_cannot_be_written_are_told_before_the_work(
    option: str, name: str, words: str, capfd: pytest.CaptureFixture[str], tmp_path: object
) -> None:
    status, out, err = run(capfd, FALSE, *LETS, option, str(tmp_path / name))  # type: ignore[operator]
    assert status == 2 and words in err and err.startswith("symreparam: ") and out == ""


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ("mu + eps ~ Norma(mu, 1)", "did you mean `Normal`"),
        ("mu + eps in Normal", "unsupported"),
        ("E(eps) = 0", "unsupported"),
        ("mu + eps", "error"),
        ("mu/0 ~ Normal(0, 1)", "error"),
    ],
)
def test_what_is_no_claim_about_a_law(
    claim: str, words: str, capfd: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run(capfd, claim, *LETS)
    assert status == 2 and words in out and "Traceback" not in out + err


def test_a_limit_of_time_holds(capfd: pytest.CaptureFixture[str]) -> None:
    status, _, err = run(capfd, FALSE, *LETS, "--timeout", "0.05")
    assert status == 1 and "stopped after" in err


def test_several_claims_are_asked_about_one_by_one(capfd: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capfd, "eps ~ Normal(0, 1)\nprove eps ~ Normal(0, 2)", *LETS)
    assert status == 2 and "one claim, not 2" in out
