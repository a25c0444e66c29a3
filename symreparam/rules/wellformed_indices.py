"""Which symbols a judgement about all indices may use."""

from __future__ import annotations

from typing import Final

from symreparam.logic.judgement import (
    CovarianceOfSums,
    EachJacobian,
    FailsAtSize,
    FoldEquation,
    FoldLaw,
    HasMatrixLaw,
    IndexJudgement,
    LargestAt,
    Matrices,
    Mean,
    MedianOf,
    SumsEquation,
    Total,
)
from symreparam.rules.rule import require
from symreparam.rules.wellformed_letters import letters_form
from symreparam.rules.wellformed_parts import Symbols, law_form, terms_form
from symreparam.terms.scope import parameter, variable

KINDS: Final = ("sum", "prod", "max", "min")


def indices_form(
    judgement: IndexJudgement, parameters: Symbols, taken: Symbols, random: Symbols
) -> None:
    """Raise RuleError `form.*` unless the judgement is well formed."""
    if isinstance(judgement, FailsAtSize):
        of, size = judgement.of, judgement.size
        known = isinstance(of, FoldLaw | LargestAt | FoldEquation | HasMatrixLaw)
        require(known, "form.fold", type(of).__name__)
        require(type(size) is int and size >= 1, "form.size", size)
        indices_form(of, parameters, taken, random)
        return
    listed = judgement.indexed
    require(len(set(listed)) == len(listed), "form.indexed", "one is listed twice")
    strangers = frozenset(listed) - parameters - random
    require(not strangers, "form.indexed", "a stranger is indexed")
    if isinstance(judgement, HasMatrixLaw):
        _matrices(judgement.vector, parameters, parameters | random)
        _matrices(judgement.mean, parameters, parameters)
        _matrices(judgement.covariance, parameters, parameters)
        return
    if isinstance(judgement, EachJacobian):
        own = judgement.letter
        require(own not in taken, "form.capture", own)
        require(own == variable(own.name), "form.variable", own)
        strangers = frozenset(judgement.indexed) - parameters
        require(not strangers, "form.indexed", "a stranger is indexed")
        terms_form(parameters | {own}, judgement.body)
        terms_form(parameters, judgement.point, judgement.factor)
        terms_form(parameters - frozenset(judgement.indexed), judgement.size)
        return
    within = _totals(judgement.totals, parameters, taken)
    if isinstance(judgement, SumsEquation):
        return _sums(judgement, within, parameters, random)
    if isinstance(judgement, FoldEquation):
        return _folds(judgement, within, parameters, taken, random)
    terms_form(parameters | random, judgement.body)
    terms_form(parameters - frozenset(judgement.indexed), judgement.size)
    if isinstance(judgement, LargestAt):
        terms_form(within, judgement.mass)
        return
    letter = judgement.letter
    require(letter not in taken | within, "form.capture", letter)
    require(letter == variable(letter.name), "form.variable", letter)
    require(judgement.subject.has(letter), "form.fold", "the letter is not used")
    require(judgement.kind in KINDS, "form.fold", judgement.kind)
    same = within - frozenset(judgement.indexed)  # the others have another value at every index
    others = random - frozenset(judgement.indexed)
    terms_form(same | others | {letter}, judgement.subject)
    law_form(judgement.law, same, taken | within)


def _folds(
    judgement: FoldEquation, within: Symbols, parameters: Symbols, taken: Symbols, random: Symbols
) -> None:
    """Quantities of folds, whose letters are new, and of variables that no index has."""
    terms_form(parameters - frozenset(judgement.indexed), judgement.size)
    letters = frozenset(fold.letter for fold in judgement.folds)
    require(len(letters) == len(judgement.folds), "form.fold", "a letter stands twice")
    named = {symbol.name for symbol in taken | within}
    for fold in judgement.folds:
        require(fold.kind in KINDS, "form.fold", fold.kind)
        require(fold.letter == variable(fold.letter.name), "form.variable", fold.letter)
        require(fold.letter.name not in named, "form.capture", fold.letter)
        terms_form(parameters | random, fold.body)
    same = within - frozenset(judgement.indexed)
    others = (random - frozenset(judgement.indexed)) | letters
    for mean in judgement.means:
        require(isinstance(mean, Mean | MedianOf), "form.letter", type(mean).__name__)
    sides = letters_form(judgement.means, same, others)
    terms_form(same | sides, judgement.left, judgement.right)


def _sums(judgement: SumsEquation, known: Symbols, parameters: Symbols, random: Symbols) -> None:
    """Sides in the letters and in parameters that are the same at every index."""
    terms_form(parameters - frozenset(judgement.indexed), judgement.size)
    covariances = [m for m in judgement.means if isinstance(m, CovarianceOfSums)]
    plain = tuple(m for m in judgement.means if not isinstance(m, CovarianceOfSums))
    inner = [part for m in covariances for part in (m.first, m.second)]
    require(all(isinstance(part, Mean) for part in inner), "form.letter", "no means")
    own = [Mean(name, m.first.body) for m in covariances for name in (m.letter, m.product)]
    letters_form(tuple(dict.fromkeys((*plain, *own, *inner))), parameters, random)
    letters = frozenset(m.letter for m in judgement.means)
    named = {total.letter.name for total in judgement.totals}
    require(not named & {each.name for each in letters}, "form.capture", "a letter stands twice")
    same = known - frozenset(judgement.indexed)
    terms_form(same | letters, judgement.left, judgement.right)


def _matrices(matrices: Matrices, parameters: Symbols, entries: Symbols) -> None:
    """Numbers and sizes in parameters, entries of the vector perhaps random."""
    terms_form(parameters, matrices.rows, matrices.columns)
    for number, parts in matrices.words:
        terms_form(parameters, number)
        for part in parts:
            terms_form(parameters, part.rows, part.columns)
            terms_form(entries, part.entry)


def _totals(totals: tuple[Total, ...], parameters: Symbols, taken: Symbols) -> Symbols:
    """The parameters with the letters for totals, each new and with the facts of its domain."""
    letters = frozenset(total.letter for total in totals)
    require(len({s.name for s in letters}) == len(totals), "form.total", "a letter stands twice")
    names = {symbol.name for symbol in taken | parameters}
    for total in totals:
        require(total.letter.name not in names, "form.capture", total.letter)
        known = total.letter == parameter(total.letter.name, total.domain)
        require(known, "form.total", (total.letter, "has", "other", "facts"))
        require(total.kind in ("sum", "prod"), "form.total", total.kind)
        terms_form(parameters, total.term)
    return parameters | letters
