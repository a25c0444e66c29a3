"""Terms that begin with a minus sign, among the words of a command line."""

from __future__ import annotations

import pytest

from symreparam.shell.cli import main
from symreparam.shell.words import unmarked, with_terms

LETS = ["--let", "lam > 0", "--let", "U ~ Uniform(0, 1)"]


@pytest.mark.parametrize("term", ["-lam*log(U)", "-(U + 1)"])
def test_a_term_may_begin_with_a_minus_sign(term: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["derive", term, *LETS]) == 0
    shown = capfd.readouterr().out
    assert shown.startswith(f"proved: derive {term}\n")


def test_a_column_counts_from_the_minus_sign(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["derive", "-V", *LETS]) == 1
    shown = capfd.readouterr().out.splitlines()
    at = next(k for k, line in enumerate(shown) if line.strip().startswith("^"))
    assert shown[at - 1][shown[at].index("^")] == "V"


@pytest.mark.parametrize("words", [["derive", "-h"], ["trust", "-f"], ["replay", "-x"], []])
def test_options_stay_options(words: list[str]) -> None:
    assert with_terms(words) == words


@pytest.mark.parametrize("option", ["--json", "--jsn"])
def test_long_options_are_never_terms(option: str) -> None:
    assert with_terms(["derive", "X", option]) == ["derive", "X", option]


def test_an_unknown_option_is_still_refused(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["derive", "U", "--jsn", *LETS])
    assert stop.value.code == 2
    assert "--jsn" in capfd.readouterr().err


def test_the_mark_is_taken_away_once() -> None:
    assert unmarked(with_terms(["derive", "-U"])[1]) == "-U"
    assert unmarked("  -U") == " -U"
