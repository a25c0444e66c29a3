"""What is special to normal variables told: quadratic forms, uncorrelated sums, invariance."""

from __future__ import annotations

from itertools import combinations

from sympy import Add, Expr, Integer, Symbol, diff

from symreparam.logic.judgement import Equal, HasLaw, Independent
from symreparam.logic.proof import Argument
from symreparam.render.document import Block, Display, Equation, Formula, Paragraph, Words
from symreparam.render.laws_layout import has_law_layout
from symreparam.render.layout import Call, Digits, Fraction, Grid, Name, Power, Times, Word
from symreparam.render.layout import equation as relation
from symreparam.render.sentences import Slot, commas
from symreparam.render.story import Story, Unfamiliar, law_at, letter, picker, say
from symreparam.terms.law import Named


def quadratic_form_blocks(story: Story, index: int) -> list[Block]:
    """A quadratic form whose matrix is a multiple of a projection. Raises Unfamiliar."""
    step, told = story.step(index), law_at(story, index)
    letters, matrix, scale, rank = step.args[1:]
    names = _symbols(letters)
    given = [law_at(story, i) for i in step.premises[: len(names)]]
    form = story.conclusion(step.premises[len(names)])
    if not isinstance(form, Equal) or not isinstance(scale, Expr) or not isinstance(rank, int):
        raise Unfamiliar(step.rule)
    story.tell(index, *step.premises)
    show, blocks = story.setter, _standardized(story, given, names)
    written = form.right
    if not blocks:
        written = written.xreplace({z: law.subject for z, law in zip(names, given, strict=True)})
    line = Equation(show.term(told.subject), "=", show.term(written))
    own = picker({str(symbol.name) for symbol in story.symbols})("A", "M", "B")
    grid = Grid(tuple(tuple(map(show.term, row)) for row in _rows(matrix)))
    return [
        *blocks,
        Paragraph(say("quadratic.form.letters" if blocks else "quadratic.form")),
        Display((line,)),
        Paragraph(say("quadratic.matrix")),
        Formula(relation(own, "=", grid)),
        Paragraph(_projection(story, own, scale, rank)),
        Formula(has_law_layout(show, told)),
    ]


def _standardized(story: Story, given: list[HasLaw], names: list[Symbol]) -> list[Block]:
    """The letters of standard normal variables, where the variables themselves are not."""
    lines, standard = [], True
    for known, name in zip(given, names, strict=True):
        if not isinstance(known.law, Named):
            raise Unfamiliar("quadratic-form")
        mean, deviation = known.law.arguments
        standard &= (mean, deviation) == (Integer(0), Integer(1))
        right = story.setter.term((known.subject - mean) / deviation)
        lines.append(Equation(letter(name), "=", right))
    return [] if standard else [Paragraph(say("quadratic.letters")), Display(tuple(lines))]


def _projection(story: Story, own: Name, scale: Expr, rank: int) -> Words:
    """Why the matrix is a multiple of a projection, and what follows."""
    square, factor = Power(own, Digits("2")), story.setter.term(scale)
    slots: dict[str, Slot] = {
        "trace": relation(Call(Word("tr"), (own,)), "=", story.setter.term(rank * scale)),
        "squares": say("quadratic.one" if rank == 1 else "quadratic.many", rank=Digits(str(rank))),
    }
    if scale == 1:
        return say("quadratic.plain", square=relation(square, "=", own), **slots)
    slots |= {"scale": factor, "quotient": Fraction(own, factor), "rank": Digits(str(rank))}
    return say("quadratic.scaled", square=relation(square, "=", Times((factor, own))), **slots)


def forms_blocks(story: Story, index: int) -> list[Block]:
    """Independence of functions of uncorrelated sums of normal variables. Raises Unfamiliar."""
    step, known = story.step(index), story.conclusion(index)
    if not isinstance(known, Independent):
        raise Unfamiliar(step.rule)
    equations = [c for i in step.premises if isinstance(c := story.conclusion(i), Equal)]
    story.tell(index, *step.premises)
    show = story.setter
    given = [c for i in step.premises if isinstance(c := story.conclusion(i), HasLaw)]
    lines: list[Equation] = []
    if all(_affine(term, [law.subject for law in given]) for term in known.subjects):
        for pair in combinations(known.subjects, 2):
            name = Call(Word("Cov"), tuple(map(show.term, pair)))
            products = _covariance(pair, given)
            lines.append(Equation(name, "=", show.term(products)))
            lines += [Equation(None, "=", Digits("0"))] * (products != 0)
        blocks: list[Block] = [Paragraph(say("forms.covariances")), Display(tuple(lines))]
    else:
        shown = dict.fromkeys(each.left for each in equations if each.left != 0)
        blocks = [Paragraph(say("forms.sums" if shown else "forms.apart"))]
        if shown:
            lines = [Equation(show.term(left), "=", Digits("0")) for left in shown]
            blocks.append(Display(tuple(lines)))
    return [*blocks, Paragraph(say("forms.so"))]


def invariant_blocks(story: Story, index: int) -> list[Block]:
    """Independence of sums of normal variables and a term that a shift along them leaves alone.
    Raises Unfamiliar."""
    step, known = story.step(index), story.conclusion(index)
    place = step.args[1]
    if not isinstance(known, Independent) or not isinstance(place, int):
        raise Unfamiliar(step.rule)
    equations = [c for i in step.premises if isinstance(c := story.conclusion(i), Equal)]
    story.tell(index, *step.premises)
    show = story.setter
    sums, other = known.subjects[place], known.subjects[1 - place]
    subjects: dict[str, Slot] = {"sum": show.term(sums), "other": show.term(other)}
    lines = tuple(Equation(show.term(e.left), "=", show.term(e.right)) for e in equations)
    letters = commas([letter(name) for name in _symbols(step.args[2])])
    return [
        Paragraph(say("invariant.shift", letters=letters, **subjects)),
        Display(lines),
        Paragraph(say("invariant.so", **subjects)),
    ]


def _affine(term: Expr, variables: list[Expr]) -> bool:
    own = [v for v in variables if term.has(v)]
    return bool(own) and term.is_polynomial(*own) and term.as_poly(*own).total_degree() == 1


def _covariance(pair: tuple[Expr, Expr], given: list[HasLaw]) -> Expr:
    """The sum of the products of the factors and the variances, not added up."""
    parts = []
    for law in given:
        if not isinstance(law.law, Named):
            raise Unfamiliar("independent-forms")
        first, second = (diff(term, law.subject) for term in pair)
        part = first * second * law.law.arguments[1] ** 2
        parts += [part] if part != 0 else []
    return Add(*parts, evaluate=False)


def _symbols(letters: Argument) -> list[Symbol]:
    if not isinstance(letters, tuple):
        raise Unfamiliar("quadratic-form")
    return [each for each in letters if isinstance(each, Symbol)]


def _rows(matrix: Argument) -> list[list[Expr]]:
    if not isinstance(matrix, tuple):
        raise Unfamiliar("quadratic-form")
    rows = [row for row in matrix if isinstance(row, tuple)]
    return [[entry for entry in row if isinstance(entry, Expr)] for row in rows]
