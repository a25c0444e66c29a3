"""Conditions, indicators, choices and test functions in every target."""

from __future__ import annotations

from sympy import And, Function, Integer, Piecewise, Symbol

from symreparam.render.breaks import broken
from symreparam.render.layout import Blank, Row, Sign, Word
from symreparam.render.layout_latex import latex
from symreparam.render.layout_text import line
from symreparam.render.mathml import mathml
from symreparam.render.terms_layout import Typesetter

X, T = Symbol("X", real=True), Symbol("t", real=True)
SETTER = Typesetter({X})
EVENT = Piecewise((Integer(1), T >= X), (Integer(0), True))


def test_an_indicator_is_one_and_its_mean_a_probability() -> None:
    assert line(SETTER.term(EVENT)) == "1{X ≤ t}"
    assert line(SETTER.term(Function("E", real=True)(EVENT))) == "P(X ≤ t)"
    assert latex(SETTER.term(Function("E", real=True)(EVENT))) == r"\mathrm{P}(X \le t)"


def test_what_is_no_indicator_is_a_choice() -> None:
    other = Piecewise((Integer(2), X < T), (Integer(0), True))
    assert line(SETTER.term(other)) == "2 for X < t, 0 otherwise"
    assert "Piecewise" not in mathml(SETTER.term(Function("E", real=True)(other)))


def test_joined_conditions() -> None:
    both = Piecewise((Integer(1), And(X > 0, X < T)), (Integer(0), True))
    shown = line(SETTER.term(both))
    assert " and " in shown and "X > 0" in shown and "X < t" in shown


def test_primes_of_test_functions() -> None:
    term = Function("f'", real=True)(X)
    assert latex(SETTER.term(term)) == "f'(X)" and line(SETTER.term(term)) == "f'(X)"
    assert "<mi>f</mi>" in mathml(SETTER.term(term))


def test_a_blank_is_as_wide_as_it_says_and_shows_nothing() -> None:
    assert line(Blank(7)) == "_" * 7
    assert "3.5em" in latex(Blank(7)) and 'width="3.5em"' in mathml(Blank(7))


def test_long_rows_are_broken_after_their_signs() -> None:
    long = Row((Word("a" * 20), Sign("="), Word("b" * 20), Sign("+"), Row((Word("c"),), 3)))
    assert len(broken(long)) > 1
    assert broken(Word("a" * 90)) == [Word("a" * 90)]
