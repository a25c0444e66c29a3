"""Ways to sample a member of a family from noise, as claims to be proved: nothing here is trusted.

Every row is a proposal; whether the map has the law, the engine decides. Noise that keeps a
parameter of the target is no noise of a reparameterization, and its rows are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sympy import Expr, Integer, Symbol, cancel

from symreparam.families.members import record_of
from symreparam.render.terms_text import term_text
from symreparam.terms.law import Named

MOST_TERMS: Final = 4
"""Sums of more exponentials or squares are proved too, but slowly."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """`kind`; the noise, a law in the claim language for each letter; the map, in its letters."""

    kind: str
    noise: tuple[tuple[str, str], ...]
    map: str


# family -> noise laws, and the map: {0}, {1} are the arguments, {a}, {b} the noise letters
COMPOSITIONS: Final[dict[str, tuple[tuple[tuple[str, ...], str], ...]]] = {
    "LogNormal": ((("Normal(0, 1)",), "exp({0} + {1}*{a})"),),
    "LogitNormal": ((("Normal(0, 1)",), "sigmoid({0} + {1}*{a})"),),
    "HalfNormal": ((("Normal(0, 1)",), "{0}*abs({a})"),),
    "FoldedNormal": ((("Normal(0, 1)",), "abs({0} + {1}*{a})"),),
    "Levy": ((("Normal(0, 1)",), "{0} + {1}/{a}^2"),),
    "Exponential": ((("Uniform(0, 1)",), "-log({a})/{0}"),),
    "Rayleigh": (
        (("Exponential(1)",), "{0}*sqrt(2*{a})"),
        (("Normal(0, 1)", "Normal(0, 1)"), "{0}*sqrt({a}^2 + {b}^2)"),
    ),
    "Weibull": ((("Exponential(1)",), "{0}*{a}^(1/{1})"),),
    "Pareto": ((("Exponential(1)",), "{0}*exp({a}/{1})"),),
    "Gumbel": ((("Exponential(1)",), "{1} - {0}*log({a})"),),
    "Laplace": ((("Exponential(1)", "Exponential(1)"), "{0} + {1}*({a} - {b})"),),
    "Logistic": ((("Exponential(1)", "Exponential(1)"), "{0} + {1}*log({a}/{b})"),),
    "Cauchy": ((("Normal(0, 1)", "Normal(0, 1)"), "{0} + {1}*{a}/{b}"),),
    "Beta": ((("Gamma({0}, 1)", "Gamma({1}, 1)"), "{a}/({a} + {b})"),),
    "BetaPrime": ((("Gamma({0}, 1)", "Gamma({1}, 1)"), "{a}/{b}"),),
    "FDistribution": ((("ChiSquared({0})", "ChiSquared({1})"), "({a}/{0})/({b}/{1})"),),
    "StudentT": ((("Normal(0, 1)", "ChiSquared({0})"), "{a}/sqrt({b}/{0})"),),
    "GammaInverse": ((("Gamma({0}, 1)",), "{1}/{a}"),),
    "Chi": ((("ChiSquared({0})",), "sqrt({a})"),),
}
# family -> a map with a threshold: it has the law, and no pathwise gradient
THRESHOLDS: Final[dict[str, str]] = {
    "Bernoulli": "indicator({a} < {0})",
    "Rademacher": "2*indicator({a} < 1/2) - 1",
    "Geometric": "ceiling(log({a})/log(1 - {0}))",
}
# family -> the index of a shape, what is added up, and the map of the sum {s}
SUMS: Final[dict[str, tuple[int, str, str, str]]] = {
    "Gamma": (0, "Exponential(1)", "{e}", "{1}*({s})"),
    "Erlang": (0, "Exponential(1)", "{e}", "({s})/{1}"),
    "ChiSquared": (0, "Normal(0, 1)", "{e}^2", "{s}"),
}
LOCATIONS: Final = frozenset(("location", "mean"))
SCALES: Final = frozenset(("scale", "standard deviation"))
LETTERS: Final = ("eps", "eta", "xi", "U", "V", "W", *(f"e_{k}" for k in range(1, 100)))


def proposals(target: Named, taken: frozenset[str]) -> Iterator[Proposal]:
    """Proposals for a member, best first: location-scale, inverse cdf, composition."""
    free = [letter for letter in LETTERS if letter not in taken]
    yield from _location_scale(target, free)
    yield from _inverse_cdf(target, free)
    yield from _compositions(target, free)


def _location_scale(target: Named, free: list[str]) -> Iterator[Proposal]:
    """location + scale * (the member with location 0 and scale 1); rates divide."""
    record = record_of(target)
    meaning = [parameter.meaning for parameter in record.parameters]
    standard = list(target.arguments)
    letter = free[0]
    body, moved = letter, False
    for index, word in enumerate(meaning):
        if word in SCALES or word == "rate":
            sign = "/" if word == "rate" else "*"
            body = f"{letter}{sign}({term_text(target.arguments[index])})"
            standard[index], moved = Integer(1), True
    for index, word in enumerate(meaning):
        if word in LOCATIONS:
            body = f"({term_text(target.arguments[index])}) + {body}"
            standard[index], moved = Integer(0), True
    if moved and tuple(standard) != target.arguments:
        yield _with_noise("location-scale", target.family, standard, letter, body)
    yield from _between(target, free[0])


def _between(target: Named, letter: str) -> Iterator[Proposal]:
    """left + (right - left) * (the member on (0, 1)), for a family of laws between two ends."""
    record = record_of(target)
    meaning = [parameter.meaning for parameter in record.parameters]
    if meaning[:2] != ["left end", "right end"] or record.name not in ("Uniform", "Triangular"):
        return
    low, high = target.arguments[:2]
    rest = [cancel((argument - low) / (high - low)) for argument in target.arguments[2:]]
    standard: list[Expr] = [Integer(0), Integer(1), *rest]
    if tuple(standard) != target.arguments:
        body = f"({term_text(low)}) + ({term_text(high - low)})*{letter}"
        yield _with_noise("location-scale", target.family, standard, letter, body)


def _with_noise(
    kind: str, family: str, arguments: list[Expr], letter: str, body: str
) -> Proposal:
    law = f"{family}({', '.join(map(term_text, arguments))})"
    return Proposal(kind, ((letter, law),), body)


def _inverse_cdf(target: Named, free: list[str]) -> Iterator[Proposal]:
    record = record_of(target)
    if record.quantile is None:
        return
    letter = next(name for name in free if name.startswith(("U", "V", "W", "e_")))
    noise = Symbol(letter, real=True)
    pairs = zip(record.parameters, target.arguments, strict=True)
    swap = {parameter.symbol: argument for parameter, argument in pairs}
    body = record.quantile.xreplace({**swap, record.probability: noise})
    if body == noise:
        return
    yield Proposal("inverse cdf", ((letter, "Uniform(0, 1)"),), term_text(body))


def _compositions(target: Named, free: list[str]) -> Iterator[Proposal]:
    arguments = [f"({term_text(argument)})" for argument in target.arguments]
    first, second = free[0], free[1]
    for laws, body in COMPOSITIONS.get(target.family, ()):
        filled = [law.format(*(term_text(a) for a in target.arguments)) for law in laws]
        noise = tuple(zip((first, second), filled, strict=False))
        yield Proposal("composition", noise, body.format(*arguments, a=first, b=second))
    if target.family in THRESHOLDS:
        letter = next(name for name in free if name.startswith(("U", "V", "W", "e_")))
        body = THRESHOLDS[target.family].format(*arguments, a=letter)
        yield Proposal("threshold", ((letter, "Uniform(0, 1)"),), body)
    if target.family not in SUMS:
        return
    index, law, unit, body = SUMS[target.family]
    shape = target.arguments[index]
    if shape.is_Integer and 1 <= shape <= MOST_TERMS:
        letters = free[: int(shape)] if int(shape) <= 3 else free[6 : 6 + int(shape)]
        total = " + ".join(unit.format(e=letter) for letter in letters)
        noise = tuple((letter, law) for letter in letters)
        yield Proposal("composition", noise, body.format(*arguments, s=total))


