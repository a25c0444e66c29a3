"""A refuted independence told: what would have to be equal, and why it is not."""

from __future__ import annotations

from sympy import Expr, Integer, Mul, N

from symreparam.logic.judgement import Expectation, Fails, HasJointLaw, Independent
from symreparam.logic.proof import Step
from symreparam.render.dependence_layout import dependence_slots, middle_of
from symreparam.render.document import Block, Display, Equation, Paragraph
from symreparam.render.goal_layout import mean_term
from symreparam.render.layout import Call, Layout, Power, Times, Word, equation, listed
from symreparam.render.story import Story, Unfamiliar, picker, say
from symreparam.render.story_digits import DIGITS, digits
from symreparam.render.story_equations import quantity_blocks
from symreparam.render.story_joint import joint_blocks
from symreparam.render.story_laws import law_blocks
from symreparam.terms.law import JointLaw

Point = tuple[Expr, ...]


def dependence_refuted_blocks(story: Story, index: int) -> list[Block]:
    """Why step `index`, that terms are not independent, holds. Raises Unfamiliar."""
    step, known = story.step(index), story.conclusion(index)
    if step.rule == "dependent-vectors":
        return _of_vectors(story, index)
    if not isinstance(known, Fails) or not isinstance(known.of, Independent):
        raise Unfamiliar(step.rule)
    if step.rule == "dependent-values":
        from symreparam.render.story_values import values_blocks

        return values_blocks(story, index)
    story.tell(index)
    slots = dependence_slots(step, story.setter)
    if step.rule in ("dependent", "dependent-product", "dependent-probabilities"):
        key = "apart.events" if step.rule == "dependent-probabilities" else "apart.means"
        return [Paragraph(say(key, **slots)), *_multiplied(story, step)]
    if step.rule == "dependent-shared":
        return [Paragraph(say("apart.shared", **slots))]
    if step.rule == "dependent-circle":
        story.tell(*step.premises)
        return [Paragraph(say("apart.circle", **slots))]
    if step.rule == "dependent-events":
        return _enclosed(story, step)
    if step.rule == "dependent-density":
        return [*joint_blocks(story, step.premises[0]), *_exchanged(story, step)]
    if step.rule == "dependent-determined":
        blocks = law_blocks(story, step.premises[0])
        story.tell(*step.premises)
        return [*blocks, Paragraph(say("apart.determined", **slots))]
    raise Unfamiliar(step.rule)


def _of_vectors(story: Story, index: int) -> list[Block]:
    """Why step `index`, that vectors are not independent, holds: functions of them are not. Raises
    Unfamiliar."""
    step = story.step(index)
    known = story.conclusion(step.premises[0])
    if not isinstance(known, Fails) or not isinstance(known.of, Independent):
        raise Unfamiliar(step.rule)
    story.tell(index)
    terms = listed(tuple(map(story.setter.term, known.of.subjects)), Word("and"))
    start = Paragraph(say("apart.vectors", terms=terms))
    return [start, *dependence_refuted_blocks(story, step.premises[0])]


def _multiplied(story: Story, step: Step) -> list[Block]:
    """The mean of a product against the product of the means, each found before."""
    *quantities, gap = step.premises
    means = [c for i in quantities if isinstance(c := story.conclusion(i), Expectation)]
    if len(means) != len(quantities):
        raise Unfamiliar(step.rule)
    show = story.setter
    names = [show.term(mean_term(each.body)) for each in means]
    wanted = Equation(names[0], "=", Times(tuple(names[1:]), dot=True))
    blocks: list[Block] = [Display((wanted,))]
    for premise in dict.fromkeys(quantities):
        blocks += quantity_blocks(story, premise)
    story.tell(*quantities, gap)
    factors = [each.value for each in means[1:]]
    product = show.term(Mul(*factors))
    lines = [
        Equation(names[0], "=", show.term(means[0].value)),
        Equation(Times(tuple(names[1:]), dot=True), "=", product),
    ]
    blocks += [Paragraph(say("apart.but")), Display(tuple(lines))]
    return [*blocks, Paragraph(say("apart.differ"))]


def _enclosed(story: Story, step: Step) -> list[Block]:
    """Two events, and the products of probabilities that independence would make equal."""
    blocks: list[Block] = []
    for premise in step.premises:
        blocks += law_blocks(story, premise)
    story.tell(*step.premises)
    pick = picker({str(symbol.name) for symbol in story.symbols})
    one, two = pick("A", "C", "E"), pick("B", "D", "F")
    others = Power(one, Word("c")), Power(two, Word("c"))
    slots = dependence_slots(step, story.setter)
    words = say("apart.enclosed", one=one, two=two, **slots)
    left = _shares((one, two), others)
    right = _shares((one, others[1]), (others[0], two))
    return [
        *blocks,
        Paragraph(words),
        Display((Equation(left, "=", right),)),
        Paragraph(say("apart.cells", one=one, two=two)),
    ]


def _shares(*pairs: tuple[Layout, Layout]) -> Layout:
    """The product of the probabilities that both events of a pair occur."""
    shares = (Call(Word("P"), (equation(one, "∩", two),)) for one, two in pairs)
    return Times(tuple(shares), dot=True)


def _exchanged(story: Story, step: Step) -> list[Block]:
    """The density at two points and at those with a coordinate exchanged, in digits."""
    known = story.conclusion(step.premises[0])
    place = step.args[1]
    if not isinstance(known, HasJointLaw) or not isinstance(place, int):
        raise Unfamiliar(step.rule)
    story.tell(*step.premises)
    one, two = middle_of(step.args[2]), middle_of(step.args[3])
    three = (*one[:place], two[place], *one[place + 1 :])
    four = (*two[:place], one[place], *two[place + 1 :])
    lines = []
    for pair in ((one, two), (three, four)):
        values = [_density(known.law, point) for point in pair]
        if any(value is None for value in values):
            raise Unfamiliar(step.rule)
        left = Times(tuple(_at(story, known.law, point) for point in pair), dot=True)
        lines.append(Equation(left, "≈", digits(N(Mul(*values), DIGITS))))
    return [Paragraph(say("apart.density")), Display(tuple(lines)), Paragraph(say("apart.boxes"))]


def _at(story: Story, law: JointLaw, point: Point) -> Layout:
    return Call(story.letters.density, tuple(map(story.setter.term, point)))


def _density(law: JointLaw, point: Point) -> Expr | None:
    """The density at a point, 0 beside its region; None where it can't be told."""
    swap = dict(zip(law.variables, point, strict=True))
    for letter, low, high in law.region.bounds:
        gaps = [N((end - at).xreplace(swap), 30) for at, end in ((low, letter), (letter, high))]
        if any(gap.is_Float and gap < 0 for gap in gaps):
            return Integer(0)
    found = N(law.density.xreplace(swap), 30)
    return found if found.is_number and found.is_real else None
