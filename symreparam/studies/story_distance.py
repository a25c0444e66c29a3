"""How far apart the two laws are, in words: what is proved, what is enclosed, what is sampled."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sympy import Expr

from symreparam.logic.judgement import Distances
from symreparam.render.document import Block, Items, Paragraph, Words
from symreparam.render.laws_layout import relation_layout
from symreparam.render.sentences import commas
from symreparam.render.terms_layout import Typesetter
from symreparam.studies.exact_distance import shown
from symreparam.studies.examination import Distance, Examination
from symreparam.studies.words import at_words, say

LONGEST: Final = 40  # operations of a closed form that stands within a sentence


def distance_blocks(found: Examination, show: Typesetter) -> Iterator[Block]:
    """The part on distances."""
    known = found.distance
    if known is None and found.law is None:
        yield Paragraph(say("Not known, as the law was not derived."))
        return
    if known is None:
        yield Paragraph(say("Not known, as the target is not known to be a law."))
        return
    yield from _ends(known, show)
    if known.divergence is not None:
        told = say(
            "Kullback-Leibler divergence from it to the target: ", show.term(known.divergence)
        )
        relations = [relation_layout(show, each) for each in known.divergence_where]
        yield Paragraph(say(told, " for ", commas(relations), ".") if relations else say(told, "."))
    sample = found.illustration
    if sample is not None:
        yield Paragraph(say(f"Numeric, from a sample, no proof: {sample.detail}."))


def _ends(known: Distance, show: Typesetter) -> Iterator[Block]:
    at = at_words(known.values, show)
    if known.sup is None:
        yield Paragraph(say("The distribution functions were not enclosed", at, "."))
        return
    if known.sup == ("0", "0"):
        yield Paragraph(say("The two laws are the same."))
        return
    if known.exact is not None:
        yield Paragraph(say("Proved, in closed form", at, ":"))
        yield Items(_exact(known, known.exact.claim.goal, show))
        return
    low, high = known.sup
    yield Paragraph(say("Numeric, enclosed by interval arithmetic and no step of a proof:"))
    ends = f": between {low} and {high}, near {known.where}."
    items = [say("Largest gap of the distribution functions", at, ends)]
    if known.total_variation is not None:
        low, high = known.total_variation
        items.append(say(f"Total variation distance there: between {low} and {high}."))
    yield Items(tuple(items))


def _exact(known: Distance, goal: object, show: Typesetter) -> tuple[Words, ...]:
    assert isinstance(goal, Distances) and known.sup is not None
    gap = _value(goal.gap, known.sup[0], show)
    place = _value(goal.at, known.where, show)
    items = [say("Largest gap of the distribution functions: ", gap, ", reached at ", place, ".")]
    if known.total_variation is not None:
        spread = _value(goal.variation, known.total_variation[0], show)
        items.append(say("Total variation distance: ", spread, "."))
    return tuple(items)


def _value(term: Expr, digits: str, show: Typesetter) -> Words:
    """`1/4`; `log(2), about 0.693147`; the digits alone where the term is long."""
    term = shown(term)
    if term.is_Rational:
        return say(show.term(term))
    if term.count_ops() > LONGEST:
        return say(f"about {digits}")
    return say(show.term(term), f", about {digits}")
