"""Claims about implicit derivatives by an integral, settled; the claim language has none."""

from __future__ import annotations

from sympy import Symbol

from symreparam.derivation.implicit_slope import prove_implicit_slope
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import ImplicitSlope
from symreparam.logic.verdict import Outcome
from symreparam.pipeline.checked import goal_checked, replayed
from symreparam.pipeline.options import DEFAULT, Options
from symreparam.terms.law import Named
from symreparam.terms.scope import Scope


def settle_implicit_slope(
    scope: Scope, named: Named, parameter: Symbol, letter: Symbol, options: Options = DEFAULT
) -> Outcome:
    """The derivative of the z with P(X <= z) = u at fixed u, proved; undecided with the obligation
    that failed, and then without a claim."""
    from symreparam.render.slope_layout import slope_text

    try:
        proof = prove_implicit_slope(scope, named, parameter, letter)
    except RuleError as error:
        return Outcome("prove", "", None, "undecided", False, reason=str(error))
    claim: Claim = proof.claim
    assert isinstance(claim.goal, ImplicitSlope)
    text = f"prove {slope_text(claim.goal)}"
    start = Outcome("prove", text, claim, "undecided", False)
    if replayed(proof, claim) is None:
        return start
    found = Outcome("prove", text, claim, "proved", True, proof=proof)
    return goal_checked(found, claim, options)
