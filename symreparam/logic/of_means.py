"""Judgements about means, medians, divergences and entropies, and the equations between them."""

from __future__ import annotations

from sympy import Expr, Symbol

from symreparam.terms.law import JointLaw, Named
from symreparam.terms.record import dataclass


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
class ValueExpectation:
    """At every parameter value, given that the term `given` takes the value `at`, E |body| is
    finite and E body = value: by the version of the conditional law that `GivenValue` means."""

    body: Expr
    given: Expr
    at: Expr
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
class JointEntropyOf:
    """A letter that stands for the entropy of a joint law, which the subjects have."""

    letter: Symbol
    subjects: tuple[Expr, ...]
    law: JointLaw


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
class ValueMean:
    """A letter that stands for E(body given that the term `given` takes the value `at`)."""

    letter: Symbol
    body: Expr
    given: Expr
    at: Expr


@dataclass(frozen=True, slots=True)
class MedianOf:
    """A letter that stands for a median of the subject in an equation.

    A median is any number m with P(subject <= m) >= 1/2 and P(subject >= m) >= 1/2. An equation
    with such a letter says that it holds for some choice of medians.
    """

    letter: Symbol
    subject: Expr


Letter = (
    Mean
    | DivergenceOf
    | JointDivergenceOf
    | EntropyOf
    | JointEntropyOf
    | SlopeOf
    | GivenMean
    | ValueMean
    | MedianOf
)


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
class AtMost:
    """At every parameter value left <= right, with each letter's quantity where it is a number.

    A divergence may be infinite, and is then greater than every number; where another letter's
    quantity is no number, nothing is claimed.
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
class JointEntropy:
    """`subjects` have the law, with a density f, and the mean of -log f is `value`, finite."""

    subjects: tuple[Expr, ...]
    law: JointLaw
    value: Expr


@dataclass(frozen=True, slots=True)
class Gradient:
    """At every parameter value the derivative that `of` stands for exists and is `value`."""

    of: SlopeOf
    value: Expr


MeanJudgement = (
    Expectation
    | GivenExpectation
    | ValueExpectation
    | Median
    | Infinite
    | Equation
    | AtMost
    | Divergence
    | JointDivergence
    | Entropy
    | JointEntropy
    | Gradient
)
