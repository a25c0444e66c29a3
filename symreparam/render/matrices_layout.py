"""Sums of products of matrices laid out: `mu + L e ~ N(mu, L L')`."""

from __future__ import annotations

from sympy import Expr, Symbol

from symreparam.logic.judgement import (
    EachJacobian,
    Factor,
    HasMatrixLaw,
    HasNormalLaw,
    Jacobian,
    Matrices,
)
from symreparam.render.laws_layout import normal_member, normal_written
from symreparam.render.layout import (
    PRODUCT,
    SUM,
    Call,
    Layout,
    Name,
    Prime,
    Row,
    Sign,
    Times,
    Word,
    equation,
    fenced,
    listed,
)
from symreparam.render.terms_layout import Typesetter


def of_matrices(
    setter: Typesetter, goal: HasNormalLaw | HasMatrixLaw | EachJacobian | Jacobian
) -> Layout:
    """A goal about a matrix: a normal law, that of a sum of products, a Jacobian determinant."""
    if isinstance(goal, HasNormalLaw):
        return normal_layout(setter, goal)
    if isinstance(goal, HasMatrixLaw):
        return matrix_law_layout(setter, goal)
    if isinstance(goal, EachJacobian):
        return each_jacobian_layout(setter, goal)
    return jacobian_layout(setter, goal)


def matrix_law_layout(setter: Typesetter, goal: HasMatrixLaw) -> Layout:
    """`mu + L e ~ MultivariateNormal(mu, L L')`."""
    parts = (matrices_layout(setter, m) for m in (goal.mean, goal.covariance))
    return equation(matrices_layout(setter, goal.vector), "~", normal_member(*parts))


def matrices_layout(setter: Typesetter, matrices: Matrices) -> Layout:
    """The sum of products; letters without their indices."""
    shown: list[Layout] = []
    for number, parts in matrices.words:
        plain = -number if number.could_extract_minus_sign() else number
        if shown or plain != number:
            shown.append(Sign("-" if plain != number else "+"))
        shown.append(_word(setter, plain, parts, matrices))
    if not shown:
        return Word("0")
    return shown[0] if len(shown) == 1 else Row(tuple(shown), SUM)


def _word(
    setter: Typesetter, number: Expr, parts: tuple[Factor, ...], matrices: Matrices
) -> Layout:
    factors: list[Layout] = [] if number == 1 else [fenced(setter.term(number), PRODUCT)]
    factors += [_factor(setter, part) for part in parts]
    if not parts:
        factors.append(Word("I") if matrices.rows == matrices.columns else Word("1"))
    return factors[0] if len(factors) == 1 else Times(tuple(factors))


def _factor(setter: Typesetter, part: Factor) -> Layout:
    if part.diagonal:
        names: dict[Symbol, Layout] = {
            s: name_of(s) for s in sorted(part.entry.free_symbols, key=str)
        }
        return Call(Word("diag"), (setter.writing(names).term(part.entry),))
    assert isinstance(part.entry, Symbol)
    name = name_of(part.entry)
    return Prime(name) if part.transposed else name


def name_of(symbol: Symbol) -> Name:
    """`L` for the entry `L_i_j`, `mu` for the component `mu_i`."""
    return Name(str(symbol.name).removesuffix("_j").removesuffix("_i"))


def normal_layout(setter: Typesetter, goal: HasNormalLaw) -> Layout:
    """`(X, 2 X) ~ MultivariateNormal((0, 0), ((1, 2), (2, 4)))`."""
    subjects = Call(Word(""), tuple(map(setter.term, goal.subjects)))
    return equation(subjects, "~", normal_written(setter, goal.mean, goal.covariance))


def jacobian_layout(setter: Typesetter, goal: Jacobian) -> Layout:
    """`jacobian(a e, b e + c f by e, f) = |a c|`, the names being those of the point; where that is
    one of numbers, the letters stand in it: `jacobian(x_1^2 by x_1) = 4 at x_1 = 2`."""
    named = all(place.is_Symbol for place in goal.point)
    places = goal.point if named else goal.letters
    there = dict(zip(goal.letters, places, strict=True))
    vector = tuple(setter.term(subject.xreplace(there)) for subject in goal.subjects)
    inner = vector[0] if len(vector) == 1 else Call(Word(""), vector)
    names = tuple(map(setter.term, places))
    head = Call(Word("jacobian"), (equation(inner, Word("by"), listed(names)),))
    value = setter.term(goal.value)
    if named:
        return equation(head, "=", value)
    return equation(head, "=", value, Word("at"), point_layout(setter, goal))


def point_layout(setter: Typesetter, goal: Jacobian) -> Layout:
    """`x_1 = 2, x_2 = 3`."""
    pairs = zip(goal.letters, goal.point, strict=True)
    return listed(tuple(equation(setter.term(x), "=", setter.term(at)) for x, at in pairs))


def each_jacobian_layout(setter: Typesetter, goal: EachJacobian) -> Layout:
    """`jacobian(exp(x_i) by x_i, i = 1 .. n) = product of exp(x_i)`."""
    from symreparam.render.runs import fold_layout

    place = goal.point if goal.point.is_Symbol else goal.letter
    body = setter.term(goal.body.xreplace({goal.letter: place}))
    run = equation(Name("i"), "=", Word("1"), Word(".."), setter.term(goal.size))
    inner = equation(body, Word("by"), setter.term(place), Word("for"), run)
    value = fold_layout(setter, "prod", goal.factor, goal.size)
    head = Call(Word("jacobian"), (inner,))
    if place == goal.point:
        return equation(head, "=", value)
    at = equation(setter.term(place), "=", setter.term(goal.point))
    return equation(head, "=", value, Word("at"), at)
