"""The branches of a change of variables, read off the steps that a pushforward rests on."""

from __future__ import annotations

from sympy import Expr, Integer, LambertW, Symbol, exp, oo

from symreparam.logic.judgement import (
    Bijection,
    Covers,
    Defined,
    Derivative,
    Equal,
    HasLaw,
    Image,
    Integral,
    Limit,
    Monotone,
    Sign,
)
from symreparam.render import layout as lay
from symreparam.render.document import (
    Block,
    Display,
    Equation,
    Inline,
    Math,
    Paragraph,
    Text,
    Words,
)
from symreparam.render.laws_layout import interval_layout, region_layout
from symreparam.render.layout import Below, Call, Digits, Layout, Prime, equation
from symreparam.render.phrases import SENSES, SIGNS
from symreparam.render.sentences import Slot
from symreparam.render.story import Story, Unfamiliar, letter, say
from symreparam.render.story_integrals import reason_blocks
from symreparam.terms.law import Law, Piece
from symreparam.terms.lower_w import LambertLower
from symreparam.terms.mapping import Map
from symreparam.terms.record import dataclass
from symreparam.terms.region import Region


@dataclass(frozen=True, slots=True)
class Branch:
    """One branch: indices of its steps, and what they say.

    `inverse` is None where the branch is settled by pullback or takes one value; `same` is the
    index of a step that rewrites the map there, `value` and `total` belong to a constant branch.
    """

    piece: Piece
    source: Region
    body: Expr
    monotone: int = -1
    image: int = -1
    pair: int = -1
    slope: int = -1
    pullback: int = -1
    same: int = -1
    total: int = -1

    @property
    def constant(self) -> bool:
        """Whether the map takes one value on the branch."""
        return self.total >= 0


@dataclass(frozen=True, slots=True)
class Transport:
    """A pushforward: the law it starts from, the map, its branches, and what moves of the atoms."""

    given: int
    law: Law
    variable: Symbol
    body: Expr
    branches: tuple[Branch, ...]
    covers: tuple[int, ...]


def transport_of(story: Story, index: int) -> Transport:
    """The parts of the pushforward step. Raises Unfamiliar for another arrangement of premises."""
    step = story.step(index)
    mapping = step.args[0] if step.args else None
    rest = list(step.premises)
    given = rest.pop(0) if rest else -1
    known = story.conclusion(given) if given >= 0 else None
    if not (isinstance(mapping, Map) and isinstance(known, HasLaw) and isinstance(known.law, Law)):
        raise Unfamiliar("pushforward")
    return moved(story, given, known.law, mapping, rest)


def moved(story: Story, given: int, law: Law, mapping: Map, rest: list[int]) -> Transport:
    """The parts of the change of variables for `law`, from the steps in `rest`."""
    branches: list[Branch] = []
    covers: list[int] = []
    for piece in law.pieces:
        cover = story.conclusion(rest[0]) if rest else None
        if not isinstance(cover, Covers):
            raise Unfamiliar("covers")
        covers.append(rest.pop(0))
        branches += [_branch(story, rest, piece, source, mapping) for source in cover.regions]
    if not all(isinstance(story.conclusion(i), Defined | Equal) for i in rest):
        raise Unfamiliar("atoms")
    story.tell(*rest)
    return Transport(given, law, mapping.variable, mapping.body, tuple(branches), tuple(covers))


def _branch(
    story: Story, rest: list[int], piece: Piece, source: Region, mapping: Map
) -> Branch:
    same, body = -1, mapping.body
    if rest and isinstance(found := story.conclusion(rest[0]), Equal):
        same, body = rest.pop(0), found.right
    kinds = [type(story.conclusion(i)) for i in rest[:4]]
    if kinds[:1] == [Integral]:
        return Branch(piece, source, body, same=same, total=rest.pop(0))
    if kinds == [Monotone, Image, Derivative, Equal]:
        shape, image, slope, pullback = rest[:4]
        del rest[:4]
        return Branch(
            piece, source, body, shape, image, slope=slope, pullback=pullback, same=same
        )
    if kinds[:3] != [Monotone, Bijection, Derivative]:
        raise Unfamiliar("branch")
    shape, pair, slope = rest[:3]
    del rest[:3]
    images = [i for i in story.step(pair).premises if isinstance(story.conclusion(i), Image)]
    if not images:
        raise Unfamiliar("image")
    return Branch(piece, source, body, shape, images[0], pair, slope, same=same)


