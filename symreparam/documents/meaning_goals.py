"""Goal lines as claims: about a law, a joint law, or an equation."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from sympy import Expr, Symbol, oo

from symreparam.documents import syntax
from symreparam.documents.diagnostics import Diagnostic
from symreparam.documents.meaning_folds import at_own_index, folded, strangers
from symreparam.documents.meaning_laws import explicit_law, named_law
from symreparam.documents.meaning_needs import Meaningless, Need, one_component
from symreparam.documents.meaning_sides import (
    dirichlet_law,
    equal_in_law,
    has_joint_law,
    independence,
    is_dirichlet,
    twin_of,
    vector_of,
)
from symreparam.documents.meaning_state import Goal, State, diagnostic, lacking
from symreparam.documents.meaning_subjects import claim_of
from symreparam.documents.meaning_terms import Reader
from symreparam.documents.nodes import Node, walk
from symreparam.families.aliases import ALIASES
from symreparam.families.members import OpenSign
from symreparam.families.table import FAMILY_NAMES, family
from symreparam.families.variadic import is_law
from symreparam.logic.errors import Unsupported
from symreparam.logic.judgement import (
    DivergenceOf,
    Equation,
    ForEach,
    GoalJudgement,
    HasLaw,
    Jacobian,
    LargestAt,
    Letter,
    Mean,
    MedianOf,
    Member,
)
from symreparam.terms.law import AnyLaw, Law
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import Domain, Relation, variable


def goal_of(statement: syntax.Prove | syntax.Refute | syntax.Derive, state: State) -> Goal:
    """A goal line as a goal: with its claim, or with what is wrong or not supported."""
    kind: Literal["prove", "refute", "derive"] = "prove"
    if isinstance(statement, syntax.Derive | syntax.Refute):
        kind = "derive" if isinstance(statement, syntax.Derive) else "refute"
    for_all = isinstance(statement, syntax.Refute) and statement.for_all
    span = statement.span
    goal = Goal(kind, for_all, state.block.words(span).strip(), span.line, span.column)
    goal = replace(goal, end_column=span.end_column, marks=tuple(state.marks))
    blocked = state.unsupported or _blocked(statement, state)
    if blocked:
        return replace(goal, unsupported=blocked)
    needs, fresh = list(state.needs), dict[Symbol, AnyLaw]()
    values: dict[Symbol, tuple[Domain, tuple[Relation, ...]]] = {}
    try:
        statement, size = state.vectors.goal(statement)
        state.read_folds(needs)
        if state.vectors.normal is not None:
            from symreparam.documents.meaning_matrices import matrix_law

            judged: GoalJudgement = matrix_law(state, needs, statement)
        else:
            judged = _judged(statement, state, needs, fresh, values)
        if isinstance(judged, Equation) and (size is not None or state.folds.letters):
            from symreparam.documents.meaning_sums import sums_equation

            judged = sums_equation(judged, size, state, needs, fresh, statement)
        elif isinstance(judged, Jacobian) and size is not None:
            from symreparam.documents.meaning_jacobian import each_jacobian

            judged = each_jacobian(judged, size, state, needs, statement)
        elif size is not None:
            judged = _for_each(judged, size, state, needs, statement)
        if state.folds.letters:
            every = (*state.random.values(), *fresh.values())
            strangers(every, tuple(state.relations), state.folds)
            judged = folded(judged, state.folds, state.random, state.indexed())
            if isinstance(judged, LargestAt):
                at_own_index(statement, state.vectors.free)
    except (Unsupported, OpenSign) as error:
        return replace(goal, unsupported=lacking(error, span, state))
    except Meaningless as error:
        return replace(goal, error=diagnostic(error, state))
    claim = claim_of(judged, needs, fresh, state, span)
    if values:
        from symreparam.documents.meaning_given_any import with_values

        claim = with_values(claim, values)
    return replace(goal, claim=claim, needs=tuple(needs))


def _blocked(statement: Node, state: State) -> Diagnostic | None:
    """The construct that kept a name of the statement from being introduced, or None."""
    for part in walk(statement):
        if isinstance(part, syntax.Name | syntax.Item) and part.name in state.blocked:
            return state.blocked[part.name]
    return None


def _judged(
    statement: syntax.Prove | syntax.Refute | syntax.Derive,
    state: State,
    needs: list[Need],
    fresh: dict[Symbol, AnyLaw],
    values: dict[Symbol, tuple[Domain, tuple[Relation, ...]]],
) -> GoalJudgement:
    _components(state, needs, statement)
    if isinstance(statement, syntax.Derive):
        return _has_law(statement, state, needs)
    if isinstance(statement.claim, syntax.Independence):
        reader = Reader(state.names, NUMBERS, needs)
        return independence(statement.claim, reader, state)
    if isinstance(statement.claim, syntax.Member):
        return _member(statement.claim, Reader(state.names, NUMBERS, needs))
    if not isinstance(statement.claim, syntax.Equation):
        left = getattr(statement.claim, "left", None)
        if isinstance(left, syntax.Given):
            from symreparam.documents.meaning_given import given_law

            return given_law(statement, left, state, needs, _has_law)
        vector = vector_of(statement.claim, state)
        twin = twin_of(statement.claim, vector, state)
        if twin is not None:
            return equal_in_law(statement.claim, vector, twin, Reader(state.names, NUMBERS, needs))
        if vector is not None and is_dirichlet(statement.claim, state):
            return dirichlet_law(statement.claim, vector, state, needs, fresh)
        if vector is not None:
            return has_joint_law(statement.claim, vector, state, needs, fresh)
        return _has_law(statement, state, needs)
    return _equation_goal(statement.claim, state, needs, fresh, values)


def _equation_goal(
    claim: syntax.Equation,
    state: State,
    needs: list[Need],
    fresh: dict[Symbol, AnyLaw],
    values: dict[Symbol, tuple[Domain, tuple[Relation, ...]]],
) -> GoalJudgement:
    for side, other in ("left", "right"), ("right", "left"):
        head = getattr(claim, side)
        if isinstance(head, syntax.Call) and head.name == "jacobian" and head.after_semicolon:
            from symreparam.documents.meaning_jacobian import jacobian_goal

            return jacobian_goal(head, getattr(claim, other), state, needs)
    from symreparam.documents.meaning_given import continuous_in
    from symreparam.documents.meaning_information import Information

    means: list[Letter] = []
    functions = frozenset(state.functions)
    reader = Reader(state.names, NUMBERS, needs, means=means, functions=functions)
    reader.continuous, reader.origins = continuous_in(state), state.origins
    information = Information(reader, state.random)
    reader.information = information.read
    left, right = reader.read(claim.left), reader.read(claim.right)
    fresh.update(information.fresh)
    if reader.fixed:
        from symreparam.documents.meaning_given_any import at_values

        (left, right), known = at_values((left, right), reader, state.random, claim)
        values.update(known)
    return _equation(left, right, tuple(means), claim)


_INFINITE = "KL(P, Q) = oo and E(x) = oo are the only such equations"


def _for_each(
    judged: GoalJudgement, size: str, state: State, needs: list[Need], node: Node
) -> GoalJudgement:
    """What is claimed of one component, for the whole vector of symbolic size."""
    count = state.names.get(size)
    if not isinstance(judged, HasLaw) or not isinstance(count, Symbol):
        raise Unsupported("this claim about a vector of symbolic size")
    one_component(count, size, state.domains, needs, node.span)
    indexed = tuple(s for s in state.random if str(s.name) in state.vectors.indexed)
    used = tuple(symbol for symbol in indexed if judged.subject.has(symbol))
    return ForEach(judged.subject, judged.law, count, used)


def _components(state: State, needs: list[Need], node: Node) -> None:
    """The vectors have the components, at any index, that stand in the goal."""
    for size in state.vectors.sizes:
        count = state.names.get(size)
        if isinstance(count, Symbol):
            one_component(count, size, state.domains, needs, node.span)


def _equation(
    left: Expr, right: Expr, means: tuple[Letter, ...], node: syntax.Equation
) -> Equation:
    """The equation; oo stands in it as the whole value of one divergence or mean alone."""
    medians = {letter.letter for letter in means if isinstance(letter, MedianOf)}
    if left == oo or (right in medians and left not in medians):
        left, right = right, left
    if left.has(oo, -oo) or (right.has(oo, -oo) and right != oo):
        raise Meaningless("oo is no number", _INFINITE, node.span)
    if right == oo:
        alone = len(means) == 1 and isinstance(means[0], DivergenceOf | Mean)
        if not alone or left != means[0].letter:
            raise Meaningless("oo is no number", _INFINITE, node.span)
    return Equation(left, right, means)


def _member(claim: syntax.Member, reader: Reader) -> Member:
    name = claim.family.name
    if isinstance(claim.left, syntax.Given):
        raise Unsupported("conditional laws")
    name = ALIASES[name].target if name in ALIASES else name
    if name not in FAMILY_NAMES:
        raise Unsupported(f"the family {name}")
    record = family(name)
    if record is not None and record.variants:
        raise Unsupported(f"membership in {name}, whose members have several forms")
    return Member(reader.read(claim.left), name)


def _has_law(
    statement: syntax.Prove | syntax.Refute | syntax.Derive, state: State, needs: list[Need]
) -> HasLaw:
    reader = Reader(state.names, NUMBERS, needs)
    if isinstance(statement, syntax.Derive):
        return HasLaw(reader.read(statement.expression), Law(variable(_letter(state))))
    claim = statement.claim
    if not isinstance(claim, syntax.Follows | syntax.HasLaw):
        raise Unsupported(_CONSTRUCTS[type(claim).__name__])
    if isinstance(claim.left, syntax.TupleOf):
        if isinstance(claim, syntax.Follows) and isinstance(claim.law, syntax.Call):
            one_dimensional = is_law(claim.law.name)
            if one_dimensional:
                message = f"{claim.law.name} is a law of one variable, the left side is a tuple"
                raise Meaningless(message, "give a joint law", claim.span)
        raise Unsupported("random vectors")
    if isinstance(claim.left, syntax.Given):
        raise Unsupported("a condition in this claim")
    subject = reader.read(claim.left)
    mark = len(needs)
    if isinstance(claim, syntax.HasLaw):
        explicit = explicit_law(claim.pieces, reader)
        needs[mark:] = [replace(n, claimed=n.kind != "order") for n in needs[mark:]]
        return HasLaw(subject, explicit)
    law = claim.law
    if isinstance(law, syntax.Call) and law.name not in state.names:
        if is_law(law.name):
            named = named_law(law, reader, claimed=True)
            needs[mark:] = [replace(need, claimed=True) for need in needs[mark:]]
            return HasLaw(subject, named)
        if law.name in _OF_VECTORS:
            message = f"{law.name} is a law of vectors, the left side is one term"
            raise Meaningless(message, "give a law of one variable", claim.span)
        raise Unsupported(f"the family {law.name}")
    other = reader.read(law)
    if isinstance(other, Symbol) and other in state.random:
        return HasLaw(subject, state.random[other])
    if not other.free_symbols & set(state.random):
        hint = f"write = for an equation of numbers, or ~ Point({other})"
        raise Meaningless("after ~ comes a law or a random quantity", hint, law.span)
    raise Unsupported("this law")


def _letter(state: State) -> str:
    return next(name for name in ("z", "t", "u", "z_1") if name not in state.names)


_OF_VECTORS = frozenset(("Independent", "MultivariateNormal", "Dirichlet"))
_CONSTRUCTS = {
    "Member": "membership claims (`z in Family`)",
    "Independence": "independence claims",
    "Equation": "equations",
}
