"""The judgements that steps of a proof conclude. Each says something for every point of its scope.

`over` is the open region in which the bound variables range; without bound variables it is the
one-point region and the judgement speaks of the parameters alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sympy import Expr, Symbol

from symreparam.terms.law import AnyLaw, JointLaw, Named
from symreparam.terms.mapping import Map
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


@dataclass(frozen=True, slots=True)
class HasLaw:
    """The random variable `subject` (a term in random variables and parameters) has the law."""

    subject: Expr
    law: AnyLaw


@dataclass(frozen=True, slots=True)
class SameLaw:
    """Both laws exist at every parameter value and are the same measure."""

    left: AnyLaw
    right: AnyLaw


@dataclass(frozen=True, slots=True)
class Distribution:
    """P(S <= t) = F(t) at every parameter value, for t in the source of each of the maps F.

    The sources are neighbouring open intervals from left to right, none of them empty. S lies in
    one of them almost surely, and has a density.
    """

    subject: Expr
    parts: tuple[Map, ...]


@dataclass(frozen=True, slots=True)
class LawDistribution:
    """The law exists, and every random variable that has it has these parts as `Distribution`."""

    law: Named
    parts: tuple[Map, ...]


@dataclass(frozen=True, slots=True)
class ImageLaw:
    """The law exists, and the body of the map has the law `to` at every variable that has it."""

    law: Named
    map: Map
    to: AnyLaw


@dataclass(frozen=True, slots=True)
class Expectation:
    """At every parameter value E |body| is finite and E body = value; body has random variables."""

    body: Expr
    value: Expr


@dataclass(frozen=True, slots=True)
class GivenExpectation:
    """At every parameter value the event, given by its indicator, has positive probability, and
    given it E |body| is finite and E body = value."""

    body: Expr
    event: Expr
    value: Expr


@dataclass(frozen=True, slots=True)
class Median:
    """At every parameter value `value` is a median of the subject."""

    subject: Expr
    value: Expr


@dataclass(frozen=True, slots=True)
class Infinite:
    """At every parameter value E |body| is infinite; with sign `+` also body >= 0 almost surely."""

    body: Expr
    sign: str


@dataclass(frozen=True, slots=True)
class Mean:
    """A letter that stands for E body in an equation."""

    letter: Symbol
    body: Expr


@dataclass(frozen=True, slots=True)
class DivergenceOf:
    """A letter that stands for KL(law of the subject, law) in an equation."""

    letter: Symbol
    subject: Expr
    law: Named


@dataclass(frozen=True, slots=True)
class EntropyOf:
    """A letter that stands for the entropy of the subject's law in an equation."""

    letter: Symbol
    subject: Expr


@dataclass(frozen=True, slots=True)
class SlopeOf:
    """A letter that stands for the derivative in `parameter` of a body in the letters `means`."""

    letter: Symbol
    parameter: Symbol
    body: Expr
    means: tuple[Letter, ...]


@dataclass(frozen=True, slots=True)
class JointDivergenceOf:
    """A letter that stands for KL(first, second), the joint laws of two vectors."""

    letter: Symbol
    subjects: tuple[Expr, ...]
    images: tuple[Expr, ...]
    first: JointLaw
    second: JointLaw


@dataclass(frozen=True, slots=True)
class GivenMean:
    """A letter that stands for E(body given the event) in an equation.

    `event` is the indicator of the event, `Piecewise((1, condition), (0, True))`; the body need
    be defined on the event alone.
    """

    letter: Symbol
    body: Expr
    event: Expr


@dataclass(frozen=True, slots=True)
class MedianOf:
    """A letter that stands for a median of the subject in an equation.

    A median is any number m with P(subject <= m) >= 1/2 and P(subject >= m) >= 1/2. An equation
    with such a letter says that it holds for some choice of medians.
    """

    letter: Symbol
    subject: Expr


Letter = Mean | DivergenceOf | JointDivergenceOf | EntropyOf | SlopeOf | GivenMean | MedianOf


@dataclass(frozen=True, slots=True)
class Equation:
    """At every parameter value each letter's quantity is finite, and with these left = right.

    Probabilities, variances and covariances are means: of an indicator, of squares, of products.
    Where `right` is oo and `left` the letter of a divergence or of the mean of a non-negative term,
    that is infinite instead.
    """

    left: Expr
    right: Expr
    means: tuple[Letter, ...]


@dataclass(frozen=True, slots=True)
class Divergence:
    """KL(law of the subject, law) = value at every parameter value; the value may be oo.

    That is the mean of log(p/q) under p, or infinite where p is not absolutely continuous.
    """

    subject: Expr
    law: Named
    value: Expr


