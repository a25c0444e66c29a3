"""What to say when a statement does not parse: what came, what was expected, what to do.

Each rule looks at the tokens around the place and returns a finding or None; the first that answers
is taken, so the tables are ordered from the particular to the general.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from .advice_place import (
    CLOSING,
    ENDS_A_VALUE,
    PAIRS,
    SHOWN,
    SIGNS,
    STARTS_A_VALUE,
    Place,
)
from .advice_words import AFTER_HAS, PROPERTIES, RANGES, STARTS, property_of
from .diagnostics import Rejection
from .names import CALLABLE, RESERVED, STATEMENTS, nearest, normal
from .source import Source

if TYPE_CHECKING:
    from lark import Token

Finding: TypeAlias = tuple[str, str]


def unexpected_token(
    source: Source, token: Token, before: tuple[Token, ...], accepts: frozenset[str]
) -> Rejection:
    """A token that can't stand where it stands."""
    if token.type == "$END":
        start = end = source.end()
    else:
        start, end = token.start_pos or 0, token.end_pos or 0
    place = Place(
        token.type,
        source.words(start, end),
        tuple(each.type for each in before),
        tuple(each.value for each in before),
        _open_bracket(before),
        accepts,
        source.words(end, source.end()).lstrip(),
    )
    at = source.span(start, end)
    for rule in _RULES:
        finding = rule(place)
        if finding:
            return Rejection(*finding, at)
    return Rejection(f"{place.found()} can't stand here", _expected(place), at)


def _open_bracket(tokens: tuple[Token, ...]) -> Token | None:
    opened: list[Token] = []
    for token in tokens:
        if token.type in CLOSING:
            opened.append(token)
        elif token.type in PAIRS and opened:
            opened.pop()
    return opened[-1] if opened else None


def _expected(place: Place) -> str:
    if place.wants_value():
        return "an expression is expected"
    shown = sorted(SHOWN.get(kind, f"`{kind.lower()}`") for kind in place.accepts - SIGNS)
    return f"expected {', '.join(shown[:8])}" if shown else ""


# The rules ---------------------------------------------------------------------------------------
def _first_word(place: Place) -> Finding | None:
    if place.before:
        return None
    close = STARTS.get(place.text.lower()) or nearest(place.text, STATEMENTS)
    hint = f"did you mean `{close}`?" if close else f"not with {place.found()}"
    if not close and place.after.startswith("~"):
        hint = f"write let {place.text} ~ .. for a new variable, prove {place.text} ~ .. to claim"
    elif not close and re.match("=[^=]", place.after):
        hint = f"write let {place.text} = .. for a new quantity, prove .. = .. to claim"
    return "a statement starts with let, prove, refute or derive", hint


def _statement_inside(place: Place) -> Finding | None:
    if place.kind not in ("LET", "PROVE", "REFUTE", "DERIVE"):
        return None
    if place.last() == place.kind:
        hint = "leave one out; on the command line, --let and the command's name write the word"
        return f"`{place.text}` stands here already", hint
    if place.last() in ("LET", "PROVE", "REFUTE", "DERIVE") and place.kind != "LET":
        return f"`{place.text}` is a reserved word", "choose another name"
    return f"`{place.text}` starts a statement", "put it on a line of its own"


def _for_all(place: Place) -> Finding | None:
    if place.last() == "FOR_ALL":
        return "`for all` ends a `refute` line", "a range is written `for t > 0`"
    if place.kind == "FOR_ALL":
        return "`for all` can't stand here", "it ends a complete `refute` line"
    return None


def _open(place: Place) -> Finding | None:
    """A bracket that is not closed where the claim goes on, or is closed by another."""
    if place.opened is None:
        if place.kind in PAIRS and not place.wants_value():
            return f"{place.found()} closes nothing", "delete it, or open a bracket before it"
        return None
    column, close = place.opened.column, CLOSING[place.opened.type]
    if place.kind in ("$END", "_TILDE", "HAS", "FOR", "AT", "MASS", "DENSITY", "INDEPENDENT"):
        return (
            f"a bracket is not closed before {place.found()}",
            f"write `{close}` for the `{place.opened.value}` in column {column}",
        )
    if place.kind in PAIRS and PAIRS[place.kind] != place.opened.type:
        return f"{place.found()} closes `{place.opened.value}`", f"write `{close}`"
    return None


