"""The lemma on which a function of independent terms rests."""

from __future__ import annotations

from dataclasses import replace

from sympy import Expr, Symbol

from symreparam.logic.claim import Claim
from symreparam.logic.judgement import HasLaw
from symreparam.terms.law import AnyLaw, Named


def lemma_claim(
    claim: Claim, letters: tuple[Symbol, ...], laws: tuple[Named, ...], body: Expr, law: AnyLaw
) -> Claim:
    """That the body has the law, for independent variables with these laws alone."""
    pairs = zip(letters, laws, strict=True)
    hypotheses = tuple(HasLaw(letter, each) for letter, each in pairs)
    return replace(claim, variables=letters, hypotheses=hypotheses, goal=HasLaw(body, law))
