"""Short counterexamples told: quotients of densities, quantiles, a density that is none."""

from __future__ import annotations

from sympy import Add, Expr, Integer, Mul, exp, expand, factor_terms

from symreparam.logic.judgement import Differs, Sign
from symreparam.render.document import Block, Display, Equation, Paragraph, Words
from symreparam.render.laws_layout import member_layout, region_layout
from symreparam.render.layout import Digits, Layout
from symreparam.render.sentences import commas
from symreparam.render.story import Story, Unfamiliar, letter, say
from symreparam.terms.law import Law, Named
from symreparam.terms.region import Region


def exponent_words(story: Story, index: int, differs: Differs) -> Words:
    """Why densities whose quotient is exp of a polynomial are those of different laws.

    Raises Unfamiliar when the step is not one of `differ-exponent`.
    """
    step = story.step(index)
    known = story.conclusion(step.premises[-1])
    if len(step.args) != 5 or not isinstance(known, Sign):
        raise Unfamiliar("differ-exponent")
    polynomial, power = step.args[3], step.args[4]
    if not isinstance(polynomial, Expr) or not isinstance(power, Integer):
        raise Unfamiliar("differ-exponent")
    variable = differs.region.variables[0]
    return say(
        "refute.exponent",
        region=region_layout(story.setter, differs.region),
        quotient=story.setter.term(exp(polynomial)),
        variable=letter(variable),
        coefficient=story.setter.term(known.expr),
        power=story.setter.term(variable**power),
    )


def contrast_words(story: Story, index: int, densities: tuple[Layout, Layout]) -> Words:
    """Why two densities differ at one of some points, and so around it; `densities` are their
    letters. Raises Unfamiliar when the step is not one of `differ-contrast`."""
    step = story.step(index)
    gaps = [c for i in step.premises if isinstance(c := story.conclusion(i), Sign)]
    points, weights, logs = step.args[4:]
    if not (isinstance(points, tuple) and isinstance(weights, tuple) and isinstance(logs, tuple)):
        raise Unfamiliar("differ-contrast")
    total = Add(*(Mul(w, v) for w, v in zip(weights, logs, strict=True)))
    if not any(known.expr == total for known in gaps):
        raise Unfamiliar("differ-contrast")
    return say(
        "refute.contrast",
        true=densities[0],
        claimed=densities[1],
        points=commas([story.setter.term(point) for point in points]),
        weights=commas([story.setter.term(weight) for weight in weights]),
        sum=story.setter.term(factor_terms(expand(total))),
    )


def limit_blocks(story: Story, index: int, densities: tuple[Layout, Layout]) -> list[Block]:
    """Why two densities differ near an end; `densities` are their letters. Raises Unfamiliar."""
    step, show = story.step(index), story.setter
    near, common, mine, other, end, *values = step.args[2:]
    if not isinstance(near, Region) or not isinstance(common, Expr):
        raise Unfamiliar("differ-limit")
    terms = [each for each in (mine, other, *values) if isinstance(each, Expr)]
    if len(terms) != 4:
        raise Unfamiliar("differ-limit")
    [(name, low, high)] = near.bounds
    factors = zip(densities, terms[:2], strict=True)
    words = say(
        "differ.limit.so",
        variable=letter(name),
        end=show.term(low if end == "lower" else high),
        mine=show.term(terms[2]),
        other=show.term(terms[3]),
    )
    head = say("differ.limit", region=region_layout(show, near), common=show.term(common))
    lines = tuple(Equation(which, ":", show.term(term)) for which, term in factors)
    return [Paragraph(head), Display(lines), Paragraph(words)]


def quantile_words(story: Story, index: int) -> Words:
    """Why two members differ by their quantiles. Raises Unfamiliar for another step."""
    step = story.step(index)
    left, right, places, weights = step.args
    gaps = [c for i in step.premises if isinstance(c := story.conclusion(i), Sign)]
    if not isinstance(left, Named) or not isinstance(right, Named) or not gaps:
        raise Unfamiliar("differ-quantile")
    if not isinstance(places, tuple) or not isinstance(weights, tuple):
        raise Unfamiliar("differ-quantile")
    key = "refute.quantile" if weights == (1,) else "refute.quantiles"
    return say(
        key,
        true=member_layout(story.setter, left),
        claimed=member_layout(story.setter, right),
        points=commas([story.setter.term(place) for place in places]),
        weights=commas([story.setter.term(weight) for weight in weights]),
        gap=story.setter.term(gaps[-1].expr),
    )


def no_density_blocks(story: Story, index: int) -> list[Block]:
    """Why a claimed density is none. Raises Unfamiliar when the step is not `no-density`."""
    step = story.step(index)
    if len(step.args) != 4:
        raise Unfamiliar("no-density")
    law, piece, region, term = step.args
    if not (isinstance(law, Law) and isinstance(piece, int) and isinstance(region, Region)):
        raise Unfamiliar("no-density")
    where, density = region_layout(story.setter, region), law.pieces[piece].density
    if not isinstance(term, Expr) or term == density:
        line = Equation(story.setter.term(density), "<", Digits("0"), where)
        ends = say("refute.negative"), say("refute.negative.so")
        return [Paragraph(ends[0]), Display((line,)), Paragraph(ends[1])]
    return [Paragraph(say("refute.nodensity", region=where, term=story.setter.term(term)))]
