"""LaTeX formulas of a handout's prose as MathML Core.

A small strict reader: a command outside the closed list, a missing brace or argument is a
HandoutError. The same check keeps a formula from doing harm in the LaTeX target.
"""

from __future__ import annotations

import re
from html import escape
from typing import Final

from symreparam.handouts.errors import HandoutError
from symreparam.handouts.tex_elements import (
    OPENING,
    PLAIN,
    bar,
    operator,
    table,
    unary_after,
    with_scripts,
)
from symreparam.handouts.tex_symbols import (
    ACCENTS,
    BIG,
    FENCES,
    FUNCTIONS,
    LETTERS,
    LIMITS,
    OPERATORS,
    SPACES,
    alphabet,
)

_TOKEN: Final = re.compile(r"\\[A-Za-z]+\*?|\\.|[0-9]+(?:\.[0-9]+)?|\s+|.", re.S)
_TABLES: Final = frozenset(("aligned", "cases", "matrix", "pmatrix", "bmatrix", "vmatrix"))
_DEPTH: Final = 40
_THIN: Final = '<mspace width="0.167em"></mspace>'
_APPLY: Final = "<mo>&#x2061;</mo>"


def formula(text: str, line: int = 0, *, block: bool = False) -> str:
    """The `<math>` element of a LaTeX formula. Raises HandoutError with the line."""
    reader = _Reader(text, line)
    inner = reader.row(())
    if reader.at < len(reader.tokens):
        raise reader.error(f"`{reader.tokens[reader.at]}` closes nothing")
    mode = ' display="block"' if block else ""
    return f"<math{mode}>{inner}</math>"


