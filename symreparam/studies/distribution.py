"""Distribution functions at exact parameter values, enclosed: from records, or by cells of mass."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

from flint import arb, fmpq
from sympy import Expr, Rational, Symbol, catalan, gamma, oo, pi, sqrt

from symreparam.decide.ball import enclose
from symreparam.decide.probability import NoBound, cells
from symreparam.derivation.probabilities import grid
from symreparam.families.members import cdf_of, unfold
from symreparam.studies.quadrature import NotAnalytic, integrator
from symreparam.terms.law import AnyLaw, Law, Named, Piece
from symreparam.terms.scope import variable

PRECISION: Final = 80
CELLS: Final = 1200
MOST_SLACK: Final = 0.01
LETTER: Final = variable("t")


@dataclass(frozen=True, slots=True)
class Distribution:
    """`at(t)` encloses P(X <= t), `before(t)` encloses P(X < t), for rational t. `marks` are
    rational points where the law changes its form: ends of pieces, atoms (rounded). `slack` is
    about how wide the enclosures are."""

    at: Callable[[Expr], arb]
    before: Callable[[Expr], arb]
    density: Callable[[arb], arb | None]
    marks: tuple[Expr, ...]
    slack: float = 0.0


class NoDistribution(Exception):
    """No enclosure of the distribution function is at hand."""


def distribution(law: AnyLaw) -> Distribution:
    """The distribution function of a law without parameters. Raises NoDistribution."""
    explicit = _spelled_out(unfold(law, LETTER) if isinstance(law, Named) else law)
    if isinstance(law, Named):
        terms = cdf_of(law, LETTER)
        if len(terms) == len(explicit.pieces) == 1 and not explicit.atoms and not explicit.lattices:
            return _recorded(explicit, terms[0])
    if explicit.lattices:
        raise NoDistribution("infinitely many values")
    try:
        return _by_integrals(explicit)
    except NotAnalytic:
        return _by_cells(explicit)


def _spelled_out(law: Law) -> Law:
    """Without the Catalan numbers that SymPy makes of some beta functions."""

    def plain(n: Expr) -> Expr:
        return 4**n * gamma(n + Rational(1, 2)) / (sqrt(pi) * gamma(n + 2))

    pieces = tuple(Piece(p.region, p.density.replace(catalan, plain)) for p in law.pieces)
    return Law(law.variable, pieces, law.atoms, law.lattices)


def through(source: Named, inverse: Expr, letter: Symbol, law: Law, rising: bool) -> Distribution:
    """The distribution function F(h(z)), or 1 - F(h(z)), of an image of `source` whose inverse
    map is h; `law` is the image's law, for its density and support."""
    terms = cdf_of(source, LETTER)
    if len(terms) != 1 or len(law.pieces) != 1 or law.atoms or law.lattices:
        raise NoDistribution("no closed distribution function")
    inside = terms[0].xreplace({LETTER: inverse.xreplace({letter: law.variable})})
    found = inside if rising else 1 - inside
    return _recorded(law, found)


def _recorded(law: Law, cdf: Expr) -> Distribution:
    _, low, high = law.pieces[0].region.bounds[0]

    @cache
    def at(t: Expr) -> arb:
        if low != -oo and _at_most(t, low):
            return arb(0)
        if high != oo and _at_most(high, t):
            return arb(1)
        ball = enclose(cdf.xreplace({law.variable: t}), {}, PRECISION)
        if ball is None:
            raise NoDistribution(f"no enclosure at {t}")
        return ball

    return Distribution(at, at, _density(law), _marks(law))


def _at_most(one: Expr, two: Expr) -> bool:
    gap = enclose(two - one, {}, PRECISION)
    if gap is None or (gap.contains(0) and not gap == 0):
        raise NoDistribution(f"{one} and {two} are too close")
    return bool(gap >= 0)


def _density(law: Law) -> Callable[[arb], arb | None]:
    spans = []
    for piece in law.pieces:
        bounds = piece.region.bounds[0][1:]
        ends = [None if e.is_infinite else enclose(e, {}, PRECISION) for e in bounds]
        spans.append((ends[0], ends[1], piece.density))

    def density(box: arb) -> arb | None:
        total = arb(0)
        for low, high, term in spans:
            if (low is not None and box < low) or (high is not None and box > high):
                continue
            inside = (low is None or box > low) and (high is None or box < high)
            value = enclose(term, {law.variable: box}, PRECISION) if inside else None
            if value is None:
                return None
            total = total + value
        return total

    return density


def _marks(law: Law) -> tuple[Expr, ...]:
    found = []
    ends = [e for p in law.pieces for e in p.region.bounds[0][1:] if not e.is_infinite]
    for end in (*ends, *(atom.point for atom in law.atoms)):
        ball = enclose(end, {}, PRECISION)
        if end.is_Rational:
            found.append(end)
        elif ball is not None:
            middle = ball.mid().fmpq()
            found.append(Rational(int(middle.p), int(middle.q)).limit_denominator(10**6))
    return tuple(sorted(set(found)))


