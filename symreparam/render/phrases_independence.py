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
        "direction.powers": "The joint density is {factor} times a constant and powers of "
        "{letters}. Consider the {word} {extreme} in the exponent. ",
        "direction.exponent": "The joint density is {factor} times a constant. Consider the {word} "
        "{extreme} in the exponent. ",
        "direction.ends": "Where {where}, the joint density is a constant times powers of "
        "{letters}, and elsewhere it is 0. ",
        "direction.constant": "Where {where}, the joint density is a constant, and elsewhere it is "
        "0. ",
        "direction.is": "The term {size} is this {word}.",
        "direction.function": "The term {size} is a function of this {word}: if the {word} is "
        "{radius}, it is {form}.",
        "direction.indeed": "Indeed,",
        "direction.scale": "The term {direction} does not change when all variables are multiplied "
        "by one positive number {factor}:",
        "direction.rates": "Let the {word} be multiplied by one unknown positive number in the "
        "exponent. It is a complete and sufficient statistic for this number. The law of "
        "{direction} does not depend on the number, which only changes the scale of the variables. "
        "By Basu's theorem the {word} and {direction} are independent, whatever the number is, and "
        "so are {size} and {direction}.",
        "direction.moved": "Let the ends of all densities be multiplied by one unknown positive "
        "number. The {word} is a complete and sufficient statistic for this number. The law of "
        "{direction} does not depend on the number, which only changes the scale of the variables. "
        "By Basu's theorem the {word} and {direction} are independent, whatever the number is, and "
        "so are {size} and {direction}.",
        "shift.density": "Where {where}, the joint density is {factor} times a constant, and "
        "elsewhere it is 0. ",
        "shift.alone": "The term {direction} does not change when one number is added to all of "
        "{variables}. ",
        "shift.so": "Let an unknown number be added to all of them. The {word} is a complete and "
        "sufficient statistic for this number, and the law of {direction} does not depend on it. "
        "By Basu's theorem the {word} and {direction} are independent, whatever the number is, and "
        "so are {size} and {direction}.",
        # terms that are not independent
        "apart.means": "Were the terms independent, the mean of this product of functions of them "
        "would be the product of the means:",
        "apart.events": "Were the terms independent, the probabilities of {first} and of {second} "
        "would multiply:",
        "apart.but": "But",
        "apart.vectors": "Were the vectors independent, then functions of them would be, too: "
        "{terms}, one for each vector. They are not.",
        "fixed.start": "{term} has no random variable in common with the rest but {fixed}. "
        "Hold {fixed} fixed: the other variables are independent of it and keep their laws.",
        "fixed.at": "For {value} the term {term} is {subject}.",
        "fixed.so": "So {term} has the law {law} whatever the value of {fixed}, and no other term "
        "says more about it: it is independent of {others}.",
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
        "bayes.alone": "So the condition says nothing about it: {law}.",
        "apart.circle": "The terms are remainders of sums of whole multiples of uniform variables. "
        "Some sum of whole multiples of them, each by its period, is a fixed number but for whole "
        "numbers, so that its wave is one number of absolute value 1. If the terms were "
        "independent, its mean would be a product of means of waves of one uniform term each, "
        "which are 0.",
        "apart.shared": "Two of the terms are sums that have one variable in common and nothing "
        "else. If they were independent, the characteristic function c of this variable would "
        "satisfy c(u + v) = c(u) c(v) around 0, so that |c| = 1 there: only a constant has such a "
        "one.",
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
