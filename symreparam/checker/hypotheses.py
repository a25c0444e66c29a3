"""What a claim supposes must be possible: the laws of its random variables exist."""

from __future__ import annotations

from sympy import Add, Expr, Integer

from symreparam.decide.answer import Context, Proved
from symreparam.decide.real import defined
from symreparam.decide.sign import holds, sign
from symreparam.decide.zero import equal
from symreparam.families.members import parameter_conditions, whole_arguments
from symreparam.logic.claim import Claim
from symreparam.logic.errors import ProofError
from symreparam.terms.law import Law, Named
from symreparam.terms.scope import is_whole


def check_laws(claim: Claim, *, densities_known: bool = False) -> None:
    """The laws of the random variables exist at every parameter value: of one that has no law
    anything would follow.

    A law by its density or by infinitely many masses is none of a family: that it exists no claim
    shows by itself, so that only a caller who has proved it (`densities_known`) may suppose it.
    """
    for given in claim.hypotheses:
        if not isinstance(given.law, Named):
            if given.law.pieces or given.law.lattices:
                _require_known(given.subject, densities_known)
            else:
                _check_masses(given.law, claim)
            continue
        for argument in given.law.arguments:
            if not isinstance(defined(argument, Context(claim.scope)), Proved):
                detail = f"{given.law.family}: {argument} is not proved to be a real number"
                raise ProofError(-1, "claim.law", detail)
        for relation in parameter_conditions(given.law):
            if not isinstance(holds(relation, Context(claim.scope)), Proved):
                detail = f"{given.law.family}: {relation.left} {relation.sign} {relation.right}"
                raise ProofError(-1, "claim.law", f"it is not proved that {detail}")
        if not all(map(is_whole, whole_arguments(given.law))):
            raise ProofError(-1, "claim.law", f"{given.law.family}: no whole number")


def _require_known(subject: Expr, known: bool) -> None:
    if not known:
        detail = f"the law of {subject} is no family's: its density is not proved to be one"
        raise ProofError(-1, "claim.law", detail)


def _check_masses(law: Law, claim: Claim) -> None:
    """The masses of a law of masses alone are those of a probability measure."""
    context, places = Context(claim.scope), dict.fromkeys(atom.point for atom in law.atoms)
    for place in places:
        mass: Expr = Add(*(atom.mass for atom in law.atoms if atom.point == place))
        if not isinstance(sign(mass, ">=", context), Proved):
            raise ProofError(-1, "claim.law", f"it is not proved that {mass} >= 0")
    total = equal(Add(*(atom.mass for atom in law.atoms)), Integer(1), context)
    if not isinstance(total, Proved) or total.divisors:
        raise ProofError(-1, "claim.law", "the masses are not proved to have the sum 1")
