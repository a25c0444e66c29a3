"""The rule `fails-slope`: an equation of derivatives refuted by the means that they are.

The lemma's proof is replayed against the claim built here, with these means in the goal.
"""

from __future__ import annotations

from dataclasses import replace

from sympy import Add, Integer, Poly, expand

from symreparam.checker.lemmas import lemma_refuted
from symreparam.logic.claim import Claim
from symreparam.logic.judgement import Equation, FailsAt, Judgement, Letter, Mean, SlopeOf
from symreparam.logic.proof import Proof, Step
from symreparam.rules.rule import Setting, count, require, take

CODE = "fails-slope"


def conclude_fails_slope(step: Step, proof: Proof, setting: Setting) -> Judgement:
    """
    the derivative no. i among the goal's quantities is the mean E m_i, one premise for each
    the claim with these means for the derivatives is false at some parameter values
    ------------------------------------------------------------  fails-slope(joined, lemma)
    the claim is false at these values

    A derivative is not of one parameter value, and the mean is, so that it can be bounded there.
    With joined = 1 the lemma is about the mean of one term, a combination of those of all means:
    where these are finite and the equation holds, that mean is 0.
    """
    count(step.args, 2, f"{CODE}.args")
    require(not proof.at, f"{CODE}.values", "the claim is about all parameter values")
    require(step.scope == 0, f"{CODE}.scope", "a narrower scope")
    joined = take(step.args[0], int, f"{CODE}.args")
    require(joined in (0, 1), f"{CODE}.args", joined)
    lemma = take(step.args[1], Proof, f"{CODE}.args")
    known = tuple(proof.steps[index] for index in step.premises)
    require(all(each.scope == 0 for each in known), f"{CODE}.scope", "the premises hold elsewhere")
    wanted = with_means(setting.claim, tuple(each.conclusion for each in known))
    wanted = with_one_mean(wanted) if joined else wanted
    refuted = lemma_refuted(lemma, wanted, f"{CODE}.lemma")
    require(refuted, f"{CODE}.refuted", "the lemma is proved")
    last = lemma.steps[-1].conclusion
    values = last.values if isinstance(last, FailsAt) else lemma.at
    require(bool(values), f"{CODE}.values", "the lemma names no parameter values")
    return FailsAt(take(setting.claim.goal, Equation, f"{CODE}.goal"), values)


def with_means(claim: Claim, premises: tuple[Judgement, ...]) -> Claim:
    """The claim with a mean for each derivative, as the premises say in order. Raises RuleError."""
    goal = take(claim.goal, Equation, f"{CODE}.goal")
    slopes = [letter for letter in goal.means if isinstance(letter, SlopeOf)]
    require(bool(slopes), f"{CODE}.goal", "no derivative")
    count(premises, len(slopes), f"{CODE}.premises")
    means: dict[Letter, Letter] = {}
    for letter, premise in zip(slopes, premises, strict=True):
        known = take(premise, Equation, f"{CODE}.premise")
        count(known.means, 2, f"{CODE}.premise")
        mean = take(known.means[1], Mean, f"{CODE}.premise")
        require(known.means[0] == letter, f"{CODE}.premise", "another derivative")
        sides = (known.left, known.right) == (letter.letter, mean.letter)
        require(sides, f"{CODE}.premise", "not an equation of the two")
        means[letter] = Mean(letter.letter, mean.body)
    replaced = tuple(means.get(letter, letter) for letter in goal.means)
    return replace(claim, goal=Equation(goal.left, goal.right, replaced))


def with_one_mean(claim: Claim) -> Claim:
    """The claim that the mean of one term is 0, for an equation that is linear in means. Raises
    RuleError."""
    goal = take(claim.goal, Equation, f"{CODE}.goal")
    means = [take(letter, Mean, f"{CODE}.joined") for letter in goal.means]
    letters = [mean.letter for mean in means]
    gap = expand(goal.left - goal.right)
    require(gap.is_polynomial(*letters), f"{CODE}.joined", gap)
    polynomial = Poly(gap, *letters)
    require(polynomial.total_degree() == 1, f"{CODE}.joined", gap)
    random = any(factor.has(*claim.variables) for factor in polynomial.coeffs())
    require(not random, f"{CODE}.joined", gap)
    terms = [polynomial.coeff_monomial(mean.letter) * mean.body for mean in means]
    body = Add(polynomial.coeff_monomial(1), *terms)
    return replace(claim, goal=Equation(letters[0], Integer(0), (Mean(letters[0], body),)))
