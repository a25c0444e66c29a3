"""Conditions laid out: comparisons, indicators, and values that depend on a condition."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final, Protocol

from sympy import Expr, Piecewise, Symbol
from sympy.logic.boolalg import And, Boolean, Or, true

from symreparam.render.layout import POWER, Choice, Digits, Fenced, Layout, Row, Sign, Word

# SymPy's relation -> its sign, and the sign with the sides exchanged
_RELATIONS: Final = MappingProxyType(
    {
        "StrictLessThan": ("<", ">"),
        "LessThan": ("≤", "≥"),
        "StrictGreaterThan": (">", "<"),
        "GreaterThan": ("≥", "≤"),
        "Equality": ("=", "="),
        "Unequality": ("≠", "≠"),
    }
)


class Setter(Protocol):
    """What sets terms: `terms_layout.Typesetter`."""

    @property
    def variables(self) -> frozenset[Symbol] | None:
        """The symbols that are variables; None where nothing is known of them."""

    def term(self, expr: Expr) -> Layout:
        """The term laid out."""


def choice_layout(setter: Setter, expr: Piecewise) -> Layout:
    """`1{x > 0}`, or values with the conditions under which they are taken."""
    event = indicated(expr)
    if event is not None:
        return Row((Digits("1"), Fenced(condition_layout(setter, event), "{", "}")), POWER)
    return Choice(tuple((setter.term(value), _taken(setter, under)) for value, under in expr.args))


def _taken(setter: Setter, under: Boolean) -> Layout:
    return Row((Word("otherwise"),)) if under == true else condition_layout(setter, under)


def condition_layout(setter: Setter, event: Boolean) -> Layout:
    """A comparison, or several joined by words; what is random stands on the left."""
    if isinstance(event, And | Or):
        word = Word("and" if isinstance(event, And) else "or")
        parts: list[Layout] = []
        for each in sorted(event.args, key=str):
            shown = condition_layout(setter, each)
            parts += [word, shown] if parts else [shown]
        return Row(tuple(parts))
    sign, mirrored = _RELATIONS.get(type(event).__name__, ("", ""))
    if not sign:
        return Word(str(event))
    left, right = event.args
    if setter.variables and not (left.free_symbols & setter.variables):
        left, right, sign = right, left, mirrored
    return Row((setter.term(left), Sign(sign), setter.term(right)))


def indicated(expr: Expr) -> Boolean | None:
    """The event of an indicator; None for any other term."""
    if isinstance(expr, Piecewise) and len(expr.args) == 2:
        (one, event), (zero, rest) = expr.args
        if one == 1 and zero == 0 and rest == true:
            return event
    return None
