"""Claim blocks out of documents: what is a block, and where it stands."""

from __future__ import annotations

import pytest

from symreparam.documents.diagnostics import Diagnostic
from symreparam.documents.extract import Excerpt, UnknownFormat, extract
from symreparam.documents.parse import parse_block

# (text, [(name, line, column, text), ..])
MARKDOWN = [
    ("", []),
    ("text\n", []),
    ("```claim a\nprove X\n```\n", [("a", 2, 1, "prove X")]),
    ("```claim\nprove X\n```", [("", 2, 1, "prove X")]),
    ("```{claim} a b\nx\ny\n```", [("a b", 2, 1, "x\ny")]),
    ("``` claim  a \nx\n```", [("a", 2, 1, "x")]),
    ("~~~claim a\nx\n~~~", [("a", 2, 1, "x")]),
    ("`````claim a\nx\n```\ny\n`````", [("a", 2, 1, "x\n```\ny")]),
    ("```claim a\nx\n~~~\ny", [("a", 2, 1, "x\n~~~\ny")]),
    ("```claim a\nx\n````  \nrest", [("a", 2, 1, "x")]),
    ("```claim a\nx\n``` no\n```", [("a", 2, 1, "x\n``` no")]),
    ("```claim a\nx\n    ```\n```", [("a", 2, 1, "x\n    ```")]),
    ("```claim a\nx", [("a", 2, 1, "x")]),
    ("```claim a\n```", [("a", 2, 1, "")]),
    ("```claim a\n\n  x\n\n```", [("a", 2, 1, "\n  x\n")]),
    ("\ufeff```claim a\r\nx\r\ny\r\n```\r\n", [("a", 2, 1, "x\ny")]),
    ("  ```claim a\n  x\n    y\n z\n  ```", [("a", 2, 2, " x\n   y\nz")]),
    ("- item\n\n  ```claim a\n  x\n  ```\n", [("a", 4, 3, "x")]),
    ("1. item\n   ```claim a\n   x\n   ```\n", [("a", 3, 4, "x")]),
    ("- ```claim a\n  x\n  ```\n", [("a", 2, 3, "x")]),
    ("- a\n  - b\n\n    ```claim c\n    x\n    ```", [("c", 5, 5, "x")]),
    ("- a\n\n      ```claim c\n      x", []),
    ("- a\n  ```claim c\n  x\nout\n```claim d\ny\n```", [("c", 3, 3, "x"), ("d", 6, 1, "y")]),
    ("> ```claim a\n> x\n>y\n> ```\n", [("a", 2, 2, " x\ny")]),
    ("> > ```claim a\n> > x\nout", [("a", 2, 5, "x")]),
    ("> - ```claim a\n>   x\n>   ```", [("a", 2, 5, "x")]),
    ("- > ```claim a\n  > x", [("a", 2, 5, "x")]),
    ("> ```claim a\n> x\nno\n```claim b\ny", [("a", 2, 3, "x"), ("b", 5, 1, "y")]),
    ("\t```claim a\n\tx\n\t```", []),
    ("-\t```claim a\n\tx\n\t```", [("a", 2, 2, "x")]),
    ("```claim a\nx\n```\n```claim b\ny\n```", [("a", 2, 1, "x"), ("b", 5, 1, "y")]),
    ("````markdown\n```claim a\nx\n```\n````\n", []),
    ("~~~\n```claim a\nx\n```\n~~~", []),
    ("    ```claim a\n    x\n    ```", []),
    ("```claims\nx\n```", []),
    ("```python claim\nx\n```", []),
    ("```claim `a`\nx", []),
    ("``claim a\nx\n``", []),
    ("text ```claim a\nx", []),
    ("<!-- no\n```claim a\nx\n```\n-->\n```claim b\ny\n```", [("b", 7, 1, "y")]),
    ("<!-- one line -->\n```claim b\ny\n```", [("b", 3, 1, "y")]),
]

CLAIM_FILES = [
    ("", [("", 1, 1, "")]),
    ("let x real\nderive x\n", [("", 1, 1, "let x real\nderive x\n")]),
    ("## a\nx\n## b c \ny", [("a", 2, 1, "x"), ("b c", 4, 1, "y")]),
    ("# note\n\n## a\nx", [("a", 4, 1, "x")]),
    ("x\n## a\ny", [("", 1, 1, "x"), ("a", 3, 1, "y")]),
    ("\ufeff## a\r\nx\r\n", [("a", 2, 1, "x\n")]),
    ("## a\n## b\nx", [("a", 2, 1, ""), ("b", 3, 1, "x")]),
    ("##a\n## \n ## b\nx", [("", 1, 1, "##a\n## \n ## b\nx")]),
]


@pytest.mark.parametrize(("text", "blocks"), MARKDOWN)
def test_markdown(text: str, blocks: list[tuple[str, int, int, str]]) -> None:
    assert extract("d/a.md", text) == tuple(Excerpt("d/a.md", *block) for block in blocks)


@pytest.mark.parametrize(("text", "blocks"), CLAIM_FILES)
def test_claim_files(text: str, blocks: list[tuple[str, int, int, str]]) -> None:
    assert extract("a.claim", text) == tuple(Excerpt("a.claim", *block) for block in blocks)


@pytest.mark.parametrize("path", ["a.txt", "a", "a.pyc", "claim", "a.md.txt"])
def test_unknown_formats(path: str) -> None:
    with pytest.raises(UnknownFormat, match=r"claim blocks are read from \.claim, "):
        extract(path, "")


@pytest.mark.parametrize("path", ["a.MD", "a.markdown", "a.myst"])
def test_markdown_endings(path: str) -> None:
    assert len(extract(path, "```claim\n```")) == 1


def test_columns_are_those_of_the_document() -> None:
    text = "- > note\n  > ```claim a\n  >    let X ~ Normal(0 1)\n  >let Y ~ Normal(0 1)\n"
    (excerpt,) = extract("a.md", text)
    block = parse_block(excerpt.text, line=excerpt.line, column=excerpt.column)
    for statement in block.statements:
        assert isinstance(statement, Diagnostic)
        line = text.split("\n")[statement.line - 1]
        assert line[statement.column - 1 :] == "1)"
        assert statement.column == len(line) - 1
