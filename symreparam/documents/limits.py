"""The limits of the claim language, checked so that nothing large is ever built.

Text is checked before the grammar reads it, in linear time; the tree once more afterwards, without
recursion, for what only a tree shows: nested operations and the size of constants.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from fractions import Fraction

from .diagnostics import Rejection
from .names import CONSTANTS, RESERVED
from .nodes import Node, Span, children
from .source import Source
from .syntax import (
    Arithmetic,
    Call,
    Chain,
    Given,
    Item,
    Junction,
    Name,
    Negate,
    Number,
    Power,
    TupleOf,
)

LINE_CHARACTERS = 20_000
STATEMENTS = 1_000
BRACKETS = 100
OPERATIONS = 200
DIGITS = 1_000
BITS = 10_000

_SHORTEN = "give an inner part a name with `let`"
_OPERATION = (Arithmetic, Call, Chain, Given, Item, Junction, Negate, Power, TupleOf)
_PLAIN = re.compile(r"[ -~\t]*")
_HIDDEN_KINDS = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
# Letters and marks that show nothing: fillers, the joiner, variation selectors.
_HIDDEN_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0")
_TOKEN = re.compile(r"[0-9]+(?:\.[0-9]+)?|[A-Za-z\u0370-\u03ff_][\w]*|\*\*|<=|>=|!=|\.\.|\S")
_ENDS_AN_OPERAND = re.compile(r"[0-9A-Za-z_\u0370-\u03ff)\]'∞]")


def too_long(length: int, line: int, shift: int) -> Rejection | None:
    """A line, or the lines of one statement together, with more characters than allowed."""
    if length <= LINE_CHARACTERS:
        return None
    at = Span(line, LINE_CHARACTERS + 1 + shift, line, LINE_CHARACTERS + 2 + shift)
    return Rejection(
        f"this line has {length:,} characters; the limit is {LINE_CHARACTERS:,}",
        "give parts of it names with `let`",
        at,
    )


def hidden_character(text: str, line: int, shift: int) -> Rejection | None:
    """An invisible character, also in a comment: text must be what it looks like."""
    plain = _PLAIN.match(text)
    for place in range(plain.end() if plain else 0, len(text)):
        if is_hidden(text[place]):
            column = place + 1 + shift
            return Rejection(
                f"invisible character U+{ord(text[place]):04X}",
                "delete it",
                Span(line, column, line, column + 1),
            )
    return None


def is_hidden(character: str) -> bool:
    """Whether a character shows nothing (a tab and spaces apart)."""
    if character == "\t":
        return False
    return (
        unicodedata.category(character) in _HIDDEN_KINDS
        or character in _HIDDEN_LETTERS
        or "\ufe00" <= character <= "\ufe0f"
        or "\U000e0100" <= character <= "\U000e01ef"
    )


def check_text(source: Source) -> None:
    """Brackets, digits and operations that nest to the right, from the text alone.

    `pending` counts minus signs and powers that wait for their operand: each is one level deeper
    than the one before. Every other sign ends them all, and a bracket keeps them for its inside.
    """
    pending, operations, outer, before = 0, 0, list[int](), ""
    for match in _TOKEN.finditer(source.normal()):
        token = match.group()
        if token[0].isdigit() and len(token) > DIGITS and sum(map(str.isdigit, token)) > DIGITS:
            at = source.span(match.start(), match.end())
            raise Rejection(f"a number with more than {DIGITS:,} digits", "", at)
        if token in "([":
            outer.append(pending)
            operations += pending
            pending = 0
            if len(outer) > BRACKETS:
                at = source.span(match.start(), match.end())
                raise Rejection(f"more than {BRACKETS} nested brackets", _SHORTEN, at)
        elif token in ")]" and outer:
            pending = outer.pop()
            operations -= pending
        elif token in ("^", "**") or (token == "-" and not _ENDS_AN_OPERAND.fullmatch(before[-1:])):
            pending += 1
        elif token in ("+", "-", "*", "/", ",", ";", "=", "<", ">", "~", "<=", ">=", "!=", ".."):
            pending = 0
        if operations + pending > OPERATIONS:
            at = source.span(match.start(), match.end())
            raise Rejection(f"more than {OPERATIONS} nested operations", _SHORTEN, at)
        # After a word such as `prove` a minus sign has nothing on its left.
        before = "" if token in RESERVED and token not in CONSTANTS else token


def constant(root: Node, names: Mapping[str, int]) -> Fraction | None:
    """The value of an expression of numbers and of these names; None for another, and for one that
    is too large."""
    ordered, pending = [], [root]
    while pending:
        node = pending.pop()
        ordered.append(node)
        pending.extend(children(node))
    values: dict[int, Fraction] = {}
    try:
        for node in reversed(ordered):  # children before their parents
            if isinstance(node, Name) and node.name in names:
                value: Fraction | None = Fraction(names[node.name])
            else:
                value = _constant(node, values)
            if value is not None:
                values[id(node)] = value
    except Rejection:
        return None
    return values.get(id(root))


def check_tree(root: Node) -> None:
    """Nested operations, exactly, and constants that are too large to compute with."""
    deepest: list[tuple[Node, int]] = [(root, 0)]
    ordered: list[Node] = []
    while deepest:
        node, depth = deepest.pop()
        ordered.append(node)
        depth += isinstance(node, _OPERATION) + (node.primes if isinstance(node, Call) else 0)
        if depth > OPERATIONS:
            raise Rejection(f"more than {OPERATIONS} nested operations", _SHORTEN, node.span)
        deepest.extend((child, depth) for child in children(node))
    values: dict[int, Fraction] = {}
    for node in reversed(ordered):  # children before their parents
        value = _constant(node, values)
        if value is not None:
            values[id(node)] = value


def _constant(node: Node, values: dict[int, Fraction]) -> Fraction | None:
    """The value of a node made of numbers alone; None for all else, and for a division by zero."""
    if isinstance(node, Number):
        return node.value
    if isinstance(node, Negate):
        inner = values.get(id(node.operand))
        return None if inner is None else -inner
    if isinstance(node, Power):
        base, exponent = values.get(id(node.base)), values.get(id(node.exponent))
        if base is None or exponent is None:
            return None
        return _power(base, exponent, node.span)
    if isinstance(node, Arithmetic):
        return _arithmetic(node, values)
    return None


def _power(base: Fraction, exponent: Fraction, span: Span) -> Fraction | None:
    if exponent.denominator != 1 or (base == 0 and exponent < 0):
        return None
    if base in (0, 1, -1):
        odd = exponent.numerator % 2 == 1
        return Fraction(1) if exponent == 0 else base if odd else base * base
    # One bit less than the length is a lower bound on the logarithm, and is 1 at least from 2 on.
    larger = max(abs(base.numerator), base.denominator)
    if (larger.bit_length() - 1) * abs(exponent.numerator) > BITS:
        raise _too_large(span)
    return _checked(base**exponent.numerator, span)


def _arithmetic(node: Arithmetic, values: dict[int, Fraction]) -> Fraction | None:
    operands = [values.get(id(operand)) for operand in node.operands]
    total = operands[0]
    for operator, operand in zip(node.operators, operands[1:], strict=True):
        if total is None or operand is None:
            return None
        if operator == "+":
            total += operand
        elif operator == "-":
            total -= operand
        elif operator == "*":
            total *= operand
        elif operator == "/" and operand != 0:
            total /= operand
        else:
            return None
        total = _checked(total, node.span)
    return total


def _checked(value: Fraction, span: Span) -> Fraction:
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > BITS:
        raise _too_large(span)
    return value


def _too_large(span: Span) -> Rejection:
    message = f"this constant has more than {BITS:,} bits: it is not computed"
    return Rejection(message, "put a parameter in its place, for example `let c > 0`", span)
