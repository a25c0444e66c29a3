"""Independence told from a joint density: its parts, one for each component."""

from __future__ import annotations

from sympy import Expr

from symreparam.logic.judgement import HasJointLaw
from symreparam.render.document import Block, Display, Equation, Paragraph
from symreparam.render.laws_layout import region_layout
from symreparam.render.layout import Times, listed
from symreparam.render.story import Story, Unfamiliar, letter, say
from symreparam.render.story_joint import joint_blocks
from symreparam.render.story_listed import listed_blocks


def independence_blocks(story: Story, index: int) -> list[Block]:
    """How the independence of step `index` is established. Steps of no known shape are listed."""
    step = story.step(index)
    if step.rule in ("independent-forms", "independent-invariant"):
        from symreparam.render.story_normal import forms_blocks, invariant_blocks

        told = forms_blocks if step.rule == "independent-forms" else invariant_blocks
        return told(story, index)
    if step.rule in ("independent-direction", "independent-shift"):
        from symreparam.render.story_direction import direction_blocks, shift_blocks

        told = direction_blocks if step.rule == "independent-direction" else shift_blocks
        return told(story, index)
    if step.rule == "independent-values":
        from symreparam.render.story_values import values_blocks

        return values_blocks(story, index)
    if step.rule == "independent-fixed":
        from symreparam.render.story_fixed import fixed_blocks

        return fixed_blocks(story, index)
    if step.rule == "independent-cells":
        from symreparam.render.story_cells import cells_blocks

        return cells_blocks(story, index)
    if step.rule != "independent-factors":
        return listed_blocks(story, index)
    known = story.conclusion(step.premises[0])
    factors = step.args[0]
    if not isinstance(known, HasJointLaw) or not isinstance(factors, tuple):
        raise Unfamiliar(step.rule)
    story.tell(index)
    blocks = joint_blocks(story, step.premises[0])
    story.tell(*step.premises)
    show, law = story.setter, known.law
    parts = tuple(show.term(factor) for factor in factors if isinstance(factor, Expr))
    line = Equation(
        show.term(law.density), "=", Times(parts, dot=True), region_layout(show, law.region)
    )
    names = listed(tuple(letter(name) for name in law.variables))
    return [*blocks, Paragraph(say("factors.product", letters=names)), Display((line,))]