@dataclass(frozen=True, slots=True)
class JointDivergence:
    """`subjects` have the law `first`, `images` the law `second`, and KL(first, second) = value."""

    subjects: tuple[Expr, ...]
    images: tuple[Expr, ...]
    first: JointLaw
    second: JointLaw
    value: Expr


@dataclass(frozen=True, slots=True)
class Entropy:
    """The subject's law has a density (or masses) f, and the mean of -log f is `value`, finite."""

    subject: Expr
    value: Expr


@dataclass(frozen=True, slots=True)
class Gradient:
    """At every parameter value the derivative that `of` stands for exists and is `value`."""

    of: SlopeOf
    value: Expr


@dataclass(frozen=True, slots=True)
class GivenLaw:
    """At every parameter value the event, given by its indicator, has positive probability, and
    given it the subject has the law."""

    subject: Expr
    event: Expr
    law: AnyLaw


@dataclass(frozen=True, slots=True)
class GivenValue:
    """At every parameter value the subject has the law, given that the term `given` takes `value`.

    The value lies inside of the support of `given`. Where its probability is 0 that version of the
    conditional law is meant whose density, the joint density divided by that of `given`, is
    continuous in the value.
    """

    subject: Expr
    given: Expr
    value: Expr
    law: AnyLaw


@dataclass(frozen=True, slots=True)
class HasJointLaw:
    """The vector of these terms in random variables has this joint law."""

    subjects: tuple[Expr, ...]
    law: JointLaw


@dataclass(frozen=True, slots=True)
class HasNormalLaw:
    """At every parameter value the vector of these terms in random variables has the normal law
    with this mean vector and covariance matrix, which may be singular: its characteristic function
    is exp(i t'm - t'C t/2)."""

    subjects: tuple[Expr, ...]
    mean: tuple[Expr, ...]
    covariance: tuple[tuple[Expr, ...], ...]


@dataclass(frozen=True, slots=True)
class Independent:
    """At every parameter value these terms in random variables are mutually independent."""

    subjects: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class EqualInLaw:
    """At every parameter value the two vectors of terms in random variables have the same law.

    Each side has a law of its own: the sides may share random variables. A single term is a
    vector of one component.
    """

    first: tuple[Expr, ...]
    second: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """At every parameter value the term follows some member of the family."""

    subject: Expr
    family: str


@dataclass(frozen=True, slots=True)
class Jacobian:
    """At every parameter value the map `letters |-> subjects` has partial derivatives at `point`,
    and their determinant has the absolute value `value`.

    `subjects` are terms in the letters and parameters; `point` has one term a letter.
    """

    subjects: tuple[Expr, ...]
    letters: tuple[Symbol, ...]
    point: tuple[Expr, ...]
    value: Expr


@dataclass(frozen=True, slots=True)
class ForEach:
    """A vector of `size` independent components, each with the law, at every parameter value.

    The terms speak of the component at any index. The parameters and the random variables
    `indexed` in them have a value of their own at every index: indexed variables are independent
    across indices; other random variables are the same for all.
    """

    subject: Expr
    law: AnyLaw
    size: Expr
    indexed: tuple[Symbol, ...]


@dataclass(frozen=True, slots=True)
class NoLaw:
    """At no parameter value of the scope is this a probability law."""

    law: AnyLaw


@dataclass(frozen=True, slots=True)
class Differs:
    """At every parameter value of the scope the two laws are different measures.

    `region` is an open interval on which they give different measure, or the one-point region
    when an atom tells them apart.
    """

    left: AnyLaw
    right: AnyLaw
    region: Region = NUMBERS


GoalJudgement = (
    HasLaw
    | Equation
    | HasJointLaw
    | HasNormalLaw
    | Independent
    | EqualInLaw
    | GivenLaw
    | GivenValue
    | Member
    | Jacobian
    | ForEach
)
"""What a claim may claim."""


@dataclass(frozen=True, slots=True)
class Fails:
    """The judgement `of` is false at every parameter value of the scope."""

    of: GoalJudgement


@dataclass(frozen=True, slots=True)
class FailsAt:
    """The equation is false at these values of all parameters."""

    of: Equation
    values: tuple[tuple[Symbol, Expr], ...]


Judgement = (
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
    | SameLaw
    | Distribution
    | LawDistribution
    | ImageLaw
    | Expectation
    | GivenExpectation
    | Median
    | Infinite
    | Divergence
    | JointDivergence
    | Entropy
    | Gradient
    | GoalJudgement
    | NoLaw
    | Differs
    | Fails
    | FailsAt
)