class _Reader:
    def __init__(self, text: str, line: int) -> None:
        self.tokens = [t for t in _TOKEN.findall(text) if not t.isspace()]
        # words keep their spaces: text arguments are cut from the source
        self.spaced = _TOKEN.findall(text)
        self.text, self.line, self.at, self.depth = text, line, 0, 0

    def error(self, words: str) -> HandoutError:
        shown = " ".join(self.text.split())
        shown = shown if len(shown) <= 60 else shown[:57] + "..."
        return HandoutError(f"the formula `{shown}`: {words}", self.line, self.text)

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self) -> str:
        token = self.peek()
        self.at += 1
        return token

    def row(self, stops: tuple[str, ...]) -> str:
        """Atoms with their scripts up to a stop, which is not taken."""
        self.depth += 1
        if self.depth > _DEPTH:
            raise self.error("nested too deeply")
        pieces: list[str] = []
        before = ""  # the token before, to tell a sign from an operator
        while (token := self.peek()) and token not in stops and token not in ("}", "&", r"\\"):
            if token in (r"\right", r"\end"):
                break
            if token in FUNCTIONS and not unary_after(before):
                pieces.append(_THIN)
            pieces.append(self._scripted(before))
            before = ")" if token == r"\left" else token
        self.depth -= 1
        return f"<mrow>{''.join(pieces)}</mrow>"

    def _scripted(self, before: str) -> str:
        token = self.peek()
        base = self._atom(before)
        scripts: dict[str, str] = {}
        while self.peek() in ("^", "_", "'"):
            mark = self.take()
            if mark == "'":
                primes = 1
                while self.peek() == "'":
                    self.take()
                    primes += 1
                # the sign's own drawing is raised: as a superscript it would hang too high
                base = f'<mrow>{base}<mo lspace="0" rspace="0">{"′" * primes}</mo></mrow>'
                continue
            body = self._argument(mark)
            if mark in scripts:
                raise self.error("a double script: use braces")
            scripts[mark] = body
        built = with_scripts(base, scripts, token in LIMITS)
        if token == r"\operatorname":
            return built + _APPLY
        return built + self._applied(token) if token in FUNCTIONS else built

    def _applied(self, token: str) -> str:
        """What stands between a function's name and its argument."""
        if not self.peek() or token in LIMITS or self.peek() in OPENING:
            return _APPLY
        return f"{_APPLY}{_THIN}"

    def _argument(self, of: str) -> str:
        if not self.peek():
            raise self.error(f"`{of}` lacks its argument")
        if self.peek() == "{":
            self.take()
            inner = self.row(())
            self._expect("}", of)
            return inner
        if self.peek()[0].isdigit() and len(self.peek()) > 1:
            # without braces TeX takes one digit: \frac12, and x^12 is x^1 2
            digits = self.tokens[self.at]
            self.tokens[self.at] = digits[1:]
            return f"<mn>{digits[0]}</mn>"
        return self._atom("{")

    def _expect(self, wanted: str, of: str) -> None:
        if self.take() != wanted:
            raise self.error(f"`{of}` is not closed by `{wanted}`")

    def _atom(self, before: str) -> str:
        token = self.take()
        if token.isascii() and token.isalpha():
            return f"<mi>{escape(token)}</mi>"
        if token[0].isdigit():
            return f"<mn>{token}</mn>"
        if token in SPACES:
            return f'<mspace width="{SPACES[token]}"></mspace>'
        if token in LETTERS:
            return f"<mi>{LETTERS[token]}</mi>"
        if token in OPERATORS:
            return f"<mo>{escape(OPERATORS[token])}</mo>"
        if token in PLAIN:
            return operator(token, before)
        if token in BIG:
            large = "true" if token in LIMITS else "false"
            return f'<mo movablelimits="{large}">{BIG[token]}</mo>'
        if token in FUNCTIONS:
            return f"<mi>{token[1:]}</mi>"
        if token in FENCES and token != ".":
            return f'<mo stretchy="false"{bar(token)}>{escape(FENCES[token])}</mo>'
        if token == ".":
            return "<mo>.</mo>"
        return self._command(token)

    def _command(self, token: str) -> str:
        if token == "{":
            inner = self.row(())
            self._expect("}", "{")
            return inner
        if token in (r"\frac", r"\tfrac", r"\dfrac"):
            style = {r"\tfrac": ' displaystyle="false"', r"\dfrac": ' displaystyle="true"'}
            above, below = self._argument(token), self._argument(token)
            return f"<mfrac{style.get(token, '')}>{above}{below}</mfrac>"
        if token == r"\sqrt":
            if self.peek() == "[":
                self.take()
                index = self.row(("]",))
                self._expect("]", token)
                return f"<mroot>{self._argument(token)}{index}</mroot>"
            return f"<msqrt>{self._argument(token)}</msqrt>"
        if token in ACCENTS:
            body = self._argument(token)
            wide = ' stretchy="true"' if token == r"\overline" else ' stretchy="false"'
            return f'<mover accent="true">{body}<mo{wide}>{ACCENTS[token]}</mo></mover>'
        if token in (r"\overset", r"\stackrel"):
            above, body = self._argument(token), self._argument(token)
            return f"<mover>{body}{above}</mover>"
        if token == r"\underset":
            below, body = self._argument(token), self._argument(token)
            return f"<munder>{body}{below}</munder>"
        if token in (r"\binom", r"\dbinom", r"\tbinom"):
            above, below = self._argument(token), self._argument(token)
            inside = f'<mfrac linethickness="0">{above}{below}</mfrac>'
            return f'<mrow><mo fence="true">(</mo>{inside}<mo fence="true">)</mo></mrow>'
        if token == r"\underbrace":
            body = self._argument(token)
            return f'<munder>{body}<mo stretchy="true">⏟</mo></munder>'
        if token == r"\left":
            return self._stretched()
        if token == r"\begin":
            return self._table()
        return self._letters(token)

    def _letters(self, token: str) -> str:
        if token in (r"\text", r"\operatorname", r"\mathrm"):
            words = self._words(token)
            if token == r"\text":
                return f"<mtext>{escape(words).replace(' ', '&#xa0;')}</mtext>"
            normal = ' mathvariant="normal"' if len(words) == 1 else ""
            name = f"<mi{normal}>{escape(words)}</mi>"
            return name
        if token in (r"\mathbb", r"\mathcal", r"\mathbf"):
            words = self._words(token).strip()
            letters = [alphabet(token, letter) for letter in words]
            if not words or None in letters:
                raise self.error(f"`{token}` has no `{words}` here")
            return f"<mi>{''.join(filter(None, letters))}</mi>"
        if token == "}":
            raise self.error("`}` closes nothing")
        raise self.error(
            f"`{token}` is not among the commands that handouts know; "
            "write the formula without it"
        )

    def _words(self, of: str) -> str:
        """The argument as words, with the spaces of the source."""
        if self.peek() != "{":
            return self.take()
        end = self.at
        while end < len(self.tokens) and self.tokens[end] != "}":
            end += 1
        if end == len(self.tokens):
            raise self.error(f"`{of}` is not closed by `}}`")
        inside = self._source(self.at + 1, end)
        self.at = end + 1
        if re.search(r"[\\${}^_&#%]", inside):
            raise self.error(f"`{of}` holds words alone")
        return inside

    def _source(self, start: int, end: int) -> str:
        """The source between two tokens, spaces included."""
        pieces, count = [], 0
        for piece in self.spaced:
            if piece.isspace():
                pieces.append(" " if start <= count <= end else "")
                continue
            if start <= count < end:
                pieces.append(piece)
            count += 1
        return "".join(pieces).removesuffix(" " if self.spaced[-1:] == [" "] else "\0")

    def _stretched(self) -> str:
        left = self._fence(r"\left")
        inner = self.row(())
        if self.take() != r"\right":
            raise self.error(r"`\left` has no `\right`")
        right = self._fence(r"\right")
        return f"<mrow>{left}{inner}{right}</mrow>"

    def _fence(self, of: str) -> str:
        token = self.take()
        if token not in FENCES:
            raise self.error(f"`{of}` needs a bracket, not `{token}`")
        if token == ".":
            return ""
        form = "prefix" if of == r"\left" else "postfix"
        return f'<mo stretchy="true" fence="true" form="{form}">{escape(FENCES[token])}</mo>'

    def _table(self) -> str:
        kind = self._words(r"\begin")
        if kind not in _TABLES:
            known = ", ".join(sorted(_TABLES))
            raise self.error(f"the environment `{kind}` is not known here; known: {known}")
        rows: list[list[str]] = [[]]
        while True:
            rows[-1].append(self.row(()))
            token = self.take()
            if token == "&":
                continue
            if token == r"\\":
                rows.append([])
                continue
            if token != r"\end" or self._words(r"\end") != kind:
                raise self.error(f"`\\begin{{{kind}}}` has no `\\end{{{kind}}}`")
            break
        if len(rows) > 1 and rows[-1] == ["<mrow></mrow>"]:
            rows.pop()
        return table(kind, rows)
