"""The end of an equation's proof: how the means make up what was claimed."""

from __future__ import annotations

from sympy import Expr

from symreparam.logic.judgement import Equal, Judgement
from symreparam.logic.judgement import Equation as Goal
from symreparam.render.document import Block, Display, Equation, Items, Paragraph
from symreparam.render.goal_layout import letter_layout, spread_form
from symreparam.render.story import Story, say


def closing_blocks(story: Story, goal: Goal, same: Judgement) -> list[Block]:
    """A variance or covariance by the means that were found, and the equality of the values with
    what was claimed where it is not plain."""
    blocks = _spread_blocks(story, goal)
    if isinstance(same, Equal) and same.left != same.right:
        shown = Equation(story.setter.term(same.left), "=", story.setter.term(same.right))
        blocks += [Paragraph(say("equation.same")), Display((shown,))]
    return blocks


def listed_once(blocks: list[Block]) -> list[Block]:
    """Lists of means that follow each other under the same words become one."""
    found: list[Block] = []
    for block in blocks:
        again = len(found) > 2 and found[-1] == found[-3] and isinstance(found[-1], Paragraph)
        before = found[-2] if again else None
        if isinstance(block, Items) and isinstance(before, Items):
            items = tuple(dict.fromkeys((*before.items, *block.items)))
            found[-2:] = [Items(items, block.numbered)]
        else:
            found.append(block)
    return found


def _spread_blocks(story: Story, goal: Goal) -> list[Block]:
    """`Var(X) = E(X^2) - E(X)^2`, where the left side alone has means."""
    setter, written = story.setter, {m.letter: letter_layout(story.setter, m) for m in goal.means}
    spread = dict(written)
    left: Expr = spread_form(setter, goal.means, goal.left, spread)
    if left == goal.left or goal.right.free_symbols & set(written):
        return []
    means = setter.writing(written).term(goal.left)
    shown = Equation(setter.writing(spread).term(left), "=", means)
    value = Equation(None, "=", setter.term(goal.right))
    return [Paragraph(say("equation.spread")), Display((shown, value))]
