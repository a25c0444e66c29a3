"""The Sphinx directive, in builds of small documents in processes of their own."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

needed = ("sphinx", "myst_parser")
pytestmark = pytest.mark.skipif(
    any(importlib.util.find_spec(name) is None for name in needed), reason="Sphinx is missing"
)

REST = """Title
=====

.. claim:: good

   let X ~ Normal(0, 1)
   prove 2*X ~ Normal(0, 2)

* item

  .. claim:: bad

     let X ~ Normal(0, 1)

     prove 2*X ~ Normal(0, 2)
     prove 2*X ~ Normal(0, 4)
"""

MYST = """# Title

```{claim} good
let X ~ Normal(0, 1)
prove 2*X ~ Normal(0, 2)
```

- item

  ```{claim} bad
  let X ~ Normal(0, 1)

  prove 2*X ~ Normal(0, 4)
  ```
"""


def build(folder: Path, *arguments: str, **pages: str) -> subprocess.CompletedProcess[str]:
    root = str(Path(__file__).parents[2])
    (folder / "conf.py").write_text(
        f"import sys\nsys.path.insert(0, {root!r})\n"
        "extensions = ['symreparam.shell.sphinx', 'myst_parser']\n"
        "exclude_patterns = ['out']\nhtml_theme = 'basic'\n"
    )
    for name, text in pages.items():
        path = folder / name.replace("_", ".")
        path.write_text(text)
    command = [sys.executable, "-m", "sphinx", "-q", *arguments, str(folder), str(folder / "out")]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("name", "text", "line"), [("rst", REST, 16), ("md", MYST, 13)])
def test_a_false_claim_is_a_warning_at_its_line(
    tmp_path: Path, name: str, text: str, line: int
) -> None:
    done = build(tmp_path, "-W", "--keep-going", **{f"index_{name}": text})
    assert done.returncode == 1, done.stderr
    warnings = [each for each in done.stderr.splitlines() if "WARNING" in each]
    assert len(warnings) == 1
    assert f"index.{name}:{line}: WARNING: refuted: prove 2*X ~ Normal(0, 4)" in warnings[0]
    page = (tmp_path / "out" / "index.html").read_text()
    assert page.count("symreparam-proved") == (2 if name == "rst" else 1)
    assert page.count("symreparam-refuted") == 1
    assert "Claim good" in page


@pytest.mark.parametrize(("name", "text"), [("rst", REST), ("md", MYST)])
def test_true_claims_build_without_a_warning(tmp_path: Path, name: str, text: str) -> None:
    true = text.replace("prove 2*X ~ Normal(0, 4)", "refute 2*X ~ Normal(0, 4)")
    done = build(tmp_path, "-W", **{f"index_{name}": true})
    assert done.returncode == 0, done.stderr
    assert "Therefore" in (tmp_path / "out" / "index.html").read_text()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (".. claim::\n   prove X ~\n", 2),
        (".. claim:: a\n   prove X ~\n", 2),
        (".. claim:: a\n\n\n   prove X ~\n", 4),
        ("text\n\n.. claim::\n\n   prove X ~\n", 5),
        (".. note::\n\n   .. claim:: a\n\n      prove X ~\n", 5),
    ],
)
def test_lines_of_errors(tmp_path: Path, text: str, line: int) -> None:
    done = build(tmp_path, index_rst="T\n=\n\n" + text)
    assert f"index.rst:{line + 3}: WARNING: error: " in done.stderr


def test_pages_read_in_parallel(tmp_path: Path) -> None:
    pages = {f"page{number}_rst": REST for number in range(8)}
    links = "T\n=\n\n.. toctree::\n\n" + "".join(f"   page{number}\n" for number in range(8))
    done = build(tmp_path, "-j", "2", index_rst=links, **pages)
    assert done.stderr.count("WARNING: refuted") == 8, done.stderr


def test_a_strangers_text_is_escaped(tmp_path: Path) -> None:
    bad = ".. claim:: <script>a</script>\n\n   prove <script>alert(1)</script> ~ X\n"
    build(tmp_path, index_rst="T\n=\n\n" + bad)
    page = (tmp_path / "out" / "index.html").read_text()
    assert "&lt;script&gt;" in page
    assert "<script>a" not in page


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("rst", "T\n=\n\n* item\n\n  .. claim:: y\n\n\tprove 2*X ~\n", "(line 8, column 13)"),
        ("md", "# T\n\n- item\n\n  ```{claim} y\n  prove 2*X ~\n  ```\n", "(line 6, column 14)"),
    ],
)
def test_columns_are_those_of_the_file(tmp_path: Path, name: str, text: str, place: str) -> None:
    done = build(tmp_path, **{f"index_{name}": text})
    assert place in done.stderr, done.stderr


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("rst", "T\n=\n\n.. claim:: x\n   :detail: sketch\n\n   prove 2 ~ Point(2)\n"),
        ("md", "# T\n\n```{claim} x\n:detail: sketch\nprove 2 ~ Point(2)\n```\n"),
    ],
)
def test_options_are_told_apart_from_claims(tmp_path: Path, name: str, text: str) -> None:
    done = build(tmp_path, **{f"index_{name}": text})
    assert "a claim directive has no options" in done.stderr and "#| detail" in done.stderr
