"""Every English sentence of a proof: one row a rule. `{0}`, `{1}`, .. are filled by `sentences`."""

from __future__ import annotations

from types import MappingProxyType

PHRASES: MappingProxyType[str, str] = MappingProxyType(
    {
        "hypothesis": "Given: {0}.",
        "sign": "{0} is {1}{2}.",
        "holds": "{0}{1}.",
        "defined": "{0} is defined{1}.",
        "null-zeros": "{0} vanishes on a null set at most.",
        "equal": "{0} = {1}{2}.",
        "derivative": "The derivative of {0} in {1} is {2}.",
        "monotone": "So {0} is strictly {1} in {2}{3}.",
        "limit": "It tends to {0} as {1} tends to {2}.",
        "image": "So {0} maps {1} onto {2}.",
        "inverse": "Its inverse is {0}{1}.",
        "constant": "{0} takes one value.",
        "covers": "The intervals {0} fill {1} up to finitely many points.",
        "family": "By definition {0} means {1}.",
        "rewrite-law": "Therefore {0}.",
        "pushforward": "By the change of variables f_Z(z) = f_X(h(z)) |h'(z)|: {0}.",
        "same-law": "So {0} and {1} are the same law.",
        "cases": "In every case {0}.",
        "differ-density": "On {0} the two densities keep apart.",
        "differ-mass": "The two laws give different mass to one point.",
        "no-law": "There is no law {0}.",
        "fails": "Hence it is false that {0}.",
    }
)

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
