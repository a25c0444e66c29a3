"""The LaTeX commands that a handout's prose may use in formulas, and their characters.

A closed list: what is not here is refused with its line, so that no formula is silently wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from symreparam.render.names import GREEK

LETTERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        **{command: char for char, command in GREEK.values()},
        r"\epsilon": "ϵ",
        r"\varepsilon": "ε",
        r"\varphi": "φ",
        r"\phi": "ϕ",
        r"\vartheta": "ϑ",
        r"\pi": "π",
        r"\Pi": "Π",
        r"\infty": "∞",
        r"\partial": "∂",
        r"\nabla": "∇",
        r"\ell": "ℓ",
        r"\emptyset": "∅",
        r"\dots": "…",
        r"\ldots": "…",
        r"\cdots": "⋯",
        r"\vdots": "⋮",
        r"\ddots": "⋱",
        r"\top": "⊤",
        r"\bot": "⊥",
        r"\forall": "∀",
        r"\exists": "∃",
        r"\prime": "′",
        r"\Re": "ℜ",
        r"\Im": "ℑ",
        r"\%": "%",
        r"\_": "_",
    }
)
# relations and binary operators: MathML's own dictionary spaces them
OPERATORS: Final[Mapping[str, str]] = MappingProxyType(
    {
        **{r"\le": "≤", r"\leq": "≤", r"\ge": "≥", r"\geq": "≥", r"\ne": "≠", r"\neq": "≠"},
        **{r"\lt": "<", r"\gt": ">", r"\ll": "≪", r"\gg": "≫", r"\equiv": "≡", r"\propto": "∝"},
        **{r"\sim": "∼", r"\approx": "≈", r"\in": "∈", r"\notin": "∉", r"\subset": "⊂"},
        **{r"\cup": "∪", r"\cap": "∩", r"\setminus": "∖", r"\times": "×", r"\cdot": "·"},
        **{r"\odot": "⊙", r"\circ": "∘", r"\pm": "±", r"\mp": "∓", r"\to": "→", r"\mapsto": "↦"},
        **{r"\Rightarrow": "⇒", r"\implies": "⟹", r"\iff": "⟺", r"\parallel": "∥"},
        **{r"\rightarrow": "→", r"\leftarrow": "←", r"\longrightarrow": "⟶", r"\Leftarrow": "⇐"},
        **{r"\Leftrightarrow": "⇔", r"\leftrightarrow": "↔", r"\uparrow": "↑", r"\downarrow": "↓"},
        **{r"\subseteq": "⊆", r"\supset": "⊃", r"\supseteq": "⊇", r"\ni": "∋", r"\simeq": "≃"},
        **{r"\cong": "≅", r"\ast": "∗", r"\star": "⋆", r"\otimes": "⊗", r"\oplus": "⊕"},
        **{r"\wedge": "∧", r"\land": "∧", r"\vee": "∨", r"\lor": "∨", r"\neg": "¬"},
        **{r"\doteq": "≐", r"\triangleq": "≜"},
        **{r"\mid": "∣", r"\perp": "⊥", r"\colon": ":", r"\quad": "", r"\qquad": ""},
    }
)
LIMITS: Final = frozenset(
    (r"\max", r"\min", r"\sup", r"\inf", r"\lim", r"\sum", r"\prod")
)
FUNCTIONS: Final = frozenset(
    (
        *(r"\log", r"\ln", r"\exp", r"\sin", r"\cos", r"\tan", r"\sinh", r"\cosh", r"\tanh"),
        *(r"\arg", r"\det", r"\Pr", r"\max", r"\min", r"\sup", r"\inf", r"\lim"),
        *(r"\dim", r"\ker", r"\deg", r"\gcd", r"\cot", r"\sec", r"\csc", r"\coth"),
    )
)
BIG: Final[Mapping[str, str]] = MappingProxyType(
    {r"\sum": "∑", r"\prod": "∏", r"\int": "∫", r"\iint": "∬"}
)
SPACES: Final[Mapping[str, str]] = MappingProxyType(
    {
        **{r"\,": "0.167em", r"\:": "0.222em", r"\;": "0.278em", r"\ ": "0.25em", "~": "0.25em"},
        **{r"\!": "-0.167em", r"\quad": "1em", r"\qquad": "2em", r"\thinspace": "0.167em"},
        **{r"\medspace": "0.222em", r"\thickspace": "0.278em"},
    }
)
FENCES: Final[Mapping[str, str]] = MappingProxyType(
    {
        **{sign: sign for sign in "()[]|./"},
        **{r"\{": "{", r"\}": "}", r"\lbrace": "{", r"\rbrace": "}", r"\|": "‖"},
        **{r"\langle": "⟨", r"\rangle": "⟩", r"\lfloor": "⌊", r"\rfloor": "⌋"},
        **{r"\lceil": "⌈", r"\rceil": "⌉"},
    }
)
ACCENTS: Final[Mapping[str, str]] = MappingProxyType(
    {r"\hat": "^", r"\tilde": "~", r"\bar": "¯", r"\vec": "→", r"\dot": "˙", r"\overline": "¯"}
)
BOARD: Final[Mapping[str, str]] = MappingProxyType(
    {"R": "ℝ", "E": "𝔼", "P": "ℙ", "N": "ℕ", "Z": "ℤ", "Q": "ℚ", "C": "ℂ", "1": "𝟙"}
)


def alphabet(command: str, letter: str) -> str | None:
    """The letter in `\\mathbb`, `\\mathcal` or `\\mathbf`; None where that alphabet lacks it."""
    if command == r"\mathbb":
        return BOARD.get(letter)
    if command == r"\mathcal" and letter.isascii() and letter.isupper():
        # eight calligraphic capitals were in Unicode before the others
        early = dict(zip("BEFHILMR", "ℬℰℱℋℐℒℳℛ", strict=True))
        return early.get(letter, chr(0x1D49C + ord(letter) - ord("A")))
    if command == r"\mathbf" and letter.isascii() and letter.isalpha():
        return chr((0x1D400 if letter.isupper() else 0x1D41A) + ord(letter.lower()) - ord("a"))
    if command == r"\mathbf" and letter.isascii() and letter.isdigit():
        return chr(0x1D7CE + int(letter))
    return None
