"""Spelling and tables."""

from __future__ import annotations

import pytest

from symreparam.documents.names import (
    CALLABLE,
    CONSTANTS,
    GREEK,
    RESERVED,
    STATEMENTS,
    may_be_test_function,
    nearest,
    normal,
)

NORMAL = [
    ("μ", "mu"),
    ("µ", "mu"),
    ("Μ", "Mu"),
    ("ς", "sigma"),
    ("Σ_1", "Sigma_1"),
    ("ϵϕϑ", "epsilonphitheta"),
    ("ω2", "omega2"),
    ("∞", "oo"),
    ("≤", "<="),
    ("⊙", ".*"),
    ("**", "^"),
    ("x_1", "x_1"),
]

NEAREST = [
    ("sigme", ["sigma", "mu"], "sigma"),
    ("normal", ["Normal", "Gamma"], "Normal"),
    ("x", ["y", "z"], None),
    ("x", ["X"], "X"),
    ("Nromal", ["LogNormal", "Normal"], "Normal"),
    ("qqqq", ["Normal"], None),
    ("a", [], None),
    ("mu", ["mu"], None),
]


@pytest.mark.parametrize(("text", "name"), NORMAL)
def test_normal(text: str, name: str) -> None:
    assert normal(text) == name


@pytest.mark.parametrize(("name", "candidates", "close"), NEAREST)
def test_nearest(name: str, candidates: list[str], close: str | None) -> None:
    assert nearest(name, candidates) == close


@pytest.mark.parametrize("name", ["f", "g2", "F", "phi", "psi10"])
def test_may_be_a_test_function(name: str) -> None:
    assert may_be_test_function(name)


@pytest.mark.parametrize("name", ["fg", "sinn", "f_1", "2f", "", "phix"])
def test_is_no_test_function(name: str) -> None:
    assert not may_be_test_function(name)


def test_tables() -> None:
    assert len(GREEK) == 49
    assert set(STATEMENTS) | set(CONSTANTS) | {"if", "all", "given"} <= RESERVED
    assert RESERVED & set(CALLABLE) == {"if"}
