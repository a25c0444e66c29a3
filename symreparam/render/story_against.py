"""A mean that is an integral against a law told: the integrals that are left, each with its
reason, and the sum over a lattice."""

from __future__ import annotations

from sympy import Abs, Expr, Max, Min, Piecewise

from symreparam.logic.judgement import Expectation, HasLaw, Holds, Integral, Series
from symreparam.render.document import Block, Display, Equation, Paragraph
from symreparam.render.goal_layout import mean_term
from symreparam.render.laws_layout import sum_layout
from symreparam.render.layout import SUM, Layout, Row, Sign
from symreparam.render.layout import Integral as IntegralLayout
from symreparam.render.story import Story, Unfamiliar, letter, say
from symreparam.render.story_integrals import reason_blocks
from symreparam.render.story_lattice import reason_blocks as sum_reason_blocks
from symreparam.terms.law import Law


def against_blocks(story: Story, index: int) -> list[Block]:
    """The mean of step `index`, by the rule `expectation-integral`, part by part."""
    step, known = story.step(index), story.conclusion(index)
    given = story.conclusion(step.premises[0])
    if not isinstance(known, Expectation) or not isinstance(given, HasLaw):
        raise Unfamiliar(step.rule)
    story.tell(index, *step.premises[1:])
    places = [part for premise in step.premises[1:] for part in _parts(story, premise)]
    atoms = isinstance(given.law, Law) and bool(given.law.atoms)
    show = story.setter
    left, value = show.term(mean_term(known.body)), show.term(known.value)
    head = Paragraph(say("against.masses" if atoms else "against.integral", mean=left))
    shown = [_shown(story, place) for place in places]
    if atoms or not shown:
        return [head, *_each(story, places), *_total(left, value, bool(shown))]
    if len(places) == 1:
        line = Equation(left, "=", shown[0])
        same = Equation(None, "=", value)
        return [head, Display((line, same)), *_reason(story, places[0])]
    line = Equation(left, "=", _added(shown))
    return [head, Display((line,)), *_each(story, places), *_total(left, value, True)]


def _each(story: Story, places: list[int]) -> list[Block]:
    """Each integral or sum with its value and the reason."""
    blocks: list[Block] = []
    for place in places:
        line = Equation(_shown(story, place), "=", _value(story, place))
        blocks += [Display((line,)), *_reason(story, place)]
    return blocks


def _total(left: Layout, value: Layout, several: bool) -> list[Block]:
    words = [Paragraph(say("against.together"))] if several else []
    return [*words, Display((Equation(left, "=", value),))]


def _parts(story: Story, index: int) -> list[int]:
    """The steps of the integrals and sums that are not 0, an event's own interval in place of its
    indicator."""
    step, known = story.step(index), story.conclusion(index)
    if isinstance(known, Series):
        return [] if known.value == 0 else [index]
    if not isinstance(known, Integral):
        return []
    inner = story.conclusion(step.premises[0]) if step.premises else None
    empty = step.rule == "integral-equal" and isinstance(inner, Integral) and inner.integrand == 0
    if known.integrand == 0 or empty:
        _tell_all(story, index)
        return []
    if step.rule in ("integral-split", "integral-sum"):
        story.tell(index, *step.premises)
        return [part for premise in step.premises for part in _parts(story, premise)]
    if step.rule == "integral-equal" and isinstance(inner, Integral):
        apart = story.step(step.premises[0]).rule in ("integral-split", "integral-sum")
        if apart or (_chosen(known.integrand) and not _chosen(inner.integrand)):
            story.tell(index, *step.premises)
            return _parts(story, step.premises[0])
    return [index]


def _tell_all(story: Story, index: int) -> None:
    """Nothing is left to say about an integral of 0."""
    known = story.conclusion(index)
    if not isinstance(known, Holds) or known.over.bounds:
        story.tell(index)
    for premise in story.step(index).premises:
        _tell_all(story, premise)


def _chosen(term: Expr) -> bool:
    return bool(term.has(Piecewise, Max, Min, Abs))


def _shown(story: Story, index: int) -> Layout:
    known = story.conclusion(index)
    if isinstance(known, Series):
        return sum_layout(story.setter, known.term, known.over)
    if not isinstance(known, Integral):
        raise Unfamiliar("expectation-integral")
    name, low, high = known.over.bounds[0]
    ends = story.setter.term(low), story.setter.term(high)
    return IntegralLayout(*ends, story.setter.term(known.integrand), letter(name))


def _value(story: Story, index: int) -> Layout:
    known = story.conclusion(index)
    if not isinstance(known, Integral | Series):
        raise Unfamiliar("expectation-integral")
    return story.setter.term(known.value)


def _reason(story: Story, index: int) -> list[Block]:
    story.tell(index)
    if isinstance(story.conclusion(index), Series):
        return sum_reason_blocks(story, index)
    return reason_blocks(story, index)


def _added(parts: list[Layout]) -> Layout:
    found: list[Layout] = []
    for part in parts:
        found += [Sign("+"), part] if found else [part]
    return Row(tuple(found), SUM)
