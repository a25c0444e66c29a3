"""A handout as PDF: by pdflatex where it is installed, else by Chromium's printing of the page."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from symreparam.handouts.build import build
from symreparam.shell.atomic import write_atomically

if TYPE_CHECKING:
    from symreparam.handouts.source import Handout
    from symreparam.logic.verdict import Outcome

_SECONDS: Final = 120
_BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome", "chrome")
_FLAGS: Final = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--no-pdf-header-footer"),
)


class ToolFailed(Exception):
    """A tool did not make the PDF; the message has what it said last."""


def pdf(
    handout: Handout, outcomes: Sequence[Outcome], output: str, *, key: bool, version: str
) -> int:
    """Write the PDF; the exit status. Without any tool the `.tex` is written, with a message.
    Raises OSError, HandoutError."""
    tex = build(handout, outcomes, "tex", key=key).text
    browser = next((found for name in _BROWSERS if (found := shutil.which(name))), None)
    with tempfile.TemporaryDirectory(prefix="symreparam-") as folder:
        try:
            if shutil.which("pdflatex"):
                data = _pdflatex(tex, Path(folder))
            elif browser:
                page = build(handout, outcomes, "html", key=key, version=version).text
                data = _printed(browser, page, Path(folder))
            else:
                spare = f"{output.removesuffix('.pdf')}.tex"
                write_atomically(spare, tex.encode("utf-8"))
                words = "neither pdflatex nor Chromium is installed, so there is no PDF"
                print(f"symreparam: {words}; {spare} was written instead", file=sys.stderr)
                return 2
        except ToolFailed as error:
            print(f"symreparam: {output}: not written: {error}", file=sys.stderr)
            return 2
    write_atomically(output, data)
    return 0


def _pdflatex(tex: str, folder: Path) -> bytes:
    """Two runs, without shell escape or reading outside the folder, and with a fixed date."""
    (folder / "handout.tex").write_text(tex, encoding="utf-8")
    world = {
        **os.environ,
        "SOURCE_DATE_EPOCH": "0",
        "FORCE_SOURCE_DATE": "1",
        "openin_any": "p",
        "openout_any": "p",
    }
    command = ["pdflatex", "-no-shell-escape", "-interaction=nonstopmode", "-halt-on-error"]
    # file names and times would make the bytes differ
    setup = r"\pdfinfoomitdate=1\pdftrailerid{}\pdfsuppressptexinfo=-1\input{handout.tex}"
    _run([*command, "-jobname=handout", setup], folder, world)
    return (folder / "handout.pdf").read_bytes()


def _printed(browser: str, page: str, folder: Path) -> bytes:
    path, printed = folder / "handout.html", folder / "handout.pdf"
    path.write_text(page, encoding="utf-8")
    profile = folder / "profile"
    command = [browser, *_FLAGS, f"--user-data-dir={profile}", f"--print-to-pdf={printed}"]
    _run([*command, path.as_uri()], folder, dict(os.environ))
    if not printed.is_file():
        raise ToolFailed(f"{browser} printed nothing")
    return printed.read_bytes()


def _run(command: list[str], folder: Path, world: dict[str, str]) -> None:
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env=world,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ToolFailed(f"{command[0]} took more than {_SECONDS} s") from error
    if done.returncode != 0:
        said = done.stdout.decode("utf-8", "replace").splitlines()
        wrong = [line for line in said if line.startswith("!")] or said[-1:] or ["it said nothing"]
        raise ToolFailed(f"{command[0]} failed: {wrong[0]}")
