"""Refuted joint laws told: a box on which the densities keep apart, or that one law never enters,
a curve that carries the vector, or an entry of a covariance matrix."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import Final

from sympy import Expr, N, Symbol, expand

from symreparam.logic.judgement import (
    GoalJudgement,
    HasJointLaw,
    HasLaw,
    HasNormalLaw,
    Holds,
    Judgement,
    Sign,
)
from symreparam.logic.proof import Step
from symreparam.render.document import Block, Display, Equation, Paragraph, Words
from symreparam.render.goal_layout import vector_layout
from symreparam.render.laws_layout import region_layout, relation_layout
from symreparam.render.layout import Call, Digits, Layout, Word, equation
from symreparam.render.sentences import commas
from symreparam.render.story import Story, Unfamiliar, letter, say
from symreparam.render.story_digits import DIGITS, digits, exact
from symreparam.render.story_joint import joint_blocks
from symreparam.render.story_laws import law_blocks
from symreparam.terms.law import Law
from symreparam.terms.region import Region
from symreparam.terms.scope import Relation


def joint_refuted_blocks(story: Story, index: int, goal: GoalJudgement) -> list[Block]:
    """Why step `index`, that a vector does not have a joint law, holds. Raises Unfamiliar."""
    step = story.step(index)
    told = _CHAPTERS.get(step.rule)
    if told is None:
        raise Unfamiliar(step.rule)
    blocks = told(story, step, goal)
    story.tell(index, *step.premises)
    if step.rule in ("joint-fails-relation", "joint-fails-null"):
        story.tell(*story.step(step.premises[0]).premises)
    return blocks


def _density(story: Story, step: Step, goal: GoalJudgement) -> list[Block]:
    """The true law, and a box on which its density is the larger, or the smaller, one."""
    box = _box(step)
    true = story.conclusion(step.premises[0])
    apart = [k for k in _known(story, step) if isinstance(k, Sign) and k.over == box]
    if not isinstance(goal, HasJointLaw) or not isinstance(true, HasJointLaw) or not apart:
        raise Unfamiliar(step.rule)
    show, names = story.setter, tuple(map(letter, goal.law.variables))
    claimed = Call(story.letters.claimed, names)
    where = region_layout(show, goal.law.region)
    shown = Equation(claimed, "=", show.term(goal.law.density), where)
    sign = ">" if apart[-1].sign == "+" else "<"
    found = story.letters.density
    gap = equation(Call(found, names), sign, claimed)
    words = say("refute.joint.gap", density=found, gap=gap, region=region_layout(show, box))
    vector = vector_layout(show, true.subjects)
    return [
        Paragraph(say("refute.true", subject=vector)),
        *joint_blocks(story, step.premises[0]),
        Paragraph(say("refute.claimed.given")),
        Display((shown,)),
        Paragraph((*words, *_numbers(story, box, (true.law.density, goal.law.density)))),
    ]


def _numbers(story: Story, box: Region, densities: tuple[Expr, Expr]) -> Words:
    """Both densities in the middle of the box, rounded; nothing where they have no digits."""
    middle = {name: (low + high) / 2 for name, low, high in box.bounds}
    values = [density.xreplace(middle) for density in densities]
    whole = all(map(exact, values))
    values = [value if exact(value) else N(value, DIGITS) for value in values]
    if not all(exact(value) or value.is_Float for value in values):
        return ()
    point = commas([equation(letter(n), "=", story.setter.term(v)) for n, v in middle.items()])
    left, right = map(digits, values)
    key = "refute.numbers.exact" if whole else "refute.numbers"
    return say(key, point=point, left=left, right=right)


def _relation(story: Story, step: Step, goal: GoalJudgement) -> list[Block]:
    """A relation that always holds, against a box."""
    relation = step.args[2]
    if not isinstance(goal, HasJointLaw) or not isinstance(relation, Relation):
        raise Unfamiliar(step.rule)
    names = dict(zip(goal.law.variables, goal.subjects, strict=True))
    always = Relation(relation.left.xreplace(names), relation.sign, relation.right.xreplace(names))
    against = Relation(relation.right, "<", relation.left)
    return [_never(story, step, goal, always, against)]


def _range(story: Story, step: Step, goal: GoalJudgement) -> list[Block]:
    """An end of one component, beyond which the box lies."""
    place, end = step.args[3:5]
    if not isinstance(goal, HasJointLaw) or not isinstance(place, int) or not isinstance(end, Expr):
        raise Unfamiliar(step.rule)
    found = [k.relation for k in _known(story, step) if isinstance(k, Holds)]
    box, name, subject = _box(step), goal.law.variables[place], goal.subjects[place]
    [(low, high)] = [(low, high) for each, low, high in box.bounds if each == name]
    above = bool(high <= end) and any(r.left == end and r.sign == "<" for r in found)
    if not above and not bool(low >= end):
        raise Unfamiliar(step.rule)
    always = Relation(end, "<", subject) if above else Relation(subject, "<", end)
    against = Relation(name, "<=", end) if above else Relation(end, "<=", name)
    return [_never(story, step, goal, always, against)]


def _never(
    story: Story, step: Step, goal: HasJointLaw, always: Relation, against: Relation
) -> Paragraph:
    words = say(
        "refute.joint.always",
        letters=commas([letter(name) for name in goal.law.variables]),
        always=relation_layout(story.setter, always),
        region=region_layout(story.setter, _box(step)),
        against=relation_layout(story.setter, against),
    )
    return Paragraph((*words, *say("refute.joint.never")))


def _inside(story: Story, step: Step, goal: GoalJudgement) -> list[Block]:
    """A box that the map never enters: its inverse leads out of the variables' support."""
    box, inverse = _box(step), step.args[3]
    known = [k.relation for k in _known(story, step) if isinstance(k, Holds) and k.over == box]
    if not isinstance(goal, HasJointLaw) or not isinstance(inverse, tuple):
        raise Unfamiliar(step.rule)
    terms = [term for term in inverse if isinstance(term, Expr)]
    beyond = [r for r in known if r.left in terms or r.right in terms]
    if not beyond:
        raise Unfamiliar(step.rule)
    pairs = zip(story.proof.claim.variables, terms, strict=True)
    back = [equation(letter(name), "=", story.setter.term(term)) for name, term in pairs]
    components = zip(goal.law.variables, goal.subjects, strict=True)
    words = say(
        "refute.joint.inverse",
        components=commas([_named(story, name, term) for name, term in components]),
        back=commas([*back]),
        region=region_layout(story.setter, box),
        against=relation_layout(story.setter, beyond[-1]),
    )
    return [Paragraph((*words, *say("refute.joint.never")))]


