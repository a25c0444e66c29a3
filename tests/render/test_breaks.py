"""Where formulas break: between sides, words and ranges, and nowhere inside of a term."""

from __future__ import annotations

import re

import pytest

from symreparam.render.breaks import stacked
from symreparam.render.document import Formula
from symreparam.render.html import blocks_html
from symreparam.render.layout import (
    COMMA,
    SUM,
    Call,
    Digits,
    Layout,
    Name,
    Row,
    Sign,
    Word,
    equation,
)

A, B = Name("a"), Name("b")
SUM_OF_TWO = Row((A, Sign("+"), B), SUM)
PAIR = Call(Word(""), (A, SUM_OF_TWO))
RANGE = equation(Digits("0"), "<", A, "<", Digits("1"))
LONG = Call(Word("Independent"), (Call(Word("Exponential"), (A,)), Call(Word("Gamma"), (A, B))))


def test_before_a_relation() -> None:
    assert stacked(equation(PAIR, "~", LONG)) == [PAIR, Row((Sign("~"), LONG))]


def test_around_words_and_after_the_comma_of_ranges() -> None:
    ranges = Row((equation(B, ">", Digits("0")), COMMA, RANGE))
    found = stacked(Row((PAIR, Word("has density"), B, Word("for"), ranges)))
    first = Row((equation(B, ">", Digits("0")), COMMA))
    assert found == [PAIR, Word("has density"), B, Word("for"), first, RANGE]


@pytest.mark.parametrize("whole", [SUM_OF_TWO, PAIR, A, Row((A, Sign("+"), B), SUM)])
def test_terms_stay_whole(whole: Layout) -> None:
    assert stacked(whole) == [whole]


def test_a_range_is_not_cut_at_its_signs() -> None:
    assert stacked(Row((A, Word("for"), RANGE)))[-1] == RANGE


def test_nothing_is_lost_or_moved() -> None:
    statement = equation(PAIR, "~", LONG)
    shown = blocks_html((Formula(statement),), frozenset())
    assert shown.startswith('<div class="broken"><math displaystyle="true">')
    assert "</math><wbr/><math" in shown and '<mo lspace="0.278em" rspace="0.278em">∼' in shown
    text = re.sub("<[^>]*>|&#x2061;", "", shown)
    assert text == "(a,a+b)∼Independent(Exponential(a),Gamma(a,b))"


def test_a_minus_in_front_gets_no_room() -> None:
    minus = Row((Sign("-"), Call(Word("logarithm"), (A,))), SUM)
    shown = blocks_html((Formula(Row((minus, Word("has density"), minus))),), frozenset())
    assert shown.count("<mo>−</mo>") == 2 and "0.278em" not in shown


def test_what_is_short_is_one_formula() -> None:
    shown = blocks_html((Formula(equation(A, "~", PAIR)),), frozenset())
    assert shown.startswith('<math display="block">') and "broken" not in shown
