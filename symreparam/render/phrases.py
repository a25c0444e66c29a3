"""The English sentence of each rule. Rules carry no prose: this table gives it to them.

PHRASES has one row a rule; the slots are filled with the fields of the step's conclusion by
`sentences`. The sentences that join several steps to a paragraph stand in `phrases_story`.
"""

from __future__ import annotations

from types import MappingProxyType

PHRASES: MappingProxyType[str, str] = MappingProxyType(
    {
        "hypothesis": "{law} is given.",
        "draw": "{law}: the quantile of a law at a uniform variable follows that law.",
        "sign": "{term} is {sign}{over}.",
        "holds": "{relation}{over}.",
        "defined": "{term} is defined{over}.",
        "null-zeros": "{term} vanishes on a null set at most{over}.",
        "equal": "{left} equals {right}{over}.",
        "equal-by-square": "{left} equals {right}{over}: neither is negative, the squares agree.",
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
        "series-family": "{sum} equals {value}, as masses add up to 1.",
        "series-scale": "{sum} equals {value}, a constant factor being taken out.",
        "series-equal": "{sum} equals {value}.",
        "series-shift": "{sum} equals {value}, the index being renamed.",
        "series-list": "{sum} equals {value}, term by term.",
        "series-telescope": "{sum} equals {value}, as its terms are differences that telescope.",
        "series-rest": "{sum} equals {value}, the first terms being taken off the whole sum.",
        "series-split": "{sum} equals {value}, the range being cut in two.",
        "partial": "{sum}, taken where {within}, is {value}.",
        "partial-empty": "{sum}, taken where {within}, is {value}: no term is left.",
        "rounded": "{left} equals {right}{over}, by the definition of rounding.",
        "lattice-cut": "{left} is {right}, the range being cut in two.",
        "lattice-shift": "{left} is {right}, the index being renamed.",
        "lattice-classes": "{left} is {right}, by the remainders of the index.",
        "lattice-sparse": "{left} is {right}, as no other whole number has mass.",
        "lattice-list": "{left} is {right}, the values being listed.",
        "lattice-collapse": "{left} is {right}, as all these masses stand at one point.",
        "pushforward-steps": "Step by step of the map, {law}.",
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
        "divergence": "The mean of the logarithm of the ratio is the divergence: {law}.",
        "divergence-joint": "The mean of the logarithm of the ratio of the joint densities is the "
        "divergence: {law}.",
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
        "mean-infinite-sum": "The rest has a finite mean, so also {mean}.",
        "equation-mean-infinite": "So {law}.",
        "equation-mean-finite": "The mean is a number, so it is false that {law}.",
        "equation-no-mean": "A mean in the equation is no number, so it is false that {law}.",
        "equation-not-infinite": "The divergence is finite, so it is false that {law}.",
        "equation-not-finite": "The divergence is infinite, so it is false that {law}.",
        "expectation-condition": "In other words {mean}.",
        "gradient": "{law}, by differentiating that value.",
        "equation-fails-at": "There the two sides differ, so it is false that {law}.",
        "equation-fails-for": "So it is not true for every test function that {law}.",
        "equation-for-functions": "For every smooth function that grows slowly enough for the "
        "means to be finite, to be differentiated under the integral sign and to be integrated by "
        "parts without a boundary term (those of compact support do so; on a normal law, those "
        "whose derivatives grow like a polynomial times an exponential): {law}. Both sides are the "
        "mean of the same term, up to terms of mean zero, which integration by parts gives.",
        "equation-same-law": "For every function for which the means are finite: {law}, as both "
        "are the integral against the same law.",
        "equation": "Put together: {law}.",
        "equation-fails": "Put together, the two sides differ, so it is false that {law}.",
        "independent": "No two of the terms have a random variable in common: {law}.",
        "dependent": "For independent terms the means would multiply, so it is false that {law}.",
        "equal-in-law": "Hence {law}.",
        "equal-in-law-swap": "Hence {law}.",
        "equal-in-law-map": "One map takes independent variables with the same laws to both sides, "
        "so {law}.",
        "equal-in-law-vector": "Both vectors have independent components, so {law}.",
        "given-expectation": "Dividing by the probability of the event, {mean}.",
        "given-law": "Dividing by the probability of the event, {law}.",
        "given-no-law": "So {law} is false.",
        "bayes": "By Bayes' theorem {law}.",
        "given-fixed": "The condition fixes one variable, and the others keep their laws: {law}.",
        "given-value-rewrite": "Hence {law}.",
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
        "not-member-contrast": "A weighted sum of values of the logarithm of the density is "
        "the same for all members and another one here, so it is false that {law}.",
        "not-member-kind": "One has mass at a point and the other has none, so it is false that "
        "{law}.",
        "fails-member": "No member of the family fits, so it is false that {law}.",
        "pushforward-joint": "By the change of variables formula {law}.",
        "normal-image": "The characteristic function of an affine image b + A U of independent "
        "normal variables is exp(i t'm - t'C t/2), where m and C are its mean vector and its "
        "covariance matrix, and no other law has it (C may be singular). The entries are those "
        "computed above, so {law}.",
        "normal-image-fails": "An entry of the mean or of the covariance differs, so it is false "
        "that {law}.",
        "for-each": "The components are functions of independent variables of their own, so {law}.",
        "for-each-fails": "With these values at every index a component has another law, so it is "
        "false that {law}.",
        "jacobian": "The determinant of the partial derivatives is expanded: {law}.",
        "jacobian-fails": "The determinant of the partial derivatives has another absolute value, "
        "so it is false that {law}.",
        "independent-factors": "The joint density is a product over a product of intervals, so "
        "{law}.",
        "joint-product": "As the terms are independent, {law}.",
        "rewrite-joint": "In other words {law}.",
        "pushforward-branches": "By the change of variables formula on each cell {law}.",
        "polar": "In polar coordinates, whose Jacobian determinant is the radius, {law}.",
        "polar-inverse": "In polar coordinates, whose Jacobian determinant is the radius, {law}.",
        "marginal": "Integrating over the last component, {law}.",
        "joint-fails-null": "The vector lies in a null set almost surely and has no density at "
        "all, so it is false that {law}.",
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
        "differ-moment": "The moment is not that of the claimed law, so it is false that {law}.",
        "differ-transform": "The transforms differ at a point, so it is false that {law}.",
        "differ-characteristic": "The characteristic functions differ at a point, so it is false "
        "that {law}.",
        "differ-quantile": "Equal laws have equal quantiles, and these two have not.",
        "differ-mass": "The two laws give different mass to one point.",
        "no-law": "There is no law {law}.",
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

<<<<<<< HEAD
=======
# rule -> the theorem that it applies, as its docstring cites it
CITED: MappingProxyType[str, str] = MappingProxyType(
    {
        "pushforward-periodic": "sums over periods (monotone convergence: Rudin 1987, theorem "
        "1.27; the wrapped Cauchy law: Mardia & Jupp 2000, section 3.5.7) and change of variables "
        "(Casella & Berger 2002, theorem 2.1.8)",
        "pushforward": "change of variables (Casella & Berger 2002, theorem 2.1.8)",
        "image": "intermediate value theorem (Rudin 1976, theorem 4.23)",
        "integral": "fundamental theorem of calculus and monotone convergence "
        "(Rudin 1976, theorem 6.21; Rudin 1987, theorem 1.26)",
        "integral-substitution": "substitution (Rudin 1987, theorem 7.26)",
        "series-telescope": "telescoping sums (Graham, Knuth & Patashnik 1994, equation 2.49)",
        "pushforward-steps": "countable additivity (Billingsley 1995, section 10)",
        "independent": "functions of disjoint groups of independent variables (Billingsley 1995, "
        "theorem 20.2)",
        "pushforward-joint": "change of variables in n dimensions (Rudin 1987, theorem 7.26)",
        "transform-law": "uniqueness of moment generating functions (Curtiss 1942, theorem 1; "
        "Billingsley 1995, section 30)",
        "law-distribution": "fundamental theorem of calculus (Rudin 1987, theorem 7.21)",
        "distribution-map": "distribution function of a monotone image (Casella & Berger "
        "2002, theorem 2.1.3)",
        "distribution-branches": "distribution function of a monotone image (Casella & Berger "
        "2002, theorem 2.1.3)",
        "distribution-law": "uniqueness of distribution functions (Billingsley 1995, theorem 14.1)",
        "image-law": "change of variables (Casella & Berger 2002, theorem 2.1.8)",
        "standardization": "images of equal laws (Billingsley 1995, section 13)",
        "characteristic-law": "uniqueness of characteristic functions (Billingsley 1995, "
        "theorem 26.2)",
        "equal-in-law-map": "images of equal joint laws (Billingsley 1995, sections 13 and 20)",
        "equal-in-law-vector": "independence and product measures (Billingsley 1995, section 20)",
        "given-expectation": "conditional probability (Billingsley 1995, section 33)",
        "given-law": "conditional probability (Billingsley 1995, section 33)",
        "bayes": "Bayes' theorem (Billingsley 1995, section 33; Casella & Berger 2002, section "
        "4.2)",
        "given-fixed": "conditional laws of functions of independent variables (Billingsley 1995, "
        "section 33)",
        "median": "the definition of a median (Casella & Berger 2002, exercise 2.17)",
        "median-symmetric": "medians of symmetric laws (Casella & Berger 2002, exercise 2.26)",
        "unequal-mean": "change of variable in means (Billingsley 1995, theorem 16.13)",
        "normal-image": "uniqueness of characteristic functions in n dimensions (Billingsley "
        "1995, section 29)",
        "for-each": "functions of disjoint groups of independent variables (Billingsley 1995, "
        "theorem 20.2)",
        "independent-factors": "factorisation of the joint density (Casella & Berger 2002, lemma "
        "4.2.7)",
        "joint-product": "densities of independent variables (Billingsley 1995, equation 20.25)",
        "pushforward-branches": "change of variables in n dimensions, cell by cell (Rudin 1987, "
        "theorem 7.26; Casella & Berger 2002, section 4.6)",
        "polar": "polar coordinates (Rudin 1987, theorem 7.26)",
        "polar-inverse": "polar coordinates (Rudin 1987, theorem 7.26)",
        "marginal": "Tonelli (Billingsley 1995, theorem 18.3)",
        "equal-by-slope": "functions with one derivative (Rudin 1987, theorem 7.21)",
        "isotropic": "polar coordinates of two normal variables (Box & Muller 1958)",
        "uniform-modulo": "invariance of the uniform law on a circle (Feller 1971, section II.8)",
        "draw": "inverse transform (Devroye 1986, theorem II.2.1)",
        "mixture": "Fubini and Tonelli (Billingsley 1995, theorem 18.3)",
        "expectation-moment": "moments from the generating function (Billingsley 1995, section 21)",
        "differ-moment": "moments from the generating function (Billingsley 1995, section 21)",
        "expectation-power": "moments from the Mellin transform (Paris & Kaminski 2001, chapter 3)",
        "expectation-log": "moments from the Mellin transform (Widder 1941, chapter VI)",
        "expectation-log-quadratic": "Poisson integral of the half-plane (Axler, Bourdon & Ramey "
        "2001, theorem 7.5)",
        "integral-monotone": "fundamental theorem of calculus and monotone convergence "
        "(Rudin 1976, theorem 6.21; Rudin 1987, theorem 1.26)",
        "equation-for-functions": "integration by parts (Stein 1981, lemma 1; Bonnet 1964; Price "
        "1958); pathwise and score function gradients (Mohamed et al. 2020)",
        "equation-same-law": "law of the unconscious statistician (Billingsley 1995, "
        "theorem 16.13)",
        "divergence": "divergence as a mean (Kullback & Leibler 1951)",
        "divergence-joint": "divergence as a mean (Kullback & Leibler 1951)",
        "normal-vector": "affine maps of normal vectors (Anderson 2003, theorem 2.4.4)",
        "divergence-masses": "divergence as a mean (Kullback & Leibler 1951)",
        "expectation-integral": "law of the unconscious statistician (Billingsley 1995, "
        "theorem 16.13)",
        "expectation-product": "means of independent factors (Billingsley 1995, section 21)",
        "expectation-draw": "Fubini and Tonelli (Billingsley 1995, theorem 18.3)",
    }
)

STORY: MappingProxyType[str, str] = MappingProxyType(
    {
        # joint laws
        "joint.source": "In letters {letters}, the independent terms {vector} have the joint "
        "density",
        "joint.map": "The vector is the image under the map that takes {letters} to",
        "joint.image": "The image is the region {region}: the map leads into it, and the inverse "
        "below leads back from every point of it.",
        "joint.cells": "The map folds; on each of the following cells it is one to one.",
        "joint.cell": "On the cell {region}:",
        "joint.inverse": "The inverse takes {letters} back to",
        "joint.jacobian": "The rows of its Jacobian matrix are {matrix}, and the determinant is "
        "{determinant}, which is positive.",
        "joint.jacobian.negative": "The rows of its Jacobian matrix are {matrix}, and the "
        "determinant is {determinant}, which is negative: its absolute value counts.",
        "joint.polar": "Polar coordinates are one to one off a null set, and their Jacobian "
        "determinant is the radius, by which the density is divided (or multiplied, from the plane "
        "to radius and angle). So",
        "joint.marginal": "For all values of the other components the integral over {variable} is "
        "{value}, so",
        "joint.rewritten": "This is the claimed density, written otherwise:",
        "joint.result": "By the change of variables formula",
        # the claim
        "claim.let": "Let {scope}, and let {given}{independent}. Then",
        "claim.let.scope": "Let {scope}. Then",
        "claim.let.given": "Let {given}{independent}. Then",
        "claim.independent": " be independent",
        "derive.open": "Let {given}{independent}. What is the law of {subject}?",
        "derive.open.alone": "What is the law of {subject}?",
        # the source law and the map
        "source.density": "By definition {variable} has the density",
        "source.given": "The density of {variable} is given:",
        "map": "Let {subject}. Then {image} with",
        "map.short": "Let {subject}. ",
        # a periodic map
        "periodic.repeats": "The map repeats: {again} for every x, so a multiple of {period} may "
        "be added to its argument.",
        "periodic.reduced": "Let {reduced} be what is left of the variable when multiples of the "
        "period are taken away until it lies in {targets}. The image of {reduced} is that of the "
        "variable itself, and the density of {reduced} is the sum of the given density over all "
        "points that are whole numbers of periods apart.",
        "periodic.telescopes": "The sum over the periods telescopes, since",
        "periodic.vanishes": "and {term} tends to 0 as {place}: the partial sums are differences "
        "of its values.",
        "periodic.turns": "The density is constant on {where}, whose length is {turns} times the "
        "period, so that is how many equal terms the sum has.",
        "periodic.cauchy": "The density is that of a Cauchy variable with median {median} and "
        "scale {scale}, whose sum over the periods is the wrapped Cauchy density (Mardia & Jupp "
        "2000, section 3.5.7).",
        "periodic.density": "So {reduced} has the density",
        "map.identity": "With {letter} for the variable,",
        "given.goal": "This is one of the hypotheses.",
        # one branch
        "branch.sign": "The derivative {derivative} is {sign}{where}, so {g} is strictly {sense}.",
        "branch.sign.there": "For {source} the derivative {derivative} is {sign}, so {g} is "
        "strictly {sense} there.",
        "branch.limits": "Since {lower} and {upper}, it maps {source} onto {target}.",
        "branch.inverse": "Its inverse there, with derivative, is",
        "branch.inverse.whole": "Its inverse, with derivative, is",
        "branch.inverts": "Indeed {identity}{into}.",
        "branch.into": ", and {h} lies in {source}",
        "branch.same": "For {source} this is {body}.",
        "branch.sign.then": " The derivative {derivative} is {sign}, so {g} is strictly {sense} "
        "there.",
        "branch.constant": "For {source} the map takes the one value {value}, which therefore has "
        "the mass",
        "branch.antiderivative": "because {antiderivative} is an antiderivative, which tends to "
        "{low} and {high} at the ends.",
        "branch.pullback": "Its inverse has no closed form here. The density {q} below satisfies",
        "branch.pullback.so": "so it is the density of this branch's contribution.",
        "branches": "Up to finitely many points, {whole} is the union of the intervals {regions}; "
        "{g} is studied on each.",
        "branches.pieces": "The density of {variable} is taken interval by interval: {regions}.",
        # the change of variables
        "pushforward.one": "By the change of variables formula, {where},",
        "pushforward.sum": "By the change of variables formula the contributions of the branches "
        "add up: {where},",
        "pushforward.apart": "By the change of variables formula each branch contributes to the "
        "density on its own image; contributions add where images overlap.",
        "pushforward.part": "Branch {index}, {where}:",
        "pushforward.for": "for {over}",
        "pushforward.atom": "The mass {mass} at {point} moves to {image}.",
        # equality in law
        "equal.first": "First, the law of {subject}.",
        "equal.second": "Next, the law of {subject}.",
        "equal.same": "So {first} and {second} have the same law.",
        "equal.map": "Put {pairs} into {first}: that gives {second}. By the lines above the terms "
        "that are put in have the laws of what they replace, and they are independent, having no "
        "random variable in common. So one map takes vectors with one joint law to both sides.",
        "equal.map.given": "Put {pairs} into {first}: that gives {second}. What is put in has the "
        "law of what it replaces, and is independent. So one map takes vectors with one joint "
        "law to both sides.",
        "equal.components": "The components on either side are independent, so the joint laws are "
        "the products of the components' laws, which are compared one by one.",
        "equal.component": "The components {first} and {second}:",
        "unequal.other": "If the claim were true, {second} would have this law, too.",
        "unequal.sum": "If the vectors had one joint law, then {first} and {second} would be equal "
        "in law.",
        "unequal.means": "Equal laws have equal means. But {first}, while {second}.",
        # conditions
        "given.share": "The event has a positive probability, {share}.",
        "given.term": "Let {image} be {subject} where {event}, and {place} elsewhere. For a Borel "
        "set A, the event {image} ∈ A has the probability of {subject} ∈ A together with {event}; "
        "if {place} ∈ A, that of the complement is added. So the claim says that {law}.",
        "given.so": "Without the mass of the complement, and divided by the probability of the "
        "event, this says that {law}.",
        "given.mean": "By definition, a mean given an event is the mean over the event, divided by "
        "its probability:",
        "bayes.fixed": "The condition says that {place}. The other variables are independent of "
        "this one and keep their laws.",
        "bayes.so": "So {law}.",
        "bayes.integral": "The product of the two densities, at the value of the condition, has "
        "the integral",
        "bayes.sum": "The product {term} of the two, at the value of the condition, has the sum "
        "{value} for {where}.",
        "bayes.theorem": "By Bayes' theorem the product, divided by this, is the conditional law: "
        "{law}.",
        "bayes.same": "This is the law {member}.",
        "bayes.claimed": "The claimed law is {claimed}.",
        "bayes.apart": "The two densities keep apart for {region}, so the laws give different "
        "probability to this interval.",
        "bayes.masses": "The two laws give different mass to a point.",
        "median.both": "Now {first} and {second}. Neither is less than 1/2, so {median}.",
        "median.symmetric": "So both sides of it have the same probability, and {median}.",
        # distribution functions
        "cdf.source": "The distribution function of {variable} is",
        "cdf.because": "because its derivative is the density {density}, and it tends to 0 as "
        "{end}.",
        "cdf.joins": "because the derivative on each interval is the density {density} there, it "
        "tends to 0 as {end}, and it has no jump where the intervals meet.",
        "cdf.pieces": "because the derivative on each interval is the density there, it tends to 0 "
        "as {end}, and it has no jump where the intervals meet.",
        "cdf.inverse": "Its inverse there is",
        "cdf.event": "So {image} says the same as {event}, and",
        "cdf.inverse.whole": "Its inverse is",
        "cdf.event.pieces": "With {h} for the inverse, pieced together from these, {image} says "
        "the same as {event}. So",
        "cdf.branches": "The events of the branches are disjoint, and single values have "
        "probability 0. So",
        "cdf.claimed": "The distribution function of {member} is",
        "cdf.same": "So {left} = {right} everywhere. A law is determined by its distribution "
        "function, and this one is that of {member}.",
        # standardization
        "standard.let": "Let {law}, with the density",
        "standard.law": "So {standard} has the law {member}.",
        "standard.back": "Now go back. For {back} we have {undone}.",
        "standard.same": "The variables {source} and {standard} have the same law, so the same "
        "function of either has the same law: {image} has the law of {undone}, which is "
        "{variable}. Therefore",
        # transforms of independent terms
        "transform.name": "Let {letter} = {subject}.",
        "transform.each": "By the records of the families,",
        "transform.product": "The factors are independent, so the expectation of their product is "
        "the product of the expectations:",
        "transform.product.one": "Constants come out of the expectation:",
        "transform.range": "All of them are finite there, because {relations}.",
        "transform.unique.sum": "This is the moment generating function of {member}. Two laws "
        "whose moment generating functions are finite and equal on an open interval are the same.",
        "transform.unique.product": "This is the Mellin transform of {member}. Two laws of "
        "positive variables whose Mellin transforms are finite and equal on an open interval are "
        "the same.",
        "transform.characteristic": "Here {units}. The terms are independent, so the "
        "characteristic functions of the summands, which the records of the families state, "
        "multiply: for {where}, where i² = -1,",
        "transform.characteristic.one": "Here {units}, and the record of the family states the "
        "characteristic function. For {where}, where i² = -1,",
        "transform.unique.characteristic": "This is the characteristic function of {member}. At "
        "-w it takes the conjugate value, so it is the same everywhere; and a law is determined by "
        "its characteristic function.",
        "transform.written": "Almost surely {left} is {right}.",
        # what a moment or a transform excludes
        "moment.true": "Expectations are linear, and multiply for independent factors; so",
        "moment.claimed": "If the law were {law}, it would be",
        "moment.apart": "These are finite and different.",
        "transform.claimed": "The terms are independent, so {body} is the product of the "
        "transforms in the records of their families. Its value less the one that it would have if "
        "the law were {law} is",
        "transform.apart": "The two are different.",
        "pushforward.lattice": "The mass {mass} at {point} moves to {image}, for {range}.",
        "source.masses": "By definition {law}.",
        # masses on whole numbers
        "lattice.list": "Written out where the values are few, {law}.",
        "lattice.sparse": "Only these whole numbers have mass: {law}.",
        "lattice.shift": "With the value itself as the index, {law}.",
        "lattice.classes": "By the remainder of the index, {law}.",
        "lattice.collapse": "Infinitely many of these masses stand at one point. Their sum is",
        "lattice.so": "That is, {law}.",
        "sum.family": "because, in {index}, the term is a constant times the mass of {member}, and "
        "these masses add up to 1.",
        "sum.telescope": "because each term is the difference of {primitive} at {index} + 1 and at "
        "{index}, so that all but the ends cancel.",
        "sum.rest": "which is the sum for {whole}, that is {value}, less its first terms.",
        # one variable held fixed
        "mixture.fix": "Now hold {variable} fixed at a value, {place}. The other variables are "
        "independent of it and keep their laws.",
        "mixture.atom": "Next, {variable} at a point that carries mass: the term is {term}.",
        "mixture.join": "Let {subject}. By Fubini and Tonelli its density is the integral of "
        "{product} over {fixed}.",
        "mixture.counts": "Let {subject}. Its mass at a whole number is the integral, over the "
        "values of {variable}, of the mass that belongs to it times the density of {variable} "
        "(Tonelli).",
        "mixture.cell": "For {cell} this is",
        "mixture.part": "For {cell} the integral has several parts, one of which is",
        "mixture.empty": "For {cell} it is 0, as both factors are positive nowhere at once.",
        "mixture.empty.part": "For {cell} one part of it is 0.",
        "mixture.family": "because, in {fixed}, the integrand is a constant times the density of "
        "{member}, whose integral is 1.",
        "integral.substituted": "because the substitution of {body} turns the integrand into a "
        "constant times the density of {member}, whose integral is 1.",
        "mixture.weighted": "Let {subject}. Its law is the sum of these laws, each with the "
        "probability of that value of {variable} as its weight.",
        "mixture.double": "Let {subject}. Its mass at {index} is the sum, over the values {fixed} "
        "of {variable}, of the probability of {fixed} times the mass at {index} that belongs to it "
        "(Tonelli: all terms are non-negative).",
        "steps.each": "For {range} the map {map} has the value {value} for {cell}, with "
        "probability",
        "steps.one": "For {cell} the map {map} has the value {value}, with probability",
        "steps.so": "These intervals fill the support up to countably many points. Hence {law}.",
        "mixture.none": "For {cell} no term is left: the sum is 0.",
        "mixture.so.law": "Together, {law}.",
        "mixture.so": "Together, the density is",
        # equations
        "equation.law": "The law of {subject} is found as follows.",
        "equation.means": "The means that are needed:",
        "equation.linear": "As expectation is linear,",
        "equation.same": "This is what was claimed, since",
        "divergence.first": "By definition {variable} has the density",
        "divergence.second": "and {member} has the density",
        "divergence.ratio": "Where the first is positive, so is the second, and the logarithm of "
        "their ratio is",
        "divergence.mean": "The divergence is the mean of this logarithm under the first law:",
        "entropy.minus": "The negative logarithm of it is",
        "entropy.mean": "The entropy is its mean:",
        "gradient.slope": "Differentiated in {parameter}:",
        "functions.let": "Let {functions} be smooth, with derivatives that grow so slowly at "
        "infinity that the means below are finite, may be differentiated under the integral sign, "
        "and integrate by parts without a term at infinity. (It is enough that they vanish "
        "beyond some bound; on a normal law, that they grow like a polynomial times an "
        "exponential, because the density decays faster.)",
        "functions.inside": "The derivative of a mean in a parameter is the mean of the derivative "
        "of what stands inside; where the density depends on the parameter too, what stands inside "
        "times the derivative of the logarithm of the density is added.",
        "functions.parts": "Integrate by parts in {variable}: with p for its density, the mean of "
        "the derivative of h plus h times p'/p is 0, for h = {body}.",
        "functions.same": "With this, the difference of the two sides is the mean of a term whose "
        "parts cancel, as an identity in the values of the functions and of their derivatives.",
        # closing
        "same.collected": "Collected interval by interval this is the density",
        "family.fold": "This is the density of {member}. Therefore",
        "family.fold.law": "This is the law {member}. Therefore",
        "constant": "The term {term} contains no random variable: it takes one value, with "
        "probability 1.",
        "therefore": "Therefore",
        "cases": "Since {excluded}, one of the following cases applies.",
        "cases.all": "One of the following cases applies.",
        "case": "Case {relation}.",
        "cases.join": "In every case {law}.",
        "steps": "The steps, in order:",
        # refutation
        "refute.values": "Take {values}, which the claim allows. It then says that",
        "refute.undefined": "Take {values}, which the claim allows. There the formula of the "
        "claimed law is undefined, so that there is no such law.",
        "refute.nolaw": "There is no such law: {member} needs {needed}, and {value}.",
        "refute.nodensity": "The claimed density is no density: for {region} the term {term} in it "
        "is negative, so that it has no real value there.",
        "refute.negative": "The claimed density is no density: it is negative for {region}.",
        "refute.nolaw.short": "There is no such law, because {relation}.",
        "refute.true": "This is false. First, the law that {subject} does have.",
        "refute.claimed": "The claimed law {member} would have the density",
        "refute.claimed.given": "The claimed density is",
        "refute.claimed.mass": "The claimed law has {masses}.",
        "refute.gap": "But {gap} for all {region}, so the two laws give different probability to "
        "this interval.",
        "refute.gap.masses": "But {gap} for all {region}, so the two laws give different "
        "probability to this interval, points that carry mass left out.",
        "refute.numbers": " At {point}, for instance, the true density is {left} and the claimed "
        "one {right}, rounded.",
        "refute.exponent": "For {region} the quotient of the true and the claimed density is "
        "{quotient}. The exponent is a polynomial in {variable}, and its coefficient {coefficient} "
        "of {power} is never zero. So the quotient is 1 at finitely many points only, at every "
        "allowed parameter value, and the two laws differ.",
        "refute.probability": "If this were true, {less} under the true law and {more} under the "
        "claimed one would add up to at most 1, and so they would with the two exchanged. The "
        "rigorous bounds that the checker computes at {point}, interval by interval, give "
        "a sum above 1.",
        "refute.interval": "The rigorous bounds that the checker computes, cell by cell, show that "
        "{part} is larger under the true law than under the claimed one: at least the mass of the "
        "cells that the map sends between {low} and {high}, at most the greatest values of the "
        "claimed density times the lengths.",
        "refute.mass": "The two laws give different mass to the point {point}.",
        "refute.mass.numbers": " The true mass at {point} is {left}; the claim says {right}.",
        "refute.general": "For all allowed parameter values the true law is",
        "refute.general.open": "The search derives this law for all allowed parameter values (the "
        "counterexample does not rest on it):",
        "refute.so": " So the claim is false.",
        "nearmiss": "{words}: {law}{conditions}",
        # open and unreadable claims
        "undecided": "Neither a proof nor a counterexample was found. The search stopped here: "
        "{reason}.",
        "undecided.derive": "No law was found. The search stopped here: {reason}.",
        "unsupported": "This is outside what the engine does: {reason}.",
        "open.law": "What the search derived (nothing is proved about it):",
        # what it rests on
        "rests.replayed": "All {steps} steps of the proof were replayed by the checker, without "
        "the search.",
        "rests.replayed.one": "The one step of the proof was replayed by the checker.",
        "rests.cited": "Theorems cited: {cited}.",
        "rests.axioms": "Taken from the records of families, by definition: {axioms}.",
        "rests.none": "No numeric cross-check was run.",
        "rests.check": "Cross-check, {name}: {result}{detail}.",
        "conditions.member": "{relation}, as {member} requires.",
    }
)

>>>>>>> 9af50af (Means of draws in hierarchical models through the mean given their parameters)
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
