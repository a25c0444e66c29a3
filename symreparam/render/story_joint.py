"""The joint law of a vector told: the map, its inverse, the Jacobian matrix, the image region."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise, product
from types import MappingProxyType
from typing import Final

from sympy import Abs, Expr, Mul, Symbol, diff

from symreparam.logic.judgement import HasJointLaw, HasLaw, Holds, Integral, Judgement, Sign
from symreparam.render.document import Block, Display, Equation, Formula, Paragraph
from symreparam.render.goal_layout import goal_layout
from symreparam.render.laws_layout import region_layout
from symreparam.render.layout import Call, Digits, Grid, Layout, Times, Word, equation, listed
from symreparam.render.layout import Integral as IntegralLayout
from symreparam.render.story import Story, Unfamiliar, law_at, letter, say
from symreparam.render.story_integrals import reason_blocks
from symreparam.render.story_laws import law_blocks
from symreparam.render.story_listed import listed_blocks
from symreparam.terms.determinant import determinant
from symreparam.terms.law import JointLaw, Law
from symreparam.terms.region import NUMBERS, Region


def joint_blocks(story: Story, index: int) -> list[Block]:
    """How the joint law of step `index` is established. Steps of no known shape are listed."""
    before = set(story.told)
    try:
        return _blocks(story, index)
    except (Unfamiliar, ValueError):
        story.told.clear()
        story.told |= before
        return listed_blocks(story, index)


def _blocks(story: Story, index: int) -> list[Block]:
    chapter = _CHAPTERS.get(story.step(index).rule)
    if story.step(index).rule == "order-statistics":
        from symreparam.render.story_order import two_orders_blocks as chapter
    if chapter is None:
        raise Unfamiliar(story.step(index).rule)
    story.tell(index)
    return chapter(story, index)


def _joint(story: Story, index: int) -> HasJointLaw:
    known = story.conclusion(index)
    if not isinstance(known, HasJointLaw):
        raise Unfamiliar(type(known).__name__)
    return known


# independent variables --------------------------------------------------------------------------
def _bijection(story: Story, index: int) -> list[Block]:
    """The rule `pushforward-joint`: from the claim's own variables."""
    goal, step = _joint(story, index), story.step(index)
    letters, inverse = _terms(step.args[1]), _terms(step.args[2])
    names = tuple(name for name in letters if isinstance(name, Symbol))
    given = [story.conclusion(i) for i in step.premises]
    laws = [known for known in given if isinstance(known, HasLaw)]
    region, density = _product(laws, names)
    _tell(story, step.premises)
    swap = dict(zip([law.subject for law in laws], names, strict=True))
    images = tuple(subject.xreplace(swap) for subject in goal.subjects)
    source = JointLaw(names, region, density)
    return [
        *_source(story, tuple(law.subject for law in laws), source),
        *_map(story, names, images, goal.law),
        *_inverse(story, inverse, names, goal.law.variables, given, goal.law.region),
        *_put_in(story, source, inverse, given, goal.law),
        Formula(goal_layout(story.setter, goal)),
    ]


def _product(laws: Sequence[HasLaw], names: Sequence[Symbol]) -> tuple[Region, Expr]:
    if len(laws) != len(names):
        raise Unfamiliar("pushforward-joint")
    bounds, factors = [], []
    for known, name in zip(laws, names, strict=True):
        law = known.law
        if not isinstance(law, Law) or len(law.pieces) != 1:
            raise Unfamiliar("a law of several pieces")
        bounds.append((name, *law.pieces[0].region.bounds[0][1:]))
        factors.append(law.pieces[0].density.xreplace({law.variable: name}))
    return Region(tuple(bounds)), Mul(*factors)


def _side_by_side(story: Story, index: int) -> list[Block]:
    """The rule `joint-product`: each term's own law first."""
    goal, step = _joint(story, index), story.step(index)
    told: list[Block] = []
    for premise in step.premises:
        if premise not in story.told and law_at(story, premise).subject.args:
            told += law_blocks(story, premise)
    story.tell(*step.premises)
    return [*told, *_source(story, goal.subjects, goal.law)]


