"""The kinds of goals that are not about one law, each with a search of its own."""

from __future__ import annotations

from symreparam.documents.meaning_state import Goal
from symreparam.logic.claim import Claim
from symreparam.logic.judgement import (
    EachJacobian,
    EqualInLaw,
    Equation,
    FoldEquation,
    FoldLaw,
    ForEach,
    GivenLaw,
    GivenValue,
    HasJointLaw,
    HasMatrixLaw,
    HasNormalLaw,
    IndependentVectors,
    Jacobian,
    LargestAt,
    SumsEquation,
)
from symreparam.logic.verdict import Outcome
from symreparam.pipeline.checked import equation_checked
from symreparam.pipeline.options import Options


def judge_other(goal: Goal, claim: Claim, start: Outcome, options: Options) -> Outcome:
    """A goal that is not about one law. The search of each kind is imported where it is asked."""
    match claim.goal:
        case Equation():
            from symreparam.pipeline.equations import judge_equation

            return equation_checked(judge_equation(goal, claim, start), claim, options)
        case HasJointLaw():
            from symreparam.pipeline.joint import judge_joint

            return judge_joint(goal, claim, start)
        case HasNormalLaw():
            from symreparam.pipeline.normal_image import judge_normal_image

            return judge_normal_image(goal, claim, start)
        case HasMatrixLaw():
            from symreparam.pipeline.matrices import judge_matrices

            return judge_matrices(goal, claim, start)
        case EqualInLaw():
            from symreparam.pipeline.equal_law import judge_equal

            return judge_equal(goal, claim, start, options)
        case IndependentVectors():
            from symreparam.pipeline.independent_vectors import judge_vectors

            return judge_vectors(goal, claim, start)
        case GivenValue():
            from symreparam.pipeline.given_value import judge_given_value

            return judge_given_value(goal, claim, start, options)
        case GivenLaw():
            from symreparam.pipeline.given import judge_given

            return judge_given(goal, claim, start, options)
        case FoldLaw() | LargestAt() | SumsEquation() | FoldEquation():
            return _of_any_size(goal, claim, start, options)
        case ForEach() | EachJacobian():
            return _of_any_size(goal, claim, start, options)
        case Jacobian():
            from symreparam.pipeline.jacobian import judge_jacobian

            return judge_jacobian(goal, claim, start)
    from symreparam.pipeline.dependence import judge_dependence

    return judge_dependence(goal, claim, start)


def _of_any_size(goal: Goal, claim: Claim, start: Outcome, options: Options) -> Outcome:
    """A goal about vectors of symbolic size."""
    match claim.goal:
        case SumsEquation():
            from symreparam.pipeline.sums import judge_sums

            return judge_sums(goal, claim, start)
        case FoldEquation():
            from symreparam.pipeline.fold_equations import judge_folds

            return judge_folds(goal, claim, start, options)
        case ForEach():
            from symreparam.pipeline.for_each import judge_for_each

            return judge_for_each(goal, claim, start, options)
        case EachJacobian():
            from symreparam.pipeline.jacobian import judge_each

            return judge_each(goal, claim, start)
    from symreparam.pipeline.indices import judge_indices

    return judge_indices(goal, claim, start, options)
