"""Conditions on the parameters of a claimed law that are bounds of probabilities derived before."""

from __future__ import annotations

from sympy import Integer

from symreparam.derivation.builder import Builder, law_step
from symreparam.derivation.lattices import standard
from symreparam.families.members import parameter_conditions
from symreparam.logic.errors import RuleError
from symreparam.rules.mass_bounds import mass_at
from symreparam.terms.law import Law, Named
from symreparam.terms.scope import Relation


def bound_by_masses(builder: Builder, derived: int, named: Named) -> bool:
    """Whether each condition on the member that is open is shown by a mass of the derived law."""
    given = standard(builder, derived)
    law = law_step(builder, given).law
    if not isinstance(law, Law) or law.lattices:
        return False
    for relation in parameter_conditions(named):
        try:
            builder.holds(relation)
        except RuleError:
            if not _bounded(builder, given, law, relation):
                return False
    return True


def _bounded(builder: Builder, given: int, law: Law, relation: Relation) -> bool:
    if relation.sign == "<=" and relation.left == Integer(0):
        side, term = "lower", relation.right
    elif relation.sign == "<=" and relation.right == Integer(1):
        side, term = "upper", relation.left
    else:
        return False
    for place, atom in enumerate(law.atoms):
        try:
            same = builder.equal(term, mass_at(law, atom.point))
            builder.add("mass-bounds", (given, same), (place, side))
        except RuleError:
            continue
        return True
    return False
