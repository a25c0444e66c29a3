"""Two short counterexamples told: a quotient of densities, and a density that is none."""

from __future__ import annotations

from sympy import Expr, Integer, exp

from symreparam.logic.judgement import Differs, Sign
from symreparam.render.document import Words
from symreparam.render.laws_layout import region_layout
from symreparam.render.story import Story, Unfamiliar, letter, say
from symreparam.terms.law import Law
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


def no_density_words(story: Story, index: int) -> Words:
    """Why a claimed density is none. Raises Unfamiliar when the step is not `no-density`."""
    step = story.step(index)
    if len(step.args) != 4:
        raise Unfamiliar("no-density")
    law, piece, region, term = step.args
    if not (isinstance(law, Law) and isinstance(piece, int) and isinstance(region, Region)):
        raise Unfamiliar("no-density")
    where = region_layout(story.setter, region)
    if not isinstance(term, Expr) or term == law.pieces[piece].density:
        return say("refute.negative", region=where)
    return say("refute.nodensity", region=where, term=story.setter.term(term))
