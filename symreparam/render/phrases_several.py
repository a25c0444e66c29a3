"""Sentences of the rules about several variables and implicit derivatives: dependence, order
statistics, cases at an end, Jacobian determinants."""

from __future__ import annotations

from types import MappingProxyType

SEVERAL: MappingProxyType[str, str] = MappingProxyType(
    {
        "pushforward-implicit": "By the change of variables formula, the density being told where "
        "the map is, {law}.",
        "equation-pathwise": "A power of the noise bounds the terms and their derivatives near "
        "every parameter value, and its mean is finite: under the integral sign, {law}.",
        "equation-gibbs": "By Gibbs' inequality it is false that {law}, as the laws differ.",
        "expectation-score": "{mean}: the density integrates to 1 at every parameter value, and "
        "the integral may be differentiated under its sign.",
        "expectation-error": "{mean}: the error function tells the probability of a half-line "
        "under a normal law, and a difference of independent normal variables is normal.",
        "expectation-threshold": "{mean}: given the other variables, the probability that a "
        "uniform variable stays below a threshold is that threshold.",
        "event-law": "The indicator of an event is 1 with its probability, else 0: {law}.",
        "implicit-slope": "On the compact range from the lower end to z the density and its "
        "derivative in the parameter are continuous, so that its integral may be differentiated "
        "under the sign. As the density is positive, the implicit function theorem applies: {law}.",
        "polar": "In polar coordinates, whose Jacobian determinant is the radius, {law}.",
        "polar-inverse": "In polar coordinates, whose Jacobian determinant is the radius, {law}.",
        "marginal": "Integrating over the last component, {law}.",
        "independent-masses": "The joint masses are a product, so {law}.",
        "independent-cells": "The joint masses at these places are a product and add up to 1, "
        "so that there are no others: {law}.",
        "boundary": "In both cases {law}.",
        "by-sign": "In each case {law}.",
        "expectation-fixed": "Averaged over the values of the variable that was held fixed, "
        "{mean}. By Fubini's theorem: the second moment is finite.",
        "of-independent": "Independent terms may be replaced by independent variables with their "
        "laws in the question whether {law}.",
        "independent-fixed": "The law stays the same whatever the value of the shared variable, so "
        "{law}.",
        "independent-given": "The conditional law is the same given each value, so {law}.",
        "dependent-product": "For independent terms all the means would multiply, so it is false "
        "that {law}.",
        "dependent-determined": "{term} is a function of the other terms. Were it independent of "
        "them, it would be independent of itself, and so constant; it is not, and so it is false "
        "that {law}.",
        "dependent-events": "Enclosures show that the probabilities of the events {first} and "
        "{second} do not multiply, so it is false that {law}.",
        "dependent-probabilities": "For independent terms the probabilities of the events {first} "
        "and {second} would multiply, so it is false that {law}.",
        "dependent-shared": "Two of the terms are sums with one variable in common. Independent, "
        "they would make it a constant, so it is false that {law}.",
        "dependent-density": "For independent terms q(s) q(t) would not change when s and t "
        "exchange a coordinate. Enclosures of the joint density q around s = {first} and t = "
        "{second} exclude that, so it is false that {law}.",
        "equal-signs": "{left} equals {right}{over}: the sign of a product is the product of the "
        "signs.",
        "independent-values": "The combination has another value for each choice of the terms' "
        "values, and its probabilities are the products of theirs, so {law}.",
        "dependent-values": "The combination has another value for each choice of the terms' "
        "values, and not all of its probabilities are products, so it is false that {law}.",
        "independent-vectors": "No two of the vectors have a random variable in common: {law}.",
        "independent-vectors-terms": "All components are independent, and so {law}.",
        "independent-vectors-factors": "The joint density is a product of functions of the "
        "letters of one vector each, over a product of regions, so {law}.",
        "dependent-vectors": "Functions of independent vectors would be independent, so it is "
        "false that {law}.",
        "order-statistic": "The term of maxima and minima is an order statistic of independent "
        "variables with one law: {law}.",
        "order-statistics": "The terms of maxima and minima are two order statistics of "
        "independent variables with one law: {law}.",
        "joint-single": "Hence {law}.",
        "expectation-orthant": "{mean}, by the correlation of the two normal terms.",
        "expectation-events": "{mean}, as the events are independent.",
        "expectation-quotient": "{mean}, as both sides may be divided by a positive term.",
        "quadratic-form": "{law}: in standard normal variables it is a quadratic form whose matrix "
        "is a multiple of a projection, of twice the shape as its rank.",
        "independent-invariant": "{law}: one term is a function of sums of normal variables, and "
        "the other does not change along the vectors of their covariances with the variables.",
        "independent-direction": "{law}: scaling all variables leaves the one alone, and the other "
        "is a function of what their joint density has beside powers: a sum in its exponent, or "
        "the extreme at its end.",
        "independent-shift": "{law}: moving all variables by one number leaves the one alone, and "
        "the other is a function of the smallest of them.",
        "independent-circle": "{law}: they are remainders of sums of whole multiples of uniform "
        "variables, of which no whole combination is without one, so that its waves have mean 0.",
        "dependent-circle": "A whole combination of the terms differs from a fixed number by a "
        "whole number of periods, so it is false that {law}.",
        "independent-forms": "{law}: functions of uncorrelated sums of normal variables.",
        "given-value-affine": "So {law}, by the change of variables.",
        "given-value-put-back": "That is: {law}.",
        "given-value-independent": "The condition says nothing about an independent term: {law}.",
        "given-value-known": "{mean}: what is known is taken out.",
        "divergence-pieces": "The sum of the integrals is the divergence: {law}.",
        "entropy-pieces": "The sum of the integrals is the entropy: {law}.",
        "entropy-joint": "The mean of the negative logarithm of the joint density is the "
        "entropy: {law}.",
        "standardization-fails": "The map undoes the other, so the variable would have a law that "
        "it does not have: {law}.",
        "distances": "Between neighbouring points one of the densities is the larger one, so the "
        "difference of the distribution functions is monotone there: {law}.",
        "divergence-joint": "The mean of the logarithm of the ratio of the joint densities is the "
        "divergence: {law}.",
        "jacobian": "The determinant of the partial derivatives is expanded: {law}.",
        "jacobian-functions": "By the chain rule, and whatever values the functions and their "
        "derivatives have there: {law}.",
        "jacobian-fails-for": "So it is not true for every smooth function that {law}.",
        "jacobian-each": "The matrix is diagonal, and its determinant the product: {law}.",
        "jacobian-each-fails": "With these values at every index the product is another one.",
        "jacobian-fails": "The determinant of the partial derivatives has another absolute value, "
        "so it is false that {law}.",
    }
)