def inverse_letter(story: Story, number: int) -> Layout:
    """`h`, or `h_k` for the branch of that number (0: the only one)."""
    inverse = story.letters.inverse
    return Below(inverse, Digits(str(number))) if number else inverse


def pullback_letter(story: Story, number: int) -> Layout:
    """`q`, or `q_k`: the density that a branch without a closed inverse contributes."""
    density = story.letters.claimed
    return Below(density, Digits(str(number))) if number else density


def branch_blocks(story: Story, branch: Branch, number: int) -> list[Block]:
    """Why the map has an inverse on the branch, and which; `number` is 0 for the only one."""
    lead = (Text(f"({number})"),) if number else ()
    if branch.constant:
        return _constant_blocks(story, branch, lead)
    words = (*slope_words(story, branch), *image_words(story, branch))
    if branch.pair < 0:
        return [Paragraph(words, lead), *_pullback_blocks(story, branch, number)]
    closing = say("branch.inverse" if number else "branch.inverse.whole")
    first = Paragraph((*words, Text(" "), *closing), lead)
    return [first, *_inverse_blocks(story, branch, number)]


def _constant_blocks(story: Story, branch: Branch, lead: Words) -> list[Block]:
    """The one value, and its mass as an integral."""
    total = story.conclusion(branch.total)
    assert isinstance(total, Integral)
    source = region_layout(story.setter, branch.source)
    term = story.setter.term
    words = say("branch.constant", source=source, value=term(branch.body))
    _, low, high = total.over.bounds[0]
    name = letter(total.over.variables[0])
    integral = lay.Integral(term(low), term(high), term(total.integrand), name)
    story.tell(branch.total, *((branch.same,) if branch.same >= 0 else ()))
    return [
        Paragraph(words, lead),
        Display((Equation(integral, "=", term(total.value)),)),
        *reason_blocks(story, branch.total),
    ]


def slope_words(story: Story, branch: Branch) -> Words:
    """The derivative, its sign, the sense."""
    shape = story.conclusion(branch.monotone)
    assert isinstance(shape, Monotone)
    premises = story.step(branch.monotone).premises
    known = {type(story.conclusion(i)): i for i in premises}
    if set(known) != {Derivative, Sign}:
        raise Unfamiliar("monotone")
    slope, sign = story.conclusion(known[Derivative]), story.conclusion(known[Sign])
    assert isinstance(slope, Derivative) and isinstance(sign, Sign)
    name = letter(branch.source.variables[0])
    derivative = equation(story.map_slope(name), "=", story.setter.term(slope.derivative))
    story.tell(branch.monotone, *premises)
    everywhere = branch.source.bounds[0][1:] == (-oo, oo)
    senses: dict[str, Slot] = {"sign": SIGNS[sign.sign], "sense": SENSES[shape.sense]}
    slots: dict[str, Slot] = {"derivative": derivative, **senses}
    if branch.same >= 0:
        story.tell(branch.same)
        here = region_layout(story.setter, branch.source)
        body = equation(story.map_at(name), "=", story.setter.term(branch.body))
        same = say("branch.same", source=here, body=body)
        return (*same, *say("branch.sign.then", g=story.letters.map, **slots))
    if everywhere:
        return say("branch.sign", g=story.letters.map, where="", **slots)
    source = region_layout(story.setter, branch.source)
    return say("branch.sign.there", g=story.letters.map, source=source, **slots)


