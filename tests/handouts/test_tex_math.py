"""The strict reader of prose formulas: what it shows, and what it refuses."""

from __future__ import annotations

import contextlib
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symreparam.handouts.errors import HandoutError
from symreparam.handouts.tex_math import formula
from symreparam.handouts.tex_symbols import FUNCTIONS, LETTERS, OPERATORS, alphabet

GOOD = (
    r"z = \mu + \sigma\varepsilon",
    r"\frac{1}{\sigma\sqrt{2\pi}}\exp\left(-\frac{(z-\mu)^2}{2\sigma^2}\right)",
    r"\begin{aligned} a &= b \\ &= c \\ \end{aligned}",
    r"\begin{cases} 1 & \text{if } x > 0 \\ 0 & \text{otherwise}\end{cases}",
    r"\sum_{i=1}^{n} \log p_i \le \max_k a_k",
    r"\mathbb{E}[f'(x)] \overset{d}{=} \mathcal{N}(\mu, \sigma^2)",
    r"\left\{ x \in \mathbb{R} : |x| < 1 \right\}",
    r"\sqrt[3]{x} \odot \hat{y}, \qquad \nabla_\theta",
    r"\underbrace{a+b}_{\text{two of them}}",
)
BAD = (
    (r"\input{/etc/passwd}", r"\input"),
    (r"\def\x{1}", r"\def"),
    (r"\frac{1}", "lacks its argument"),
    ("a}", "closes nothing"),
    ("{a", "not closed"),
    (r"\left( x", r"no `\right`"),
    (r"x \right)", "closes nothing"),
    (r"\begin{gathered}a\end{gathered}", "gathered"),
    (r"\begin{aligned} a", "has no"),
    (r"\begin{aligned} a \end{cases}", "has no"),
    ("x^2^3", "double script"),
    ("x_", "lacks its argument"),
    (r"\text{$x$}", "words alone"),
    (r"\text{a", "not closed"),
    (r"\mathbb{X}", "has no `X`"),
    ("a & b", "closes nothing"),
    ("é", "not among"),
    ("μ", "not among"),
    ("{" * 60 + "}" * 60, "too deeply"),
    ("#1", "not among"),
    ("% comment", "not among"),
)


@pytest.mark.parametrize("text", GOOD)
def test_is_well_formed_mathml(text: str) -> None:
    shown = formula(text, block=True)
    root = ElementTree.fromstring(shown.replace("&nbsp;", " "))
    assert root.tag == "math" and root.get("display") == "block"
    assert not re.search(r"\\|\$", "".join(root.itertext()))


@pytest.mark.parametrize(("text", "why"), BAD)
def test_refuses_with_the_line(text: str, why: str) -> None:
    with pytest.raises(HandoutError, match=re.escape(why)) as found:
        formula(text, 7)
    assert found.value.line == 7


def test_words_keep_their_spaces() -> None:
    assert "<mtext>if&#xa0;</mtext>" in formula(r"x \text{if } y")
    assert "<mtext>&#xa0;then</mtext>" in formula(r"x \text{ then} y")


def test_a_leading_minus_is_a_sign_and_others_are_operators() -> None:
    assert formula("-x").count('form="prefix"') == 1
    assert formula("(-x)").count('form="prefix"') == 1
    assert formula("a = -x").count('form="prefix"') == 1
    assert 'form="prefix"' not in formula("a - x")


def test_what_looks_like_markup_is_escaped() -> None:
    assert "<script" not in formula(r"\text{<script>}")
    assert "&lt;" in formula("a < b")


def test_rows_that_end_with_a_break_have_no_empty_row() -> None:
    assert formula(r"\begin{aligned} a \\ b \\ \end{aligned}").count("<mtr>") == 2


def test_alphabets_are_unicodes() -> None:
    assert alphabet(r"\mathcal", "N") == "𝒩"
    assert alphabet(r"\mathcal", "L") == "ℒ"
    assert alphabet(r"\mathbf", "x") == "𝐱"
    assert alphabet(r"\mathbf", "7") == "𝟕"
    assert alphabet(r"\mathcal", "n") is None
    assert not set(LETTERS) & set(OPERATORS)
    assert all(name.startswith("\\") for name in FUNCTIONS)


@given(st.text(alphabet="ab1\\{}^_&$ frac'()<>", max_size=30))
def test_never_anything_but_mathml_or_a_refusal(text: str) -> None:
    with contextlib.suppress(HandoutError):
        ElementTree.fromstring(formula(text))


def test_a_minus_after_a_stretched_bracket_is_an_operator() -> None:
    assert 'form="prefix">−' not in formula(r"\left(a\right) - b")
    assert "mspace" in formula(r"\frac{1}{2}\log x") and "mspace" not in formula(r"-\log(x)")


def test_an_operator_has_its_scripts_before_its_argument() -> None:
    found = formula(r"\operatorname{E}_q(x)")
    assert '<msub><mi mathvariant="normal">E</mi><mi>q</mi></msub><mo>&#x2061;</mo>' in found


def test_a_script_or_fraction_without_braces_takes_one_digit_as_in_tex() -> None:
    assert "<mfrac><mn>1</mn><mn>2</mn></mfrac>" in formula(r"\frac12")
    assert "<mn>1</mn></msup><mn>2</mn>" in formula("x^12")


def test_words_in_bold_and_letters_that_an_alphabet_lacks() -> None:
    assert "𝐁𝐞" in formula(r"\mathbf{Be}")
    for text in (r"\mathbb{AB}", r"\mathbf{α}", r"\mathcal{}"):
        with pytest.raises(HandoutError, match="has no"):
            formula(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (r"\tau \rightarrow 0", "→"),
        (r"A \subseteq B \wedge C", "⊆"),
        (r"\forall x", "∀"),
        (r"50\%", "%"),
        (r"\binom{n}{k}", 'linethickness="0"'),
        (r"X \stackrel{d}{=} Y", "<mover>"),
        (r"\underset{x}{\arg}", "<munder>"),
    ],
)
def test_common_commands_are_known(text: str, shown: str) -> None:
    assert shown in formula(text)
