"""A vector that keeps to a plane with positive probability has no density."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from sympy import Expr

from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder, law_step
from symreparam.derivation.combine import law_of
from symreparam.derivation.prove import Stuck
from symreparam.derivation.transport import letters
from symreparam.families.members import record_of
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import HasJointLaw
from symreparam.terms.law import AnyLaw, Law

Trouble = (RuleError, NoInverse, Unsupported, Stuck)


def plane_step(builder: Builder, goal: HasJointLaw) -> int:
    """A step that the claim fails, as a linear form of the vector has an atom. RuleError when
    none is found."""
    for form in _forms(goal):
        subject = form.xreplace(dict(zip(goal.law.variables, goal.subjects, strict=True)))
        if not any(_masses(g.law) for g in builder.claim.hypotheses if subject.has(g.subject)):
            continue  # a law without masses comes from laws without masses by smooth maps
        try:
            known = law_of(builder, subject, letters(builder))
            law = law_step(builder, known).law
            for index, atom in enumerate(law.atoms if isinstance(law, Law) else ()):
                positive = builder.sign_is(atom.mass, "+")
                return builder.add("joint-fails-plane", (known, positive), (goal, form, index))
        except Trouble:
            continue
    raise RuleError("joint-fails-plane.atom", "no linear form with an atom was found")


def _forms(goal: HasJointLaw) -> Iterator[Expr]:
    """The components, their sums and differences of two."""
    yield from goal.law.variables
    for one, two in combinations(goal.law.variables, 2):
        yield one + two
        yield one - two


def _masses(law: AnyLaw) -> bool:
    return bool(
        law.atoms or law.lattices
        if isinstance(law, Law)
        else record_of(law).atoms or record_of(law).lattice
    )
