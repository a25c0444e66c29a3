r"""`\begin{claim}[name] .. \end{claim}` in LaTeX: in comment lines, or in verbatim environments.

A `claim` environment in the text proper is somebody's theorem environment and is left alone.
"""

from __future__ import annotations

import re
from typing import Final

from .excerpt import Excerpt, excerpt_of, lines_of

_COMMENT: Final = re.compile(r"[ \t]*%+[ \t]?")
_BEGIN: Final = re.compile(r"[ \t]*\\begin\{claim\}[ \t]*(?:\[(?P<name>[^\]]*)\])?[ \t]*$")
_END: Final = re.compile(r"[ \t]*\\end\{claim\}[ \t]*$")
_VERBATIM: Final = re.compile(
    r"\\begin\{(?P<kind>verbatim\*?|[BLS]?Verbatim\*?|lstlisting|minted|alltt|comment|filecontents\*?"
    r"|verbatimtab|boxedverbatim|spverbatim)\}"
)


def from_tex(path: str, text: str) -> tuple[Excerpt, ...]:
    """The claim blocks of a LaTeX document, in order; one that is never closed ends with its
    comment block, its environment or the text."""
    found: list[Excerpt] = []
    verbatim = ""  # the environment that we are in
    name: str | None = None  # of the block that is open
    first, body = 0, list[tuple[int, str]]()

    def close() -> None:
        nonlocal name
        if name is not None:
            found.append(excerpt_of(path, name, first, body))
        name = None

    for number, line in enumerate(lines_of(text), 1):
        comment = None if verbatim else _COMMENT.match(line)
        if verbatim and f"\\end{{{verbatim}}}" in line:
            close()
            verbatim = ""
            continue
        if not verbatim and comment is None:
            close()
            started = _VERBATIM.search(_uncommented(line))
            if started and f"\\end{{{started['kind']}}}" not in line[started.end() :]:
                verbatim = started["kind"]
            continue
        offset = comment.end() if comment else 0
        begin = _BEGIN.match(line, offset)
        if begin:
            close()
            name, first, body = begin["name"] or "", number + 1, []
        elif _END.match(line, offset):
            close()
        elif name is not None:
            body.append((offset, line[offset:]))
    close()
    return tuple(found)


def _uncommented(line: str) -> str:
    """What stands before a comment."""
    found = re.search(r"(?<!\\)(?:\\\\)*%", line)
    return line[: found.start()] if found else line
