"""Judgements about all indices 1, .., n of vectors whose size is a parameter."""

from __future__ import annotations

from typing import Literal

from sympy import Expr, Symbol

from symreparam.logic.of_means import DivergenceOf, EntropyOf, Mean, MedianOf
from symreparam.terms.law import AnyLaw
from symreparam.terms.record import dataclass
from symreparam.terms.scope import Domain

FoldName = Literal["sum", "prod", "max", "min"]


@dataclass(frozen=True, slots=True)
class Total:
    """A letter for the sum or product of a term in parameters over all indices of a vector.

    The term speaks of any index. The letter is a parameter with this domain, in which every such
    sum or product lies.
    """

    letter: Symbol
    domain: Domain
    kind: FoldName
    term: Expr


@dataclass(frozen=True, slots=True)
class FoldLaw:
    """At every parameter value the subject has the law, where in it `letter` stands for the sum
    (product, maximum, minimum) of the bodies at the indices 1, .., size.

    The body is a term at any index. The parameters and random variables `indexed` have a value of
    their own at every index: indexed variables are independent across indices. `totals` are letters
    of the subject and the law. Other random variables may stand in the subject: then a size n - 1
    is that of all indices but one, whose component is one of these.
    """

    subject: Expr
    letter: Symbol
    kind: FoldName
    body: Expr
    size: Expr
    indexed: tuple[Symbol, ...]
    totals: tuple[Total, ...]
    law: AnyLaw


@dataclass(frozen=True, slots=True)
class LargestAt:
    """At every parameter value the body at index j is the first of the largest of the bodies at
    the indices 1, .., size with probability `mass`, for j = 1, .., size.

    Body, mass and `indexed` as in FoldLaw: the parameters in `mass` are those at index j.
    """

    body: Expr
    size: Expr
    indexed: tuple[Symbol, ...]
    totals: tuple[Total, ...]
    mass: Expr


@dataclass(frozen=True, slots=True)
class CovarianceOfSums:
    """A letter that stands for the covariance of two sums over all indices, whose terms at any
    index are the bodies of `first` and `second`; alike, they are one mean, and this its variance.

    At one index the letter `product` stands for the mean of the product of the bodies.
    """

    letter: Symbol
    product: Symbol
    first: Mean
    second: Mean


@dataclass(frozen=True, slots=True)
class SumsEquation:
    """At every parameter value, with these quantities of vectors of `size` components, each finite,
    left = right.

    A letter of `means` is given by its term at any index. That of a mean stands for the mean of the
    sum of its terms at the indices 1, .., size; that of a divergence or an entropy for the one of
    the vectors whose components are independent with these laws. `indexed` and `totals` as in
    FoldLaw. Where `right` is oo and `left` the letter of a divergence, that is infinite instead.
    """

    left: Expr
    right: Expr
    means: tuple[Mean | DivergenceOf | EntropyOf | CovarianceOfSums, ...]
    size: Expr
    indexed: tuple[Symbol, ...]
    totals: tuple[Total, ...]


@dataclass(frozen=True, slots=True)
class Fold:
    """`letter` stands for the sum (product, maximum, minimum) of the bodies at all indices; the
    body is a term at any index."""

    letter: Symbol
    kind: FoldName
    body: Expr


@dataclass(frozen=True, slots=True)
class FoldEquation:
    """At every parameter value each letter's quantity is finite, and with these left = right.

    As in Equation, where in the quantities the letters of `folds` stand for folds over the indices
    1, .., size. `indexed` and `totals`, and other random variables, as in FoldLaw.
    """

    left: Expr
    right: Expr
    means: tuple[Mean | MedianOf, ...]
    folds: tuple[Fold, ...]
    size: Expr
    indexed: tuple[Symbol, ...]
    totals: tuple[Total, ...]


@dataclass(frozen=True, slots=True)
class EachJacobian:
    """At every parameter value the Jacobian determinant of the map (x_1, .., x_n) -> (z_1, .., z_n)
    has the product of the terms `factor` at the indices 1, .., size as its absolute value.

    z_i is the body at index i with x_i for `letter`, and the others do not occur in it; x_i is
    `point` at index i. `indexed` are the parameters with a value of their own at every index.
    """

    body: Expr
    letter: Symbol
    point: Expr
    factor: Expr
    size: Expr
    indexed: tuple[Symbol, ...]


@dataclass(frozen=True, slots=True)
class Factor:
    """A vector (1 column) or matrix, given by the term that is its entry at any index.

    A letter of the claim with indices, perhaps transposed; with `diagonal` the diagonal matrix
    whose entries are a term in such letters. Rows and columns are those of the factor as it stands.
    """

    entry: Expr
    rows: Expr
    columns: Expr
    transposed: bool = False
    diagonal: bool = False


@dataclass(frozen=True, slots=True)
class Matrices:
    """A sum of numbers times products of factors; a product of none is the identity matrix."""

    words: tuple[tuple[Expr, tuple[Factor, ...]], ...]
    rows: Expr
    columns: Expr


@dataclass(frozen=True, slots=True)
class HasMatrixLaw:
    """At every parameter value, and every number of rows and columns, the random vector has the
    normal law with this mean vector and covariance matrix, which may be singular.

    The parameters and random variables `indexed` are those with indices.
    """

    vector: Matrices
    mean: Matrices
    covariance: Matrices
    indexed: tuple[Symbol, ...]


@dataclass(frozen=True, slots=True)
class FailsAtSize:
    """`of` is false at some allowed values of its parameters with this number of indices (for
    HasMatrixLaw: of rows and columns alike)."""

    of: FoldLaw | LargestAt | FoldEquation | HasMatrixLaw
    size: int


IndexJudgement = (
    EachJacobian | FoldLaw | LargestAt | SumsEquation | FoldEquation | HasMatrixLaw | FailsAtSize
)
