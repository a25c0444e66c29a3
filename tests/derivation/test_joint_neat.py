"""Shorter terms: the same values, also where many powers have symbolic exponents."""

from __future__ import annotations

from sympy import Add, Rational, Symbol, symbols

from symreparam.derivation.joint_neat import MOST_POWERS, neat
from symreparam.terms.region import Region
from symreparam.terms.scope import variable


def test_many_symbolic_powers_keep_their_value() -> None:
    tau = Symbol("tau", positive=True)
    letters = [variable(name) for name in "xyzw"]
    scales = symbols("a b c d", positive=True)
    total = Add(*(a * x**-tau / (1 + x**tau) for a, x in zip(scales, letters, strict=True)))
    assert len(letters) > MOST_POWERS
    term = 1 / total**3
    region = Region(tuple((x, Rational(0), Rational(1)) for x in letters))
    short = neat(term, region)
    values = {tau: 2, **{x: Rational(1, 3 + k) for k, x in enumerate(letters)}}
    values |= {a: k + 1 for k, a in enumerate(scales)}
    assert short.subs(values) == term.subs(values)
