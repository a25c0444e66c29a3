"""Steps of a proof as sentences: the judgement's fields put into the rule's phrase."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Expr, Symbol

from symreparam.logic.judgement import (
    Bijection,
    Covers,
    Defined,
    Derivative,
    Differs,
    Equal,
    Fails,
    HasLaw,
    Holds,
    Image,
    Judgement,
    Limit,
    Monotone,
    NoLaw,
    NullZeros,
    SameLaw,
    Sign,
)
from symreparam.logic.proof import Step
from symreparam.render.phrases import PHRASES, SENSES, SIGNS
from symreparam.terms.law import AnyLaw, Named
from symreparam.terms.region import Region
from symreparam.terms.scope import Relation


class Printer:
    """How terms, laws and ranges look in one target."""

    def __init__(
        self,
        term: Callable[[Expr], str],
        law: Callable[[AnyLaw], str],
        span: Callable[[Symbol, Expr, Expr], str],
        relation: Callable[[Relation], str],
    ) -> None:
        self.term, self.law, self.span, self.relation = term, law, span, relation

    def region(self, region: Region) -> str:
        """The ranges of a region's variables."""
        return ", ".join(self.span(*bound) for bound in region.bounds)

    def over(self, region: Region) -> str:
        """` for 0 < z < 1`, or nothing."""
        return f" for {self.region(region)}" if region.bounds else ""

    def has_law(self, given: HasLaw) -> str:
        """`X ~ Normal(0, 1)`, `X has density ..`."""
        word = "~" if isinstance(given.law, Named) else "has"
        return f"{self.term(given.subject)} {word} {self.law(given.law)}"


def sentence(step: Step, show: Printer) -> str:
    """The step in words. KeyError for a rule without a phrase."""
    return PHRASES[step.rule].format(*_slots(step.conclusion, show))


def _slots(judgement: Judgement, show: Printer) -> tuple[str, ...]:
    match judgement:
        case HasLaw():
            return (show.has_law(judgement),)
        case Sign(expr, sign, over):
            return show.term(expr), SIGNS[sign], show.over(over)
        case Holds(relation, over):
            return show.relation(relation), show.over(over)
        case Defined(expr, over) | NullZeros(expr, over):
            return show.term(expr), show.over(over)
        case Equal(left, right, over):
            return show.term(left), show.term(right), show.over(over)
        case Derivative(mapping, body):
            return show.term(mapping.body), str(mapping.variable), show.term(body)
        case Monotone(mapping, sense):
            ranges = show.over(mapping.source)
            return show.term(mapping.body), SENSES[sense], str(mapping.variable), ranges
        case Limit(mapping, end, value):
            name, lower, upper = mapping.source.bounds[0]
            place = lower if end == "lower" else upper
            return show.term(value), str(name), show.term(place)
        case Image(mapping, image):
            both = show.region(mapping.source), show.region(image)
            return show.term(mapping.body), *both
        case Bijection(_, inverse):
            return show.term(inverse.body), show.over(inverse.source)
    return _law_slots(judgement, show)


def _law_slots(judgement: Judgement, show: Printer) -> tuple[str, ...]:
    match judgement:
        case Covers(regions, whole):
            return "; ".join(map(show.region, regions)), show.region(whole)
        case SameLaw(left, right):
            return show.law(left), show.law(right)
        case NoLaw(law):
            return (show.law(law),)
        case Differs(_, _, region):
            return (show.region(region),)
        case Fails(of):
            return (show.has_law(of),)
    raise TypeError(type(judgement).__name__)
