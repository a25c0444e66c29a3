"""A named law as the density that its record states; the conditions on its arguments are proved."""

from __future__ import annotations

from sympy import Symbol

from symreparam.derivation.builder import Builder
from symreparam.derivation.names import index_of
from symreparam.families.members import parameter_conditions, record_of
from symreparam.logic.judgement import Holds
from symreparam.terms.law import Named
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import Relation


def unfold_step(builder: Builder, named: Named, letter: Symbol) -> int:
    """A step SameLaw(named, its density in `letter`), with its conditions proved."""
    conditions = tuple(_condition(builder, relation) for relation in parameter_conditions(named))
    if record_of(named).lattice is None:
        return builder.add("family", conditions, (named, letter))
    return builder.add("family", conditions, (named, letter, index_of(builder)))


def _condition(builder: Builder, relation: Relation) -> int:
    """A step for the relation, which may be known from a law derived before."""
    known = builder.known(Holds(relation, NUMBERS))
    return builder.holds(relation) if known is None else known


def lattice_step(builder: Builder, named: Named, letter: Symbol, index: Symbol) -> int:
    """A step SameLaw(named, its masses at the values of `index`)."""
    conditions = tuple(builder.holds(relation) for relation in parameter_conditions(named))
    return builder.add("family", conditions, (named, letter, index))
