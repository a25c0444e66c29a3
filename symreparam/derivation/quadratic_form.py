"""Sums of squares of dependent normal terms, as the sample variance: a projection is proposed."""

from __future__ import annotations

from sympy import Expr, Poly, PolynomialError, Symbol, cancel, oo

from symreparam.derivation.builder import Builder, law_step
from symreparam.derivation.logarithms import fresh_letters
from symreparam.derivation.normal_sum import normal_sum_step
from symreparam.logic.errors import RuleError
from symreparam.rules.quadratic_form import MOST_RANK, Matrix, form, projection, trace
from symreparam.terms.law import Named
from symreparam.terms.region import Region

MOST_VARIABLES = 8


def normal_law_step(builder: Builder, term: Expr) -> int | None:
    """A step HasLaw(term, a member) for a sum or such a quadratic form of normal variables, or
    None."""
    normal = normal_sum_step(builder, term)
    if normal is not None:
        return normal
    try:
        return quadratic_form(builder, term)
    except RuleError:
        return None


def quadratic_form(builder: Builder, term: Expr) -> int:
    """The same. RuleError for another term."""
    names = [v for v in builder.claim.variables if term.has(v)]
    if not 2 <= len(names) <= MOST_VARIABLES or not term.is_polynomial(*names):
        raise RuleError("quadratic-form.variables", str(term))
    given = [builder.add("hypothesis", (), (builder.claim.variables.index(v),)) for v in names]
    laws = [law_step(builder, step).law for step in given]
    normal = [law for law in laws if isinstance(law, Named) and law.family == "Normal"]
    if len(normal) < len(laws):
        raise RuleError("quadratic-form.law", "not all are normal")
    letters = tuple(fresh_letters(builder, len(names)))
    triples = zip(names, letters, normal, strict=True)
    moved = term.xreplace({v: law.arguments[0] + law.arguments[1] * z for v, z, law in triples})
    matrix = _coefficients(moved, letters)
    total = cancel(trace(matrix))
    squares = cancel(sum(a**2 for row in matrix for a in row))
    if total == 0:
        raise RuleError("quadratic-form.rank", "the trace is 0")
    scale = cancel(squares / total)
    rank = cancel(total / scale)
    if not rank.is_Integer or not 1 <= rank <= MOST_RANK:
        raise RuleError("quadratic-form.rank", str(rank))
    space = Region(tuple((letter, -oo, oo) for letter in letters))
    steps = [*given, builder.equal(moved, form(matrix, letters), space)]
    steps += [builder.equal(*sides) for sides in projection(matrix, scale)]
    steps.append(builder.equal(trace(matrix), int(rank) * scale))
    steps.append(builder.sign_is(scale, "+"))
    return builder.add("quadratic-form", tuple(steps), (term, letters, matrix, scale, int(rank)))


def _coefficients(term: Expr, letters: tuple[Symbol, ...]) -> Matrix:
    """The symmetric matrix of a quadratic form. RuleError where the term is none."""
    try:
        polynomial = Poly(term, *letters)
    except PolynomialError as error:
        raise RuleError("quadratic-form.form", str(term)) from error
    size = len(letters)
    rows = [[cancel(0) for _ in letters] for _ in letters]
    for powers, factor in polynomial.terms():
        places = [i for i in range(size) for _ in range(powers[i])]
        factor = cancel(factor)
        if len(places) != 2:
            if factor != 0:
                raise RuleError("quadratic-form.form", f"{len(places)} factors")
            continue
        i, j = places
        rows[i][j] = rows[j][i] = factor if i == j else factor / 2
    return tuple(map(tuple, rows))
