"""Mistakes that students make with the arguments of a law: `mistakes: auto` of an exercise.

They are only proposed; an answer that is not refuted is never offered.
"""

from __future__ import annotations

import re
from typing import Final

from sympy import oo

from symreparam.families.aliases import ALIASES
from symreparam.families.table import family
from symreparam.terms.scope import Domain

_LAW: Final = re.compile(r"(?P<left>.*~\s*)(?P<family>[A-Za-z]\w*)\((?P<arguments>.*)\)\s*\Z")
# a variance for a standard deviation and back, a rate for a scale, the wrong tail, one too many
_SCALE: Final = ("sqrt({0})", "({0})^2")
_LONE: Final = ("1/({0})", *_SCALE)
_PLACE: Final = ("-({0})",)
_SHARE: Final = ("1 - ({0})", "({0})/2")
_COUNT: Final = ("{0} + 1", "{0} - 1")


def mistakes(answer: str) -> list[str]:
    """Claims that a student may make in place of `answer`, a claim `TERM ~ LAW(..)`, the most
    tempting first; none where the answer is no such claim."""
    found = _LAW.match(answer)
    domains = _domains(found["family"]) if found is not None else ()
    if found is None:
        return []
    arguments = _split(found["arguments"])
    if len(arguments) != len(domains) or any("=" in argument for argument in arguments):
        return []
    variants: list[list[str]] = []
    located = any(_real(domain) for domain in domains)
    # the last argument is mostly the scale: its mistakes come first
    for place in reversed(range(len(arguments))):
        for shape in _shapes(domains[place], located):
            changed = list(arguments)
            changed[place] = shape.format(arguments[place])
            variants.append(changed)
    if len(arguments) == 2 and not all(map(_real, domains)):
        variants.insert(2, arguments[::-1])
    return [f"{found['left']}{found['family']}({', '.join(each)})" for each in variants]


def _domains(name: str) -> tuple[Domain, ...]:
    alias = ALIASES.get(name)
    if alias is not None:
        return tuple(domain for _, _, domain in alias.parameters)
    record = family(name)
    return tuple(p.domain for p in record.parameters) if record is not None else ()


def _real(domain: Domain) -> bool:
    return bool(domain.lower == -oo)


def _shapes(domain: Domain, located: bool) -> tuple[str, ...]:
    """The mistakes with one argument; `located`: another one moves the law from place to place,
    so that nobody takes this one for a rate."""
    if domain.integer:
        return _COUNT
    if _real(domain):
        return _PLACE
    if domain.upper != oo:
        return _SHARE
    return _SCALE if located else _LONE


def _split(arguments: str) -> list[str]:
    parts, depth = [""], 0
    for char in arguments:
        depth += (char in "([") - (char in ")]")
        if char == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += char
    return [part.strip() for part in parts]
