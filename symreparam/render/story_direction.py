"""Independence of the direction and the size of a vector told: Basu's theorem."""

from __future__ import annotations

from symreparam.logic.judgement import Equal, HasLaw, Independent
from symreparam.render.document import Block, Display, Equation, Paragraph
from symreparam.render.laws_layout import region_layout
from symreparam.render.sentences import Slot
from symreparam.render.story import Story, Unfamiliar, say
from symreparam.render.story_laws import law_blocks


def direction_blocks(story: Story, index: int) -> list[Block]:
    """Why step `index`, by the rule `independent-direction`, holds. Raises Unfamiliar."""
    step, known = story.step(index), story.conclusion(index)
    place = step.args[1]
    equations = [c for i in step.premises if isinstance(c := story.conclusion(i), Equal)]
    laws = [i for i in step.premises if isinstance(story.conclusion(i), HasLaw)]
    if not isinstance(known, Independent) or not isinstance(place, int) or len(equations) != 2:
        raise Unfamiliar(step.rule)
    # the degree of the sum of powers has a sign of its own
    sum_of_powers = len(step.premises) > 2 * len(laws) + 2
    blocks = [block for i in laws for block in law_blocks(story, i)]
    story.tell(index, *step.premises)
    show, (scaled, sized) = story.setter, equations
    slots: dict[str, Slot] = {
        "direction": show.term(known.subjects[place]),
        "size": show.term(known.subjects[1 - place]),
    }
    lines = [
        Equation(show.term(one.left), "=", show.term(one.right), region_layout(show, one.over))
        for one in (sized, scaled)
    ]
    return [
        *blocks,
        Paragraph(say("direction.size" if sum_of_powers else "direction.extreme", **slots)),
        Display((lines[0],)),
        Paragraph(say("direction.scale", **slots)),
        Display((lines[1],)),
        Paragraph(say("direction.so" if sum_of_powers else "direction.extreme-so", **slots)),
    ]
