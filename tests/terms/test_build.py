"""The guarded constructor: what is too large, or no real number, is never built."""

from __future__ import annotations

import pytest
from sympy import E, Integer, Rational, Symbol, exp, oo, pi, sqrt

from symreparam.terms.build import TermError, TermLimit, build

x = Symbol("x", real=True)
N = Integer


@pytest.mark.parametrize(
    ("head", "args", "term"),
    [
        ("Add", (x, N(1)), x + 1),
        ("Mul", (x, N(2)), 2 * x),
        ("Pow", (x, Rational(1, 2)), sqrt(x)),
        ("exp", (N(1),), E),
        ("gamma", (N(5),), N(24)),
        ("Pow", (N(2), N(100)), N(2**100)),
        ("Pow", (x, N(1000)), x**1000),
    ],
)
def test_terms_are_built(head: str, args: tuple, term: object) -> None:
    assert build(head, args) == term


@pytest.mark.parametrize(
    ("head", "args"),
    [
        ("Pow", (N(9), N(9**9))),
        ("Pow", (N(10), N(10**8))),
        ("Pow", (x, N(10**30))),
        ("Pow", (x, Rational(1, 1000003))),
        ("factorial", (N(10**9),)),
        ("gamma", (N(10**12),)),
        ("binomial", (N(10**9), N(5 * 10**8))),
        ("exp", (exp(exp(exp(N(99)))),)),
        ("exp", (N(10**9),)),
        ("sin", (N(10**100),)),
        ("zeta", (N(10**6),)),
        ("Pow", (N(2), exp(N(99)))),
    ],
)
def test_limits(head: str, args: tuple) -> None:
    with pytest.raises(TermLimit):
        build(head, args)


@pytest.mark.parametrize(
    ("head", "args"),
    [
        ("Pow", (N(0), N(-1))),
        ("Pow", (N(-1), Rational(1, 2))),
        ("log", (N(-1),)),
        ("log", (N(0),)),
        ("asin", (N(2),)),
        ("Add", (oo, -oo)),
        ("gamma", (N(0),)),
        ("exp", (x, x)),
        ("exp", ()),
        ("eval", (x,)),
        ("__class__", (x,)),
        ("tan", (pi / 2,)),
    ],
)
def test_what_is_no_real_number(head: str, args: tuple) -> None:
    with pytest.raises(TermError):
        build(head, args)
