"""Claim blocks in reStructuredText, LaTeX, notebooks, Python: what is one, and where it is."""

from __future__ import annotations

import json

import pytest

from symreparam.documents.excerpt import Malformed
from symreparam.documents.extract import extract

# (text, [(name, line, column, text), ..])
REST = [
    ("", []),
    ("text\n", []),
    (".. claim:: a\n\n   x\n   y\n\ntext", [("a", 3, 4, "x\ny")]),
    (".. claim:: a b \n   x", [("a b", 2, 4, "x")]),
    (".. claim::\n\n   x\n\n   y\n", [("", 3, 4, "x\n\ny")]),
    (".. claim:: a\n\n   x\n\n\n", [("a", 3, 4, "x")]),
    (".. claim:: a", [("a", 2, 1, "")]),
    (".. claim:: a\nx", [("a", 2, 1, "")]),
    (".. Claim:: a\n\n x", [("a", 3, 2, "x")]),
    (".. claim :: a\n\n x", [("a", 3, 2, "x")]),
    ("..   claim:: a\n\n x\n   y\n  z", [("a", 3, 2, "x\n  y\n z")]),
    ("\ufeff.. claim:: a\r\n\r\n   x\r\n   y\r\n", [("a", 3, 4, "x\ny")]),
    ("  .. claim:: a\n\n     x\n   y\n  out", [("a", 3, 4, "  x\ny")]),
    ("* item\n\n  .. claim:: a\n\n     x\n\n  more", [("a", 5, 6, "x")]),
    ("* * .. claim:: a\n\n       x\n", [("a", 3, 8, "x")]),
    ("1. item\n\n   .. claim:: a\n\n      x", [("a", 5, 7, "x")]),
    ("#. .. claim:: a\n\n      x", [("a", 3, 7, "x")]),
    (":field: .. claim:: a\n\n         x", [("a", 3, 10, "x")]),
    ("    .. claim:: quoted\n\n       x", [("quoted", 3, 8, "x")]),
    (".. note::\n\n   .. claim:: a\n\n      x", [("a", 5, 7, "x")]),
    (".. note:: text::\n\n   .. claim:: a\n\n      x", [("a", 5, 7, "x")]),
    (".. [1] note\n\n   .. claim:: a\n\n      x", [("a", 5, 7, "x")]),
    (".. claim:: a\n\n   x\n\n.. claim:: b\n\n   y", [("a", 3, 4, "x"), ("b", 7, 4, "y")]),
    ("\t.. claim:: a\n\n\t\tx\n            y", [("a", 3, 3, "x\n          y")]),
    ("text::\n\nback\n\n.. claim:: a\n\n   x", [("a", 7, 4, "x")]),
    ("..\n\n   .. claim:: a\n\n      x", [("a", 5, 7, "x")]),
    ("* text::\n\n  .. claim:: a\n\n     x", [("a", 5, 6, "x")]),
    # shown, not said
    ("Text::\n\n   .. claim:: a\n\n      x\n", []),
    ("::\n\n  .. claim:: a\n\n     x", []),
    ("* text::\n\n    .. claim:: a\n\n       x", []),
    (".. code-block:: rst\n\n   .. claim:: a\n\n      x\n", []),
    (".. code::\n\n   text\n\n   .. claim:: a\n\n      x\n", []),
    (".. math::\n\n   .. claim:: a\n\n      x\n", []),
    (".. a comment\n\n   .. claim:: a\n\n      x", []),
    ("..\n   .. claim:: a\n\n      x", []),
    (".. claim: a\n\n   x", []),
    (".. claims:: a\n\n   x", []),
    (". claim:: a\n\n   x", []),
    ("text .. claim:: a\n\n   x", []),
    ("..claim:: a\n\n   x", []),
]