def _by_integrals(law: Law) -> Distribution:
    """Integrals between knots; what the outermost knots leave out widens the enclosure."""
    if not all(atom.point.is_Rational for atom in law.atoms):
        raise NotAnalytic("an atom at an irrational point")
    parts: list[tuple[Expr, Expr, arb]] = []
    steps = []
    for piece in law.pieces:
        between = integrator(piece.density, law.variable)
        knots = _knots(*piece.region.bounds[0][1:])
        found = [(a, b, between(ball(a), ball(b))) for a, b in pairwise(knots)]
        parts += found
        steps.append((knots, [mass for _, _, mass in found], between))
    atoms = [(atom.point, enclose(atom.mass, {}, PRECISION)) for atom in law.atoms]
    masses = [mass for _, _, mass in parts] + [mass for _, mass in atoms if mass is not None]
    slack = 1 - sum(masses, arb(0))
    if not slack.upper() < MOST_SLACK or len(masses) < len(parts) + len(atoms):
        raise NotAnalytic("the integrals leave too much open")

    def value(t: Expr, closed: bool) -> arb:
        total = arb(0).union(slack) if slack > 0 else arb(0)
        for knots, found, between in steps:
            place = bisect_right(knots, t)
            total = total + sum(found[: max(place - 1, 0)], arb(0))
            if 0 < place < len(knots) and t > knots[place - 1]:
                total = total + between(ball(knots[place - 1]), ball(t))
        for point, mass in atoms:
            assert mass is not None
            if point < t or (closed and point == t):
                total = total + mass
        return total

    at, before = cache(lambda t: value(t, True)), cache(lambda t: value(t, False))
    return Distribution(at, before, _density(law), _marks(law))


def _knots(low: Expr, high: Expr) -> list[Expr]:
    """Rational points inside the piece, dense towards finite ends."""
    powers = [Rational(2) ** k for k in range(-2, 23, 2)]
    first, last = _inner(low, 1), _inner(high, -1)
    if first is not None and last is not None:
        return [first, (first + last) / 2, last]
    if first is not None:
        return [first, *(first + p for p in powers)]
    if last is not None:
        return [*(last - p for p in reversed(powers)), last]
    return [*(-p for p in reversed(powers)), Rational(0), *powers]


def _inner(end: Expr, way: int) -> Expr | None:
    """The end when it is rational, else a rational just inside; None when infinite."""
    if end.is_infinite:
        return None
    if end.is_Rational:
        return end
    found = enclose(end, {}, PRECISION)
    if found is None:
        raise NotAnalytic(str(end))
    edge = (found.upper() if way > 0 else found.lower()).fmpq()
    return Rational(int(edge.p), int(edge.q))


def _by_cells(law: Law) -> Distribution:
    """Lower bounds of the masses of many cells; what they leave open widens the enclosure."""
    if not all(atom.point.is_Rational for atom in law.atoms):
        raise NoDistribution("an atom at an irrational point")
    try:
        rows = grid(law, CELLS, 0)
        found = cells(law, rows)
    except NoBound as error:
        raise NoDistribution(str(error)) from error
    spans = [pair for row in rows for pair in pairwise(row)]
    parts = [(low, high, cell.mass) for (low, high), cell in zip(spans, found, strict=False)]
    parts += [
        (atom.point, atom.point, cell.mass)
        for atom, cell in zip(law.atoms, found[len(spans) :], strict=True)
    ]
    slack = 1 - sum((mass for _, _, mass in parts), arb(0))
    highs, lows = _running(parts, 1), _running(parts, 0)
    ends, begins = [end for end, _ in highs], [end for end, _ in lows]

    def between(t: Expr, closed: bool) -> arb:
        search = bisect_right if closed else bisect_left
        below = _up_to(highs, search(ends, t))
        # a cell that begins at t lies beyond it, but for an atom at t
        top = _up_to(lows, search(begins, t)) + slack
        return below.union(top) if top > below else below

    return Distribution(
        cache(lambda t: between(t, True)),
        cache(lambda t: between(t, False)),
        _density(law),
        _marks(law),
        float(slack.upper()),
    )


def _running(parts: list[tuple[Expr, Expr, arb]], end: int) -> list[tuple[Expr, arb]]:
    total, found = arb(0), []
    for part in sorted(parts, key=lambda each: each[end]):
        total = total + part[2]
        found.append((part[end], total))
    return found


def _up_to(sums: list[tuple[Expr, arb]], count: int) -> arb:
    return sums[count - 1][1] if count else arb(0)


def ball(value: Expr) -> arb:
    """A rational as a ball."""
    return arb(fmpq(int(value.p), int(value.q)))
