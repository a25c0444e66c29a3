"""What stopped the search, in a sentence: searches name the obligation of the rule that refused."""

from __future__ import annotations

import re
from typing import Final

_BALL: Final = re.compile(r"\[(-?[0-9.]+(?:e[-+]?[0-9]+)?) \+/- [0-9.e+-]+\]")
_DIGITS: Final = 6

_WORDS: Final = (
    (
        r"equal\.undecided: this step of the search fails at (.*?)"
        r"( left - right = .*| \S+(?: \+/- \S+)? against .*)?",
        r"no way of proof was found; the last one needs an equation that is false at \1:\2",
    ),
    (r"equal\.undecided: (.*)", r"two terms could not be shown to be equal: \1"),
    (r"limit\.unknown: (.*)", r"a limit at an end of an interval is open: that of \1"),
    (
        r"integral\.antiderivative: none was found for (.*)",
        r"an integral is open: no antiderivative was found for \1",
    ),
    (
        r"several kernels in (.*)",
        r"the map was not inverted: its variable stands in several functions in \1",
    ),
    (
        r"the sign of ([A-Za-z]\w*) is open",
        r"the sign of \1 is open: a line such as `let \1 > 0` settles it",
    ),
    (
        r"(the form of .* depends on the sign of) ([A-Za-z]\w*)",
        r"\1 \2: make a claim for each, with `let \2 > 0`, `let \2 < 0`, and 0 in place of \2",
    ),
    (
        r"no closed sum over the periods",
        r"the map has infinitely many branches, and no closed sum over them was found",
    ),
    (r"([a-z]+(?:-[a-z]+)*)\.[a-z]+(?:-[a-z]+)*: (.*)", r"a step by the rule `\1` fails: \2"),
    (
        r"([a-z]+(?:-[a-z]+)*)\.([a-z]+(?:-[a-z]+)*)",
        r"a step by the rule `\1` fails: its obligation `\2` is open",
    ),
)
"""Pattern of a whole reason -> the sentence; the first that fits is taken."""


def in_words(reason: str) -> str:
    """The reason as a sentence; one that is a sentence already stays as it is."""
    for pattern, words in _WORDS:
        found = re.fullmatch(pattern, reason, re.DOTALL)
        if found:
            return _BALL.sub(_rounded, found.expand(words))
    return reason


def _rounded(ball: re.Match[str]) -> str:
    return f"{float(ball[1]):.{_DIGITS}g}"
