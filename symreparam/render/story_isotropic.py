"""Two normal variables in polar coordinates told: a Rayleigh radius and a uniform angle."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from sympy import Expr, Symbol, cos, sin

from symreparam.logic.judgement import HasLaw
from symreparam.logic.proof import Proof, Step
from symreparam.render.document import Block, Display, Equation, Paragraph
from symreparam.render.laws_layout import has_law_layout
from symreparam.render.story import Story, Unfamiliar, law_at, picker, say
from symreparam.terms.law import Named
from symreparam.terms.mapping import Map
from symreparam.terms.scope import variable

Tell = Callable[[Story, int], list[Block]]


def isotropic_blocks(story: Story, index: int, tell_law: Tell) -> list[Block]:
    """(X, Y) around its mean as R (cos A, sin A), the term in R and A, and the law of that.

    The proof lets functions of X and of Y stand for R and A; here they have letters of their own.
    """
    step = story.step(index)
    term, mapping, power = step.args[0], step.args[4], step.args[5]
    if not isinstance(term, Expr) or not isinstance(mapping, Map) or not isinstance(power, int):
        raise Unfamiliar("isotropic")
    given = [law_at(story, premise) for premise in step.premises[:5]]
    pair = [law.law for law in given[:2] if isinstance(law.law, Named)]
    reach = given[2].law
    if len(pair) != 2 or not isinstance(reach, Named):
        raise Unfamiliar("isotropic")
    pick = picker({str(symbol.name) for symbol in story.symbols})
    radius, angle = (variable(pick(name).name) for name in ("R", "A"))
    ways = (cos(angle), sin(angle))
    show = story.setter.term
    places = [
        Equation(show(law.subject), "=", show(mean + spread / reach.arguments[0] * radius * way))
        for law, (mean, spread), way in zip(
            given[:2], (member.arguments for member in pair), ways, strict=True
        )
    ]
    laws = [
        has_law_layout(story.setter, HasLaw(letter, law.law))
        for letter, law in zip((radius, angle), given[2:4], strict=True)
    ]
    taken = [show(law.subject) for law in given[2:4]]
    there = Equation(show(term), "=", show(radius**power * mapping.at(angle)))
    story.tell(index, *step.premises, *_before(story.proof, step.premises[2:4]))
    told = replace(story, proof=_with_letters(story.proof, step, (radius, angle)))
    story.tell(*_before(told.proof, (step.premises[4],)))
    return [
        Paragraph(say("polar.pair", radius=laws[0], angle=laws[1], long=taken[0], turn=taken[1])),
        Display(tuple(places)),
        Paragraph(say("polar.there")),
        Display((there,)),
        Paragraph(say("polar.law")),
        *tell_law(told, step.premises[4]),
    ]


def _before(proof: Proof, ends: Iterable[int]) -> set[int]:
    """The steps on which these rest."""
    found: set[int] = set()
    pending = list(ends)
    while pending:
        step = pending.pop()
        if step not in found:
            found.add(step)
            pending += proof.steps[step].premises
    return found


def _with_letters(proof: Proof, step: Step, letters: tuple[Symbol, Symbol]) -> Proof:
    """The proof as it is told: R and A are given, and stand for the terms that had their laws."""
    ends = step.premises[2:4]
    swap: dict[Expr, Expr] = {}
    for end, letter in zip(ends, letters, strict=True):
        known = proof.steps[end].conclusion
        assert isinstance(known, HasLaw)
        swap[known.subject] = letter
    steps = []
    for index, each in enumerate(proof.steps):
        known = each.conclusion
        if isinstance(known, HasLaw):
            each = replace(each, conclusion=replace(known, subject=known.subject.subs(swap)))
        if index in ends:
            each = replace(each, rule="hypothesis", premises=(), args=(0,))
        steps.append(each)
    return replace(proof, steps=tuple(steps))
