"""Emitted source code, imported from a file."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType


def load(text: str, folder: Path) -> ModuleType:
    """The emitted module, imported from a file."""
    path = folder / "emitted.py"
    path.write_text(text, encoding="utf-8")
    spec = importlib.util.spec_from_file_location("emitted", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
