"""The helper module of this folder (`evil`) is importable by name, and its fixture is known."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from evil import BOOT

from symreparam.shell import workers


@pytest.fixture
def evil(monkeypatch: pytest.MonkeyPatch) -> None:
    """Engines that are started in this test misbehave on command."""
    monkeypatch.setattr(workers, "_BOOT", BOOT)