def image_words(story: Story, branch: Branch) -> Words:
    """The limits at both ends and the image."""
    image = story.conclusion(branch.image)
    assert isinstance(image, Image)
    premises = story.step(branch.image).premises
    found = [c for i in premises if isinstance(c := story.conclusion(i), Limit)]
    if len(found) != 2:
        raise Unfamiliar("image")
    story.tell(branch.image, *premises)
    ends = [_limit_words(story, limit) for limit in found]
    sets = {
        "source": interval_layout(story.setter, image.map.source),
        "target": interval_layout(story.setter, image.image),
    }
    return (Text(" "), *say("branch.limits", lower=ends[0], upper=ends[1], **sets))


def _limit_words(story: Story, limit: Limit) -> Words:
    symbol, lower, upper = limit.map.source.bounds[0]
    place = story.setter.term(lower if limit.end == "lower" else upper)
    value = equation(story.map_at(letter(symbol)), "→", story.setter.term(limit.value))
    return Math(value), Text(" as "), Math(equation(letter(symbol), "→", place))


def _inverse_blocks(story: Story, branch: Branch, number: int) -> list[Block]:
    """The inverse with its derivative, and why it is one."""
    pair, slope = story.conclusion(branch.pair), story.conclusion(branch.slope)
    assert isinstance(pair, Bijection) and isinstance(slope, Derivative)
    name, h = letter(pair.inverse.variable), inverse_letter(story, number)
    where = region_layout(story.setter, pair.inverse.source)
    lines = (
        Equation(Call(h, (name,)), "=", story.setter.term(pair.inverse.body)),
        Equation(Call(Prime(h), (name,)), "=", story.setter.term(slope.derivative), where),
    )
    premises = story.step(branch.pair).premises
    checks = [i for i in premises if not isinstance(story.conclusion(i), Defined)]
    story.tell(branch.pair, branch.slope, *checks)
    identity = equation(story.map_at(Call(h, (name,))), "=", name)
    into: Words = ()
    if branch.source.bounds[0][1:] != (-oo, oo):
        source = interval_layout(story.setter, branch.source)
        into = say("branch.into", h=Call(h, (name,)), source=source)
    words = say("branch.inverts", identity=identity, into=into)
    return [Display(lines), Paragraph((*words, *_lambert_words(story, pair.inverse.body)))]


def _lambert_words(story: Story, inverse: Expr) -> Words:
    """What the branches of Lambert's W are, each told where an inverse has it first."""
    found: list[Inline] = []
    w, y = Symbol("w", real=True), Symbol("y", real=True)
    rows = ((LambertW, "main", "≥"), (LambertLower, "lower", "≤"))
    for head, which, sign in rows:
        if inverse.has(head) and which not in story.said:
            story.said.add(which)
            show = story.setter.term
            side = equation(show(w), sign, show(Integer(-1)))
            same = equation(show(w * exp(w)), "=", show(y))
            slots: dict[str, Slot] = {"value": show(head(y)), "side": side, "equation": same}
            found += say("branch.lambert", which=which, **slots)
    return tuple(found)


def _pullback_blocks(story: Story, branch: Branch, number: int) -> list[Block]:
    """No closed inverse: the density is checked where x is."""
    same, image = story.conclusion(branch.pullback), story.conclusion(branch.image)
    assert isinstance(same, Equal) and isinstance(image, Image)
    q = pullback_letter(story, number)
    there = Call(q, (story.map_at(letter(branch.source.variables[0])),))
    slope = lay.Fenced(story.map_slope(letter(branch.source.variables[0])), "|", "|")
    story.tell(branch.pullback, branch.slope)
    lines = (
        Equation(lay.Times((there, slope)), "=", story.setter.term(same.left)),
        Equation(None, "=", story.setter.term(same.right), region_layout(story.setter, same.over)),
    )
    return [
        Paragraph(say("branch.pullback", q=q)),
        Display(lines),
        Paragraph(say("branch.pullback.so")),
    ]


