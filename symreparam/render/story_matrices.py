"""Normal laws of vectors of any size told: the characteristic function of an affine image."""

from __future__ import annotations

from typing import Final

from sympy import Integer, Symbol

from symreparam.logic.judgement import FailsAtSize, HasLaw, HasMatrixLaw
from symreparam.logic.proof import Proof
from symreparam.logic.verdict import Outcome
from symreparam.render.document import Block, Display, Equation, Formula, Paragraph, Words
from symreparam.render.goal_layout import goal_layout
from symreparam.render.laws_layout import has_law_layout
from symreparam.render.layout import (
    PRODUCT,
    SUM,
    Below,
    Call,
    Digits,
    Exp,
    Fenced,
    Fraction,
    Layout,
    Name,
    Power,
    Prime,
    Row,
    Sign,
    Times,
    Word,
    equation,
    fenced,
)
from symreparam.render.matrices_layout import matrices_layout, name_of
from symreparam.render.sentences import commas
from symreparam.render.story import Story, Unfamiliar, begin, picker, say
from symreparam.render.story_listed import listed_blocks
from symreparam.terms.law import Named
from symreparam.terms.record import dataclass
from symreparam.terms.symbols import symbols_of

STANDARD: Final = Named("Normal", (Integer(0), Integer(1)))
_J: Final = Name("j")


def matrix_blocks(story: Story, index: int) -> list[Block]:
    """How step `index`, a normal law for any size, is established. Raises Unfamiliar."""
    step, goal = story.step(index), story.conclusion(index)
    if step.rule != "matrix-normal" or not isinstance(goal, HasMatrixLaw):
        raise Unfamiliar(step.rule)
    story.tell(index)
    shown: list[Layout] = []
    laws = []
    for premise in step.premises:
        given = story.conclusion(premise)
        if isinstance(given, HasLaw) and isinstance(given.subject, Symbol):
            story.tell(premise)
            laws.append(given.law)
            shown.append(has_law_layout(story.setter, given))
    standard = all(law == STANDARD for law in laws)
    told = _Letters.of(story, goal)
    vector = matrices_layout(story.setter, goal.vector)
    wanted = (matrices_layout(story.setter, m) for m in (goal.mean, goal.covariance))
    return [*_noise(told, commas(shown), vector), *_wave(told, vector, standard, tuple(wanted))]


@dataclass(frozen=True, slots=True)
class _Letters:
    """Letters that the claim does not use: vector = shift + matrix noise, a vector t of numbers,
    the variances s_j^2 on the diagonal of `spread`."""

    noise: Name
    shift: Name
    matrix: Name
    t: Name
    spread: Name
    deviation: Name

    @staticmethod
    def of(story: Story, goal: HasMatrixLaw) -> _Letters:
        random = [s for s in goal.indexed if s in story.proof.claim.variables]
        taken = {name_of(s).name for s in symbols_of(story.proof.claim)}
        pick = picker(taken)
        alone = name_of(random[0]) if len(random) == 1 else pick("e", "u")
        wanted = (("b", "c", "d"), ("A", "B", "C"), ("t", "v", "w"), ("S", "D", "V"), ("s", "d"))
        return _Letters(alone, *(pick(*each) for each in wanted))

    @property
    def turned(self) -> Layout:
        """A't."""
        return Times((Prime(self.matrix), self.t))


def _noise(told: _Letters, laws: Words, vector: Layout) -> list[Block]:
    """The vector as an affine image of the noise, and its product with a vector of numbers."""
    affine = Row((told.shift, Sign("+"), Times((told.matrix, told.noise))), SUM)
    words = say(
        "matrices.noise",
        laws=laws,
        noise=told.noise,
        vector=vector,
        affine=affine,
        shift=told.shift,
        t=told.t,
    )
    part = Times((Below(Fenced(told.turned), _J), Below(told.noise, _J)))
    right = Row((Times((Prime(told.t), told.shift)), Sign("+"), _summed(part)), SUM)
    return [Paragraph(words), Display((Equation(_tested(told, vector), "=", right),))]


def _wave(
    told: _Letters, vector: Layout, standard: bool, wanted: tuple[Layout, ...]
) -> list[Block]:
    """The characteristic function of the vector."""
    square = Power(Below(told.deviation, _J), Digits("2"))
    variance = () if standard else (square,)
    number = Power(Name("u"), Digits("2"))
    wave = Exp(_half(Times((*variance, number))))
    imaginary = Times((Word("i"), Prime(told.t), told.shift))
    parts = Times((*variance, Power(Below(Fenced(told.turned), _J), Digits("2"))))
    spread = () if standard else (told.spread,)
    form = Times((Prime(told.t), told.matrix, *spread, Prime(told.matrix), told.t))
    left = Call(Word("E"), (Exp(Times((Word("i"), _tested(told, vector))), tall=True),))
    first = Times((Exp(imaginary, tall=True), Exp(_half(_summed(parts)), tall=True)), dot=True)
    whole = Row((imaginary, Sign("-"), Fraction(form, Digits("2"))), SUM)
    lines = (Equation(left, "=", first), Equation(None, "=", Exp(whole, tall=True)))
    mean, covariance = wanted
    product = Times((told.matrix, *spread, Prime(told.matrix)))
    slots = {"shift": told.shift, "mean": mean, "product": product, "covariance": covariance}
    variances = [Paragraph(say("matrices.spread", spread=told.spread, square=square))]
    return [
        Paragraph(say("matrices.wave", wave=wave)),
        Display(lines),
        *([] if standard else variances),
        Paragraph(say("matrices.product", **slots)),
    ]


def _tested(told: _Letters, vector: Layout) -> Layout:
    return Times((Prime(told.t), fenced(vector, PRODUCT)))


def _summed(term: Layout) -> Layout:
    return Row((Below(Sign("∑"), _J), Sign(" "), term), PRODUCT)


def _half(term: Layout) -> Layout:
    return Row((Sign("-"), Fraction(term, Digits("2"))), SUM)


def at_shape_blocks(story: Story, index: int, outcome: Outcome) -> list[Block]:
    """A counterexample with one number of rows and columns."""
    step, known = story.step(index), story.conclusion(index)
    lemma = step.args[1]
    if not isinstance(known, FailsAtSize) or not isinstance(lemma, Proof):
        raise Unfamiliar(step.rule)
    story.tell(index)
    inner = begin(lemma)
    at = outcome.witness.parameters if outcome.witness is not None else ()
    values: list[Layout] = [
        equation(inner.setter.term(symbol), "=", inner.setter.term(value)) for symbol, value in at
    ]
    size = inner.setter.term(Integer(known.size))
    return [
        Paragraph(say("matrices.size", size=size)),
        Formula(goal_layout(inner.setter, lemma.claim.goal)),
        *([Paragraph(say("matrices.values", values=commas(values)))] if values else []),
        *listed_blocks(inner, len(lemma.steps) - 1),
    ]
