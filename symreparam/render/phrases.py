"""The English sentence of each rule. Rules carry no prose: this table gives it to them.

PHRASES has one row a rule; the slots are filled with the fields of the step's conclusion by
`sentences`. The sentences that join several steps to a paragraph stand in `phrases_story`.
"""

from __future__ import annotations

from types import MappingProxyType

from symreparam.render.phrases_several import SEVERAL
from symreparam.render.phrases_sums import SUMS

PHRASES: MappingProxyType[str, str] = MappingProxyType(
    {
        **SEVERAL,
        **SUMS,
        "hypothesis": "{law} is given.",
        "draw": "{law}: the quantile of a law at a uniform variable follows that law.",
        "sign": "{term} is {sign}{over}.",
        "holds": "{relation}{over}.",
        "mass-bounds": "{relation}: a probability lies between 0 and 1.",
        "parity": "{law}: the generating function at -1 is P(even) - P(odd).",
        "parity-scaled": "{law}: the masses at the even numbers are that multiple of all masses.",
        "defined": "{term} is defined{over}.",
        "null-zeros": "{term} vanishes on a null set at most{over}.",
        "equal": "{left} equals {right}{over}.",
        "equal-by-square": "{left} equals {right}{over}: neither is negative, the squares agree.",
        "equal-by-angle": "{left} equals {right}{over}: a multiple of the difference has the "
        "sine 0, and is below half a turn.",
        "equal-by-slope": "{left} equals {right}{over}: the derivatives agree, and one value does.",
        "derivative": "The derivative of {term} in {variable} is {derivative}.",
        "monotone": "{term} is strictly {sense}{over}.",
        "limit": "{term} tends to {value} as {variable} tends to {end}.",
        "image": "{term} maps {source} onto {target}.",
        "inverse": "The inverse of {term} is {inverse}{over}.",
        "sign-monotone": "{term} is {sign}{over}, being monotone with that limit.",
        "holds-by-sign": "{relation}{over}, as the difference is positive.",
        "integral": "{integral} equals {value}.",
        "integral-family": "{integral} equals {value}, as a density integrates to 1.",
        "integral-scale": "{integral} equals {value}, a constant factor being taken out.",
        "integral-equal": "{integral} equals {value}.",
        "integral-sum": "{integral} equals {value}, term by term.",
        "integral-split": "{integral} equals {value}, the interval being cut in two.",
        "integral-substitution": "{integral} equals {value}, by substitution.",
        "section": "The integral of {integrand}{over}, taken where {within}, is {value}.",
        "section-empty": "The integral of {integrand}{over}, taken where {within}, is {value}: no "
        "point lies there.",
        "pushforward-steps": "Step by step of the map, {law}.",
        "law-by-cases": "In each of the cases: {law}.",
        "equal-scaled": "{left} = {right}{over}: scaling leaves each part of it alone.",
        "equal-by-value": "{left} = {right}{over}, with the value of the parameter put in.",
        "constant": "{law}: it takes one value.",
        "covers": "The intervals {regions} fill {whole} up to finitely many points.",
        "family": "By definition {left} is the law {right}.",
        "rewrite-law": "Hence {law}.",
        "pushforward": "By the change of variables formula {law}.",
        "pushforward-periodic": "The map is periodic, so the periods may be laid over one another; "
        "by the change of variables formula on one period {law}.",
        "expectation-constant": "{mean}: it is no random quantity.",
        "expectation-moment": "{mean}, from the moment generating function.",
        "expectation-exponential": "{mean}, by the moment generating function.",
        "expectation-bounded": "{mean}, as on record.",
        "expectation-circular": "{mean}, by the characteristic function.",
        "expectation-tilted": "{mean}, by the derivatives of the moment generating function.",
        "expectation-symmetric": "{mean}, by symmetry: the variable and its mirror image have one "
        "law, and the values of the term at both have a constant sum.",
        "expectation-extreme": "{mean}, by symmetry: the largest of the three lies as far above "
        "their mean as the least below it, and they are half the sum of the three distances apart.",
        "expectation-power": "{mean}, by the Mellin transform.",
        "expectation-integral": "{mean}, the integral against the law.",
        "expectation-product": "{mean}, as the factors are independent.",
        "expectation-polynomial": "In other words {mean}.",
        "expectation-draw": "{mean}, by the mean given the other variables.",
        "expectation-sum": "{mean}, as expectation is linear.",
        "expectation-equal": "In other words {mean}.",
        "expectation-log": "{mean}, from the Mellin transform.",
        "expectation-absolute": "{mean}, the mean absolute deviation.",
        "expectation-log-quadratic": "{mean}, by the Poisson integral of a half-plane.",
        "integral-monotone": "{integral} equals {value}.",
        "integral-tails": "{integral} equals {value}.",
        "divergence": "The mean of the logarithm of the ratio is the divergence: {law}.",
        "normal-vector": "The vector is an affine map of independent standard normal variables, so "
        "{law}.",
        "divergence-masses": "{law}, the sum over the values.",
        "divergence-outside": "The second law gives probability 0 to an interval to which the "
        "first gives more, so {law}.",
        "divergence-outside-mass": "The first law has a mass where the second has none, so {law}.",
        "entropy": "The mean of the negative logarithm of the density is the entropy: {law}.",
        "entropy-masses": "{law}, the sum over the values.",
        "equation-infinite": "So {law}.",
        "mean-infinite": "The integral against the density diverges, by comparison with powers: "
        "{mean}.",
        "mean-infinite-masses": "From some k on the terms of the sum over the values are at least "
        "a multiple of 1/k, whose sum diverges: {mean}.",
        "mean-infinite-sum": "The rest has a finite mean, so also {mean}.",
        "equation-mean-infinite": "So {law}.",
        "equation-mean-finite": "The mean is a number, so it is false that {law}.",
        "equation-no-mean": "A mean in the equation is no number, so it is false that {law}.",
        "equation-not-infinite": "The divergence is finite, so it is false that {law}.",
        "equation-not-finite": "The divergence is infinite, so it is false that {law}.",
        "expectation-condition": "In other words {mean}.",
        "gradient-threshold": "{law}, as the term is that one near each parameter value.",
        "equation-for-points": "A mean over finitely many values is their sum, so {law}.",
        "equation-on-lattice": "In the sums over the values of the variable the factors of each "
        "value of a function agree, so {law}.",
        "gradient": "{law}, by differentiating that value.",
        "equation-fails-at": "There the two sides differ, so it is false that {law}.",
        "equation-fails-for": "So it is not true for every test function that {law}.",
        "equation-for-functions": "For every smooth function that grows slowly enough for the "
        "means to be finite, to be differentiated under the integral sign and to be integrated by "
        "parts without a boundary term (those of compact support do so): {law}. Both sides are the "
        "mean of the same term, up to terms of mean zero, which integration by parts gives.",
        "jensen": "By Jensen's inequality for the logarithm, {law}.",
        "divergence-not-negative": "By Gibbs' inequality, {law}.",
        "bound": "So {law}.",
        "equation-same-law": "For every function for which the means are finite: {law}, as both "
        "are the integral against the same law.",
        "equation": "Put together: {law}.",
        "equation-fails-bound": "This bound of a mean excludes it, so it is false that {law}.",
        "sign-tangent": "{term} is {sign}{over}, by bounds of logarithms and exponentials.",
        "sign-choice": "{term} is {sign}{over}, as it is so with each value that a part of it may "
        "have, or ends at.",
        "equation-fails": "Put together, the two sides differ, so it is false that {law}.",
        "independent": "No two of the terms have a random variable in common: {law}.",
        "dependent": "For independent terms the means would multiply, so it is false that {law}.",
        "equal-in-law": "Hence {law}.",
        "equal-in-law-swap": "Hence {law}.",
        "equal-in-law-joint": "Both sides have this joint law, so {law}.",
        "equal-in-law-image": "One map takes both sides there, so {law}.",
        "equal-in-law-rewrite": "In other words {law}.",
        "equal-in-law-map": "One map takes independent variables with the same laws to both sides, "
        "so {law}.",
        "equal-in-law-vector": "Both vectors have independent components, so {law}.",
        "given-expectation": "Dividing by the probability of the event, {mean}.",
        "given-law": "Dividing by the probability of the event, {law}.",
        "given-no-law": "So {law} is false.",
        "given-value-event": "The condition is an event of positive probability, so {law}.",
        "given-mean-value": "The condition is an event of positive probability, so {mean}.",
        "bayes": "By Bayes' theorem {law}.",
        "given-fixed": "The condition fixes one variable, and the others keep their laws: {law}.",
        "given-value-rewrite": "Hence {law}.",
        "given-value-moments": "{mean}, from the moments of that law.",
        "given-fixed-mean": "{mean}, as the other variables keep their laws.",
        "given-value-mean": "{mean}, the integral against the conditional law.",
        "given-value-fails": "So {law} is false.",
        "median": "Both probabilities are at least 1/2, so {mean}.",
        "median-symmetric": "By symmetry {mean}.",
        "median-fails": "This probability is less than 1/2, so {law} is false.",
        "unequal-mean": "These means differ, so {law} is false.",
        "unequal-sum": "If {law}, these sums would be equal in law as well: it is false.",
        "member": "So {law}.",
        "not-member": "Every member gives positive probability to an interval to which this law "
        "gives none, so it is false that {law}.",
        "not-member-outside": "This law gives positive probability to an interval that no member "
        "reaches, so it is false that {law}.",
        "not-member-beyond": "With positive probability the value lies beyond the supports of all "
        "members, so it is false that {law}.",
        "not-member-contrast": "A weighted sum of values of the logarithm of the density is "
        "the same for all members and another one here, so it is false that {law}.",
        "not-member-moments": "A polynomial in the moments has one sign for all members and "
        "another one here, so it is false that {law}.",
        "not-member-kind": "One has mass at a point and the other has none, so it is false that "
        "{law}.",
        "fails-member": "No member of the family fits, so it is false that {law}.",
        "pushforward-joint": "By the change of variables formula {law}.",
        "normal-image": "The characteristic function of an affine image b + A U of independent "
        "normal variables is exp(i t'm - t'C t/2), where m and C are its mean vector and its "
        "covariance matrix, and no other law has it (C may be singular). The entries are those "
        "computed above, so {law}.",
        "matrix-normal": "The characteristic function of b + A e for independent normal noise e is "
        "that of the normal law with mean b and covariance A S A', S the diagonal matrix of the "
        "variances, and no other law has it: {law}.",
        "normal-image-fails": "An entry of the mean or of the covariance differs, so it is false "
        "that {law}.",
        "sums-equation": "Summed over all indices, {law}.",
        "sums-equation-fails": "With these values at every index the sides differ as well, so it "
        "is false that {law}.",
        "for-each": "The components are functions of independent variables of their own, so {law}.",
        "for-each-fails": "With these values at every index a component has another law, so it is "
        "false that {law}.",
        "induction": "By induction on the number of indices {law}.",
        "extreme-law": "By the distribution function of one term, {law}.",
        "fold-equation": "With the laws of the folds, {law}.",
        "largest": "Against the largest of the other terms, whose law is found by induction, "
        "{law}.",
        "fails-at-size": "It fails for that number of indices, so it is false that {law}.",
        "fails-slope": "The derivatives are means at every parameter value, and with these the "
        "claim is refuted: it is false that {law}.",
        "fails-part": "There the claim is one with fewer parameters, and that one fails at every "
        "value of them: it is false that {law}.",
        "holds-part": "There the claim is one with fewer parameters, which is proved by itself: "
        "{law}.",
        "exactly-part": "There the claim is settled at every parameter value, as it is said that "
        "{law}.",
        "not-member-each": "With new letters for the parameters of the members, the claim that it "
        "follows that member fails at every value of them, so it is false that {law}.",
        "independent-factors": "The joint density is a product over a product of intervals, so "
        "{law}.",
        "joint-product": "As the terms are independent, {law}.",
        "rewrite-joint": "In other words {law}.",
        "pushforward-branches": "By the change of variables formula on each cell {law}.",
        "joint-fails-null": "The vector lies in a null set almost surely and has no density at "
        "all, so it is false that {law}.",
        "joint-fails-plane": "A linear form of the vector has one value with positive probability: "
        "no law with a density gives it that.",
        "joint-fails-relation": "A relation that always holds between the components fails on a "
        "box to which the claim gives positive probability, so it is false that {law}.",
        "joint-fails-density": "On a box the two densities keep apart, so it is false that {law}.",
        "joint-fails-inside": "A box to which the claim gives positive probability is never "
        "reached, so it is false that {law}.",
        "joint-no-law": "One of the claimed laws does not exist, so it is false that {law}.",
        "joint-fails-range": "A component never takes the values of a box to which the claim gives "
        "positive probability, so it is false that {law}.",
        "joint-fails-outside": "With positive probability the vector lies outside of the claimed "
        "region, so it is false that {law}.",
        "transform-law": "The transform is the product of those of the terms; it belongs to one "
        "law alone, so {law}.",
        "law-distribution": "The distribution function of {member} is {cdf}.",
        "has-distribution": "So {cdf}.",
        "distribution-map": "By the monotone map {cdf}.",
        "distribution-branches": "The events on the branches are disjoint: {cdf}.",
        "distribution-law": "A law is determined by its distribution function, so {law}.",
        "image-law": "By the change of variables formula {image} whenever {given}.",
        "rewrite-image": "That is, {image} whenever {given}.",
        "standardization": "The map undoes the other, and equal laws have equal images, so {law}.",
        "characteristic-law": "The characteristic function is the product of those of the terms; "
        "it belongs to one law alone, so {law}.",
        "uniform-modulo": "At each value of the other terms the remainder runs evenly through "
        "whole periods, so {law}.",
        "isotropic": "The two normal variables are, in law, a Rayleigh radius times the cosine and "
        "the sine of an independent uniform angle, so {law}.",
        "law-of-equal": "Written in another way: {law}.",
        "same-law": "{left} and {right} are the same law.",
        "cases": "In every case {law}.",
        "mixture": "Integrating over the values of the other variable, {law}.",
        "differ-density": "The two densities keep apart for {region}.",
        "differ-interval": "The claimed law gives an interval too little probability: it is false "
        "that {law}.",
        "differ-probability": "Enclosures of a probability exclude that {law}.",
        "differ-exponent": "The quotient of the two densities is 1 at finitely many points only.",
        "differ-contrast": "The two continuous densities differ at a point, so around it.",
        "differ-limit": "The quotient of the two densities does not tend to 1 at that end.",
        "differ-moment": "The moment is not that of the claimed law, so it is false that {law}.",
        "differ-transform": "The transforms differ at a point, so it is false that {law}.",
        "differ-characteristic": "The characteristic functions differ at a point, so it is false "
        "that {law}.",
        "differ-quantile": "Equal laws have equal quantiles, and these two have not.",
        "differ-mass": "The two laws give different mass to one point.",
        "no-law": "There is no law {law}.",
        "no-law-whole": "There is no law {law}: a count would be no whole number.",
        "undefined-law": "There is no such law: its formula is negative or undefined there.",
        "no-density": "The claimed density is none: it has no real value, or a negative one.",
        "fails": "It is false that {law}.",
    }
)

# for a rule that is newer than this table
UNKNOWN_RULE = "By the rule {rule}: {judgement}."

SIGNS: MappingProxyType[str, str] = MappingProxyType(
    {
        "+": "positive",
        "-": "negative",
        "!=": "never zero",
        ">=": "not negative",
        "<=": "not positive",
    }
)
SENSES: MappingProxyType[str, str] = MappingProxyType({"+": "increasing", "-": "decreasing"})

VERDICTS: MappingProxyType[str, str] = MappingProxyType(
    {
        "proved": "Proved: every step was replayed by the checker, without the search.",
        "refuted": "Refuted: the counterexample was checked step by step.",
    }
)

HEADINGS: MappingProxyType[str, str] = MappingProxyType(
    {
        "claim": "Claim",
        "derived": "Result",
        "proof": "Proof",
        "refutation": "Counterexample",
        "conditions": "Side conditions",
        "rests": "What this rests on",
        "near": "What is true instead",
        "evidence": "Numeric evidence",
        "reason": "Why",
    }
)
CHECKED: MappingProxyType[bool | None, str] = MappingProxyType(
    {True: "agrees", False: "DISAGREES", None: "no evidence either way"}
)
