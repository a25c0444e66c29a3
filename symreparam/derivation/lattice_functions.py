"""Equations for every function of a whole number, number by number."""

from __future__ import annotations

from symreparam.derivation.builder import Builder, law_step
from symreparam.derivation.gradients import bodies_of
from symreparam.derivation.joint_branches import judged
from symreparam.derivation.transport import letters, source_law
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Equation
from symreparam.rules.lattice_functions import lattice_needs


def on_lattice_step(builder: Builder, goal: Equation) -> int:
    """The goal, when its means are of functions of one variable with whole values. RuleError."""
    bodies = [body for letter in goal.means for body in bodies_of(letter)]
    random = [v for v in builder.claim.variables if any(body.has(v) for body in bodies)]
    if len(random) != 1:
        raise RuleError("equation-on-lattice.variable", "functions of one variable are expected")
    place = builder.claim.variables.index(random[0])
    given = source_law(builder, place, letters(builder).source)
    needs = lattice_needs(builder.setting, goal, law_step(builder, given))
    premises = dict.fromkeys(judged(builder, needed) for needed in needs)
    return builder.add("equation-on-lattice", (given, *premises), (goal,))

