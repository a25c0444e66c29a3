"""Affine images of normal noise of any size, by the characteristic function of a vector."""

from __future__ import annotations

from sympy import Add, Expr, Integer, Mul, Symbol

from symreparam.logic.judgement import (
    Equal,
    Factor,
    HasLaw,
    HasMatrixLaw,
    Judgement,
    Matrices,
)
from symreparam.rules.rule import Args, Premises, Setting, count, require, take
from symreparam.terms.law import Named
from symreparam.terms.region import NUMBERS

Collected = dict[tuple[Factor, ...], Expr]


def matrix_normal_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    e_k has independent components N(0, s_kj^2), for k = 1, .., K; S_k = diag(s_k^2)
    Z = b + A_1 e_1 + .. + A_K e_K    M = b    C = A_1 S_1 A_1' + .. + A_K S_K A_K'
    ------------------------------------------------------------------  matrix-normal(goal)
    Z has the normal law with mean vector M and covariance matrix C

    For every t, E exp(i t'Z) is exp(i t'b) times the product over k and the components j of
    E exp(i (A_k't)_j e_kj) = exp(-s_kj^2 ((A_k't)_j)^2/2), which is exp(i t'M - t'C t/2), the
    characteristic function of that law, and no other law has it (Billingsley 1995, section 29:
    uniqueness in n dimensions and equation 29.8). C may be singular, A_k of any shape. Both sides
    are compared as sums of products of letters that do not commute, (AB)' = B'A'; numbers before
    the same product must be equal.
    """
    count(args, 1, "matrix-normal.args")
    goal = take(args[0], HasMatrixLaw, "matrix-normal.goal")
    known_shapes = shapes(goal, setting)
    noise = noises(goal, setting)
    require(len(premises) >= len(noise), "matrix-normal.premises", str(len(premises)))
    deviations: dict[Symbol, Expr] = {}
    for symbol, premise in zip(noise, premises, strict=False):
        given = take(premise, HasLaw, "matrix-normal.law")
        require(given.subject == symbol, "matrix-normal.law", ("of", given.subject))
        deviations[symbol] = deviation(given)
        rows = known_shapes[symbol]
        for other in deviations[symbol].free_symbols & set(goal.indexed):
            same = known_shapes.get(other, rows) == rows
            require(same, "matrix-normal.shape", (other, "beside", symbol))
    mean, covariance = true_law(goal, deviations)
    for code, known, true in (
        ("mean", collected(goal.mean), collected(mean)),
        ("covariance", collected(goal.covariance), collected(covariance)),
    ):
        for word in dict.fromkeys((*known, *true)):
            one, two = known.get(word, Integer(0)), true.get(word, Integer(0))
            same = one == two or Equal(one, two, NUMBERS) in premises
            require(same, f"matrix-normal.{code}", (one, "and", two))
    return goal


def deviation(given: HasLaw) -> Expr:
    """The standard deviation of a component of the noise: a term with an index, or without."""
    law = take(given.law, Named, "matrix-normal.law")
    require(law.family == "Normal", "matrix-normal.law", law.family)
    mean, scale = law.arguments
    require(mean == 0, "matrix-normal.law", ("the", "mean", mean, "is", "not", "0"))
    return scale


def noises(goal: HasMatrixLaw, setting: Setting) -> tuple[Symbol, ...]:
    """The random letters of the vector: each the last factor of its word, and in no other place."""
    random = set(setting.claim.variables)
    found: dict[Symbol, None] = {}
    for _, parts in goal.vector.words:
        for place, part in enumerate(parts):
            used = part.entry.free_symbols & random
            if not used:
                continue
            last = place == len(parts) - 1 and not part.transposed and not part.diagonal
            require(last and part.entry in random, "matrix-normal.linear", str(part.entry))
            require(part.columns == 1, "matrix-normal.linear", (part.entry, "is", "no", "vector"))
            assert isinstance(part.entry, Symbol)
            found[part.entry] = None
    return tuple(found)


def true_law(goal: HasMatrixLaw, deviations: dict[Symbol, Expr]) -> tuple[Matrices, Matrices]:
    """The mean vector b and the covariance matrix, of b + A_1 e_1 + .. ."""
    vector = goal.vector
    sizes: dict[Symbol, Expr] = {}
    mean: list[tuple[Expr, tuple[Factor, ...]]] = []
    slopes: dict[Symbol, list[tuple[Expr, tuple[Factor, ...]]]] = {e: [] for e in deviations}
    for number, parts in vector.words:
        last = parts[-1].entry if parts else None
        if isinstance(last, Symbol) and last in deviations:
            slopes[last].append((number, parts[:-1]))
            sizes[last] = parts[-1].rows
        else:
            mean.append((number, parts))
    words: list[tuple[Expr, tuple[Factor, ...]]] = []
    for e, each in slopes.items():
        variance, between = deviations[e] ** 2, tuple[Factor, ...]()
        if variance.free_symbols & set(goal.indexed):
            between = (Factor(variance, sizes[e], sizes[e], diagonal=True),)
            variance = Integer(1)
        words += [
            (Mul(variance, one, two), (*first, *between, *transposed(second)))
            for one, first in each
            for two, second in each
        ]
    spread = Matrices(tuple(words), vector.rows, vector.rows)
    return Matrices(tuple(mean), vector.rows, vector.columns), spread


def transposed(parts: tuple[Factor, ...]) -> tuple[Factor, ...]:
    """(A B)' = B' A'; a diagonal matrix is its own transpose."""
    return tuple(
        part
        if part.diagonal
        else Factor(part.entry, part.columns, part.rows, not part.transposed)
        for part in parts[::-1]
    )


