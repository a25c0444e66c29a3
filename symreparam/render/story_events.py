"""The law of the indicator of an event, told."""

from __future__ import annotations

from symreparam.render.document import Block, Paragraph
from symreparam.render.laws_layout import has_law_layout
from symreparam.render.story import Story, law_at, say
from symreparam.render.story_equations import quantity_blocks


def event_blocks(story: Story, index: int) -> list[Block]:
    """The probability of the event, and the two masses. Raises Unfamiliar."""
    [probability] = story.step(index).premises
    told = law_at(story, index)
    blocks = quantity_blocks(story, probability)
    story.tell(index, probability)
    return [*blocks, Paragraph(say("event", law=has_law_layout(story.setter, told)))]
