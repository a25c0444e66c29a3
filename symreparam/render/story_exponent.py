"""A counterexample at every parameter value: the quotient of two densities, told."""

from __future__ import annotations

from sympy import Expr, Integer, exp

from symreparam.logic.judgement import Differs, Sign
from symreparam.render.document import Words
from symreparam.render.laws_layout import region_layout
from symreparam.render.story import Story, Unfamiliar, letter, say


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
