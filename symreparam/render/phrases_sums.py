"""Sentences of the rules about sums over whole numbers and laws with masses there."""

from __future__ import annotations

from types import MappingProxyType

SUMS: MappingProxyType[str, str] = MappingProxyType(
    {
        "series-family": "{sum} equals {value}, as masses add up to 1.",
        "series-scale": "{sum} equals {value}, a constant factor being taken out.",
        "series-sum": "{sum} equals {value}, part by part.",
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
    }
)
