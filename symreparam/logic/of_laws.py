"""Judgements about the laws of random variables and vectors."""

from __future__ import annotations

from sympy import Expr, Symbol

from symreparam.terms.forms import CaseLaw, ImplicitLaw
from symreparam.terms.law import AnyLaw, JointLaw, Named
from symreparam.terms.mapping import Map
from symreparam.terms.record import dataclass
from symreparam.terms.region import NUMBERS, Region
from symreparam.terms.scope import Relation


@dataclass(frozen=True, slots=True)
class HasLaw:
    """The random variable `subject` (a term in random variables and parameters) has the law."""

    subject: Expr
    law: AnyLaw


@dataclass(frozen=True, slots=True)
class HasImplicitLaw:
    """At every parameter value the subject has the law with these densities at the values of maps.

    Each map is strictly monotone from its source onto the image of its piece.
    """

    subject: Expr
    law: ImplicitLaw


@dataclass(frozen=True, slots=True)
class HasLawByCases:
    """At every parameter value all relations of some case hold, and wherever those of a case hold
    the subject has the law of the case."""

    subject: Expr
    cases: tuple[CaseLaw, ...]


@dataclass(frozen=True, slots=True)
class Exactly:
    """At every parameter value `of` holds where all relations of one of the cases hold, and is
    false where those of none do: no case, it is false everywhere; a case without relations, it
    holds everywhere."""

    of: HasLaw
    cases: tuple[tuple[Relation, ...], ...]


@dataclass(frozen=True, slots=True)
class Distances:
    """At every parameter value, for F the distribution function of the subject and G that of `law`:
    the largest value of |F - G| is `gap`, its value at the point `at`, and the total variation
    distance of the two laws, the largest difference of probabilities, is `variation`."""

    subject: Expr
    law: Named
    gap: Expr
    at: Expr
    variation: Expr


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
class ImplicitSlope:
    """At every parameter value the law has the density `density.body` on its source (l, h), zero
    elsewhere, and for each u in (0, 1) exactly one z in (l, h) has P(X <= z) = u, X of this law.
    At a fixed u that z has the derivative -I(z)/density(z) in `parameter`, where I(z) is the
    integral of `slope` over (l, z). `value`, where it is not None, is I at the density's letter.
    """

    law: Named
    parameter: Symbol
    density: Map
    slope: Expr
    value: Expr | None


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
class IndependentVectors:
    """At every parameter value these vectors of terms in random variables are mutually independent;
    the components of one of them may depend on each other. A single term is a vector of one
    component."""

    vectors: tuple[tuple[Expr, ...], ...]


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


LawJudgement = (
    HasLaw
    | HasImplicitLaw
    | HasLawByCases
    | Exactly
    | Distances
    | SameLaw
    | Distribution
    | LawDistribution
    | ImageLaw
    | ImplicitSlope
    | GivenLaw
    | GivenValue
    | HasJointLaw
    | HasNormalLaw
    | Independent
    | IndependentVectors
    | EqualInLaw
    | Member
    | Jacobian
    | ForEach
    | NoLaw
    | Differs
)