def _outside(story: Story, step: Step, goal: GoalJudgement) -> list[Block]:
    """A box of the variables that the map sends out of the claimed region."""
    box = _box(step)
    known = [k.relation for k in _known(story, step) if isinstance(k, Holds) and k.over == box]
    if not isinstance(goal, HasJointLaw) or not known:
        raise Unfamiliar(step.rule)
    variables = story.proof.claim.variables
    names = dict(zip(variables, box.variables, strict=True))
    back = dict(zip(goal.law.variables, goal.subjects, strict=True))
    images = {name: term.xreplace(names) for name, term in back.items()}
    for name, low, high in goal.law.region.bounds:
        for below, above in ((name, low), (high, name)):
            beyond = Relation(below, "<=", above)
            if Relation(below.xreplace(images), "<=", above.xreplace(images)) in known:
                return [_beyond(story, box, beyond, back)]
    raise Unfamiliar(step.rule)


def _beyond(
    story: Story, box: Region, beyond: Relation, back: dict[Symbol, Expr]
) -> Paragraph:
    plain = dict(zip(box.variables, story.proof.claim.variables, strict=True))
    bounds = tuple((plain[name], low, high) for name, low, high in box.bounds)
    shown = Relation(beyond.left.xreplace(back), "<=", beyond.right.xreplace(back))
    words = say(
        "refute.joint.outside",
        region=region_layout(story.setter, Region(bounds)),
        beyond=relation_layout(story.setter, shown),
    )
    return Paragraph(words)


def _null(story: Story, step: Step, goal: GoalJudgement) -> list[Block]:
    """A curve or surface that carries the vector."""
    curve = step.args[1]
    if not isinstance(goal, HasJointLaw) or not isinstance(curve, Expr):
        raise Unfamiliar(step.rule)
    pairs = zip(goal.law.variables, goal.subjects, strict=True)
    named = commas([_named(story, name, term) for name, term in pairs])
    zero = equation(story.setter.term(curve), "=", Digits("0"))
    return [Paragraph(say("refute.joint.null", components=named, curve=zero))]


def _plane(story: Story, step: Step, goal: GoalJudgement) -> list[Block]:
    """The law of a linear form of the vector, and its atom."""
    known = story.conclusion(step.premises[0])
    index = step.args[2]
    if not (isinstance(known, HasLaw) and isinstance(known.law, Law) and isinstance(index, int)):
        raise Unfamiliar(step.rule)
    atom, show = known.law.atoms[index], story.setter
    value = equation(show.term(known.subject), "=", show.term(atom.point))
    words = say("refute.joint.plane", value=value, mass=show.term(atom.mass))
    return [*law_blocks(story, step.premises[0]), Paragraph(words)]


def _entry(story: Story, step: Step, goal: GoalJudgement) -> list[Block]:
    """An entry of the mean or of the covariance matrix."""
    i, j = step.args[4:]
    gaps = [k.expr for k in _known(story, step) if isinstance(k, Sign)]
    if not (isinstance(goal, HasNormalLaw) and isinstance(i, int) and isinstance(j, int) and gaps):
        raise Unfamiliar(step.rule)
    claimed = goal.mean[i] if j == -1 else goal.covariance[i][j]
    true = expand(claimed - gaps[-1])
    both = goal.subjects[min(i, j)], goal.subjects[max(i, j)]
    terms = goal.subjects[i : i + 1] if j in (-1, i) else both
    name = "E" if j == -1 else "Var" if j == i else "Cov"
    shown = Call(Word(name), tuple(map(story.setter.term, terms)))
    line = Equation(shown, "=", story.setter.term(true))
    words = say("refute.joint.entry", claimed=story.setter.term(claimed))
    return [Paragraph(say("refute.joint.means")), Display((line,)), Paragraph(words)]


def _named(story: Story, name: Symbol, term: Expr) -> Layout:
    return equation(letter(name), "=", story.setter.term(term))


# small parts ------------------------------------------------------------------------------------
def _box(step: Step) -> Region:
    if not isinstance(step.args[1], Region):
        raise Unfamiliar(step.rule)
    return step.args[1]


def _known(story: Story, step: Step) -> list[Judgement]:
    return [story.conclusion(premise) for premise in step.premises]


_Told = Callable[[Story, Step, GoalJudgement], list[Block]]
_CHAPTERS: Final[MappingProxyType[str, _Told]] = MappingProxyType(
    {
        "joint-fails-density": _density,
        "joint-fails-relation": _relation,
        "joint-fails-range": _range,
        "joint-fails-inside": _inside,
        "joint-fails-outside": _outside,
        "joint-fails-null": _null,
        "joint-fails-plane": _plane,
        "normal-image-fails": _entry,
    }
)
