"""Branches of a map: strictly monotone pieces with closed inverses, and how they compose.

A branch carries its source interval, the inverse as a term in a letter, the image interval and
the sense. Everything proposed here is proved step by step afterwards; signs are asked of `decide`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sympy import Expr, Symbol, expand, oo

from symreparam.decide.answer import Context, Proved
from symreparam.decide.sign import sign
from symreparam.terms.record import dataclass
from symreparam.terms.replace import replaced

LETTER = Symbol("inverse_letter", real=True)


class NoInverse(Exception):
    """The map could not be inverted; the message names what stopped it."""


class SignNeeded(NoInverse):
    """The sign of `term` decides the shape of the map: split the scope on it."""

    def __init__(self, term: Expr) -> None:
        super().__init__(f"the sign of {term} is open")
        self.term = term


class OrderNeeded(NoInverse):
    """The sign of `term`, the distance of two places, is open: cut where it changes."""

    def __init__(self, message: str, term: Expr) -> None:
        super().__init__(message)
        self.term = term


@dataclass(frozen=True, slots=True)
class Branch:
    """source (lower, upper) -> image (low, high), increasing (+1) or decreasing (-1)."""

    lower: Expr
    upper: Expr
    low: Expr
    high: Expr
    sense: int
    inverse: Expr

    def letter_to(self, value: Expr) -> Expr:
        """The inverse at a value of the image."""
        return replaced(self.inverse, {LETTER: value})


def sign_of(term: Expr, context: Context) -> int | None:
    """+1, -1, 0 or None; infinite values have signs too."""
    if term == oo:
        return 1
    if term == -oo:
        return -1
    plain = expand(term)
    if plain == 0:
        return 0
    for want, value in (("+", 1), ("-", -1)):
        if isinstance(sign(plain, want, context), Proved):
            return value
    return None


def needed_sign(term: Expr, context: Context) -> int:
    """The strict sign of a term; SignNeeded when it is open and the term may be split on."""
    found = sign_of(term, context)
    if found is None:
        raise SignNeeded(term)
    return found


def scaled(value: Expr, factor: Expr, sense: int) -> Expr:
    if value in (oo, -oo):
        return value * sense
    return value * factor


def through(
    below: tuple[Branch, ...],
    back: Callable[[Expr], Expr],
    forth: Callable[[Expr], Expr],
    sense: int,
) -> tuple[Branch, ...]:
    """Compose each branch with a strictly monotone function; `back` is its inverse."""
    out = []
    for branch in below:
        ends = _plain_end(forth(branch.low)), _plain_end(forth(branch.high))
        low, high = ends if sense > 0 else ends[::-1]
        inverse = replaced(branch.inverse, {LETTER: back(LETTER)})
        out.append(
            replace(branch, low=low, high=high, sense=branch.sense * sense, inverse=inverse)
        )
    return tuple(out)


def _plain_end(value: Expr) -> Expr:
    """An end at infinity plus a constant that SymPy does not know to be finite: infinity."""
    infinite = [term for term in value.args if term in (oo, -oo)] if value.is_Add else []
    return infinite[0] if len(infinite) == 1 else value


def split(below: tuple[Branch, ...], at: Expr, context: Context) -> tuple[Branch, ...]:
    """Cut every branch whose image contains `at` in two."""
    out: list[Branch] = []
    for branch in below:
        left = -1 if branch.low == -oo else sign_of(branch.low - at, context)
        right = 1 if branch.high == oo else sign_of(branch.high - at, context)
        if (left is None and _reaches(at, branch.low, context)) or (
            right is None and _reaches(branch.high, at, context)
        ):
            out.append(branch)
            continue
        if left is None or right is None:
            message = f"where {at} lies in ({branch.low}, {branch.high}) is open"
            raise OrderNeeded(message, (branch.low if left is None else branch.high) - at)
        if left >= 0 or right <= 0:
            out.append(branch)
            continue
        point = branch.letter_to(at)
        parts = (replace(branch, high=at), replace(branch, low=at))
        if branch.sense > 0:
            out += [replace(parts[0], upper=point), replace(parts[1], lower=point)]
        else:
            out += [replace(parts[0], lower=point), replace(parts[1], upper=point)]
    return tuple(out)


def _reaches(low: Expr, high: Expr, context: Context) -> bool:
    """Whether low <= high, where they may be equal for some parameter values."""
    if low in (oo, -oo) or high in (oo, -oo):
        return bool(low == -oo or high == oo)
    return isinstance(sign(expand(high - low), ">=", context), Proved)


def side(branch: Branch, at: Expr, context: Context) -> int:
    """+1 when the image lies above `at`, -1 when below."""
    if branch.low != -oo and _reaches(at, branch.low, context):
        return 1
    if branch.high != oo and _reaches(branch.high, at, context):
        return -1
    raise NoInverse(f"the side of {at} is open")
