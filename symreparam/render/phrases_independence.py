"""Sentences that tell why terms are independent, or why they are not."""

from __future__ import annotations

from types import MappingProxyType

INDEPENDENCE: MappingProxyType[str, str] = MappingProxyType(
    {
        # sums and squares of normal variables
        "quadratic.letters": "In the independent standard normal variables",
        "quadratic.form": "Multiplied out, the term is a quadratic form in independent standard "
        "normal variables:",
        "quadratic.form.letters": "the term is, multiplied out, the quadratic form",
        "quadratic.matrix": "Its matrix is",
        "quadratic.plain": "It is symmetric, {square} and {trace}. So it is an orthogonal "
        "projection, and its trace is its rank. In an orthonormal basis that starts with one of "
        "its image, the form is {squares} (Cochran's theorem), and so",
        "quadratic.scaled": "It is symmetric, {square} with the positive number {scale}, and "
        "{trace}. So {quotient} is an orthogonal projection of rank {rank}, its trace. In an "
        "orthonormal basis that starts with one of its image, the form is {scale} times {squares} "
        "(Cochran's theorem), and so",
        "quadratic.one": "the square of a standard normal variable",
        "quadratic.many": "the sum of the squares of {rank} independent standard normal variables",
        "forms.covariances": "The terms are sums of independent normal variables with constant "
        "factors, so they are jointly normal. They are uncorrelated:",
        "forms.sums": "Each term is a function of sums of independent normal variables with "
        "constant factors. All these sums are jointly normal, and those of one term are "
        "uncorrelated with those of the others, as these covariances show:",
        "forms.apart": "Each term is a function of sums of independent normal variables with "
        "constant factors. All these sums are jointly normal, and those of one term are "
        "uncorrelated with those of the others.",
        "forms.so": "Jointly normal variables that are uncorrelated are independent, and functions "
        "of them are too.",
        "invariant.shift": "The term {sum} is a function of sums of independent normal variables "
        "with constant factors. The other term, {other}, does not change when the variables are "
        "shifted along the directions that belong to these sums. For all real {letters},",
        "invariant.so": "What regression on these sums leaves of the variables is independent of "
        "the sums. By the invariance {other} is a function of what is left, and so it is "
        "independent of {sum}.",
        "direction.size": "The variables enter the exponent of their joint density by a sum of "
        "powers alone. The term {size} is a function of that sum:",
        "direction.extreme": "The joint density is a product of powers up to where the variables, "
        "measured by their ends, have one extreme. The term {size} is a function of that extreme:",
        "direction.scale": "The term {direction} does not change when all variables are multiplied "
        "by one positive number:",
        "direction.so": "Let all rates in the exponent be multiplied by one unknown number. The "
        "sum of powers is a complete and sufficient statistic for it, and the law of "
        "{direction} does not depend on it, for only the scale of the variables does. By "
        "Basu's theorem the two are independent, whatever the number, and so are {direction} "
        "and {size}.",
        "direction.extreme-so": "Let all ends be multiplied by one unknown number. The extreme is "
        "a complete and sufficient statistic for it, and the law of {direction} does not depend on "
        "it, for only the scale of the variables does. By Basu's theorem the two are "
        "independent, whatever the number, and so are {direction} and {size}.",
        # terms that are not independent
        "apart.means": "Were the terms independent, the mean of this product of functions of them "
        "would be the product of the means:",
        "apart.events": "Were the terms independent, the probabilities of {first} and of {second} "
        "would multiply:",
        "apart.but": "But",
        "apart.differ": "These are not the same.",
        "apart.enclosed": "Let {one} be the event {first} and {two} the event {second}. Were the "
        "terms independent, both of these would be the product of the probabilities of {one}, of "
        "{two} and of their complements:",
        "apart.cells": "Lower bounds of the four probabilities, from enclosures of the densities "
        "on small cells, exclude this equation, since the probabilities add up to 1.",
        "apart.density": "Were the terms independent, their joint density would be a product, and "
        "the product of its values at two points would stay the same when the points exchange a "
        "coordinate. But",
        "apart.boxes": "Enclosures show that the same holds on small boxes around these points, "
        "so the difference is not one on a set of probability 0.",
        "apart.determined": "{term} is a function of the other terms. Were it independent of them, "
        "it would be independent of itself, and so constant. By its density it is not.",
        "values.start": "The laws of the terms come first, then that of a sum of them.",
        "values.law": "The law of {term}.",
        "values.known": "So {law}.",
        "values.sum": "The sum {sum} has another value for each choice of the terms' values, so "
        "its law tells how probable they are together:",
        "values.so": "Each of these is the product of the probabilities of the values alone.",
        "cells.values": "For {outer} and {inner} the terms have the values {one} and {two} at "
        "{first} and {second}. That happens with a probability that is a product:",
        "cells.sums": "The factors have these sums.",
        "cells.total": "So all these probabilities, which belong to different places, add up to",
        "cells.so": "There are no other values but with probability 0, and the probability of any "
        "two values together is a function of the one times a function of the other. Hence the "
        "terms are independent.",
    }
)
