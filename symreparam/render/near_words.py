"""The words of a near miss with its terms set as mathematics."""

from __future__ import annotations

from symreparam.logic.verdict import NearMiss
from symreparam.render.document import Inline, Math, Text, Words
from symreparam.render.terms_layout import Typesetter


def near_words(setter: Typesetter, near: NearMiss) -> Words:
    """`with std = σ instead of σ²`; words without terms as they are."""
    found: list[Inline] = []
    for part in near.parts or (near.words,):
        found.append(Text(part) if isinstance(part, str) else Math(setter.term(part)))
    return tuple(found)
