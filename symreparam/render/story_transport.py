"""The change of variables told: the map, its branches, the formula, substitution, the sum."""

from __future__ import annotations

from itertools import groupby

from sympy import Add, Expr, Symbol

from symreparam.logic.judgement import Bijection, Covers, Derivative, HasLaw, Image, Monotone
from symreparam.render.document import Block, Display, Equation, Formula, Paragraph, Words
from symreparam.render.laws_layout import (
    density_layout,
    density_rows,
    interval_layout,
    region_layout,
    whole_layout,
)
from symreparam.render.layout import (
    Below,
    Call,
    Choice,
    Fenced,
    Layout,
    Prime,
    Times,
    added,
    equation,
    listed,
)
from symreparam.render.sentences import commas
from symreparam.render.story import Story, Unfamiliar, law_at, letter, say
from symreparam.render.story_branches import (
    Branch,
    Transport,
    branch_blocks,
    inverse_letter,
    pullback_letter,
    transport_of,
)
from symreparam.terms.law import Atom, Lattice, Law, Piece


def transport_blocks(story: Story, index: int, toward: Law | None = None) -> list[Block]:
    """The paragraphs of one pushforward step, without the source law's own story.

    `toward` is a law proved to be the same measure: when it has one piece on the same interval,
    its density ends the chain of equations.
    """
    move = transport_of(story, index)
    told = law_at(story, index)
    if not isinstance(told.law, Law):
        raise Unfamiliar("pushforward")
    story.tell(index, *move.covers)
    source = law_at(story, move.given).subject
    if move.body == move.variable:
        return _identity_blocks(story, move, told, told.law)
    name = letter(move.variable)
    image = story.map_at(story.setter.term(source))
    definition = equation(story.map_at(name), "=", story.setter.term(move.body))
    named = equation(story.letters.image, "=", story.setter.term(told.subject))
    blocks: list[Block] = [
        Paragraph(say("map", subject=named, image=equation(story.letters.image, "=", image))),
        Formula(definition),
    ]
    return [*blocks, *moved_blocks(story, move, source, told.law, toward)]


def moved_blocks(
    story: Story, move: Transport, source: Expr, law: Law, toward: Law | None
) -> list[Block]:
    """The branches and the formula; `source` names the variable that has the law moved."""
    blocks: list[Block] = []
    many = len(move.branches) > 1
    if many:
        blocks.append(Paragraph(_branches_words(story, move, source)))
    for number, branch in enumerate(move.branches, start=1):
        blocks += branch_blocks(story, branch, number if many else 0)
    return [*blocks, *_formula_blocks(story, move, source, law, toward)]


def _identity_blocks(story: Story, move: Transport, told: HasLaw, law: Law) -> list[Block]:
    """The map x -> x only changes the letter."""
    for branch in move.branches:
        branch_blocks(story, branch, 0)
    if not law.pieces or law.variable == move.law.variable:
        return []
    left = story.density_of(told.subject, letter(law.variable))
    where = region_layout(story.setter, law.pieces[0].region) if len(law.pieces) == 1 else None
    line = Equation(left, "=", density_layout(story.setter, law), where)
    words = say("map.identity", letter=letter(law.variable))
    return [Paragraph(words), Display((line,))]


def _branches_words(story: Story, move: Transport, subject: Expr) -> Words:
    whole = [c.whole for i in move.covers if isinstance(c := story.conclusion(i), Covers)]
    regions = commas([region_layout(story.setter, b.source) for b in move.branches])
    if len(whole) > 1:
        variable = story.setter.term(subject)
        return say("branches.pieces", variable=variable, regions=regions)
    return say(
        "branches",
        g=story.letters.map,
        whole=interval_layout(story.setter, whole[0]),
        regions=regions,
    )


def _formula_blocks(
    story: Story, move: Transport, source: Expr, law: Law, toward: Law | None
) -> list[Block]:
    """f_Z(z) = sum of f_X(h(z)) |h'(z)|, substituted and summed, then the masses."""
    moving = [branch for branch in move.branches if not branch.constant]
    numbers = {id(b): n for n, b in enumerate(move.branches, start=1)}
    many = len(move.branches) > 1
    parts = [
        (branch, numbers[id(branch)] if many else 0, piece)
        for branch, piece in zip(moving, law.pieces, strict=True)
    ]
    blocks: list[Block] = []
    regions = {piece.region for piece in law.pieces}
    if len(regions) == 1:
        blocks += _one_image(story, parts, source, law, toward)
    elif regions:
        blocks.append(Paragraph(say("pushforward.apart")))
        for branch, number, piece in parts:
            over = region_layout(story.setter, piece.region)
            where = say("pushforward.for", over=over)
            blocks.append(Paragraph(say("pushforward.part", index=str(number), where=where)))
            lines = _substituted(story, [(branch, number, piece)], piece.density)
            formula = _formula(story, branch, number, source)
            first = Equation(formula, "=", lines[0].right)
            blocks.append(Display((first, *lines[1:])))
    moved = law.atoms[len(law.atoms) - len(move.law.atoms) :]
    pairs = zip(move.law.atoms, moved, strict=True)
    for _, equal in groupby(pairs, key=lambda pair: pair[0].mass):
        blocks.append(Paragraph(_atom_words(story, tuple(equal))))
    for each, image in zip(move.law.lattices, law.lattices, strict=True):
        blocks.append(Paragraph(_lattice_words(story, each, image)))
    return blocks


Part = tuple[Branch, int, Piece]


def _one_image(
    story: Story, parts: list[Part], source: Expr, law: Law, toward: Law | None
) -> list[Block]:
    """All branches have the same image: one chain of equations."""
    region = law.pieces[0].region
    name = region.variables[0]
    where = say("pushforward.for", over=region_layout(story.setter, region))
    key = "pushforward.one" if len(parts) == 1 else "pushforward.sum"
    left = Call(_image_density(story), (letter(name),))
    formulas = [_formula(story, branch, number, source) for branch, number, _ in parts]
    lines = [Equation(left, "=", added(formulas))]
    total = Add(*(piece.density for piece in law.pieces))
    lines += _substituted(story, parts, total)
    if toward is not None and len(toward.pieces) == 1 and toward.pieces[0].region == region:
        last = story.setter.term(toward.pieces[0].density)
        if last != lines[-1].right:
            lines.append(Equation(None, "=", last))
    blocks: list[Block] = [Paragraph(say(key, where=where)), Display(tuple(lines))]
    return blocks


def _formula(story: Story, branch: Branch, number: int, source: Expr) -> Layout:
    """What the branch contributes: `f_X(h(z)) |h'(z)|`, or its own density without an inverse."""
    if branch.pair < 0:
        image = story.conclusion(branch.image)
        assert isinstance(image, Image)
        return Call(pullback_letter(story, number), (letter(image.image.variables[0]),))
    pair = story.conclusion(branch.pair)
    assert isinstance(pair, Bijection)
    name, h = letter(pair.inverse.variable), inverse_letter(story, number)
    value = story.density_of(source, Call(h, (name,)))
    slope = Fenced(Call(Prime(h), (name,)), "|", "|")
    return Times((value, slope))


def _substituted(story: Story, parts: list[Part], total: Expr) -> list[Equation]:
    """The formula with the density, the inverse and its derivative put in, and the result."""
    rows = [_put_in(story, branch, piece) for branch, _, piece in parts]
    found = [Equation(None, "=", added(rows))]
    result = story.setter.term(total)
    if result != found[0].right:
        found.append(Equation(None, "=", result))
    return found


def _put_in(story: Story, branch: Branch, piece: Piece) -> Layout:
    if branch.pair < 0:
        return story.setter.term(piece.density)
    pair, slope = story.conclusion(branch.pair), story.conclusion(branch.slope)
    shape = story.conclusion(branch.monotone)
    assert isinstance(pair, Bijection) and isinstance(slope, Derivative)
    assert isinstance(shape, Monotone)
    jacobian = slope.derivative if shape.sense == "+" else -slope.derivative
    symbol: Symbol = branch.piece.region.variables[0]
    density = story.setter.inserting(symbol, pair.inverse.body).term(branch.piece.density)
    if jacobian == 1:
        return density
    return Times((density, story.setter.term(jacobian)), dot=True)


def _image_density(story: Story) -> Layout:
    return Below(story.letters.density, story.letters.image)


def _atom_words(story: Story, moves: tuple[tuple[Atom, Atom], ...]) -> Words:
    """Where masses of the same size move to."""
    show = story.setter.term
    return say(
        "pushforward.atom" if len(moves) == 1 else "pushforward.atoms",
        mass=show(moves[0][0].mass),
        point=listed(tuple(show(before.point) for before, _ in moves)),
        image=listed(tuple(show(after.point) for _, after in moves)),
    )


def _lattice_words(story: Story, before: Lattice, after: Lattice) -> Words:
    show = story.setter.term
    return say(
        "pushforward.lattice",
        mass=show(before.mass),
        point=show(before.point),
        image=show(after.point),
        range=whole_layout(story.setter, before.range),
    )


def collected_blocks(story: Story, law: Law, subject: Expr) -> list[Block]:
    """The law of the subject, summed up interval by interval."""
    blocks: list[Block] = []
    if law.pieces:
        left = story.density_of(subject, letter(law.variable))
        rows = density_rows(story.setter, law)
        right = rows[0][0] if len(rows) == 1 else Choice(rows)
        where = rows[0][1] if len(rows) == 1 else None
        blocks.append(Display((Equation(left, "=", right, where),)))
    return blocks
