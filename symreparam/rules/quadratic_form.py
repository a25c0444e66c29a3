"""Quadratic forms in independent normal variables that are multiples of chi-squared variables."""

from __future__ import annotations

from sympy import Add, Expr, Integer, Mul, Rational, Symbol, oo

from symreparam.logic.judgement import Equal, HasLaw, Judgement, Sign
from symreparam.rules.rule import Args, Premises, Setting, count, plain_letters, require, take
from symreparam.terms.law import Named
from symreparam.terms.region import NUMBERS, Region

MOST_RANK = 64
Matrix = tuple[tuple[Expr, ...], ...]


def quadratic_form_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    X_i ~ Normal(m_i, s_i), the random variables of Q
    Q = sum of a_ij z_i z_j at X_i = m_i + s_i z_i, for all real z    A is symmetric
    A A = c A    a_11 + .. + a_nn = k c    c > 0
    --------------------------------------------------------  quadratic-form(Q, z, A, c, k)
    Q ~ Gamma(k/2, 2 c)

    A/c is a projection of rank k, so that Q/c is the sum of the squares of k independent standard
    normal variables (Cochran 1934; Casella & Berger 2002, theorem 5.3.1 is a case). Premises, in
    order: the laws, the form, A A = c A entry by entry on and above the diagonal, the trace, c > 0.
    """
    code = "quadratic-form"
    count(args, 5, f"{code}.args")
    body, scale = take(args[0], Expr, f"{code}.args"), take(args[3], Expr, f"{code}.args")
    letters = tuple(take(z, Symbol, f"{code}.letter") for z in take(args[1], tuple, f"{code}.args"))
    matrix, rank = _matrix(args[2]), take(args[4], int, f"{code}.args")
    names = [v for v in setting.claim.variables if body.has(v)]
    size = len(names)
    shape = [len(letters), len(matrix), *map(len, matrix)] == [size] * (size + 2)
    require(shape and size > 0, f"{code}.shape", str(size))
    plain_letters(letters, f"{code}.letter")
    taken = {*setting.scope.names, *setting.claim.variables}
    require(len(set(letters)) == size and not taken & set(letters), f"{code}.letter", "taken")
    for row in matrix:
        for entry in row:
            require(not entry.has(*names, *letters), f"{code}.entry", entry)
    require(not scale.has(*setting.claim.variables), f"{code}.scale", scale)
    require(1 <= rank <= MOST_RANK, f"{code}.rank", str(rank))
    count(premises, size + size * (size + 1) // 2 + 3, f"{code}.premises")
    place: dict[Expr, Expr] = {}
    for name, letter, premise in zip(names, letters, premises, strict=False):
        given = take(premise, HasLaw, f"{code}.law")
        require(given.subject == name, f"{code}.law", ("of", given.subject))
        law = take(given.law, Named, f"{code}.law")
        require(law.family == "Normal", f"{code}.law", law.family)
        mean, deviation = law.arguments
        require(not Add(mean, deviation).has(*setting.claim.variables), f"{code}.law", "random")
        place[name] = mean + deviation * letter
    space = Region(tuple((letter, -oo, oo) for letter in letters))
    wanted = [Equal(body.xreplace(place), form(matrix, letters), space)]
    wanted += [Equal(left, right, NUMBERS) for left, right in projection(matrix, scale)]
    wanted.append(Equal(trace(matrix), Mul(rank, scale), NUMBERS))
    for needed, premise in zip(wanted, premises[size:], strict=False):
        require(premise == needed, f"{code}.equal", (needed.left, "=", needed.right))
    require(premises[-1] == Sign(scale, "+", NUMBERS), f"{code}.positive", scale)
    require(_symmetric(matrix), f"{code}.symmetric", "a_ij is not a_ji")
    return HasLaw(body, Named("Gamma", (Rational(rank, 2), Mul(2, scale))))


def form(matrix: Matrix, letters: tuple[Symbol, ...]) -> Expr:
    """sum of a_ij z_i z_j"""
    rows = zip(letters, matrix, strict=True)
    return Add(*(Mul(a, y, z) for y, row in rows for z, a in zip(letters, row, strict=True)))


def projection(matrix: Matrix, scale: Expr) -> list[tuple[Expr, Expr]]:
    """The entries of A A and of c A, on and above the diagonal."""
    size = range(len(matrix))
    return [
        (Add(*(matrix[i][k] * matrix[k][j] for k in size)), scale * matrix[i][j])
        for i in size
        for j in size
        if i <= j
    ]


def trace(matrix: Matrix) -> Expr:
    """a_11 + .. + a_nn"""
    return Add(Integer(0), *(row[i] for i, row in enumerate(matrix)))


def _symmetric(matrix: Matrix) -> bool:
    return matrix == tuple(zip(*matrix, strict=True))


def _matrix(value: object) -> Matrix:
    rows = take(value, tuple, "quadratic-form.args")
    return tuple(
        tuple(take(a, Expr, "quadratic-form.args") for a in take(r, tuple, "quadratic-form.args"))
        for r in rows
    )
