"""What the letters of an equation stand for: their names are new, their terms well formed."""

from __future__ import annotations

from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import (
    DivergenceOf,
    EntropyOf,
    GivenMean,
    JointDivergenceOf,
    JointEntropyOf,
    Letter,
    Mean,
    MedianOf,
    SlopeOf,
    ValueMean,
)
from symreparam.rules.rule import require
from symreparam.rules.wellformed_parts import Symbols, event_form, joint_form, terms_form
from symreparam.terms.law import Named
from symreparam.terms.scope import variable as plain


def letter_form(letter: Letter, parameters: Symbols, random: Symbols) -> None:
    """What a letter of an equation stands for."""
    match letter:
        case Mean(_, body):
            terms_form(parameters | random, body)
        case DivergenceOf(_, subject, law):
            require(isinstance(law, Named), "form.divergence", type(law).__name__)
            terms_form(parameters | random, subject)
            terms_form(parameters, *law.arguments)
        case JointDivergenceOf(_, subjects, images, first, second):
            joint_form(subjects, first, parameters, parameters | random, random)
            joint_form(images, second, parameters, parameters | random, random)
        case JointEntropyOf(_, subjects, law):
            joint_form(subjects, law, parameters, parameters | random, random)
        case GivenMean(_, body, event):
            terms_form(parameters | random, body, event)
            event_form(event)
        case ValueMean(_, body, given, at):
            terms_form(parameters | random, body, given)
            terms_form(parameters, at)
        case EntropyOf(_, subject) | MedianOf(_, subject):
            terms_form(parameters | random, subject)
        case SlopeOf(_, parameter, body, means):
            require(parameter in parameters, "form.parameter", parameter)
            terms_form(parameters | letters_form(means, parameters, random), body)
        case _:
            raise RuleError("form.letter", type(letter).__name__)


def letters_form(means: tuple[Letter, ...], parameters: Symbols, random: Symbols) -> Symbols:
    """The letters of an equation, each of them new, and each standing for something."""
    names = frozenset(mean.letter for mean in means)
    require(len(names) == len(means), "form.means", "a letter stands twice")
    for mean in means:
        require(mean.letter not in parameters | random, "form.capture", mean.letter)
        require(mean.letter == plain(mean.letter.name), "form.variable")
        letter_form(mean, parameters, random)
    return names