TEX = [
    ("", []),
    ("% \\begin{claim}[a]\n% x\n% y\n% \\end{claim}\n", [("a", 2, 3, "x\ny")]),
    ("% \\begin{claim}\n%   x\n% y\n% \\end{claim}", [("", 2, 3, "  x\ny")]),
    ("%\\begin{claim}[a]\n%x\n%\\end{claim}", [("a", 2, 2, "x")]),
    ("  %% \\begin{claim} [ a b ]\n  %% x\n  %% \\end{claim}", [("a b", 2, 6, "x")]),
    ("\ufeff% \\begin{claim}[a]\r\n% x\r\n%\r\n% y\r\n% \\end{claim}\r\n", [("a", 2, 3, "x\n\ny")]),
    ("% \\begin{claim}[a]\n% x\ntext\n% y", [("a", 2, 3, "x")]),
    ("% \\begin{claim}[a]\n% x", [("a", 2, 3, "x")]),
    ("% \\begin{claim}[a]\n% x\n% \\begin{claim}[b]\n% y", [("a", 2, 3, "x"), ("b", 4, 3, "y")]),
    (
        "\\begin{verbatim}\n\\begin{claim}[a]\nx\n  y\n\\end{claim}\n\\end{verbatim}",
        [("a", 3, 1, "x\n  y")],
    ),
    ("\\begin{verbatim}\n\\begin{claim}[a]\nx\n\\end{verbatim}\ny", [("a", 3, 1, "x")]),
    (
        "\\begin{lstlisting}[style=x]\n \\begin{claim}\n x\n \\end{claim}\n\\end{lstlisting}",
        [("", 3, 1, " x")],
    ),
    ("\\begin{comment}\n\\begin{claim}\nx\n\\end{claim}\n\\end{comment}", [("", 3, 1, "x")]),
    (
        "\\begin{Verbatim}\n\\begin{claim}[a]\nx\n\\end{claim}\nother\n\\begin{claim}[b]\ny"
        "\n\\end{claim}\n\\end{Verbatim}",
        [("a", 3, 1, "x"), ("b", 7, 1, "y")],
    ),
    # somebody's theorem, or nothing
    ("\\begin{claim}[Zorn]\nThe sum is finite.\n\\end{claim}", []),
    ("\\begin{quote}\n\\begin{claim}\nx\n\\end{claim}\n\\end{quote}", []),
    ("% \\begin{verbatim}\n\\begin{claim}\nx\n\\end{claim}", []),
    ("\\begin{verbatim}x\\end{verbatim}\n\\begin{claim}\nx\n\\end{claim}", []),
    ("% \\begin{claim} text\n% x\n% \\end{claim}", []),
    ("% \\begin{claims}\n% x\n% \\end{claims}", []),
    ("text % \\begin{claim}\n% x\n% \\end{claim}", []),
    ("\\\\% \\begin{verbatim}\n\\begin{claim}\nx\n\\end{claim}", []),
]

PYTHON = [
    ("", []),
    ('"""Doc.\n\n```claim a\nx\n```\n"""\n', [("a", 4, 1, "x")]),
    (
        'def f():\n    """Doc.\n\n    ```claim a\n    x\n      y\n    ```\n    """\n',
        [("a", 5, 5, "x\n  y")],
    ),
    ('class A:\n    r"""Doc.\n\n    .. claim:: a\n\n        x\n    """', [("a", 6, 9, "x")]),
    ("def f():\n\t'''Doc.\n\n\t```claim a\n\tx\n\t```'''\n", [("a", 5, 2, "x")]),
    ('class A:\n    b = 1\n    """```claim a\n    x\n    ```"""\n', [("a", 4, 5, "x")]),
    ('\ufeff"""\r\n```claim a\r\nx\r\n```\r\n"""\r\n', [("a", 3, 1, "x")]),
    (
        'def f():  # note\n    # note\n    """\n    - b\n\n      ```claim a\n      x'
        '\n      ```\n    """',
        [("a", 7, 7, "x")],
    ),
    (
        'async def f(a=(1,\n  2)):\n    u"""\n    ```{claim} a\n    x\n    ```\n    """'
        '\n    return 1\n',
        [("a", 5, 5, "x")],
    ),
    (
        '"""a\n```claim a\nx\n```\n"""\ndef f():\n  """\n  ```claim b\n  y\n  ```\n  """',
        [("a", 3, 1, "x"), ("b", 9, 3, "y")],
    ),
    ('"""\n.. claim:: a\n\n   x\n\n```claim b\ny\n```\n"""', [("a", 4, 4, "x"), ("b", 7, 1, "y")]),
    # no docstrings
    ('x = """\n```claim a\nx\n```\n"""', []),
    ('f("""\n```claim a\nx\n```\n""")', []),
    ('x = [\n"""\n```claim a\nx\n```\n"""]', []),
    ('b"""\n```claim a\nx\n```\n"""', []),
    ('f"""\n```claim a\nx\n```\n"""', []),
    ('"""a""" """\n```claim a\nx\n```\n"""', []),
    ('"""\n```claim a\nx\n```\n""".strip()', []),
    ("# ```claim a\n# x\n# ```\n", []),
    # shown, not said
    ('"""\n```rst\n.. claim:: a\n\n   x\n```\n"""', []),
    ('"""\n.. code-block:: md\n\n   ```claim a\n   x\n   ```\n"""', []),
]


@pytest.mark.parametrize(
    ("ending", "text", "blocks"),
    [
        *((".rst", *case) for case in REST),
        *((".tex", *case) for case in TEX),
        *((".py", *case) for case in PYTHON),
    ],
)
def test_blocks(ending: str, text: str, blocks: list[tuple[str, int, int, str]]) -> None:
    found = [(e.name, e.line, e.column, e.text) for e in extract(f"a{ending}", text)]
    assert found == blocks


@pytest.mark.parametrize(
    ("ending", "text", "blocks"),
    [case for case in [*((".rst", *c) for c in REST), *((".py", *c) for c in PYTHON)] if case[2]],
)
def test_line_and_column_point_at_the_text(
    ending: str, text: str, blocks: list[tuple[str, int, int, str]]
) -> None:
    lines = text.removeprefix("\ufeff").replace("\r", "").split("\n")
    for excerpt in extract(f"a{ending}", text):
        for number, line in enumerate(excerpt.text.split("\n")):
            if line.strip():
                indent = len(line) - len(line.lstrip())
                place = lines[excerpt.line - 1 + number][excerpt.column - 1 + indent :]
                assert place.startswith(line.strip())


