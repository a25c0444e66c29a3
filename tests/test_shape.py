"""The package stays readable: no file over 300 lines, no function over 50."""

from __future__ import annotations

import ast
from pathlib import Path

import symreparam

PACKAGE = Path(symreparam.__file__).parent
LINES, BODY = 300, 50


def long_functions(source: str) -> list[tuple[str, int]]:
    """The functions of a module with more lines than allowed, docstring and decorators included."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            length = node.end_lineno - node.lineno + 1
            if length > BODY:
                found.append((node.name, length))
    return found


def test_no_file_and_no_function_is_too_long() -> None:
    files, functions = {}, {}
    for path in sorted(PACKAGE.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        name = str(path.relative_to(PACKAGE))
        if len(source.splitlines()) > LINES:
            files[name] = len(source.splitlines())
        functions.update({f"{name}: {own}": size for own, size in long_functions(source)})
    assert (files, functions) == ({}, {})


def test_a_long_function_is_seen_wherever_it_stands() -> None:
    body = "\n".join(f"        x = {n}" for n in range(BODY))
    assert long_functions(f"class A:\n    def f(self):\n{body}\n") == [("f", BODY + 1)]
    assert long_functions(f"def g():\n    async def f():\n{body}\n") == [
        ("g", BODY + 2),
        ("f", BODY + 1),
    ]
    shorter = body[: body.rindex("\n")]
    assert long_functions(f"def f():\n{shorter}\n") == []
