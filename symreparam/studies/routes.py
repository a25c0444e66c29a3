"""Ways to sample a member of a family from noise, as claims to be proved: nothing here is trusted.

Every row is a proposal; whether the map has the law, the engine decides. Noise that keeps a
parameter of the target is no noise of a reparameterization, and its rows are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from sympy import Eq, Expr, Integer, Le, Lt, Ne, Symbol, cancel, factor

from symreparam.families.members import parameter_conditions, record_of, unfold
from symreparam.render.terms_text import term_text
from symreparam.studies.route_table import COMPOSITIONS, QUANTILES, SUMS, THRESHOLDS
from symreparam.terms.law import Named
from symreparam.terms.record import dataclass

MOST_TERMS: Final = 4
"""Sums of more exponentials or squares are proved too, but slowly."""
MOST_POINTS: Final = 8
UNIFORM: Final = "Uniform(0, 1)"


@dataclass(frozen=True, slots=True)
class Proposal:
    """`kind`; the noise, a law in the claim language for each letter; the map, in its letters."""

    kind: str
    noise: tuple[tuple[str, str], ...]
    map: str


LOCATIONS: Final = frozenset(("location", "mean", "least value"))
SCALES: Final = frozenset(("scale", "standard deviation", "half width", "radius"))
BETWEEN: Final = frozenset(("Uniform", "Triangular", "Arcsin", "QuadraticU"))
LETTERS: Final = ("eps", "eta", "xi", "U", "V", "W", *(f"e_{k}" for k in range(1, 100)))


def proposals(target: Named, taken: frozenset[str]) -> Iterator[Proposal]:
    """Proposals for a member, best first: location-scale, inverse cdf, composition."""
    free = [letter for letter in LETTERS if letter not in taken]
    yield from _location_scale(target, free)
    yield from _inverse_cdf(target, free)
    yield from _compositions(target, free)
    yield from _thresholds(target, free)


def _location_scale(target: Named, free: list[str]) -> Iterator[Proposal]:
    """location + scale * (the member with location 0 and scale 1); rates divide."""
    record = record_of(target)
    if not record.pieces:
        return
    meaning = [parameter.meaning for parameter in record.parameters]
    standard = list(target.arguments)
    letter, shown = free[0], _bracketed(target)
    body, moved = letter, False
    for index, word in enumerate(meaning):
        if word in SCALES or word == "rate":
            sign = "/" if word == "rate" else "*"
            body = f"{letter}{sign}{shown[index]}"
            standard[index], moved = Integer(1), True
    for index, word in enumerate(meaning):
        if word in LOCATIONS:
            body = f"{shown[index]} + {body}"
            standard[index], moved = Integer(0), True
    if moved and tuple(standard) != target.arguments and _may_exist(target.family, standard):
        yield _with_noise("location-scale", target.family, standard, letter, body)
    yield from _between(target, free[0])


def _may_exist(family: str, arguments: list[Expr]) -> bool:
    """Whether no condition on the arguments fails outright: Pareto(0, a) is no law."""
    conditions = parameter_conditions(Named(family, tuple(arguments)))
    signs = {"<": Lt, "<=": Le, "!=": Ne, "=": Eq}
    return not any(signs[c.sign](c.left, c.right) == False for c in conditions)  # noqa: E712


def _between(target: Named, letter: str) -> Iterator[Proposal]:
    """left + (right - left) * (the member on (0, 1)), for a family of laws between two ends."""
    record = record_of(target)
    meaning = [parameter.meaning for parameter in record.parameters]
    if meaning[:2] != ["left end", "right end"] or record.name not in BETWEEN:
        return
    low, high = target.arguments[:2]
    rest = [cancel((argument - low) / (high - low)) for argument in target.arguments[2:]]
    standard: list[Expr] = [Integer(0), Integer(1), *rest]
    if tuple(standard) != target.arguments:
        body = f"({term_text(low)}) + ({term_text(high - low)})*{letter}"
        yield _with_noise("location-scale", target.family, standard, letter, body)


def _with_noise(kind: str, family: str, arguments: list[Expr], letter: str, body: str) -> Proposal:
    law = f"{family}({', '.join(map(term_text, arguments))})"
    return Proposal(kind, ((letter, law),), body)


def _inverse_cdf(target: Named, free: list[str]) -> Iterator[Proposal]:
    record = record_of(target)
    letter = _uniform(free)
    noise = Symbol(letter, real=True)
    if record.name in QUANTILES:
        shown = QUANTILES[record.name].format(*_bracketed(target), a=letter)
        yield Proposal("inverse cdf", ((letter, UNIFORM),), shown)
    if record.quantile is None or not record.pieces:
        return
    pairs = zip(record.parameters, target.arguments, strict=True)
    swap = {parameter.symbol: argument for parameter, argument in pairs}
    body = record.quantile.xreplace({**swap, record.probability: noise})
    if body != noise:
        yield Proposal("inverse cdf", ((letter, UNIFORM),), term_text(body))


def _compositions(target: Named, free: list[str]) -> Iterator[Proposal]:
    for laws, body in COMPOSITIONS.get(target.family, ()):
        filled = [law.format(*_bracketed(target)) for law in laws]
        noise = tuple(zip(free, filled, strict=False))
        names = dict(zip("ab", free, strict=False))
        yield Proposal("composition", noise, body.format(*_bracketed(target), **names))
    if target.family not in SUMS:
        return
    index, law, unit, body = SUMS[target.family]
    shape = target.arguments[index]
    if shape.is_Integer and 1 <= shape <= MOST_TERMS:
        letters = free[: int(shape)] if int(shape) <= 3 else free[6 : 6 + int(shape)]
        total = " + ".join(unit.format(*_bracketed(target), e=letter) for letter in letters)
        noise = tuple((letter, law) for letter in letters)
        kind = "threshold" if record_of(target).lattice else "composition"
        yield Proposal(kind, noise, body.format(*_bracketed(target), s=total))


def _thresholds(target: Named, free: list[str]) -> Iterator[Proposal]:
    """Jumps of uniform noise: by a row, or where the noise passes the cumulated masses."""
    letter = _uniform(free)
    if target.family in THRESHOLDS:
        body = THRESHOLDS[target.family].format(*_bracketed(target), a=letter)
        yield Proposal("threshold", ((letter, UNIFORM),), body)
        return
    law = unfold(target, Symbol("t", real=True))
    if law.pieces or law.lattices or not 2 <= len(law.atoms) <= MOST_POINTS:
        return
    total, body = Integer(0), term_text(law.atoms[0].point)
    for one, other in pairwise(law.atoms):
        total = factor(total + one.mass)
        gap = term_text(other.point - one.point)
        body += f" + ({gap})*indicator({letter} > {term_text(total)})"
    yield Proposal("threshold", ((letter, UNIFORM),), body)


def _bracketed(target: Named) -> list[str]:
    """The arguments as factors of a product: names and numbers as they are."""
    texts = [term_text(argument) for argument in target.arguments]
    return [text if text.replace("_", "").isalnum() else f"({text})" for text in texts]


def _uniform(free: list[str]) -> str:
    return next(name for name in free if name.startswith(("U", "V", "W", "e_")))


def why_few(target: Named) -> Iterator[str]:
    """What stands in the way of the kinds of routes that no row proposes."""
    record = record_of(target)
    if not record.pieces and record.lattice is None and len(record.atoms) == 1:
        yield "constant: the law is one point, there is no noise"
    elif not record.pieces and record.lattice is not None:
        yield "pathwise: the law has masses, and a map onto them jumps: no pathwise gradient"
        law = unfold(target, Symbol("t", real=True))
        if law.lattices and target.family not in THRESHOLDS:
            yield "threshold: infinitely many values, and no closed inverse of the cumulated masses"
    elif record.pieces and record.quantile is None and target.family not in QUANTILES:
        yield "inverse cdf: the distribution function has no closed inverse on record"
    if record.pieces and target.family not in (*COMPOSITIONS, *SUMS):
        yield "composition: no row composes the law from others"
