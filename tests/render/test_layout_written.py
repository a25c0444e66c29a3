"""Derivatives, divergences and quotients as textbooks set them, without doubt about their ends."""

from __future__ import annotations

import re

import pytest

from symreparam.render.layout import (
    SUM,
    Call,
    Digits,
    Exp,
    Fraction,
    Layout,
    Name,
    Root,
    Row,
    Sign,
    Times,
    Word,
)
from symreparam.render.layout_latex import latex
from symreparam.render.layout_text import line
from symreparam.render.mathml import mathml

SUM_OF = Row((Digits("1"), Sign("-"), Exp(Name("x"))), SUM)
OF_SUM = Call(Word("grad"), (Name("k"), SUM_OF))
OF_MEAN = Call(Word("grad"), (Name("mu"), Call(Word("E"), (Name("f"),))))
DENSITY = Times((Fraction(Digits("1"), Name("c")), Exp(Name("x"))))


@pytest.mark.parametrize(
    ("layout", "inline", "wanted"),
    [
        (OF_MEAN, False, r"\frac{\partial}{\partial \mu} \, \mathrm{E}(f)"),
        (OF_SUM, False, r"\frac{\partial}{\partial k} \, (1 - e^{x})"),
        (Times((Name("a"), OF_MEAN)), True, r"a (\partial / \partial \mu \, \mathrm{E}(f))"),
        (Call(Word("KL"), (Name("X"), Name("Y"))), False, r"\mathrm{KL}(X \,\|\, Y)"),
        (DENSITY, True, "e^{x} / c"),
        (DENSITY, False, r"\frac{1}{c}\, e^{x}"),
        (Times((Fraction(Name("a"), Name("c")), Exp(Name("x")))), True, r"a\, e^{x} / c"),
        (Call(Word("log"), (Name("x"),)), True, r"\log(x)"),
    ],
)
def test_latex(layout: Layout, inline: bool, wanted: str) -> None:
    assert latex(layout, inline=inline) == wanted


def test_a_derivative_in_a_product_stands_in_parentheses() -> None:
    product = Times((Name("a"), OF_SUM, Root(Name("y"))))
    assert re.sub("<[^>]*>|&#x2062;", "", mathml(product)) == "a(∂∂k(1−ex))y"
    assert r"\left(\frac{\partial}{\partial k} \, (1 - e^{x})\right)" in latex(product).replace(
        r"\left( ", r"\left("
    ).replace(r" \right)", r"\right)")


def test_the_text_keeps_the_claim_language() -> None:
    assert line(OF_MEAN) == "grad(μ, E(f))"
    assert line(Call(Word("KL"), (Name("X"), Name("Y")))) == "KL(X, Y)"
