"""Layouts as LaTeX mathematics. Names reach the text only through `name_latex`."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

from symreparam.render.layout import (
    POWER,
    PRODUCT,
    Below,
    Blank,
    Call,
    Choice,
    Digits,
    Exp,
    Fenced,
    Fraction,
    Grid,
    Integral,
    Layout,
    Member,
    Name,
    Power,
    Prime,
    Root,
    Row,
    Sign,
    Times,
    Word,
    parts_of,
    rank,
)
from symreparam.render.layout_written import THIN, as_written
from symreparam.render.names import GREEK, shown

_SIGNS: Final = MappingProxyType(
    {
        "≈": r"\approx",
        "∞": r"\infty",
        "…": r"\dots",
        "π": r"\pi",
        "γ": r"\gamma",
        "Γ": r"\Gamma",
        "Φ": r"\Phi",
        "ψ": r"\psi",
        "ζ": r"\zeta",
        "χ": r"\chi",
        "δ": r"\delta",
        "ℝ": r"\mathbb{R}",
        "ℤ": r"\mathbb{Z}",
        "𝒩": r"\mathcal{N}",
        "𝒰": r"\mathcal{U}",
        "≤": r"\le",
        "≥": r"\ge",
        "≠": r"\ne",
        "~": r"\sim",
        "∈": r"\in",
        "→": r"\to",
        "↦": r"\mapsto",
        "·": r"\cdot",
        "∑": r"\sum",
        "∂": r"\partial",
        "∥": r"\,\|\,",
        THIN: r"\,",
        ",": ",",
    }
)
_FENCES: Final = MappingProxyType(
    {
        "⌊": r"\lfloor",
        "⌋": r"\rfloor",
        "⌈": r"\lceil",
        "⌉": r"\rceil",
        "{": r"\{",
        "}": r"\}",
        "|": "|",
        "(": "(",
        ")": ")",
    }
)
_OPERATORS: Final = frozenset(
    (
        *("log", "exp", "sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth"),
        *("max", "min"),
    )
)
_TALL: Final = Fraction | Choice | Integral | Grid


def latex(layout: Layout, alike: frozenset[str] = frozenset(), *, inline: bool = False) -> str:
    """The layout in math mode; names in `alike` are verbatim, fractions in a line get slashes."""
    return _Latex(alike, inline).text(layout)


def name_latex(name: str, alike: frozenset[str] = frozenset()) -> str:
    r"""`sigma` is \sigma, `x_1` is x_{1}, `eps` is \varepsilon; other words stand upright."""
    form = shown(name, alike)
    if form.verbatim:
        return r"\mathrm{%s}" % re.sub(r"[^A-Za-z0-9]", r"\\_", form.word)
    if form.word in GREEK:
        word = GREEK[form.word][1]
    else:
        word = form.word if len(form.word) == 1 else r"\mathrm{%s}" % form.word
    return f"{word}_{{{form.index}}}" if form.index else word


def _lowered(base: str, index: str) -> str:
    """The base with an index; a second one joins the first, because LaTeX allows no `f_{1}_{Z}`."""
    stem, found, first = base.removesuffix("}").partition("_{")
    if found and base.endswith("}") and not re.search(r"[{}]", first):
        return f"{stem}_{{{first}, {index}}}"
    return f"{base}_{{{index}}}"


class _Latex:
    def __init__(self, alike: frozenset[str], inline: bool) -> None:
        self.alike, self.inline = alike, inline

    def text(self, layout: Layout) -> str:
        layout = as_written(layout, inline=self.inline)
        match layout:
            case Name(name):
                return name_latex(name, self.alike)
            case Digits(text):
                return text
            case Sign(char):
                return _SIGNS.get(char, char)
            case Word(text):
                return _word(text)
            case Row(parts, _):
                return self._row(parts)
            case Times(factors, dot):
                return self._times(factors, dot)
            case Fraction(top, bottom):
                if self.inline:
                    return f"{self._at(top, PRODUCT)} / {self._at(bottom, POWER)}"
                return rf"\frac{{{self.text(top)}}}{{{self.text(bottom)}}}"
            case Power(base, exponent):
                return f"{self._grouped(base)}^{{{self.text(exponent)}}}"
            case Below(base, index):
                return _lowered(self.text(base), self.text(index))
            case Prime(base):
                return f"{self.text(base)}'"
            case Root(body):
                return rf"\sqrt{{{self.text(body)}}}"
        return self._composed(layout)

    def _composed(self, layout: Layout) -> str:
        match layout:
            case Exp(exponent, tall):
                if tall:
                    return rf"\exp{self._fenced(exponent, '(', ')')}"
                return f"e^{{{self.text(exponent)}}}"
            case Fenced(body, opening, closing):
                return self._fenced(body, opening, closing)
            case Blank(letters):
                return rf"\underline{{\rule[-0.4em]{{0pt}}{{1.8em}}\hspace{{{letters / 2:g}em}}}}"
            case Call(head, arguments):
                inner = ", ".join(map(self.text, arguments))
                tall = any(map(self._tall, arguments))
                name = "" if head == Word("") else self.text(head)
                return name + (rf"\left({inner}\right)" if tall else f"({inner})")
            case Member(_, written):
                return self.text(written)
            case Integral(lower, upper, integrand, letter, True):
                start = rf"{self.text(letter)}={self.text(lower)}"
                return rf"\sum_{{{start}}}^{{{self.text(upper)}}} {self._at(integrand, PRODUCT)}"
            case Integral(lower, upper, integrand, letter, _):
                ends = rf"\int_{{{self.text(lower)}}}^{{{self.text(upper)}}}"
                return rf"{ends} {self.text(integrand)} \,d{self.text(letter)}"
            case Choice(rows):
                # the room is counted from the line's own foot, below which a fraction reaches
                room = 12 if any(is_tall(value) for value, _ in rows) else 4
                lines = rf" \\[{room}pt] ".join(
                    rf"\displaystyle {self.text(v)}, & {self.text(w)}" for v, w in rows
                )
                return rf"\begin{{cases}} {lines} \end{{cases}}"
            case Grid(matrix):
                # in a line of words a fraction keeps its slash, and a matrix its small letters
                kind = "smallmatrix" if self.inline else "matrix"
                rows_of = (" & ".join(map(self.text, cells)) for cells in matrix)
                inner = r" \\ ".join(rows_of)
                return rf"\left(\begin{{{kind}}} {inner} \end{{{kind}}}\right)"
        raise TypeError(type(layout).__name__)

    def _tall(self, layout: Layout) -> bool:
        return not self.inline and is_tall(layout)

    def _at(self, layout: Layout, wanted: int) -> str:
        layout = as_written(layout, inline=self.inline)
        text = self.text(layout)
        return text if rank(layout) >= wanted else f"({text})"

    def _grouped(self, base: Layout) -> str:
        """A base that ends in a prime is closed before the exponent, which stands above an index;
        so is an index inside of a longer base."""
        text = self.text(base)
        indexed = isinstance(base, Name) or (isinstance(base, Below) and text.count("_") == 1)
        return f"{{{text}}}" if isinstance(base, Prime) or ("_" in text and not indexed) else text

    def _fenced(self, body: Layout, opening: str, closing: str) -> str:
        left, right = _FENCES[opening], _FENCES[closing]
        if self._tall(body) or left[0] == "|":
            return rf"\left{left} {self.text(body)} \right{right}"
        # a letter right after a command would become part of its name
        opened, closed = (f"{end} " if end[-1].isalpha() else end for end in (left, right))
        return f"{opened}{self.text(body)}{closed}"

    def _row(self, parts: tuple[Layout, ...]) -> str:
        pieces: list[str] = []
        for part in parts:
            text = self.text(part)
            if text.startswith("- ") and pieces and pieces[-1].endswith("\\ "):
                text = "{-}" + text[2:]  # after words it is a sign, no operation
            if isinstance(part, Word) and text.startswith(r"\mathrm") and len(parts) > 1:
                # words side by side share the space between them
                space = "" if pieces and pieces[-1].endswith("\\ ") else "\\ "
                text = rf"{space}\text{{{part.text}}}\ "
            pieces.append(text)
        return " ".join(pieces).replace(" ,", ",")

    def _times(self, factors: tuple[Layout, ...], dot: bool) -> str:
        text = ""
        before: Layout | None = None
        for each in factors:
            factor = as_written(each, inline=self.inline)
            piece = self.text(factor)
            if rank(factor) < PRODUCT:
                piece = self._fenced(factor, "(", ")")
            if before is None:
                text = piece
            elif dot or (isinstance(before, Digits) and piece[:1].isdigit()):
                text += rf" \cdot {piece}"
            elif isinstance(before, Call) or isinstance(factor, Exp) or self._wordy(before, factor):
                text += rf"\, {piece}"
            else:
                text += f" {piece}"
            before = factor
        return text

    def _wordy(self, *pair: Layout) -> bool:
        """Whether an upright word is among the two: it needs a space beside it."""
        found = [part.base if isinstance(part, Power) else part for part in pair]
        words = [shown(part.name, self.alike).word for part in found if isinstance(part, Name)]
        return any(len(word) > 1 and word not in GREEK for word in words)


def _word(text: str) -> str:
    if text in _OPERATORS:
        return "\\" + text
    escaped = re.sub(r"[^A-Za-z0-9 ]", r"\\_", text)
    return rf"\mathrm{{{escaped}}}"


def is_tall(layout: Layout) -> bool:
    """Whether plain parentheses are too small for it."""
    if isinstance(layout, _TALL | Root):
        return True
    if isinstance(layout, Exp):
        return layout.tall and is_tall(layout.exponent)
    if isinstance(layout, Power):
        return is_tall(layout.base)
    return any(map(is_tall, parts_of(layout)))
