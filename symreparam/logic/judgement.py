"""The judgements that steps of a proof conclude. Each says something for every point of its scope.

They stand in four files by what they speak of; here they are put together. A new one is written in
its file, which names it in its union, and in `__all__` below.
"""

from __future__ import annotations

from sympy import Expr, Symbol

from symreparam.logic.of_indices import (
    CovarianceOfSums,
    EachJacobian,
    Factor,
    FailsAtSize,
    Fold,
    FoldEquation,
    FoldLaw,
    FoldName,
    HasMatrixLaw,
    IndexJudgement,
    LargestAt,
    Matrices,
    SumsEquation,
    Total,
)
from symreparam.logic.of_laws import (
    Differs,
    Distances,
    Distribution,
    EqualInLaw,
    Exactly,
    ForEach,
    GivenLaw,
    GivenValue,
    HasImplicitLaw,
    HasJointLaw,
    HasLaw,
    HasLawByCases,
    HasNormalLaw,
    ImageLaw,
    ImplicitSlope,
    Independent,
    IndependentVectors,
    Jacobian,
    LawDistribution,
    LawJudgement,
    Member,
    NoLaw,
    SameLaw,
)
from symreparam.logic.of_means import (
    AtMost,
    Divergence,
    DivergenceOf,
    Entropy,
    EntropyOf,
    Equation,
    Expectation,
    GivenExpectation,
    GivenMean,
    Gradient,
    Infinite,
    JointDivergence,
    JointDivergenceOf,
    JointEntropy,
    JointEntropyOf,
    Letter,
    Mean,
    MeanJudgement,
    Median,
    MedianOf,
    SlopeOf,
    ValueExpectation,
    ValueMean,
)
from symreparam.logic.of_terms import (
    Bijection,
    Covers,
    Defined,
    Derivative,
    End,
    Equal,
    Holds,
    Image,
    Integral,
    Limit,
    Monotone,
    NullZeros,
    Partial,
    Section,
    Series,
    Sign,
    SignName,
    TermJudgement,
)
from symreparam.terms.record import dataclass

GoalJudgement = (
    HasLaw
    | Equation
    | AtMost
    | HasJointLaw
    | HasNormalLaw
    | Independent
    | IndependentVectors
    | EqualInLaw
    | GivenLaw
    | GivenValue
    | Member
    | Jacobian
    | ForEach
    | FoldLaw
    | LargestAt
    | SumsEquation
    | FoldEquation
    | EachJacobian
    | HasMatrixLaw
    | HasImplicitLaw
    | HasLawByCases
    | Exactly
    | ImplicitSlope
    | Distances
)
"""What a claim may claim."""


@dataclass(frozen=True, slots=True)
class Fails:
    """The judgement `of` is false at every parameter value of the scope."""

    of: GoalJudgement


@dataclass(frozen=True, slots=True)
class FailsAt:
    """The equation is false at these values of all parameters."""

    of: Equation | FoldEquation
    values: tuple[tuple[Symbol, Expr], ...]


Judgement = TermJudgement | LawJudgement | MeanJudgement | IndexJudgement | Fails | FailsAt

__all__ = [
    "AtMost",
    "Bijection",
    "CovarianceOfSums",
    "Covers",
    "Defined",
    "Derivative",
    "Differs",
    "Distances",
    "Distribution",
    "Divergence",
    "DivergenceOf",
    "EachJacobian",
    "End",
    "Entropy",
    "EntropyOf",
    "Equal",
    "EqualInLaw",
    "Equation",
    "Exactly",
    "Expectation",
    "Factor",
    "Fails",
    "FailsAt",
    "FailsAtSize",
    "Fold",
    "FoldEquation",
    "FoldLaw",
    "FoldName",
    "ForEach",
    "GivenExpectation",
    "GivenLaw",
    "GivenMean",
    "GivenValue",
    "GoalJudgement",
    "Gradient",
    "HasImplicitLaw",
    "HasJointLaw",
    "HasLaw",
    "HasLawByCases",
    "HasMatrixLaw",
    "HasNormalLaw",
    "Holds",
    "Image",
    "ImageLaw",
    "ImplicitSlope",
    "Independent",
    "IndependentVectors",
    "IndexJudgement",
    "Infinite",
    "Integral",
    "Jacobian",
    "JointDivergence",
    "JointDivergenceOf",
    "JointEntropy",
    "JointEntropyOf",
    "Judgement",
    "LargestAt",
    "LawDistribution",
    "LawJudgement",
    "Letter",
    "Limit",
    "Matrices",
    "Mean",
    "MeanJudgement",
    "Median",
    "MedianOf",
    "Member",
    "Monotone",
    "NoLaw",
    "NullZeros",
    "Partial",
    "SameLaw",
    "Section",
    "Series",
    "Sign",
    "SignName",
    "SlopeOf",
    "SumsEquation",
    "TermJudgement",
    "Total",
    "ValueExpectation",
    "ValueMean",
]
