"""What a SymPy user's symbol says by itself: its name, and the assumptions declared of it."""

from __future__ import annotations

import re
from typing import Any, Final

from sympy import Integer, Symbol

from symreparam.documents.names import RESERVED, normal
from symreparam.logic.errors import ClaimError
from symreparam.terms.scope import Domain

_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}\Z")


def name_of(symbol: Any) -> str:
    """The name as the claim language spells it: `mu` for a Greek letter."""
    name = normal(str(symbol.name))
    if not _NAME.match(name):
        hint = "a letter, then letters, digits and _, at most 64 in all"
        raise ClaimError(f"the name {str(symbol.name)[:40]!r} is not read", hint=hint)
    if name in RESERVED:  # a text with it would say something else, or nothing
        hint = "it has a meaning in the claim language: choose another name"
        raise ClaimError(f"`{name}` is a reserved word", hint=hint)
    return name


def check_plain(symbol: Any) -> None:
    """Require a random variable whose name says no more than that it is real. What its values are
    is for its law to say: of Normal(Symbol("X", positive=True), 0, 1) SymPy takes Abs(X) to be X.
    """
    own = getattr(symbol, "symbol", symbol)
    known = Symbol(own.name, real=True).assumptions0.items()
    extra = sorted(key for key, _ in set(own.assumptions0.items()) - set(known))
    if extra:
        hint = f"name it with Symbol({own.name!r}, real=True): its law says what its values are"
        raise ClaimError(f"{own.name} is declared {told(own, extra)}", hint=hint)


def told(symbol: Any, extra: list[str]) -> str:
    """What the user wrote, as far as SymPy tells it."""
    given = [key for key, value in symbol._assumptions_orig.items() if value and key in extra]
    return " and ".join(given or extra[:1])


def domain_of(symbol: Any) -> Domain:
    zero, integer = Integer(0), symbol.is_integer is True
    if symbol.is_positive:
        return Domain(lower=zero, integer=integer)
    if symbol.is_negative:
        return Domain(upper=zero, integer=integer)
    if symbol.is_nonnegative:
        return Domain(lower=zero, lower_closed=True, integer=integer)
    if symbol.is_nonpositive:
        return Domain(upper=zero, upper_closed=True, integer=integer)
    return Domain(integer=integer)
