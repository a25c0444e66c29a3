"""Expressions and conditions: from what the grammar read to the syntax tree.

The grammar is wide, so each function here also refuses what the language does not have, in the
user's words. A function takes the span of the whole and its parts (`Word` for a token, None for
what was left out). No name is looked up.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from types import MappingProxyType
from typing import Any, TypeAlias

from symreparam.terms.record import dataclass

from .diagnostics import Rejection
from .names import CONSTANTS, LONGEST, RESERVED, normal
from .nodes import Node, Span
from .syntax import (
    Arithmetic,
    Call,
    Chain,
    Constant,
    Expression,
    Given,
    Item,
    Junction,
    Keyword,
    Name,
    Negate,
    Number,
    Power,
    Run,
    TupleOf,
)

Builder: TypeAlias = Callable[[Span, list[Any]], Any]

# Calls whose arguments may be conditions: there `x = 1` compares and names no keyword.
_CONDITION_CALLS = frozenset({"P", "indicator", "if"})


@dataclass(frozen=True, slots=True)
class Word:
    """A token: its kind in the grammar, its text in the user's spelling, and where it stands."""

    kind: str
    text: str
    span: Span


def identifier(word: Word) -> str:
    """The name in ASCII, refused when it is reserved or too long."""
    if len(word.text) > LONGEST:
        raise Rejection(
            f"this name has {len(word.text)} characters; a name has at most {LONGEST}",
            "choose a shorter name",
            word.span,
        )
    name = normal(word.text)
    if name in RESERVED:
        raise Rejection(f"`{word.text}` is a reserved word", _use_of(name), word.span)
    return name


def _use_of(name: str) -> str:
    if name == "if":
        return "write if(u < 1/2, a, b)"
    if name == "all":
        return "`for all` ends a `refute` line; `all` stands nowhere else"
    if name in CONSTANTS:
        return "it is a constant; choose another name, and write * for a product"
    return "choose another name"


def value(node: Any) -> Expression:
    """An operand: no condition, tuple, run or `given`."""
    if isinstance(node, TupleOf):
        raise Rejection(
            "a tuple can't stand inside an expression",
            "write each component, or use a named vector with .* or @",
            node.span,
        )
    return side(node)


def side(node: Any) -> Expression:
    """An expression or a tuple: a whole side of a claim, or a vector argument."""
    if isinstance(node, Chain | Junction):
        raise Rejection(
            "a condition is no value",
            "write indicator(..) for 1 or 0, or if(condition, a, b)",
            node.span,
        )
    if isinstance(node, Run):
        raise Rejection(
            "a run such as 1..n can't stand here",
            "runs stand in sum(e[i], i = 1..n), in `let e[1..n]`, and in an argument a[1..k]",
            node.span,
        )
    if isinstance(node, Given):
        raise Rejection(
            "`given` can't stand here",
            "write (X given X > a) ~ LAW, or E(x given y) = expression",
            node.span,
        )
    expression: Expression = node
    return expression


def _number(at: Span, parts: list[Any]) -> Node:
    return Number(Fraction(parts[0].text), span=at)


def _name(at: Span, parts: list[Any]) -> Node:
    name = normal(parts[0].text)
    if name in CONSTANTS:
        return Constant(name, span=at)
    return Name(identifier(parts[0]), span=at)


def _arguments(at: Span, parts: list[Any]) -> tuple[Any, ...]:
    return tuple(parts)


def _item(at: Span, parts: list[Any]) -> Node:
    word, indices = parts
    for index in indices:
        if not isinstance(index, Run):
            value(index)
    return Item(identifier(word), indices, span=at)


def _call(at: Span, parts: list[Any]) -> Node:
    word, *primes, arguments, after = parts
    name = "if" if word.text == "if" else identifier(word)
    plain, keywords = _sorted_arguments(name, arguments or ())
    if plain and keywords:
        raise Rejection(
            "either all arguments have keywords or none has",
            f"write a keyword for each argument, or leave `{keywords[0].name}=` out",
            keywords[0].span,
        )
    if keywords and after:
        raise Rejection("a semicolon and keywords don't go together", "", at)
    order = len(primes[0].text) if primes else 0
    return Call(name, plain, keywords, order, after or (), span=at)


