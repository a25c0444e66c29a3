"""Files stay readable: none over 300 lines, tests too; in the package, no function over 50."""

from __future__ import annotations

import ast
from pathlib import Path

import symreparam

PACKAGE = Path(symreparam.__file__).parent
TESTS = Path(__file__).parent
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


def long_files(folder: Path) -> dict[str, int]:
    """The Python files of a folder with more lines than allowed."""
    found = {}
    for path in sorted(folder.rglob("*.py")):
        length = len(path.read_text(encoding="utf-8").splitlines())
        if length > LINES:
            found[str(path.relative_to(folder))] = length
    return found


def test_no_file_and_no_function_is_too_long() -> None:
    functions = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        name = str(path.relative_to(PACKAGE))
        functions.update({f"{name}: {own}": size for own, size in long_functions(source)})
    assert (long_files(PACKAGE), functions) == ({}, {})


def test_no_test_file_is_too_long() -> None:
    assert long_files(TESTS) == {}


def test_a_long_file_is_seen_in_a_folder_below(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "long.py").write_text("x = 1\n" * (LINES + 1), encoding="utf-8")
    (tmp_path / "short.py").write_text("x = 1\n" * LINES, encoding="utf-8")
    assert long_files(tmp_path) == {"below/long.py": LINES + 1}


def test_a_long_function_is_seen_wherever_it_stands() -> None:
    body = "\n".join(f"        x = {n}" for n in range(BODY))
    assert long_functions(f"class A:\n    def f(self):\n{body}\n") == [("f", BODY + 1)]
    assert long_functions(f"def g():\n    async def f():\n{body}\n") == [
        ("g", BODY + 2),
        ("f", BODY + 1),
    ]
    shorter = body[: body.rindex("\n")]
    assert long_functions(f"def f():\n{shorter}\n") == []


def eager(source: str) -> list[str]:
    """The frozen dataclasses of a module that imports the standard library's decorator."""
    tree = ast.parse(source)
    imported = any(
        isinstance(node, ast.ImportFrom)
        and node.module == "dataclasses"
        and any(name.name == "dataclass" for name in node.names)
        for node in ast.walk(tree)
    )
    return [
        node.name
        for node in ast.walk(tree)
        if imported and isinstance(node, ast.ClassDef)
        if any("frozen=True" in ast.unparse(each) for each in node.decorator_list)
    ]


def test_frozen_dataclasses_are_records() -> None:
    found = {str(path): eager(path.read_text(encoding="utf-8")) for path in PACKAGE.rglob("*.py")}
    found = {path: names for path, names in found.items() if names}
    hint = "import `dataclass` from symreparam.terms.record: it costs less at import"
    assert not found, f"{hint}: {found}"


def test_a_frozen_dataclass_that_is_no_record_is_seen() -> None:
    text = "@dataclass(frozen=True, slots=True)\nclass Point:\n    x: int\n"
    assert eager("from dataclasses import dataclass\n" + text) == ["Point"]
    assert eager("from symreparam.terms.record import dataclass\n" + text) == []
