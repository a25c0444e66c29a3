"""Judgements about terms, maps and regions: signs, derivatives, limits, integrals and sums.

`over` is the open region in which the bound variables range; without bound variables it is the
one-point region and the judgement speaks of the parameters alone.
"""

from __future__ import annotations

from typing import Literal

from sympy import Expr, Symbol

from symreparam.terms.mapping import Map
from symreparam.terms.record import dataclass
from symreparam.terms.region import NUMBERS, Region
from symreparam.terms.scope import Relation

SignName = Literal["+", "-", "!=", ">=", "<="]


End = Literal["lower", "upper"]


@dataclass(frozen=True, slots=True)
class Equal:
    """`left = right` at every parameter value and almost every point of `over`; of whole numbers at
    every one."""

    left: Expr
    right: Expr
    over: Region = NUMBERS


@dataclass(frozen=True, slots=True)
class Holds:
    """The relation holds at every parameter value and every point of `over`."""

    relation: Relation
    over: Region = NUMBERS


@dataclass(frozen=True, slots=True)
class Sign:
    """`expr` has this sign (`+ - != >= <=` against 0) at every point of `over`."""

    expr: Expr
    sign: SignName
    over: Region = NUMBERS


@dataclass(frozen=True, slots=True)
class NullZeros:
    """At every parameter value, the zeros of `expr` in `over` form a null set."""

    expr: Expr
    over: Region


@dataclass(frozen=True, slots=True)
class Defined:
    """`expr` is a finite real number at every parameter value and every point of `over`."""

    expr: Expr
    over: Region = NUMBERS


@dataclass(frozen=True, slots=True)
class Derivative:
    """The map is differentiable on its source, with this derivative."""

    map: Map
    derivative: Expr


@dataclass(frozen=True, slots=True)
class Monotone:
    """The map is continuous and strictly increasing (`+`) or decreasing (`-`) on its source."""

    map: Map
    sense: Literal["+", "-"]


@dataclass(frozen=True, slots=True)
class Limit:
    """The one-sided limit of the map at that end of its source; the value may be infinite."""

    map: Map
    end: End
    value: Expr


@dataclass(frozen=True, slots=True)
class Image:
    """The map takes its source interval onto exactly this open interval."""

    map: Map
    image: Region


@dataclass(frozen=True, slots=True)
class Bijection:
    """The map is a bijection of its source onto `inverse.source`, with that inverse."""

    map: Map
    inverse: Map


@dataclass(frozen=True, slots=True)
class Covers:
    """The regions are pairwise disjoint and fill `whole` up to a null set."""

    regions: tuple[Region, ...]
    whole: Region


@dataclass(frozen=True, slots=True)
class Integral:
    """The Lebesgue integral of `integrand` (of one sign) over the region exists and is `value`."""

    integrand: Expr
    over: Region
    value: Expr


@dataclass(frozen=True, slots=True)
class Section:
    """The integral of `integrand` over those points of `over` where low < point < high is `value`.

    `integrand`, `low` and `high` may use the variable of `over`; `point` is a symbol of the scope.
    """

    integrand: Expr
    over: Region
    low: Expr
    point: Symbol
    high: Expr
    value: Expr


@dataclass(frozen=True, slots=True)
class Series:
    """The sum of `term` over the whole numbers of `over` converges absolutely, to `value`."""

    term: Expr
    over: Region
    value: Expr


@dataclass(frozen=True, slots=True)
class Partial:
    """The sum of `term` over those whole numbers of `over` with low <= point <= high is `value`.

    `low` and `high` may use the index of `over`; `point` is a whole-number symbol of the scope.
    The sum converges absolutely.
    """

    term: Expr
    over: Region
    low: Expr
    point: Symbol
    high: Expr
    value: Expr


TermJudgement = (
    Equal
    | Holds
    | Sign
    | NullZeros
    | Defined
    | Derivative
    | Monotone
    | Limit
    | Image
    | Bijection
    | Covers
    | Integral
    | Section
    | Series
    | Partial
)