def _nothing_before(place: Place) -> Finding | None:
    """`prove ~ LAW`, `let X ~`, `X has mass at 0`."""
    if not place.wants_value():
        return None
    last = place.words[-1]
    if place.kind == "_TILDE" and place.last() in ("PROVE", "REFUTE", "LET"):
        return "nothing stands before `~`", f"write {last} X ~ LAW"
    if place.kind in ("AT", "FOR") and place.last() in ("MASS", "DENSITY", "HAS"):
        return f"the value of the {last} is missing", "for example mass 1/2 at 0"
    if place.last() == "_TILDE" and place.kind in ("$END", "COMMA", "FOR"):
        return f"the law is missing: {place.found()} follows `~`", "for example ~ Normal(0, 1)"
    if place.kind == "$END" and place.last() in ("PROVE", "REFUTE"):
        return f"the claim is missing after `{last}`", f"for example {last} X ~ Normal(0, 1)"
    if place.kind == "RELATION" and place.last() == "RELATION":
        return "two comparison signs in a row", "write a single ="
    if place.kind == "LSQB":
        return "`[` can't stand here", "a vector is written (a, b), a matrix ((a, b), (c, d))"
    if place.kind == "PLUS":
        return "`+` can't stand here: there is no leading +", "leave the + out"
    if place.kind in SIGNS and place.last() in SIGNS:
        return f"{place.found()} can't follow `{last}`", "an expression is expected between them"
    return None


def _reserved(place: Place) -> Finding | None:
    if place.kind == "INDEPENDENT" and place.wants_value() and place.after.startswith("("):
        return "independence is said after the terms", "write `X, Y independent`"
    if place.text in RESERVED and place.wants_value():
        return (
            f"`{place.text}` is a reserved word",
            "a name or an expression is expected here; choose another name",
        )
    return None


def _range(place: Place) -> Finding | None:
    if place.kind == "AT" and "AND" in place.accepts:
        return "`at` comes before `for`", "write has density exp(-t) at t for t > 0"
    if place.kind == "IN" and "FOR" in place.before:
        name = place.words[-1]
        return "a range is a comparison", f"write for 0 < {name} < 1, or for {name} real"
    if place.kind == "OR":
        return "ranges are joined with `and` alone", "use two pieces for `or`"
    if place.kind == "FOR" and "HAS" not in place.before:
        return "`for` can't stand here", "a range belongs to `has density` or `has mass`"
    if place.kind == "HAS" and place.before[:1] == ("LET",):
        hint = "write let X ~ FAMILY(..), and its image in the goal: a density is claimed in goals"
        return "a `let` gives a variable a named law", hint
    if place.kind in ("MASS", "DENSITY", "AT") and "HAS" in place.accepts:
        return f"{place.found()} comes after `has`", "write z has density .. or z has mass .. at .."
    if place.kind == "GIVEN" and place.opened is None:
        return "a conditional law takes brackets", "write (X given X > a) ~ LAW"
    return None


def _family(place: Place) -> Finding | None:
    if place.before[-2:] == ("IN", "NAME") and place.kind in ("LPAR", "LSQB"):
        family = place.words[-1]
        return "`in` takes a family, not a law", f"write z in {family}, or z ~ {family}(..)"
    if place.kind == "SEMICOLON" and place.opened is None:
        return "`;` can't stand here", "write one statement a line"
    return None


def _ends(place: Place) -> Finding | None:
    if place.kind == "$END" and place.wants_value():
        return "the line ends where an expression is expected", ""
    if place.kind != "$END" and place.opened is None and "$END" in place.accepts:
        return f"{place.found()} follows a complete statement", "write one statement a line"
    return None


def _number(place: Place) -> Finding | None:
    if place.kind != "NAME" or place.last() != "NUMBER":
        return None
    if place.before == ("LET", "NUMBER"):
        return "a name starts with a letter", "choose another name"
    if re.fullmatch("[eE][0-9]*", place.text):
        return "there are no exponents in numbers", "write 10^5 or 1/10^5"
    return _as_range(place) or (
        "there is no implicit multiplication",
        f"write {place.words[-1]}*{place.text}",
    )


