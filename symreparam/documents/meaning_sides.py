"""Claims with a vector, or with random variables on both sides of the `~`."""

from __future__ import annotations

from sympy import Symbol

from symreparam.documents import syntax
from symreparam.documents.meaning_needs import Meaningless, Need
from symreparam.documents.meaning_state import State
from symreparam.documents.meaning_terms import Reader
from symreparam.documents.nodes import Node
from symreparam.families.known import KNOWN
from symreparam.families.variadic import is_law
from symreparam.logic.errors import Unsupported
from symreparam.logic.judgement import (
    EqualInLaw,
    HasJointLaw,
    HasNormalLaw,
    Independent,
    IndependentVectors,
)
from symreparam.terms.law import AnyLaw
from symreparam.terms.region import NUMBERS


def vector_of(claim: Node, state: State) -> tuple[Node, ...] | None:
    """The components of the left side, when it is a tuple or the name of one."""
    left = claim.left if isinstance(claim, syntax.Follows | syntax.HasLaw) else None
    return parts_of(left, state)


def twin_of(
    claim: Node, vector: tuple[Node, ...] | None, state: State
) -> tuple[Node, ...] | None:
    """The components of the right side, when it is an expression or tuple in random variables."""
    if not isinstance(claim, syntax.Follows) or isinstance(claim.left, syntax.Given):
        return None
    law = claim.law
    if isinstance(law, syntax.TupleOf):
        return law.items
    if isinstance(law, syntax.Name) and law.name in state.tuples:
        return state.tuples[law.name]
    if isinstance(law, syntax.Name) and vector is None:
        # the law of a variable that a `let` introduced is known: a claim about one law
        value = state.names.get(law.name)
        if isinstance(value, Symbol) and value in state.random:
            return None
    if isinstance(law, syntax.Call) and law.name not in state.names and (
        is_law(law.name) or law.name in KNOWN
    ):
        return None
    return (law,)


def equal_in_law(
    claim: Node, vector: tuple[Node, ...] | None, twin: tuple[Node, ...], reader: Reader
) -> EqualInLaw:
    """The claim that both sides have the same law."""
    assert isinstance(claim, syntax.Follows)
    left = vector if vector is not None else (claim.left,)
    if len(left) != len(twin):
        message = f"{len(left)} and {len(twin)} components"
        raise Meaningless(message, "both sides need as many", claim.span)
    sides = [tuple(reader.read(part) for part in side) for side in (left, twin)]
    return EqualInLaw(sides[0], sides[1])


def independence(
    claim: syntax.Independence, reader: Reader, state: State
) -> Independent | IndependentVectors:
    """The claim that the terms, or vectors, are mutually independent."""
    vectors = [parts_of(item, state) for item in claim.items]
    if all(parts is None for parts in vectors):
        return Independent(tuple(reader.read(item) for item in claim.items))
    sides = zip(vectors, claim.items, strict=True)
    parts = [(item,) if items is None else items for items, item in sides]
    return IndependentVectors(tuple(tuple(reader.read(t) for t in each) for each in parts))


def parts_of(node: Node | None, state: State) -> tuple[Node, ...] | None:
    """The components of a tuple or of the name of one, or None."""
    if isinstance(node, syntax.TupleOf):
        return node.items
    if isinstance(node, syntax.Name):
        return state.tuples.get(node.name)
    return None


def has_joint_law(
    claim: Node,
    vector: tuple[Node, ...],
    state: State,
    needs: list[Need],
    made: dict[Symbol, AnyLaw],
) -> HasJointLaw | HasNormalLaw | EqualInLaw:
    """The claim that the vector has this joint law; where independent components have masses, that
    it is equal in law to new variables with their laws."""
    from symreparam.documents.meaning_joint import joint_density, joint_member, normal_goal

    reader = Reader(state.names, NUMBERS, needs)
    if isinstance(claim, syntax.Follows) and isinstance(claim.law, syntax.Call):
        if is_law(claim.law.name):
            message = f"{claim.law.name} is a law of one variable, the left side is a tuple"
            raise Meaningless(message, "give a joint law", claim.span)
        if claim.law.name == "MultivariateNormal":
            subjects = tuple(reader.read(part) for part in vector)
            normal = normal_goal(claim.law, reader, subjects, state.random)
            if normal is not None:
                return normal
        if claim.law.name == "Independent":
            from symreparam.documents.meaning_vectors import independent_twin

            twin = independent_twin(claim.law, len(vector), reader, state, made)
            if twin:
                return EqualInLaw(tuple(reader.read(part) for part in vector), twin)
        law = joint_member(claim.law, reader, len(vector))
    elif isinstance(claim, syntax.HasLaw):
        law = joint_density(claim.pieces, reader, len(vector), claim)
    else:
        raise Unsupported("this joint law")
    return HasJointLaw(tuple(reader.read(part) for part in vector), law)


def is_dirichlet(claim: Node, state: State) -> bool:
    """Whether the claim says that something follows a Dirichlet law."""
    law = claim.law if isinstance(claim, syntax.Follows) else None
    named = isinstance(law, syntax.Call) and law.name == "Dirichlet" and not law.keywords
    return named and "Dirichlet" not in state.names


def dirichlet_law(
    claim: Node,
    vector: tuple[Node, ...],
    state: State,
    needs: list[Need],
    made: dict[Symbol, AnyLaw],
) -> EqualInLaw:
    """The claim that the vector has the law of a stick broken by independent beta variables."""
    from symreparam.documents.meaning_vectors import dirichlet_twin

    assert isinstance(claim, syntax.Follows) and isinstance(claim.law, syntax.Call)
    reader = Reader(state.names, NUMBERS, needs)
    subjects = tuple(reader.read(part) for part in vector)
    return EqualInLaw(subjects, dirichlet_twin(claim.law, len(vector), reader, state, made))
