"""Independence told by Basu's theorem: of the direction and the size of a vector, and of the
smallest of exponential variables and what a shift leaves alone."""

from __future__ import annotations

from sympy import Abs, Add, Expr, Max, Min, Mul, Symbol, exp, oo

from symreparam.logic.judgement import Equal, HasLaw, Independent
from symreparam.logic.proof import Argument
from symreparam.render.document import Block, Display, Equation, Paragraph, Words
from symreparam.render.layout import Digits, Layout, Times, equation
from symreparam.render.sentences import Slot, commas
from symreparam.render.story import Story, Unfamiliar, law_at, letter, say
from symreparam.render.story_laws import law_blocks
from symreparam.terms.law import Law


def direction_blocks(story: Story, index: int) -> list[Block]:
    """Why step `index`, by the rule `independent-direction`, holds. Raises Unfamiliar."""
    step = story.step(index)
    factor, form, radius = step.args[3:6]
    given = _laws(story, index)
    equations = [c for i in step.premises if isinstance(c := story.conclusion(i), Equal)]
    if not isinstance(factor, Symbol) or len(equations) != 2:
        raise Unfamiliar(step.rule)
    exponents = [term for law in given for term in _exponents(law)]
    word, size = ("sum", -Add(*exponents)) if exponents else _extreme(given)
    slots = _slots(story, index, given, word, size)
    if exponents:
        factor_shown = story.setter.term(exp(-size))
        key = "direction.powers" if _has_powers(given) else "direction.exponent"
        density = say(key, factor=factor_shown, **slots)
    else:
        key = "direction.ends" if _has_powers(given) else "direction.constant"
        density = say(key, where=_where(story, given, size), **slots)
    scaled: dict[Symbol, Layout] = {
        law.variable: Times((letter(factor), letter(law.variable))) for law in given
    }
    alone = equations[0].right
    left = story.setter.writing(scaled).term(alone)
    return [
        *_told_laws(story, index),
        Paragraph((*density, *_function(story, slots, form, radius))),
        *_identity(story, equations[1]),
        Paragraph(say("direction.scale", factor=letter(factor), **slots)),
        Display((Equation(left, "=", story.setter.term(alone)),)),
        Paragraph(say("direction.rates" if exponents else "direction.moved", **slots)),
    ]


def shift_blocks(story: Story, index: int) -> list[Block]:
    """Why step `index`, by the rule `independent-shift`, holds. Raises Unfamiliar."""
    step = story.step(index)
    form, radius = step.args[3:5]
    given = _laws(story, index)
    equations = [c for i in step.premises if isinstance(c := story.conclusion(i), Equal)]
    if len(equations) != 1:
        raise Unfamiliar(step.rule)
    size = Min(*(law.variable - _ends(law)[0] for law in given))
    slots = _slots(story, index, given, "minimum", size)
    factor = exp(Add(*(term for law in given for term in _exponents(law))))
    where = equation(story.setter.term(size), ">", Digits("0"))
    density = say("shift.density", factor=story.setter.term(factor), where=where, **slots)
    return [
        *_told_laws(story, index),
        Paragraph((*density, *_function(story, slots, form, radius))),
        *_identity(story, equations[0]),
        Paragraph((*say("shift.alone", **slots), *say("shift.so", **slots))),
    ]


# what both have in common ------------------------------------------------------------------------
def _laws(story: Story, index: int) -> list[Law]:
    """The laws of the variables, each a density on one piece."""
    found: list[Law] = []
    for i in story.step(index).premises:
        known = story.conclusion(i)
        if isinstance(known, HasLaw):
            if not isinstance(known.law, Law) or len(known.law.pieces) != 1:
                raise Unfamiliar(story.step(index).rule)
            found.append(known.law)
    return found


def _told_laws(story: Story, index: int) -> list[Block]:
    premises = story.step(index).premises
    laws = [i for i in premises if isinstance(story.conclusion(i), HasLaw)]
    blocks = [block for i in laws for block in law_blocks(story, i)]
    story.tell(index, *premises)
    return blocks


def _slots(story: Story, index: int, given: list[Law], word: str, size: Expr) -> dict[str, Slot]:
    step, known = story.step(index), story.conclusion(index)
    place = step.args[1]
    if not isinstance(known, Independent) or not isinstance(place, int):
        raise Unfamiliar(step.rule)
    names = [law_at(story, i).subject for i in step.premises[: len(given)]]
    return {
        "direction": story.setter.term(known.subjects[place]),
        "size": story.setter.term(known.subjects[1 - place]),
        "variables": commas([story.setter.term(name) for name in names]),
        "letters": commas([letter(law.variable) for law in given]),
        "word": word,
        "extreme": story.setter.term(size),
    }


def _function(story: Story, slots: dict[str, Slot], form: Argument, radius: Argument) -> Words:
    """That the other term is the sum or the extreme, or how it is a function of it."""
    if not isinstance(form, Expr) or not isinstance(radius, Symbol):
        raise Unfamiliar("independent")
    if form == radius:
        return say("direction.is", **slots)
    return say("direction.function", form=story.setter.term(form), radius=letter(radius), **slots)


def _identity(story: Story, same: Equal) -> list[Block]:
    """The equation of the two ways to write the other term, where it shows anything."""
    left, right = story.setter.term(same.left), story.setter.term(same.right)
    if left == right:
        return []
    return [Paragraph(say("direction.indeed")), Display((Equation(left, "=", right),))]


def _ends(law: Law) -> tuple[Expr, Expr]:
    _, low, high = law.pieces[0].region.bounds[0]
    return low, high


def _exponents(law: Law) -> list[Expr]:
    """The addends in the exponent of the density that have its variable."""
    factors = Mul.make_args(law.pieces[0].density)
    found = [factor.args[0] for factor in factors if isinstance(factor, exp)]
    return [t for each in found for t in Add.make_args(each) if t.has(law.variable)]


def _has_powers(given: list[Law]) -> bool:
    """Whether a density depends on its variable outside of exponents."""
    parts = [(f, law.variable) for law in given for f in Mul.make_args(law.pieces[0].density)]
    return any(not isinstance(part, exp) and part.has(variable) for part, variable in parts)


def _extreme(given: list[Law]) -> tuple[str, Expr]:
    """The extreme at which the joint density ends, of the letters as multiples of one end."""
    below = _ends(given[0])[1] != oo
    ends = [_ends(law)[1 if below else 0] for law in given]
    terms = [law.variable * ends[0] / end for law, end in zip(given, ends, strict=True)]
    if not below:
        return "minimum", Min(*terms)
    positive = [_ends(law)[0] == 0 for law in given]
    return "maximum", Max(*(t if p else Abs(t) for t, p in zip(terms, positive, strict=True)))


def _where(story: Story, given: list[Law], size: Expr) -> Layout:
    """`max(x_1, x_2) < b`, where the joint density is not 0."""
    low, high = _ends(given[0])
    shown = story.setter.term(size)
    if high == oo:
        return equation(shown, ">", story.setter.term(low))
    return equation(shown, "<", story.setter.term(high))
