"""Sentences about Jacobian determinants, members of families, order statistics and draws."""

from __future__ import annotations

from types import MappingProxyType

GOALS: MappingProxyType[str, str] = MappingProxyType(
    {
        # folds over all indices
        "folds.law": "Let {letter} be {fold}. Then {law}, as follows.",
        "folds.linear": "Means of sums are sums of means, and the terms are alike at all "
        "indices: in a mean {size} times the term at one index stands for {fold}.",
        "folds.max": "The terms are independent and have one distribution function: {one}. So that "
        "of the largest of them is its power of exponent {size}, whose derivative is the density.",
        "folds.min": "The terms are independent and have one distribution function: {one}. So the "
        "least of them exceeds a number with one minus that function, to the power {size}, for the "
        "probability; the density follows by the derivative.",
        "folds.equation": "So, where {given}, the claim is",
        # Jacobian determinants
        "jacobian.slope": "The derivative is {slope}.",
        "jacobian.matrix": "The matrix of the partial derivatives is",
        "jacobian.chain": "For any smooth {functions} the chain rule gives the matrix of the "
        "partial derivatives",
        "jacobian.determinant": "Its determinant is {determinant}.",
        "jacobian.size": "The absolute value is",
        "jacobian.each": "Each component depends on the one variable with its own index, so the "
        "matrix of the partial derivatives is diagonal. Consider any one index.",
        "jacobian.product": "The determinant of a diagonal matrix is the product of its entries, "
        "and so are the absolute values.",
        "jacobian.other": "At {point} the absolute value is {size}, and the claim says {claimed}.",
        "jacobian.each.so": "With these values at every index the two products differ as well.",
        # families
        "member.law": "Indeed {law}.",
        "member.gap": "Under this law the interval {interval} has probability 0. Under every law "
        "of the family {family} it has positive probability, because the density is positive on "
        "it.",
        "member.outside": "This density is positive on the interval {interval}. But every law of "
        "the family {family} gives probability 1 to {support}, and so none to this interval.",
        "member.density": "This law has a density, so that {subject} takes no single value with "
        "positive probability. The laws of the family {family} give probability 1 to countably "
        "many values.",
        "member.mass": "Under this law {value} has the positive probability {mass}. But the laws "
        "of the family {family} have densities, and give single values no probability.",
        "member.contrast": "Suppose that a law of the family {family} were this one. Then both "
        "densities, which are continuous around the points {points}, would agree there. Take the "
        "logarithms at these points with the weights {weights}. For every law of the family they "
        "add up to {value}, but for the density above to {sum}, which is not the same.",
        "member.above": "With positive probability {event}, and then {beyond}. But no law of the "
        "family {family} gives values above {bound} positive probability.",
        "member.below": "With positive probability {event}, and then {beyond}. But no law of the "
        "family {family} gives values below {bound} positive probability.",
        "member.moments": "Write m_k for the mean of the k-th power. Under every law of the family "
        "{family} these are finite, and",
        "member.moments.but": "But for {subject}",
        "member.moments.here": "so that {value}. It would have to be {sign}.",
        "member.each": "Take any law of the family, with parameters {parameters}. It would have "
        "to be true that",
        "member.each.so": "This excludes every choice of {parameters}.",
        # order statistics
        "order.values": "The terms {values} are independent and have this same law. Its density "
        "{density} and its distribution function {distribution} are",
        "order.start": "Indeed the derivative of the second is the first, and it tends to 0 at the "
        "lower end.",
        "order.one": "Let {named}. This is the {place} of them. By the formula for the density of "
        "an order statistic",
        "order.two": "The terms {first} and {second} are the {place} and the {other} of them. "
        "Their joint density is, by the formula for two order statistics,",
        "order.so": "So",
        # draws and remainders
        "claim.drawn": ", and, given {known}, {drawn}",
        "claim.drawn.several": ", and, given {known}, {drawn} independently",
        "draw": "Drawn as the quantile of its law at a uniform variable (inverse transform), "
        "{law}.",
        "event": "The indicator of an event is 1 with its probability, else 0: {law}.",
        "modulo": "Hold everything but {variable} fixed. Then {sum} is uniform on an interval of "
        "length {length}, which is {periods}. So its remainder is uniform between 0 and {period}, "
        "whatever the values that are held fixed, and {law}.",
        "modulo.alone": "The term {sum} is uniform on an interval of length {length}, which is "
        "{periods}. So its remainder is uniform between 0 and {period}, and {law}.",
        "modulo.one": "one period",
        "modulo.many": "{number} whole periods",
    }
)
