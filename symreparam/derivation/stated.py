"""Which member of the table of families a law is that a user states by its density or masses."""

from __future__ import annotations

from itertools import islice
from typing import Final

from sympy import Integer

from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder
from symreparam.derivation.fingerprint import members
from symreparam.derivation.matching import same_law_step
from symreparam.derivation.unfold import unfold_step
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import HasLaw, SameLaw
from symreparam.terms.law import Law, Named
from symreparam.terms.scope import Scope

MOST_MEMBERS: Final = 12


def member_that_is(law: Law, scope: Scope) -> Named | None:
    """The first member that is shown to be this law at every parameter value, or None."""
    builder = Builder(Claim(scope, (), (), HasLaw(Integer(0), law)))
    for named in islice(members(law), MOST_MEMBERS):
        try:
            known = builder.conclusion(unfold_step(builder, named, law.variable))
            assert isinstance(known, SameLaw) and isinstance(known.right, Law)
            if known.right != law:
                same_law_step(builder, law, known.right)
        except (RuleError, NoInverse, Unsupported):
            continue
        return named
    return None
