"""A proof by distribution functions told: that of the noise, the event Z <= z, the comparison."""

from __future__ import annotations

from sympy import Expr, oo

from symreparam.logic.judgement import (
    Bijection,
    Defined,
    Derivative,
    Distribution,
    Equal,
    HasLaw,
    Image,
    LawDistribution,
    Limit,
    Monotone,
    SameLaw,
)
from symreparam.logic.proof import Step
from symreparam.render.document import Block, Display, Equation, Formula, Paragraph, Text
from symreparam.render.laws_layout import (
    density_layout,
    member_layout,
    region_layout,
)
from symreparam.render.layout import (
    SUM,
    Below,
    Call,
    Choice,
    Digits,
    Layout,
    Row,
    Sign,
    Word,
    equation,
)
from symreparam.render.story import Story, Unfamiliar, letter, say
from symreparam.render.story_branches import (
    Branch,
    image_words,
    inverse_letter,
    slope_words,
)
from symreparam.terms.law import Law, Piece
from symreparam.terms.mapping import Map


def distribution_blocks(story: Story, index: int) -> list[Block]:
    """How step `index`, of the rule `distribution-law`, gives the law. Raises Unfamiliar."""
    step = story.step(index)
    moved, claimed, *rest = step.premises
    image, law = story.conclusion(moved), story.conclusion(claimed)
    if not isinstance(image, Distribution) or not isinstance(law, LawDistribution):
        raise Unfamiliar("distribution-law")
    story.tell(index, moved, claimed)
    story.tell(*(i for i in rest if isinstance(story.conclusion(i), Equal)))
    blocks = _image(story, moved, image)
    member = member_layout(story.setter, law.law)
    name = Call(story.letters.other, (letter(law.parts[0].variable),))
    blocks.append(Paragraph(say("cdf.claimed", member=member)))
    blocks += [_shown(story, name, law.parts), *_because(story, claimed)]
    subject = Call(Word("P"), (equation(story.letters.image, "≤", _place(image)),))
    return [*blocks, Paragraph(say("cdf.same", left=subject, right=name, member=member))]


def _place(known: Distribution) -> Layout:
    return letter(known.parts[0].variable)


def _shown(story: Story, name: Layout | None, parts: tuple[Map, ...]) -> Display:
    """`F(x) = ..` with its ranges."""
    rows = [(story.setter.term(p.body), region_layout(story.setter, p.source)) for p in parts]
    if len(rows) == 1:
        return Display((Equation(name, "=", *rows[0]),))
    return Display((Equation(name, "=", Choice(tuple(rows))),))


def _because(story: Story, index: int) -> list[Block]:
    """Why these are the distribution functions: the derivative, the value at the lower end."""
    step = story.step(index)
    known = [story.conclusion(i) for i in step.premises]
    same = next((c for c in known if isinstance(c, SameLaw)), None)
    first = next((c for c in known if isinstance(c, Limit)), None)
    if same is None or first is None or not isinstance(same.right, Law):
        raise Unfamiliar("law-distribution")
    told = [
        i
        for i in step.premises
        if isinstance(story.conclusion(i), SameLaw | Limit | Derivative)
    ]
    inner = [j for i in told for j in story.step(i).premises]
    story.tell(*told, *(j for j in inner if isinstance(story.conclusion(j), Defined)))
    density = density_layout(story.setter, same.right)
    _, low, _ = first.map.source.bounds[0]
    end = equation(letter(first.map.variable), "→", story.setter.term(low))
    single = sum(isinstance(c, Derivative) for c in known) == 1
    key = "cdf.because" if single else "cdf.joins"
    if len(same.right.pieces) > 1:
        return [Paragraph(say("cdf.pieces", end=end))]
    return [Paragraph(say(key, density=density, end=end))]


def _image(story: Story, index: int, known: Distribution) -> list[Block]:
    """The distribution function of the image of a variable whose own is known."""
    step = story.step(index)
    given = story.step(step.premises[0])
    mapping = step.args[0] if step.args else None
    if given.rule != "has-distribution" or not isinstance(mapping, Map):
        raise Unfamiliar("distribution")
    hypothesis, law = given.premises
    source, own = story.conclusion(hypothesis), story.conclusion(law)
    if not isinstance(source, HasLaw) or not isinstance(own, LawDistribution):
        raise Unfamiliar("distribution")
    story.tell(step.premises[0], hypothesis, law)
    variable = story.setter.term(source.subject)
    name = letter(mapping.variable)
    cdf = Call(Below(story.letters.distribution, variable), (name,))
    blocks: list[Block] = [
        Paragraph(say("cdf.source", variable=variable)),
        _shown(story, cdf, own.parts),
        *_because(story, law),
    ]
    image = equation(story.letters.image, "=", story.map_at(variable))
    named = equation(story.letters.image, "=", story.setter.term(known.subject))
    blocks.append(Paragraph(say("map", subject=named, image=image)))
    blocks.append(Formula(equation(story.map_at(name), "=", story.setter.term(mapping.body))))
    found = _branches(story, step, mapping, own)
    for number, branch in enumerate(found, start=1):
        blocks += _branch(story, branch, number if len(found) > 1 else 0)
    return [*blocks, *_event(story, step, found, source.subject, known)]


