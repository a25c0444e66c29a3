"""The step by which an equation about folds over all indices rests on the laws of these."""

from __future__ import annotations

from sympy import Integer

from symreparam.checker.lemmas import lemma_refuted, no_shared, proved_lemma
from symreparam.logic.judgement import (
    Fails,
    FailsAt,
    FoldEquation,
    FoldLaw,
    Holds,
    Judgement,
)
from symreparam.logic.proof import Argument, Proof, Step
from symreparam.rules.folds import equation_claim, law_claim, split
from symreparam.rules.rule import Setting, require, take
from symreparam.rules.table import INDUCTION
from symreparam.terms.law import AnyLaw
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import Relation

CODE = "fold-equation"


def conclude_folds(step: Step, proof: Proof, setting: Setting) -> Judgement:
    """
    1 <= n
    S_k, the sum (product, maximum, minimum) of bodies at the indices 1, .., n, has law L_k(n, T),
    or is a sum of bodies alike in law at all indices, and stands linearly, with n B_k for S_k
    S_k ~ L_k(n, T), or B_k at one index, imply left = right, for every T
    -------------------------------------------------------------  fold-equation(lemmas)
    left = right

    A mean or median of a function of one fold and of other variables, independent of it, is one of
    the laws of these (Billingsley 1995, theorem 16.13); each mean has one fold, or is a sum of
    such. E(a + c S) = E(a + c n B) for a and c independent of S: with S and B not constant both
    exist if and only if a, c and B have means (Fubini: Billingsley 1995, theorem 18.3).
    Where the last lemma is refuted, no mean was taken apart and no T stands there, the equation is
    false at these values.
    """
    premises = tuple(proof.steps[index].conclusion for index in step.premises)
    require(step.scope == 0 and not proof.at, f"{CODE}.values", "of all parameter values")
    claim = setting.claim
    goal = take(claim.goal, FoldEquation, f"{CODE}.goal")
    require(len(step.args) == len(goal.folds) + 1, f"{CODE}.args", str(len(step.args)))
    *known, lemma = step.args
    _sized(goal, premises)
    for fold in goal.folds:
        no_shared(claim, fold.body, goal.indexed, CODE)
    laws = tuple(_law(setting, goal, k, known[k]) for k in range(len(goal.folds)))
    wanted = equation_claim(claim, goal, laws)
    # a law of no family was proved to be that of a fold: it exists
    refuted = lemma_refuted(
        take(lemma, Proof, f"{CODE}.lemma"), wanted, f"{CODE}.lemma", densities_known=True
    )
    if not refuted:
        return goal
    assert isinstance(lemma, Proof)
    whole = split(claim, goal) == (goal.left, goal.right, goal.means)
    require(whole and not goal.totals, f"{CODE}.refuted", "only a part of the equation fails")
    last = lemma.steps[-1].conclusion
    values = last.values if isinstance(last, FailsAt) else lemma.at
    return FailsAt(goal, values) if values else Fails(goal)


def _sized(goal: FoldEquation, premises: tuple[Judgement, ...]) -> None:
    require(bool(goal.size.is_integer), f"{CODE}.whole", goal.size)
    enough = Holds(Relation(Integer(1), "<=", goal.size), NUMBERS)
    require(enough in premises, f"{CODE}.size", (goal.size, ">=", 1))


def _law(setting: Setting, goal: FoldEquation, place: int, argument: Argument) -> AnyLaw | None:
    """The law that a lemma proves of the fold; none for the argument 0."""
    if argument == 0:
        return None
    lemma = take(argument, Proof, f"{CODE}.law")
    known = take(lemma.claim.goal, FoldLaw, f"{CODE}.law")
    wanted = law_claim(setting.claim, goal, goal.folds[place], known.law)
    proved_lemma(lemma, wanted, f"{CODE}.law", (INDUCTION,))
    return known.law
