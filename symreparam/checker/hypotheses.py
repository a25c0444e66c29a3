"""What a claim supposes must be possible: the laws of its random variables exist."""

from __future__ import annotations

from symreparam.decide.answer import Context, Proved
from symreparam.decide.sign import holds
from symreparam.families.members import parameter_conditions, whole_arguments
from symreparam.logic.claim import Claim
from symreparam.logic.errors import ProofError
from symreparam.terms.law import Named
from symreparam.terms.scope import is_whole


def check_laws(claim: Claim) -> None:
    """The laws of the random variables exist at every parameter value: of one that has no law
    anything would follow."""
    for given in claim.hypotheses:
        if not isinstance(given.law, Named):
            continue
        for relation in parameter_conditions(given.law):
            if not isinstance(holds(relation, Context(claim.scope)), Proved):
                detail = f"{given.law.family}: {relation.left} {relation.sign} {relation.right}"
                raise ProofError(-1, "claim.law", f"it is not proved that {detail}")
        if not all(map(is_whole, whole_arguments(given.law))):
            raise ProofError(-1, "claim.law", f"{given.law.family}: no whole number")
