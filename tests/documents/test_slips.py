"""What is nearly a claim block is told, and what is none is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from symreparam.documents.slips import slips
from symreparam.shell.gather import gather

BODY = "let X ~ Normal(0, 1)\nprove X ~ X\n"
INSIDE = "\n".join(f"   {line}" for line in BODY.splitlines())


@pytest.mark.parametrize(
    "word",
    ["Claim a", "claims a", "{Claim} a", "{.claim}", "claim: a", "claim{a}", "clam", "claim\ta"],
)
def test_fences_that_nearly_say_claim(word: str) -> None:
    [slip] = slips("a.md", f"# Title\n\n```{word}\n{BODY}```\n")
    assert slip.line == 3
    assert word[:5] in slip.message and "a fence that says `claim`" in slip.message


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.md", f"```claim a\n{BODY}```\n"),
        ("a.md", f"```{{claim}} a\n{BODY}```\n"),
        ("a.md", f"```python\n{BODY}```\n"),
        ("a.md", "```claims\nof the author\n```\n"),
        ("a.md", f"````md\n```Claim a\n{BODY}```\n````\n"),
        ("a.rst", f".. claim:: a\n\n{INSIDE}\n"),
        ("a.rst", f".. Claim:: a\n\n{INSIDE}\n"),
        ("a.rst", ".. claims: a comment\n\ntext\n"),
        ("a.rst", f".. code-block:: text\n\n{INSIDE}\n"),
        ("a.tex", "% \\begin{claim}[a]\n% prove X ~ X\n% \\end{claim}\n"),
        ("a.tex", "\\begin{Claim}\nprove X ~ X\n\\end{Claim}\n"),
        ("a.py", f'"""Doc.\n\n```claim a\n{BODY}```\n"""\n'),
        ("a.py", 'pattern = "\\n```claim a"\n'),
        ("a.claim", f"```Claim\n{BODY}```"),
    ],
)
def test_what_is_no_slip(path: str, text: str) -> None:
    assert slips(path, text) == ()


@pytest.mark.parametrize(
    ("path", "text", "line", "way"),
    [
        ("a.rst", f"Title\n\n.. claims:: a\n\n{INSIDE}\n", 3, "`.. claim:: name`"),
        ("a.rst", f".. claim: a\n\n{INSIDE}\n", 1, "`.. claim:: name`"),
        ("a.tex", "text\n% \\begin{claims}\n% prove X ~ X\n", 2, "`\\begin{claim}[name]`"),
        ("a.py", f'def f():\n    """Doc.\n\n```Claim a\n{BODY}```\n"""\n', 4, "says `claim`"),
        ("a.py", 'def f():\n    "Doc.\\n\\n```claim a\\nprove X ~ X\\n```"\n', 2, "of its own"),
    ],
)
def test_slips_of_other_documents(path: str, text: str, line: int, way: str) -> None:
    [slip] = slips(path, text)
    assert slip.line == line and way in slip.message


def test_a_slip_is_a_trouble_of_its_document(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text(f"```claim a\n{BODY}```\n\n```Claim b\n{BODY}```\n", encoding="utf-8")
    found = gather([str(file)])
    assert len(found.tasks) == 1 and found.files == 1
    assert [trouble.line for trouble in found.troubles] == [6]


@pytest.mark.parametrize("name", ["a.claim", "a.md", "a.py"])
def test_lines_that_end_with_cr_alone(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(f"```claim a\n{BODY}```\n".replace("\n", "\r").encode())
    found = gather([str(file)])
    assert found.tasks == () and "CR alone" in found.troubles[0].reason