def _sorted_arguments(
    name: str, arguments: tuple[Any, ...]
) -> tuple[tuple[Any, ...], tuple[Keyword, ...]]:
    if name in _CONDITION_CALLS:
        return arguments, ()
    plain, keywords = [], []
    for argument in arguments:
        match argument:
            case Chain(terms=(Name(name=key), bound), signs=("=",)):
                keywords.append(Keyword(key, bound, span=argument.span))
            case Chain() | Junction():
                side(argument)
            case _:
                plain.append(argument)
    return tuple(plain), tuple(keywords)


def _group(at: Span, parts: list[Any]) -> Any:
    """Brackets around one thing only group; around several they make a tuple."""
    (items,) = parts
    if len(items) == 1:
        return items[0]
    for item in items:
        side(item)
    return TupleOf(items, span=at)


def _arithmetic(at: Span, parts: list[Any]) -> Node:
    operands = tuple(value(part) for part in parts[0::2])
    return Arithmetic(operands, tuple(normal(sign.text) for sign in parts[1::2]), span=at)


def _negate(at: Span, parts: list[Any]) -> Node:
    return Negate(value(parts[1]), span=at)


def _power(at: Span, parts: list[Any]) -> Node:
    return Power(value(parts[0]), value(parts[2]), span=at)


def _chain(at: Span, parts: list[Any]) -> Node:
    # In an equation a tuple may be a whole side; conditions refuse it later.
    operand = side if len(parts) == len(("left", "=", "right")) else value
    terms = [operand(part) for part in parts[0::2]]
    signs = tuple(normal(sign.text) for sign in parts[1::2])
    if len(signs) > 1 and not (set(signs) <= {"<", "<="} or set(signs) <= {">", ">="}):
        hint = "write a < b and b = c: = and != don't chain"
        if not {"=", "!="} & set(signs):
            hint = "write 0 < t < 1, or join two comparisons with `and`"
        raise Rejection("a chain of comparisons points one way", hint, parts[3].span)
    return Chain(tuple(terms), signs, span=at)


def _junction(word: str) -> Builder:
    def build(at: Span, parts: list[Any]) -> Node:
        for part in parts:
            check_condition(part)
        return Junction(word, tuple(parts), span=at)

    return build


def check_condition(node: Any) -> None:
    """A comparison between values, or conditions joined by `and` and `or`."""
    if isinstance(node, Chain):
        for term in node.terms:
            value(term)
    elif not isinstance(node, Junction):
        raise Rejection("a condition is expected here", "for example u < 1/2", node.span)


def _run(at: Span, parts: list[Any]) -> Node:
    low, high = parts[0], value(parts[1])
    match low:
        case Chain(terms=(Name() as variable, first), signs=("=",)):
            return Run(value(first), high, variable, span=at)
        case Chain() | Junction():
            raise Rejection("this is no run of indices", "write 1..n or i = 1..n", at)
    return Run(value(low), high, span=at)


def _given(at: Span, parts: list[Any]) -> Node:
    subject, given = parts
    for part in (subject, given):
        if isinstance(part, Chain | Junction):
            check_condition(part)
        else:
            side(part)
    return Given(subject, given, span=at)


EXPRESSIONS = MappingProxyType[str, Builder](
    {
        "number": _number,
        "name": _name,
        "args": _arguments,
        "item": _item,
        "call": _call,
        "group": _group,
        "sum": _arithmetic,
        "term": _arithmetic,
        "negate": _negate,
        "power": _power,
        "chain": _chain,
        "both": _junction("and"),
        "either": _junction("or"),
        "run": _run,
        "given": _given,
    }
)
