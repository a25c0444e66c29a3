"""What the how-to pages say is so: their claims, the Sybil recipe, the hook."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

from symreparam.shell.check_options import add_check
from symreparam.shell.cli import main
from symreparam.shell.paths import ENDINGS

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "docs").glob("how-to-*.md"))


def code(page: str, start: str) -> str:
    """The code block of a page that starts so."""
    text = (ROOT / "docs" / page).read_text()
    (found,) = [b for b in re.findall(r"```\w+\n(.*?)```", text, re.S) if b.startswith(start)]
    return str(found)


def test_the_claims_of_the_pages() -> None:
    assert main(["check", "--quiet", *map(str, PAGES)]) == 0


def test_every_option_is_described() -> None:
    import argparse

    parser = argparse.ArgumentParser(add_help=False)
    add_check(parser)
    options = set(re.findall(r"--[a-z-]+", parser.format_help()))
    text = (ROOT / "docs" / "how-to-check-documents.md").read_text()
    assert options and options == {o for o in re.findall(r"`(--[a-z-]+)", text)}


def test_every_ending_is_described() -> None:
    text = (ROOT / "docs" / "how-to-check-documents.md").read_text()
    assert set(ENDINGS) == set(re.findall(r"`(\.[a-z]+)`", text.split("In a folder")[0]))


@pytest.mark.skipif(importlib.util.find_spec("sybil") is None, reason="Sybil is missing")
def test_the_sybil_recipe(tmp_path: Path) -> None:
    recipe = code("how-to-test-with-pytest.md", "from sybil import")
    path = f"import sys\nsys.path.insert(0, {str(ROOT)!r})\n"
    (tmp_path / "conftest.py").write_text(path + recipe)
    (tmp_path / "page.md").write_text(
        "# Page\n\n```claim good\nlet X ~ Normal(0, 1)\nprove 2*X ~ Normal(0, 2)\n```\n\n"
        "- item\n\n  ```claim bad\n  let X ~ Normal(0, 1)\n  prove 2*X ~ Normal(0, 4)\n  ```\n"
    )
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "1 failed, 1 passed" in done.stdout, done.stdout + done.stderr
    assert "page.md:12: refuted: prove 2*X ~ Normal(0, 4)" in done.stdout


def test_the_docstring_recipe(tmp_path: Path) -> None:
    (tmp_path / "model.py").write_text(code("how-to-test-with-pytest.md", "def sample"))
    assert main(["check", "--quiet", str(tmp_path / "model.py")]) == 0


def test_the_assertions_recipe() -> None:
    text = code("how-to-test-with-pytest.md", "from symreparam.shell.testing import")
    assert "assert_document" in text and "assert_claims" in text


def test_the_hook_matches_the_endings_and_runs() -> None:
    hook = (ROOT / ".pre-commit-hooks.yaml").read_text()
    (pattern,) = re.findall(r"files: (.*)", hook)
    assert all(re.search(pattern, f"a{ending}") for ending in ENDINGS)
    assert not re.search(pattern, "a.txt") and not re.search(pattern, "amd")
    (entry,) = re.findall(r"entry: symreparam (.*)", hook)
    assert main([*entry.split(), str(ROOT / "README.md")]) == 0
