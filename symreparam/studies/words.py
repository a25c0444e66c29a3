"""Words and formulas put together for the parts of an examination."""

from __future__ import annotations

from symreparam.render.document import Math, Text, Words
from symreparam.render.layout import Layout, equation
from symreparam.render.sentences import commas
from symreparam.render.terms_layout import Typesetter
from symreparam.studies.examination import Values


def say(*parts: str | Layout | Words) -> Words:
    """The parts in a row."""
    words: list[object] = []
    for part in parts:
        if isinstance(part, str):
            words.append(Text(part))
        elif isinstance(part, tuple):
            words.extend(part)
        else:
            words.append(Math(part))
    return tuple(words)  # type: ignore[arg-type]


def at_words(values: Values, show: Typesetter) -> Words:
    """` at mu = 1 and sigma = 2`, or nothing."""
    parts: list[Layout] = []
    for symbol, value in values:
        parts.append(equation(show.term(symbol), "=", show.term(value)))
    return say(" at ", commas(parts)) if parts else ()
