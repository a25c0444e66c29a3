"""The cell magic, in an IPython shell, and the assertions for test suites."""

from __future__ import annotations

import doctest
import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from symreparam.shell import testing
from symreparam.shell.jupyter import ClaimMagic
from symreparam.shell.testing import assert_claims, assert_document

TRUE = "let X ~ Normal(0, 1)\nprove 2*X ~ Normal(0, 2)\n"
FALSE = "let X ~ Normal(0, 1)\nprove 2*X ~ Normal(0, 4)\n"


def test_the_magic_settles_a_cell() -> None:
    magic = ClaimMagic()
    try:
        found = magic.claim("name", TRUE + "refute 2*X ~ Normal(0, 4)\n")
        assert found.ok
        assert [(r.name, r.line, r.verdict) for r in found.results] == [
            ("name", 2, "proved"),
            ("name", 3, "refuted"),
        ]
        assert not magic.claim("", FALSE).ok
        assert repr(magic.claim("", FALSE)).startswith("refuted: prove 2*X ~ Normal(0, 4): false")
    finally:
        magic.pool.close()


def test_html_is_escaped() -> None:
    magic = ClaimMagic()
    try:
        shown = magic.claim("", "prove <img src=x onerror=alert(1)> ~ \x1bX\u202e")._repr_html_()
    finally:
        magic.pool.close()
    assert "<img" not in shown and "&lt;img" in shown
    assert "\x1b" not in shown and "\u202e" not in shown


@pytest.mark.skipif(importlib.util.find_spec("IPython") is None, reason="IPython is missing")
def test_load_ext_in_ipython(tmp_path: Path) -> None:
    root = str(Path(__file__).parents[2])
    code = (
        f"import sys\nsys.path.insert(0, {root!r})\n"
        "from IPython.core.interactiveshell import InteractiveShell\n"
        "shell = InteractiveShell.instance()\n"
        "shell.run_line_magic('load_ext', 'symreparam')\n"
        f"done = shell.run_cell('%%claim scale\\n' + {TRUE!r})\n"
        "assert done.result.ok and done.result.results[0].name == 'scale'\n"
        "print(done.result)\n"
    )
    environment = {"HOME": str(tmp_path), "IPYTHONDIR": str(tmp_path), "PATH": ""}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "proved: prove 2*X ~ Normal(0, 2): " in done.stdout


def test_assert_claims() -> None:
    assert_claims(TRUE)
    with pytest.raises(AssertionError, match=r"^a\.md:11: refuted: prove 2\*X ~ Normal\(0, 4\): "):
        assert_claims(FALSE, path="a.md", line=10)
    with pytest.raises(AssertionError, match="no goal"):
        assert_claims("let x real")


def test_assert_document(tmp_path: Path) -> None:
    (tmp_path / "a.claim").write_text(TRUE)
    assert_document(tmp_path)
    (tmp_path / "b.md").write_text("nothing")
    with pytest.raises(AssertionError, match="no claims found"):
        assert_document(tmp_path / "b.md")
    with pytest.raises(AssertionError, match="No such file"):
        assert_document(tmp_path / "c.md")


def test_doctests() -> None:
    assert doctest.testmod(testing).failed == 0


def test_a_students_cell_shows_no_proof() -> None:
    magic = ClaimMagic()
    try:
        open_cell = magic.claim("", TRUE)
        for way in ("formulas", "reasons", "all"):
            hidden = magic.claim("", f"#| hide: {way}\n{TRUE}")
            assert hidden.ok and "proved" in hidden._repr_html_()
            assert "<details>" not in hidden._repr_html_() and "Proof" not in hidden._repr_html_()
        assert "Proof" in open_cell._repr_html_()
        assert "Proof" in magic.claim("", f"#| hide: nothing\n{TRUE}")._repr_html_()
    finally:
        magic.pool.close()