def _branches(
    story: Story, step: Step, mapping: Map, own: LawDistribution
) -> list[Branch]:
    """The branches in order."""
    rest = list(step.premises[1:])
    found: list[Branch] = []
    parts = list(own.parts)
    many = step.rule == "distribution-branches"
    while rest:
        part = parts[0]
        if many and not isinstance(story.conclusion(rest[0]), Monotone | Equal):
            story.tell(rest.pop(0))  # the regions fill the part
        same, body = -1, mapping.body
        if isinstance(known := story.conclusion(rest[0]), Equal):
            same, body = rest.pop(0), known.right
        shape, pair, slope = rest[:3]
        del rest[:3]
        monotone = story.conclusion(shape)
        images = [i for i in story.step(pair).premises if isinstance(story.conclusion(i), Image)]
        if not isinstance(monotone, Monotone) or not images:
            raise Unfamiliar("distribution")
        source = monotone.map.source
        piece = Piece(source, part.body)
        branch = Branch(piece, source, body, shape, images[0], pair, slope, same=same)
        if many:
            story.tell(rest.pop(0))  # the value from which the branch is counted
        found.append(branch)
        if source.bounds[0][2] == part.source.bounds[0][2]:
            parts.pop(0)
    return found


def _branch(story: Story, branch: Branch, number: int) -> list[Block]:
    """The slope, the image, the inverse."""
    lead = (Text(f"({number})"),) if number else ()
    words = (*slope_words(story, branch), *image_words(story, branch))
    pair = story.conclusion(branch.pair)
    assert isinstance(pair, Bijection)
    name, h = letter(pair.inverse.variable), inverse_letter(story, number)
    where = region_layout(story.setter, pair.inverse.source)
    line = Equation(Call(h, (name,)), "=", story.setter.term(pair.inverse.body), where)
    checks = [
        i
        for i in story.step(branch.pair).premises
        if not isinstance(story.conclusion(i), Defined)
    ]
    story.tell(branch.pair, branch.slope, *checks)
    closing = say("cdf.inverse" if number else "cdf.inverse.whole")
    return [Paragraph((*words, Text(" "), *closing), lead), Display((line,))]


def _event(
    story: Story,
    step: Step,
    found: list[Branch],
    source: Expr,
    known: Distribution,
) -> list[Block]:
    """`P(Z <= z) = P(X <= h(z)) = F(h(z)) = ..`, or the sum over branches."""
    name = _place(known)
    left = Call(Word("P"), (equation(story.letters.image, "≤", name),))
    variable = story.setter.term(source)
    many = len(found) > 1
    places: list[Layout] = [
        Call(inverse_letter(story, n if many else 0), (name,)) for n in range(1, len(found) + 1)
    ]
    senses = [_sense(story, branch) for branch in found]
    cdf = Below(story.letters.distribution, variable)
    if step.rule == "distribution-branches":
        return [
            Paragraph(say("cdf.branches")),
            Display(_summed(story, found, places, (left, variable), known)),
        ]
    sign = "≤" if senses[0] == "+" else "≥"
    place = Call(story.letters.inverse, (name,)) if many else places[0]
    event = equation(variable, sign, place)
    here = Call(cdf, (place,))
    value = here if senses[0] == "+" else Row((Digits("1"), Sign("-"), here), SUM)
    lines = (
        Equation(left, "=", Call(Word("P"), (event,))),
        Equation(None, "=", value),
        *_shown(story, None, known.parts).lines,
    )
    key = "cdf.event" if not many else "cdf.event.pieces"
    first = equation(story.letters.image, "≤", name)
    return [Paragraph(say(key, image=first, event=event, h=story.letters.inverse)), Display(lines)]


def _sense(story: Story, branch: Branch) -> str:
    shape = story.conclusion(branch.monotone)
    assert isinstance(shape, Monotone)
    return shape.sense


def _summed(
    story: Story,
    found: list[Branch],
    places: list[Layout],
    names: tuple[Layout, Layout],
    known: Distribution,
) -> tuple[Equation, ...]:
    """The probabilities of the events, one a branch, and their sum."""
    left, variable = names
    cdf = Below(story.letters.distribution, variable)
    parts: list[Layout] = []
    values: list[Layout] = []
    for branch, place in zip(found, places, strict=True):
        _, low, high = branch.source.bounds[0]
        up = _sense(story, branch) == "+"
        ends = (story.setter.term(low), place) if up else (place, story.setter.term(high))
        open_end = (low == -oo) if up else (high == oo)
        if open_end:
            event = equation(variable, "≤" if up else "≥", place)
        else:
            event = equation(ends[0], "<" if up else "≤", variable, "≤" if up else "<", ends[1])
        end = Digits("1") if open_end else Call(cdf, (ends[0] if up else ends[1],))
        pair = (Call(cdf, (place,)), end) if up else (end, Call(cdf, (place,)))
        values += [Sign("+")] if values else []
        values += [pair[0]] if up and open_end else [pair[0], Sign("-"), pair[1]]
        parts += [Sign("+")] if parts else []
        parts.append(Call(Word("P"), (event,)))
    whole = known.parts[0]
    last = story.setter.term(whole.body)
    where = region_layout(story.setter, whole.source)
    return (
        Equation(left, "=", Row(tuple(parts), SUM) if len(parts) > 1 else parts[0]),
        Equation(None, "=", Row(tuple(values), SUM)),
        Equation(None, "=", last, where),
    )
