"""Every rule has a sentence, every sentence has its slots, and none is left over."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sympy import Symbol

import symreparam.render
from symreparam.render.document import Math, Text
from symreparam.render.layout import Name
from symreparam.render.phrases import PHRASES
from symreparam.render.phrases_cited import CITED, PARTS_OF
from symreparam.render.phrases_story import STORY
from symreparam.render.sentences import fill
from symreparam.rules import table
from symreparam.rules.table import RULES

# the rules of the checker itself, which join scopes or proofs
JOINING = set(table.JOINING)
FOLDER = Path(symreparam.render.__file__).parent


def test_every_rule_has_a_phrase() -> None:
    assert set(RULES) <= set(PHRASES)
    assert table.CASES in PHRASES
    assert set(PHRASES) - set(RULES) <= JOINING


def test_every_citation_is_in_the_rules_own_words() -> None:
    assert set(CITED) <= {*RULES, *JOINING}
    for rule in set(CITED) & set(RULES):
        figure = " ".join((RULES[rule].__doc__ or "").split())
        for year in re.findall(r"\d{4}", CITED[rule]):
            assert year in figure, rule


def test_a_rule_of_several_theorems_names_each() -> None:
    rules = (RULES["equation-pathwise"], RULES["equation-for-functions"])
    figures = " ".join(" ".join((rule.__doc__ or "").split()) for rule in rules)
    for theorem in PARTS_OF.values():
        assert all(year in figures for year in re.findall(r"\d{4}", theorem))


def test_every_sentence_of_the_story_is_told_somewhere() -> None:
    files = [path for path in FOLDER.glob("*.py") if not path.stem.startswith("phrases")]
    code = "".join(path.read_text(encoding="utf-8") for path in files)
    assert {key for key in STORY if f'"{key}"' not in code} == set()


def test_slots_are_filled_with_mathematics_or_words() -> None:
    x = Name("x")
    assert fill("{a} is {b}.", a=x, b="odd") == (Math(x), Text(" is odd."))
    assert fill("{a}{a}", a=(Text("p"), Math(x))) == (Text("p"), Math(x), Text("p"), Math(x))
    assert fill("{a}", a="") == ()


def test_a_slot_without_a_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        fill("{a} is {b}.", a=Name("x"))


def test_text_in_a_slot_is_never_a_template() -> None:
    assert fill("{a}", a="{b}") == (Text("{b}"),)
    assert Symbol("{a}").name in str(fill("{a}", a=Name("{a}")))
