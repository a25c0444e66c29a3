"""Every sentence that joins several steps to a paragraph; those of laws stand in `phrases_laws`,
those about terms that are independent, or are not, in `phrases_independence`, those
about order statistics, families and Jacobian determinants in `phrases_goals`."""

from __future__ import annotations

from types import MappingProxyType

from symreparam.render.phrases_goals import GOALS
from symreparam.render.phrases_independence import INDEPENDENCE
from symreparam.render.phrases_laws import LAWS

STORY: MappingProxyType[str, str] = MappingProxyType(
    {
        **LAWS,
        **GOALS,
        **INDEPENDENCE,
        # parity
        "parity.function": "The generating function of {count} is, for {range},",
        "parity.series": "Both sides are analytic on that interval and continuous at {minus}, so "
        "this holds at {minus} as well. There the series is the probability that {count} is even "
        "less the probability that it is odd:",
        "parity.sum": "The two probabilities add up to 1, so they are {even} and {odd}:",
        "parity.scaled": "The probability that {count} is 2·{place} is {even} times the "
        "probability that it is {place}, for {range}. Summed over all {place}, the even numbers "
        "have probability {even}:",
        # equations
        "equation.law": "The law of {subject} is found as follows.",
        "equation.means": "The means that are needed:",
        "against.integral": "Under this law",
        "against.masses": "The mean {mean} is the sum over the values that have a mass, and the "
        "integral against the density.",
        "against.together": "Together,",
        "equation.linear": "As expectation is linear,",
        "equation.spread": "Put together,",
        "equation.same": "This is what was claimed, since",
        "divergence.first": "By definition {variable} has the density",
        "divergence.derived": "As the steps below show, {variable} has the density",
        "divergence.pieces": "The divergence is the integral of the first density times the "
        "logarithm of its ratio to the second, piece by piece:",
        "entropy.pieces": "The entropy is the integral of the density times its negative "
        "logarithm, piece by piece:",
        "divergence.sum": "Together,",
        "divergence.second": "and {member} has the density",
        "divergence.ratio": "Where the first is positive, so is the second, and the logarithm of "
        "their ratio is",
        "divergence.mean": "The divergence is the mean of this logarithm under the first law:",
        "entropy.minus": "The negative logarithm of it is",
        "entropy.mean": "The entropy is its mean:",
        "points.sum": "A mean over finitely many values is a sum. Whatever the values of "
        "{functions},",
        "points.slope": "The sums are differentiated in {parameters}.",
        "points.same": "Both sides of the claim are then the same, whatever these values.",
        "lattice.slow": "A mean is the sum over the values. Let {functions} be zero from some "
        "number on, or grow slowly enough for these sums to converge:",
        "lattice.all": "A mean is the sum over the values. Whatever the values of {functions},",
        "lattice.slope": "The sums may be differentiated in {parameters} term by term: finitely "
        "many terms are not zero, or the growth is slow enough for that.",
        "lattice.order": "Here {relations}.",
        "lattice.factors": "In the difference of the two sides, sorted by the values of the "
        "function, the factor of {value} is",
        "lattice.same": "and at numbers that not all sums reach it is 0 as well. So both sides of "
        "the claim are the same, whatever these values.",
        "threshold.near": "Here {relation}, and for all values of {parameter} near a given one as "
        "well. So {term} is {value} there, and the derivative is that of this term:",
        # sums over all indices
        "sums.laws": "Under each law the components are independent, so the divergence, or the "
        "entropy, of the vector is the sum of those of its components. Consider any one index.",
        "sums.means": "The mean of a sum is the sum of the means. Consider the terms at any one "
        "index.",
        "sums.covariances": "Terms of different indices are independent, so covariances, like the "
        "means, are added up. Consider the terms at any one index, where a covariance is the mean "
        "of the product less the product of the means.",
        "sums.both": "The mean of a sum is the sum of the means, and under each law the components "
        "are independent, so the divergence of the vector is the sum of those of its components. "
        "Consider any one index.",
        "sums.together": "It remains to sum both sides over the indices 1 to {size}.",
        "sums.alike": "The terms are alike: the mean of a sum is {size} times that of a term, and "
        "so are its variance and each covariance of two sums. Put in, both sides agree.",
        "sums.all": "With these values at every index each side is as many times its term.",
        # derivatives
        "gradient.slope": "Differentiated in {parameter}:",
        "bound.functions": "Let {functions} be functions for which the means below are finite.",
        "bound.weight": "Consider the positive random variable",
        "bound.jensen": "The logarithm is concave, so E(log W) ≤ log E(W) (Jensen's inequality). "
        "Here log W = {exponent}, and the means on the left add up to that of log W.",
        "bound.equation": "Put together,",
        "bound.gibbs": "The last divergence {divergence} is not negative. Indeed, with p and q for "
        "the two densities, minus it is the mean of log(q/p) under p, which is at most the "
        "logarithm of the mean of q/p (Jensen's inequality); that mean is the probability under q "
        "that p is positive, and the logarithm of a probability is not positive.",
        "functions.let": "Let {functions} be smooth, with derivatives that grow so slowly at "
        "infinity that the means below are finite, may be differentiated under the integral sign, "
        "and integrate by parts without a term at infinity. It is enough that they vanish beyond "
        "some bound.",
        "functions.normal": " Here, with normal laws, it is also enough that they grow like a "
        "polynomial times an exponential, because the density decays faster.",
        "functions.inside": "The derivative of a mean in a parameter is the mean of the derivative "
        "of what stands inside; where the density depends on the parameter too, what stands inside "
        "times the derivative of the logarithm of the density is added.",
        "functions.pathwise": "Only what stands inside of the mean depends on {parameter}, so the "
        "derivative goes inside:",
        "functions.score": "The density of {variable} depends on {parameter}. The derivative of "
        "its logarithm in {parameter} is",
        "functions.scores": "So, the derivative of a density being the density times the "
        "derivative of its logarithm,",
        "functions.both": "So, the derivative of a density being the density times the derivative "
        "of its logarithm, and with the derivative of what stands inside,",
        "functions.parts": "Integrate by parts in {variable}. With p for its density and "
        "h = {body}, which times p vanishes at both ends, the mean of h' + h·p'/p is 0. ",
        "functions.ratio": "Here p'/p = {ratio}, so",
        "functions.same": "So both sides are the mean of the same term.",
        "pathwise.near": "Fix a value of {parameter}. There is a number {constant} such that, for "
        "all {parameter} near it and all values of {noise},",
        "pathwise.flat": "The mean of {constant} is finite, and {law_of} does not depend on "
        "{parameter}. ",
        "pathwise.moments": "The means of these bounds are finite, because {laws} {has} moments of "
        "all orders, and {law_of} does not depend on {parameter}. ",
        "pathwise.law": "the law of {noise}",
        "pathwise.inside": "So the derivative may be taken under the integral sign, by dominated "
        "convergence:",
        "pathwise.others": "The other means are finite as well, for with a number {constant}",
        "pathwise.terms": "As means are linear, either side is the mean of one term, and these "
        "terms are equal:",
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
        "cases.laws": "Together the cases are the law that was to be found.",
        "cases.join": "In every case {law}.",
        "steps": "The steps, in order:",
        # refutation
        "refute.values": "Take {values}, which the claim allows. It then says that",
        "refute.undefined": "Take {values}, which the claim allows. There the formula of the "
        "claimed law is undefined, so that there is no such law.",
        "refute.nolaw": "There is no such law: {member} needs {needed}, and {value}.",
        "refute.nodensity": "The claimed density is no density: for {region} the term {term} in it "
        "is negative, so that it has no real value there.",
        "refute.negative": "What is claimed is no density, because it is negative:",
        "refute.negative.so": "A probability is never negative, so no density is negative on an "
        "interval.",
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
        "refute.numbers.exact": " At {point}, for instance, the true density is {left} and the "
        "claimed one {right}.",
        "refute.contrast": "Take the logarithms of the quotient of {true} and {claimed} at "
        "{points}, with the weights {weights}. They add up to {sum}, which is never 0. So the two "
        "densities, which are continuous, differ at one of these points, and on an interval "
        "around it.",
        "refute.quantile": "If it also had the law {claimed}, then the quantiles at {points} of "
        "{true} and of {claimed} would be equal. Their difference is {gap}, which is never 0.",
        "refute.quantiles": "If it also had the law {claimed}, then the quantiles at {points} of "
        "{true} and of {claimed} would be equal, and so would their sums with the weights "
        "{weights}. The difference of these sums is {gap}, which is never 0.",
        "refute.exponent": "For {region} the quotient of the true and the claimed density is "
        "{quotient}. The exponent is a polynomial in {variable}, and its coefficient {coefficient} "
        "of {power} is never zero. So the quotient is 1 at finitely many points only, at every "
        "allowed parameter value, and the two laws differ.",
        "refute.joint.gap": "But {gap} for all {region}, with {density} for the true density. So "
        "the two laws give different probability to this box.",
        "refute.joint.always": "Write {letters} for the components. The claimed density is "
        "positive on the box {region}, where {against}. But {always}, always. ",
        "refute.joint.never": "So the claimed law gives positive probability to a box in which the "
        "vector almost surely never lies.",
        "refute.joint.inverse": "If {components}, then {back}. On the box {region}, where the "
        "claimed density is positive, {against}, and the variables take no such value. ",
        "refute.joint.outside": "With positive probability {region}, and then {beyond}. So with "
        "positive probability the vector lies outside of the claimed region.",
        "refute.joint.plane": "The probability that {value} is {mass}: the vector then lies on a "
        "line or plane, to which a law with a density gives probability 0.",
        "refute.joint.null": "The components {components} always satisfy {curve}, and the points "
        "that do form a null set. So the vector has no joint density at all.",
        "refute.joint.means": "The components are sums of independent normal variables with "
        "constant factors, and",
        "refute.joint.entry": "The claimed law would have {claimed} in this place.",
        "same-law.so": "So the two terms have one law, and both sides are the integral of the same "
        "function against it.",
        "same-law.functions": " This holds for all {functions} for which the means are finite.",
        "refute.equation.nomean": "So this mean is no number, and the equation, which is one "
        "between numbers, does not hold.",
        "refute.median": "This probability is less than 1/2, but a median would leave at least 1/2 "
        "on either side.",
        "gibbs.masses": "By definition {law}, and under {member} it would be so that {other}.",
        "gibbs.so": " So the two laws differ. By Gibbs' inequality the divergence {divergence} is "
        "positive then, or infinite. It is not {value}.",
        "differ.limit": "For {region} the two densities are {common} times these factors:",
        "differ.limit.so": "As {variable} → {end} the first factor tends to {mine} and the second "
        "to {other}. So the densities are different near that end, and so are the laws.",
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
        "refute.formed": "The true law is",
        "refute.general.open": "The search derives this law for all allowed parameter values (the "
        "counterexample does not rest on it):",
        "refute.equation.finite": "That is a number, and not infinite.",
        "refute.equation.infinite": "That is infinite, and no number.",
        "refute.equation.sides": "With these values the two sides are",
        "refute.equation.at": "At {values}, which the claim allows, the two sides are",
        "refute.equation.apart": "These are two different numbers.",
        "refute.equation.mean": "By definition it is the mean of a logarithm, where that exists:",
        "refute.equation.bound": "The term {term} is nowhere negative on the support. Its integral "
        "is bounded from below on each of {cells} cells, rigorously, and the sum gives {mean}. So",
        "refute.equation.asks": "But the equation asks for {asked}.",
        "refute.equation.functions": "Take {functions}. The claim would say that",
        "divergence.law": "The law of {variable} is {law}.",
        "divergence.other": "The second law {member} is {law}.",
        "divergence.outside": "For {region} the density of the first law is positive, and the "
        "second law gives this interval probability 0, finitely many points aside. So the first "
        "law is not absolutely continuous with respect to the second, and the divergence is "
        "infinite.",
        "divergence.outside.mass": "The first law has a positive mass at {point}, and the second "
        "has none there. So the first law is not absolutely continuous with respect to the "
        "second, and the divergence is infinite.",
        "divergence.masses": "Where the first law has a mass p the second has a mass q, too; the "
        "divergence is the sum of p·log(p/q):",
        "entropy.masses": "The entropy is the sum of -p·log(p) over the masses p:",
        "divergence.vector": "The vector {vector} has the joint density",
        "divergence.vector.second": "and the vector {vector} has the joint density",
        "factors.product": "On a product of intervals this is a product of functions of one of "
        "{letters} each, so the terms are independent:",
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
        # two normal variables
        "polar.pair": "In polar coordinates the two independent normal variables are, in law, "
        "functions of an independent radius and angle, {radius} and {angle} (for which {long} and "
        "{turn} may be taken):",
        "polar.there": "Put in, this gives",
        "polar.law": "It remains to find the law of the right side.",
        "rests.check": "Cross-check, {name}: {result}{detail}.",
        "conditions.member": "{relation}, as {member} requires.",
        "boundary.case": "The case {case}.",
        "of-independent.letters": "So these terms are, together, distributed as independent "
        "variables {given}. Of those it is to be shown that",
        "of-independent.false": "So these terms are, together, distributed as independent "
        "variables {given}. Of those it is false that",
        "of-independent.back": "The same holds with the terms in place of the variables.",
    }
)
