"""A joint law laid out: independent members, a multivariate normal law, or its density.

A claim of a multivariate normal law is kept as its density: who wrote the name is shown the name.
"""

from __future__ import annotations

from collections.abc import Sequence

from sympy import Expr, Integer, Symbol, cancel, diff, expand_log, log, oo

from symreparam.families.vectors import normal_vector
from symreparam.render.laws_layout import member_layout, normal_written, region_layout
from symreparam.render.layout import Call, Layout, Word, equation
from symreparam.render.terms_layout import Typesetter
from symreparam.terms.determinant import determinant
from symreparam.terms.law import JointLaw

MOST = 3
Matrix = list[list[Expr]]


def joint_lawful(setter: Typesetter, vector: Layout, law: JointLaw) -> Layout:
    """`(X, Y) ~ Independent(..)`, `(X, Y) ~ N(m, C)` or `(X, Y) has density ..`."""
    if law.factors:
        laws = tuple(member_layout(setter, named) for named in law.factors)
        return equation(vector, "~", Call(Word("Independent"), laws))
    normal = normal_parameters(law)
    if normal is not None:
        return equation(vector, "~", normal_written(setter, *normal))
    density, where = setter.term(law.density), region_layout(setter, law.region)
    return equation(vector, Word("has density"), equation(density, Word("for"), where))


def normal_parameters(law: JointLaw) -> tuple[list[Expr], Matrix] | None:
    """Mean and covariance when the density on all of R^n is exactly that one, with letters that
    the reader of claims chose (`z_1`, ..): whoever writes a density names its letters."""
    letters = law.variables
    whole = all(bound[1:] == (-oo, oo) for bound in law.region.bounds)
    ours = all(str(letter.name).startswith("z_") for letter in letters)
    if not (whole and ours and 2 <= len(letters) <= MOST):
        return None
    exponent = expand_log(log(law.density), force=True)
    slopes = [diff(exponent, letter) for letter in letters]
    precision = [[cancel(-diff(slope, letter)) for letter in letters] for slope in slopes]
    size = cancel(determinant(precision))
    if size == 0 or any(entry.has(*letters) for row in precision for entry in row):
        return None
    covariance = [[cancel(e / size) for e in row] for row in _adjugate(precision)]
    origin: dict[Symbol, Expr] = {letter: Integer(0) for letter in letters}
    at = [slope.xreplace(origin) for slope in slopes]
    mean = [
        cancel(sum((c * a for c, a in zip(row, at, strict=True)), Integer(0)))
        for row in covariance
    ]
    # the factor in front must be the one that gives the whole the mass 1
    there = dict(zip(letters, mean, strict=True))
    true = normal_vector(letters, mean, covariance).density
    ratio = cancel(law.density.xreplace(there) / true.xreplace(there))
    return (mean, covariance) if ratio == 1 else None


def _adjugate(rows: Sequence[Sequence[Expr]]) -> Matrix:
    """The transposed matrix of cofactors."""
    places = range(len(rows))

    def cofactor(i: int, j: int) -> Expr:
        rest = [[rows[a][b] for b in places if b != i] for a in places if a != j]
        return (-1) ** (i + j) * determinant(rest)

    return [[cofactor(i, j) for j in places] for i in places]
