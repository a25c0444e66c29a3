"""What to say at a character that starts no token of the language."""

from __future__ import annotations

import re

from .diagnostics import Rejection
from .limits import is_hidden
from .source import Source

_DOT = r"\.(?![.*])"
_LOOKED_AT = 16  # characters: the longest word of a pattern, and the next one

# What a character that starts no token means, and what to write: (pattern, message, hint).
_CHARACTERS = (
    (r":=", "`:=` is not a sign of the language", "write `let z = EXPRESSION`, without the colon"),
    (
        r":[A-Za-z-]+:",
        "a claim directive has no options",
        "delete this line; in a handout write a comment line such as `#| detail: sketch`",
    ),
    (r":", "`:` is not a sign of the language", "write `let mu real`, `let z = EXPRESSION`"),
    (_DOT + "[0-9]", "a number starts with a digit", "write 0.5 for .5"),
    (_DOT + "[A-Za-z_]", "there are no attributes", "write a function, such as E(X)"),
    (_DOT, "a number ends with a digit", "write 5 or 5.0 for 5., and 1..n for a run"),
    (r"[\"“”„`]|‘", "there are no quotes in the language", "write names as they are"),
    (r"!", "`!` is not a sign of the language", "write factorial(n), and != for `not equal`"),
    (r"[²³¹⁰-⁹ⁿ]", "superscripts are not read", "write ^2"),
    (r"[₀-₉]", "subscripts are not read", "write x1"),
    (r"[|‖]", "bars are not read", "write abs(x), norm(x, y), or `X given X > a`"),
    (r"[{}]", "braces are not read", "write brackets ( )"),
    (r"\\sim\b", "this is LaTeX", "write ~"),
    (r"\\[dt]?frac\b", "this is LaTeX", "write a/b"),
    (r"\\sqrt\b", "this is LaTeX", "write sqrt(x)"),
    (r"\\(cdot|times)\b", "this is LaTeX", "write *"),
    (r"\\(left|right|big|Big)", "this is LaTeX", "write brackets alone"),
    (r"\\(mathrm|mathcal|text|operatorname)\b", "this is LaTeX", "write the name alone"),
    (r"\\[A-Za-z]", "this is LaTeX", "write the word without its backslash, such as mu"),
    (r"\\", "this is LaTeX", "write mu, sqrt(x), 1/2"),
    (r"[&∧]", "`and` is a word", "write `and`"),
    (r"∨", "`or` is a word", "write `or`"),
    (r"%", "`%` is not a sign of the language", "write mod(x, y)"),
    (r"[–—‐‑‒]", "this is a dash, not a minus sign", "write -"),
    (r"[×÷]", "this sign is not read", "write * or /"),
    (r"√", "this sign is not read", "write sqrt(x)"),
    (r"[∑Σ∏∫∂]", "this sign is not read", "write sum(e[i], i = 1..n), prod(..), or grad(mu, ..)"),
    (r"∈", "this sign is not read", "write `in`"),
    (r"[ℝℤℕ]", "this sign is not read", "write `real` or `integer`"),
    (r"[≈≡∝]", "this sign is not read", "write ~ for a law, = for an equation"),
    (r"_", "a name starts with a letter", "write x_1, not _x"),
    (r";", "this sign is not read", "write one statement a line"),
    (r"[$?#]", "this sign is not read", "names are of letters, digits and `_`"),
)


def unexpected_character(source: Source, offset: int) -> Rejection:
    """A character at which no token starts."""
    rest = source.text[offset : offset + _LOOKED_AT]
    at = source.span(offset, offset + 1)
    if rest.rstrip() == "." and not source.text[:offset].rstrip()[-1:].isdigit():
        return Rejection("a statement ends without a full stop", "delete the `.`", at)
    for pattern, message, hint in _CHARACTERS:
        if re.match(pattern, rest):
            return Rejection(message, hint, at)
    character = rest[0]
    code = f"U+{ord(character):04X}"
    if is_hidden(character) or character.isspace():
        return Rejection(f"unusual space {code}", "write a plain space", at)
    if character.isalpha():
        return Rejection(
            f"the letter `{character}` ({code}) is neither Latin nor Greek",
            "names are of unaccented Latin or Greek letters, digits and `_`",
            at,
        )
    if character.isdigit():
        return Rejection(f"the digit `{character}` ({code}) is not read", "write 0 to 9", at)
    message = f"the character `{character}` ({code}) is not in the language"
    return Rejection(message, "delete it, or write a name in its place", at)
