"""The folder of `--store`: proofs by the hash of their claim's text. A hash only finds; what is
found is compared as a whole and replayed by the checker before it counts (`store_replay`)."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Final

from symreparam.shell.tasks import Task

ENTRY_BYTES: Final = 20_000_000


class Store:
    """Stored proofs under a folder, two files each: `.proof.json`, which `symreparam replay` reads
    too, and `.claim.json` with what it was found for. Raises OSError when it can't be made."""

    def __init__(self, folder: str) -> None:
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)

    def proof_path(self, task: Task) -> Path:
        """Where the proof of a task is kept."""
        return self._base(task).with_suffix(".proof.json")

    def found(self, task: Task) -> Task:
        """The task with what the store has for it; unreadable entries count as missing."""
        if not task.claim:
            return task  # a block that was not cut into goals
        base = self._base(task)
        entry = _text(base.with_suffix(".claim.json"))
        proof = _text(base.with_suffix(".proof.json"))
        return replace(task, stored=f"{entry}\n{proof}") if entry and proof else task

    def keep(self, task: Task, stored: str) -> str:
        """Keep an entry (two lines of JSON: the claim and the proof); the path of the proof."""
        entry, _, proof = stored.partition("\n")
        base = self._base(task)
        base.parent.mkdir(parents=True, exist_ok=True)
        _write(base.with_suffix(".claim.json"), entry)
        _write(base.with_suffix(".proof.json"), proof)
        return str(base.with_suffix(".proof.json"))

    def _base(self, task: Task) -> Path:
        key = hashlib.sha256(f"{task.goal}\n{task.text}".encode("utf-8", "backslashreplace"))
        name = key.hexdigest()[:40]
        return self.folder / name[:2] / name


def _text(path: Path) -> str:
    try:
        with open(path, "rb") as file:
            data = file.read(ENTRY_BYTES + 1)
        return "" if len(data) > ENTRY_BYTES else data.decode("ascii").strip().replace("\n", " ")
    except (OSError, ValueError):
        return ""


def _write(path: Path, text: str) -> None:
    """Write a whole file or none, whoever else writes it at the same time."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(text + "\n")
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise
