"""Where reading stopped, and the kinds of tokens that advice tells apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symreparam.terms.record import dataclass

if TYPE_CHECKING:
    from lark import Token

SHOWN = {
    "NAME": "a name",
    "NUMBER": "a number",
    "LPAR": "`(`",
    "RPAR": "`)`",
    "LSQB": "`[`",
    "RSQB": "`]`",
    "COMMA": "a comma",
    "_TILDE": "`~`",
    "RELATION": "a comparison",
    "$END": "the end of the line",
    "FOR_ALL": "`for all`",
    "SEMICOLON": "`;`",
    "PRIMES": "`'`",
    "__ANON_0": "`..`",
}
SIGNS = frozenset({"PLUS", "MINUS", "TIMES", "OVER", "EACH", "MATRIX", "POWER"})
STARTS_A_VALUE = frozenset({"NAME", "NUMBER", "LPAR"})
ENDS_A_VALUE = frozenset({"NAME", "NUMBER", "RPAR", "RSQB"})
PAIRS = {"RPAR": "LPAR", "RSQB": "LSQB"}
CLOSING = {"LPAR": ")", "LSQB": "]"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where reading stopped: the token that came (kind and text), the kinds and texts before it,
    the bracket that is open there, the kinds that would have been accepted, and the text after."""

    kind: str
    text: str
    before: tuple[str, ...]
    words: tuple[str, ...]
    opened: Token | None
    accepts: frozenset[str]
    after: str

    def last(self) -> str:
        return self.before[-1] if self.before else ""

    def found(self) -> str:
        return "the end of the line" if self.kind == "$END" else f"`{self.text}`"

    def wants_value(self) -> bool:
        return self.accepts >= STARTS_A_VALUE
