"""What is wrong with a handout, and where."""

from __future__ import annotations


class HandoutError(ValueError):
    """A handout that cannot be built. `line` counts from 1 in its source; 0: none is at fault."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line