def _as_range(place: Place) -> Finding | None:
    """`density 1 on (0, 1)`, `density t if t > 0`"""
    if place.text not in RANGES or not {"DENSITY", "MASS"} & set(place.before):
        return None
    return f"a range follows `for`, not `{place.text}`", "write for 0 < t < 1, or for t real"


def _primes(place: Place) -> Finding | None:
    if place.last() == "PRIMES":
        return "a prime stands on a test function", "write f'(z)"
    if place.kind == "PRIMES":
        if place.wants_value():
            return "there are no quotes in the language", "write names as they are"
        return "a prime stands on a test function", "write f'(z)"
    return None


def _side_by_side(place: Place) -> Finding | None:
    """Two values with nothing between."""
    if place.kind not in STARTS_A_VALUE or place.last() not in ENDS_A_VALUE:
        return None
    last = place.words[-1]
    if place.before[-2:] == ("HAS", "NAME") and last in AFTER_HAS:
        return f"after `has` comes `density` or `mass`, not `{last}`", AFTER_HAS[last]
    if place.before[-3:] == ("NAME", "POWER", "NUMBER") and normal(place.words[-3]) in CALLABLE:
        name = place.words[-3]
        return "a power stands after the brackets", f"write {name}(..)^{last}"
    if place.last() == "NAME" and normal(last) in CALLABLE:
        return f"`{last}` is a function and takes brackets", f"write {last}({place.text}..)"
    ranged = _as_range(place)
    if ranged:
        return ranged
    if place.text in ("when", "where", "otherwise", "if"):
        return f"`{place.text}` is not used so", "write if(u < 1/2, a, b), or `for t > 0`"
    if place.before[-2:] == ("IN", "NAME"):
        return _family(place)
    if place.opened is not None and place.kind == "NUMBER":
        return f"{place.found()} can't follow `{last}`", "is a comma missing?"
    alone = place.kind == "NAME" and place.opened is None and "~" not in place.after
    if alone and "_TILDE" in place.accepts:
        return f"{place.found()} can't follow `{last}`", "is a ~ missing? write X ~ LAW"
    if place.kind == "NAME" and "FOR" in place.accepts:
        return f"{place.found()} can't follow `{last}`", "is the word `for` or an operator missing?"
    if place.kind == "NAME" and place.last() == "NAME":
        hint = f"is a comma or an operator missing? write {last}*{place.text} for a product"
        return f"{place.found()} can't follow `{last}`", hint
    return "there is no implicit multiplication", f"write a * before {place.found()}"


def _property(place: Place) -> Finding | None:
    """`let mu positive`, `let p in (0, 1)`"""
    if place.before[:1] == ("LET",) and place.kind == "IN" and not place.wants_value():
        name, kind = place.words[-1], re.match("[A-Za-z]*", place.after)
        said = PROPERTIES.get(kind[0].lower()) if kind else None
        hint = f"write let {said.format(name)}" if said else f"write a range, let 0 < {name} < 1"
        return "`in` is for claims", hint
    if place.before[:1] != ("LET",) or place.kind != "NAME" or place.opened is not None:
        return None
    if place.last() not in ("NAME", "RSQB") or place.text[:1].isupper():
        return None
    if "_TILDE" not in place.accepts:
        return None
    close = nearest(place.text, ("real", "integer", "function"))
    said = property_of(place.text.lower(), place.after)
    if said is not None:
        name = place.words[-1]
        return f"`{place.text}` can't follow `{name}`", f"write let {said.format(name)}"
    hint = "write `real`, `integer`, `function`, a range such as `> 0`, `= EXPRESSION` or `~ LAW`"
    return (
        f"`{place.text}` can't follow `{place.words[-1]}`",
        f"did you mean `{close}`?" if close else hint,
    )


_RULES: tuple[Callable[[Place], Finding | None], ...] = (
    _first_word,
    _statement_inside,
    _for_all,
    _number,
    _primes,
    _property,
    _side_by_side,
    _nothing_before,
    _reserved,
    _open,
    _range,
    _family,
    _ends,
)
