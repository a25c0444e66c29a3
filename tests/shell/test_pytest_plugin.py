"""The pytest plugin, run by pytest in a process of its own."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

PAGE = """# Page

```claim scale
let X ~ Normal(0, 1)
prove 2*X ~ Normal(0, 2)
refute 2*X ~ Normal(0, 4)
```

```claim
let X ~ Normal(0, 1)
prove 2*X ~ Normal(0, 4)
```
"""


def run(folder: Path, *arguments: str, plugin: bool = True) -> subprocess.CompletedProcess[str]:
    """pytest in the folder; the plugin is named, for a checkout has no entry points."""
    named = ["-p", "symreparam.shell.pytest_plugin"] if plugin and not _installed() else []
    root = Path(__file__).parents[2]
    code = f"import sys; sys.path.insert(0, {str(root)!r}); import pytest; sys.exit(pytest.main())"
    command = [sys.executable, "-c", code, *named, *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def _installed() -> bool:
    from importlib.metadata import entry_points

    return any(each.name == "symreparam" for each in entry_points(group="pytest11"))


@pytest.fixture
def page(tmp_path: Path) -> Path:
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    (tmp_path / "page.md").write_text(PAGE)
    return tmp_path


def test_one_item_a_goal_with_name_and_line(page: Path) -> None:
    done = run(page, "--claims", "-v", "-rf")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "page.md::scale:1 PASSED" in done.stdout
    assert "page.md::scale:2 PASSED" in done.stdout
    assert "page.md::line10:1 FAILED" in done.stdout
    assert "page.md:11: refuted: prove 2*X ~ Normal(0, 4): false" in done.stdout
    assert "    11 | prove 2*X ~ Normal(0, 4)" in done.stdout
    assert "Traceback" not in done.stdout and ".py:" not in done.stdout


def test_nothing_is_collected_unless_asked_for(page: Path) -> None:
    done = run(page)
    assert done.returncode == 5, done.stdout
    assert "no tests ran" in done.stdout


def test_the_ini_option(page: Path) -> None:
    (page / "pytest.ini").write_text("[pytest]\nclaims = true\nclaims_files = *.md\n")
    (page / "other.claim").write_text("prove")
    done = run(page, "-q")
    assert "1 failed, 2 passed" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "tally"),
    [
        (["-k", "scale"], "2 passed, 1 deselected"),
        (["-k", "line10"], "1 failed, 2 deselected"),
        (["-m", "not claim"], "3 deselected"),
        (["page.md::scale:2"], "1 passed"),
    ],
)
def test_selection(page: Path, arguments: list[str], tally: str) -> None:
    assert tally in run(page, "--claims", *arguments).stdout


def test_last_failed(page: Path) -> None:
    run(page, "--claims")
    text = (page / "page.md").read_text()
    (page / "page.md").write_text(text.replace("```claim\n", "```claim second\n"))
    run(page, "--claims")
    (page / "page.md").write_text("A new line.\n\n" + (page / "page.md").read_text())
    done = run(page, "--claims", "--lf")
    assert "1 failed" in done.stdout and "passed" not in done.stdout, done.stdout


def test_junit_xml(page: Path) -> None:
    run(page, "--claims", "--junitxml", "out.xml", "-o", "junit_family=xunit1")
    root = ElementTree.parse(page / "out.xml").getroot()
    cases = {each.get("name"): each for each in root.iter("testcase")}
    assert sorted(cases) == ["line10:1", "scale:1", "scale:2"]
    assert cases["line10:1"].get("line") == "10"
    (failure,) = cases["line10:1"].iter("failure")
    assert "page.md:11: refuted" in (failure.text or "")


@pytest.mark.skipif(importlib.util.find_spec("xdist") is None, reason="pytest-xdist is missing")
def test_xdist(page: Path) -> None:
    done = run(page, "--claims", "-n", "2")
    assert "1 failed, 2 passed" in done.stdout, done.stdout + done.stderr


def test_docstrings_and_tests_in_one_file(page: Path) -> None:
    (page / "test_it.py").write_text(
        'def f():\n    """F.\n\n    .. claim:: doc\n\n       let X ~ Normal(0, 1)\n'
        '       prove -X ~ Normal(0, 1)\n    """\n\n\ndef test_f():\n    assert f() is None\n'
    )
    done = run(page, "--claims", "-v", "test_it.py")
    assert "test_it.py::doc:1 PASSED" in done.stdout
    assert "test_it.py::test_f PASSED" in done.stdout


def test_an_unreadable_document_is_a_collection_error(page: Path) -> None:
    (page / "broken.ipynb").write_text('{"cells": [\n')
    done = run(page, "--claims", "broken.ipynb")
    assert done.returncode == 2
    assert "broken.ipynb:2: not JSON" in done.stdout


def test_limits_reach_the_claims(page: Path) -> None:
    done = run(page, "--claims", "--claims-timeout", "0.000001", "-k", "scale")
    assert "2 failed" in done.stdout
    assert "error: prove 2*X ~ Normal(0, 2): the time limit of 1e-06 s was hit" in done.stdout


def test_the_plugin_costs_nothing_unless_asked_for() -> None:
    code = (
        "import sys, symreparam.shell.pytest_plugin\n"
        "names = ('sympy', 'lark', 'symreparam.shell.tasks', 'symreparam.documents')\n"
        "sys.exit(any(name in sys.modules for name in names))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