def collected(matrices: Matrices) -> Collected:
    """The number before each product, with neighbouring diagonal matrices multiplied."""
    found: Collected = {}
    for number, parts in matrices.words:
        word: list[Factor] = []
        for part in parts:
            if part.diagonal and word and word[-1].diagonal:
                entry = Mul(word[-1].entry, part.entry)
                word[-1] = Factor(entry, part.rows, part.columns, diagonal=True)
            else:
                word.append(part)
        key = tuple(word)
        found[key] = Add(found.get(key, Integer(0)), number)
    return found


def shapes(goal: HasMatrixLaw, setting: Setting) -> dict[Symbol, tuple[Expr, Expr]]:
    """The rows and columns of every letter; RuleError where a product or a sum does not fit."""
    found: dict[Symbol, tuple[Expr, Expr]] = {}
    names, indexed = set(setting.scope.names), set(goal.indexed)
    sizes = {symbol for symbol, domain in setting.scope.symbols if domain.integer} - indexed
    vector = goal.vector
    require(vector.columns == 1, "matrix-normal.shape", "no vector")
    same = (goal.mean.rows, goal.mean.columns) == (vector.rows, 1)
    require(same, "matrix-normal.shape", "the mean has another size")
    square = (goal.covariance.rows, goal.covariance.columns) == (vector.rows, vector.rows)
    require(square, "matrix-normal.shape", "the covariance has another size")
    for matrices in (goal.vector, goal.mean, goal.covariance):
        for number, parts in matrices.words:
            plain = number.free_symbols <= names - indexed
            require(plain, "matrix-normal.number", (number, "has", "an", "index"))
            rows = matrices.rows
            for part in parts:
                require(part.rows == rows, "matrix-normal.shape", part.entry)
                rows = part.columns
                _shape(part, found, indexed)
                for size in (part.rows, part.columns):
                    require(size == 1 or size in sizes, "matrix-normal.size", str(size))
            require(rows == matrices.columns, "matrix-normal.shape", "a product ends too early")
    return found


def _shape(
    part: Factor, found: dict[Symbol, tuple[Expr, Expr]], indexed: set[Symbol]
) -> None:
    """A letter has one shape wherever it stands."""
    if part.diagonal:
        require(part.rows == part.columns, "matrix-normal.shape", part.entry)
        letters = part.entry.free_symbols & indexed
        shape = (part.rows, Integer(1))
    else:
        require(part.entry in indexed, "matrix-normal.letter", (part.entry, "has", "no", "index"))
        letters = part.entry.free_symbols
        shape = (part.columns, part.rows) if part.transposed else (part.rows, part.columns)
    for symbol in letters:
        require(found.setdefault(symbol, shape) == shape, "matrix-normal.shape", symbol)
