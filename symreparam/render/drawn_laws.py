"""The laws that a claim starts from, with those of counts that are drawn given other variables.

A text says `let X ~ Poisson(L)` with a random L; the claim holds a uniform variable and a quantile.
"""

from __future__ import annotations

from itertools import groupby

from sympy import Expr

from symreparam.logic.claim import Claim
from symreparam.logic.judgement import HasLaw
from symreparam.render.document import Words
from symreparam.render.laws_layout import given_layouts
from symreparam.render.sentences import commas
from symreparam.render.story import say
from symreparam.render.terms_layout import Typesetter
from symreparam.terms.draws import Quantile, draws_of
from symreparam.terms.law import Named


def plain_laws(claim: Claim) -> list[HasLaw]:
    """The laws of the variables that draw no count."""
    draws = draws_of(claim.goal)
    return [law for law in claim.hypotheses if law.subject not in draws]


def drawn_words(setter: Typesetter, claim: Claim) -> Words:
    """The laws of the counts given the variables that they depend on; nothing without counts."""
    draws = draws_of(claim.goal)
    given = (law.subject for law in claim.hypotheses)
    words: Words = ()
    counts = [draws[driver] for driver in given if driver in draws]
    for known, group in groupby(counts, lambda count: _known(claim, count)):
        laws = [HasLaw(count, Named(count.family, count.args[:-1])) for count in group]
        names = commas([setter.term(each) for each in known])
        told = commas(given_layouts(setter, laws))
        one = "claim.drawn" if len(laws) == 1 else "claim.drawn.several"
        words = (*words, *say(one, known=names, drawn=told))
    return words


def _known(claim: Claim, count: Quantile) -> tuple[Expr, ...]:
    """The counts and the random variables that the law of a count depends on."""
    found = dict[Expr, None]()
    for term in count.args[:-1]:
        counts = sorted(term.atoms(Quantile), key=str)
        within = set().union(*(inner.free_symbols for inner in counts))
        own = (term.free_symbols & set(claim.variables)) - within
        found |= dict.fromkeys((*counts, *sorted(own, key=str)))
    return tuple(found)
