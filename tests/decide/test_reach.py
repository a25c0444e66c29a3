"""The fuzz reaches every rule of the kernels: measured, not assumed."""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from types import FrameType

from zero_fuzz import _SPECIAL, check_terms, fuzz

from symreparam.decide import kernels

FOLDER = Path(kernels.__file__).parent


def functions() -> set[tuple[str, str]]:
    """Every function of the kernels, by file and name."""
    return {
        (path.name, node.name)
        for path in FOLDER.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    }


def test_the_fuzz_reaches_every_function_of_the_kernels() -> None:
    reached: set[tuple[str, str]] = set()

    def note(frame: FrameType, event: str, argument: object) -> None:
        code = frame.f_code
        if event == "call" and code.co_filename.startswith(str(FOLDER)):
            reached.add((Path(code.co_filename).name, code.co_name))

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        report = check_terms(list(_SPECIAL))
        more = fuzz(60, 11)
    finally:
        sys.setprofile(before)
    assert not report.wrong and not more.wrong, (report.wrong + more.wrong)[0]
    assert report.refused <= 2, "hardly a special term is refused"
    missing = functions() - reached
    assert not missing, sorted(missing)
