"""A periodic map told: the variable reduced to one period, its density, then the branches."""

from __future__ import annotations

from sympy import Expr, Symbol, cos, cosh, pi, sinh

from symreparam.logic.judgement import Equal, HasLaw, Limit, Sign
from symreparam.render.document import Block, Display, Equation, Formula, Paragraph
from symreparam.render.laws_layout import interval_layout, region_layout
from symreparam.render.layout import SUM, Layout, Row, equation
from symreparam.render.layout import Sign as Plus
from symreparam.render.sentences import commas
from symreparam.render.story import Story, Unfamiliar, law_at, letter, say
from symreparam.render.story_branches import moved
from symreparam.render.story_transport import moved_blocks
from symreparam.terms.law import Law, Piece
from symreparam.terms.mapping import Map
from symreparam.terms.region import interval


def periodic_blocks(story: Story, index: int, toward: Law | None = None) -> list[Block]:
    """The paragraphs of one step `pushforward-periodic`, without the source law's own story."""
    step, told = story.step(index), law_at(story, index)
    if len(step.args) != 4 or not isinstance(told.law, Law) or len(step.premises) < 3:
        raise Unfamiliar("pushforward-periodic")
    mapping, _, period, folds = step.args
    given = law_at(story, step.premises[0])
    known = isinstance(mapping, Map) and isinstance(period, Expr) and isinstance(folds, tuple)
    if not known or not isinstance(given.law, Law):
        raise Unfamiliar("pushforward-periodic")
    assert isinstance(mapping, Map) and isinstance(period, Expr) and isinstance(folds, tuple)
    story.tell(index, *step.premises[1:3])
    blocks = _opening(story, mapping, period, given, told)
    reduced = _free(story)
    rest, pieces = list(step.premises[3:]), []
    for piece, fold in zip(given.law.pieces, folds, strict=True):
        if not isinstance(fold, tuple):
            raise Unfamiliar("folds")
        pieces.append(_folded(story, piece, period, fold, rest, blocks))
    law = Law(given.law.variable, tuple(pieces))
    targets = commas([interval_layout(story.setter, piece.region) for piece in pieces])
    words = say("periodic.reduced", reduced=letter(reduced), targets=targets)
    blocks.insert(3, Paragraph(words))
    name = letter(law.variable)
    lines = []
    for piece in pieces:
        where = region_layout(story.setter, piece.region)
        value = story.setter.term(piece.density)
        lines.append(Equation(story.density_of(reduced, name), "=", value, where))
    blocks += [Paragraph(say("periodic.density", reduced=letter(reduced))), Display(tuple(lines))]
    move = moved(story, step.premises[0], law, mapping, rest)
    story.tell(*move.covers)
    return [*blocks, *moved_blocks(story, move, reduced, told.law, toward)]


def _free(story: Story) -> Symbol:
    """A letter for the reduced variable that the proof does not use."""
    taken = {str(symbol.name) for symbol in story.symbols} | {str(story.letters.image.name)}
    names = ("Y", "R", "U", *(f"Y_{number}" for number in range(1, 100)))
    return Symbol(next(name for name in names if name not in taken), real=True)


def _opening(
    story: Story, mapping: Map, period: Expr, given: HasLaw, told: HasLaw
) -> list[Block]:
    """The map, and that it repeats."""
    name = letter(mapping.variable)
    image = story.map_at(story.setter.term(given.subject))
    named = equation(story.letters.image, "=", story.setter.term(told.subject))
    shifted: Layout = Row((name, Plus("+"), story.setter.term(period)), SUM)
    again = equation(story.map_at(shifted), "=", story.map_at(name))
    return [
        Paragraph(say("map", subject=named, image=equation(story.letters.image, "=", image))),
        Formula(equation(story.map_at(name), "=", story.setter.term(mapping.body))),
        Paragraph(say("periodic.repeats", again=again, period=story.setter.term(period))),
    ]


def _folded(
    story: Story,
    piece: Piece,
    period: Expr,
    fold: tuple[object, ...],
    rest: list[int],
    blocks: list[Block],
) -> Piece:
    """The piece on one period; adds why the sum over the periods is its density."""
    show, (symbol, low, high) = story.setter.term, piece.region.bounds[0]
    first = story.conclusion(rest.pop(0))
    if not isinstance(first, Equal):
        raise Unfamiliar("fold")
    if len(fold) == 3:
        rest.pop(0)
        median, scale, start = (part for part in fold if isinstance(part, Expr))
        words = say("periodic.cauchy", median=show(median), scale=show(scale))
        blocks.append(Paragraph(words))
        return Piece(interval(symbol, start, start + period), _wrapped(symbol, period, fold))
    density, start = (part for part in fold if isinstance(part, Expr))
    region = interval(symbol, start, start + period)
    if rest and isinstance(end := story.conclusion(rest[0]), Limit):
        rest.pop(0)
        place = high if end.end == "upper" else low
        tends = equation(letter(symbol), "→", show(place))
        over = region_layout(story.setter, piece.region)
        same = Equation(show(first.left), "=", show(first.right), over)
        blocks += [Paragraph(say("periodic.telescopes")), Display((same,))]
        blocks.append(Paragraph(say("periodic.vanishes", term=show(density), place=tends)))
    else:
        if rest and isinstance(story.conclusion(rest[0]), Sign):
            rest.pop(0)
        where = interval_layout(story.setter, piece.region)
        turns = show(first.right / period)
        blocks.append(Paragraph(say("periodic.turns", where=where, turns=turns)))
    return Piece(region, density)


def _wrapped(symbol: Symbol, period: Expr, fold: tuple[object, ...]) -> Expr:
    """The wrapped Cauchy density, as the rule writes it."""
    median, scale, _ = (part for part in fold if isinstance(part, Expr))
    turn = 2 * pi / period
    gap = cosh(turn * scale) - cos(turn * (symbol - median))
    return sinh(turn * scale) / (period * gap)
