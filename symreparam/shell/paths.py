"""Paths from the command line -> files, and files -> text. Symlinks to folders are not followed
below a folder that was named, so loops do no harm; special files are never opened."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import Final

from symreparam.documents.excerpt import Excerpt, Malformed
from symreparam.documents.extract import ENDINGS, UnknownFormat, extract
from symreparam.documents.slips import Slip, slips
from symreparam.terms.record import dataclass

MAX_BYTES: Final = 2_000_000
NOTEBOOK_BYTES: Final = 50_000_000  # pictures in outputs make notebooks large
_SKIPPED: Final = frozenset({"__pycache__", "node_modules", "venv", "build", "dist"})
_GLOB: Final = re.compile(r"[*?\[]")
# what a Python file must have in it to be worth reading further
_PYTHON: Final = re.compile(rb"(?i)(?:`{3,}|~{3,})[ \t]*[{.]*cl|\.\.[ \t]*cl")


class Unreadable(Exception):
    """A file that cannot be read as claims; the message says why, `line` where (0: unknown)."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True, slots=True)
class Found:
    """A file that was named or found, or a path that leads nowhere, with the reason."""

    path: str
    trouble: str = ""


def files(paths: Sequence[str]) -> Iterator[Found]:
    """The files of the paths in order, each once: a file stands for itself whatever its ending, a
    folder for the documents below it, a pattern with `*`, `?`, `[..]` or `**` for what it matches.
    """
    seen: set[str] = set()
    for path in paths:
        for found in _expanded(path):
            if found.path not in seen:
                seen.add(found.path)
                yield found


def _expanded(path: str) -> Iterator[Found]:
    try:
        folder = stat.S_ISDIR(os.stat(path).st_mode)
    except (OSError, ValueError) as error:
        if _GLOB.search(path):
            yield from _matching(path)
        else:
            yield Found(path, getattr(error, "strerror", None) or str(error))
        return
    if not folder:
        yield Found(path)
        return
    for found in _below(path):
        if found.trouble or PurePath(found.path).suffix.lower() in ENDINGS:
            yield found


def _below(folder: str) -> Iterator[Found]:
    """Every file below a folder, sorted; hidden folders and those of tools are left out."""
    troubles: list[OSError] = []
    for place, folders, names in os.walk(folder, onerror=troubles.append):
        folders[:] = sorted(f for f in folders if not f.startswith(".") and f not in _SKIPPED)
        yield from (Found(os.path.join(place, name)) for name in sorted(names))
    for error in troubles:
        yield Found(str(error.filename), error.strerror or str(error))


def _matching(pattern: str) -> Iterator[Found]:
    parts = pattern.split("/")
    first = next(place for place, part in enumerate(parts) if _GLOB.search(part))
    root = "/".join(parts[:first]) or ("/" if pattern.startswith("/") else ".")
    wanted = re.compile("".join(_as_regex(part) for part in parts[first:]).removesuffix("/"))
    any_found = False
    for found in _below(root):
        relative = os.path.relpath(found.path, root).replace(os.sep, "/")
        if wanted.fullmatch(relative):
            any_found = True
            yield Found(found.path.removeprefix("./")) if root == "." else found
    if not any_found:
        yield Found(pattern, "the pattern matches no file")


def _as_regex(part: str) -> str:
    """One folder or name of a pattern, with the slash after it. `[..]` is a set of characters."""
    if part == "**":
        return r"(?:[^/]+/)*"
    pieces = re.split(r"(\*|\?|\[!?[^\]/]+\])", part)
    signs = {"*": "[^/]*", "?": "[^/]"}
    return "".join(
        signs.get(each) or (_set(each) if each.startswith("[") and each[1:] else re.escape(each))
        for each in pieces
    ) + "/"


def _set(piece: str) -> str:
    inside = piece[1:-1].replace("\\", r"\\").replace("[", r"\[").replace("^", r"\^")
    return f"[{'^' + inside[1:] if inside.startswith('!') else inside}]"


def read_text(path: str, limit: int = MAX_BYTES) -> str:
    """A regular text file of at most `limit` bytes. Raises Unreadable with the reason."""
    return _decoded(_read(path, limit))


def _read(path: str, limit: int) -> bytes:
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise Unreadable("Is a directory" if os.path.isdir(path) else "not a regular file")
        with open(path, "rb") as file:
            data = file.read(limit + 1)
    except (OSError, ValueError) as error:
        raise Unreadable(getattr(error, "strerror", None) or str(error)) from error
    if len(data) > limit:
        raise Unreadable(f"larger than {limit} bytes: split the document")
    return data


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable(f"not UTF-8 (byte {error.start}): save it as UTF-8", line) from error


def excerpts_of(path: str) -> tuple[Excerpt, ...]:
    """The claim blocks of a file. Raises Unreadable with the reason."""
    return document(path)[0]


def document(path: str) -> tuple[tuple[Excerpt, ...], tuple[Slip, ...]]:
    """The claim blocks of a file, and what is nearly one. Raises Unreadable with the reason."""
    ending = PurePath(path).suffix.lower()
    data = _read(path, NOTEBOOK_BYTES if ending == ".ipynb" else MAX_BYTES)
    if ending in (".py", ".pyi") and not _PYTHON.search(data):
        return (), ()  # most Python files say nothing of claims; whether they are UTF-8 is not ours
    if b"\r" in data and b"\n" not in data:
        raise Unreadable("its lines end with CR alone: save it with LF or CRLF line ends", 1)
    try:
        text = _decoded(data)
        return extract(path, text), slips(path, text)
    except UnknownFormat as error:
        raise Unreadable(str(error)) from error
    except Malformed as error:
        raise Unreadable(str(error), error.line) from error
