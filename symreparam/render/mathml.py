"""Layouts and terms as presentation MathML Core: no script, no style, renders in browsers."""

from __future__ import annotations

from html import escape

from sympy import Expr

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
from symreparam.render.names import GREEK, plain, shown
from symreparam.render.terms_layout import Typesetter

_MOST_BLANK = 34
_SLASH = '<mo lspace="0" rspace="0">/</mo>'
_LETTERS = frozenset("∂πγΓΦψζχδℝℤ𝒩𝒰KIFteG…")


def term_mathml(expr: Expr) -> str:
    """The term as a `<math>` element."""
    return math_element(Typesetter().term(expr))


def math_element(
    layout: Layout, alike: frozenset[str] = frozenset(), *, block: bool = False
) -> str:
    """The layout as a `<math>` element, in a line or (`block`) displayed."""
    mode = ' display="block"' if block else ""
    return f"<math{mode}>{mathml(layout, alike, inline=not block)}</math>"


def mathml(
    layout: Layout, alike: frozenset[str] = frozenset(), *, inline: bool = False
) -> str:
    """The layout as one element; names in `alike` are verbatim, fractions in a line get slashes."""
    return _MathML(alike, inline).element(layout)


def _tall(layout: Layout, inline: bool) -> bool:
    """Whether the layout stands higher than a line of letters with an exponent."""
    if isinstance(layout, Integral | Choice | Grid):
        return True
    if isinstance(layout, Fraction) and not inline:
        return True
    if isinstance(layout, Exp) and not layout.tall:
        return False
    return any(_tall(part, inline) for part in parts_of(layout))


