"""The sentences of the derivation of a law: its source, its map, its branches, its conclusion."""

from __future__ import annotations

from types import MappingProxyType

LAWS: MappingProxyType[str, str] = MappingProxyType(
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
        "joint.jacobian": "Its Jacobian matrix is {matrix}, and the determinant is "
        "{determinant}, which is positive.",
        "joint.jacobian.negative": "Its Jacobian matrix is {matrix}, and the "
        "determinant is {determinant}, which is negative: its absolute value counts.",
        "joint.jacobian.apart": "Its Jacobian matrix is {matrix}, and the determinant is "
        "{determinant}, which is nowhere zero: its absolute value counts.",
        "joint.polar": "Polar coordinates are one to one off a null set, and their Jacobian "
        "determinant is the radius, by which the density is divided (or multiplied, from the plane "
        "to radius and angle). So",
        "joint.marginal": "Integrate over {variable}. For all values of the other components",
        "joint.marginal.so": "So",
        "joint.rewritten": "This is the claimed density, written otherwise:",
        "joint.put": "By the change of variables formula the density {density} of the vector is "
        "the one above, at the inverse, times the inverse's absolute Jacobian determinant:",
        "joint.result": "By the change of variables formula",
        # the claim
        "claim.let": "Let {scope}, and let {given}{independent}. Then",
        "claim.let.scope": "Let {scope}. Then",
        "claim.let.given": "Let {given}{independent}. Then",
        "claim.independent": " be independent",
        "claim.independent.indexed": " be independent, one for each index",
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
        "branch.lambert": " Here {value} is the {which} branch of Lambert's function: the solution "
        "{side} of {equation}.",
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
        "pushforward.atoms": "The mass {mass} at each of {point} moves to {image}, in this order.",
        "pushforward.atom": "The mass {mass} at {point} moves to {image}.",
        "implicit.one": "So each value of {image} is taken at exactly one {x}. No formula for this "
        "{x} is needed: the derivative of the inverse of {g} is the reciprocal of the derivative "
        "of {g}, so by the change of variables formula {image}, whose values fill {images}, has at "
        "{place} the density",
        "implicit.sum": "So each of these intervals takes each value of its image at exactly one "
        "{x}. No formula for this {x} is needed: the derivative of the inverse of {g} is the "
        "reciprocal of the derivative of {g}. By the change of variables formula the intervals "
        "contribute to the density of {image} on their images {images}, in this order, at {place}:",
        "implicit.add": "Where images overlap, the contributions at the same place add up.",
        # equality in law
        "equal.first": "First, the law of {subject}.",
        "equal.second": "Next, the law of {subject}.",
        "equal.image": "One map takes both sides there, so {first} and {second} have the same law.",
        "equal.rewritten": "In other words, {first} and {second} have the same law.",
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
        # normal vectors of any size
        "matrices.noise": "The components {laws} are independent. Write {noise} for the vector of "
        "all of them; then {vector} = {affine}, where {shift} does not depend on {noise}. For a "
        "vector {t} of numbers this gives a sum of independent normal terms,",
        "matrices.wave": "Each component has the characteristic function {wave}, and the "
        "characteristic functions of independent terms multiply:",
        "matrices.spread": "Here {spread} is the diagonal matrix of the variances {square}.",
        "matrices.product": "With {shift} = {mean}, and {product} = {covariance} multiplied out, "
        "this is the characteristic function of the normal law with that mean and that covariance, "
        "which may be singular. A law is determined by its characteristic function.",
        "matrices.size": "With {size} rows and columns everywhere the claim says, entry by entry, "
        "that",
        "matrices.values": "Take {values}.",
        # inductions on the number of indices
        "indices.moved": "Write the terms as {body}; the claim says the same of these.",
        "indices.logarithms": "Logarithms make a sum of the product: the claim says the same of "
        "the sum of the terms {body}, which are defined with probability 1.",
        "indices.partial": "By induction on {count}, the number of indices: {letter} = {fold} has "
        "the law {law}.",
        "indices.totals": "Here {totals}.",
        "indices.first": "One index.",
        "indices.next": "One index more, called i here.",
        "indices.because": "Indeed:",
        "indices.all": "All indices.",
        "indices.whole": "The terms at different indices are functions of different independent "
        "variables, so the next term is independent of those before it, and the induction holds. "
        "Take {size}.",
        "indices.race": "The index i against all others.",
        "indices.race.max": "Let {letter} be the largest of the terms at the other indices. It has "
        "the law above, is independent of {body}, and has a density, so that ties have "
        "probability 0: the index of {body} is chosen where {body} is larger.",
        "indices.race.min": "The terms are largest where {body} is least. Let {letter} be the "
        "least of these at the other indices. It has the law above, is independent of {body}, and "
        "has a density, so that ties have probability 0: the index of {body} is chosen where "
        "{body} is smaller.",
        "indices.size": "Take {size}, and call the terms at the indices by numbers: {given}. The "
        "claim then says that",
        "parts.cases": "All parameter values fall into the cases below, and the claim fails in "
        "each of them.",
        "parts.case": "The case {conditions}.",
        "parts.given": "Here {given}, and the claim says that",
        "parts.all": "The claim fails in every case.",
        "bayes.fixed": "The condition says that {place}. The other variables are independent of "
        "this one and keep their laws.",
        "bayes.so": "So {law}.",
        "bayes.image": "By a change of variables {law}.",
        "bayes.back": "The condition says what its own term is, so that {law}.",
        "bayes.mean": "The integral against the conditional law is {mean}.",
        "bayes.moments": "The moments of that law are known, and {mean}.",
        "bayes.integral": "The product of the two densities, at the value of the condition, has "
        "the integral",
        "bayes.sum": "The product {term} of the two, at the value of the condition, has the sum "
        "{value} for {where}.",
        "bayes.theorem": "By Bayes' theorem the product, divided by this, is the conditional law: "
        "{law}.",
        "bayes.same": "In other words, the law is {member}.",
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
        "for-each.one": "Consider the component at any one index.",
        "for-each.together": "The components are functions of independent variables of their own, "
        "so they are independent.",
        "transform.name": "Let {letter} = {subject}.",
        "transform.each": "The transforms of the given laws are known:",
        "transform.product": "The factors are independent, so the expectation of their product is "
        "the product of the expectations:",
        "transform.product.one": "Constants come out of the expectation:",
        "transform.range": "All of them are finite there, because {relations}.",
        "transform.unique.sum": "This is the moment generating function of {member}. Two laws "
        "whose moment generating functions are finite and equal on an open interval are the same.",
        "transform.unique.product": "This is the Mellin transform of {member}. Two laws of "
        "positive variables whose Mellin transforms are finite and equal on an open interval are "
        "the same.",
        "transform.characteristic": "Here {units}, whose characteristic functions are known. The "
        "terms are independent, so those of the summands multiply: for {where},",
        "transform.characteristic.one": "Here {units}, whose characteristic function is known. "
        "For {where},",
        "transform.unique.characteristic": "This is the characteristic function of {member}. At "
        "negative arguments both take the complex conjugates of these values, so the two are the "
        "same everywhere; and a law is determined by its characteristic function.",
        "transform.written": "Almost surely {left} is {right}.",
        # what a moment or a transform excludes
        "moment.true": "Expectations are linear, and multiply for independent factors; so",
        "moment.claimed": "If the law were {law}, it would be",
        "moment.apart": "These are finite and different.",
        "transform.claimed": "The terms are independent, so {body} is the product of the "
        "transforms in the records of their families. Its value less the one that it would have if "
        "the law were {law} is",
        "transform.turns": "A whole turn changes no wave, so {body} = {plain}. The record of the "
        "family gives it. Its value less the one that it would have if the law were {law} is",
        "transform.apart": "The two are different.",
        "pushforward.lattice": "The mass {mass} at {point} moves to {image}, for {range}.",
        "source.masses": "By definition {law}.",
        # masses on whole numbers
        "lattice.list": "Written out where the values are few:",
        "lattice.sparse": "Only these whole numbers have mass: {law}.",
        "lattice.shift": "With the value itself as the index, {law}.",
        "lattice.classes": "By the remainder of the index:",
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
        "mixture.moves": "The mass at {point} moves with the value of {variable}: it adds the mass "
        "times the density of {variable} there.",
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
    }
)
