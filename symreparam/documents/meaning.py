"""A checked block as goals: each with its claim, or with what is wrong or not supported."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sympy import Expr, Integer, Symbol, oo

from symreparam.documents import syntax
from symreparam.documents.diagnostics import Diagnostic
from symreparam.documents.meaning_broken import failed, is_let, kind_of, told_alone, unmentioned
from symreparam.documents.meaning_existence import conditional_existence, existence
from symreparam.documents.meaning_given_needs import origins_of
from symreparam.documents.meaning_goals import goal_of
from symreparam.documents.meaning_laws import named_law
from symreparam.documents.meaning_leading import by_components, place_of
from symreparam.documents.meaning_needs import Meaningless, Need
from symreparam.documents.meaning_state import Goal, Mark, State, diagnostic, lacking
from symreparam.documents.meaning_terms import Reader
from symreparam.documents.meaning_vectors import vector_let
from symreparam.documents.nodes import Node, walk
from symreparam.documents.parse import Block
from symreparam.documents.scope_lets import introduced
from symreparam.documents.vectors import Vectors
from symreparam.families.known import unknown_family
from symreparam.families.members import OpenSign, any_form, record_of
from symreparam.families.standard import standard_form
from symreparam.families.variadic import is_law
from symreparam.logic.errors import Unsupported
from symreparam.terms.draws import LONGEST, Quantile, drawn
from symreparam.terms.law import Named
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import REALS, Domain, Relation, is_whole, parameter, variable, whole


def goals(block: Block, *, path: str = "", name: str = "") -> tuple[Goal, ...]:
    """The goals of a block whose names were checked (`scope_check.check_names`), in order."""
    found, _ = _goals(block, path, name, {})

    def read(part: Block, *sizes: Any) -> tuple[tuple[Goal, ...], State]:
        return _goals(part, path, name, *sizes)

    return tuple(by_components(goal, block, read) if goal.unsupported else goal for goal in found)


def _goals(
    block: Block,
    path: str,
    name: str,
    leading: dict[str, syntax.Item],
    apart: frozenset[str] = frozenset(),
) -> tuple[tuple[Goal, ...], State]:
    """The goals, and what the lets introduced; of vectors with the sizes in `leading` the first
    components up to that item have their own names; of those in `apart` one is told from others."""
    state = State(block, path, name, vectors=Vectors(apart=apart))
    state.vectors.leading = {size: place_of(item) for size, item in leading.items()}
    found: list[Goal] = []
    unread: Diagnostic | None = None
    broken: Diagnostic | None = None
    for statement in block.statements:
        if isinstance(statement, Diagnostic):
            kind = kind_of(statement.statement)
            if kind is None and not is_let(statement.statement):
                kind = "prove"  # perhaps a misspelt goal: it must not be passed over
            if kind is not None:
                found.append(failed(kind, statement, state))
            else:
                unread = unread or statement  # `check_names` told the goals that rest on it
            continue
        if isinstance(statement, syntax.Prove | syntax.Refute | syntax.Derive):
            goal = goal_of(statement, state)
            if broken is not None and goal.error is None:
                goal = replace(goal, claim=None, error=broken)
            found.append(goal)
            continue
        try:
            parts = state.vectors.statement(statement)
            state.read_folds(state.needs)
            for part in parts:
                before = len(state.needs)
                _let(part, state)
                _remember(part, tuple(state.needs[before:]), state)
                state.marks.append(
                    Mark(len(state.domains), len(state.relations), statement.span)
                )
        except (Unsupported, OpenSign) as error:
            _block(statement, lacking(error, statement.span, state), state)
        except Meaningless as error:
            broken = broken or diagnostic(error, state)
    if not found:
        first = unread or broken
        problems = block.problems if first is None else (first, *block.problems)
        return tuple(told_alone(problem) for problem in problems), state
    told = tuple(told_alone(problem) for problem in unmentioned(block, broken, found))
    return (*found, *told), state


def _remember(statement: Node, own: tuple[Need, ...], state: State) -> None:
    """What the names of a `let` need to be defined."""
    if isinstance(statement, syntax.LetDerived):
        targets: tuple[Node, ...] = (statement.target,)
    elif isinstance(statement, syntax.LetRandom):
        targets = statement.targets
    else:
        return
    own += origins_of(statement, state.origins)
    for name in (p.name for t in targets for p in walk(t) if isinstance(p, syntax.Name)):
        if own:
            state.origins[name] = own


def _block(statement: Node, construct: Diagnostic, state: State) -> None:
    """Goals that use the names of this `let` are not supported; all later ones, when it may say
    something about names that are known already."""
    used = [part.name for part in walk(statement) if isinstance(part, syntax.Name | syntax.Item)]
    root = next((state.blocked[name] for name in used if name in state.blocked), construct)
    names: tuple[Node, ...] = ()
    if isinstance(statement, syntax.LetReal | syntax.LetInteger | syntax.LetRandom):
        names = statement.targets
    elif isinstance(statement, syntax.LetDerived):
        names = (statement.target,)
    elif isinstance(statement, syntax.LetComparison):
        terms = statement.chain.terms
        if all(isinstance(term, syntax.Number | syntax.Item) for term in terms):
            names = (*statement.leading, *(t for t in terms if isinstance(t, syntax.Item)))
    if not names:
        state.unsupported = state.unsupported or root
    for target in names:
        parts = target.items if isinstance(target, syntax.TupleOf) else (target,)
        for part in parts:
            if isinstance(part, syntax.Name | syntax.Item):
                state.blocked[part.name] = root
                state.vectors.values.pop(part.name, None)


def _let(statement: Node, state: State) -> None:
    match statement:
        case syntax.LetReal(targets):
            for target in targets:
                _declare(target, REALS, state)
        case syntax.LetInteger(targets, sign, bound):
            reader = Reader(state.names)
            value = reader.read(bound) if bound is not None else None
            for target in targets:
                symbol = _declare(target, _bounded(sign, value, True), state)
                if value is not None and not value.is_number:
                    state.relations.append(_relation(symbol, sign or "=", value))
        case syntax.LetComparison():
            _comparison(statement, state)
        case syntax.LetRandom(targets, law):
            _random(targets, law, state)
        case syntax.LetDerived(target, value):
            if not isinstance(target, syntax.Name):
                raise Unsupported("random vectors with an index")
            if isinstance(value, syntax.TupleOf):
                reader = Reader(state.names, NUMBERS, state.needs)
                for part in value.items:
                    reader.read(part)
                state.tuples[target.name] = value.items
                return
            reader = Reader(state.names, NUMBERS, state.needs)
            state.names[target.name] = reader.read(value)
        case syntax.LetFunction(targets):
            state.functions |= {target.name for target in targets}


def _declare(target: Node, domain: Domain, state: State) -> Symbol:
    if not isinstance(target, syntax.Name):
        raise Unsupported("vectors of parameters")
    symbol = parameter(target.name, domain)
    state.names[target.name] = symbol
    state.domains[symbol] = domain
    return symbol


_FLIP = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}


def _bounded(sign: str | None, value: Expr | None, integer: bool) -> Domain:
    """The domain `sign value`, when the value is a number; all reals otherwise."""
    if sign is None or value is None or not value.is_number or value in (oo, -oo):
        return Domain(integer=integer)
    if sign in (">", ">="):
        return Domain(lower=value, lower_closed=sign == ">=", integer=integer)
    if sign in ("<", "<="):
        return Domain(upper=value, upper_closed=sign == "<=", integer=integer)
    return Domain(integer=integer)


def _relation(left: Expr, sign: str, right: Expr) -> Relation:
    if sign in (">", ">="):
        left, right, sign = right, left, _FLIP[sign]
    return Relation(left, sign, right)  # type: ignore[arg-type]


def _comparison(statement: syntax.LetComparison, state: State) -> None:
    new = introduced(statement, state.names)
    chain = statement.chain
    if any(not isinstance(target, syntax.Name) for target in new):
        raise Unsupported("vectors of parameters")
    fresh = {target.name for target in new if isinstance(target, syntax.Name)}
    reader = Reader(state.names)
    terms = [
        None if isinstance(t, syntax.Name) and t.name in fresh else reader.read(t)
        for t in chain.terms
    ]
    if not fresh:
        known = [term for term in terms if term is not None]
        for left, sign, right in zip(known, chain.signs, known[1:], strict=False):
            state.relations.append(_relation(left, sign, right))
        return
    sides: list[tuple[str, Expr]] = []
    for place, sign in enumerate(chain.signs):
        left, right = terms[place], terms[place + 1]
        if left is None and right is not None:
            sides.append((sign, right))
        elif right is None and left is not None:
            sides.append((_FLIP[sign], left))
        elif left is not None and right is not None:
            state.relations.append(_relation(left, sign, right))
    domain = Domain(integer=statement.integer)
    for sign, value in sides:
        bound = _bounded(sign, value, statement.integer)
        if bound.lower != -oo:
            domain = replace(domain, lower=bound.lower, lower_closed=bound.lower_closed)
        if bound.upper != oo:
            domain = replace(domain, upper=bound.upper, upper_closed=bound.upper_closed)
    for name in [t.name for t in new if isinstance(t, syntax.Name)]:
        symbol = parameter(name, domain)
        state.names[name], state.domains[symbol] = symbol, domain
        for sign, value in sides:
            if value not in (oo, -oo) and (not value.is_number or sign in ("!=", "=")):
                state.relations.append(_relation(symbol, sign, value))


def _random(targets: tuple[Node, ...], law: Node, state: State) -> None:
    vectors = [target for target in targets if isinstance(target, syntax.TupleOf)]
    if vectors and len(vectors) == len(targets) and isinstance(law, syntax.Call):
        for vector in vectors:
            vector_let(vector, law, state, lambda name: _unused(name, state))
        return
    if not isinstance(law, syntax.Call) or not is_law(law.name):
        construct = unknown_family(law.name) if isinstance(law, syntax.Call) else "this law"
        raise Unsupported(construct)
    reader = Reader(state.names, NUMBERS, state.needs)
    named = named_law(law, reader)
    if any(argument.has(*state.random) for argument in named.arguments if state.random):
        _hierarchical(targets, named, law, state)
        return
    state.needs.extend(existence(named, law))
    for target in targets:
        if not isinstance(target, syntax.Name):
            raise Unsupported("random vectors")
        symbol = variable(target.name)
        state.names[target.name], state.random[symbol] = symbol, named


def _hierarchical(
    targets: tuple[Node, ...], named: Named, law: syntax.Call, state: State
) -> None:
    """X given its random parameters: a term in them and in a new independent variable each."""
    state.needs.extend(conditional_existence(named, law))
    for target in targets:
        if not isinstance(target, syntax.Name):
            raise Unsupported("random vectors")
        symbol = variable(_unused(target.name, state))
        found = standard_form(named, symbol) or _draw(named, symbol, state)
        if found is None or any(a.has(*state.random) for a in found[0].arguments):
            raise Unsupported(f"{named.family} with this random parameter")
        state.random[symbol], state.names[target.name] = found


def _draw(named: Named, symbol: Symbol, state: State) -> tuple[Named, Expr] | None:
    """A discrete member as its quantile at a uniform variable."""
    record = record_of(named)
    counted = [v for v, law in state.random.items() if isinstance(law, Named) and _counts(law)]
    counts = {each: whole("k") for argument in named.arguments for each in argument.atoms(Quantile)}
    counts |= {each: whole("k") for each in counted}
    for parameter_of, argument in zip(record.parameters, named.arguments, strict=True):
        if parameter_of.domain.integer and not is_whole(argument.xreplace(counts)):
            raise Unsupported(f"{named.family}, whose {parameter_of.meaning} is no count,")
    term = drawn(named.family, named.arguments, symbol)
    return None if term is None else (Named("Uniform", (Integer(0), Integer(1))), term)


def _counts(law: Named) -> bool:
    """Whether the law lives on whole numbers."""
    lattice = any_form(law).lattice
    return lattice is not None and lattice.point == lattice.index


def _unused(name: str, state: State) -> str:
    """A name like the given one that stands nowhere in the block."""
    text = "\n".join(state.block.lines)
    taken = {str(symbol.name) for symbol in state.random}
    names = (f"{name[:LONGEST]}_{k}" for k in range(1000))
    return next(n for n in names if n not in text and n not in taken)
