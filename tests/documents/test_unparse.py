"""Printing and reading are inverse, and no bracket is printed that is not needed."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from symreparam.documents import syntax
from symreparam.documents.diagnostics import Diagnostic
from symreparam.documents.names import GREEK, spelled
from symreparam.documents.nodes import Node
from symreparam.documents.parse import parse_block
from symreparam.documents.unparse import print_expression, print_statement

NAMES = ["a", "x", "X", "mu", "z_1", "lambda", "gamma", "exp", "Normal", "alpha" * 7]
names = st.sampled_from(NAMES).map(syntax.Name)
numbers = st.builds(
    lambda digits, places: syntax.Number(Fraction(digits, 10**places)),
    st.integers(0, 10**6),
    st.integers(0, 4),
)
constants = st.sampled_from(["pi", "oo", "EulerGamma", "Catalan"]).map(syntax.Constant)


def lists(
    of: st.SearchStrategy[Node], least: int, most: int = 3
) -> st.SearchStrategy[tuple[Node, ...]]:
    return st.lists(of, min_size=least, max_size=most).map(tuple)


# a strategy that `flatmap` makes anew at each draw is looked through anew, which takes most of the
# time: those of operands and signs are made once
def arithmetic(inner: st.SearchStrategy[Node], signs: list[str]) -> st.SearchStrategy[Node]:
    count, sign = st.integers(2, 3), st.sampled_from(signs)

    @st.composite
    def drawn(draw: st.DrawFn) -> Node:
        operands = tuple(draw(inner) for _ in range(draw(count)))
        return syntax.Arithmetic(operands, tuple(draw(sign) for _ in operands[1:]))

    return drawn()


def chains(inner: st.SearchStrategy[Node], equals: bool) -> st.SearchStrategy[Node]:
    two = st.sampled_from(["<", "<=", ">", ">=", "!="] + ["="] * equals)
    ways = [st.sampled_from(["<", "<="]), st.sampled_from([">", ">="])]
    way = st.sampled_from([None, *ways])

    @st.composite
    def drawn(draw: st.DrawFn) -> Node:
        sign = draw(way)
        if sign is None:
            return syntax.Chain((draw(inner), draw(inner)), (draw(two),))
        operands = (draw(inner), draw(inner), draw(inner))
        return syntax.Chain(operands, (draw(sign), draw(sign)))

    return drawn()


def conditions(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    return st.recursive(
        chains(inner, True),
        lambda deeper: st.builds(syntax.Junction, st.sampled_from(["and", "or"]), lists(deeper, 2)),
        max_leaves=4,
    )


def runs(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    return st.builds(syntax.Run, inner, inner, st.none() | names)


def calls(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    condition = conditions(inner)
    side = inner | st.builds(syntax.TupleOf, lists(inner, 2))
    given = st.builds(syntax.Given, side | condition, side | condition)
    keyword = st.builds(syntax.Keyword, st.sampled_from(["k", "theta"]), side)
    name = st.sampled_from(["f", "Normal", "exp"])
    return st.one_of(
        st.builds(syntax.Call, name, lists(side | runs(inner), 0), primes=st.integers(0, 2)),
        st.builds(syntax.Call, name, st.just(()), lists(keyword, 1)),
        st.builds(syntax.Call, st.sampled_from(["P", "E"]), st.tuples(given)),
        st.builds(syntax.Call, st.just("if"), st.tuples(condition, side, side)),
        st.builds(
            syntax.Call, st.just("jacobian"), st.tuples(side), after_semicolon=lists(names, 1)
        ),
    )


values = st.recursive(
    names | numbers | constants,
    lambda inner: st.one_of(
        arithmetic(inner, ["+", "-"]),
        arithmetic(inner, ["*", "/", ".*", "@"]),
        st.builds(syntax.Negate, inner),
        st.builds(syntax.Power, inner, inner),
        st.builds(syntax.Item, st.sampled_from(["e", "L"]), lists(inner | runs(inner), 1, 2)),
        calls(inner),
    ),
    max_leaves=12,
)
sides = values | st.builds(syntax.TupleOf, lists(values, 2))
lefts = sides | st.builds(syntax.Given, sides, sides | conditions(values))
ranges = st.one_of(
    chains(values, False),
    st.builds(syntax.RealRange, names),
    st.builds(syntax.IntegerRange, names | chains(values, False)),
)
pieces = st.one_of(
    st.builds(
        syntax.Piece,
        st.just("density"),
        values,
        st.none() | names | st.builds(syntax.TupleOf, lists(names, 2)),
        lists(ranges, 1),
    ),
    st.builds(syntax.Piece, st.just("mass"), values, sides, lists(ranges, 0)),
)
claims = st.one_of(
    st.builds(syntax.Follows, lefts, sides),
    st.builds(syntax.HasLaw, lefts, lists(pieces, 1)),
    st.builds(syntax.Member, lefts, names),
    st.builds(syntax.Independence, lists(sides, 2)),
    st.builds(syntax.Equation, sides, sides),
)
items = st.builds(syntax.Item, st.sampled_from(["e", "L"]), lists(runs(values), 1, 2))
named_runs = st.builds(syntax.Run, values, values, names)
targets = lists(names | items, 1)
statements = st.one_of(
    st.builds(syntax.LetReal, targets),
    st.builds(syntax.LetInteger, targets),
    st.builds(syntax.LetInteger, targets, st.sampled_from(["<", ">=", "!="]), values),
    st.builds(syntax.LetComparison, st.just(()), chains(values, False), st.booleans()),
    st.builds(
        syntax.LetComparison,
        lists(names | items, 0, 2),
        st.builds(syntax.Chain, st.tuples(names | items, values), st.just((">=",))),
    ),
    st.builds(syntax.LetFunction, lists(names, 1)),
    st.builds(
        syntax.LetRandom,
        lists(names | items | st.builds(syntax.TupleOf, lists(names, 2)), 1),
        sides,
    ),
    st.builds(
        syntax.LetDerived,
        names | st.builds(syntax.Item, st.just("e"), lists(named_runs, 1, 2)),
        sides,
    ),
    st.builds(syntax.Prove, claims),
    st.builds(syntax.Refute, claims, st.booleans()),
    st.builds(syntax.Derive, lefts),
)


def read(text: str) -> syntax.Statement:
    (statement,) = parse_block(text).statements
    if isinstance(statement, Diagnostic):
        assume("10,000 bits" not in statement.message)  # 9^9^9^9 is not in the language
    assert not isinstance(statement, Diagnostic), text
    return statement


@settings(max_examples=200, deadline=None)
@given(statements)
def test_round_trip(statement: syntax.Statement) -> None:
    text = print_statement(statement)
    assert read(text) == statement, text


@settings(max_examples=50, deadline=None)
@given(values)
def test_printing_is_stable(value: syntax.Expression) -> None:
    text = print_statement(syntax.Derive(value))
    assert print_statement(read(text)) == text


# Text that prints as itself: no bracket could be left out.
SAME = [
    "derive a - (b - c) - d",
    "derive a*(b*c)/(d*a)",
    "derive -a^2 + (-a)^2 - -a",
    "derive (a^b)^c^d",
    "derive 2^-a^b*c",
    "derive -(a*b)",
    "derive a*-b",
    "derive (a + b) .* c @ d",
    "derive f''(x, (1, 2)) + e[i, 1..n]",
    "derive if((a < b or c < d) and a = b or c != d, 1, 0)",
    "prove P(a < b and (c < d or d < 1)) = 1/3",
    "prove (X given X > 0 and Y < 1) ~ Gamma(k=2, theta=1/b)",
    "derive (X given Y)",
    "prove ((1, 2), (a, b)) ~ (x, y)",
    "refute X has density 0.125 at t for 0 < t < 1 and t != 1/2, mass 1/2 at 0 for all",
    "let integer 1 <= n <= 9",
    "let a, b[1..n] > 0",
    "let m, n integer >= 1",
    "let z[i = 1..n] = mu[i]",
    "let (x, y), w ~ Normal(0, 1)",
    "prove sum(e[i]^2, i = 1..n - 1) = 1",
]


@pytest.mark.parametrize("text", SAME)
def test_prints_as_itself(text: str) -> None:
    assert print_statement(read(text)) == text


NUMBERS = [
    (Fraction(3), "3"),
    (Fraction(1, 10), "0.1"),
    (Fraction(7, 4), "1.75"),
    (Fraction(1, 8), "0.125"),
    (Fraction(1, 3), "1/3"),
    (Fraction(-3, 2), "-1.5"),
    (Fraction(-1, 3), "-1/3"),
]


@pytest.mark.parametrize(("value", "text"), NUMBERS)
def test_numbers(value: Fraction, text: str) -> None:
    assert print_expression(syntax.Number(value)) == text
    squared = print_expression(syntax.Power(syntax.Number(value), syntax.Name("n")))
    assert squared == (f"({text})^n" if "/" in text or "-" in text else f"{text}^n")


@given(st.text(st.sampled_from([*GREEK, "a", "x"]), min_size=1, max_size=32))
def test_a_long_greek_name_can_be_written(word: str) -> None:
    first = read(f"derive {word}")
    assert read(print_statement(first)) == first


def test_spelled_leaves_short_names_alone() -> None:
    assert spelled("alpha_beta") == "alpha_beta"
    assert len(spelled("alphabetachi" * 4)) == 12
