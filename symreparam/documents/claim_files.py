"""`.claim` files: the whole file is a block; `## name` starts the next one."""

from __future__ import annotations

from .excerpt import Excerpt


def from_claim_file(path: str, text: str) -> tuple[Excerpt, ...]:
    """The whole file, or the parts that `## name` lines start. What stands before the first of them
    is a block only if it has a statement."""
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    starts = [(0, "")]
    for place, line in enumerate(lines):
        if line.startswith("## ") and line[3:].strip():
            starts.append((place + 1, line[3:].strip()))
    ends = [start - 1 for start, _ in starts[1:]] + [len(lines)]
    found = []
    for (start, name), end in zip(starts, ends, strict=True):
        body = lines[start:end]
        if name or len(starts) == 1 or any(line.split("#", 1)[0].strip() for line in body):
            found.append(Excerpt(path, name, start + 1, 1, "\n".join(body)))
    return tuple(found)
