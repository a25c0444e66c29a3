"""How a symbol's name looks: Greek letters, indices, and names that would look alike.

Two names of one document never look the same: those that would are written out verbatim
(`x1` and `x_1` would both be an x with index 1).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from types import MappingProxyType
from typing import Final

from symreparam.terms.record import dataclass

# name -> (Unicode, LaTeX command)
GREEK: Final = MappingProxyType(
    {
        **{
            name: (char, "\\" + name)
            for name, char in zip(
                (
                    *("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta"),
                    *("iota", "kappa", "lambda", "mu", "nu", "xi", "rho", "sigma", "tau"),
                    *("upsilon", "phi", "chi", "psi", "omega", "Gamma", "Delta", "Theta"),
                    *("Lambda", "Xi", "Sigma", "Upsilon", "Phi", "Psi", "Omega"),
                ),
                "αβγδϵζηθικλμνξρστυφχψωΓΔΘΛΞΣΥΦΨΩ",
                strict=True,
            )
        },
        "eps": ("ε", r"\varepsilon"),
        # both spellings of programs, where `lambda` is a keyword
        "lam": ("λ", r"\lambda"),
        "lamda": ("λ", r"\lambda"),
        "phi": ("φ", r"\varphi"),
    }
)
_FORM: Final = re.compile(r"([A-Za-z]+)_?([0-9]+|(?<=_)[A-Za-z0-9]+(?:_[A-Za-z0-9]+)*)?\Z")


@dataclass(frozen=True, slots=True)
class Shown:
    """A name in parts: a letter (`greek` tells which table row) or a word, and an index."""

    word: str
    index: str = ""
    verbatim: bool = False


def shown(name: str, alike: frozenset[str] = frozenset()) -> Shown:
    """The parts of the name; verbatim for a name in `alike` and for anything unusual."""
    match = None if name in alike else _FORM.match(name)
    if match is None:
        return Shown(name, verbatim=True)
    return Shown(match.group(1), (match.group(2) or "").replace("_", ","))


def look_alikes(names: Iterable[str]) -> frozenset[str]:
    """The names that would be shown like another one of them."""
    seen: dict[tuple[str, str], set[str]] = {}
    for name in names:
        form = shown(name)
        char = GREEK.get(form.word, (form.word, ""))[0]
        seen.setdefault((char, form.index), set()).add(name)
    return frozenset(name for group in seen.values() if len(group) > 1 for name in group)


def plain(text: str) -> str:
    """The text without control characters: what may stand in any target before escaping."""
    return "".join(char if char.isprintable() else " " for char in text)