class _MathML:
    def __init__(self, alike: frozenset[str], inline: bool) -> None:
        self.alike, self.inline = alike, inline

    def element(self, layout: Layout) -> str:
        layout = as_written(layout, inline=self.inline)
        match layout:
            case Name(name):
                return self.name(name)
            case Digits(text):
                return f"<mn>{escape(text)}</mn>"
            case Sign(char):
                return self.sign(char)
            case Word(text):
                return f'<mi mathvariant="normal">{escape(plain(text))}</mi>'
            case Row(parts, _):
                return self._row(parts)
            case Times(factors, dot):
                return self._times(factors, dot)
            case Fraction(top, bottom):
                if self.inline:
                    above, below = self._at(top, PRODUCT), self._at(bottom, POWER)
                    return f"<mrow>{above}{_SLASH}{below}</mrow>"
                return f"<mfrac>{self.element(top)}{self.element(bottom)}</mfrac>"
            case Power(base, exponent):
                return self._power(self.element(base), self.element(exponent))
            case Below(base, index):
                return f"<msub>{self.element(base)}{self.element(index)}</msub>"
            case Prime(base):
                # the sign's own drawing is raised: as a superscript it would hang too high
                prime = '<mo lspace="0" rspace="0">′</mo>'
                return f"<mrow>{self.element(base)}{prime}</mrow>"
            case Root(body):
                return f"<msqrt>{self.element(body)}</msqrt>"
        return self._composed(layout)

    def _composed(self, layout: Layout) -> str:
        match layout:
            case Exp(exponent, True):
                head = "<mi>exp</mi><mo>&#x2061;</mo>"
                return f"<mrow>{head}{self._fenced(exponent, '(', ')')}</mrow>"
            case Exp(exponent, _):
                return f"<msup><mi>e</mi>{self.element(exponent)}</msup>"
            case Fenced(body, opening, closing):
                return self._fenced(body, opening, closing)
            case Call(head, arguments):
                inner = "<mo>,</mo>".join(map(self.element, arguments))
                left, right = self._fences("(", ")", arguments)
                name = "" if head == Word("") else f"{self.element(head)}<mo>&#x2061;</mo>"
                return f"<mrow>{name}<mrow>{left}{inner}{right}</mrow></mrow>"
            case Member(_, written):
                return self.element(written)
            case Blank(letters):
                # more than a phone's line would have to scroll, and nobody counts the letters
                wide = f'width="{min(letters, _MOST_BLANK) / 2:g}em"'
                room = f'<mspace {wide} height="1.6em" depth="0.4em"></mspace>'
                # an empty letter: a sign before mere space would stand without its own space
                return f'<mrow class="blank"><mi></mi>{room}</mrow>'
            case Integral(lower, upper, integrand, letter, True):
                start = f"<mrow>{self.element(letter)}<mo>=</mo>{self.element(lower)}</mrow>"
                sign = f"<munderover><mo>∑</mo>{start}{self.element(upper)}</munderover>"
                return f"<mrow>{sign}{self._at(integrand, PRODUCT)}</mrow>"
            case Integral(lower, upper, integrand, letter, _):
                ends = f"{self.element(lower)}{self.element(upper)}"
                sign = f"<msubsup><mo>∫</mo>{ends}</msubsup>"
                tail = f"<mi>d</mi>{self.element(letter)}"
                return f"<mrow>{sign}{self.element(integrand)}{tail}</mrow>"
            case Choice(rows):
                lines = "".join(
                    f"<mtr><mtd>{self.element(v)}<mo>,</mo></mtd><mtd>{self.element(w)}</mtd></mtr>"
                    for v, w in rows
                )
                table = f'<mtable class="cases" displaystyle="true">{lines}</mtable>'
                return f'<mrow><mo fence="true">{{</mo>{table}</mrow>'
            case Grid(matrix):
                left, right = self._fences("(", ")", (layout,))
                cells = ([f"<mtd>{self.element(v)}</mtd>" for v in each] for each in matrix)
                inside = "".join(f"<mtr>{''.join(each)}</mtr>" for each in cells)
                return f"<mrow>{left}<mtable>{inside}</mtable>{right}</mrow>"
        raise TypeError(type(layout).__name__)

    def _power(self, base: str, exponent: str) -> str:
        """An exponent stands above the index of its base, not after it."""
        index = base.removeprefix("<msub>").removesuffix("</msub>")
        if len(base) - len(index) == len("<msub></msub>") and "<msub>" not in index:
            return f"<msubsup>{index}{exponent}</msubsup>"
        return f"<msup>{base}{exponent}</msup>"

    def name(self, name: str) -> str:
        form = shown(name, self.alike)
        word = form.word
        if not form.verbatim and word in GREEK:
            word = GREEK[word][0]
        text = escape(plain(word))
        letter = f"<mi>{text}</mi>"
        if not form.index:
            return letter
        tag = "mn" if form.index.isdigit() else "mi"
        return f"<msub>{letter}<{tag}>{escape(form.index)}</{tag}></msub>"

    def sign(self, char: str) -> str:
        if char in _LETTERS or char == "∞":
            return f"<mi>{char}</mi>"
        if char == "/":
            return _SLASH
        if char == THIN:
            return '<mspace width="0.17em"></mspace>'
        return f"<mo>{escape({'-': '−', '~': '∼'}.get(char, char))}</mo>"

    def _at(self, layout: Layout, wanted: int) -> str:
        layout = as_written(layout, inline=self.inline)
        if rank(layout) >= wanted:
            return self.element(layout)
        return self._fenced(layout, "(", ")")

    def _fenced(self, body: Layout, opening: str, closing: str) -> str:
        left, right = self._fences(opening, closing, (body,))
        return f"<mrow>{left}{self.element(body)}{right}</mrow>"

    def _fences(self, opening: str, closing: str, inside: tuple[Layout, ...]) -> tuple[str, str]:
        """Delimiters, stretched only around what is tall: a stretched one is set more loosely."""
        tall = any(_tall(part, self.inline) for part in inside)
        how = 'fence="true"' if tall else 'stretchy="false"'
        left = f'<mo {how} form="prefix" lspace="0" rspace="0">{opening}</mo>'
        return left, f'<mo {how} form="postfix" lspace="0" rspace="0">{closing}</mo>'

    def _row(self, parts: tuple[Layout, ...]) -> str:
        pieces = []
        before: Layout | None = None
        for part in parts:
            if isinstance(part, Word) and len(parts) > 1:
                space = "" if before is None or isinstance(before, Word) else "&#xa0;"
                after = "" if part is parts[-1] else "&#xa0;"
                pieces.append(f"<mtext>{space}{escape(plain(part.text))}{after}</mtext>")
            else:
                pieces.append(self.element(part))
            before = part
        return f"<mrow>{''.join(pieces)}</mrow>"

    def _times(self, factors: tuple[Layout, ...], dot: bool) -> str:
        pieces: list[str] = []
        before: Layout | None = None
        for factor in factors:
            piece = self._at(factor, PRODUCT)
            if before is not None:
                shown_dot = dot or (isinstance(before, Digits) and isinstance(factor, Digits))
                pieces.append("<mo>·</mo>" if shown_dot else "<mo>&#x2062;</mo>")
                if not shown_dot and self._spaced(before, factor):
                    room = "0.35" if isinstance(before, Root) else "0.15"
                    pieces.append(f'<mspace width="{room}em"></mspace>')
            pieces.append(piece)
            before = factor
        return f"<mrow>{''.join(pieces)}</mrow>"

    def _spaced(self, before: Layout, factor: Layout) -> bool:
        """Whether two factors would run together: a bar, a call or a word needs a thin space."""
        if isinstance(before, Fraction):
            return not self.inline
        pair = [part.base if isinstance(part, Power) else part for part in (before, factor)]
        words = [shown(part.name, self.alike).word for part in pair if isinstance(part, Name)]
        spelled = any(len(word) > 1 and word not in GREEK for word in words)
        worded = isinstance(factor, Call) and isinstance(factor.head, Word) and factor.head.text
        return bool(spelled or isinstance(before, Call) or worded)
