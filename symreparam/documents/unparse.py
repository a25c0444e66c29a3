"""A syntax tree back to text, with as few brackets as the grammar needs.

`parse_block(print_statement(tree))` gives the same tree, spans apart. Nothing is simplified.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias

from .names import spelled
from .nodes import Node, walk
from .syntax import (
    Arithmetic,
    Call,
    Chain,
    Constant,
    Derive,
    Equation,
    Follows,
    Given,
    HasLaw,
    Independence,
    IntegerRange,
    Item,
    Junction,
    Keyword,
    LetComparison,
    LetDerived,
    LetFunction,
    LetInteger,
    LetRandom,
    LetReal,
    Member,
    Name,
    Negate,
    Number,
    Piece,
    Power,
    Prove,
    RealRange,
    Refute,
    Run,
    Statement,
    TupleOf,
)

# How tightly a text holds together, from `given` and runs to names.
LOOSE, OR, AND, COMPARE, SUM, TERM, SIGN, POWER, ATOM = range(9)

Printed: TypeAlias = tuple[str, int]


class _Texts:
    """The printed texts of the nodes below one root, children first, so that nothing recurses."""

    def __init__(self, root: Node) -> None:
        self._done: dict[int, Printed] = {}
        for node in reversed(tuple(walk(root))):
            self._done[id(node)] = _printed(node, self)

    def of(self, node: Node, least: int = LOOSE) -> str:
        """The text of a node, in brackets where it holds together less than `least`."""
        text, rank = self._done[id(node)]
        return text if rank >= least else f"({text})"

    def list(self, nodes: tuple[Node, ...], least: int = LOOSE) -> str:
        return ", ".join(self.of(node, least) for node in nodes)


def print_statement(statement: Statement) -> str:
    """One statement as a line of the claim language."""
    return _Texts(statement).of(statement)


def print_expression(node: Node) -> str:
    """An expression, a condition or a claim, as it stands in a statement."""
    return _Texts(node).of(node)


def _printed(node: Node, texts: _Texts) -> Printed:
    found = _expression(node, texts) or _condition(node, texts)
    if found is not None:
        return found
    return _claim(node, texts) or _let(node, texts) or _goal(node, texts), LOOSE


# Expressions -------------------------------------------------------------------------------------
def _expression(node: Node, texts: _Texts) -> Printed | None:
    match node:
        case Number(value=value):
            return _number(value)
        case Constant(name=name):
            return name, ATOM
        case Name(name=name):
            return spelled(name), ATOM
        case Item(name=name, indices=indices):
            return f"{spelled(name)}[{texts.list(indices)}]", ATOM
        case Negate(operand=operand):
            return "-" + texts.of(operand, SIGN), SIGN
        case Power(base=base, exponent=exponent):
            return f"{texts.of(base, ATOM)}^{texts.of(exponent, SIGN)}", POWER
        case Arithmetic():
            return _arithmetic(node, texts)
        case TupleOf(items=items):
            return f"({texts.list(items)})", ATOM
        case Keyword(name=name, value=value):
            return f"{spelled(name)}={texts.of(value, SUM)}", LOOSE
        case Call():
            return _call(node, texts), ATOM
    return None


def _number(value: Fraction) -> Printed:
    """A decimal where the language has one, else a quotient (a tree that was read has none)."""
    sign = "-" if value < 0 else ""
    value = abs(value)
    if value.denominator == 1:
        return f"{sign}{value.numerator}", SIGN if sign else ATOM
    places, rest = 0, value.denominator
    while rest % 10 == 0 or rest % 2 == 0 or rest % 5 == 0:
        rest //= 10 if rest % 10 == 0 else 2 if rest % 2 == 0 else 5
        places += 1
    if rest != 1:
        return f"{sign}{value.numerator}/{value.denominator}", TERM
    digits = str(value.numerator * 10**places // value.denominator).rjust(places + 1, "0")
    return f"{sign}{digits[:-places]}.{digits[-places:]}", SIGN if sign else ATOM


def _arithmetic(node: Arithmetic, texts: _Texts) -> Printed:
    adds = node.operators[0] in ("+", "-")
    least = TERM if adds else SIGN
    pieces = [texts.of(node.operands[0], least)]
    for operator, operand in zip(node.operators, node.operands[1:], strict=True):
        tight = operator in ("*", "/")
        pieces.append(operator if tight else f" {operator} ")
        pieces.append(texts.of(operand, least))
    return "".join(pieces), SUM if adds else TERM


def _call(node: Call, texts: _Texts) -> str:
    inside = texts.list(node.arguments + node.keywords)
    if node.after_semicolon:
        inside += f"; {texts.list(node.after_semicolon)}"
    return f"{spelled(node.name)}{chr(39) * node.primes}({inside})"


def _condition(node: Node, texts: _Texts) -> Printed | None:
    match node:
        case Chain():
            return _chain(node, texts), COMPARE
        case Junction(word=word, conditions=conditions):
            rank, least = (OR, AND) if word == "or" else (AND, COMPARE)
            return f" {word} ".join(texts.of(each, least) for each in conditions), rank
        case Given(subject=subject, given=given):
            return f"{texts.of(subject, OR)} given {texts.of(given, OR)}", LOOSE
        case Run(low=low, high=high, variable=variable):
            start = f"{texts.of(variable)} = " if variable else ""
            return f"{start}{texts.of(low, SUM)}..{texts.of(high, SUM)}", LOOSE
    return None


def _chain(node: Chain, texts: _Texts) -> str:
    text = texts.of(node.terms[0], SUM)
    for sign, term in zip(node.signs, node.terms[1:], strict=True):
        text += f" {sign} {texts.of(term, SUM)}"
    return text


# Claims and statements ---------------------------------------------------------------------------
def _claim(node: Node, texts: _Texts) -> str:
    match node:
        case RealRange(variable=variable):
            return f"{texts.of(variable)} real"
        case IntegerRange(subject=subject):
            return f"integer {texts.of(subject)}"
        case Piece(kind=kind, value=value, at=at, ranges=ranges):
            point = f" at {texts.of(at)}" if at else ""
            where = f" for {' and '.join(texts.of(each) for each in ranges)}" if ranges else ""
            return f"{kind} {texts.of(value)}{point}{where}"
        case Follows(left=left, law=law):
            return f"{texts.of(left, SUM)} ~ {texts.of(law)}"
        case HasLaw(left=left, pieces=pieces):
            return f"{texts.of(left, SUM)} has {texts.list(pieces)}"
        case Member(left=left, family=family):
            return f"{texts.of(left, SUM)} in {texts.of(family)}"
        case Independence(items=items):
            return f"{texts.list(items)} independent"
        case Equation(left=left, right=right):
            return f"{texts.of(left)} = {texts.of(right)}"
    return ""


def _let(node: Node, texts: _Texts) -> str:
    match node:
        case LetReal(targets=targets):
            return f"let {texts.list(targets)} real"
        case LetInteger(targets=targets, sign=sign, bound=bound):
            end = f" {sign} {texts.of(bound)}" if bound is not None else ""
            return f"let {texts.list(targets)} integer{end}"
        case LetComparison(leading=leading, chain=chain, integer=integer):
            return f"let {'integer ' if integer else ''}{texts.list((*leading, chain))}"
        case LetFunction(targets=names):
            return f"let {texts.list(names)} function"
        case LetRandom(targets=several, law=law):
            return f"let {texts.list(several)} ~ {texts.of(law)}"
        case LetDerived(target=target, value=value):
            return f"let {texts.of(target)} = {texts.of(value)}"
    return ""


def _goal(node: Node, texts: _Texts) -> str:
    match node:
        case Prove(claim=claim):
            return f"prove {texts.of(claim)}"
        case Refute(claim=claim, for_all=for_all):
            return f"refute {texts.of(claim)}{' for all' if for_all else ''}"
        case Derive(expression=expression):
            return f"derive {texts.of(expression, SUM)}"
    raise TypeError(f"{type(node).__name__} is no node of the claim language")
