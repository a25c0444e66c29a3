"""Conditions after `given`: events of positive probability, and values of a variable."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from fractions import Fraction

from sympy import Expr, Symbol

from symreparam.documents import syntax
from symreparam.documents.guards import guarded
from symreparam.documents.meaning_given_needs import defined_at
from symreparam.documents.meaning_needs import Meaningless, Need
from symreparam.documents.meaning_state import State
from symreparam.documents.meaning_terms import Reader
from symreparam.documents.nodes import Node
from symreparam.families.table import family
from symreparam.logic.errors import Unsupported
from symreparam.logic.judgement import GivenLaw, GivenMean, GivenValue, HasLaw, ValueMean
from symreparam.terms.events import JUMPS, condition_of, indicator
from symreparam.terms.law import AnyLaw, Law
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import variable

Statement = syntax.Prove | syntax.Refute


def event_of(node: Node, reader: Reader) -> Expr:
    """The indicator of a condition. Raises Meaningless, Unsupported."""
    if not isinstance(node, syntax.Chain | syntax.Junction):
        raise Unsupported("a condition on the whole of a random variable")
    return indicator(reader.condition(node))


@contextmanager
def on_event_alone(reader: Reader, event: Expr) -> Iterator[None]:
    """What is read inside need be defined on the event alone, but for probability 0."""
    outer, reader.needs = reader.needs, []
    try:
        yield
    finally:
        found, reader.needs = reader.needs, outer
    outer.extend(guarded(found, condition_of(event)))


def given_mean(reader: Reader, call: syntax.Call) -> Expr:
    """`E(x given B)`, `Var(x given B)`, `P(A given B)` as a term in letters."""
    [part] = call.arguments if len(call.arguments) == 1 else [None]
    if not isinstance(part, syntax.Given):
        raise Unsupported(f"{call.name} of several terms under a condition")
    outer, reader.means = reader.means, None
    fixed = _value_of(part.given, reader)
    place = fixed or _any_value(part.given, reader)
    if place is not None:
        # of every value of a term it is said up to a null set
        with defined_at(reader, part.subject, fixed) if fixed else nullcontext():
            body = _body_of(call, part.subject, reader)
        reader.means = outer
        return _of_powers(call, lambda term: _at_value(reader, term, place), body)
    try:
        event = event_of(part.given, reader)
        with on_event_alone(reader, event):
            body = _body_of(call, part.subject, reader)
    finally:
        reader.means = outer
    return _of_powers(call, lambda term: _letter(reader, term, event), body)


def _body_of(call: syntax.Call, subject: Node, reader: Reader) -> Expr:
    return event_of(subject, reader) if call.name == "P" else reader.read(subject)


def _of_powers(call: syntax.Call, mean: Callable[[Expr], Expr], body: Expr) -> Expr:
    """The mean of the body, or its variance by the means of its powers."""
    if call.name in ("E", "P"):
        return mean(body)
    if call.name == "Var":
        return mean(body**2) - mean(body) ** 2
    raise Unsupported(f"{call.name} under a condition")


def _at_value(reader: Reader, body: Expr, place: tuple[Expr, Expr]) -> Expr:
    assert reader.means is not None
    for known in reader.means:
        if isinstance(known, ValueMean) and (known.body, known.given, known.at) == (body, *place):
            return known.letter
    reader.means.append(ValueMean(reader.new_letter(), body, *place))
    return reader.means[-1].letter


def _letter(reader: Reader, body: Expr, event: Expr) -> Expr:
    assert reader.means is not None
    for known in reader.means:
        if isinstance(known, GivenMean) and (known.body, known.event) == (body, event):
            return known.letter
    reader.means.append(GivenMean(reader.new_letter(), body, event))
    return reader.means[-1].letter


def given_law(
    statement: Statement,
    left: syntax.Given,
    state: State,
    needs: list[Need],
    has_law: Callable[[Statement, State, list[Need]], HasLaw],
) -> GivenLaw | GivenValue:
    """`(x given B) ~ LAW`, or with a density or masses."""
    claim = statement.claim
    if not isinstance(claim, syntax.Follows | syntax.HasLaw):
        raise Unsupported("membership under a condition")
    if isinstance(left.subject, syntax.TupleOf):
        raise Unsupported("the joint law of a vector under a condition")
    if isinstance(left.subject, syntax.Chain | syntax.Junction):
        raise Meaningless("a condition has no law", "write P(.. given ..)", left.span)
    reader = Reader(state.names, NUMBERS, needs, continuous=continuous_in(state))
    reader.origins = state.origins
    plain = replace_left(statement, syntax.Number(Fraction(0), span=left.span))
    place = _value(left, reader, state)
    if place is not None:
        with defined_at(reader, left.subject, place):
            subject = reader.read(left.subject)
        return GivenValue(subject, *place, has_law(plain, state, needs).law)
    event = event_of(left.given, reader)
    with on_event_alone(reader, event):
        subject = reader.read(left.subject)
    # the law is read like that of a number without a condition
    return GivenLaw(subject, event, has_law(plain, state, needs).law)


def _value(left: syntax.Given, reader: Reader, state: State) -> tuple[Expr, Expr] | None:
    """The term and the value of `Y = y`, unless that is an event of positive probability."""
    node = left.given
    if not isinstance(node, syntax.Chain) or node.signs != ("=",):
        return None
    sides = [reader.read(term) for term in node.terms]
    random = [[v for v in state.random if side.has(v)] for side in sides]
    used = {v for row in random for v in row}
    if not used:
        return None
    if any(side.has(*JUMPS) for side in sides):
        return _hidden(left, reader, sides, used)
    if all(random):
        if all(_discrete(state.random[v]) for v in used):
            return None
        hint = "write a term in random variables on one side, and its value on the other"
        raise Meaningless("a condition of probability 0 needs a value", hint, node.span)
    given, value = sides if random[0] else (sides[1], sides[0])
    alone = isinstance(left.subject, syntax.Name) and reader.read(left.subject) in state.random
    mixed = alone and given.has(reader.read(left.subject)) and len(used) > 1
    if all(_discrete(state.random[v]) for v in used) and not mixed:
        return None
    return given, value


def _hidden(
    left: syntax.Given, reader: Reader, sides: list[Expr], used: set[Symbol]
) -> tuple[Expr, Expr] | None:
    """A variable given a value of a term with steps in it, which is an event as well."""
    subject = reader.read(left.subject) if isinstance(left.subject, syntax.Name) else None
    [given, value] = sides if sides[0].has(*used) else [sides[1], sides[0]]
    plain = subject in used and len(used) > 1 and not value.has(*used)
    return (given, value) if plain and value.is_Rational else None


def _discrete(law: AnyLaw) -> bool:
    """Whether the law has masses alone."""
    if isinstance(law, Law):
        return not law.pieces
    record = family(law.family)
    return record is not None and not record.pieces


def continuous_in(state: State) -> frozenset[Symbol]:
    """The random variables of the block whose laws are not of masses alone."""
    return frozenset(v for v, law in state.random.items() if not _discrete(law))


def _value_of(node: Node, reader: Reader) -> tuple[Expr, Expr] | None:
    """The term Y without steps, in continuous variables, and its value, of a condition `Y = y`."""
    if not isinstance(node, syntax.Chain) or node.signs != ("=",):
        return None
    sides = [reader.read(term) for term in node.terms]
    random = [{v for v in reader.continuous if side.has(v)} for side in sides]
    if not (random[0] | random[1]) or any(side.has(*JUMPS) for side in sides):
        return None
    if all(random):
        hint = "write a term in random variables on one side, and its value on the other"
        raise Meaningless("a condition of probability 0 needs a value", hint, node.span)
    return (sides[0], sides[1]) if random[0] else (sides[1], sides[0])


def _any_value(node: Node, reader: Reader) -> tuple[Expr, Expr] | None:
    """A term in continuous variables as the condition: any of its values, a parameter."""
    if isinstance(node, syntax.Chain | syntax.Junction):
        return None
    given = reader.read(node)
    if not reader.continuous & given.free_symbols or given.has(*JUMPS):
        return None
    if given not in reader.fixed:
        taken = {*reader.names, *reader.letters, *(s.name for s in reader.fixed.values())}
        names = ("t", "s", "u", *(f"t_{k}" for k in range(1, 1000)))
        reader.fixed[given] = variable(next(name for name in names if name not in taken))
    return given, reader.fixed[given]


def replace_left(statement: Statement, left: Node) -> Statement:
    """The statement with another left side of its claim."""
    return replace(statement, claim=replace(statement.claim, left=left))  # type: ignore
