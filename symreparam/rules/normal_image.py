"""Affine images of independent normal variables, by the characteristic function of a vector.

No inverse and no density is needed: a matrix may be singular, and then the law lives on a plane.
"""

from __future__ import annotations

from sympy import Add, Expr, Mul, Symbol, oo

from symreparam.logic.judgement import Equal, Fails, HasLaw, HasNormalLaw, Judgement, Sign
from symreparam.rules.rule import Args, Premises, Setting, count, require, take
from symreparam.rules.transforms import apart, constant
from symreparam.terms.law import Named
from symreparam.terms.record import dataclass
from symreparam.terms.region import NUMBERS, Region
from symreparam.terms.scope import variable

MOST = 8


@dataclass(frozen=True, slots=True)
class Affine:
    """b + A U with independent normal U: its mean vector and covariance matrix."""

    mean: tuple[Expr, ...]
    covariance: tuple[tuple[Expr, ...], ...]


def normal_image_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    U_1, .., U_k have no random variable in common    U_j ~ N(m_j, s_j^2)
    g_i(u) = b_i + a_i1 u_1 + .. + a_ik u_k for almost every u, with constants a_ij and b_i
    M_i = b_i + a_i1 m_1 + .. + a_ik m_k    C_ij = a_i1 a_j1 s_1^2 + .. + a_ik a_jk s_k^2
    ------------------------------------------------------  normal-image(goal, u, A, b)
    (g_1(U), .., g_n(U)) has the normal law with mean vector M and covariance matrix C

    E exp(i t'(b + A U)) is exp(i t'b) times the product of the E exp(i (A't)_j U_j), which is
    exp(i t'M - t'C t/2), the characteristic function of that law, and no other law has it
    (Billingsley 1995, section 29: uniqueness in n dimensions and equation 29.8). C may be singular.
    """
    goal, law = _known(setting, premises, args, 4, "normal-image")
    for claimed, true in zip(goal.mean, law.mean, strict=True):
        require(Equal(claimed, true) in premises, "normal-image.mean", (claimed, "=", true))
    for i, row in enumerate(law.covariance):
        for j, true in enumerate(row):
            claimed = goal.covariance[i][j]
            known = Equal(claimed, true) in premises
            require(known, "normal-image.covariance", (claimed, "=", true))
    return goal


def normal_image_fails_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    U, g, A and b as above    an entry of the claimed mean or covariance, less that of b + A U,
    has a strict sign
    --------------------------------------------  normal-image-fails(goal, u, A, b, i, j)
    (g_1(U), .., g_n(U)) does not have the claimed normal law

    Means and covariances of b + A U are finite; those of a normal law are its arguments, and where
    these are no mean and covariance there is no such law. j = -1 for the mean.
    """
    goal, law = _known(setting, premises, args, 6, "normal-image-fails")
    i, j = (take(arg, int, "normal-image-fails.args") for arg in args[4:])
    size = len(goal.subjects)
    require(0 <= i < size and -1 <= j < size, "normal-image-fails.index", f"{i}, {j}")
    claimed, true = entries(goal, law, i, j)
    gap = Add(claimed, -true)
    known = any(Sign(gap, sign, NUMBERS) in premises for sign in ("+", "-", "!="))
    require(known, "normal-image-fails.apart", str(gap))
    return Fails(goal)


def entries(goal: HasNormalLaw, law: Affine, i: int, j: int) -> tuple[Expr, Expr]:
    """An entry of the claimed mean (j = -1) or covariance, and the true one."""
    if j == -1:
        return goal.mean[i], law.mean[i]
    return goal.covariance[i][j], law.covariance[i][j]


def affine(
    units: tuple[Named, ...], rows: tuple[tuple[Expr, ...], ...], rest: tuple[Expr, ...]
) -> Affine:
    """Mean and covariance of b + A U for independent U_j ~ N(m_j, s_j^2)."""
    means = [named.arguments[0] for named in units]
    variances = [named.arguments[1] ** 2 for named in units]
    mean = tuple(
        Add(b, *(Mul(a, m) for a, m in zip(row, means, strict=True)))
        for row, b in zip(rows, rest, strict=True)
    )
    covariance = tuple(
        tuple(
            Add(*(Mul(a, b, v) for a, b, v in zip(one, two, variances, strict=True)))
            for two in rows
        )
        for one in rows
    )
    return Affine(mean, covariance)


def sums(
    letters: tuple[Symbol, ...], rows: tuple[tuple[Expr, ...], ...], rest: tuple[Expr, ...]
) -> tuple[Expr, ...]:
    """b_i + a_i1 u_1 + .. + a_ik u_k."""
    return tuple(
        Add(b, *(Mul(a, u) for a, u in zip(row, letters, strict=True)))
        for row, b in zip(rows, rest, strict=True)
    )


def everywhere(letters: tuple[Symbol, ...]) -> Region:
    """The whole space of the letters."""
    return Region(tuple((letter, -oo, oo) for letter in letters))


def _known(
    setting: Setting, premises: Premises, args: Args, number: int, code: str
) -> tuple[HasNormalLaw, Affine]:
    """The goal, and the mean and covariance that its vector has."""
    count(args, number, f"{code}.args")
    goal = take(args[0], HasNormalLaw, f"{code}.args")
    letters = tuple(
        take(letter, Symbol, f"{code}.letters") for letter in take(args[1], tuple, f"{code}.args")
    )
    size = len(letters)
    require(0 < size <= MOST and len(set(letters)) == size, f"{code}.letters", str(size))
    # a letter that is a parameter or random variable would be two things at once
    taken = {*setting.scope.names, *setting.claim.variables}
    fresh = all(u == variable(u.name) and u not in taken for u in letters)
    require(fresh, f"{code}.letters", "a letter is taken")
    require(len(premises) >= size, f"{code}.premises", str(len(premises)))
    parts: list[tuple[HasLaw, Named]] = []
    for premise in premises[:size]:
        given = take(premise, HasLaw, f"{code}.law")
        named = take(given.law, Named, f"{code}.law")
        require(named.family == "Normal" and len(named.arguments) == 2, f"{code}.law", named.family)
        for argument in named.arguments:
            constant(setting, argument, code)
        parts.append((given, named))
    apart(setting, parts, code)
    rows = tuple(
        _constants(setting, row, size, code) for row in take(args[2], tuple, f"{code}.args")
    )
    rest = _constants(setting, args[3], len(goal.subjects), code)
    require(len(rows) == len(goal.subjects), f"{code}.rows", str(len(rows)))
    swap = {given.subject: u for (given, _), u in zip(parts, letters, strict=True)}
    require(len(swap) == size, f"{code}.independent", "a term stands twice")
    random, space = set(setting.claim.variables), everywhere(letters)
    for subject, image in zip(goal.subjects, sums(letters, rows, rest), strict=True):
        inner = subject.xreplace(swap)
        strangers = inner.free_symbols & random
        require(not strangers, f"{code}.other", ", ".join(sorted(map(str, strangers))))
        require(Equal(inner, image, space) in premises, f"{code}.affine", (inner, "=", image))
    return goal, affine(tuple(named for _, named in parts), rows, rest)


def _constants(setting: Setting, value: object, size: int, code: str) -> tuple[Expr, ...]:
    given = take(value, tuple, f"{code}.args")
    count(given, size, f"{code}.args")
    return tuple(constant(setting, term, code) for term in given)
