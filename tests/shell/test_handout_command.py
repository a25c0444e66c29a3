"""`symreparam handout` and `symreparam lessons`: what is written, when, and what is said else."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

import pytest

from symreparam.documents.excerpt import Excerpt
from symreparam.handouts.lessons import LESSONS, lesson_text
from symreparam.shell import forked
from symreparam.shell import pdf as pdf_module
from symreparam.shell.atomic import writable, write_atomically
from symreparam.shell.cli import main
from symreparam.shell.forked import outcomes_of
from symreparam.shell.tasks import Limits

HEAD = "---\ntitle: A title\n---\n\n"
TRUE = "```claim shift\nlet X ~ Normal(0, 1)\nprove 2*X ~ Normal(0, 2)\n```\n"
FALSE = "```claim shift\nlet X ~ Normal(0, 1)\nprove 2*X ~ Normal(0, 4)\n```\n"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A handout with one true claim."""
    path = tmp_path / "lesson.md"
    path.write_text(HEAD + TRUE)
    return path


@pytest.mark.parametrize("target", ["html", "tex", "md", "ipynb"])
def test_writes_each_target(target: str, source: Path, tmp_path: Path) -> None:
    output = tmp_path / f"out.{target}"
    assert main(["handout", str(source), "--to", target, "-o", str(output)]) == 0
    assert "A title" in output.read_text()
    assert stat.S_IMODE(output.stat().st_mode) & 0o077 == 0o077 & ~_mask() & 0o066


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_the_ending_says_the_target(source: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.tex"
    assert main(["handout", str(source), "-o", str(output)]) == 0
    assert output.read_text().startswith(r"\documentclass")


def test_an_unknown_ending_is_asked_about(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "out.docx"
    assert main(["handout", str(source), "-o", str(output)]) == 2
    assert "none of .html" in capsys.readouterr().err and not output.exists()
    assert main(["handout", str(source), "-o", str(output), "--to", "tex"]) == 0


def test_a_false_claim_stops_the_build(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source.write_text(HEAD + TRUE + "\n" + FALSE)
    output = tmp_path / "out.html"
    output.write_text("older")
    assert main(["handout", str(source), "-o", str(output)]) == 1
    said = capsys.readouterr().err
    assert f"{source}:12: refuted: prove 2*X ~ Normal(0, 4)" in said
    assert "Counterexample." in said and "nothing was written" in said
    assert output.read_text() == "older"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["lesson.md", "out.html"]


def test_a_runaway_claim_is_stopped_and_reported(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "out.html"
    output.write_text("old")
    assert main(["handout", str(source), "-o", str(output), "--timeout", "0.001"]) == 1
    told = capsys.readouterr().err
    assert "the time limit of 0.001 s was hit" in told and "nothing was written" in told
    assert output.read_text() == "old" and sorted(tmp_path.iterdir()) == [source, output]


def test_refute_makes_it_a_lesson(source: Path, tmp_path: Path) -> None:
    source.write_text(HEAD + FALSE.replace("prove", "refute"))
    assert main(["handout", str(source), "-o", str(tmp_path / "out.html")]) == 0


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        (HEAD + TRUE.replace("let X", "#| detail: big\nlet X"), 6, "statement, sketch, full"),
        (HEAD + r"A formula $\input{x}$", 5, r"\input"),
        ("---\ntitle: <script>\n---\n", 2, "plain text"),
        ("---\ntitle x\n---\n", 2, "front matter"),
        (HEAD + TRUE.replace("prove", "proof of"), 7, ""),
    ],
)
def test_bad_texts(
    text: str,
    line: int,
    word: str,
    source: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    source.write_text(text)
    output = tmp_path / "out.html"
    assert main(["handout", str(source), "-o", str(output)]) in (1, 2)
    said = capsys.readouterr().err
    assert f"{source}:{line}" in said and word in said and "Traceback" not in said
    assert not output.exists()


def test_bad_sources(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = str(tmp_path / "out.html")
    assert main(["handout", "no-such-lesson", "-o", output]) == 2
    assert "vae-reparameterization" in capsys.readouterr().err
    assert main(["handout", str(tmp_path / "none.md"), "-o", output]) == 2
    assert "No such file" in capsys.readouterr().err
    latin = tmp_path / "latin.md"
    latin.write_bytes(b"---\ntitle: \xe9\n---\n")
    assert main(["handout", str(latin), "-o", output]) == 2
    assert f"{latin}:2: not UTF-8" in capsys.readouterr().err
    assert main(["handout", str(tmp_path), "-o", output]) == 2
    assert "directory" in capsys.readouterr().err


def test_unwritable_outputs(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["handout", str(source), "-o", str(tmp_path / "no" / "out.html")]) == 2
    assert "No such folder" in capsys.readouterr().err
    assert main(["handout", str(source), "-o", str(tmp_path)]) == 2
    assert "Is a directory" in capsys.readouterr().err


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="there is no /proc")
@pytest.mark.parametrize("target", ["html", "pdf", "md"])
def test_an_impossible_output_is_refused_before_the_work(
    target: str, source: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(forked, "outcomes_of", lambda *_: pytest.fail("work was done"))
    # root may write into the folder, by its rights, and no file can be made in it
    assert main(["handout", str(source), "-o", f"/proc/x.{target}"]) == 2
    assert f"/proc/x.{target}: " in capsys.readouterr().err


def test_asking_leaves_nothing_behind(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.write_text("old")
    writable(str(kept))
    writable(str(tmp_path / "new"))
    writable("/dev/null")
    assert [*tmp_path.iterdir()] == [kept] and kept.read_text() == "old"


def test_the_source_is_never_overwritten(
    source: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(source.parent)
    before = source.read_text()
    assert main(["handout", "lesson.md", "--to", "md"]) == 2
    assert main(["handout", "lesson.md", "--to", "md", "-o", str(source)]) == 2
    assert "the source itself" in capsys.readouterr().err
    assert source.read_text() == before


def test_unknown_options(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for wrong in (["--to", "docx"], ["--seed", "x"], ["--timeout", "0"], ["--colour"]):
        with pytest.raises(SystemExit) as found:
            main(["handout", str(source), *wrong])
        assert found.value.code == 2
    assert "Traceback" not in capsys.readouterr().err


def test_without_a_tool_for_pdf(
    source: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(pdf_module.shutil, "which", lambda _: None)
    assert main(["handout", str(source), "-o", str(tmp_path / "out.pdf")]) == 2
    assert "neither pdflatex nor Chromium" in capsys.readouterr().err
    assert (tmp_path / "out.tex").read_text().startswith(r"\documentclass")
    assert not (tmp_path / "out.pdf").exists()


@pytest.mark.skipif(shutil.which("chromium") is None, reason="no Chromium")
def test_chromium_prints_where_pdflatex_is_missing(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = shutil.which
    chosen = lambda name: None if name == "pdflatex" else real(name)  # noqa: E731
    monkeypatch.setattr(pdf_module.shutil, "which", chosen)
    output = tmp_path / "out.pdf"
    assert main(["handout", str(source), "-o", str(output)]) == 0
    data = output.read_bytes()
    assert data.startswith(b"%PDF") and len(data) > 5_000
    assert [each.name for each in tmp_path.glob("*.pdf")] == ["out.pdf"]


def test_a_tool_that_fails_leaves_the_old_file(
    source: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    fake = tmp_path / "bin" / "pdflatex"
    fake.parent.mkdir()
    fake.write_text("#!/bin/sh\necho '! Something is wrong'\nexit 1\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{fake.parent}:{os.environ['PATH']}")
    output = tmp_path / "out.pdf"
    output.write_text("older")
    assert main(["handout", str(source), "-o", str(output)]) == 2
    assert "! Something is wrong" in capsys.readouterr().err
    assert output.read_text() == "older"


def test_lessons_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lessons"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(LESSONS)
    assert all(lesson_text(name) for name in LESSONS)
    with pytest.raises(KeyError):
        lesson_text("../../__init__")


def test_a_write_that_fails_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "f"
    path.write_text("older")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="No space"):
        write_atomically(str(path), b"new")
    assert path.read_text() == "older" and len(list(tmp_path.iterdir())) == 1


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("older")
    (tmp_path / "link").symlink_to("real")
    write_atomically(str(tmp_path / "link"), b"new")
    assert (tmp_path / "link").is_symlink() and (tmp_path / "real").read_text() == "new"


def test_limits_of_one_goal() -> None:
    good = Excerpt("h.md", "", 1, 1, "let X ~ Normal(0, 1)\nprove 2*X ~ Normal(0, 2)")
    found = outcomes_of([good, good], Limits(1e-9, 2048), 1)
    assert [o.verdict for o in found] == ["error", "error"]
    assert "time limit" in found[0].reason
    assert [o.verdict for o in outcomes_of([good, good], Limits(60, 2048), 2)] == ["proved"] * 2


def test_a_block_that_cannot_be_cut_does_not_pass() -> None:
    text = (
        "let X ~ Normal(0, 1)\nlet Y ~ Normal(0, 1),\n"
        "prove 2*X ~ Normal(0, 2)\nprove 2*X ~ Normal(0, 4)"
    )
    (found,) = outcomes_of([Excerpt("h.md", "", 1, 1, text)], Limits(), 1)
    assert not found.ok