def notebook(*cells: tuple[str, str], indent: int | None = 1, split: bool = True) -> str:
    made = [
        {"cell_type": kind, "metadata": {}, "source": text.splitlines(True) if split else text}
        for kind, text in cells
    ]
    return json.dumps({"cells": made, "nbformat": 4, "nbformat_minor": 5}, indent=indent)


@pytest.mark.parametrize(
    ("kind", "text", "found"),
    [
        ("markdown", "text\n```claim a\nx\n  y\n```\n", [("a", "x", "x\n  y")]),
        ("markdown", "- b\n\n  ```{claim} a\n  x\n  ```", [("a", "  x", "x")]),
        ("code", "%%claim a b\nx\ny\n", [("a b", "x", "x\ny")]),
        ("code", "%%claim\nx", [("", "x", "x")]),
        ("code", "\n%%claim a\nx", [("a", "x", "x")]),
        ("code", "%%claim a", [("a", "", "")]),
        ("code", "```claim a\nx\n```", []),
        ("code", "y\n%%claim a\nx", []),
        ("code", "%%claims a\nx", []),
        ("markdown", "%%claim a\nx", []),
        ("raw", "```claim a\nx\n```", []),
    ],
)
def test_notebooks(kind: str, text: str, found: list[tuple[str, str, str]]) -> None:
    whole = notebook(("markdown", "# Title µ\n"), (kind, text))
    blocks = extract("a.ipynb", whole)
    assert [(block.name, block.text) for block in blocks] == [(n, t) for n, _, t in found]
    lines = whole.split("\n")
    for block, (_, first, _) in zip(blocks, found, strict=True):
        if first:
            start = block.column - 1 - (len(first) - len(first.lstrip()))
            assert lines[block.line - 1][start:].startswith(first)
    flat = notebook(("markdown", "# µ"), (kind, text), indent=None, split=False)
    joined = extract("a.ipynb", flat)
    assert [(block.name, block.text) for block in joined] == [(n, t) for n, _, t in found]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("{", 1),
        ('{"cells": [\n', 2),
        ('{"cells": [\n}', 2),
        ('{"cells": []} x', 1),
        ('{"cells": [{"source": "a\nb"}]}', 1),
        ('{"cells": ["\\x"]}', 1),
        ('{"cells":\n\n [1,]}', 3),
        ('{"a" "b"}', 1),
        ('{"a": 1,}', 1),
        ("[" * 100_000, 1),
        ('{"nbformat": 4}', 1),
        ("[]", 1),
        ('{"worksheets": [{"cells": [\n{"source": "x"}]}]}', 2),
    ],
)
def test_broken_notebooks(text: str, line: int) -> None:
    with pytest.raises(Malformed) as caught:
        extract("a.ipynb", text)
    assert caught.value.line == line


@pytest.mark.parametrize(
    ("text", "line"),
    [('x = 1\n"""abc', 2), ("x = (1,\n", 2), ("if 1:\n    x\n  y\n", 3)],
)
def test_broken_python(text: str, line: int) -> None:
    with pytest.raises(Malformed, match="cannot be read as Python") as caught:
        extract("a.py", text)
    assert caught.value.line == line


@pytest.mark.usefixtures("runs_away")
@pytest.mark.parametrize(
    ("ending", "text"),
    [
        (".rst", ".. x\n" * 100_000),
        (".rst", "".join(" " * depth + ".. note::\n" for depth in range(1200))),
        (".rst", "..\n\n" * 100_000),
        (".rst", "* " * 200_000),
        (".rst", ":" * 400_000),
        (".rst", ".. " + "a" * 400_000),
        (".md", "> " * 200_000 + "```claim"),
        (".md", "- " * 3_000 + "\n" + "\n".join("x" * 10 for _ in range(3_000))),
        (".md", "```claim\n" * 100_000),
        (".md", "`" * 800_000),
        (".tex", "% \\begin{claim}\n" * 50_000),
        (".tex", "\\" * 400_000 + "%"),
        (".py", '"""```claim\n' + "x\n" * 200_000 + '```"""'),
        (".py", "-" * 400_000 + "1"),
        (".py", '"""```claim\n```"""\n' * 20_000),
        (".ipynb", '{"cells": [], "a": ' + "[" * 900 + "]" * 900 + "}"),
        (".ipynb", '{"a": ' + "9" * 800_000 + ', "cells": []}'),
        (".ipynb", '{"cells": [], "a": "' + "\\u0041" * 200_000 + '"}'),
        (".claim", "## a\n" * 100_000),
    ],
)
def test_large_documents_do_not_run_away(ending: str, text: str) -> None:
    extract(f"a{ending}", text)
