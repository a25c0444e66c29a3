"""Distribution functions at exact parameter values, enclosed: from records, or by cells of mass."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from typing import Final

from flint import arb
from sympy import Abs, Expr, Rational, Symbol, besselk, oo, sign

from symreparam.decide.ball import enclose
from symreparam.decide.probability import NoBound, cells
from symreparam.derivation.break_points import grid
from symreparam.families.members import cdf_of, unfold
from symreparam.studies.masses import NoDistribution, below, masses, sums, without_kinks
from symreparam.studies.quadrature import NotAnalytic, integrator
from symreparam.studies.running_sums import ball, running, up_to
from symreparam.terms.functions import spelled_out
from symreparam.terms.law import AnyLaw, Law, Named, Piece
from symreparam.terms.record import dataclass
from symreparam.terms.scope import variable

PRECISION: Final = 80
CELLS: Final = 1200
REACHES: Final = (22, 6)  # terms with exp(exp(x)) overflow far out
MOST_SLACK: Final = 0.01
LETTER: Final = variable("t")


@dataclass(frozen=True, slots=True)
class Distribution:
    """`at(t)` encloses P(X <= t), `before(t)` encloses P(X < t), for rational t. `marks` are
    rational points where the law changes its form: ends of pieces, atoms (rounded). `slack` is
    about how wide the enclosures are; `slope` encloses the derivative of the density."""

    at: Callable[[Expr], arb]
    before: Callable[[Expr], arb]
    density: Callable[[arb], arb | None]
    marks: tuple[Expr, ...]
    slack: float = 0.0
    slope: Callable[[arb], arb | None] = lambda box: None


def distribution(law: AnyLaw) -> Distribution:
    """The distribution function of a law without parameters. Raises NoDistribution."""
    explicit = _spelled_out(unfold(law, LETTER) if isinstance(law, Named) else law)
    if isinstance(law, Named):
        terms = cdf_of(law, LETTER)
        if len(terms) == len(explicit.pieces) == 1 and not explicit.atoms and not explicit.lattices:
            return _recorded(explicit, terms[0])
    if explicit.lattices:
        return _by_masses(explicit)
    explicit = without_kinks(explicit)
    for reach in REACHES:
        try:
            return _by_integrals(explicit, reach)
        except NotAnalytic:
            continue
    return _by_cells(explicit)


def _spelled_out(law: Law) -> Law:
    """Without the Catalan numbers that SymPy makes of some beta functions."""
    pieces = tuple(Piece(p.region, spelled_out(p.density)) for p in law.pieces)
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
        found = enclose(cdf, {law.variable: ball(t)}, PRECISION)
        if found is None:  # where a form changes at t itself the exact number tells more
            found = enclose(cdf.xreplace({law.variable: t}), {}, PRECISION)
        if found is None:
            raise NoDistribution(f"no enclosure at {t}")
        return found

    return Distribution(at, at, _density(law), _marks(law), 0.0, _slope(law))


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
            value = _enclosed(term, law.variable, box) if inside else None
            if value is None:
                return None
            total = total + value
        return total

    return density


def _enclosed(term: Expr, letter: Symbol, box: arb) -> arb | None:
    """The term on a box; K falls in its argument, so that its values at the ends are enough."""
    known = {letter: box}
    for place, inner in enumerate(sorted(term.atoms(besselk), key=str)):
        order, argument = (enclose(part, {letter: box}, PRECISION) for part in inner.args)
        if order is None or argument is None or not argument > 0:
            return None
        ends = (arb(argument.lower()), arb(argument.upper()))
        values = [end.bessel_k(order) for end in ends]
        stand_in = Symbol(f"K_{place}", real=True)
        known[stand_in] = values[0].union(values[1])
        term = term.xreplace({inner: stand_in})
    return enclose(term, known, PRECISION)


def _slope(law: Law) -> Callable[[arb], arb | None]:
    """The derivative of the density, unknown where it has kinks inside a piece."""
    if any(piece.density.has(Abs, sign) for piece in law.pieces):
        return lambda box: None
    steep = (Piece(p.region, p.density.diff(law.variable)) for p in law.pieces)
    return _density(Law(law.variable, tuple(steep)))


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


def _by_integrals(law: Law, reach: int) -> Distribution:
    """Integrals between knots; what the outermost knots leave out widens the enclosure."""
    if not all(atom.point.is_Rational for atom in law.atoms):
        raise NotAnalytic("an atom at an irrational point")
    parts: list[tuple[Expr, Expr, arb]] = []
    steps = []
    for piece in law.pieces:
        between = integrator(piece.density, law.variable)
        knots = _knots(piece, law.variable, reach)
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
    open_ = float(slack.upper()) + sum(float(mass.rad()) for mass in masses)
    return Distribution(at, before, _density(law), _marks(law), open_, _slope(law))


def _knots(piece: Piece, letter: Symbol, reach: int) -> list[Expr]:
    """Rational points inside the piece, dense towards finite ends at which the density has no
    finite value, and as far as 2^reach where it is infinite."""
    (_, low, high), density = piece.region.bounds[0], piece.density
    powers = [Rational(2) ** k for k in range(-2, reach + 1, 2)]
    first, last = _inner(low, 1), _inner(high, -1)
    if first is not None and last is not None:
        middle = (first + last) / 2
        left = _towards(first, middle - first, density, letter)
        right = _towards(last, middle - last, density, letter)
        return [*left, middle, *reversed(right)]
    if first is not None:
        return [*_towards(first, powers[0], density, letter), *(first + p for p in powers)]
    if last is not None:
        near = _towards(last, -powers[0], density, letter)
        return [*(last - p for p in reversed(powers)), *reversed(near)]
    return [*(-p for p in reversed(powers)), Rational(0), *powers]


def _towards(end: Expr, way: Expr, density: Expr, letter: Symbol) -> list[Expr]:
    """The end itself, or points close to it, the closest first."""
    value = enclose(density.xreplace({letter: end}), {}, PRECISION)
    if value is not None and value.is_finite():
        return [end]
    return [end + way * Rational(2) ** -k for k in range(56, 0, -4)]


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
    highs, lows = running(parts, 1), running(parts, 0)
    ends, begins = [end for end, _ in highs], [end for end, _ in lows]

    def between(t: Expr, closed: bool) -> arb:
        search = bisect_right if closed else bisect_left
        below = up_to(highs, search(ends, t))
        # a cell that begins at t lies beyond it, but for an atom at t
        top = up_to(lows, search(begins, t)) + slack
        return below.union(top) if top > below else below

    return Distribution(
        cache(lambda t: between(t, True)),
        cache(lambda t: between(t, False)),
        _density(law),
        _marks(law),
        float(slack.upper()),
    )


def _by_masses(law: Law) -> Distribution:
    points, parts, rest = masses(law)
    known = sums(points, parts)
    return Distribution(
        cache(lambda t: below(known, t, rest, True)),
        cache(lambda t: below(known, t, rest, False)),
        _density(law),
        tuple(points),
        float(rest.upper()),
    )