def _source(story: Story, subjects: tuple[Expr, ...], law: JointLaw) -> list[Block]:
    show = story.setter
    words = say("joint.source", vector=_vector(story, subjects), letters=_names(law.variables))
    density = equation(show.term(law.density), Word("for"), region_layout(show, law.region))
    return [Paragraph(words), Formula(density)]


# maps -------------------------------------------------------------------------------------------
def _map(
    story: Story, names: Sequence[Symbol], images: Sequence[Expr], law: JointLaw
) -> list[Block]:
    lines = _equations(story, law.variables, images)
    where = region_layout(story.setter, law.region)
    return [
        Paragraph(say("joint.map", letters=_names(names))),
        *lines,
        Paragraph(say("joint.image", region=where)),
    ]


def _inverse(
    story: Story,
    inverse: Sequence[Expr],
    names: Sequence[Symbol],
    variables: Sequence[Symbol],
    given: Sequence[Judgement],
    target: Region,
) -> list[Block]:
    """The inverse, its Jacobian matrix and the determinant with its sign."""
    show = story.setter
    slope, sign = _slope(inverse, variables, given, target)
    matrix = Grid(tuple(tuple(map(show.term, row)) for row in _rows(inverse, variables)))
    way = {"+": "joint.jacobian", "-": "joint.jacobian.negative"}.get(sign, "joint.jacobian.apart")
    return [
        Paragraph(say("joint.inverse", letters=_names(variables))),
        *_equations(story, names, inverse),
        Paragraph(say(way, matrix=matrix, determinant=show.term(slope))),
    ]


def _rows(inverse: Sequence[Expr], variables: Sequence[Symbol]) -> list[list[Expr]]:
    return [[diff(term, variable) for variable in variables] for term in inverse]


def _slope(
    inverse: Sequence[Expr],
    variables: Sequence[Symbol],
    given: Sequence[Judgement],
    target: Region,
) -> tuple[Expr, str]:
    """The Jacobian determinant of the inverse, and its sign on the target."""
    slope = determinant(_rows(inverse, variables))
    signs = [k for k in given if isinstance(k, Sign) and (k.expr, k.over) == (slope, target)]
    if not signs:
        raise Unfamiliar("no sign of the determinant")
    return slope, signs[-1].sign


def _branches(story: Story, index: int) -> list[Block]:
    """The rule `pushforward-branches`: the law of the source, then one cell after the other."""
    goal, step = _joint(story, index), story.step(index)
    source = _joint(story, step.premises[0])
    told = [] if step.premises[0] in story.told else _blocks(story, step.premises[0])
    images = _terms(step.args[1])
    branches = step.args[4]
    assert isinstance(branches, tuple)
    given = [story.conclusion(i) for i in step.premises]
    _tell(story, step.premises)
    told += _map(story, source.law.variables, images, goal.law)
    if len(branches) > 1:
        told.append(Paragraph(say("joint.cells")))
    sources = _cut(source.law.region, step.args[2])
    targets = _cut(goal.law.region, step.args[3])
    for cell, branch in zip(sources, branches, strict=True):
        assert isinstance(branch, tuple) and isinstance(branch[0], int)
        inverse, target = _terms(branch[1]), targets[branch[0]]
        if len(branches) > 1:
            where = region_layout(story.setter, cell)
            told.append(Paragraph(say("joint.cell", region=where)))
        variables = goal.law.variables
        told += _inverse(story, inverse, source.law.variables, variables, given, target)
        if len(branches) == 1:
            told += _put_in(story, source.law, inverse, given, goal.law)
            return [*told, Formula(goal_layout(story.setter, goal))]
    return [*told, *_result(story, goal)]


def _cut(region: Region, cuts: object) -> list[Region]:
    """The cells of a region, in the order of the rule."""
    if not isinstance(cuts, tuple):
        raise Unfamiliar("no cuts")
    parts = []
    for (name, low, high), marks in zip(region.bounds, cuts, strict=True):
        parts.append([(name, a, b) for a, b in pairwise((low, *_terms(marks), high))])
    return [Region(choice) for choice in product(*parts)]


# other rules ------------------------------------------------------------------------------------
def _polar(story: Story, index: int) -> list[Block]:
    goal, step = _joint(story, index), story.step(index)
    told = [] if step.premises[0] in story.told else _blocks(story, step.premises[0])
    story.tell(*step.premises)
    return [*told, Paragraph(say("joint.polar")), Formula(goal_layout(story.setter, goal))]


def _marginal(story: Story, index: int) -> list[Block]:
    goal, step = _joint(story, index), story.step(index)
    law, integral = step.premises
    told = [] if law in story.told else _blocks(story, law)
    known = story.conclusion(integral)
    assert isinstance(known, Integral)
    story.tell(law, integral)
    name, low, high = known.over.bounds[0]
    show = story.setter
    ends = show.term(low), show.term(high)
    total = IntegralLayout(*ends, show.term(known.integrand), letter(name))
    return [
        *told,
        Paragraph(say("joint.marginal", variable=letter(name))),
        Display((Equation(total, "=", show.term(known.value)),)),
        *reason_blocks(story, integral),
        Paragraph(say("joint.marginal.so")),
        Formula(goal_layout(show, goal)),
    ]


def _rewritten(story: Story, index: int) -> list[Block]:
    step = story.step(index)
    told = _blocks(story, step.premises[0])
    _tell(story, step.premises)
    shown = Formula(goal_layout(story.setter, _joint(story, index)))
    return [*told, Paragraph(say("joint.rewritten")), shown]


def _put_in(
    story: Story,
    source: JointLaw,
    inverse: Sequence[Expr],
    given: Sequence[Judgement],
    law: JointLaw,
) -> list[Block]:
    """The source's density at the inverse, times the determinant, is the density of the image."""
    slope, sign = _slope(inverse, law.variables, given, law.region)
    values = dict(zip(source.variables, inverse, strict=True))
    there = story.setter.inserting_all(values).term(source.density)
    size = story.setter.term({"+": slope, "-": -slope}.get(sign, Abs(slope)))
    put = there if size == Digits("1") else Times((there, size), dot=True)
    image = Call(story.letters.density, tuple(map(letter, law.variables)))
    lines = [Equation(image, "=", put)]
    shown = story.setter.term(law.density)
    if shown != put:
        lines.append(Equation(None, "=", shown))
    words = say("joint.put", density=story.letters.density)
    return [Paragraph(words), Display(tuple(lines)), Paragraph(say("therefore"))]


def _result(story: Story, goal: HasJointLaw) -> list[Block]:
    shown: list[Block] = [Formula(goal_layout(story.setter, goal))]
    return [Paragraph(say("joint.result")), *shown]


# layouts ----------------------------------------------------------------------------------------
def _equations(story: Story, names: Sequence[Symbol], terms: Sequence[Expr]) -> list[Block]:
    return [
        Formula(equation(letter(name), "=", story.setter.term(term)))
        for name, term in zip(names, terms, strict=True)
    ]


def _vector(story: Story, subjects: Sequence[Expr]) -> Layout:
    return listed(tuple(story.setter.term(subject) for subject in subjects))


def _names(names: Sequence[Symbol]) -> Layout:
    return listed(tuple(letter(name) for name in names))


def _tell(story: Story, premises: Sequence[int]) -> None:
    """All but conditions on parameters alone, which are listed below the proof."""
    known = [(i, story.conclusion(i)) for i in premises]
    story.tell(*(i for i, k in known if not (isinstance(k, Holds) and k.over == NUMBERS)))


def _terms(value: object) -> tuple[Expr, ...]:
    if not isinstance(value, tuple) or not all(isinstance(term, Expr) for term in value):
        raise Unfamiliar("no terms")
    return value


_CHAPTERS: Final[MappingProxyType[str, Callable[[Story, int], list[Block]]]] = MappingProxyType(
    {
        "pushforward-joint": _bijection,
        "pushforward-branches": _branches,
        "joint-product": _side_by_side,
        "rewrite-joint": _rewritten,
        "polar": _polar,
        "polar-inverse": _polar,
        "marginal": _marginal,
    }
)
